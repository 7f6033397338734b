//! Names looked up in the table.

use super::table::{KEYS, LAST_STAGE, Row, WORDS};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The rows of the table by key: where it stands below which, or anywhere, and what it is called.
static ROWS: LazyLock<BTreeMap<&str, Vec<Row>>> = LazyLock::new(|| {
    let mut rows: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for (place, names) in KEYS {
        let (above, key) = place.split_once('.').unwrap_or(("", place));
        rows.entry(key).or_default().push((above, names));
    }
    rows
});

/// What a key is called in Chinese below the key `above`: first what is shown there, then what is understood as well, which
/// is everything that it is called anywhere; nothing where the table lacks it.
#[must_use]
pub fn key_names(above: &str, key: &str) -> Vec<&'static str> {
    let rank = |place: &str| match place {
        "" => 1,
        place if place == above => 0,
        _ => 2,
    };
    let mut rows = ROWS.get(key).cloned().unwrap_or_default();
    rows.sort_by_key(|(place, _)| rank(place));
    rows.into_iter().flat_map(|(_, names)| names).copied().collect()
}

/// The keys that are called so in Chinese.
pub(crate) fn keys_called(name: &str) -> Vec<&'static str> {
    let rows = KEYS.iter().filter(|row| row.1.contains(&name));
    rows.map(|row| row.0.rsplit('.').next().unwrap_or(row.0)).collect()
}

/// What a fixed word is called in Chinese, first what is shown.
#[must_use]
pub fn word_names(word: &str) -> &'static [&'static str] {
    WORDS.iter().find(|row| row.0 == word).map_or(&[], |row| row.1)
}

/// Whether this is what the last stage of a funnel is called.
pub(crate) fn is_last_stage(name: &str) -> bool {
    LAST_STAGE.contains(&name) || key_names("", "join").contains(&name)
}

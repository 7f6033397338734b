//! A scenario in its standard form: numbers, ranges and marks that are written as people write them become those that every
//! reader of YAML understands; keys and words can be put into either language. Everything else stays as it is, comments too.

use super::load::read;
use super::set::Override;
use super::standard::{Change, standard_names, standardise};
use super::tree::tree;
use crate::problem::{Origin, Problem};
use crate::yaml::{Edit, Marked, Source, edited};

/// The language of keys and fixed words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// As they are; a Chinese name that is merely understood becomes the one that is shown.
    AsWritten,
    /// All of them in English.
    English,
    /// All of them in Chinese.
    Chinese,
}

/// A text in its standard form.
#[derive(Clone, Debug)]
pub struct Rewritten {
    /// The text.
    pub text: String,
    /// How many places were changed.
    pub changes: usize,
}

/// Puts the text of a scenario into its standard form. What is wrong with it otherwise stays wrong.
///
/// # Errors
/// When it is no YAML.
pub fn rewrite(source: &Source, keys: Keys) -> Result<Rewritten, Vec<Problem>> {
    let (marked, _) = read(source, &[]);
    let changes = changes(source, marked.as_ref())?;
    let marks = marked.map(|marked| marked.edits).unwrap_or_default();
    let mut edits: Vec<Edit> =
        changes.into_iter().filter_map(|change| edit(change, keys)).chain(marks).collect();
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    // What stands behind an alias is met once for every use of it.
    edits.dedup();
    Ok(Rewritten { text: edited(source.text(), &edits), changes: edits.len() })
}

/// Whether some of the keys are written in Chinese.
#[must_use]
pub fn is_in_chinese(source: &Source, overrides: &[Override]) -> bool {
    if source.text().is_ascii() && overrides.iter().all(|change| change.text().is_ascii()) {
        return false;
    }
    let marked = Marked::of(source.text());
    let found = changes(source, None).or_else(|_| changes(source, marked.as_ref())).unwrap_or_default();
    let is_chinese = |change: &Change| matches!(change, Change::Name { written, .. } if !written.is_ascii());
    let typed = |change: &Override| {
        let path = change.text().split('=').next().unwrap_or("");
        let parts: Vec<&str> = path.split('.').map(str::trim).collect();
        standard_names(parts.iter().copied()).iter().ne(parts.iter())
    };
    found.iter().any(is_chinese) || overrides.iter().any(typed)
}

fn changes(source: &Source, marked: Option<&Marked>) -> Result<Vec<Change>, Vec<Problem>> {
    tree(source, marked).map(|(mut root, _)| standardise(&mut root).changes)
}

/// What a change comes to, if anything.
fn edit(change: Change, keys: Keys) -> Option<Edit> {
    let (place, instead, written) = match change {
        Change::Value { place, instead } => (place, instead, None),
        Change::Name { place, written, standard, chinese } => {
            let is_chinese = match keys {
                Keys::AsWritten => !written.is_ascii(),
                Keys::English => false,
                Keys::Chinese => true,
            };
            let instead = chinese.filter(|_| is_chinese).map_or(standard, str::to_owned);
            (place, instead, Some(written))
        }
    };
    let changes = written.is_none_or(|written| written != instead);
    (changes && place.origin == Origin::File).then_some(Edit { bytes: place.bytes, instead })
}

//! The key that was probably meant: a slip of the fingers in either language, or a key that belongs further down.

use crate::input::naming::{key_names, keys_called};
use crate::problem::Path;
use crate::scenario::below;
use crate::yaml::nearest;

/// The key that was probably meant by `typed`, where the place at `here` knows these.
pub(super) fn meant(typed: &str, known: &[&str], here: &Path) -> Option<String> {
    let chinese: Vec<&str> = known.iter().flat_map(|key| key_names("", key)).collect();
    let near = nearest(typed, known.iter().copied().chain(chinese));
    let further_down =
        || below(here, typed).or_else(|| keys_called(typed).iter().find_map(|key| below(here, key)));
    near.or_else(further_down)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_in_both_languages() {
        let keys = ["share", "contacts", "join"];
        let meant = |typed: &str| meant(typed, &keys, &Path::root());
        assert_eq!(meant("contcts").as_deref(), Some("contacts"));
        assert_eq!(meant("触达人术").as_deref(), Some("触达人数"));
        assert_eq!(meant("每群人数").as_deref(), Some("community.group_size"));
        assert_eq!(meant("天气"), None);
    }
}

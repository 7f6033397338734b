//! Numbers by their keys, as they are typed: for whoever knows a key, but has no scenario yet.

use super::{About, known_numbers};
use crate::problem::{Part, Path};

/// Keys of the top level that all segments have in common.
const SEGMENT: &str = "segments.<name>.";
/// What may be left out before a trigger.
const WHEN: &str = ".when";
/// No number has a key of so many parts, names with dots in them included.
const MOST_PARTS: usize = 64;

/// What is known of the number of this key, as `--set` and `--vary` take it.
pub(crate) fn about(key: &str) -> Option<&'static About> {
    let key: Vec<&str> = key.split('.').map(str::trim).collect();
    let fits = |spelling: &String| fits(&spelling.split('.').collect::<Vec<_>>(), &key);
    known_numbers().iter().find(|about| key.len() <= MOST_PARTS && spellings(about).any(|key| fits(&key)))
}

/// The one number of this last key further down from `here`, by the keys that lead there.
pub(crate) fn below(here: &Path, last: &str) -> Option<String> {
    let ends = |spelling: &String| spelling.rsplit('.').next() == Some(last);
    let spellings = known_numbers().iter().flat_map(spellings).filter(ends);
    let mut ways: Vec<String> = spellings.filter_map(|spelling| way(here, &spelling)).collect();
    ways.sort_unstable();
    ways.dedup();
    if ways.len() == 1 { ways.pop() } else { None }
}

/// The ways to write the key of a number: in full or short, without the segment, without `when`.
fn spellings(about: &About) -> impl Iterator<Item = String> {
    let whole = [Some(&about.pattern), about.short.as_ref()].into_iter().flatten();
    whole.flat_map(|pattern| {
        let for_all = pattern.strip_prefix(SEGMENT).map(str::to_owned);
        let bare = pattern.contains(WHEN).then(|| pattern.replacen(WHEN, "", 1));
        [Some(pattern.clone()), for_all, bare].into_iter().flatten()
    })
}

/// Whether a key is one of a pattern, in which `<…>` stands for a name, which may have dots, or for a position.
fn fits(pattern: &[&str], key: &[&str]) -> bool {
    match (pattern, key) {
        ([], []) => true,
        ([first, rest @ ..], [_, ..]) if is_free(first) => {
            (1..=key.len()).any(|length| fits(rest, &key[length..]))
        }
        ([first, rest @ ..], [given, below @ ..]) => first == given && fits(rest, below),
        _ => false,
    }
}

/// The keys from `here` down to a number of this pattern, if no name or position is among them.
fn way(here: &Path, pattern: &str) -> Option<String> {
    let parts: Vec<&str> = pattern.split('.').collect();
    let (above, below) = parts.split_at_checked(here.0.len())?;
    let leads = |(part, given): (&&str, &Part)| is_free(part) || *given == Part::Key((*part).to_owned());
    let is_below = below.len() > 1 && !below.iter().any(|part| is_free(part));
    (is_below && above.iter().zip(&here.0).all(leads)).then(|| below.join("."))
}

fn is_free(part: &str) -> bool {
    part.starts_with('<')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_by_every_way_to_write_its_key() {
        for (key, pattern) in [
            ("days", "days"),
            ("churn", "segments.<name>.churn"),
            ("segments.v1.2.share.again", "segments.<name>.share.again"),
            ("seeds", "segments.<name>.seeds.<i>.count"),
            ("seeds.1.count", "segments.<name>.seeds.<i>.count"),
            ("contacts", "segments.<name>.contacts.mean"),
            ("join", "segments.<name>.funnel.<stage>"),
            ("incentive.0.invites", "incentive.<i>.when.invites"),
            ("incentive.course.when.invites", "incentive.<i>.when.invites"),
            ("budget", "budget.limit"),
        ] {
            assert_eq!(about(key).map(|about| about.pattern.as_str()), Some(pattern), "{key}");
        }
        for none in ["", "name", "segments", "segments.core", "share.never", &"a.".repeat(100_000)] {
            assert_eq!(about(none), None, "{none}");
        }
    }

    #[test]
    fn a_number_below_is_found_if_it_is_the_only_one() {
        let root = Path::root();
        let reward = root.key("incentive").index(0);
        let core = root.key("segments").key("core");
        let share = core.key("share");
        for (here, key, way) in [
            (&root, "group_size", Some("community.group_size")),
            (&root, "again", Some("share.again")),
            (&core, "again", Some("share.again")),
            (&core, "lognormal", None),
            // Of answers, or of waits.
            (&core, "sigma", None),
            (&share, "sigma", Some("after.lognormal.sigma")),
            (&core, "share_into", Some("groups.share_into")),
            (&reward, "lottery", Some("when.lottery")),
            (&root, "lottery", None),
            (&root, "per_day", None),
            (&root, "churn", Some("reminders.churn")),
        ] {
            assert_eq!(below(here, key).as_deref(), way, "{key} below {here:?}");
        }
    }
}

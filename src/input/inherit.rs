//! What a segment takes from the top level, and a channel from its segment: it becomes their own, as a whole, before a part of
//! it is changed. Else `segments.core.funnel.open=30%` would be a funnel without its other stages.

use super::keys::{inherited_by_channels, inherited_by_segments};
use crate::yaml::{Content, Entry, Node};

/// Two keys for the same, as for a segment and the top level: who says one of them says nothing by the other.
const INSTEAD: [[&str; 2]; 2] = [["join", "funnel"], ["churn", "retention"]];

/// What of sharing is nothing for bonus hunters, who share at once and once.
const OF_WAITING: [&str; 2] = ["after", "again"];

/// The key that says the same as this one, if there is one.
pub(super) fn instead_of(key: &str) -> Option<&'static str> {
    INSTEAD.iter().find(|pair| pair.contains(&key))?.iter().find(|other| **other != key).copied()
}

/// Gives to whoever is at this path (`segments`, a name; maybe `channels`, a name) the value of a key that he inherits, where
/// that is more than one number.
pub(super) fn take_over(root: &mut Node, heir: &[String], key: &str) {
    if let Some(entry) = inherited(root, heir, key)
        && let Some(heir) = below_mut(root, heir)
    {
        if matches!(heir.content, Content::Null) {
            heir.content = Content::Map(Vec::new());
        }
        if let Content::Map(entries) = &mut heir.content {
            entries.push(entry);
        }
    }
}

fn inherited(root: &Node, heir: &[String], key: &str) -> Option<Entry> {
    let [.., family, _] = heir else { return None };
    let is_fake = is_fake(root, heir);
    let may = match family.as_str() {
        "channels" => inherited_by_channels(key),
        _ => inherited_by_segments(key, is_fake),
    };
    // The segment, then the top level.
    let levels = (0..=heir.len()).rev().step_by(2).filter_map(|length| below(root, &heir[..length]));
    let says = |node: &&Node| {
        node.get(key).is_some() || instead_of(key).is_some_and(|instead| node.get(instead).is_some())
    };
    let speaks = levels.into_iter().find(says).filter(|_| may)?;
    let is_own = below(root, heir).is_some_and(|own| std::ptr::eq(own, speaks));
    let mut entry = speaks.get(key).filter(|_| !is_own)?.clone();
    if let (true, "share", Content::Map(motives)) = (is_fake, key, &mut entry.node.content) {
        motives.retain(|motive| !OF_WAITING.contains(&motive.key.as_str()));
    }
    matches!(entry.node.content, Content::Map(_) | Content::List(_)).then_some(entry)
}

/// Whether the segment is one of bonus hunters.
fn is_fake(root: &Node, heir: &[String]) -> bool {
    let fake = heir.get(..2).and_then(|segment| below(root, segment)?.get("fake"));
    fake.is_some_and(|fake| matches!(fake.node.content, Content::YesNo(true)))
}

/// The value of the last of these keys.
pub(super) fn below<'n>(root: &'n Node, path: &[String]) -> Option<&'n Node> {
    path.iter().try_fold(root, |node, key| node.get(key).map(|entry| &entry.node))
}

fn below_mut<'n>(root: &'n mut Node, path: &[String]) -> Option<&'n mut Node> {
    path.iter().try_fold(root, |node, key| match &mut node.content {
        Content::Map(entries) => {
            entries.iter_mut().find(|entry| entry.key == *key).map(|entry| &mut entry.node)
        }
        _ => None,
    })
}

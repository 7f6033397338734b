//! Where the tree of a text and the tree that it is to become differ.

use crate::problem::{Origin, Place};
use crate::yaml::{Content, Entry, Node};
use std::borrow::Cow;

/// Where two trees differ.
pub(super) enum Difference<'a> {
    /// Something else stands there.
    Other(&'a Node, Cow<'a, Node>),
    /// A key that has nothing gets something.
    Filled(&'a Entry, &'a Node),
    /// A key is added to a map.
    Added(&'a Node, Cow<'a, Entry>),
}

/// The only difference that a change makes, as far down as it reaches in the file itself: what people in a file of their own
/// say is said anew above it, in the file, as far as it is another.
pub(super) fn difference<'a>(before: &'a Node, after: &'a Node) -> Option<Difference<'a>> {
    match (&before.content, &after.content) {
        // What stands behind an anchor elsewhere is written out here.
        _ if before.place != before.written => {
            (!same(before, after)).then_some(Difference::Other(before, Cow::Borrowed(after)))
        }
        (Content::Map(old), Content::Map(new)) => {
            for entry in new {
                let Some(known) = old.iter().find(|known| known.key == entry.key) else {
                    return Some(Difference::Added(before, Cow::Borrowed(entry)));
                };
                let Some(found) = difference(&known.node, &entry.node) else { continue };
                // What a merge brings gives way to what the map says itself.
                if before.place.origin == Origin::File && !is_within(&known.key_place, &before.place) {
                    let said = Entry { node: entry.node.clone(), ..known.clone() };
                    return Some(Difference::Added(before, Cow::Owned(said)));
                }
                if known.node.place.origin == Origin::File {
                    let is_empty = matches!(known.node.content, Content::Null);
                    return Some(if is_empty { Difference::Filled(known, &entry.node) } else { found });
                }
                let node = match found {
                    Difference::Other(_, new) => new.into_owned(),
                    Difference::Filled(_, new) => new.clone(),
                    Difference::Added(map, added) => {
                        Node { content: Content::Map(vec![added.into_owned()]), ..map.clone() }
                    }
                };
                let said = Entry { key: known.key.clone(), key_place: known.key_place.clone(), node };
                return Some(Difference::Added(before, Cow::Owned(said)));
            }
            None
        }
        // In a file of people: a list comes with all that it has.
        (Content::List(_), _) if before.place.origin == Origin::People => {
            (!same(before, after)).then_some(Difference::Other(before, Cow::Borrowed(after)))
        }
        (Content::List(old), Content::List(new)) if old.len() == new.len() => {
            old.iter().zip(new).find_map(|(old, new)| difference(old, new))
        }
        _ => {
            let is_same = same(before, after) && before.place.origin == after.place.origin;
            (!is_same).then_some(Difference::Other(before, Cow::Borrowed(after)))
        }
    }
}

/// The aliases of a file for what is changed, or for something around it.
pub(super) fn collect_aliases<'a>(node: &'a Node, changed: &Place, aliases: &mut Vec<&'a Node>) {
    let is_alias = node.place.origin == Origin::File && node.place != node.written;
    match &node.content {
        _ if is_alias && is_within(changed, &node.written) => aliases.push(node),
        Content::Map(entries) => {
            entries.iter().for_each(|entry| collect_aliases(&entry.node, changed, aliases));
        }
        Content::List(items) => items.iter().for_each(|item| collect_aliases(item, changed, aliases)),
        _ => {}
    }
}

/// Whether one stretch of the file lies within another. What is written in another text is no part of it.
fn is_within(place: &Place, around: &Place) -> bool {
    let (inner, outer) = (&place.bytes, &around.bytes);
    place.origin != around.origin || (outer.start <= inner.start && inner.end <= outer.end)
}

/// Whether two trees say the same. The order of keys says nothing.
pub(super) fn same(one: &Node, other: &Node) -> bool {
    match (&one.content, &other.content) {
        (Content::Null, Content::Null) => true,
        (Content::YesNo(one), Content::YesNo(other)) => one == other,
        (Content::Number(one), Content::Number(other)) => one == other,
        (Content::Text(one), Content::Text(other)) => one == other,
        (Content::List(one), Content::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Content::Map(one), Content::Map(other)) => {
            let is_there = |entry: &Entry| {
                other.iter().any(|known| known.key == entry.key && same(&entry.node, &known.node))
            };
            one.len() == other.len() && one.iter().all(is_there)
        }
        _ => false,
    }
}

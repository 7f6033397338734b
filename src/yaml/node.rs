//! A YAML value with its places.

use crate::problem::{Found, Part, Place};
use serde_yaml::Number;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub place: Place,
    /// Where it is written: for an alias that is behind the anchor, and the same for all aliases of it.
    pub written: Place,
    /// Rank in the order of the file, set by [`Node::enumerate`].
    pub order: usize,
    pub content: Content,
}

/// The value itself.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Null,
    YesNo(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

impl Content {
    /// What kind of value it is; `None` where there is nothing.
    pub fn found(&self) -> Option<Found> {
        match self {
            Content::Null => None,
            Content::YesNo(_) => Some(Found::YesNo),
            Content::Number(_) => Some(Found::Number),
            Content::Text(_) => Some(Found::Text),
            Content::List(_) => Some(Found::List),
            Content::Map(_) => Some(Found::Map),
        }
    }
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: String,
    pub key_place: Place,
    pub node: Node,
}

impl Node {
    /// Numbers this node and all within it in the order of the file.
    pub fn enumerate(&mut self, next: &mut usize) {
        self.order = *next;
        *next += 1;
        match &mut self.content {
            Content::List(items) => items.iter_mut().for_each(|item| item.enumerate(next)),
            Content::Map(entries) => entries.iter_mut().for_each(|entry| entry.node.enumerate(next)),
            _ => {}
        }
    }

    /// Gives this node and all within it other places.
    pub fn relocate(&mut self, place: &impl Fn(&mut Place)) {
        place(&mut self.place);
        place(&mut self.written);
        match &mut self.content {
            Content::List(items) => items.iter_mut().for_each(|item| item.relocate(place)),
            Content::Map(entries) => entries.iter_mut().for_each(|entry| {
                place(&mut entry.key_place);
                entry.node.relocate(place);
            }),
            _ => {}
        }
    }

    /// The value of a key of a map.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        match &self.content {
            Content::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The value at a path and the place of its key, if it has one. The only item of a list may be written without the list
    /// around it, and is found by a path with its index or without.
    pub fn find(&self, path: &[Part]) -> Option<(&Node, Option<&Place>)> {
        path.iter().try_fold((self, None), |(node, own), part| match (part, &node.content) {
            (Part::Key(key), content) => {
                let item = if let Content::List(items) = content { only(items)? } else { node };
                item.get(key).map(|entry| (&entry.node, Some(&entry.key_place)))
            }
            (Part::Index(index), Content::List(items)) => items.get(*index).map(|item| (item, None)),
            (Part::Index(0), Content::Map(_)) => Some((node, own)),
            _ => None,
        })
    }
}

/// The item of a list that has no other.
fn only(items: &[Node]) -> Option<&Node> {
    if let [item] = items { Some(item) } else { None }
}

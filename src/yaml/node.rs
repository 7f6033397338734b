//! A YAML value with its places.

use super::place::{Part, Path, Place};
use serde_yaml::Number;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub place: Place,
    /// Rank in the order of the file, set by [`Node::enumerate`].
    pub order: usize,
    pub content: Content,
}

/// The value itself.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Null,
    YesNo(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
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

    /// The value of a key of a map.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        match &self.content {
            Content::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The value at a path and the place of its key, if it has one.
    pub fn find(&self, path: &[Part]) -> Option<(&Node, Option<&Place>)> {
        path.iter().try_fold((self, None), |(node, _), part| match (part, &node.content) {
            (Part::Key(key), _) => node.get(key).map(|entry| (&entry.node, Some(&entry.key_place))),
            (Part::Index(index), Content::List(items)) => items.get(*index).map(|item| (item, None)),
            _ => None,
        })
    }

    /// The path under which what `path` means was written: a segment's key may be inherited from the top
    /// level, and what is not written at all belongs to the map that lacks it.
    pub fn written(&self, path: &Path) -> Path {
        let inherited = match &path.0[..] {
            [Part::Key(segments), Part::Key(_), rest @ ..] if segments == "segments" => Some(rest),
            _ => None,
        };
        let ways = [Some(&path.0[..]), inherited].into_iter().flatten();
        // The way that leads nearer to its end; a segment's own before the top level.
        let nearest =
            ways.map(|way| (way, self.longest(way))).min_by_key(|(way, found)| way.len() - found.len());
        Path(nearest.map_or(&[][..], |(_, found)| found).to_vec())
    }

    fn longest<'a>(&self, path: &'a [Part]) -> &'a [Part] {
        let length = (0..=path.len()).rev().find(|length| self.find(&path[..*length]).is_some());
        &path[..length.unwrap_or(0)]
    }
}

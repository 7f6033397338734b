//! From values to what was meant by them: small typed readers that note a problem and go on, so that a
//! scenario with ten mistakes says all ten at once. (serde stops at the first one.)
//!
//! The maps of a scenario are declared with [`keys!`]: one declaration makes the struct, its reader and its
//! JSON Schema, so that the names of keys and their descriptions exist once.

use super::habit;
use super::law::Law;
use super::names;
use super::node::{Content, Entry, Node};
use super::place::{Part, Path, Place};
use super::problem::{Bounds, Expected, Found, Problem, ProblemKind};

/// What can be read from a value. `None`: a problem was noted.
pub(super) trait Read: Sized {
    /// Reads the value.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// What stands in for an item that could not be read, so that the others keep their places.
    fn placeholder() -> Option<Self> {
        None
    }
}

/// A struct made of the keys of a map.
pub(super) trait ReadKeys: Sized {
    /// Every key it reads, in order.
    fn keys() -> Vec<&'static str>;

    /// Takes its keys out of a map that may have others too.
    fn pick(map: &[Entry], reader: &mut Reader) -> Self;
}

/// Collects problems and knows the path of the value being read.
#[derive(Default)]
pub(super) struct Reader {
    pub problems: Vec<Problem>,
    pub path: Path,
    /// Every uncertain number so far: its rank in the file, its key, its law and what the key allows.
    pub laws: Vec<(usize, Path, Law, Bounds)>,
}

/// The most items of a list, or names in a map.
const MAX_ITEMS: usize = 500;

/// Keys that the documentation names and this version does not act on.
const NOT_SUPPORTED_YET: [&str; 1] = ["network"];

impl Reader {
    /// Notes a problem with this value.
    pub fn problem(&mut self, node: &Node, kind: ProblemKind) {
        let kind = match (&node.content, self.path.0.last()) {
            (Content::Text(text), Some(Part::Key(key))) => habit::explain(kind, text, key),
            (Content::Text(text), _) => habit::explain(kind, text, ""),
            _ => kind,
        };
        self.problem_at(&node.place, kind);
    }

    pub fn problem_at(&mut self, place: &Place, kind: ProblemKind) {
        let path = self.path.clone();
        self.problems.push(Problem { place: Some(place.clone()), path, kind });
    }

    /// Notes that the value is of the wrong kind.
    pub fn wrong<T>(&mut self, node: &Node, expected: Expected) -> Option<T> {
        let found = match &node.content {
            Content::Null => {
                self.problem(node, ProblemKind::NoValue);
                return None;
            }
            Content::YesNo(_) => Found::YesNo,
            Content::Number(_) => Found::Number,
            Content::Text(_) => Found::Text,
            Content::List(_) => Found::List,
            Content::Map(_) => Found::Map,
        };
        self.problem(node, ProblemKind::WrongType { expected, found });
        None
    }

    /// The entries of a map.
    pub fn map<'a>(&mut self, node: &'a Node, expected: Expected) -> Option<&'a [Entry]> {
        match &node.content {
            Content::Map(entries) => Some(entries),
            _ => self.wrong(node, expected),
        }
    }

    /// The items of a list.
    pub fn list<'a>(&mut self, node: &'a Node, expected: Expected) -> Option<&'a [Node]> {
        match &node.content {
            Content::List(items) => self.few(node, items),
            _ => self.wrong(node, expected),
        }
    }

    /// The entries of a map whose keys are names; there is at least one.
    pub fn names<'a>(&mut self, node: &'a Node) -> Option<&'a [Entry]> {
        let entries = self.map(node, Expected::Map)?;
        if entries.is_empty() {
            self.problem(node, ProblemKind::EmptyList);
            return None;
        }
        self.few(node, entries)
    }

    /// Not more items than can be meant: some checks compare every item with every other.
    fn few<'a, T>(&mut self, node: &Node, items: &'a [T]) -> Option<&'a [T]> {
        if items.len() > MAX_ITEMS {
            self.problem(node, ProblemKind::TooMany { limit: MAX_ITEMS });
            return None;
        }
        Some(items)
    }

    /// Reads a value one key further down.
    pub fn entry<T: Read>(&mut self, entry: &Entry) -> Option<T> {
        let above = self.path.clone();
        self.path = above.key(&entry.key);
        let read = match &entry.node.content {
            Content::Null => {
                self.problem_at(&entry.key_place, ProblemKind::NoValue);
                None
            }
            _ => T::read(&entry.node, self),
        };
        self.path = above;
        read
    }

    /// Reads an item of a list.
    pub fn item<T: Read>(&mut self, index: usize, node: &Node) -> Option<T> {
        let above = self.path.clone();
        self.path = above.index(index);
        let read = T::read(node, self);
        self.path = above;
        read
    }

    /// Reads the value of a key, if the map has it.
    pub fn key<T: Read>(&mut self, map: &[Entry], key: &str) -> Option<T> {
        let entry = map.iter().find(|entry| entry.key == key)?;
        self.entry(entry)
    }

    /// Notes every key of the map that is not among the known ones.
    pub fn refuse_others(&mut self, map: &[Entry], known: &[&str]) {
        if let Some(entry) = map.get(MAX_ITEMS) {
            self.problem_at(&entry.key_place, ProblemKind::TooMany { limit: MAX_ITEMS });
            return;
        }
        for entry in map.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let key = entry.key.clone();
            let kind = if self.path.0.is_empty() && NOT_SUPPORTED_YET.contains(&key.as_str()) {
                ProblemKind::NotSupportedYet { key }
            } else {
                let nearest = names::meant(&key, known);
                let known = known.iter().map(|&name| name.to_owned()).collect();
                ProblemKind::UnknownKey { key, nearest, known }
            };
            let path = self.path.key(&entry.key);
            self.problems.push(Problem { place: Some(entry.key_place.clone()), path, kind });
        }
    }

    /// Notes a word that is none of the known ones.
    pub fn unknown_word<T>(&mut self, node: &Node, word: &str, known: &[&str]) -> Option<T> {
        let nearest = names::nearest(word, known.iter().copied());
        let known = known.iter().map(|&name| name.to_owned()).collect();
        self.problem(node, ProblemKind::UnknownWord { word: word.to_owned(), nearest, known });
        None
    }
}

/// Reads a map with exactly the keys of `T`.
pub(super) fn read_keys<T: ReadKeys>(node: &Node, reader: &mut Reader, expected: Expected) -> Option<T> {
    let map = reader.map(node, expected)?;
    reader.refuse_others(map, &T::keys());
    Some(T::pick(map, reader))
}

/// Declares the keys of a map: a struct with its reader and its schema. A last line `..name: Type` takes
/// in the keys of another such struct.
macro_rules! keys {
    (
        $(#[$about:meta])*
        $name:ident {
            $($(#[$meta:meta])* $field:ident $(($key:literal))? : $type:ty,)*
            $(..$rest:ident : $rest_type:ty)?
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub(in crate::scenario) struct $name {
            $($(#[$meta])* $(#[schemars(rename = $key)])? #[schemars(required)] pub $field: Option<$type>,)*
            $(#[schemars(flatten)] pub $rest: $rest_type,)?
        }

        impl $crate::scenario::reader::ReadKeys for $name {
            fn keys() -> Vec<&'static str> {
                #[allow(unused_mut)]
                let mut keys = vec![$($crate::scenario::reader::keys!(@name $field $($key)?)),*];
                $(keys.extend(<$rest_type as $crate::scenario::reader::ReadKeys>::keys());)?
                keys
            }

            fn pick(
                map: &[$crate::scenario::node::Entry],
                reader: &mut $crate::scenario::reader::Reader,
            ) -> Self {
                $name {
                    $($field: reader.key(map, $crate::scenario::reader::keys!(@name $field $($key)?)),)*
                    $($rest: <$rest_type as $crate::scenario::reader::ReadKeys>::pick(map, reader),)?
                }
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $key:literal) => { $key };
}
pub(super) use keys;

/// Lets a struct of keys be the whole value of a key.
macro_rules! plain_map {
    ($($name:ident),*) => {
        $(impl $crate::scenario::reader::Read for $name {
            fn read(
                node: &$crate::scenario::node::Node,
                reader: &mut $crate::scenario::reader::Reader,
            ) -> Option<Self> {
                let expected = $crate::scenario::problem::Expected::Map;
                $crate::scenario::reader::read_keys(node, reader, expected)
            }

            fn placeholder() -> Option<Self> {
                Some(Self::default())
            }
        })*
    };
}
pub(super) use plain_map;

//! From values to what was meant by them: small typed readers that note a problem and go on, so that a
//! scenario with ten mistakes says all ten at once. (serde stops at the first one.)
//!
//! This file walks through maps and lists; what stands in them is read by the files beside it.

use super::meant::meant;
use super::slip::explain;
use crate::input::naming::word_names;
use crate::problem::{Expected, Path, Place, Problem, ProblemKind};
use crate::scenario::{Domain, Law, MAX_ITEMS, Start};
use crate::yaml::{Content, Entry, Node, nearest};

/// What can be read from a value. `None`: a problem was noted.
pub(crate) trait Read: Sized {
    /// Reads the value.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// What stands in for an item that could not be read, so that the others keep their places.
    fn placeholder() -> Option<Self> {
        None
    }
}

/// An uncertain number as it was typed.
#[derive(Clone, Debug)]
pub(crate) struct Uncertain {
    /// Rank in the order of the file.
    pub rank: usize,
    /// Where it is written: what stands behind an anchor is written once, and used by every alias.
    pub place: Place,
    /// Its key.
    pub path: Path,
    /// Its law.
    pub law: Law,
    /// What the key allows.
    pub domain: Domain,
}

/// Collects problems and knows the path of the value being read.
#[derive(Default)]
pub(crate) struct Reader {
    pub problems: Vec<Problem>,
    pub path: Path,
    /// When the campaign begins, where that can be read.
    pub start: Option<Start>,
    /// Every uncertain number so far.
    pub uncertain: Vec<Uncertain>,
}

impl Reader {
    /// Notes a problem with this value.
    pub fn problem(&mut self, node: &Node, kind: ProblemKind) {
        let kind = match &node.content {
            Content::Text(text) => explain(kind, text),
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
        let Some(found) = node.content.found() else {
            self.problem(node, ProblemKind::NoValue);
            return None;
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
            let nearest = meant(&key, known, &self.path);
            let known = known.iter().map(|&name| name.to_owned()).collect();
            let kind = ProblemKind::UnknownKey { key, nearest, known };
            let path = self.path.key(&entry.key);
            self.problems.push(Problem { place: Some(entry.key_place.clone()), path, kind });
        }
    }

    /// Notes a word that is none of the known ones.
    pub fn unknown_word<T>(&mut self, node: &Node, word: &str, known: &[&str]) -> Option<T> {
        let chinese = known.iter().flat_map(|word| word_names(word)).copied();
        let nearest = nearest(word, known.iter().copied().chain(chinese));
        let known = known.iter().map(|&name| name.to_owned()).collect();
        self.problem(node, ProblemKind::UnknownWord { word: word.to_owned(), nearest, known });
        None
    }
}

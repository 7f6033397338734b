//! A scenario as a tree of words, and the ways of writing it as YAML.

use crate::dice::Dice;
use serde_yaml::Value;
use std::fmt::Write as _;

/// A value; words stand as they are written in the file, quotes included.
#[derive(Clone, Debug)]
pub enum Tree {
    Word(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl From<&str> for Tree {
    fn from(word: &str) -> Tree {
        Tree::Word(word.to_owned())
    }
}

impl From<String> for Tree {
    fn from(word: String) -> Tree {
        Tree::Word(word)
    }
}

/// A map of these keys.
pub fn map<const N: usize>(entries: [(&str, Tree); N]) -> Tree {
    Tree::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Text in quotes, whatever is in it.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text is JSON")
}

impl Tree {
    /// The tree of a text that is YAML.
    pub fn of_yaml(text: &str) -> Option<Tree> {
        serde_yaml::from_str(text).ok().map(|value| Tree::of(&value))
    }

    fn of(value: &Value) -> Tree {
        match value {
            Value::Sequence(items) => Tree::List(items.iter().map(Tree::of).collect()),
            Value::Mapping(entries) => {
                Tree::Map(entries.iter().map(|(key, value)| (plain(key), Tree::of(value))).collect())
            }
            Value::Tagged(tagged) => Tree::of(&tagged.value),
            word => Tree::Word(plain(word)),
        }
    }

    /// How many values there are, this one included.
    pub fn size(&self) -> usize {
        1 + match self {
            Tree::Word(_) => 0,
            Tree::List(items) => items.iter().map(Tree::size).sum(),
            Tree::Map(entries) => entries.iter().map(|(_, value)| value.size()).sum(),
        }
    }

    /// The value of this rank, this one being the first, and the keys that lead to it; lists count as `<i>`.
    pub fn at(&mut self, rank: usize) -> Option<(&mut Tree, Vec<String>)> {
        if rank == 0 {
            return Some((self, Vec::new()));
        }
        let mut before = 1;
        let children: Vec<(String, &mut Tree)> = match self {
            Tree::Word(_) => Vec::new(),
            Tree::List(items) => items.iter_mut().map(|item| ("<i>".to_owned(), item)).collect(),
            Tree::Map(entries) => entries.iter_mut().map(|(key, value)| (key.clone(), value)).collect(),
        };
        for (key, child) in children {
            let size = child.size();
            if rank < before + size {
                let (found, mut path) = child.at(rank - before)?;
                path.insert(0, key);
                return Some((found, path));
            }
            before += size;
        }
        None
    }

    /// As YAML, in one of its ways of writing.
    pub fn written(&self, dice: &mut Dice<'_>) -> String {
        let mut out = String::new();
        let in_lines = dice.below(4) > 0;
        if in_lines {
            self.block(0, dice, &mut out)
        } else {
            self.flow(&mut out)
        }
        out
    }

    fn flow(&self, out: &mut String) {
        match self {
            Tree::Word(word) => out.push_str(word),
            Tree::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    item.flow(out);
                }
                out.push(']');
            }
            Tree::Map(entries) => {
                out.push_str("{ ");
                for (at, (key, value)) in entries.iter().enumerate() {
                    let _ = write!(out, "{}{key}: ", if at > 0 { ", " } else { "" });
                    value.flow(out);
                }
                out.push_str(" }");
            }
        }
    }

    fn block(&self, indent: usize, dice: &mut Dice<'_>, out: &mut String) {
        let margin = " ".repeat(indent);
        match self {
            Tree::Map(entries) if !entries.is_empty() => {
                for (key, value) in entries {
                    let _ = write!(out, "{margin}{key}:");
                    value.below(indent + 2, dice, out);
                }
            }
            Tree::List(items) if !items.is_empty() => {
                for item in items {
                    let _ = write!(out, "{margin}-");
                    item.below(indent + 2, dice, out);
                }
            }
            small => {
                let _ = write!(out, "{margin}");
                small.flow(out);
                out.push('\n');
            }
        }
    }

    /// Behind a key or the mark of an item.
    fn below(&self, indent: usize, dice: &mut Dice<'_>, out: &mut String) {
        let is_small = matches!(self, Tree::Word(_)) || self.size() == 1;
        if is_small || dice.one_in(3) {
            out.push(' ');
            self.flow(out);
            out.push('\n');
        } else {
            out.push('\n');
            self.block(indent, dice, out);
        }
    }
}

/// A word as it may be written.
fn plain(word: &Value) -> String {
    match word {
        Value::Null => "~".to_owned(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => {
            let bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '%' | ' ');
            let begins = text.chars().next().is_some_and(|c| c.is_alphanumeric());
            let is_bare = begins && text.chars().all(bare) && text.trim() == text;
            if is_bare { text.clone() } else { quoted(text) }
        }
        _ => "x".to_owned(),
    }
}

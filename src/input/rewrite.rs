//! A scenario in its standard form: numbers, ranges and marks that are written as people write them become those that every
//! reader of YAML understands; keys and words can be put into either language. Everything else stays as it is, comments too.

use super::expect::{statement_in_chinese, statement_in_english};
use super::language::standardised;
use super::load::read;
use super::standard::Change;
use crate::problem::{Origin, Problem};
use crate::yaml::{Content, Edit, Node, Source, edited};

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
    let (changes, root) = standardised(source, marked.as_ref())?;
    let marks = marked.map(|marked| marked.edits).unwrap_or_default();
    let mut edits: Vec<Edit> = changes.into_iter().filter_map(|change| edit(change, keys)).collect();
    edits.extend(statements(&root).filter_map(|node| statement(node, source, keys)));
    edits.extend(marks);
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    // What stands behind an alias is met once for every use of it.
    edits.dedup();
    Ok(Rewritten { text: edited(source.text(), &edits), changes: edits.len() })
}

/// The statements of `expect`.
fn statements(root: &Node) -> impl Iterator<Item = &Node> {
    let list = root.get("expect").map(|entry| &entry.node.content);
    let items = list.into_iter().flat_map(|list| match list {
        Content::List(items) => &items[..],
        _ => &[],
    });
    items.filter(|item| item.written.origin == Origin::File)
}

/// A statement with its names in another language. One whose text is not written as it is read, with signs of YAML within, stays.
fn statement(node: &Node, source: &Source, keys: Keys) -> Option<Edit> {
    let Content::Text(text) = &node.content else { return None };
    let instead = match keys {
        Keys::AsWritten => return None,
        Keys::English => statement_in_english(text),
        Keys::Chinese => statement_in_chinese(text),
    };
    let written = source.text().get(node.written.bytes.clone())?;
    let start = node.written.bytes.start + written.find(text.as_str())?;
    (instead != *text).then_some(Edit { bytes: start..start + text.len(), instead })
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

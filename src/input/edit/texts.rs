//! A difference between two trees, written into the text of the first.

use super::difference::{Difference, collect_aliases};
use crate::problem::{Origin, Place};
use crate::yaml::{Content, Edit, Entry, Node, edited};

/// The texts that places point into.
pub(super) struct Texts<'a> {
    pub(super) file: &'a str,
    pub(super) people: &'a str,
    pub(super) change: &'a str,
}

impl Texts<'_> {
    fn at(&self, place: &Place) -> Option<&str> {
        let text = match place.origin {
            Origin::File => self.file,
            Origin::People => self.people,
            Origin::Override(_) => self.change,
        };
        text.get(place.bytes.clone()).map(str::trim)
    }

    /// The text of the file with this difference from the tree that it is read as.
    pub(super) fn written(&self, difference: &Difference<'_>, root: &Node) -> Option<String> {
        let (changed, bytes, instead) = match difference {
            Difference::Other(old, new) => {
                let Place { bytes, .. } = &old.place;
                let end = bytes.start + self.file.get(bytes.clone())?.trim_end().len();
                (&old.place, bytes.start..end, self.value(new)?)
            }
            Difference::Filled(entry, new) => {
                let start = entry.key_place.bytes.end;
                let behind = self.file.get(start..)?;
                let colon = behind.trim_start().chars().next().filter(|c| [':', '：'].contains(c))?;
                let start = start + behind.find(colon)? + colon.len_utf8();
                let nothing = self.at(&entry.node.place)?;
                let end = start + self.file[start..].find(nothing)? + nothing.len();
                (&entry.node.place, start..end, format!(" {}", self.value(new)?))
            }
            Difference::Added(map, entry) => {
                let (bytes, put) = self.added(map, &self.entry(entry)?)?;
                (&map.place, bytes, put)
            }
        };
        let mut edits = self.handed_on(root, changed)?;
        edits.push(Edit { bytes, instead });
        edits.sort_by_key(|edit| edit.bytes.start);
        Some(edited(self.file, &edits))
    }

    /// Where what is changed stands behind an anchor, the first who shares it says it from then on for the others.
    fn handed_on(&self, root: &Node, changed: &Place) -> Option<Vec<Edit>> {
        let mut aliases = Vec::new();
        collect_aliases(root, changed, &mut aliases);
        aliases.sort_by_key(|alias| (alias.written.bytes.start, alias.place.bytes.start));
        aliases.dedup_by_key(|alias| alias.written.bytes.start);
        let mut edits = Vec::new();
        for alias in aliases {
            let anchor = self.at(&alias.place)?.replacen('*', "&", 1);
            let before = self.file[..alias.written.bytes.start].trim_end();
            let start = before.strip_suffix(anchor.as_str())?.len();
            let after = self.file[before.len()..].chars().take_while(|c| *c == ' ').count();
            edits.push(Edit { bytes: start..before.len() + after, instead: String::new() });
            let instead = format!("{anchor} {}", self.value(alias)?);
            edits.push(Edit { bytes: alias.place.bytes.clone(), instead });
        }
        Some(edits)
    }

    /// Where `key: value` is put into a map, and with what around it.
    fn added(&self, map: &Node, put: &str) -> Option<(std::ops::Range<usize>, String)> {
        let Content::Map(entries) = &map.content else { return None };
        let written = self.file.get(map.place.bytes.clone())?.trim_end();
        if let Some(inside) = written.strip_prefix('{').and_then(|written| written.strip_suffix('}')) {
            let end = map.place.bytes.start + 1 + inside.trim_end().len();
            let is_empty = inside.trim().is_empty();
            let comma = if is_empty || inside.trim_end().ends_with(',') { "" } else { "," };
            let close = map.place.bytes.start + written.len() - 1;
            return Some((end..close, format!("{comma} {put} ")));
        }
        // Below the last of its lines, under its first key.
        let first = entries.iter().find(|entry| entry.key_place.origin == Origin::File)?;
        let line = self.file[..first.key_place.bytes.start].rfind('\n').map_or(0, |end| end + 1);
        let indent = self.file[line..first.key_place.bytes.start].chars().count();
        let last = map.place.bytes.start + written.len();
        let end = self.file[last..].find('\n').map_or(self.file.len(), |end| last + end);
        Some((end..end, format!("\n{}{put}", " ".repeat(indent))))
    }

    /// A value on one line.
    fn value(&self, node: &Node) -> Option<String> {
        match &node.content {
            Content::Map(entries) => {
                let entries: Option<Vec<String>> = entries.iter().map(|entry| self.entry(entry)).collect();
                Some(format!("{{ {} }}", entries?.join(", ")))
            }
            Content::List(items) => {
                let items: Option<Vec<String>> = items.iter().map(|item| self.value(item)).collect();
                Some(format!("[{}]", items?.join(", ")))
            }
            _ => self.scalar(node),
        }
    }

    /// A key with its value on one line, called as it is written.
    fn entry(&self, entry: &Entry) -> Option<String> {
        let is_typed = matches!(entry.key_place.origin, Origin::Override(_));
        let written = self.at(&entry.key_place)?;
        // A trigger may be typed without the `when` that it stands in.
        let key = if is_typed && written.is_ascii() { &entry.key } else { written };
        Some(format!("{key}: {}", self.value(&entry.node)?))
    }

    /// A single value as it was written, unless that would be something else within braces.
    fn scalar(&self, node: &Node) -> Option<String> {
        let written = self.at(&node.written)?;
        let is_plain = written.starts_with(['"', '\'']) || !written.contains([',', '[', ']', '{', '}', '\n']);
        Some(match &node.content {
            Content::Number(number) if !is_plain => number.to_string(),
            Content::Text(text) if !is_plain => format!("'{}'", text.replace('\'', "''")),
            _ => written.to_owned(),
        })
    }
}

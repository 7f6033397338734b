//! From text to values with places: what `serde_yaml` reads is laid beside the structure of the text.

use super::node::{Content, Entry, Node};
use super::structure::{Mark, Shape, structure};
use super::syntax;
use crate::problem::{Origin, Place, Problem, ProblemKind, Syntax};
use serde_yaml::Value;
use std::ops::Range;

/// Reads a text that stands at `offset` of `origin`. Without a node the problems say why.
pub(crate) fn parse(text: &str, origin: Origin, offset: usize) -> (Option<Node>, Vec<Problem>) {
    let mut reading = Reading { origin, offset, problems: Vec::new() };
    let node = reading.parse(text);
    (node, reading.problems)
}

struct Reading {
    origin: Origin,
    offset: usize,
    problems: Vec<Problem>,
}

impl Reading {
    fn parse(&mut self, text: &str) -> Option<Node> {
        let structure = match structure(text, self.origin) {
            Ok(structure) => structure,
            Err(problem) => {
                self.push(*problem);
                return None;
            }
        };
        structure.problems.into_iter().for_each(|problem| self.push(problem));
        let mark = structure.root?;
        let read = structure.names.numbered(without(text, &structure.cut), &structure.cut);
        match serde_yaml::from_str::<Value>(&read) {
            Ok(value) => Some(self.join(value, &mark)),
            Err(error) => {
                let at = error.location().map_or(0, |location| location.index()).min(text.len());
                let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
                let kind = ProblemKind::Syntax(Syntax::Other(error.to_string()));
                let place = Place { origin: self.origin, bytes: syntax::visible(text, at) };
                self.push(Problem::at(place, kind));
                None
            }
        }
    }

    fn push(&mut self, mut problem: Problem) {
        if let Some(place) = &mut problem.place {
            place.bytes = self.shifted(&place.bytes);
        }
        self.problems.push(problem);
    }

    fn shifted(&self, bytes: &Range<usize>) -> Range<usize> {
        bytes.start + self.offset..bytes.end + self.offset
    }

    fn place(&self, mark: &Mark) -> Place {
        Place { origin: self.origin, bytes: self.shifted(&mark.bytes) }
    }

    /// Both parsers keep the order of the text, so values and marks are paired by position.
    fn join(&mut self, value: Value, mark: &Mark) -> Node {
        let content = match (value, &mark.shape) {
            (Value::Sequence(items), Shape::List(marks)) => Content::List(
                items.into_iter().zip(marks).map(|(item, mark)| self.join(item, mark)).collect(),
            ),
            (Value::Mapping(entries), Shape::Map(marks)) => {
                let entries = entries
                    .into_iter()
                    .zip(marks)
                    .map(|((_, value), (key, mark))| self.entry(value, key, mark))
                    .collect();
                Content::Map(self.merged(entries))
            }
            (Value::Bool(yes), _) => Content::YesNo(yes),
            (Value::Number(number), _) => Content::Number(number),
            (Value::String(text), _) => Content::Text(text),
            _ => Content::Null,
        };
        let written = Place { origin: self.origin, bytes: self.shifted(&mark.written) };
        Node { place: self.place(mark), written, order: 0, content }
    }

    fn entry(&mut self, value: Value, key: &Mark, mark: &Mark) -> Entry {
        let name = match &key.shape {
            Shape::Scalar(name) => name.clone(),
            // The first pass has refused such keys.
            Shape::List(_) | Shape::Map(_) => String::new(),
        };
        Entry { key: name, key_place: self.place(key), node: self.join(value, mark) }
    }

    /// Puts the keys of `<<: *anchor` into the map, behind its own.
    fn merged(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let (merges, mut own): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.key == "<<");
        for merge in merges {
            let sources = match merge.node.content {
                Content::List(items) => items,
                _ => vec![merge.node],
            };
            for source in sources {
                let Content::Map(inherited) = source.content else {
                    self.problems.push(Problem::at(source.place, ProblemKind::BadMerge));
                    continue;
                };
                let new =
                    inherited.into_iter().filter(|entry| own.iter().all(|known| known.key != entry.key));
                let new: Vec<Entry> = new.collect();
                own.extend(new);
            }
        }
        own
    }
}

/// The text with some stretches blanked; every other byte keeps its offset.
fn without(text: &str, cut: &[Range<usize>]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for range in cut {
        // In `{a: 1, a: 2, b: 3}` the comma behind the stretch goes with it.
        let after = text[range.end..].trim_start();
        let end = if after.starts_with(',') { text.len() - after.len() + 1 } else { range.end };
        bytes[range.start..end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    // Whole characters were replaced, so this cannot fail; if it did, the text as it is would be read.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        fn walk(node: &Node, text: &str, out: &mut Vec<String>) {
            match &node.content {
                Content::Map(entries) => {
                    for entry in entries {
                        out.push(text[entry.key_place.bytes.clone()].to_owned());
                        walk(&entry.node, text, out);
                    }
                }
                Content::List(items) => items.iter().for_each(|item| walk(item, text, out)),
                _ => out.push(text[node.place.bytes.clone()].to_owned()),
            }
        }
        let (node, problems) = parse(text, Origin::File, 0);
        assert_eq!(problems, []);
        let mut out = Vec::new();
        walk(&node.unwrap(), text, &mut out);
        out
    }

    #[test]
    fn every_key_and_value_is_underlined_exactly_even_in_chinese() {
        let text = "name: 考研资料海报 # 备注\nsegments:\n  核心用户: { share: \"35%\", 其他: [1, 二] }\n";
        let expected =
            ["name", "考研资料海报", "segments", "核心用户", "share", "\"35%\"", "其他", "1", "二"];
        assert_eq!(texts(text), expected);
    }

    #[test]
    fn anchors_have_names_of_any_script() {
        let text = "a: &分享率 1 # R & D\n中: &a1 # & 无\n  { x: 2 }\nb: { x: *分享率, 中: &é 'R & D' }\nc: [*é, *a1, &分享率 { x: 3 }, *分享率]\n";
        let (node, problems) = parse(text, Origin::File, 0);
        assert_eq!(problems, []);
        let node = node.unwrap();
        let b = &node.get("b").unwrap().node;
        let x = &b.get("x").unwrap().node;
        assert_eq!((&text[x.place.bytes.clone()], &text[x.written.bytes.clone()]), ("*分享率", "1"));
        let Content::List(items) = &node.get("c").unwrap().node.content else { panic!("a list") };
        let whole = |item: &Node| item.get("x").map(|x| text[x.node.written.bytes.clone()].to_owned());
        let found: Vec<Option<String>> = items.iter().map(whole).collect();
        assert_eq!(found, [None, Some("2".to_owned()), Some("3".to_owned()), Some("3".to_owned())]);
        assert!(matches!(&items[0].content, Content::Text(text) if text == "R & D"));
    }

    #[test]
    fn a_merge_key_brings_what_the_map_lacks() {
        let text = "a: &a { x: 1, y: 2 }\nb: { <<: *a, y: 3 }\n";
        let (node, problems) = parse(text, Origin::File, 0);
        assert_eq!(problems, []);
        let node = node.unwrap();
        let b = &node.get("b").unwrap().node;
        assert_eq!(&text[b.get("y").unwrap().node.place.bytes.clone()], "3");
        assert_eq!(&text[b.get("x").unwrap().node.place.bytes.clone()], "1");
    }

    #[test]
    fn the_second_of_two_keys_is_a_problem_and_the_rest_is_read() {
        for text in ["a: 1\na: 2\nb: 3\n", "{a: 1, a: 2, b: 3}", "a: 1\na:\n  c: 4\n  d: 5\nb: 3\n"] {
            let (node, problems) = parse(text, Origin::File, 0);
            assert_eq!(problems.len(), 1, "{text}");
            let node = node.unwrap();
            assert_eq!(&text[node.get("a").unwrap().node.place.bytes.clone()], "1");
            assert_eq!(&text[node.get("b").unwrap().node.place.bytes.clone()], "3");
        }
    }
}

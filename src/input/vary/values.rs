//! From `KEY=VALUES` to the key and its values, each with its place. Keys that take their values together are joined by `+`;
//! where they take different ones, these stand with `/` between them.

use super::grid::TOGETHER;
use super::range::Range;
use crate::input::set::Override;
use crate::input::standard::standard_path;
use crate::problem::{Origin, Path, Place, Problem, ProblemKind, VaryFault};
use std::ops::Range as Span;

/// A part between commas, and where it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// A value as it was typed.
    Value(Span<usize>),
    /// A range of values.
    Range(Span<usize>, Range),
}

impl Item {
    pub(super) fn span(&self) -> &Span<usize> {
        match self {
            Item::Value(span) | Item::Range(span, _) => span,
        }
    }
}

/// `KEY=VALUES`, read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Vary<'a> {
    pub(super) text: &'a str,
    /// Length of what stands before `=`.
    pub(super) key_length: usize,
    /// The keys that are varied together, mostly one.
    keys: Vec<Span<usize>>,
    pub(super) items: Vec<Item>,
}

impl<'a> Vary<'a> {
    /// All that stands before `=`.
    pub(super) fn key(&self) -> &'a str {
        self.text[..self.key_length].trim()
    }

    /// Where each of the keys stands that are varied together.
    pub(super) fn keys(&self) -> impl Iterator<Item = Span<usize>> + '_ {
        self.keys.iter().cloned()
    }

    /// These keys in the standard form.
    pub(super) fn standard_keys(&self) -> impl Iterator<Item = String> + '_ {
        self.keys().map(|key| standard_path(&self.text[key]))
    }

    /// Where in a value the part stands that this key takes: all of it where there is but one.
    pub(super) fn part_of(&self, value: &str, key: usize) -> Span<usize> {
        let parts = self.parts(value);
        parts.get(key).or(parts.first()).cloned().unwrap_or(0..value.len())
    }

    fn parts(&self, value: &str) -> Vec<Span<usize>> {
        match self.keys.len() {
            1 => std::iter::once(0..value.len()).collect(),
            _ => between(value, 0, &['/', '／']).into_iter().map(|span| trimmed(value, span)).collect(),
        }
    }

    /// What is wrong with a value that has not one part for all keys, nor one for each.
    fn fault_of(&self, value: &str) -> Option<VaryFault> {
        let (keys, parts) = (self.keys.len(), self.parts(value).len());
        (parts > 1 && parts != keys).then_some(VaryFault::Parts { keys, parts })
    }

    /// The ranges among the values.
    pub(super) fn ranges(&self) -> impl Iterator<Item = &Range> {
        self.items.iter().filter_map(|item| match item {
            Item::Range(_, range) => Some(range),
            Item::Value(_) => None,
        })
    }

    /// Reads the text of the override with this index.
    pub(super) fn parse(change: &'a Override, index: usize) -> Result<Vary<'a>, Vec<Problem>> {
        let text = change.text();
        let whole = || fault(index, 0..text.len(), VaryFault::Form);
        let key_length = text.find('=').ok_or_else(|| vec![whole()])?;
        if text[..key_length].trim().is_empty() {
            return Err(vec![whole()]);
        }
        let keys = between(&text[..key_length], 0, &TOGETHER);
        let keys: Vec<Span<usize>> = keys.into_iter().map(|span| trimmed(text, span)).collect();
        if keys.iter().any(|key| key.is_empty()) {
            return Err(vec![whole()]);
        }
        let begin = key_length + 1;
        if text[begin..].trim().is_empty() {
            return Err(vec![fault(index, 0..text.len(), VaryFault::NoValues)]);
        }
        let mut vary = Vary { text, key_length, keys, items: Vec::new() };
        let mut problems = Vec::new();
        for span in between(text, begin, &[',', '，', '、']) {
            match vary.item(trimmed(text, span)) {
                Ok(item) => vary.items.push(item),
                Err((span, kind)) => problems.push(fault(index, span, kind)),
            }
        }
        if problems.is_empty() { Ok(vary) } else { Err(problems) }
    }

    fn item(&self, span: Span<usize>) -> Result<Item, (Span<usize>, VaryFault)> {
        let text = self.text;
        let value = &text[span.clone()];
        if value.is_empty() {
            // The commas around the gap are what can be seen of it.
            let from = text[..span.start].char_indices().next_back().map_or(0, |(at, _)| at);
            let to = span.end + text[span.end..].chars().next().map_or(0, char::len_utf8);
            return Err((from..to, VaryFault::Gap));
        }
        if self.items.iter().any(|item| text[item.span().clone()] == *value) {
            return Err((span, VaryFault::Twice { value: value.to_owned() }));
        }
        if let Some(kind) = self.fault_of(value) {
            return Err((span, kind));
        }
        match Range::parse(value) {
            None => Ok(Item::Value(span)),
            Some(Ok(range)) => Ok(Item::Range(span, range)),
            Some(Err(kind)) => Err((span, kind)),
        }
    }
}

/// A problem with a stretch of the override with this index.
pub(super) fn fault(index: usize, bytes: Span<usize>, fault: VaryFault) -> Problem {
    let place = Place { origin: Origin::Override(index), bytes };
    Problem { place: Some(place), path: Path::root(), kind: ProblemKind::Vary(fault) }
}

/// The stretches between these marks, as far as they stand outside of brackets and quotation marks.
fn between(text: &str, begin: usize, marks: &[char]) -> Vec<Span<usize>> {
    let mut stretches = Vec::new();
    let mut start = begin;
    for (at, c) in outside(text, begin) {
        if marks.contains(&c) {
            stretches.push(start..at);
            start = at + c.len_utf8();
        }
    }
    stretches.push(start..text.len());
    stretches
}

/// The characters outside of brackets and quotation marks.
fn outside(text: &str, begin: usize) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut depth = 0usize;
    let mut quote = None;
    text[begin..].char_indices().filter_map(move |(at, c)| {
        match (quote, c) {
            (Some(open), _) => quote = (c != open).then_some(open),
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, _) if depth == 0 => return Some((begin + at, c)),
            _ => {}
        }
        None
    })
}

fn trimmed(text: &str, span: Span<usize>) -> Span<usize> {
    let value = &text[span.clone()];
    let start = span.start + value.len() - value.trim_start().len();
    start..start + value.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Result<Vec<String>, Vec<Problem>> {
        let change = Override::varied(text);
        let vary = Vary::parse(&change, 0)?;
        Ok(vary.items.iter().map(|item| text[item.span().clone()].to_owned()).collect())
    }

    #[test]
    fn commas_separate_values_outside_of_brackets_and_quotes() {
        assert_eq!(spans("k=1, 2 ,3").unwrap(), ["1", "2", "3"]);
        assert_eq!(spans("contacts={mean: 4, k: 1},12").unwrap(), ["{mean: 4, k: 1}", "12"]);
        assert_eq!(spans("k='a,b',c").unwrap(), ["'a,b'", "c"]);
        assert_eq!(spans("k=0,1..3:3").unwrap(), ["0", "1..3:3"]);
        assert_eq!(spans("k=5元，8元、1万").unwrap(), ["5元", "8元", "1万"]);
        assert_eq!(spans("share=0.1 to 0.2,0.3").unwrap(), ["0.1 to 0.2", "0.3"]);
    }

    #[test]
    fn faults_have_places() {
        for (text, at) in [
            ("share", 0..5),
            ("=1,2", 0..4),
            ("share=", 0..6),
            ("share=1,,2", 7..9),
            ("share=1,", 7..8),
            ("share=.1,.2,.1", 12..14),
            ("share=.1,.2..", 9..13),
            ("share+=1", 0..8),
            ("share+join=1/2,1/2/3", 15..20),
        ] {
            let problems = spans(text).unwrap_err();
            assert_eq!(problems[0].place.as_ref().unwrap().bytes, at, "{text}");
        }
    }

    #[test]
    fn every_fault_is_told() {
        assert_eq!(spans("k=,1..2:x,,3").unwrap_err().len(), 3);
    }
}

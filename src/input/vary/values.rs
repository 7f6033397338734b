//! From `KEY=VALUES` to the key and its values, each with its place.

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
    pub(super) items: Vec<Item>,
}

impl<'a> Vary<'a> {
    pub(super) fn key(&self) -> &'a str {
        self.text[..self.key_length].trim()
    }

    /// The same in the standard form.
    pub(super) fn standard_key(&self) -> String {
        standard_path(self.key())
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
        let begin = key_length + 1;
        if text[begin..].trim().is_empty() {
            return Err(vec![fault(index, 0..text.len(), VaryFault::NoValues)]);
        }
        let mut items = Vec::new();
        let mut problems = Vec::new();
        for span in between_commas(text, begin) {
            match item(text, trimmed(text, span), &items) {
                Ok(item) => items.push(item),
                Err((span, kind)) => problems.push(fault(index, span, kind)),
            }
        }
        if problems.is_empty() { Ok(Vary { text, key_length, items }) } else { Err(problems) }
    }
}

/// A problem with a stretch of the override with this index.
pub(super) fn fault(index: usize, bytes: Span<usize>, fault: VaryFault) -> Problem {
    let place = Place { origin: Origin::Override(index), bytes };
    Problem { place: Some(place), path: Path::root(), kind: ProblemKind::Vary(fault) }
}

fn item(text: &str, span: Span<usize>, before: &[Item]) -> Result<Item, (Span<usize>, VaryFault)> {
    let value = &text[span.clone()];
    if value.is_empty() {
        // The commas around the gap are what can be seen of it.
        let from = text[..span.start].char_indices().next_back().map_or(0, |(at, _)| at);
        let to = span.end + text[span.end..].chars().next().map_or(0, char::len_utf8);
        return Err((from..to, VaryFault::Gap));
    }
    if before.iter().any(|item| text[item.span().clone()] == *value) {
        return Err((span, VaryFault::Twice { value: value.to_owned() }));
    }
    match Range::parse(value) {
        None => Ok(Item::Value(span)),
        Some(Ok(range)) => Ok(Item::Range(span, range)),
        Some(Err(kind)) => Err((span, kind)),
    }
}

/// The stretches between the commas that stand outside of brackets and quotation marks.
fn between_commas(text: &str, begin: usize) -> Vec<Span<usize>> {
    let mut stretches = Vec::new();
    let mut start = begin;
    for (at, c) in outside(text, begin) {
        if matches!(c, ',' | '，' | '、') {
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

//! Names of anchors. They may be made of any characters, but whoever reads the values afterwards knows those of ASCII alone.

use super::marks::{Edit, edited};
use std::ops::Range;

/// Where names of anchors stand, behind `&` or `*`, with the numbers of the anchors, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(Vec<(Range<usize>, usize)>);

impl Names {
    /// An alias stands here, at its `*`.
    pub fn alias(&mut self, text: &str, at: usize, anchor: usize) {
        self.note(text, at + 1, anchor);
    }

    /// An anchor is the next thing from here on, behind blanks and comments; the end of its name.
    pub fn anchor(&mut self, text: &str, from: usize, anchor: usize) -> usize {
        match ampersand(text, from) {
            Some(at) => self.note(text, at + 1, anchor),
            None => from,
        }
    }

    fn note(&mut self, text: &str, start: usize, anchor: usize) -> usize {
        let rest = text.get(start..).unwrap_or("");
        let ends = |c: char| c.is_whitespace() || ",[]{}".contains(c);
        let end = start + rest.find(ends).unwrap_or(rest.len());
        self.0.push((start..end, anchor));
        end
    }

    /// The text with the numbers of anchors for their names, where there are names that are not ASCII; those within stretches that
    /// were blanked are gone.
    pub fn numbered(&self, text: String, blanked: &[Range<usize>]) -> String {
        if self.0.iter().all(|(bytes, _)| text.get(bytes.clone()).is_none_or(str::is_ascii)) {
            return text;
        }
        let is_there = |bytes: &Range<usize>| !blanked.iter().any(|cut| cut.contains(&bytes.start));
        let names = self.0.iter().filter(|(bytes, _)| is_there(bytes));
        let edits = names.map(|(bytes, anchor)| Edit { bytes: bytes.clone(), instead: format!("a{anchor}") });
        edited(&text, &edits.collect::<Vec<Edit>>())
    }
}

/// The first `&` that is in no comment.
fn ampersand(text: &str, from: usize) -> Option<usize> {
    let mut in_comment = false;
    let mut before = ' ';
    for (at, c) in text.get(from..)?.char_indices() {
        match c {
            '\n' => in_comment = false,
            '#' if before.is_whitespace() => in_comment = true,
            '&' if !in_comment => return Some(from + at),
            _ => {}
        }
        before = c;
    }
    None
}

//! A place in the text of a statement that moves to the right.

use std::ops::Range;

/// The text from a place on.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    /// What is left.
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub fn skip_spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Takes `word` if it comes next; capitals make no difference.
    pub fn take(&mut self, word: &str) -> bool {
        let found = self.rest().get(..word.len()).is_some_and(|next| next.eq_ignore_ascii_case(word));
        if found {
            self.at += word.len();
        }
        found
    }

    /// Takes the first of these words that comes next.
    pub fn take_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.take(word))
    }

    /// Takes as many of these characters as come next.
    pub fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> (&'a str, Range<usize>) {
        let rest = self.rest();
        let length = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.take_bytes(length)
    }

    /// Takes so many bytes, which end at a character.
    pub fn take_bytes(&mut self, length: usize) -> (&'a str, Range<usize>) {
        let range = self.at..self.at + length;
        self.at = range.end;
        (&self.text[range.clone()], range)
    }

    /// Where to say that something is missing or wrong: the next word, or the last character at the end.
    pub fn here(&self) -> Range<usize> {
        let rest = self.rest();
        let start = self.text.len() - rest.trim_start().len();
        let word = self.text[start..].split_whitespace().next().unwrap_or("");
        if !word.is_empty() {
            return start..start + word.len();
        }
        let last = self.text.trim_end().char_indices().next_back();
        last.map_or(0..0, |(at, c)| at..at + c.len_utf8())
    }

    /// From `start` to here.
    pub fn since(&self, start: usize) -> Range<usize> {
        start..self.at
    }

    /// What was read since `start`.
    pub fn text(&self, start: usize) -> &'a str {
        &self.text[self.since(start)]
    }

    pub fn at(&self) -> usize {
        self.at
    }
}

//! Text on a terminal: columns, tables, bars, colours. The text is built and printed elsewhere.

pub(in crate::output) mod bars;
pub(in crate::output) mod moments;
pub(in crate::output) mod paint;
pub(in crate::output) mod table;
pub(in crate::output) mod text;

use crate::words::Lang;

/// How a page is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Language of the words.
    pub lang: Lang,
    /// Whether to use colours.
    pub colour: bool,
    /// Columns of the terminal; a page uses at least 60 and at most 100 of them.
    pub width: usize,
}

impl Style {
    /// Columns that a page uses.
    pub(in crate::output) fn columns(&self) -> usize {
        self.width.clamp(60, 100)
    }
}

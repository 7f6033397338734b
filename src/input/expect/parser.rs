//! A statement that is being read, and the faults found so far.

use super::cursor::Cursor;
use crate::problem::StatementFault as Fault;
use crate::scenario::Vocabulary;
use std::ops::Range;

/// A fault and the bytes it is about.
pub(super) type Located = (Range<usize>, Fault);

/// A statement that is being read.
pub(super) struct Parser<'a> {
    pub cursor: Cursor<'a>,
    pub words: &'a Vocabulary,
    pub faults: Vec<Located>,
}

//! Structs in, bytes out, on two floors. [`mod@format`] says how things are written and knows no study; [`answer`] has a
//! folder per study with all that is written of it; [`publish`] is the only code that touches the disk. Nothing here
//! simulates or computes statistics.

pub mod answer;
#[cfg(test)]
mod fixture;
pub mod format;
pub mod publish;

use crate::words::Lang;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the output directory, with `/`.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl File {
    /// A file at this path.
    #[must_use]
    pub fn new(path: &str, bytes: impl Into<Vec<u8>>) -> File {
        File { path: path.to_owned(), bytes: bytes.into() }
    }
}

/// Which files, and in what form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RenderOptions {
    /// Language of charts and reports.
    pub lang: Lang,
    /// Whether tables are written as Excel has them, in the language, with a workbook of them all.
    pub excel: bool,
    /// Whether to draw charts.
    pub charts: bool,
}

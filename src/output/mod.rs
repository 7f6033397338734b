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

/// The characters that pictures among these files show as empty boxes, a blank between them; at most [`BOXES`].
#[must_use]
pub fn shown_as_boxes(files: &[File]) -> String {
    let is_picture = |file: &File| file.path.ends_with(".png");
    if !files.iter().any(is_picture) {
        return String::new();
    }
    // Charts are drawn from their SVG; what `card.png` shows is told by the page, too.
    let texts = files.iter().filter(|file| file.path.ends_with(".svg") || file.path == answer::report::PAGE);
    let missing = texts.flat_map(|file| {
        let text = String::from_utf8_lossy(&file.bytes);
        let told = text.split_once("<body").map_or(&*text, |(_, told)| told);
        let told = told.rsplit_once("<script").map_or(told, |(told, _)| told);
        format::chart::font::missing(told)
    });
    let missing: std::collections::BTreeSet<char> = missing.collect();
    let mut told: Vec<String> = missing.iter().take(BOXES).map(char::to_string).collect();
    if missing.len() > BOXES {
        told.push("…".to_owned());
    }
    told.join(" ")
}

/// So many of them are told.
const BOXES: usize = 20;

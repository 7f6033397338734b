//! What pictures cannot show: they are drawn by a font that is built in, which has not every character.

use super::report::PAGE;
use crate::output::File;
use crate::output::format::chart::font::missing;
use std::collections::BTreeSet;

/// The characters that pictures among these files show as empty boxes, a blank between them; at most twenty.
#[must_use]
pub fn shown_as_boxes(files: &[File]) -> String {
    let is_picture = |file: &File| file.path.ends_with(".png");
    if !files.iter().any(is_picture) {
        return String::new();
    }
    // Charts are drawn from their SVG; what `card.png` shows is told by the page, too.
    let texts = files.iter().filter(|file| file.path.ends_with(".svg") || file.path == PAGE);
    let found = texts.flat_map(|file| {
        let text = String::from_utf8_lossy(&file.bytes);
        let told = text.split_once("<body").map_or(&*text, |(_, told)| told);
        let told = told.rsplit_once("<script").map_or(told, |(told, _)| told);
        missing(told)
    });
    let missing: BTreeSet<char> = found.collect();
    let mut told: Vec<String> = missing.iter().take(BOXES).map(char::to_string).collect();
    if missing.len() > BOXES {
        told.push("…".to_owned());
    }
    told.join(" ")
}

/// So many are told.
const BOXES: usize = 20;

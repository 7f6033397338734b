//! Words in lines of a width: a line ends at a blank, or after a Chinese character, but never before a mark that closes.

use crate::output::format::chart::font;

/// Marks that cannot begin a line.
const CLOSING: &str = "，。：；？！、）》”’％,.:;?!)%";
/// Marks that cannot end one.
const OPENING: &str = "（《“‘(¥$€£";

/// The lines of `words` of this size within this room. What is too long for a line alone is cut.
pub(super) fn wrapped(words: &str, size: f64, room: f64) -> Vec<String> {
    // Bold letters are drawn wider.
    let room = room / 1.03;
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(words) {
        let longer = format!("{line}{piece}");
        if line.is_empty() || font::width(longer.trim_end(), size) <= room {
            line = longer;
        } else {
            lines.push(line.trim_end().to_owned());
            line = piece.trim_start().to_owned();
        }
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    lines.iter().map(|line| font::cut(line, size, room)).collect()
}

/// Pieces between which a line may end.
fn pieces(words: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in words.chars() {
        let is_wide = |c: char| c >= '\u{2e80}';
        let may_break = match before {
            None => true,
            Some(before) if CLOSING.contains(c) || OPENING.contains(before) || c == ' ' => false,
            Some(' ') => true,
            Some(before) => is_wide(before) || is_wide(c),
        };
        match pieces.last_mut().filter(|_| !may_break) {
            Some(piece) => piece.push(c),
            None => pieces.push(c.to_string()),
        }
        before = Some(c);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_words_do() {
        assert_eq!(wrapped("About 1,060 added users", 10.0, 70.0), ["About 1,060", "added users"]);
        assert_eq!(wrapped("约带来一千个用户，每人二元", 10.0, 88.0), ["约带来一千个用", "户，每人二元"]);
        assert_eq!(wrapped("每人 ¥11.70，便宜", 10.0, 62.0), ["每人", "¥11.70，便", "宜"]);
        assert_eq!(wrapped("", 10.0, 62.0), Vec::<String>::new());
        assert_eq!(wrapped("abcdefghijklmnopqrstuvwxyz", 10.0, 50.0).len(), 1);
    }
}

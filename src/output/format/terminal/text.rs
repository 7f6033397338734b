//! Text in columns: width, filling, wrapping. A Chinese character takes two columns.

use crate::output::format::visible::visible;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` filled with spaces on the right to `width` columns.
pub(in crate::output) fn left(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// `text` filled with spaces on the left to `width` columns.
pub(in crate::output) fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// `text`, made visible and cut to `width` columns with an ellipsis where it is longer.
pub(in crate::output) fn cut(text: &str, width: usize) -> String {
    let text = visible(text);
    if text.width() <= width {
        return text.into_owned();
    }
    let mut used = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used < width
        })
        .collect();
    kept + "…"
}

/// The lines of `text` at `width` columns; the first begins with `first`, the others with as many spaces.
pub(in crate::output) fn wrapped(text: &str, width: usize, first: &str) -> String {
    let indent = first.width();
    let mut lines = String::new();
    let text = visible(text);
    for (index, line) in wrap(&text, width.saturating_sub(indent)).iter().enumerate() {
        lines.push_str(&if index == 0 { first.to_owned() } else { " ".repeat(indent) });
        lines.push_str(line);
        lines.push('\n');
    }
    lines
}

/// Breaks `text` into lines of at most `width` columns: at spaces, and between Chinese characters.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if line.width() + piece.trim_end().width() > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(piece);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The parts of `text` that must stay together, each with the spaces after it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (index, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            pieces.push(&text[start..index]);
            start = index;
        }
        before = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

/// Whether a line may end between these two: no line begins with a closing mark or ends with an opening one.
fn may_break(before: char, after: char) -> bool {
    if after == ' ' || "，。；：、！？）”’》%…".contains(after) || "（“‘《".contains(before)
    {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after)
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_between_characters() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("种子用户带来，新用户", 12), ["种子用户带", "来，新用户"]);
        assert_eq!(wrap("averylongwordindeed x", 5), ["averylongwordindeed", "x"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn long_names_are_cut_by_columns() {
        assert_eq!(cut("考研资料海报", 7), "考研资…");
        assert_eq!(cut("short", 7), "short");
        assert_eq!(cut("a\u{1b}[2Jb\nc", 9), "a␛[2Jb c");
        assert_eq!(right("ab", 4), "  ab");
        assert_eq!(left("考", 4), "考  ");
    }
}

//! Text of others before it is shown: names in a scenario, names of files, arguments. What a reader could not see, or
//! what would be an order to a terminal or an editor (escape sequences, marks that turn the direction of writing), is
//! made visible: the control characters of ASCII by their pictures (`␛`), everything else of the kind by `�`. Compilers do
//! the same. In JSON it is escaped instead, so that it reads back.

use std::borrow::Cow;
use std::path::Path;

/// Whether a character is seen by nobody, or is an order.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            // Marks, embeddings, overrides and isolates of direction.
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Ends of lines and paragraphs.
            | '\u{2028}' | '\u{2029}'
            // Without width or shape; the joiners that emoji and some scripts need, and what chooses between shapes of a
            // letter, are not among them.
            | '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{3164}' | '\u{ffa0}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// What stands for a hidden character.
fn shown(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

fn with_shown(text: &str, is_kept: fn(char) -> bool) -> Cow<'_, str> {
    let is_hidden = |c: char| is_hidden(c) && !is_kept(c);
    if text.contains(is_hidden) {
        Cow::Owned(text.chars().map(|c| if is_hidden(c) { shown(c) } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Text of one line.
pub(in crate::output) fn visible(text: &str) -> Cow<'_, str> {
    with_shown(text, |_| false)
}

/// A path, to be shown.
#[must_use]
pub fn visible_path(path: &Path) -> String {
    visible(&path.display().to_string()).into_owned()
}

/// Text of several lines.
pub(in crate::output) fn visible_lines(text: &str) -> Cow<'_, str> {
    with_shown(text, |c| c == '\n')
}

/// What goes to a terminal: lines, and the colours in them, which are the program's own; `anstream` takes those out where
/// nobody can see them.
#[must_use]
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| is_hidden(c) && c != '\n') {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(begin) = rest.find('\u{1b}') {
        let (before, sequence) = rest.split_at(begin);
        out.push_str(&visible_lines(before));
        let (sequence, after) = sequence.split_at(colour(sequence).unwrap_or(0));
        out.push_str(sequence);
        rest = after;
        if sequence.is_empty() {
            out.push(shown('\u{1b}'));
            rest = &after[1..];
        }
    }
    out.push_str(&visible_lines(rest));
    Cow::Owned(out)
}

/// The length of the colour sequence with which a text begins, if it does.
fn colour(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let end = parameters.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    parameters[end..].starts_with('m').then_some(2 + end + 1)
}

/// JSON in which hidden characters are escaped. Outside strings JSON has none but ends of lines, which inside are escaped
/// already.
pub(in crate::output) fn escaped_json(json: String) -> String {
    let is_hidden = |c: char| is_hidden(c) && c != '\n';
    if !json.contains(is_hidden) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_hidden(c) {
            out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_seen() {
        assert_eq!(visible("a\u{1b}[2Jb\nc"), "a␛[2Jb c");
        assert_eq!(visible("\0\u{7f}\u{9b}31m\u{202e}cod\u{2066}"), "␀␡�31m�cod�");
        assert_eq!(visible("a\u{ad}b\u{3164}\u{180e}\u{115f}"), "a�b���");
        assert_eq!(visible_path(Path::new("d\u{1b}[31m")), "d␛[31m");
        assert_eq!(visible_lines("a\r\nb"), "a \nb");
        for whole in ["考研资料海报 👩‍👩‍👧", "Zoë", "¥5 “x”"] {
            assert!(matches!(visible(whole), Cow::Borrowed(_)), "{whole}");
        }
    }

    #[test]
    fn a_terminal_obeys_colours_alone() {
        let page = "\u{1b}[1;31merror\u{1b}[0m: a\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}m\nb\u{1b}";
        assert_eq!(for_terminal(page), "\u{1b}[1;31merror\u{1b}[0m: a␛]0;title␇␛[2J�m\nb␛");
        assert!(matches!(for_terminal("plain\n考研"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_reads_back() {
        let name = "a\u{202e}b\u{9b}\u{e0041}\n\0";
        let json = serde_json::json!({ "name": name });
        let escaped = escaped_json(format!("{json:#}\n"));
        assert!(escaped.contains("\\u202e") && escaped.contains("\\udb40\\udc41"), "{escaped}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).unwrap(), json);
        assert!(!escaped.contains(|c: char| is_hidden(c) && c != '\n'));
    }
}

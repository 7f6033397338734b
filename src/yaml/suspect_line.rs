//! The line that is to blame for an error of the parser. The parser stumbles where it can no longer go on,
//! which is often a line or two away from the slip: a Chinese colon or one space too many makes a key part
//! of the value above it.

use super::lookalike;
use std::ops::Range;

/// Lines looked at on either side of the place where the parser stumbled.
const NEAR: usize = 2;

/// A mark of the Chinese keyboard in the place of one of YAML, on the line at `at` or near it.
pub(super) fn wide_mark(text: &str, at: usize) -> Option<(Range<usize>, char, &'static str)> {
    let lines = lines(text);
    let here = index_at(&lines, at);
    // The line itself, then upwards, then downwards.
    let near = (0..=NEAR).map(|by| here.checked_sub(by)).chain((1..=NEAR).map(|by| Some(here + by)));
    near.flatten().filter_map(|index| lines.get(index)).find_map(|line| {
        let (offset, found) = structural(&text[line.clone()])?;
        let start = line.start + offset;
        Some((start..start + found.len_utf8(), found, lookalike::mark(found)?))
    })
}

/// The first mark of a line that stands where YAML needs its own; marks within texts are just text.
fn structural(line: &str) -> Option<(usize, char)> {
    let in_brackets = line.contains(['{', '[', '｛', '［']);
    let mut quote = None;
    let mut after_colon = false;
    let mut before = None;
    for (at, c) in line.char_indices() {
        let begins = line[..at].trim().is_empty();
        match (quote, c) {
            (None, '"' | '\'') if before.is_none_or(|b: char| " {[,:".contains(b)) => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            (Some('"'), '”') if !line[at..].contains('"') => return Some((at, c)),
            (None, '#') if before.is_none_or(|b| b == ' ') => return None,
            (None, ':') if line[at + 1..].is_empty() || line[at + 1..].starts_with(' ') => after_colon = true,
            (None, '：' | '\u{3000}') if !after_colon || in_brackets => return Some((at, c)),
            (None, '＃') if begins => return Some((at, c)),
            (None, '，' | '｛' | '｝' | '［' | '］') if in_brackets => return Some((at, c)),
            _ => {}
        }
        before = Some(c);
    }
    None
}

/// A line near `at` that is not indented like its neighbours.
pub(super) fn uneven(text: &str, at: usize) -> Option<Range<usize>> {
    let lines = lines(text);
    let here = index_at(&lines, at);
    let mut levels = Levels::default();
    lines.iter().take(here + NEAR + 1).enumerate().find_map(|(index, range)| {
        let line = &text[range.clone()];
        let fits = levels.take(line);
        let indent = line.len() - line.trim_start().len();
        let near = index + 1 >= here && line.contains(':');
        (!fits && near).then(|| range.start + indent..range.start + line.trim_end().len())
    })
}

/// The indentations that are open, seen line by line.
#[derive(Default)]
struct Levels {
    open: Vec<usize>,
    /// Whether the last line ended with a key that has no value yet.
    begins: bool,
    brackets: usize,
    /// Indentation of a key with `|` or `>`: deeper lines are text.
    block: Option<usize>,
}

impl Levels {
    /// Whether the line begins where a line may begin.
    fn take(&mut self, line: &str) -> bool {
        let content = line.split(" #").next().unwrap_or("").trim_end();
        let body = content.trim_start_matches(' ');
        let indent = content.len() - body.len();
        if body.is_empty() || body.starts_with('#') || self.block.is_some_and(|block| indent > block) {
            return true;
        }
        self.block = None;
        let continues = self.brackets > 0;
        let count = |brackets: [char; 2]| body.matches(brackets).count();
        self.brackets = (self.brackets + count(['{', '['])).saturating_sub(count(['}', ']']));
        if continues {
            return true;
        }
        let fits = self.open_at(indent);
        // The keys of `- key: value` stand behind the dash.
        let item = body.trim_start_matches("- ").trim_start();
        if item.len() < body.len() {
            self.open.push(indent + body.len() - item.len());
        }
        self.begins = item.ends_with(':') || item == "-" || item.starts_with(['&', '-']);
        if item.ends_with(['|', '>']) {
            self.block = Some(indent);
        }
        fits
    }

    fn open_at(&mut self, indent: usize) -> bool {
        let deepest = self.open.last().copied();
        if deepest.is_none_or(|deepest| indent > deepest) {
            let fits = self.begins || deepest.is_none();
            self.open.push(indent);
            return fits;
        }
        self.open.retain(|level| *level <= indent);
        let fits = self.open.last() == Some(&indent);
        if !fits {
            self.open.push(indent);
        }
        fits
    }
}

/// The stretches of the lines, without their ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let range = start..start + line.len();
            start = range.end + 1;
            range
        })
        .collect()
}

fn index_at(lines: &[Range<usize>], at: usize) -> usize {
    lines.partition_point(|line| line.end < at).min(lines.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_where_yaml_has_its_own_and_not_in_texts() {
        let found = |line| structural(line).map(|(_, c)| c);
        assert_eq!(found("  content：0.04   # worth"), Some('：'));
        assert_eq!(found("share: { max: 0.4， half: 10 }"), Some('，'));
        assert_eq!(found("＃ 说明"), Some('＃'));
        assert_eq!(found("days:　14"), Some('\u{3000}'));
        assert_eq!(found("name: \"海报”"), Some('”'));
        assert_eq!(found("name: 海报：第一期，免费"), None);
        assert_eq!(found("{ name: \"海报：第一期，免费\" }"), None);
        assert_eq!(found("days: 14 # 说明：两周"), None);
    }

    #[test]
    fn a_line_that_is_not_like_its_neighbours_is_found() {
        let found =
            |text: &str, at: &str| uneven(text, text.find(at).unwrap()).map(|range| text[range].to_owned());
        let text = "share:\n  content: 0.04   # c\n   social: 0.05\n  after: 1h\n";
        assert_eq!(found(text, "#").as_deref(), Some("social: 0.05"));
        let text = "a:\n    b: 1\n  c: 2\n";
        assert_eq!(found(text, "c").as_deref(), Some("c: 2"));
        let even = "a:\n  b: [1,\n 2]\nlist:\n- x: 1\n  y: 2\n- |\n   text: 1\nz: 1\n";
        assert_eq!(found(even, "z"), None);
    }
}

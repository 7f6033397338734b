//! Marks of the Chinese keyboard in the places of those of YAML: a text in which they are the ones of YAML, and where each
//! stretch of it stands in the text as it was written. Marks within names and other texts are left alone.

use super::lookalike::mark;
use std::ops::Range;

/// A stretch of a text, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// The stretch.
    pub bytes: Range<usize>,
    /// What stands there instead.
    pub instead: String,
}

/// A text with the marks of YAML.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    /// The text.
    pub text: String,
    /// What is otherwise in it than in the text that was written, in its order.
    pub edits: Vec<Edit>,
    /// Where in this text each of them begins.
    starts: Vec<usize>,
}

impl Marked {
    /// Puts the marks of YAML where a text has those of the Chinese keyboard in their places; `None` where it has none.
    pub fn of(text: &str) -> Option<Marked> {
        let mut scan = Scan { edits: Vec::new(), open: Vec::new(), value_above: None, block: None };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            scan.line(line.trim_end_matches('\n'), start);
            start += line.len();
        }
        let edits = scan.edits;
        let mut shift = 0isize;
        let begins = |edit: &Edit| {
            let start = edit.bytes.start.saturating_add_signed(shift);
            shift += edit.instead.len().cast_signed() - edit.bytes.len().cast_signed();
            start
        };
        let starts = edits.iter().map(begins).collect();
        (!edits.is_empty()).then(|| Marked { text: edited(text, &edits), edits, starts })
    }

    /// Where a stretch of this text stands in the text that was written.
    pub fn written(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.at(bytes.start, false);
        start..self.at(bytes.end, true).max(start)
    }

    /// One byte of it; within a mark, the end of the mark for the end of a stretch.
    fn at(&self, byte: usize, is_end: bool) -> usize {
        let Some(last) = self.starts.partition_point(|start| *start < byte).checked_sub(1) else {
            return byte;
        };
        let (Edit { bytes, instead }, start) = (&self.edits[last], self.starts[last]);
        match byte.checked_sub(start + instead.len()) {
            Some(behind) => bytes.end + behind,
            None if is_end => bytes.end,
            None => bytes.start,
        }
    }
}

/// A text with these edits, which are in its order; one that reaches into the one before is left out.
pub(crate) fn edited(text: &str, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut done = 0;
    for Edit { bytes, instead } in edits {
        let Some(before) = text.get(done..bytes.start) else { continue };
        out.push_str(before);
        out.push_str(instead);
        done = bytes.end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

/// What is known of the text before the line that is read.
struct Scan {
    edits: Vec<Edit>,
    /// The brackets that are open: whether each is one of a map, and whether its entry has a colon already.
    open: Vec<Bracket>,
    /// Indentation of the last line, if it has a value that deeper lines go on with.
    value_above: Option<usize>,
    /// Indentation of a line that ends with `|` or `>`: deeper lines are text.
    block: Option<usize>,
}

#[derive(Clone, Copy)]
struct Bracket {
    is_map: bool,
    has_colon: bool,
}

impl Scan {
    fn line(&mut self, line: &str, start: usize) {
        let body = line.trim_start_matches([' ', '\u{3000}']);
        let indent = line[..line.len() - body.len()].chars().map(|c| if c == ' ' { 1 } else { 2 }).sum();
        if body.trim().is_empty() || self.block.is_some_and(|block| indent > block) {
            return;
        }
        self.block = None;
        let goes_on = self.value_above.is_some_and(|above| indent > above);
        if self.open.is_empty() && goes_on {
            return;
        }
        for (at, wide) in line[..line.len() - body.len()].match_indices('\u{3000}') {
            self.edit(start + at, wide, "  ");
        }
        let begin = start + line.len() - body.len();
        if !self.open.is_empty() {
            return self.within(body, begin);
        }
        self.value_above = None;
        if body.starts_with('＃') {
            return self.edit(begin, "＃", "#");
        }
        if !body.starts_with('#') {
            self.entry(body, begin, indent);
        }
    }

    fn edit(&mut self, start: usize, written: &str, instead: &str) {
        self.edits.push(Edit { bytes: start..start + written.len(), instead: instead.to_owned() });
    }

    /// `key: value` or `- item`, which begins at `begin`.
    fn entry(&mut self, body: &str, begin: usize, indent: usize) {
        let (mut body, mut begin, mut indent) = (body, begin, indent);
        // Not by calling itself: a line may hold nothing but a hundred thousand dashes.
        while let Some(rest) = body.strip_prefix("- ").or_else(|| body.strip_prefix("－")) {
            let item = rest.trim_start_matches([' ', '\u{3000}']);
            let at = body.len() - item.len();
            if !body.starts_with("- ") || body[..at].contains('\u{3000}') {
                self.edit(begin, &body[..at], "- ");
            }
            self.value_above = Some(indent);
            (body, begin, indent) = (item, begin + at, indent + 2);
        }
        let Some((at, colon)) = colon(body) else { return self.value(body, begin) };
        let behind = &body[at + colon.len_utf8()..];
        let value = behind.trim_start_matches([' ', '\u{3000}']);
        let gap = &behind[..behind.len() - value.len()];
        let is_well = colon == ':' && (value.is_empty() || !gap.is_empty()) && !gap.contains('\u{3000}');
        if !is_well {
            let instead = if value.is_empty() { ":" } else { ": " };
            self.edit(begin + at, &body[at..body.len() - value.len()], instead);
        }
        let is_anchor = value.starts_with('&') && !value.trim_end().contains(' ');
        let is_key_alone = value.is_empty() || value.starts_with('#') || is_anchor;
        self.value_above = (!is_key_alone).then_some(indent);
        if value.starts_with(['|', '>']) {
            self.block = Some(indent);
        }
        self.value(value, begin + body.len() - value.len());
    }

    /// A value: brackets, or a text that ends with the line.
    fn value(&mut self, value: &str, begin: usize) {
        if value.starts_with(['{', '[', '｛', '［']) {
            return self.within(value, begin);
        }
        // `"…”` on one line.
        if let Some(text) = value.strip_prefix('"')
            && !text.contains('"')
            && let Some(at) = text.rfind('”')
        {
            self.edit(begin + 1 + at, "”", "\"");
        }
    }

    /// Text with brackets in it, or within brackets.
    fn within(&mut self, text: &str, begin: usize) {
        let mut quote = None;
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            let begins = matches!(before, ' ' | '\u{3000}' | '{' | '[' | ',' | ':' | '，' | '：');
            match (quote, c) {
                (Some(open), _) if c == open => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if begins => quote = Some(c),
                (None, '#') if before == ' ' => return,
                (None, '＃') if matches!(before, ' ' | '\u{3000}') => {
                    return self.edit(begin + at, "＃", "#");
                }
                (None, _) => self.mark(text, at, c, begin),
            }
            before = c;
        }
        if self.open.is_empty() {
            self.value_above = None;
        }
    }

    /// One character outside of quotation marks.
    fn mark(&mut self, text: &str, at: usize, c: char, begin: usize) {
        let behind = &text[at + c.len_utf8()..];
        let spaced = behind.is_empty() || behind.starts_with([' ', '\u{3000}']);
        match c {
            '{' | '[' | '｛' | '［' => {
                self.open.push(Bracket { is_map: matches!(c, '{' | '｛'), has_colon: false });
            }
            '}' | ']' | '｝' | '］' => {
                self.open.pop();
            }
            ',' => self.next_entry(),
            '，' | '、' if self.separates(c, behind) => {
                self.next_entry();
                return self.edit(begin + at, &text[at..at + c.len_utf8()], if spaced { "," } else { ", " });
            }
            ':' | '：' => {
                let Some(bracket) =
                    self.open.last_mut().filter(|bracket| bracket.is_map && !bracket.has_colon)
                else {
                    return;
                };
                bracket.has_colon = true;
                if c == '：' || !spaced {
                    self.edit(begin + at, &text[at..at + c.len_utf8()], if spaced { ":" } else { ": " });
                }
                return;
            }
            _ => {}
        }
        if let ('｛' | '｝' | '［' | '］' | '\u{3000}', Some(instead)) = (c, mark(c)) {
            self.edit(begin + at, &text[at..at + c.len_utf8()], instead);
        }
    }

    fn next_entry(&mut self) {
        if let Some(bracket) = self.open.last_mut() {
            bracket.has_colon = false;
        }
    }

    /// Whether a wide comma separates: in a list always, in a map where a key with its colon comes next.
    fn separates(&self, comma: char, behind: &str) -> bool {
        let next = behind.split([',', '，', '}', '｝', '{', '｛']).next().unwrap_or("");
        match self.open.last() {
            Some(Bracket { is_map: true, .. }) => {
                comma == '，' && (behind.trim().is_empty() || next.contains([':', '：']))
            }
            Some(_) => true,
            None => false,
        }
    }
}

/// The colon behind a key at the beginning of a line.
fn colon(body: &str) -> Option<(usize, char)> {
    if body.starts_with(['"', '\'', '{', '[', '｛', '［', '|', '>', '&', '*']) {
        return None;
    }
    let ends = |at: usize| body[at + 1..].is_empty() || body[at + 1..].starts_with(' ');
    let well = body.char_indices().find(|(at, c)| *c == ':' && ends(*at));
    let other =
        body.char_indices().find(|(at, c)| *c == '：' || (*c == ':' && !body[at + 1..].starts_with('/')));
    // What stands behind the colon of a key is its value, whatever colons are in it.
    let first = match (well, other) {
        (Some(well), Some(other)) if other.0 < well.0 => Some(other),
        (well, other) => well.or(other),
    };
    first.filter(|(at, _)| *at > 0 && !body[..*at].contains(['"', ' ', '(', '（']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        Marked::of(text).map_or_else(|| text.to_owned(), |marked| marked.text)
    }

    #[test]
    fn marks_are_those_of_yaml_where_yaml_needs_its_own() {
        for (written, meant) in [
            ("天数：14\n", "天数: 14\n"),
            ("天数:14\n", "天数: 14\n"),
            (
                "人群：\n　核心： ｛分享：0.3，触达：［1，2、3］｝\n",
                "人群:\n  核心: {分享: 0.3, 触达: [1, 2, 3]}\n",
            ),
            ("－ 条件：｛邀满：3｝\n", "- 条件: {邀满: 3}\n"),
            ("＃ 说明：两周\n", "# 说明：两周\n"),
            ("a: {b: 1} ＃ 注\n", "a: {b: 1} # 注\n"),
            ("a：｛b：1｝ ＃ 注：两周\n", "a: {b: 1} # 注：两周\n"),
            ("a: { name: 海报，传单，value：3 }\n", "a: { name: 海报，传单, value: 3 }\n"),
            ("name: \"海报”\n", "name: \"海报\"\n"),
            ("a: {\n  b：1，\n  c：2\n}\n", "a: {\n  b: 1,\n  c: 2\n}\n"),
        ] {
            assert_eq!(marked(written), meant, "{written}");
        }
    }

    #[test]
    fn marks_within_texts_are_left_alone() {
        for text in [
            "name: 海报：第一期，免费\n",
            "name: \"海报：第一期\"\nnote: { name: \"a：b，c\", b: 3 }\n",
            "description: |\n  目标：拉新\n\n  预算：三万\ndays: 3\n",
            "description: 一个活动\n  目标：拉新\n",
            "days: 14 # 说明：两周\n",
            "start: 2026-03-02 20:00\n",
            "expect:\n  - P(cost > 3) <= 5%\n",
            "source: https://example.com/a:b\n",
        ] {
            assert_eq!(marked(text), text);
        }
    }

    #[test]
    fn every_stretch_has_its_place_in_what_was_written() {
        let written = "天数：14\n分享：｛最高：0.4，半数价值：10｝\n";
        let marked = Marked::of(written).unwrap();
        for word in ["天数", "14", "最高", "0.4", "半数价值", "10"] {
            let at = marked.text.find(word).unwrap();
            assert_eq!(&written[marked.written(&(at..at + word.len()))], word);
        }
        let all = 0..marked.text.len();
        assert_eq!(marked.written(&all), 0..written.len());
    }
}

//! Keys and words in code style as they are written in a text whose keys are Chinese.

use crate::input::{key_names, word_names};
use crate::problem::{Part, Path};

/// A sentence about the key at `path` with the names in its code in Chinese.
pub(super) fn in_chinese(text: &str, path: &Path) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, part) in text.split('`').enumerate() {
        let is_code = index % 2 == 1;
        if index > 0 {
            out.push('`');
        }
        out.push_str(&if is_code { code(part, path) } else { part.to_owned() });
    }
    out
}

/// A bit of a scenario: keys before a colon, a dot or an end, words behind a colon.
fn code(text: &str, path: &Path) -> String {
    // Statements have names of their own.
    if text.contains(['<', '>']) || text.starts_with("theory.") {
        return text.to_owned();
    }
    let is_of_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let mut out = String::new();
    let mut above: Vec<&str> = vec![key_above(path, text)];
    let mut key = above[0];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(if length == 0 { c.len_utf8() } else { length });
        rest = behind;
        if length == 0 {
            match c {
                '{' | '.' => above.push(key),
                '}' => drop(above.pop()),
                _ => {}
            }
            out.push(c);
            continue;
        }
        let before = out.trim_end().chars().next_back();
        let next = behind.trim_start().chars().next();
        let begins = matches!(before, None | Some('{' | ',' | '.' | '[' | ' '));
        let ends = matches!(next, None | Some(':' | '.' | ',' | '}' | '='));
        let chinese = match before {
            Some(':') => word_names(name).first().copied(),
            _ if begins && ends => key_names(above.last().copied().unwrap_or(""), name).first().copied(),
            _ => None,
        };
        key = name;
        out.push_str(chinese.unwrap_or(name));
    }
    out
}

/// The key above that of the problem, if the code is that key.
fn key_above<'a>(path: &'a Path, code: &str) -> &'a str {
    let mut keys = path.0.iter().rev().filter_map(|part| match part {
        Part::Key(key) => Some(key.as_str()),
        Part::Index(_) => None,
    });
    if keys.next() == Some(code) { keys.next().unwrap_or("") } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_words_are_named_as_they_are_written() {
        let root = Path::root();
        let said = |text: &str| in_chinese(text, &root);
        assert_eq!(said("`share` and `join`, not share"), "`分享` and `转化率`, not share");
        assert_eq!(said("`{ to: invitee, when: join, value: 5 }`"), "`{ 发给: 新人, 条件: 加入, 价值: 5 }`");
        assert_eq!(
            said("`5% to 9%`, `edges.csv`, `k: { beta: [2, 3] }`"),
            "`5% to 9%`, `edges.csv`, `分散度: { 贝塔: [2, 3] }`"
        );
        assert_eq!(
            said("`price: { start: 1 }`, `start: 2026-03-02`"),
            "`售价: { 起价: 1 }`, `开始时间: 2026-03-02`"
        );
        assert_eq!(
            said("`segments.core.share.again`, `funnel.join`"),
            "`人群.core.分享.再次分享`, `漏斗.转化率`"
        );
        assert_eq!(said("`new_users.p50 >= 5`, `theory.k`"), "`new_users.p50 >= 5`, `theory.k`");
        let budget = root.key("budget").key("when_exhausted");
        assert_eq!(in_chinese("`when_exhausted`", &budget), "`花完后`");
    }
}

//! A statement as it is written in Chinese, in the standard form.

use crate::input::naming::every_measure;
use crate::metrics::Metric;

/// Words of a statement that are no names, and what stands for them.
const WORDS: [(&str, &str); 9] = [
    ("概率(", "P("),
    ("概率（", "P("),
    ("走势(", "timeline("),
    ("走势（", "timeline("),
    ("理论的", "theory."),
    ("理论.", "theory."),
    ("中位数", "median"),
    ("平均值", "mean"),
    ("平均", "mean"),
];

/// Quantiles that have names.
const QUANTILES: [(&str, &str); 4] =
    [("90%下限", "p05"), ("90%上限", "p95"), ("50%下限", "p25"), ("50%上限", "p75")];

/// The statement with its names in English; names of the scenario's own, numbers and signs stay as they are.
#[must_use]
pub(in crate::input) fn statement_in_english(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // Within another word nothing begins; `的` and numbers are no part of one.
        let begins = !out.ends_with(char::is_alphabetic);
        let found = begins.then(|| token(rest, out.ends_with('.'))).flatten();
        let (english, length) = found.unwrap_or_else(|| {
            let word = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
            let length = word.max(c.len_utf8());
            (rest[..length].to_owned(), length)
        });
        out.push_str(&english);
        rest = &rest[length..];
        if let Some(behind) = rest.strip_prefix('的') {
            out.push('.');
            rest = behind;
        }
    }
    out
}

/// What comes next and how long it is, if it is called otherwise in English.
fn token(rest: &str, is_behind_dot: bool) -> Option<(String, usize)> {
    let next = |words: &[(&str, &str)]| {
        let found = words.iter().find(|(chinese, _)| rest.starts_with(chinese));
        found.map(|(chinese, english)| ((*english).to_owned(), chinese.len()))
    };
    next(&WORDS)
        .or_else(|| if is_behind_dot { next(&QUANTILES).or_else(|| level(rest)) } else { None })
        .or_else(|| day(rest))
        .or_else(|| own(rest))
        .or_else(|| name(rest))
}

/// `分位97.5`
fn level(rest: &str) -> Option<(String, usize)> {
    let (number, length) = number_behind("分位", rest)?;
    let shown = match number.split('.').next().map_or(0, str::len) {
        1 => format!("p0{number}"),
        _ => format!("p{number}"),
    };
    Some((shown, length + usize::from(rest[length..].starts_with('%'))))
}

/// `第3天`
fn day(rest: &str) -> Option<(String, usize)> {
    let (number, length) = number_behind("第", rest)?;
    rest[length..].starts_with('天').then(|| (format!("day {number}"), length + '天'.len_utf8()))
}

fn number_behind<'a>(word: &str, rest: &'a str) -> Option<(&'a str, usize)> {
    let number = rest.strip_prefix(word)?;
    let length = number.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(number.len());
    (length > 0).then_some((&number[..length], word.len() + length))
}

/// A stage of the scenario's own, or those who reach a tier of it.
fn own(rest: &str) -> Option<(String, usize)> {
    if let Some(stage) = ["漏斗：", "漏斗:"].iter().find_map(|funnel| rest.strip_prefix(funnel)) {
        let length = stage.find(['.', '的', ' ', ',', '，', '<', '>', '≤', '≥']).unwrap_or(stage.len());
        let whole = rest.len() - stage.len() + length;
        return (length > 0).then(|| (format!("{}{}", Metric::STAGE, &stage[..length]), whole));
    }
    [("完成人数(邀", "人)"), ("完成人数（邀", "人）"), ("邀满", "人的人数")].into_iter().find_map(
        |(begin, end)| {
            let (tier, length) = number_behind(begin, rest)?;
            rest[length..]
                .starts_with(end)
                .then(|| (format!("{}{tier}", Metric::REACHED), length + end.len()))
        },
    )
}

/// The longest name of a metric that comes next.
fn name(rest: &str) -> Option<(String, usize)> {
    let ends = |name: &str| {
        let behind = &rest[name.len()..];
        behind.starts_with('的') || !behind.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    };
    let written = every_measure().filter(|(_, name)| rest.starts_with(name) && ends(name));
    let (english, chinese) = written.max_by_key(|(_, name)| name.len())?;
    Some((english.to_owned(), chinese.len()))
}

#[cfg(test)]
mod tests {
    use super::super::statement_in_chinese;
    use super::*;

    #[test]
    fn a_statement_comes_back_from_chinese() {
        for statement in [
            "new_users.median >= 5000",
            "P(cost > 30000) <= 5%",
            "P(stage_进群 < 100) < 5%",
            "reached_3.p95 > 4",
            "timeline(new_users, day 3).p95 >= 1000",
            "theory.k < 1.5",
            "added_users.p97.5 > 10",
            "added_users.p01 > 10",
            "d7.mean > 10%",
            "P(banned) < 1%",
        ] {
            assert_eq!(statement_in_english(&statement_in_chinese(statement)), statement);
            assert_eq!(statement_in_english(statement), statement);
        }
    }

    #[test]
    fn every_measure_comes_back_and_other_words_stay() {
        for (english, chinese) in every_measure() {
            assert_eq!(
                statement_in_english(&format!("P({chinese} > 3) < 5%")),
                format!("P({english} > 3) < 5%")
            );
        }
        assert_eq!(statement_in_english("新用户的平均值≥５００"), "new_users.mean≥５００");
        assert_eq!(statement_in_english("老新用户.平均 > 3"), "老新用户.mean > 3");
    }
}

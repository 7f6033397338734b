//! How a number, a range or a map that is written as people write it would be written in a scenario: `50000` for `5万`,
//! `4% to 9%` for `4～9％`. None of it is accepted; it is the way out that an error shows.

use super::lookalike::{is_wide, mark, narrow};

/// Words for a number of something; longer ones before those they contain.
const UNITS: [(&str, &str); 16] = [
    ("人民币", ""),
    ("小时", "h"),
    ("分钟", "m"),
    ("美元", ""),
    ("天", "d"),
    ("日", "d"),
    ("周", "w"),
    ("元", ""),
    ("块", ""),
    ("人", ""),
    ("个", ""),
    ("份", ""),
    ("次", ""),
    ("¥", ""),
    ("￥", ""),
    ("$", ""),
];

/// Words between the ends of a range.
const BETWEEN: [&str; 7] = ["～", "~", "到", "至", "—", "–", "..."];

/// The suggestion for a text; `None` when it is written well, or is no number, range or map at all.
pub(crate) fn corrected(text: &str) -> Option<String> {
    let narrow: String = text.chars().map(narrow).collect();
    let narrow = narrow.split(" #").next().unwrap_or("").trim();
    if narrow.starts_with(['{', '[']) {
        return Some(spaced(narrow)).filter(|written| written != text);
    }
    let bare = narrow.trim_matches(['"', '\'']);
    if bare.contains(',') && !is_grouped(bare) {
        let numbers: Option<Vec<String>> = bare.split(',').map(number).collect();
        return numbers.map(|numbers| numbers.join(", "));
    }
    let written = range(bare).or_else(|| number(bare))?;
    (written != text).then_some(written)
}

/// A space behind every colon and comma.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(c);
        if matches!(c, ':' | ',') && rest.peek().is_some_and(|next| *next != ' ') {
            out.push(' ');
        }
    }
    out
}

/// `200,000`: groups of three digits.
fn is_grouped(text: &str) -> bool {
    text.split(',').skip(1).all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
}

fn range(text: &str) -> Option<String> {
    let spelt = BETWEEN.iter().find_map(|between| text.split_once(between));
    // `5%-9%`; a leading minus and the one of `1e-5` are no dashes.
    let dash = || text.char_indices().skip(1).find(|(at, c)| *c == '-' && !text[..*at].ends_with(['e', 'E']));
    let (low, high) = spelt.or_else(|| dash().map(|(at, _)| (&text[..at], &text[at + 1..])))?;
    let (low, high) = (number(low)?, number(high)?);
    // `5~9%` means per cent at both ends.
    let per_cent = high.ends_with('%') && !low.ends_with('%');
    Some(format!("{low}{} to {high}", if per_cent { "%" } else { "" }))
}

/// A number with a unit as the scenario writes it.
fn number(text: &str) -> Option<String> {
    let mut text = text.trim().replace(',', "");
    for (word, unit) in UNITS {
        text = text.replace(word, unit);
    }
    let text = text.trim();
    for (word, factor) in [("万", 1e4), ("千", 1e3), ("亿", 1e8)] {
        if let Some(digits) = text.strip_suffix(word) {
            let number = digits.trim().parse::<f64>().ok().filter(|number| number.is_finite())? * factor;
            return Some(format!("{number}"));
        }
    }
    let digits = text.trim_end_matches(['%', 'm', 'h', 'd', 'w']);
    let is_number = digits.trim().replace('_', "").parse::<f64>().is_ok_and(f64::is_finite);
    (is_number && text.len() <= digits.len() + 1).then(|| text.to_owned())
}

/// The characters of a text that keep it from being a number.
pub(crate) fn foreign(text: &str) -> String {
    let foreign =
        |c: &char| mark(*c).is_some() || is_wide(*c) || matches!(c, '~' | '$' | '¥') || !c.is_ascii();
    let mut found = String::new();
    for c in value(text).chars().filter(foreign) {
        if !found.contains(c) {
            found.push(c);
        }
    }
    if !found.is_empty() {
        found
    } else if text.contains('-') {
        "-".to_owned()
    } else {
        text.to_owned()
    }
}

/// The text without a comment behind a wide `＃`.
fn value(text: &str) -> &str {
    text.split_once('＃').map_or(text, |(before, _)| &text[..before.len() + '＃'.len_utf8()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn habits_are_written_as_the_scenario_has_them() {
        for (typed, written) in [
            ("6％", "6%"),
            ("１４", "14"),
            ("¥299", "299"),
            ("6元", "6"),
            ("5万", "50000"),
            ("1.2万人", "12000"),
            ("0.04~0.09", "0.04 to 0.09"),
            ("0.04 到 0.09", "0.04 to 0.09"),
            ("4～9％", "4% to 9%"),
            ("5%-9%", "5% to 9%"),
            ("“0.3”", "0.3"),
            ("200，000", "200000"),
            ("1，2，3", "1, 2, 3"),
            ("3天", "3d"),
            ("14 ＃ 两周", "14"),
            ("｛max：0.4，half：10｝", "{max: 0.4, half: 10}"),
        ] {
            assert_eq!(corrected(typed).as_deref(), Some(written), "{typed}");
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        for typed in ["", "many", "soon", "十", "二〇二六", "-", "~", "1e-5", "12", "a-b"] {
            assert_eq!(corrected(typed), None, "{typed}");
        }
    }
}

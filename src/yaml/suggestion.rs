//! How a number, a range or a map that is written as people write it is written in the standard form of a scenario:
//! `50000` for `5万`, `4% to 9%` for `4～9％`.

use super::lookalike::{is_wide, mark, narrow};

/// Words for a unit of time, longer ones before those they contain, and the letters of a scenario.
const TIMES: [(&str, &str); 9] = [
    ("个小时", "h"),
    ("小时", "h"),
    ("分钟", "m"),
    ("星期", "w"),
    ("钟头", "h"),
    ("分", "m"),
    ("天", "d"),
    ("日", "d"),
    ("周", "w"),
];

/// Words and signs beside a number that say what is counted, which the key says too.
const COUNTED: [&str; 13] =
    ["人民币", "美元", "元", "块", "人", "个", "份", "次", "名", "位", "¥", "￥", "$"];

/// Those of them that say it is money.
const MONEY: [&str; 7] = ["人民币", "美元", "元", "块", "¥", "￥", "$"];

/// Whether a number is written as an amount of money.
pub(crate) fn is_money(text: &str) -> bool {
    MONEY.iter().any(|word| text.contains(word)) && text.contains(|c: char| c.is_ascii_digit())
}

/// Words for powers of ten, and their exponents.
const POWERS: [(&str, u32); 4] = [("亿", 8), ("万", 4), ("千", 3), ("百", 2)];

/// Words between the ends of a range.
const BETWEEN: [&str; 8] = ["～", "~", "到", "至", "—", "–", "...", " to "];

/// The standard form of a text; `None` when it is written well, or is no number, range or map at all.
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
    let (low, high) = (low.trim(), high.trim());
    let is_bare = |end: &str| end.ends_with(|c: char| c.is_ascii_digit());
    // `5~9%` and `3~5万` mean their unit at both ends; what the standard form has already stays what it is.
    let unit =
        high.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_start_matches(is_of_digits).trim_start();
    let shares_unit = is_bare(low) && !is_bare(high) && !text.contains(" to ");
    let low = if shares_unit { number(&format!("{low}{unit}"))? } else { number(low)? };
    Some(format!("{low} to {}", number(high)?))
}

/// A number with a unit as the scenario writes it.
fn number(text: &str) -> Option<String> {
    let mut text = text.trim().replace(',', "");
    for (word, unit) in TIMES {
        text = text.replace(word, unit);
    }
    for word in COUNTED {
        text = text.replace(word, "");
    }
    let written = text.trim();
    let mut rest = written;
    let mut out = String::new();
    while !rest.is_empty() {
        out += &part(&mut rest)?;
    }
    if out.is_empty() {
        return None;
    }
    // A number that is written well is not written anew.
    let worth = written.replace('_', "").parse::<f64>();
    let is_plain = worth.is_ok_and(|worth| out.parse() == Ok(worth));
    Some(if is_plain { written.to_owned() } else { out })
}

/// One number with what stands behind it; what is left stays in `rest`.
fn part(rest: &mut &str) -> Option<String> {
    let half = rest.strip_prefix('半');
    let length = rest.find(|c| !is_of_digits(c)).unwrap_or(rest.len());
    let (digits, behind) = half.map_or(rest.split_at(length), |behind| ("0.5", behind));
    let mut behind = behind.trim_start();
    let mut number = digits.replace('_', "");
    number.parse::<f64>().ok().filter(|number| number.is_finite())?;
    for (word, exponent) in POWERS {
        if let Some(after) = behind.strip_prefix(word) {
            // The nearest number to what was meant: 1.13 times 10000 is not.
            number = format!("{}", format!("{number}e{exponent}").parse::<f64>().ok()?);
            behind = after.trim_start();
        }
    }
    if let Some(unit) = behind.chars().next() {
        if !matches!(unit, '%' | 'm' | 'h' | 'd' | 'w') {
            return None;
        }
        number.push(unit);
        behind = behind[1..].trim_start();
    }
    *rest = behind;
    Some(number)
}

/// Whether a number may be written with this character.
fn is_of_digits(c: char) -> bool {
    matches!(c, '0'..='9' | '.' | '_' | '-' | '+' | 'e' | 'E')
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
            ("3万~5万", "30000 to 50000"),
            ("3～5万人", "30000 to 50000"),
            ("1.13万元", "11300"),
            ("1.2亿", "120000000"),
            ("5％ to 9％", "5% to 9%"),
            ("半小时", "0.5h"),
            ("1小时30分钟", "1h30m"),
            ("1 到 2 小时", "1h to 2h"),
            ("｛max：0.4，half：10｝", "{max: 0.4, half: 10}"),
        ] {
            assert_eq!(corrected(typed).as_deref(), Some(written), "{typed}");
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        for typed in [
            "",
            "many",
            "soon",
            "十",
            "二〇二六",
            "-",
            "~",
            "1e-5",
            "12",
            "a-b",
            "1d12h",
            "0.04 to 9%",
            "1_000 to 2_000",
            "2026-03-05",
            "3个月",
            "元",
        ] {
            assert_eq!(corrected(typed), None, "{typed}");
        }
    }
}

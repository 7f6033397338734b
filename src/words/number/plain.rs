//! Plain numbers, counts and parts.

use crate::words::Lang;

/// What stands for a number that is not defined.
pub const UNDEFINED: &str = "–";

/// From here on, 2^53, not every whole number can be told from its neighbours.
const ALL_WHOLE: f64 = 9_007_199_254_740_992.0;

/// `value` with `decimals` decimals and a comma between thousands.
#[must_use]
pub fn grouped(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return UNDEFINED.to_owned();
    }
    // Beyond the digits that are known there are noughts, not what binary makes of them.
    let plain = match value.abs() {
        size if size >= ALL_WHOLE => size.to_string(),
        size => format!("{size:.decimals$}"),
    };
    let (whole, fraction) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    // A value that rounds to nothing has no sign.
    let negative = value < 0.0 && plain.bytes().any(|b| b.is_ascii_digit() && b != b'0');
    let mut text = String::with_capacity(plain.len() + whole.len() / 3 + 1);
    if negative {
        text.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + fraction
}

/// A number of people or events: whole, but for the mean of a few.
#[must_use]
pub fn count(value: f64) -> String {
    match value.abs() {
        size if size >= 10.0 || value.fract() == 0.0 => grouped(value.round(), 0),
        size if size >= 1.0 => grouped(value, 1),
        _ => grouped(value, 2),
    }
}

/// A number of people or events in a sentence or on an axis: Chinese has words for large ones, `13.9万`.
#[must_use]
pub fn short_count(value: f64, lang: Lang) -> String {
    with_word(value, three_digits(value), lang).unwrap_or_else(|| count(value))
}

/// What is counted behind a number in a Chinese sentence: `3 次`, and without a gap behind a word, `1万次`.
#[must_use]
pub fn with_noun(number: &str, noun: &str) -> String {
    let gap = if number.ends_with(|last: char| last.is_ascii()) { " " } else { "" };
    format!("{number}{gap}{noun}")
}

/// K in a sentence: in Chinese with two decimals.
#[must_use]
pub fn k_told(k: f64, lang: Lang) -> String {
    match lang {
        Lang::Zh if k == 0.0 || k.abs() >= 0.01 => grouped(k, 2),
        _ => ratio(k),
    }
}

/// Words for large numbers in Chinese, and what they stand for.
const LARGE: [(f64, &str); 3] = [(1e12, "万亿"), (1e8, "亿"), (1e4, "万")];

/// What the word stands for by which numbers about as large as `value` are told, and the word: in Chinese from 10,000 on.
#[must_use]
pub fn word_of_size(value: f64, lang: Lang) -> Option<(f64, &'static str)> {
    let found = LARGE.into_iter().find(|(size, _)| value.is_finite() && value.abs() >= *size);
    found.filter(|_| lang == Lang::Zh)
}

/// `value`, exact to `step`, with the word for its size; nothing where it has none.
#[must_use]
pub fn with_word(value: f64, step: f64, lang: Lang) -> Option<String> {
    let least = word_of_size(value, lang)?;
    let (size, word) = word_of_size((value / step).round() * step, lang).unwrap_or(least);
    let decimals = (size / step).log10().ceil().clamp(0.0, 8.0) as usize;
    let digits = grouped(value / size, decimals);
    let digits = if decimals > 0 { digits.trim_end_matches('0').trim_end_matches('.') } else { &digits };
    Some(format!("{digits}{word}"))
}

/// What one of the third significant digit is worth.
pub(super) fn three_digits(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() { 1.0 } else { 10f64.powi(value.abs().log10().floor() as i32 - 2) }
}

/// `value` rounded to three significant digits, for sentences that say “about”.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let digits = 2 - value.abs().log10().floor() as i32;
    if digits > 0 {
        let scale = 10f64.powi(digits);
        (value * scale).round() / scale
    } else {
        let scale = 10f64.powi(-digits);
        (value / scale).round() * scale
    }
}

/// `value` as it is told to three digits or, where these are more, to `whole` units: rounded once, since what is rounded to
/// three digits first and to whole ones then may become 23 of 22.45.
pub(super) fn in_three_digits(value: f64, whole: impl Fn(f64) -> f64) -> f64 {
    if rounded(value).abs() >= 100.0 { rounded(value) } else { whole(value) }
}

/// A count to three significant digits, for a sentence that says “about”.
#[must_use]
pub fn about(value: f64, lang: Lang) -> String {
    short_count(in_three_digits(value, |few| few), lang)
}

/// The same of people who come whole.
#[must_use]
pub fn about_whole(value: f64, lang: Lang) -> String {
    short_count(in_three_digits(value, f64::round), lang)
}

/// A part of a whole in per cent. What is not quite never or always does not say 0 % or 100 %.
#[must_use]
pub fn percent(share: f64) -> String {
    if !share.is_finite() {
        return UNDEFINED.to_owned();
    }
    let size = share.abs();
    if size > 0.0 && size < 0.0005 {
        "<0.1%".to_owned()
    } else if (0.9995..1.0).contains(&size) {
        ">99.9%".to_owned()
    } else {
        let text = grouped(share * 100.0, 1);
        format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
    }
}

/// A plain number with three significant digits or two decimals.
#[must_use]
pub fn ratio(value: f64) -> String {
    grouped(value, ratio_decimals(value))
}

/// Decimals of plain numbers about as large as `value`: of small ones so many that something is seen of them.
#[must_use]
pub fn ratio_decimals(value: f64) -> usize {
    match value.abs() {
        0.0 => 3,
        small if small < 0.001 => 6,
        small if small < 0.01 => 5,
        small if small < 0.1 => 4,
        part if part < 1.0 => 3,
        _ => 2,
    }
}

/// `1 seed`, `2 seeds`.
#[must_use]
pub fn counted(number: f64, noun: &str) -> String {
    let plural = if number == 1.0 { "" } else { "s" };
    format!("{} {noun}{plural}", count(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_nothing_is_minus_zero() {
        assert_eq!(grouped(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(grouped(-999.0, 0), "-999");
        assert_eq!(grouped(-0.001, 2), "0.00");
        assert_eq!(grouped(12_345_678_901_234_567_890.0, 2), "12,345,678,901,234,567,000");
        assert_eq!(grouped(1e12, 2), "1,000,000,000,000.00");
        assert_eq!(grouped(f64::NAN, 2), "–");
        assert_eq!(grouped(f64::INFINITY, 0), "–");
    }

    #[test]
    fn large_numbers_have_words_in_chinese() {
        let said = |value: f64| short_count(value, Lang::Zh);
        assert_eq!(
            [9_999.0, 10_000.0, 138_900.0, 99_999_999.0, 123_456_789.0].map(said),
            ["9,999", "1万", "13.9万", "1亿", "1.23亿"]
        );
        assert_eq!([-45_678.0, 5_271_250.0, 2e12, f64::NAN].map(said), ["-4.57万", "527万", "2万亿", "–"]);
        assert_eq!(short_count(138_900.0, Lang::En), "138,900");
        assert_eq!(["999", "1万"].map(|number| with_noun(number, "次")), ["999 次", "1万次"]);
        assert_eq!([0.6174, 0.0042].map(|k| k_told(k, Lang::Zh)), ["0.62", "0.00420"]);
        assert_eq!(with_word(775_011_000.0, 1_000.0, Lang::Zh).as_deref(), Some("7.75011亿"));
    }

    #[test]
    fn rare_is_not_never() {
        assert_eq!(percent(0.0), "0%");
        assert_eq!(percent(0.0001), "<0.1%");
        assert_eq!(percent(0.25), "25%");
        assert_eq!(percent(0.9999), ">99.9%");
        assert_eq!(percent(1.0), "100%");
    }

    /// A number that is told twice is told alike.
    #[test]
    fn a_count_is_rounded_once() {
        let told = |value: f64| [about(value, Lang::En), about_whole(value, Lang::En), count(value)];
        assert_eq!(told(22.53), ["23", "23", "23"]);
        assert_eq!(told(22.45), ["22", "22", "22"]);
        assert_eq!(told(22.5), ["23", "23", "23"]);
        assert_eq!(told(99.96), ["100", "100", "100"]);
        assert_eq!(told(1_287.4), ["1,290", "1,290", "1,287"]);
        assert_eq!(told(3.449), ["3.4", "3", "3.4"]);
        assert_eq!(about(13_849.0, Lang::Zh), "1.38万");
    }

    #[test]
    fn about_means_three_digits() {
        assert_eq!(rounded(1287.0), 1290.0);
        assert_eq!(rounded(0.012_345), 0.0123);
        assert_eq!(rounded(-45_678.0), -45_700.0);
        assert_eq!(rounded(0.0), 0.0);
    }
}

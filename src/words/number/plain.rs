//! Plain numbers, counts and parts.

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
    let decimals = match value.abs() {
        size if size >= 10.0 || value.fract() == 0.0 => 0,
        size if size >= 1.0 => 1,
        _ => 2,
    };
    grouped(value, decimals)
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

/// A count to three significant digits, for a sentence that says “about”.
#[must_use]
pub fn about(value: f64) -> String {
    count(rounded(value))
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
    fn rare_is_not_never() {
        assert_eq!(percent(0.0), "0%");
        assert_eq!(percent(0.0001), "<0.1%");
        assert_eq!(percent(0.25), "25%");
        assert_eq!(percent(0.9999), ">99.9%");
        assert_eq!(percent(1.0), "100%");
    }

    #[test]
    fn about_means_three_digits() {
        assert_eq!(rounded(1287.0), 1290.0);
        assert_eq!(rounded(0.012_345), 0.0123);
        assert_eq!(rounded(-45_678.0), -45_700.0);
        assert_eq!(rounded(0.0), 0.0);
    }
}

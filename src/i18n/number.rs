//! Numbers as people read them: thousands separators, currency signs, per cent, no false precision.
//!
//! Files keep the exact numbers; what is rounded here is read by eyes only. What is undefined is `–`.

use super::Lang;
use crate::metrics::Unit;
use crate::units::Currency;

/// What stands for a number that is not defined.
pub const UNDEFINED: &str = "–";

/// `value` with `decimals` decimals and a comma between thousands.
#[must_use]
pub fn grouped(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return UNDEFINED.to_owned();
    }
    let plain = format!("{:.decimals$}", value.abs());
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

/// An amount in major units with the sign of its currency; minor units only below a hundred, three digits below one.
#[must_use]
pub fn money(value: f64, currency: &Currency) -> String {
    money_with(value, if value == 0.0 { 0 } else { money_decimals(value, currency) }, currency)
}

/// An amount for sentences and axes: whole units are written without decimals.
#[must_use]
pub fn short_money(value: f64, currency: &Currency) -> String {
    let decimals = if value.fract() == 0.0 { 0 } else { money_decimals(value, currency) };
    money_with(value, decimals, currency)
}

/// Decimals of amounts about as large as `value`: as many as tell three digits, at least minor units below a hundred.
#[must_use]
pub fn money_decimals(value: f64, currency: &Currency) -> usize {
    let minor = usize::from(currency.minor_digits);
    let size = rounded(value).abs();
    if size >= 100.0 {
        return 0;
    }
    if size >= 1.0 || size == 0.0 || !size.is_finite() {
        return minor;
    }
    let places = (2 - size.log10().floor() as i32).clamp(0, 8) as usize;
    let digits = format!("{size:.places$}");
    minor.max(places - (digits.len() - digits.trim_end_matches('0').len()))
}

/// An amount with so many decimals.
#[must_use]
pub fn money_with(value: f64, decimals: usize, currency: &Currency) -> String {
    if !value.is_finite() {
        return UNDEFINED.to_owned();
    }
    let digits = grouped(value, decimals);
    match digits.strip_prefix('-') {
        Some(digits) => with_symbol(true, digits, currency),
        None => with_symbol(false, &digits, currency),
    }
}

/// Digits with the sign of their currency.
#[must_use]
pub fn with_symbol(negative: bool, digits: &str, currency: &Currency) -> String {
    format!("{}{}{digits}", if negative { "-" } else { "" }, symbol(&currency.code))
}

/// The sign in front of an amount: a symbol where it is unmistakable, else the code and a space.
fn symbol(code: &str) -> String {
    match code {
        "CNY" => "¥".to_owned(),
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        "INR" => "₹".to_owned(),
        "KRW" => "₩".to_owned(),
        "HKD" => "HK$".to_owned(),
        "TWD" => "NT$".to_owned(),
        other => format!("{other} "),
    }
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

/// Decimals of plain numbers about as large as `value`.
#[must_use]
pub fn ratio_decimals(value: f64) -> usize {
    if value.abs() < 1.0 { 3 } else { 2 }
}

/// Days with one decimal, none where whole.
#[must_use]
pub fn days(value: f64) -> String {
    grouped(value, if is_whole(value) { 0 } else { 1 })
}

/// Whether days are whole, but for the rounding of steps that are parts of a day.
#[must_use]
pub fn is_whole(days: f64) -> bool {
    (days - days.round()).abs() < 1e-9
}

/// Whether a campaign of so many days is told in hours.
#[must_use]
pub fn told_in_hours(days: f64) -> bool {
    days < 2.0
}

/// A length of time with its unit: hours below two days, minutes below an hour.
#[must_use]
pub fn span(length: f64, lang: Lang) -> String {
    let minutes = (length * 1440.0).round();
    if minutes < 60.0 {
        return lang.pick(counted(minutes, "minute"), format!("{} 分钟", grouped(minutes, 0)));
    }
    if told_in_hours(length) {
        let hours = (length * 24.0).round();
        return lang.pick(counted(hours, "hour"), format!("{} 小时", grouped(hours, 0)));
    }
    let days = days(length);
    lang.pick(format!("{days} days"), format!("{days} 天"))
}

/// `1 seed`, `2 seeds`.
#[must_use]
pub fn counted(number: f64, noun: &str) -> String {
    let plural = if number == 1.0 { "" } else { "s" };
    format!("{} {noun}{plural}", count(number))
}

/// A value in its unit.
#[must_use]
pub fn value(value: f64, unit: Unit, currency: &Currency) -> String {
    match unit {
        Unit::Count => count(value),
        Unit::Money => money(value, currency),
        Unit::Share => percent(value),
        Unit::Ratio => ratio(value),
        Unit::Days => days(value),
    }
}

/// The standard error that stands behind a mean: two significant digits, in the unit of the mean.
#[must_use]
pub fn error(value: f64, unit: Unit) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let shown = if unit == Unit::Share { value * 100.0 } else { value };
    // What does not vary has an error of rounding only.
    let shown = if shown.abs() < 1e-7 { 0.0 } else { shown };
    let decimals = if shown == 0.0 { 0 } else { (1 - shown.abs().log10().floor() as i32).clamp(0, 5) };
    let percent = if unit == Unit::Share { "%" } else { "" };
    format!("±{}{percent}", grouped(shown, decimals as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_nothing_is_minus_zero() {
        assert_eq!(grouped(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(grouped(-999.0, 0), "-999");
        assert_eq!(grouped(-0.001, 2), "0.00");
        assert_eq!(grouped(f64::NAN, 2), "–");
        assert_eq!(grouped(f64::INFINITY, 0), "–");
    }

    #[test]
    fn units_have_their_forms() {
        let cny = Currency::new("CNY");
        assert_eq!(value(1290.4, Unit::Count, &cny), "1,290");
        assert_eq!(value(92.9, Unit::Count, &cny), "93");
        assert_eq!(value(2.34, Unit::Count, &cny), "2.3");
        assert_eq!(value(16.584, Unit::Money, &cny), "¥16.58");
        assert_eq!(value(-21_400.5, Unit::Money, &cny), "-¥21,400");
        assert_eq!(value(0.1234, Unit::Share, &cny), "12.3%");
        assert_eq!(value(0.7213, Unit::Ratio, &cny), "0.721");
        assert_eq!(value(3.25, Unit::Days, &cny), "3.2");
        assert_eq!(money(1250.0, &Currency::new("JPY")), "JPY 1,250");
        assert_eq!(short_money(18.0, &Currency::new("USD")), "$18");
    }

    #[test]
    fn small_amounts_have_three_digits() {
        let usd = Currency::new("USD");
        assert_eq!(money(0.0777, &usd), "$0.0777");
        assert_eq!(short_money(0.5, &usd), "$0.50");
        assert_eq!(money(0.99996, &usd), "$1.00");
        assert_eq!(money(-0.00123, &usd), "-$0.00123");
        assert_eq!(money(1e-12, &usd), "$0.00");
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
    fn short_campaigns_are_told_in_hours() {
        assert_eq!(span(14.0, Lang::En), "14 days");
        assert_eq!(span(1.0 / 24.0, Lang::En), "1 hour");
        assert_eq!(span(0.5 / 24.0, Lang::En), "30 minutes");
        assert_eq!(span(1.5, Lang::Zh), "36 小时");
    }

    #[test]
    fn about_means_three_digits() {
        assert_eq!(rounded(1287.0), 1290.0);
        assert_eq!(rounded(0.012_345), 0.0123);
        assert_eq!(rounded(-45_678.0), -45_700.0);
        assert_eq!(rounded(0.0), 0.0);
    }

    #[test]
    fn an_error_has_two_significant_digits() {
        assert_eq!(error(2.345, Unit::Count), "±2.3");
        assert_eq!(error(0.012_34, Unit::Ratio), "±0.012");
        assert_eq!(error(0.0012, Unit::Share), "±0.12%");
        assert_eq!(error(f64::NAN, Unit::Count), "");
    }
}

//! Amounts of money, with the sign of their currency.

use super::plain::{UNDEFINED, grouped, in_three_digits, rounded, three_digits, with_word};
use crate::units::Currency;
use crate::words::Lang;

/// An amount in major units with the sign of its currency; minor units only below a hundred.
#[must_use]
pub fn money(value: f64, currency: &Currency) -> String {
    money_with(value, if value == 0.0 { 0 } else { money_decimals(value, currency) }, currency)
}

/// An amount for sentences and axes: whole units are written without decimals, and Chinese has words for large ones.
#[must_use]
pub fn short_money(value: f64, currency: &Currency, lang: Lang) -> String {
    if let Some(digits) = with_word(value.abs(), three_digits(value), lang) {
        return with_symbol(value < 0.0, &digits, currency);
    }
    let decimals = if value.fract() == 0.0 { 0 } else { money_decimals(value, currency) };
    money_with(value, decimals, currency)
}

/// An amount to three digits, or to minor units where these are more: no digit is told that is not there.
#[must_use]
pub fn about_money(value: f64, currency: &Currency, lang: Lang) -> String {
    let minor = 10f64.powi(currency.minor_digits.into());
    let few = |value: f64| match (value * minor).round() / minor {
        0.0 => value,
        told => told,
    };
    short_money(in_three_digits(value, few), currency, lang)
}

/// Decimals of amounts about as large as `value`: minor units below a hundred, which nobody pays a part of.
#[must_use]
pub fn money_decimals(value: f64, currency: &Currency) -> usize {
    if rounded(value).abs() >= 100.0 { 0 } else { usize::from(currency.minor_digits) }
}

/// An amount with so many decimals; what is not nothing, but less than can be paid, is told as that.
#[must_use]
pub fn money_with(value: f64, decimals: usize, currency: &Currency) -> String {
    if !value.is_finite() {
        return UNDEFINED.to_owned();
    }
    let least = 10f64.powi(-(decimals as i32));
    if decimals > 0 && value != 0.0 && value.abs() < least / 2.0 {
        return format!("<{}", with_symbol(false, &grouped(least, decimals), currency));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_pays_parts_of_a_cent() {
        let usd = Currency::new("USD");
        assert_eq!(money(0.0777, &usd), "$0.08");
        assert_eq!(short_money(0.5, &usd, Lang::En), "$0.50");
        assert_eq!(money(0.99996, &usd), "$1.00");
        assert_eq!(money(-0.00123, &usd), "<$0.01");
        assert_eq!(money(0.0, &usd), "$0");
    }

    #[test]
    fn no_digit_is_told_that_is_not_there() {
        let cny = Currency::default();
        let told = |value: f64| about_money(value, &cny, Lang::En);
        assert_eq!(
            [52.73, 10.67, 5.0, 49.998, 99.97, 0.001, 0.0, -3.456].map(told),
            ["¥52.73", "¥10.67", "¥5", "¥50", "¥100", "<¥0.01", "¥0", "-¥3.46"]
        );
        assert_eq!([1_287.4, 100.4, -45_678.0].map(told), ["¥1,290", "¥100", "-¥45,700"]);
        assert_eq!(about_money(21_449.0, &cny, Lang::Zh), "¥2.14万");
        assert_eq!(about_money(52.73, &Currency::new("JPY"), Lang::En), "JPY 53");
    }

    #[test]
    fn large_amounts_have_words_in_chinese() {
        let cny = Currency::default();
        assert_eq!(short_money(-21_400.5, &cny, Lang::Zh), "-¥2.14万");
        assert_eq!(short_money(123_456_789.0, &cny, Lang::Zh), "¥1.23亿");
        assert_eq!(short_money(9_950.0, &cny, Lang::Zh), "¥9,950");
        assert_eq!(short_money(21_400.5, &cny, Lang::En), "¥21,400");
    }
}

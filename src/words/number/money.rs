//! Amounts of money, with the sign of their currency.

use super::plain::{UNDEFINED, grouped, rounded};
use crate::units::Currency;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_amounts_have_three_digits() {
        let usd = Currency::new("USD");
        assert_eq!(money(0.0777, &usd), "$0.0777");
        assert_eq!(short_money(0.5, &usd), "$0.50");
        assert_eq!(money(0.99996, &usd), "$1.00");
        assert_eq!(money(-0.00123, &usd), "-$0.00123");
        assert_eq!(money(1e-12, &usd), "$0.00");
    }
}

//! A value as its unit has it, and the error behind it.

use super::money::money;
use super::plain::{count, grouped, percent, ratio};
use super::time::days;
use crate::metrics::Unit;
use crate::units::Currency;
use crate::words::Lang;

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

/// What stands for a value beyond any number: money that was spent for nobody, the day of what never came.
#[must_use]
pub fn beyond(unit: Unit, lang: Lang) -> &'static str {
    match unit {
        Unit::Money => lang.pick("nobody added", "没有增量"),
        Unit::Days => lang.pick("never", "没发生"),
        Unit::Count | Unit::Share | Unit::Ratio => "∞",
    }
}

/// The same where there is little room.
#[must_use]
pub fn shortly_beyond(unit: Unit, lang: Lang) -> &'static str {
    match unit {
        Unit::Money => lang.pick("nobody", "没有增量"),
        Unit::Count | Unit::Share | Unit::Ratio | Unit::Days => beyond(unit, lang),
    }
}

/// What stands for the mean of values that are beyond any number, at least some of them: of a cost per head nobody is there to
/// divide by.
#[must_use]
pub fn no_mean(unit: Unit, lang: Lang) -> Option<&'static str> {
    match unit {
        Unit::Money => Some(lang.pick("adds nobody", "没带来人")),
        Unit::Days => Some(beyond(unit, lang)),
        Unit::Count | Unit::Share | Unit::Ratio => None,
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
    use crate::words::number::short_money;

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
        assert_eq!(short_money(18.0, &Currency::new("USD"), Lang::En), "$18");
    }

    #[test]
    fn an_error_has_two_significant_digits() {
        assert_eq!(error(2.345, Unit::Count), "±2.3");
        assert_eq!(error(0.012_34, Unit::Ratio), "±0.012");
        assert_eq!(error(0.0012, Unit::Share), "±0.12%");
        assert_eq!(error(f64::NAN, Unit::Count), "");
    }
}

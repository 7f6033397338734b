//! Numbers with more digits than elsewhere, so that an estimate can be told from a bound that is near.

use crate::metrics::Unit;
use crate::units::Currency;
use crate::words::Lang;
use crate::words::number::{beyond, grouped, money_with, value};

/// A value with as many digits as an uncertainty of this size leaves meaningful; more than usual, so that a bound that
/// is near can be told from the estimate.
#[must_use]
pub fn precise(number: f64, uncertainty: f64, unit: Unit, currency: &Currency) -> String {
    let usual = value(number, unit, currency);
    let scale = if unit == Unit::Share { 100.0 } else { 1.0 };
    let (number, uncertainty) = (number * scale, uncertainty * scale);
    if !number.is_finite() || !uncertainty.is_finite() || uncertainty < 1e-9 {
        return usual;
    }
    let needed = (-uncertainty.log10().floor()).clamp(0.0, 8.0) as usize;
    let digits = usual.trim_end_matches('%').rsplit_once('.').map_or("", |(_, digits)| digits);
    if needed <= digits.len() {
        return usual;
    }
    match unit {
        Unit::Money => money_with(number, needed, currency),
        Unit::Share => grouped(number, needed) + "%",
        Unit::Count | Unit::Ratio | Unit::Days => grouped(number, needed),
    }
}

/// The same, in words where it is beyond any number.
#[must_use]
pub fn told(number: f64, uncertainty: f64, unit: Unit, currency: &Currency, lang: Lang) -> String {
    if number == f64::INFINITY {
        return beyond(unit, lang).to_owned();
    }
    precise(number, uncertainty, unit, currency)
}

/// A standard error with two significant digits, however small; in Chinese without a sign, it is called what it is.
#[must_use]
pub fn uncertainty(error: f64, unit: Unit, lang: Lang) -> String {
    let (error, percent) = if unit == Unit::Share { (error * 100.0, "%") } else { (error, "") };
    if !error.is_finite() {
        return String::new();
    }
    let decimals = if error < 1e-9 { 0.0 } else { (1.0 - error.log10().floor()).clamp(0.0, 9.0) };
    format!("{}{}{percent}", lang.pick("±", ""), grouped(error, decimals as usize))
}

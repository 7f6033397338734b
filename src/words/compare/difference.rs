//! Differences between designs as numbers: with their sign, and as many decimals as their error leaves meaningful.

use crate::metrics::Unit;
use crate::study::compare::Difference;
use crate::units::Currency;
use crate::words::Lang;
use crate::words::number::{UNDEFINED, about_whole, grouped, money_decimals, money_with};

/// A difference with its sign.
#[must_use]
pub fn difference(of: &Difference, unit: Unit, currency: &Currency) -> String {
    signed(of.mean, unit, decimals(of.se, unit, currency), currency)
}

/// The interval of a difference, `+1 to +3`.
#[must_use]
pub fn interval(of: &Difference, unit: Unit, currency: &Currency, lang: Lang) -> String {
    let decimals = decimals(of.se, unit, currency);
    let [low, high] = of.interval.map(|end| signed(end, unit, decimals, currency));
    if low == UNDEFINED || high == UNDEFINED {
        return UNDEFINED.to_owned();
    }
    range(&[low, high], lang)
}

pub(super) fn range([low, high]: &[String; 2], lang: Lang) -> String {
    lang.pick(format!("{low} to {high}"), format!("{low} 到 {high}"))
}

fn signed(value: f64, unit: Unit, decimals: usize, currency: &Currency) -> String {
    let text = amount(value, unit, decimals, currency);
    let is_nought = !text.contains(|c: char| c.is_ascii_digit() && c != '0');
    if value > 0.0 && value.is_finite() && !is_nought { format!("+{text}") } else { text }
}

pub(super) fn amount(value: f64, unit: Unit, decimals: usize, currency: &Currency) -> String {
    match unit {
        Unit::Money => money_with(value, decimals, currency),
        Unit::Share => format!("{}%", grouped(value * 100.0, decimals)),
        Unit::Count | Unit::Ratio | Unit::Days => grouped(value, decimals),
    }
}

/// Decimals that show the standard error; minor units are shown whole.
pub(super) fn decimals(se: f64, unit: Unit, currency: &Currency) -> usize {
    let se = if unit == Unit::Share { se * 100.0 } else { se };
    if !(se > 0.0 && se.is_finite()) {
        return if unit == Unit::Money { money_decimals(se, currency) } else { 0 };
    }
    let needed = (-se.log10().floor()).clamp(0.0, 6.0) as usize;
    match unit {
        Unit::Money if needed > 0 => needed.max(usize::from(currency.minor_digits)),
        Unit::Money | Unit::Count | Unit::Share | Unit::Ratio | Unit::Days => needed,
    }
}

/// How many independent campaigns would tell a difference as well.
#[must_use]
pub fn equivalent(of: &Difference, lang: Lang) -> String {
    if of.variance_reduction.is_nan() {
        return UNDEFINED.to_owned();
    }
    if of.variance_reduction.is_infinite() {
        return lang.pick("endless", "无限").to_owned();
    }
    let campaigns = about_whole(of.equivalent_replicates(), lang);
    let times = of.variance_reduction;
    let times = grouped(times, if times < 9.95 { 1 } else { 0 });
    lang.pick(format!("{campaigns} (×{times})"), format!("{campaigns}（{times} 倍）"))
}

//! Numbers as a spreadsheet shows them: money with two decimals, shares in per cent, counts whole or with one decimal; of what is
//! smaller than that two digits are left.

use crate::metrics::Unit;

/// Smaller numbers have an exponent in place of noughts.
const SMALL: f64 = 1e-4;
/// More decimals are never told.
const MOST: usize = 12;

/// A number, rounded, and how it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::output) struct SheetNumber {
    /// The number; of a share the part, not the per cent.
    pub value: f64,
    /// Whether it is shown in per cent.
    pub per_cent: bool,
    /// Decimals that it is shown with; none where it is shown as it is.
    pub decimals: Option<usize>,
}

impl SheetNumber {
    /// A number of this unit; one without a unit keeps six digits.
    pub(in crate::output) fn new(value: f64, unit: Option<Unit>) -> SheetNumber {
        let as_it_is = |value: f64| SheetNumber { value, per_cent: false, decimals: None };
        if !value.is_finite() {
            return as_it_is(value);
        }
        let Some(unit) = unit else { return as_it_is(significant(value)) };
        let per_cent = unit == Unit::Share;
        let shown = if per_cent { value * 100.0 } else { value };
        let is_whole = shown.fract() == 0.0;
        let usual = match unit {
            Unit::Money => 2,
            _ if is_whole => 0,
            Unit::Count | Unit::Share => 1,
            Unit::Days => 2,
            Unit::Ratio if value.abs() < 1.0 => 3,
            Unit::Ratio => 2,
        };
        let decimals = if is_whole { usual } else { usual.max(for_two_digits(shown)) }.min(MOST);
        let text = format!("{value:.*}", if per_cent { decimals + 2 } else { decimals });
        let value = text.parse::<f64>().map_or(value, |value| value + 0.0);
        SheetNumber { value, per_cent, decimals: Some(decimals) }
    }

    /// As it stands in CSV.
    pub(in crate::output) fn text(&self) -> String {
        let SheetNumber { value, per_cent, decimals } = *self;
        match decimals {
            Some(decimals) if per_cent => {
                let text = format!("{:.decimals$}", value * 100.0);
                let whole =
                    if decimals > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
                format!("{whole}%")
            }
            Some(2) => format!("{value:.2}"),
            _ if value != 0.0 && value.abs() < SMALL => format!("{value:e}"),
            Some(_) | None => value.to_string(),
        }
    }
}

/// Decimals with which two digits are seen of what is smaller than one.
fn for_two_digits(value: f64) -> usize {
    if value == 0.0 || value.abs() >= 1.0 { 0 } else { (1.0 - value.abs().log10().floor()).max(0.0) as usize }
}

/// Six digits.
fn significant(value: f64) -> f64 {
    if value == 0.0 || value.fract() == 0.0 {
        return value;
    }
    format!("{value:.5e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_people_write_them() {
        let told = |value: f64, unit: Unit| SheetNumber::new(value, Some(unit)).text();
        let money = [912.784, 3000.0, 0.07766, 0.001_44, -0.001].map(|value| told(value, Unit::Money));
        assert_eq!(money, ["912.78", "3000.00", "0.078", "0.0014", "-0.001"]);
        let counts = [1062.0, 299.58, 0.066_939, 7_733.999_999_9, -0.0].map(|value| told(value, Unit::Count));
        assert_eq!(counts, ["1062", "299.6", "0.067", "7734", "0"]);
        let shares =
            [0.401_314, 1.0, 0.0, 0.001_234, 0.000_030_2, 0.07].map(|value| told(value, Unit::Share));
        assert_eq!(shares, ["40.1%", "100%", "0%", "0.12%", "0.003%", "7%"]);
        assert_eq!([1.966_33, 0.394_338].map(|value| told(value, Unit::Ratio)), ["1.97", "0.394"]);
        assert_eq!([1.0 / 6.0, 4.893_75, 7.0].map(|value| told(value, Unit::Days)), ["0.17", "4.89", "7"]);
        assert_eq!(
            [4.930_512e-32, 0.123_456_789, 12.0].map(|value| SheetNumber::new(value, None).text()),
            ["4.93051e-32", "0.123457", "12"]
        );
    }
}

//! Where the values of a key stand on an axis, and which of them are written there.

use crate::input::{Axis, AxisValue};
use crate::output::format::chart::font;
use crate::words::number::grouped;
use crate::words::sweep as words;

/// With more values than this the axis has round numbers in place of the values themselves.
const FEW: usize = 14;

/// The places of the values: numbers as they are, their logarithms for a range by equal factors, and one after the
/// other where they are no numbers.
pub(super) fn places(axis: &Axis) -> Vec<f64> {
    let numbers: Option<Vec<f64>> = axis.values.iter().map(|value| value.number).collect();
    match numbers {
        Some(numbers) if !axis.log => numbers,
        Some(numbers) if numbers.iter().all(|number| *number > 0.0) => {
            numbers.into_iter().map(libm::log10).collect()
        }
        _ => (0..axis.values.len()).map(|index| index as f64).collect(),
    }
}

/// Whether the axis should have round numbers: many values that are plain numbers or per cent, or a few of them that are not round.
pub(super) fn wants_round_numbers(axis: &Axis) -> bool {
    let is_plain = |value: &AxisValue| value.number.is_some() && !value.is_time;
    let values = &axis.values;
    let is_many = values.len() > FEW || (values.len() > SOME && values.iter().any(is_odd));
    is_many
        && values.iter().all(is_plain)
        && (!axis.log || values.iter().all(|value| value.number > Some(0.0)))
}

/// More values than these tell where the axis lies, though each stands beside a round number.
const SOME: usize = 3;

/// Whether a value has decimals and three digits or more.
fn is_odd(value: &AxisValue) -> bool {
    let plain = value.text.trim_end_matches('%');
    let digits = plain.trim_start_matches(['0', '.']).chars().filter(char::is_ascii_digit).count();
    plain.contains('.') && digits > 2
}

/// Round numbers on an axis by equal factors, as (place, label): 1, 2 and 5 times the powers of ten.
pub(super) fn round_numbers(axis: &Axis) -> Vec<(f64, String)> {
    let numbers = || axis.values.iter().filter_map(|value| value.number);
    let (low, high) = (numbers().fold(f64::INFINITY, f64::min), numbers().fold(0.0, f64::max));
    let unit = if axis.values.iter().all(|value| value.is_per_cent) { 100.0 } else { 1.0 };
    let powers = libm::floor(libm::log10(low)) as i32..=libm::ceil(libm::log10(high)) as i32;
    let round = powers.flat_map(|power| [1.0, 2.0, 5.0].map(|factor| (factor, power)));
    let told = round.filter_map(|(factor, power)| {
        let value = factor * libm::exp10(f64::from(power));
        let decimals =
            usize::try_from(-libm::floor(libm::log10(value * unit * 1.000_001)) as i32).unwrap_or(0);
        let label = grouped(value * unit, decimals) + if unit > 1.0 { "%" } else { "" };
        (low * 0.999_999..=high * 1.000_001).contains(&value).then(|| (libm::log10(value), label))
    });
    told.collect()
}

/// A value as it is written on an axis.
pub(super) fn label(value: &AxisValue) -> String {
    font::cut(&words::value(value), LABEL, WIDEST)
}

/// Size of the labels, and the room for one.
pub(super) const LABEL: f64 = 15.0;
const WIDEST: f64 = 130.0;

/// The labels that have room: `at` is the place of each in pixels, `needs` what it takes up there. The first has
/// precedence, then the last.
pub(super) fn with_room(at: &[f64], needs: &[f64]) -> Vec<usize> {
    let Some(last) = at.len().checked_sub(1) else { return Vec::new() };
    let apart = |a: usize, b: usize| (at[a] - at[b]).abs() >= f64::midpoint(needs[a], needs[b]);
    let mut shown = vec![0];
    for index in 1..last {
        if apart(index, shown[shown.len() - 1]) && apart(index, last) {
            shown.push(index);
        }
    }
    shown.extend((last > 0 && apart(last, shown[shown.len() - 1])).then_some(last));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Override, grid};
    use crate::yaml::Source;

    fn axis(vary: &str) -> Axis {
        let text = "{ name: a, days: 7, seeds: 100, share: 0.3, contacts: 10, join: 0.05 }";
        grid(&Source::new("a.yaml", text), &[], &[Override::varied(vary)]).unwrap().axes.remove(0)
    }

    #[test]
    fn numbers_logarithms_and_words_have_places() {
        assert_eq!(places(&axis("share=0.1,20%,0.4")), [0.1, 0.2, 0.4]);
        assert_eq!(places(&axis("seeds=log:10..1000:3")), [1.0, 2.0, 3.0]);
        assert_eq!(places(&axis("contacts={ fixed: 3 },5,8")), [0.0, 1.0, 2.0]);
    }

    #[test]
    fn values_that_are_not_round_have_round_numbers_beside_them() {
        assert!(
            wants_round_numbers(&axis("join=1%..5%:6,7.25%"))
                && !wants_round_numbers(&axis("join=1%,2%,3%,5%"))
        );
        let told =
            |vary: &str| round_numbers(&axis(vary)).into_iter().map(|(_, label)| label).collect::<Vec<_>>();
        assert!(wants_round_numbers(&axis("join=log:0.01..0.1:6")));
        assert_eq!(told("join=log:0.01..0.1:6"), ["0.01", "0.02", "0.05", "0.1"]);
        assert_eq!(told("join=log:2%..30%:5"), ["2%", "5%", "10%", "20%"]);
        assert_eq!(told("seeds=log:10..3000:5"), ["10", "20", "50", "100", "200", "500", "1,000", "2,000"]);
    }

    #[test]
    fn labels_keep_apart() {
        assert_eq!(with_room(&[0.0, 10.0, 20.0, 30.0], &[8.0; 4]), [0, 1, 2, 3]);
        assert_eq!(with_room(&[0.0, 10.0, 20.0, 30.0], &[16.0; 4]), [0, 3]);
        assert_eq!(with_room(&[0.0, 10.0, 20.0, 30.0, 40.0], &[16.0; 5]), [0, 2, 4]);
        assert_eq!(with_room(&[5.0], &[16.0]), [0]);
    }

    #[test]
    fn large_numbers_have_separators() {
        let labels: Vec<String> = axis("seeds=500,200_000").values.iter().map(label).collect();
        assert_eq!(labels, ["500", "200,000"]);
    }
}

//! Bins for charts.

use super::{LogHistogram, quantiles};

/// Bins to aim at.
const BINS: f64 = 40.0;
/// The part cut off at each end, so that one freak does not flatten the picture.
const CUT: f64 = 0.005;

/// Equal bins with edges at round numbers: bin `i` holds `start + i·width <= value < start + (i+1)·width`.
///
/// Whole numbers get bins of whole widths. Where all values lie some steps apart (a cost that grows by rewards of the same price),
/// every bin holds as many steps, so that none is higher for being wider. The outermost 0.5 % at each end may lie outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Lower edge of the first bin.
    pub start: f64,
    /// Width of every bin.
    pub width: f64,
    /// How many values each bin holds.
    pub counts: Vec<u64>,
    /// How many values lie below the first and above the last bin.
    pub outside: [u64; 2],
}

impl Histogram {
    /// Of stored values; those that are not finite are passed over. No bins when nothing is left.
    #[must_use]
    pub fn of(values: &[f64]) -> Histogram {
        let mut finite: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        let [low, high] = quantiles(&mut finite, [CUT, 1.0 - CUT]);
        let whole = finite.iter().all(|value| value.fract() == 0.0);
        let mut histogram = match grain(&finite, high - low) {
            Some(grain) => Histogram::in_steps(low, high, grain),
            None => Histogram::spanning(low, high, whole),
        };
        finite.into_iter().for_each(|value| histogram.add(value, 1));
        histogram
    }

    /// Of values of which only rounded counts are kept, and some as they are, which tell in which steps all of them lie; those that are
    /// not finite are passed over.
    ///
    /// What was rounded by no more than half a step is put back to its step, so that bins hold as many steps as if all were known.
    /// The other counts are spread over what was rounded to them: bins are no multiples of it, and would look like a comb.
    #[must_use]
    pub fn of_counts(counts: &LogHistogram, some: &[f64]) -> Histogram {
        let counts = counts.finite_only();
        let some: Vec<f64> = some.iter().copied().filter(|value| value.is_finite()).collect();
        let [low, high] = counts.quantiles([CUT, 1.0 - CUT]);
        let whole = counts.buckets().all(|(value, _)| value.fract() == 0.0);
        let steps = some.first().copied().zip(grain(&some, high - low));
        let mut histogram = match steps {
            Some((_, step)) => Histogram::in_steps(low, high, step),
            None => Histogram::spanning(low, high, whole),
        };
        let mut spread = vec![0.0; histogram.counts.len() + 2];
        for ([from, to], value, count) in counts.ranges() {
            let exact = match steps {
                Some((first, step)) if to - from <= step => {
                    Some(first + ((value - first) / step).round() * step)
                }
                _ if to == from || (whole && to - from <= 1.0) => Some(value),
                _ => None,
            };
            match exact {
                Some(value) => histogram.add(value, count),
                None => histogram.share_out([from, to], count, &mut spread),
            }
        }
        histogram.take_in(&spread);
        histogram
    }

    /// Counts that may lie anywhere between two values, in parts: what is below the bins, in each of them, above.
    fn share_out(&self, [from, to]: [f64; 2], count: u64, parts: &mut [f64]) {
        let place = |value: f64| (value - self.start) / self.width + 1.0;
        let (from, to) = (place(from), place(to));
        let last = (parts.len() as f64 - 1.0).max(0.0);
        let (first_part, last_part) = (from.floor().clamp(0.0, last), to.floor().clamp(0.0, last));
        let touched = first_part as usize..=last_part as usize;
        for (place, part) in parts.iter_mut().enumerate().filter(|(place, _)| touched.contains(place)) {
            let begin = if place == 0 { from } else { from.max(place as f64) };
            let end = if place as f64 == last { to } else { to.min(place as f64 + 1.0) };
            *part += count as f64 * ((end - begin) / (to - from)).clamp(0.0, 1.0);
        }
    }

    /// Adds such parts, none of which is lost: each sum from the first on is rounded.
    fn take_in(&mut self, parts: &[f64]) {
        let (mut sum, mut told) = (0.0, 0);
        for (place, part) in parts.iter().enumerate() {
            sum += part;
            let count = (sum.round() as u64).saturating_sub(told);
            told += count;
            match place.checked_sub(1) {
                None => self.outside[0] += count,
                Some(bin) => match self.counts.get_mut(bin) {
                    Some(bin) => *bin += count,
                    None => self.outside[1] += count,
                },
            }
        }
    }

    /// Lower edge of bin `i`, upper edge of the one before.
    #[must_use]
    pub fn edge(&self, i: usize) -> f64 {
        self.start + i as f64 * self.width
    }

    /// Empty bins that hold both ends.
    fn spanning(low: f64, high: f64, whole: bool) -> Histogram {
        if low.is_nan() {
            return Histogram { start: 0.0, width: 1.0, counts: Vec::new(), outside: [0; 2] };
        }
        let width = (high - low) / BINS;
        let size = low.abs().max(high.abs());
        let width = round_width(match whole {
            true => width.max(1.0),
            // Narrower bins would show rounding errors.
            false if width <= size * 1e-9 => size / 10.0,
            false => width,
        });
        let first = (low / width).floor();
        let bins = (high / width).floor() - first + 1.0;
        Histogram { start: first * width, width, counts: vec![0; bins as usize], outside: [0; 2] }
    }

    /// Empty bins that hold both ends, each of as many steps of this size; one of them begins at nought, or would.
    fn in_steps(low: f64, high: f64, step: f64) -> Histogram {
        let width = step * round_width(((high - low) / BINS / step).max(1.0));
        let first = (low / width + NOISE).floor();
        let bins = (high / width + NOISE).floor() - first + 1.0;
        Histogram { start: first * width, width, counts: vec![0; bins as usize], outside: [0; 2] }
    }

    fn add(&mut self, value: f64, count: u64) {
        let place = ((value - self.start) / self.width + NOISE).floor();
        if place < 0.0 {
            self.outside[0] += count;
        } else if let Some(bin) = self.counts.get_mut(place as usize) {
            *bin += count;
        } else {
            self.outside[1] += count;
        }
    }
}

/// Parts of a bin, or of a step, that are errors of rounding.
const NOISE: f64 = 1e-7;
/// Where more steps than this lie within the bins, it is not seen that some hold one more.
const STEPS: f64 = 20.0 * BINS;

/// The largest step in whole numbers of which all values lie apart; none where it is too small to be seen within `span`, or all values
/// are equal.
fn grain(values: &[f64], span: f64) -> Option<f64> {
    let first = values.first()?;
    let noise = span / STEPS * 1e-3;
    let mut grain: Option<f64> = None;
    for value in values {
        let (mut one, mut other) = ((value - first).abs(), grain.unwrap_or(0.0));
        while one > noise {
            (one, other) = ((other - (other / one).round() * one).abs(), one);
        }
        if other > noise {
            grain = Some(other);
        }
        if grain.is_some_and(|grain| span > STEPS * grain) {
            return None;
        }
    }
    grain.filter(|_| span > 0.0)
}

/// The least of 1, 2, 5, 10 … times a power of ten that is at least `width` (1 for a width of 0).
fn round_width(width: f64) -> f64 {
    if width <= 0.0 {
        return 1.0;
    }
    let decade = libm::exp10(libm::log10(width).floor());
    let steps = [1.0, 2.0, 5.0].map(|step| step * decade);
    // A width that is round itself must not be pushed up by a rounding error.
    steps.into_iter().find(|step| *step >= width * (1.0 - 1e-9)).unwrap_or(10.0 * decade)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whole_numbers_get_whole_bins() {
        let dice: Vec<f64> = (0..600).map(|i| f64::from(i % 6 + 1)).collect();
        let seen = Histogram::of(&dice);
        assert_eq!((seen.start, seen.width, seen.outside), (1.0, 1.0, [0, 0]));
        assert_eq!(seen.counts, [100; 6]);
    }

    #[test]
    fn edges_are_round() {
        let values: Vec<f64> = (0..10_000).map(|i| f64::from(i) * 0.001).collect();
        let seen = Histogram::of(&values);
        assert_eq!((seen.start, seen.width, seen.counts.len()), (0.0, 0.5, 20));
        assert_eq!(seen.edge(3), 1.5);
    }

    #[test]
    fn a_value_at_an_edge_is_in_the_bin_that_begins_there() {
        let mut values: Vec<f64> = (-80..=80).map(f64::from).collect();
        // So that nothing is cut off at the ends.
        values.extend([-80.0, 80.0].repeat(10));
        let seen = Histogram::of(&values);
        assert_eq!((seen.start, seen.width, seen.outside), (-80.0, 5.0, [0, 0]));
        assert_eq!((seen.counts.len(), seen.counts[0], seen.counts[31], seen.counts[32]), (33, 15, 5, 11));
        assert_eq!(seen.edge(32), 80.0);
    }

    #[test]
    fn widths_are_round() {
        for (width, round) in [
            (0.0, 1.0),
            (1.0, 1.0),
            (1.01, 2.0),
            (2.0, 2.0),
            (3.0, 5.0),
            (5.1, 10.0),
            (0.02, 0.02),
            (0.3, 0.5),
        ] {
            assert!((round_width(width) - round).abs() < 1e-12, "{width}: {}", round_width(width));
        }
        for value in [0.1, -0.1] {
            let seen = Histogram::of(&[value; 7]);
            assert!((seen.width - 0.01).abs() < 1e-12 && seen.counts == [7], "{value}: {seen:?}");
        }
    }

    /// A cost of 800 and so many rewards at 6: bins of 10 would hold one or two steps, and look like a comb.
    #[test]
    fn every_bin_holds_as_many_steps() {
        for (first, step) in [(800.0, 6.0), (0.07, 0.33), (-50.0, 2.5), (12.0, 1.0), (0.0, 299.0)] {
            let values: Vec<f64> = (0..3_000).map(|i| first + step * f64::from(i * 7 % 100)).collect();
            let seen = Histogram::of(&values);
            let steps = seen.width / step;
            assert!((steps - steps.round()).abs() < 1e-6 && seen.counts.len() > 15, "{seen:?}");
            let inner = &seen.counts[1..seen.counts.len() - 1];
            assert!(inner.iter().all(|count| *count == inner[0]), "{seen:?}");
        }
        assert_eq!(grain(&[1.0, 1.5, 2.25], 1.25), Some(0.25));
        assert_eq!(grain(&[1.0, 1.0], 0.0), None);
        // Quotients have no step.
        let quotients: Vec<f64> = (1..400).map(|i| 1_000.0 / f64::from(i)).collect();
        assert_eq!(grain(&quotients, 997.5), None);
    }

    /// Rounded counts of so many runs that no single ones are kept: as with all values known where these lie in steps, and smooth where
    /// they do not, though bins hold no whole number of what was rounded to one.
    #[test]
    fn rounded_counts_make_no_comb() {
        let counted = |values: &[f64]| {
            let mut counts = LogHistogram::default();
            values.iter().for_each(|value| counts.record(*value));
            Histogram::of_counts(&counts, &values[..300])
        };
        for (first, step) in [(4_400.0, 22.0), (4_400.07, 22.0), (800.0, 6.0)] {
            let values: Vec<f64> = (0..3_000).map(|i| first + step * f64::from(i * 7 % 100)).collect();
            assert_eq!(counted(&values), Histogram::of(&values), "{first} {step}");
        }
        for (first, step) in [(20_000.0, 6.0), (20_000.0, 1.71), (1.28, 0.000_41)] {
            let values: Vec<f64> = (0..30_000).map(|i| first + step * f64::from(i * 7 % 1_000)).collect();
            let seen = counted(&values);
            let inner = &seen.counts[2..seen.counts.len() - 2];
            let (least, most) = (inner.iter().min().unwrap(), inner.iter().max().unwrap());
            assert!(most - least <= most / 10, "{first} {step}: {seen:?}");
        }
    }

    #[test]
    fn a_freak_stays_outside() {
        let mut values: Vec<f64> = (0..1000).map(|i| f64::from(i % 40)).collect();
        values.extend([1e9, f64::NAN, f64::INFINITY]);
        let seen = Histogram::of(&values);
        assert_eq!(seen.outside, [0, 1]);
        let mut counts = LogHistogram::default();
        values.iter().filter(|value| !value.is_nan()).for_each(|value| counts.record(*value));
        assert_eq!(Histogram::of_counts(&counts, &values), seen);
        assert_eq!(seen.counts.len(), 40);
    }

    #[test]
    fn equal_values_and_none() {
        assert_eq!(Histogram::of(&[0.0, 0.0]).counts, [2]);
        assert_eq!(Histogram::of(&[0.1; 7]).counts.iter().sum::<u64>(), 7);
        assert_eq!(Histogram::of(&[]).counts, [0u64; 0]);
    }

    proptest! {
        #[test]
        fn nobody_is_lost(values in prop::collection::vec(-1e4..1e4f64, 1..300)) {
            let seen = Histogram::of(&values);
            let inside: u64 = seen.counts.iter().sum();
            prop_assert_eq!(inside + seen.outside[0] + seen.outside[1], values.len() as u64);
            prop_assert!(seen.counts.len() <= 42 && inside * 100 + 400 >= 98 * values.len() as u64);
            let mut counts = LogHistogram::default();
            values.iter().for_each(|&value| counts.record(value));
            let rounded = Histogram::of_counts(&counts, &values[..values.len() / 2]);
            prop_assert_eq!(rounded.counts.iter().sum::<u64>() + rounded.outside.iter().sum::<u64>(), values.len() as u64);
        }
    }
}

//! Confidence intervals for a mean, a quantile and a proportion.
//!
//! Every interval misses the truth with at most the probability `error`, half of it on either side. Those of
//! quantiles and proportions are exact for any law and any number of values; that of the mean is asymptotic and
//! corrected for skewness.

use super::binomial::{lower_tail, upper_tail};
use super::student_quantile;

/// From where to where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// The interval that says nothing.
    pub const EVERYTHING: Interval = Interval { low: f64::NEG_INFINITY, high: f64::INFINITY };
}

/// Below so many values nothing is said of a mean: the approximation has not set in.
const FEW: f64 = 30.0;
/// Nor below so many values for each unit of squared skewness (Cochran's rule): a few large values may be missing.
const FEW_SKEW: f64 = 25.0;
/// What comes true with this chance or more must have been seen before values that never differ are taken as known.
const RARE: f64 = 0.01;

/// Of the mean of the law behind these values, with Hall's transformation of the t statistic (Hall 1992, *On the
/// removal of skewness by transformation*). Values that never differ are taken as known, once there are so many that
/// what happens in one of a hundred would have been seen.
///
/// Everything when there are too few values: fewer than 30, or than 25 times their squared skewness (Cochran's rule).
#[must_use]
pub fn of_mean(values: &[f64], error: f64) -> Interval {
    let n = values.len() as f64;
    if n < FEW {
        return Interval::EVERYTHING;
    }
    let mean = values.iter().sum::<f64>() / n;
    let central = |power: i32| values.iter().map(|value| (value - mean).powi(power)).sum::<f64>() / n;
    let sd = central(2).sqrt();
    // Sums of equal values are off by rounding.
    if sd <= 1e-12 * mean.abs() {
        let all_seen = n * libm::log1p(-RARE) <= libm::log(error / 2.0);
        return if all_seen { Interval { low: mean, high: mean } } else { Interval::EVERYTHING };
    }
    let skewness = central(3) / (sd * sd * sd);
    if n < FEW_SKEW * skewness * skewness {
        return Interval::EVERYTHING;
    }
    let z = student_quantile(1.0 - error, n - 1.0);
    let standard_error = sd * (1.0 / (n - 1.0)).sqrt();
    Interval {
        low: mean - standard_error * unskewed(z, skewness, n),
        high: mean - standard_error * unskewed(-z, skewness, n),
    }
}

/// The inverse of Hall's transformation `T + a(T²/3 + 1/6) + a²T³/27` with `a = skewness/√n`: which t statistic
/// corresponds to the normal deviate `z`.
fn unskewed(z: f64, skewness: f64, n: f64) -> f64 {
    let a = skewness / n.sqrt();
    if a.abs() < 1e-6 {
        return z;
    }
    3.0 / a * (libm::cbrt(1.0 + a * (z - a / 6.0)) - 1.0)
}

/// Of the quantile at `level` (above 0, below 1) of the law behind these values, which are sorted: from one value to
/// another, by the binomial law of how many values lie below the quantile. An end that no value can be is infinite.
#[must_use]
pub fn of_quantile(sorted: &[f64], level: f64, error: f64) -> Interval {
    let n = sorted.len() as u64;
    // With `low` values or more below the quantile in all but error/2, the value of this rank (from 1) is not above it.
    let low = first(n, |count| lower_tail(count, n, level) > error / 2.0);
    // More than `high` values below the quantile are rare, so the value after them is not below it.
    let high = first(n, |count| upper_tail(count + 1, n, level) <= error / 2.0);
    let at = |rank: u64| usize::try_from(rank).ok().and_then(|rank| sorted.get(rank).copied());
    Interval {
        low: low.checked_sub(1).and_then(at).unwrap_or(f64::NEG_INFINITY),
        high: at(high).unwrap_or(f64::INFINITY),
    }
}

/// The first number below `end` from which on `holds`, or `end`.
fn first(end: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// Of a probability that came true `count` times in `n` (Clopper and Pearson 1934).
#[must_use]
pub fn of_proportion(count: u64, n: u64, error: f64) -> Interval {
    let low = match count {
        0 => 0.0,
        _ => crossing(|p| upper_tail(count, n, p) > error / 2.0),
    };
    let high = if count >= n { 1.0 } else { crossing(|p| lower_tail(count, n, p) <= error / 2.0) };
    Interval { low, high }
}

/// Where between 0 and 1 a condition begins to hold.
fn crossing(holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0f64, 1.0f64);
    // As many halvings as a double has digits, and some more for small chances.
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if holds(middle) { high = middle } else { low = middle }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_small_samples_are_those_of_the_tables() {
        // Of ten values the second and the ninth hold the median with 97.9 % (David and Nagaraja, table 7.1).
        let sorted: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(of_quantile(&sorted, 0.5, 0.05), Interval { low: 2.0, high: 9.0 });
        // Five values never hold the 95 % quantile from above with 95 %.
        let few = of_quantile(&sorted[..5], 0.95, 0.05);
        assert_eq!((few.low, few.high), (4.0, f64::INFINITY));
        assert_eq!(of_quantile(&[], 0.5, 0.05), Interval::EVERYTHING);
    }

    #[test]
    fn proportions_are_those_of_the_tables() {
        let near = |interval: Interval, low: f64, high: f64| {
            assert!((interval.low - low).abs() < 5e-5 && (interval.high - high).abs() < 5e-5, "{interval:?}");
        };
        near(of_proportion(0, 10, 0.05), 0.0, 0.3085);
        near(of_proportion(5, 10, 0.05), 0.1871, 0.8129);
        near(of_proportion(10, 10, 0.05), 0.6915, 1.0);
        near(of_proportion(1, 100, 0.01), 0.0000501, 0.0720);
    }

    #[test]
    fn a_mean_of_equal_values_is_known_and_one_of_few_is_not() {
        assert_eq!(of_mean(&[0.1; 1000], 0.05).low, of_mean(&[0.1; 1000], 0.05).high);
        assert_eq!(of_mean(&[0.0; 100], 0.05), Interval::EVERYTHING);
        assert_eq!(of_mean(&[1.0; 5], 0.05), Interval::EVERYTHING);
        let mut one_large = [0.0; 400];
        one_large[7] = 1.0;
        assert_eq!(of_mean(&one_large, 0.05), Interval::EVERYTHING);
    }

    /// Hall's transformation and its inverse.
    #[test]
    fn skewness_is_removed_by_the_inverse_of_what_brings_it() {
        let (n, skewness): (f64, f64) = (200.0, 2.0);
        let a = skewness / n.sqrt();
        for z in [-3.0, -1.0, 0.0, 0.5, 3.0] {
            let t = unskewed(z, skewness, n);
            let back = t + a * (t * t / 3.0 + 1.0 / 6.0) + a * a * t * t * t / 27.0;
            assert!((back - z).abs() < 1e-9, "{z}: {back}");
        }
    }
}

//! What is said of a sample: a number never travels alone.

use super::{Moments, Ratio, quantiles};
use serde::Serialize;

/// The levels of [`Summary::quantiles`]: the 90 % and the 50 % interval and the median.
pub const QUANTILE_LEVELS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Mean with its Monte Carlo standard error, spread and quantiles of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Values that are numbers.
    pub n: u64,
    /// Values beyond any number, `+∞`: days that never came, money that was spent for nobody.
    pub infinite: u64,
    /// Mean of the numbers, or a [ratio of means](Summary::with_ratio); `NaN` where there is none.
    pub mean: f64,
    /// Standard deviation (n - 1); `NaN` below two values.
    pub sd: f64,
    /// Monte Carlo standard error of the mean; `NaN` below two values.
    pub mcse: f64,
    /// Least value, be it infinite; `NaN` when there is none.
    pub min: f64,
    /// Largest value, be it infinite; `NaN` when there is none.
    pub max: f64,
    /// Quantiles of the single value, be it infinite, at [`QUANTILE_LEVELS`]; `NaN` when there is none.
    pub quantiles: [f64; 5],
}

impl Summary {
    /// The summary of nothing: everything undefined.
    pub const EMPTY: Summary = Summary {
        n: 0,
        infinite: 0,
        mean: f64::NAN,
        sd: f64::NAN,
        mcse: f64::NAN,
        min: f64::NAN,
        max: f64::NAN,
        quantiles: [f64::NAN; 5],
    };

    /// Of stored values, exactly; those that are undefined (`NaN`) are passed over.
    #[must_use]
    pub fn of(values: &[f64]) -> Summary {
        let mut defined: Vec<f64> = values.iter().copied().filter(|v| !v.is_nan()).collect();
        if defined.is_empty() {
            return Summary::EMPTY;
        }
        let moments = Moments::of(&defined);
        Summary {
            n: moments.count(),
            infinite: defined.len() as u64 - moments.count(),
            mean: moments.mean(),
            sd: moments.sd(),
            mcse: moments.standard_error(),
            min: defined.iter().copied().fold(f64::INFINITY, f64::min),
            max: defined.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            quantiles: quantiles(&mut defined, QUANTILE_LEVELS),
        }
    }

    /// The same of values that are quotients, whose mean is that of all numerators over that of all denominators.
    #[must_use]
    pub fn with_ratio(self, ratio: &Ratio<'_>) -> Summary {
        Summary { mean: ratio.value(), sd: ratio.sd(), mcse: ratio.error(), ..self }
    }

    /// In how many cases the value is defined: a number, or beyond any.
    #[must_use]
    pub fn defined(&self) -> u64 {
        self.n + self.infinite
    }

    /// The median.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.quantiles[2]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undefined_values_are_passed_over() {
        let seen = Summary::of(&[4.0, f64::NAN, 1.0, 2.0, 3.0]);
        assert_eq!((seen.n, seen.mean, seen.min, seen.max), (4, 2.5, 1.0, 4.0));
        assert_eq!(seen.median(), 2.5);
        assert!((seen.sd - (5.0f64 / 3.0).sqrt()).abs() < 1e-15);
        assert_eq!(seen.mcse, seen.sd / 2.0);
        assert_eq!(Summary::of(&[f64::NAN]).defined(), 0);
    }

    #[test]
    fn infinite_values_have_an_order_and_no_mean() {
        let seen = Summary::of(&[f64::INFINITY, 1.0, f64::INFINITY, 2.0, f64::INFINITY]);
        assert_eq!((seen.n, seen.infinite, seen.mean), (2, 3, 1.5));
        assert_eq!((seen.min, seen.median(), seen.max), (1.0, f64::INFINITY, f64::INFINITY));
        let endless = Summary::of(&[f64::INFINITY]);
        assert_eq!((endless.defined(), endless.median()), (1, f64::INFINITY));
        assert!(endless.mean.is_nan());
    }
}

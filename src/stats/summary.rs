//! What is said of a sample: a number never travels alone.

use serde::Serialize;

/// The levels of [`Summary::quantiles`]: the 90 % and the 50 % interval and the median.
pub const QUANTILE_LEVELS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Mean with its Monte Carlo standard error, spread and quantiles of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Values that were defined.
    pub n: u64,
    /// Mean; `NaN` when `n` is 0.
    pub mean: f64,
    /// Standard deviation (n - 1); `NaN` below two values.
    pub sd: f64,
    /// Monte Carlo standard error of the mean; `NaN` below two values.
    pub mcse: f64,
    /// Least value; `NaN` when `n` is 0.
    pub min: f64,
    /// Largest value; `NaN` when `n` is 0.
    pub max: f64,
    /// Quantiles of the single value at [`QUANTILE_LEVELS`]; `NaN` when `n` is 0.
    pub quantiles: [f64; 5],
}

impl Summary {
    /// The summary of nothing: everything undefined.
    pub const EMPTY: Summary = Summary {
        n: 0,
        mean: f64::NAN,
        sd: f64::NAN,
        mcse: f64::NAN,
        min: f64::NAN,
        max: f64::NAN,
        quantiles: [f64::NAN; 5],
    };

    /// The median.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.quantiles[2]
    }
}

//! What designs come to by one measure, and how they differ.

use super::{ERROR, Measure};
use crate::stats::Summary;

/// One measure of all designs.
#[derive(Clone, Debug)]
pub struct Measured {
    /// What it is.
    pub measure: Measure,
    /// By design.
    pub values: Vec<Summary>,
    /// By design from the second on: how it differs from the first.
    pub differences: Vec<Difference>,
}

/// How a design differs from another by a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Replicates behind the mean: those in which both are numbers, or, of a cost per head, all.
    pub n: u64,
    /// Mean difference; of a cost per head, that of the ratios of means.
    pub mean: f64,
    /// Its standard error.
    pub se: f64,
    /// 95 % interval of the mean difference, by Student's law.
    pub interval: [f64; 2],
    /// Between these lie the differences of nine of ten single replicates; `NaN` for the lead of a verdict.
    pub nine_of_ten: [f64; 2],
    /// The share of replicates in which this design is the better one.
    pub better: f64,
    /// The share in which both are equal.
    pub equal: f64,
    /// How often it is better in campaigns that share no luck.
    pub better_apart: f64,
    /// How often both are equal then.
    pub equal_apart: f64,
    /// How sure it is that the mean is better: 1 less the one-sided p-value; `NaN` of fewer than 30 pairs.
    pub better_mean: f64,
    /// Two-sided p-value of the paired t test; `NaN` of fewer than 30 pairs, which tell nothing.
    pub p: f64,
    /// The same, adjusted for all comparisons of its family (Holm).
    pub p_holm: f64,
    /// How many times as many replicates would be needed without common luck.
    pub variance_reduction: f64,
}

impl Difference {
    /// The share of replicates in which this design is the worse one.
    #[must_use]
    pub fn worse(&self) -> f64 {
        // The three shares are counts over the same number, whose sum is 1 up to rounding.
        (1.0 - self.better - self.equal).max(0.0)
    }

    /// Whether there is no difference in any replicate.
    #[must_use]
    pub fn is_nought(&self) -> bool {
        self.mean == 0.0 && self.se == 0.0
    }

    /// Whether the means differ for sure, many comparisons allowed for.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.p_holm <= ERROR
    }

    /// The replicates of independent ensembles that would tell the difference as well.
    #[must_use]
    pub fn equivalent_replicates(&self) -> f64 {
        self.n as f64 * self.variance_reduction
    }
}

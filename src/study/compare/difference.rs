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
    /// Replicates in which both are defined.
    pub n: u64,
    /// Mean difference.
    pub mean: f64,
    /// Its standard error.
    pub se: f64,
    /// 95 % interval of the mean difference, by Student's law.
    pub interval: [f64; 2],
    /// Between these lie the differences of nine of ten single replicates; `NaN` for the lead of a verdict.
    pub nine_of_ten: [f64; 2],
    /// The share of replicates in which this design is the better one; equal ones count half.
    pub better: f64,
    /// The same of campaigns that share no luck.
    pub better_apart: f64,
    /// How sure it is that the mean is better: 1 less the one-sided p-value.
    pub better_mean: f64,
    /// Two-sided p-value of the paired t test.
    pub p: f64,
    /// The same, adjusted for all comparisons of its family (Holm).
    pub p_holm: f64,
    /// How many times as many replicates would be needed without common luck.
    pub variance_reduction: f64,
}

impl Difference {
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

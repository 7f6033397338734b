//! Whether a scenario still gives the numbers that it gave before: what a result leaves behind to be compared with, and
//! the comparison.
//!
//! Of every metric a few numbers are kept: moments, quantiles, the means of [`BLOCKS`] stretches of replicates, and
//! a digest of all values. Equal digests are equal numbers. Where the streams are the same, replicate `i` has the same
//! luck before and after, so the stretches are compared in pairs; that uses all replicates and needs few numbers.

mod compare;
mod question;
mod snapshot;

pub use compare::{Aspect, Drift, Shift, compare, settle};
pub use question::Question;
pub use snapshot::Taken;

use crate::metrics::Unit;
use std::collections::BTreeMap;

/// Version of the random streams: raised when the same seed gives other numbers (`tests/golden.rs` fails). Results of
/// different versions have different luck, or are numbers of another model: they are not compared.
pub const STREAMS: u32 = 4;

/// Stretches of replicates of which the means are kept.
pub const BLOCKS: usize = 16;

/// Levels of the quantiles that are kept.
pub const LEVELS: [f64; 3] = [0.05, 0.5, 0.95];

/// Results to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// Version of the program that made it.
    pub version: String,
    /// Version of its random streams.
    pub streams: u32,
    /// Results by the path of their scenario.
    pub scenarios: BTreeMap<String, Snapshot>,
}

/// What is kept of a result.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// SHA-256 of the scenario's text, in hexadecimal.
    pub sha256: String,
    /// Changes that were laid over it.
    pub overrides: Vec<String>,
    /// The engine's name.
    pub engine: String,
    /// Seed.
    pub seed: u64,
    /// Replicates.
    pub replicates: u64,
    /// Length of the step in minutes.
    pub step_minutes: u32,
    /// Every metric, in the order of the columns.
    pub metrics: Vec<Mark>,
}

/// What is kept of a metric. Numbers that are not defined are `NaN`.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: Unit,
    /// Replicates in which it is a number.
    pub n: u64,
    /// Replicates in which it is beyond any number.
    pub infinite: u64,
    /// Mean; of a cost per head the ratio of means.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// Quantiles at [`LEVELS`].
    pub quantiles: [f64; LEVELS.len()],
    /// Means of [`BLOCKS`] equal stretches of replicates; empty where the metric never varies, and for a cost per head, whose
    /// money and heads have theirs.
    pub blocks: Vec<f64>,
    /// The first 16 digits of the SHA-256 of all values in replicate order.
    pub digest: String,
}

/// Equal numbers, those that are not defined included.
impl PartialEq for Mark {
    fn eq(&self, other: &Mark) -> bool {
        let bits = |mark: &Mark| {
            let numbers = [mark.mean, mark.sd].into_iter().chain(mark.quantiles).chain(mark.blocks.clone());
            numbers
                .map(|number| if number.is_nan() { None } else { Some(number.to_bits()) })
                .collect::<Vec<_>>()
        };
        let counts = |mark: &Mark| [mark.n, mark.infinite];
        (&self.name, self.unit, counts(self), &self.digest)
            == (&other.name, other.unit, counts(other), &other.digest)
            && bits(self) == bits(other)
    }
}

#[cfg(test)]
mod tests;

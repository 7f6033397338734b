//! What is kept of a statement's numbers while replicates come in, and what they say.

use super::estimate::Estimate;
use super::per_head::PerHead;
use super::reading::Read;
use crate::scenario::{Estimand, Statistic};
use crate::stats::interval;
use crate::stats::{Summary, proportion, quantile};

/// The numbers of a statement.
pub(super) enum Sample {
    /// How often something happened.
    Happened {
        /// So often …
        count: u64,
        /// … of so many.
        n: u64,
    },
    /// Values where they are defined, and what is asked about them.
    Values(Vec<f64>, Statistic),
    /// Money and heads, of which the ratio of means is asked.
    PerHead(PerHead),
}

/// The probability outside of one standard deviation of a normal law.
const OUTSIDE_ONE_SIGMA: f64 = 0.317_310_507_862_914;

impl Sample {
    /// Nothing yet of what this estimand needs.
    pub fn of(estimand: &Estimand) -> Sample {
        match estimand {
            estimand if estimand.mean_per_head().is_some() => Sample::PerHead(PerHead::default()),
            Estimand::Statistic { statistic, .. } => Sample::Values(Vec::new(), *statistic),
            Estimand::Chance(_) | Estimand::Theory(_) => Sample::Happened { count: 0, n: 0 },
        }
    }

    /// Takes in what was read off a replicate.
    pub fn record(&mut self, read: Read) {
        match (self, read) {
            (Sample::Happened { count, n }, Read::Number(value)) => {
                *n += 1;
                *count += u64::from(value > 0.0);
            }
            // What never came has no day that a mean could be made of, and is beyond any quantile.
            (Sample::Values(values, Statistic::Mean), Read::Number(value)) => {
                values.extend(Some(value).filter(|value| value.is_finite()));
            }
            (Sample::Values(values, Statistic::Quantile(_)), Read::Number(value)) => {
                values.extend(Some(value).filter(|value| !value.is_nan()));
            }
            (Sample::PerHead(sample), Read::PerHead(parts)) => sample.record(parts),
            // A sample is of what its statement reads.
            (Sample::Happened { .. } | Sample::Values(..), Read::PerHead(_))
            | (Sample::PerHead(_), Read::Number(_)) => {}
        }
    }

    /// How many numbers were defined.
    pub fn defined(&self) -> u64 {
        match self {
            Sample::Happened { n, .. } => *n,
            Sample::Values(values, _) => values.len() as u64,
            Sample::PerHead(sample) => sample.count(),
        }
    }

    /// The estimate, and the interval that misses the truth with at most the probability `error`.
    pub fn estimate(&mut self, error: f64) -> Estimate {
        match self {
            Sample::Happened { count, n } => {
                let (value, mcse) = proportion(*count, *n);
                Estimate { value, mcse, interval: interval::of_proportion(*count, *n, error) }
            }
            Sample::PerHead(sample) => sample.estimate(error),
            Sample::Values(values, Statistic::Mean) => {
                let Summary { mean, mcse, .. } = Summary::of(values);
                Estimate { value: mean, mcse, interval: interval::of_mean(values, error) }
            }
            Sample::Values(values, Statistic::Quantile(level)) => {
                values.sort_unstable_by(f64::total_cmp);
                // Half of the interval that reaches one standard error to either side (Woodruff 1952).
                let sigma = interval::of_quantile(values, *level, OUTSIDE_ONE_SIGMA);
                let half = 0.5 * (sigma.high - sigma.low);
                Estimate {
                    interval: interval::of_quantile(values, *level, error),
                    value: quantile(values, *level),
                    mcse: if half.is_finite() { half } else { f64::NAN },
                }
            }
        }
    }
}

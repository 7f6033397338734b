//! What is kept of a statement's numbers while replicates come in, and what they say.

use crate::scenario::{Estimand, Statistic};
use crate::stats::interval::{self, Interval};
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
}

/// An estimate with what is known about its error.
pub(super) struct Estimate {
    pub value: f64,
    pub mcse: f64,
    pub interval: Interval,
}

/// The probability outside of one standard deviation of a normal law.
const OUTSIDE_ONE_SIGMA: f64 = 0.317_310_507_862_914;

impl Sample {
    /// Nothing yet of what this estimand needs.
    pub fn of(estimand: &Estimand) -> Sample {
        match estimand {
            Estimand::Statistic { statistic, .. } => Sample::Values(Vec::new(), *statistic),
            Estimand::Chance(_) | Estimand::Theory(_) => Sample::Happened { count: 0, n: 0 },
        }
    }

    /// Takes the number of a replicate in.
    pub fn record(&mut self, value: f64) {
        match self {
            Sample::Happened { count, n } => {
                *n += 1;
                *count += u64::from(value > 0.0);
            }
            Sample::Values(values, _) => values.extend(Some(value).filter(|value| value.is_finite())),
        }
    }

    /// How many numbers were defined.
    pub fn defined(&self) -> u64 {
        match self {
            Sample::Happened { n, .. } => *n,
            Sample::Values(values, _) => values.len() as u64,
        }
    }

    /// The estimate, and the interval that misses the truth with at most the probability `error`.
    pub fn estimate(&mut self, error: f64) -> Estimate {
        match self {
            Sample::Happened { count, n } => {
                let (value, mcse) = proportion(*count, *n);
                Estimate { value, mcse, interval: interval::of_proportion(*count, *n, error) }
            }
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

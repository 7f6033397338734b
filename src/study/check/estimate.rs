//! What is estimated for a statement.

use crate::stats::interval::Interval;

/// An estimate with what is known about its error.
pub(super) struct Estimate {
    pub value: f64,
    pub mcse: f64,
    pub interval: Interval,
}

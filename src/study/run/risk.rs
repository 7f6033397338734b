//! How often what can go wrong came true.

use crate::ensemble::Ensemble;
use crate::metrics::Risk;
use crate::stats::proportion;
use serde::Serialize;

/// A probability with its standard error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chance {
    /// Replicates in which it happened.
    pub count: u64,
    /// Estimate.
    pub p: f64,
    /// Monte Carlo standard error.
    pub se: f64,
}

impl Chance {
    /// Of what happened in so many of `all` replicates.
    pub(super) fn of(count: u64, all: u64) -> Chance {
        let (p, se) = proportion(count, all);
        Chance { count, p, se }
    }
}

/// The chances of the risks that the scenario allows.
pub(super) fn chances(ensemble: &Ensemble) -> Vec<(Risk, Chance)> {
    ensemble.risks().map(|(risk, count)| (risk, Chance::of(count, ensemble.replicates()))).collect()
}

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

/// The chances of the risks that the scenario allows.
pub(super) fn chances(ensemble: &Ensemble) -> Vec<(Risk, Chance)> {
    let chance = |(risk, count): (Risk, u64)| {
        let (p, se) = proportion(count, ensemble.replicates());
        (risk, Chance { count, p, se })
    };
    ensemble.risks().map(chance).collect()
}

//! How often what can go wrong came true, counted replicate by replicate.

use crate::metrics::{Events, Layout, Risk};
use crate::scenario::Scenario;
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

/// Counts the replicates in which each risk came true.
pub(super) struct Watch {
    events: Events,
    counts: Vec<(Risk, u64)>,
    replicates: u64,
}

impl Watch {
    pub fn new(scenario: &Scenario) -> Watch {
        let shape = scenario.shape();
        let layout = Layout::new(&shape);
        let possible = Risk::ALL.into_iter().filter(|risk| risk.is_possible(&shape));
        Watch {
            events: Events::new(&shape, |metric| layout.metric(metric)),
            counts: possible.map(|risk| (risk, 0)).collect(),
            replicates: 0,
        }
    }

    /// Takes a row of metrics in.
    pub fn see(&mut self, row: &[f64]) {
        self.replicates += 1;
        for (risk, count) in &mut self.counts {
            *count += u64::from(self.events.happened(*risk, row));
        }
    }

    /// The chances of the risks that the scenario allows.
    pub fn chances(&self) -> Vec<(Risk, Chance)> {
        let chance = |count: u64| {
            let (p, se) = proportion(count, self.replicates);
            Chance { count, p, se }
        };
        self.counts.iter().map(|(risk, count)| (*risk, chance(*count))).collect()
    }
}

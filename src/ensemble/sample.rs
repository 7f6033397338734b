//! The plain rows of an ensemble: for tests, examples and small studies.

use super::{Plan, Silent, run};
use crate::metrics::{Metric, StopReason};
use crate::scenario::Valid;

/// The plain rows of an ensemble.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The metric of every column.
    pub metrics: Vec<Metric>,
    /// One row per replicate; `NaN` where undefined.
    pub rows: Vec<Vec<f64>>,
    /// Why each replicate stopped growing.
    pub stops: Vec<StopReason>,
}

impl Sample {
    /// The values of one metric, by replicate.
    #[must_use]
    pub fn column(&self, metric: &Metric) -> Option<Vec<f64>> {
        let index = self.metrics.iter().position(|known| known == metric)?;
        Some(self.rows.iter().map(|row| row[index]).collect())
    }
}

/// Simulates `replicates` campaigns and keeps every row.
#[must_use]
pub fn sample(scenario: &Valid, seed: u64, replicates: u64) -> Sample {
    let (mut rows, mut stops) = (Vec::new(), Vec::new());
    let plan = Plan { seed, replicates, until: None };
    let ensemble = run(scenario, &plan, &Silent, &mut |row| {
        rows.push(row.metrics.to_vec());
        stops.push(row.stop);
        Ok(())
    });
    // The sink above cannot fail, so an error cannot come back.
    let metrics = ensemble.map(|ensemble| ensemble.layout().metrics.clone()).unwrap_or_default();
    Sample { metrics, rows, stops }
}

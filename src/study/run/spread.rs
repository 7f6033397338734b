//! Luck or ignorance: how much of the spread of a metric is due to inputs that are not known.
//!
//! The first replicates are run twice more with the same inputs and other luck. Between these groups of three differ the
//! inputs, within them differs the luck, so that an analysis of variance tells the two apart. Three is the size whose
//! largest error, over all possible splits, is the smallest for a given number of further runs; an eighth of the
//! replicates makes them a quarter of the cost.

use crate::ensemble::{Observer, nested};
use crate::metrics::{Layout, Metric};
use crate::scenario::Valid;
use crate::stats::{VarianceSplit, variance_split};

/// Metrics whose spread is split, where the scenario has them.
const HEADLINES: [Metric; 6] =
    [Metric::NewUsers, Metric::K, Metric::MembersEnd, Metric::Cost, Metric::Cac, Metric::Profit];
/// Further runs of a replicate.
const TIMES: u64 = 2;
/// One in so many replicates is repeated.
const ONE_IN: u64 = 8;
/// So many are enough: the error is below a percent and a half.
const MOST: u64 = 4096;
/// Fewer would tell nothing.
const LEAST: u64 = 50;

/// Replicates to be repeated, of so many.
fn groups(replicates: u64) -> u64 {
    let groups = (replicates / ONE_IN).min(MOST);
    if groups < LEAST { 0 } else { groups }
}

/// Campaigns that a run of so many replicates simulates besides, to tell luck from ignorance: a quarter more at most,
/// and none where every input is known.
#[must_use]
pub fn further_campaigns(scenario: &Valid, replicates: u64) -> u64 {
    if scenario.inputs.is_empty() { 0 } else { groups(replicates) * TIMES }
}

/// The first rows of a run, to be repeated.
pub(super) struct Repeats {
    columns: Vec<usize>,
    metrics: Vec<Metric>,
    rows: Vec<f64>,
}

impl Repeats {
    /// `None` where every input is known.
    pub fn new(scenario: &Valid) -> Option<Repeats> {
        if scenario.inputs.is_empty() {
            return None;
        }
        let layout = Layout::new(&scenario.shape());
        let columns: Vec<usize> = HEADLINES.iter().filter_map(|metric| layout.metric(metric)).collect();
        let metrics = columns.iter().map(|column| layout.metrics[*column].clone()).collect();
        Some(Repeats { columns, metrics, rows: Vec::new() })
    }

    /// Takes the next replicate in.
    pub fn see(&mut self, row: &[f64]) {
        if self.rows.len() < MOST as usize * self.columns.len() {
            self.rows.extend(self.columns.iter().map(|column| row[*column]));
        }
    }

    /// Repeats the first of so many replicates and splits the spread; `None` when the observer wants to stop.
    pub fn split(
        &self,
        scenario: &Valid,
        seed: u64,
        replicates: u64,
        observer: &dyn Observer,
    ) -> Option<Vec<(Metric, VarianceSplit)>> {
        let groups = groups(replicates);
        if groups == 0 {
            return Some(Vec::new());
        }
        let again = nested(scenario, seed, groups, TIMES, &self.columns, observer)?;
        let split = |(place, metric): (usize, &Metric)| {
            let split = variance_split(&self.grouped(&again, place), 1 + TIMES as usize)?;
            // Where it is undefined often, what is left is not the campaign of which everything else tells.
            (split.groups as f64 >= 0.95 * groups as f64).then(|| (metric.clone(), split))
        };
        Some(self.metrics.iter().enumerate().filter_map(split).collect())
    }

    /// The values of the metric at `place`, group by group.
    fn grouped(&self, again: &[f64], place: usize) -> Vec<f64> {
        let width = self.columns.len();
        let groups = self.rows.chunks_exact(width).zip(again.chunks_exact(width * TIMES as usize));
        groups
            .flat_map(|(first, others)| {
                let others = others.iter().skip(place).step_by(width);
                std::iter::once(first[place]).chain(others.copied())
            })
            .collect()
    }
}

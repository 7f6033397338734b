//! Luck or ignorance: how much of the variance of a metric is due to inputs that are not known.
//!
//! The first replicates are run twice more with the same inputs and other luck. Between these groups of three differ the
//! inputs, within them differs the luck, so that an analysis of variance tells the two apart. Three is the size whose
//! largest error, over all possible splits, is the smallest for a given number of further runs; an eighth of the
//! replicates makes them a quarter of the cost.

use crate::ensemble::{Ensemble, HEADLINES, Observer, nested};
use crate::metrics::Metric;
use crate::scenario::Valid;
use crate::stats::{VarianceSplit, variance_split};

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
pub(super) fn further_campaigns(scenario: &Valid, replicates: u64) -> u64 {
    if scenario.inputs.is_empty() { 0 } else { groups(replicates) * TIMES }
}

/// Repeats the first replicates of an ensemble and splits the variance of the headlines; nothing where every input is
/// known. `None` when the observer wants to stop.
pub(super) fn split(
    scenario: &Valid,
    ensemble: &Ensemble,
    observer: &dyn Observer,
) -> Option<Vec<(Metric, VarianceSplit)>> {
    let groups = groups(ensemble.replicates());
    if groups == 0 || scenario.inputs.is_empty() {
        return Some(Vec::new());
    }
    let layout = ensemble.layout();
    let columns: Vec<usize> = HEADLINES.iter().filter_map(|metric| layout.metric(metric)).collect();
    let again = nested(scenario, ensemble.plan.seed, groups, TIMES, &columns, observer)?;
    let split = |(place, column): (usize, &usize)| {
        let others = again.iter().skip(place).step_by(columns.len());
        let values = grouped(ensemble.first_values(*column)?, &others.copied().collect::<Vec<_>>());
        let split = variance_split(&values, 1 + TIMES as usize)?;
        // Where it is undefined often, what is left is not the campaign of which everything else tells.
        (split.groups as f64 >= 0.95 * groups as f64).then(|| (layout.metrics[*column].clone(), split))
    };
    Some(columns.iter().enumerate().filter_map(split).collect())
}

/// Values of a metric group by group: that of the replicate, then those of its nested runs.
fn grouped(first: &[f64], others: &[f64]) -> Vec<f64> {
    let groups = first.iter().zip(others.chunks_exact(TIMES as usize));
    groups.flat_map(|(first, others)| std::iter::once(*first).chain(others.iter().copied())).collect()
}

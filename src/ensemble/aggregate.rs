//! What many replicates of a scenario amount to.
//!
//! Blocks come in by rounds, and every column takes its new values in replicate order. Memory does not grow with the
//! number of replicates beyond [`EXACT`] of them.

use super::block::Block;
use super::columns::{Place, place};
use crate::metrics::{Columns, Layout, Metric, StopReason};
use crate::scenario::Scenario;
use crate::stats::{Moments, Summary, Tally};
use rayon::prelude::*;

/// What many replicates of a scenario amount to.
#[derive(Clone, Debug)]
pub struct Ensemble {
    /// Shape of every replicate.
    pub layout: Layout,
    /// Where its numbers stand.
    pub columns: Columns,
    /// Replicates done.
    pub replicates: u64,
    /// Whether the precision asked for was reached.
    pub precise: bool,
    /// Whether an observer stopped it.
    pub interrupted: bool,
    /// Replicates by stop reason, as in [`StopReason::ALL`].
    pub stops: [u64; StopReason::ALL.len()],
    tallies: Vec<Aggregate>,
    /// Values of the metrics by replicate, as long as there are at most [`EXACT`].
    exact: Option<Vec<Vec<f64>>>,
}

/// Up to so many replicates the metrics are kept and their quantiles are exact; beyond, quantiles come from counts in
/// bins of relative width below 0.2 %.
pub const EXACT: u64 = 1 << 17;

#[derive(Clone, Debug)]
enum Aggregate {
    Distribution(Box<Tally>),
    Mean(Moments),
}

impl Aggregate {
    fn record(&mut self, value: f64) {
        match self {
            Aggregate::Distribution(tally) => tally.record(value),
            Aggregate::Mean(moments) => moments.record(value),
        }
    }
}

impl Ensemble {
    pub(super) fn new(scenario: &Scenario) -> Ensemble {
        let layout = Layout::new(&scenario.shape());
        let columns = Columns::new(&layout);
        let aggregate = |column: usize| match place(&columns, column) {
            Place::Distribution => Aggregate::Distribution(Box::default()),
            Place::Mean => Aggregate::Mean(Moments::default()),
        };
        Ensemble {
            tallies: (0..columns.count()).map(aggregate).collect(),
            exact: Some(vec![Vec::new(); columns.metrics.len()]),
            layout,
            columns,
            replicates: 0,
            precise: false,
            interrupted: false,
            stops: [0; StopReason::ALL.len()],
        }
    }

    /// The summary of a column.
    #[must_use]
    pub fn summary(&self, column: usize) -> Summary {
        if let Some(values) = self.exact_values(column) {
            return Summary::of(values);
        }
        match &self.tallies[column] {
            Aggregate::Distribution(tally) => tally.summary(),
            Aggregate::Mean(moments) => Summary {
                n: moments.count(),
                mean: moments.mean(),
                sd: moments.sd(),
                mcse: moments.standard_error(),
                ..Summary::EMPTY
            },
        }
    }

    /// The values of a metric by replicate, where they were kept.
    #[must_use]
    pub fn exact_values(&self, column: usize) -> Option<&[f64]> {
        self.exact.as_ref()?.get(column).map(Vec::as_slice)
    }

    /// Counts of a column's values in fine bins.
    #[must_use]
    pub fn tally(&self, column: usize) -> Option<&Tally> {
        match &self.tallies[column] {
            Aggregate::Distribution(tally) => Some(tally),
            Aggregate::Mean(_) => None,
        }
    }

    /// Takes the next blocks, each column in replicate order.
    pub(super) fn absorb(&mut self, blocks: &[&Block]) {
        self.tallies.par_iter_mut().enumerate().for_each(|(column, aggregate)| {
            for value in blocks.iter().flat_map(|block| block.column(column)) {
                aggregate.record(*value);
            }
        });
        self.replicates += blocks.iter().map(|block| block.len()).sum::<u64>();
        for stop in blocks.iter().flat_map(|block| &block.stops) {
            self.stops[*stop as usize] += 1;
        }
        if self.replicates > EXACT {
            self.exact = None;
        }
        if let Some(exact) = &mut self.exact {
            for (column, values) in exact.iter_mut().enumerate() {
                values.extend(blocks.iter().flat_map(|block| block.column(column)));
            }
        }
    }

    /// Whether the standard error of the mean number of new users is at most this part of it.
    pub(super) fn is_precise(&self, part: f64) -> bool {
        let tally = self.layout.metric(&Metric::NewUsers).and_then(|column| self.tally(column));
        tally.is_some_and(|tally| {
            let moments = tally.moments();
            moments.mean() > 0.0 && moments.standard_error() <= part * moments.mean()
        })
    }
}

//! Runs replicates in parallel and folds them in order.
//!
//! Replicates are simulated in blocks of fixed size. A block writes its numbers column by column; when a round of
//! blocks is done, every column takes its new values in replicate order. Nothing depends on which thread did what, and
//! memory does not grow with the number of replicates beyond [`EXACT`] of them.

use super::columns::{self, Place, place};
use super::simulator::{BLOCK, Buffers, Simulator};
use crate::metrics::{Columns, Layout, Metric, StopReason};
use crate::scenario::Scenario;
use crate::stats::{Moments, Summary, Tally};
use rayon::prelude::*;
use std::io;

/// What is to be run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Seed.
    pub seed: u64,
    /// Replicates (at most, with `until`).
    pub replicates: u64,
    /// Stop when the standard error of the mean number of new users is below this part of it.
    pub until: Option<f64>,
}

/// Takes the rows of an ensemble in replicate order: (replicate, metrics, stop reason).
pub type RowSink<'a> = &'a mut dyn FnMut(u64, &[f64], StopReason) -> io::Result<()>;

/// Watches an ensemble. Called from many threads.
pub trait Observer: Sync {
    /// `done` more replicates are finished.
    fn advanced(&self, done: u64);
    /// Whether to stop with what is finished.
    fn wants_to_stop(&self) -> bool;
}

/// An observer that says nothing and stops nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {
    fn advanced(&self, _done: u64) {}
    fn wants_to_stop(&self) -> bool {
        false
    }
}

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
    fn new(scenario: &Scenario) -> Ensemble {
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

    /// Takes a round of blocks, each column in replicate order.
    fn absorb(&mut self, blocks: &[Block]) {
        self.tallies.par_iter_mut().enumerate().for_each(|(column, aggregate)| {
            for value in blocks.iter().flat_map(|block| block.column(column)) {
                aggregate.record(*value);
            }
        });
        self.replicates += blocks.iter().map(|block| block.stops.len() as u64).sum::<u64>();
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

    fn is_precise(&self, until: Option<f64>) -> bool {
        let Some(Aggregate::Distribution(tally)) =
            self.layout.metric(&Metric::NewUsers).map(|column| &self.tallies[column])
        else {
            return false;
        };
        let moments = tally.moments();
        until.is_some_and(|until| moments.mean() > 0.0 && moments.standard_error() <= until * moments.mean())
    }
}

/// Blocks per round.
const ROUND: u64 = 32;

/// The numbers of some consecutive replicates, column by column.
struct Block {
    values: Vec<f64>,
    stops: Vec<StopReason>,
}

impl Block {
    fn column(&self, column: usize) -> &[f64] {
        &self.values[column * BLOCK as usize..][..self.stops.len()]
    }

    fn row(&self, replicate: usize, columns: usize, row: &mut Vec<f64>) {
        row.clear();
        row.extend((0..columns).map(|column| self.values[column * BLOCK as usize + replicate]));
    }
}

/// Runs the plan. Rows go to `sink` in replicate order as (replicate, metrics, stop reason); an error of the sink ends
/// the ensemble.
///
/// # Errors
///
/// Whatever `sink` returns.
pub fn run(
    scenario: &Scenario,
    plan: &Plan,
    observer: &dyn Observer,
    sink: RowSink<'_>,
) -> io::Result<Ensemble> {
    let mut ensemble = Ensemble::new(scenario);
    let simulator = Simulator::new(scenario, plan.seed);
    let mut row = Vec::new();
    while ensemble.replicates < plan.replicates && !ensemble.precise && !ensemble.interrupted {
        let begin = ensemble.replicates;
        let blocks: Vec<Block> = (0..ROUND)
            .into_par_iter()
            .map(|block| begin + block * BLOCK)
            .filter(|first| *first < plan.replicates)
            .map_init(
                || simulator.buffers(),
                |buffers, first| {
                    let stretch = (first, BLOCK.min(plan.replicates - first));
                    let block = block(&simulator, &ensemble.columns, buffers, stretch, observer);
                    observer.advanced(block.stops.len() as u64);
                    block
                },
            )
            .collect();
        let finished = unbroken(blocks, plan.replicates - begin);
        ensemble.interrupted = observer.wants_to_stop();
        for (index, block) in finished.iter().enumerate() {
            for (replicate, stop) in block.stops.iter().enumerate() {
                block.row(replicate, ensemble.columns.metrics.len(), &mut row);
                sink(begin + index as u64 * BLOCK + replicate as u64, &row, *stop)?;
            }
        }
        ensemble.absorb(&finished);
        ensemble.precise = ensemble.is_precise(plan.until);
    }
    Ok(ensemble)
}

/// The blocks up to the first that an observer stopped: replicates without a gap.
fn unbroken(blocks: Vec<Block>, wanted: u64) -> Vec<Block> {
    let mut finished = Vec::with_capacity(blocks.len());
    let mut left = wanted;
    for block in blocks {
        let whole = block.stops.len() as u64 == BLOCK.min(left);
        left -= block.stops.len() as u64;
        finished.push(block);
        if !whole {
            break;
        }
    }
    finished
}

/// Simulates `count` replicates from `first` on, as many of them as the observer lets.
fn block(
    simulator: &Simulator<'_>,
    columns: &Columns,
    buffers: &mut Buffers,
    (first, count): (u64, u64),
    observer: &dyn Observer,
) -> Block {
    let mut values = vec![f64::NAN; columns.count() * BLOCK as usize];
    let stops = (0..count)
        .take_while(|_| !observer.wants_to_stop())
        .map(|offset| {
            let outcome = simulator.replicate(first + offset, buffers);
            columns::write(columns, outcome, simulator.layout.minor_per_major, |column, value| {
                values[column * BLOCK as usize + offset as usize] = value;
            });
            outcome.stop
        })
        .collect();
    Block { values, stops }
}

//! A run: replicates of one design, all of whose numbers go into an ensemble, and whose metrics are shown row by row.

use super::aggregate::Ensemble;
use super::block::{Block, tasks};
use super::design::{Design, Kept};
use super::observer::Observer;
use super::plan::Plan;
use super::queue::{Ended, work};
use crate::metrics::{Columns, StopReason};
use crate::scenario::Valid;
use std::io;
use std::ops::ControlFlow;

/// A replicate of a run.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its number, from 0.
    pub replicate: u64,
    /// Its metrics, in the order of the layout; `NaN` where undefined.
    pub metrics: &'a [f64],
    /// Why it stopped growing.
    pub stop: StopReason,
}

/// Takes the rows of a run in replicate order.
pub type RowSink<'a> = &'a mut dyn FnMut(&Row<'_>) -> io::Result<()>;

/// Runs the plan. Rows go to `sink` in replicate order; an error of the sink ends the run.
///
/// # Errors
///
/// Whatever `sink` returns.
pub fn run(
    scenario: &Valid,
    plan: &Plan,
    observer: &dyn Observer,
    sink: RowSink<'_>,
) -> io::Result<Ensemble> {
    let mut ensemble = Ensemble::new(scenario);
    let kept = Kept::Everything(ensemble.columns.clone());
    let design = Design::new(scenario, plan.seed, |_| kept);
    let mut asked = 0;
    let rounds = std::iter::from_fn(|| {
        let begin = asked;
        asked = plan.next_look(begin);
        (begin < asked).then(|| tasks(0, begin..asked).collect())
    });
    let mut rows = Rows { columns: ensemble.columns.clone(), row: Vec::new(), sink };
    let ended = work(&[design], rounds, observer, &mut |round| {
        for done in round {
            rows.show(done.task.first, &done.block)?;
        }
        let blocks: Vec<&Block> = round.iter().map(|done| &done.block).collect();
        ensemble.absorb(&blocks);
        ensemble.precise = plan.until.is_some_and(|until| ensemble.is_precise(until));
        Ok(if ensemble.precise { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    ensemble.interrupted = ended == Ended::Interrupted;
    Ok(ensemble)
}

/// Shows the rows of blocks.
struct Rows<'a> {
    columns: Columns,
    row: Vec<f64>,
    sink: RowSink<'a>,
}

impl Rows<'_> {
    fn show(&mut self, first: u64, block: &Block) -> io::Result<()> {
        for (at, stop) in block.stops.iter().enumerate() {
            block.read(at, self.columns.metrics.clone(), &mut self.row);
            (self.sink)(&Row { replicate: first + at as u64, metrics: &self.row, stop: *stop })?;
        }
        Ok(())
    }
}

//! A run: replicates of one design, all of whose numbers go into an ensemble, and which are shown row by row.

use super::block::{rounds, tasks};
use super::design::{Design, Kept};
use super::observer::Observer;
use super::part::Part;
use super::plan::Plan;
use super::queue::{Done, Ended, work};
use super::recorded::Recorded;
use super::row::{Row, RowSink};
use super::whole::Ensemble;
use crate::scenario::Valid;
use std::io;
use std::ops::{ControlFlow, Range};

/// Blocks of a round of a part.
const ROUND: usize = 32;

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
    let recorded = Recorded::new(scenario);
    let design = Design::new(scenario, plan.seed, |_| Kept::Everything(recorded.columns.clone()));
    let mut ensemble = Ensemble::empty(recorded, plan, plan.fingerprint(scenario));
    let mut shown = Shown { row: Vec::new(), sink };
    let mut asked = 0;
    // No round goes beyond the next look at the precision.
    let rounds = std::iter::from_fn(|| {
        let begin = asked;
        asked = plan.next_look(begin);
        (begin < asked).then(|| tasks(0, begin..asked).collect())
    });
    let ended = work(&[design], rounds, observer, &mut |round| {
        round.iter().try_for_each(|done| shown.show(&ensemble.recorded, done))?;
        ensemble.part.absorb(plan, &ensemble.recorded, round);
        ensemble.precise = ensemble.is_precise();
        Ok(if ensemble.precise { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    ensemble.interrupted = ended == Ended::Interrupted;
    Ok(ensemble)
}

/// These replicates of the plan, as far as it goes and the observer lets. Whether the precision asked for is reached is
/// for whoever has all of them.
#[must_use]
pub fn part(scenario: &Valid, plan: &Plan, replicates: Range<u64>, observer: &dyn Observer) -> Part {
    let recorded = Recorded::new(scenario);
    let design = Design::new(scenario, plan.seed, |_| Kept::Everything(recorded.columns.clone()));
    let mut part = Part::empty(plan.fingerprint(scenario), &recorded);
    let planned = replicates.start..replicates.end.min(plan.replicates);
    let ended = work(&[design], rounds(tasks(0, planned), ROUND), observer, &mut |round| {
        part.absorb(plan, &recorded, round);
        Ok(ControlFlow::Continue(()))
    });
    debug_assert!(ended.is_ok(), "nothing here can fail");
    part
}

/// Shows blocks row by row.
struct Shown<'a> {
    row: Vec<f64>,
    sink: RowSink<'a>,
}

impl Shown<'_> {
    fn show(&mut self, recorded: &Recorded, Done { task, block }: &Done) -> io::Result<()> {
        let (metrics, inputs) = (recorded.columns.metrics.clone(), recorded.inputs.clone());
        for (at, stop) in block.stops.iter().enumerate() {
            block.read(at, metrics.clone().chain(inputs.clone()), &mut self.row);
            let (metrics, inputs) = self.row.split_at(metrics.len());
            (self.sink)(&Row { replicate: task.first + at as u64, metrics, inputs, stop: *stop })?;
        }
        Ok(())
    }
}

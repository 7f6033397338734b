//! Several designs of a campaign on the same replicates: replicate `i` of every design has the same luck, so that
//! differences between designs are known better than the designs themselves.
//!
//! Only the metrics asked for are kept, and those of a bounded number of blocks. What comes out is in a fixed order,
//! replicate by replicate or design by design.

use super::block::{BLOCK, Block, Task, rounds, tasks};
use super::design::{Cell, Design, Kept};
use super::observer::Observer;
use super::queue::{Done, Ended, work};
use crate::metrics::{Layout, Metric, Series};
use crate::scenario::Valid;
use rayon::prelude::*;
use std::io;
use std::ops::ControlFlow;

/// Tasks of a round: enough that the wait for the last of them is short beside the work, few enough that their values
/// are some megabytes.
const ROUND: usize = 1024;

/// Numbers of a round at most, as far as that leaves [`LEAST`] tasks.
const NUMBERS: usize = 1 << 21;

/// Tasks of a round, however many numbers a replicate has.
const LEAST: usize = 256;

/// Designs ready to run, and what is to be kept of them.
#[derive(Debug)]
pub struct Designs<'a> {
    designs: Vec<Design<'a>>,
    replicates: u64,
}

/// The values of one design's replicates in a row, metric by metric in the order asked for; `NaN` where undefined, and
/// where the design has no such metric.
pub type Values = Vec<Vec<f64>>;

/// How an ensemble of several designs ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What was handed out: replicates, or designs.
    pub done: u64,
    /// Whether an observer stopped it.
    pub interrupted: bool,
}

impl<'a> Designs<'a> {
    /// Prepares these designs; `metrics` are kept of them.
    #[must_use]
    pub fn new(designs: &'a [Valid], metrics: &[Metric], seed: u64, replicates: u64) -> Designs<'a> {
        Designs::keeping(designs, seed, replicates, |layout| cells_of(metrics, layout).collect())
    }

    /// Prepares these designs; behind `metrics` stand the values of `series`, point by point of the layout, and what is
    /// spent, line by line of the layout.
    #[must_use]
    pub fn with_courses(
        designs: &'a [Valid],
        metrics: &[Metric],
        series: Series,
        seed: u64,
        replicates: u64,
    ) -> Designs<'a> {
        Designs::keeping(designs, seed, replicates, |layout| {
            let place = layout.series(series);
            let begin = |point: usize| layout.metrics.len() + point * layout.series.len();
            let course = (0..layout.points.len()).map(|point| Some(Cell::Value(begin(point) + place?)));
            let spent = (0..layout.lines.len()).map(|line| Some(Cell::Spent(line)));
            cells_of(metrics, layout).chain(course).chain(spent).collect()
        })
    }

    /// Prepares these designs; all metrics of each are kept, in the order of its own layout.
    #[must_use]
    pub fn with_all_metrics(designs: &'a [Valid], seed: u64, replicates: u64) -> Designs<'a> {
        Designs::keeping(designs, seed, replicates, |layout| {
            (0..layout.metrics.len()).map(|metric| Some(Cell::Value(metric))).collect()
        })
    }

    /// Prepares these designs; `places` says what of a layout is kept.
    fn keeping(
        designs: &'a [Valid],
        seed: u64,
        replicates: u64,
        places: impl Fn(&Layout) -> Vec<Option<Cell>> + Sync,
    ) -> Designs<'a> {
        let ready = |scenario| Design::new(scenario, seed, |layout| Kept::Cells(places(layout)));
        Designs { designs: designs.par_iter().map(ready).collect(), replicates }
    }

    /// What a replicate of a design yields.
    #[must_use]
    pub fn layout(&self, design: usize) -> &Layout {
        &self.designs[design].layout
    }

    /// Runs all designs side by side. `sink` takes the next replicates of every design, `values[design][metric]`, in
    /// replicate order; what an observer stops ends with the last replicate that every design has finished.
    ///
    /// # Errors
    ///
    /// Whatever `sink` returns.
    pub fn side_by_side(
        &self,
        observer: &dyn Observer,
        sink: &mut dyn FnMut(&[Values]) -> io::Result<()>,
    ) -> io::Result<Progress> {
        let designs = self.designs.len();
        let stretch = BLOCK * (self.tasks_of_a_round() / designs.max(1)).max(1) as u64;
        let replicates = if designs == 0 { 0 } else { self.replicates };
        let mut asked = 0;
        let rounds = std::iter::from_fn(|| {
            let begin = asked;
            asked = replicates.min(begin + stretch);
            (begin < asked).then(|| self.all_of(begin..asked).collect())
        });
        let mut done = 0;
        let ended = work(&self.designs, rounds, observer, &mut |round| {
            let whole = round.iter().take_while(|done| done.is_whole()).count() / designs * designs;
            let whole = &round[..whole];
            let mut values: Vec<Values> = vec![Values::new(); designs];
            whole.iter().for_each(|Done { task, block }| self.append(&mut values[task.design], task, block));
            done += whole.iter().step_by(designs).map(|done| done.task.count).sum::<u64>();
            if !whole.is_empty() {
                sink(&values)?;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(Progress { done, interrupted: ended == Ended::Interrupted })
    }

    /// Runs these designs one after the other, on all threads. `sink` takes each as soon as it and those before it are
    /// complete; a design that an observer stops, and those after it, are not handed out.
    ///
    /// # Errors
    ///
    /// Whatever `sink` returns.
    pub fn in_turn(
        &self,
        which: &[usize],
        observer: &dyn Observer,
        sink: &mut dyn FnMut(usize, &Values) -> io::Result<()>,
    ) -> io::Result<Progress> {
        let queue = which.iter().flat_map(|&design| tasks(design, 0..self.replicates));
        let (mut done, mut current) = (0, Values::new());
        let ended = work(&self.designs, rounds(queue, ROUND), observer, &mut |round| {
            for Done { task, block } in round.iter().take_while(|done| done.is_whole()) {
                self.append(&mut current, task, block);
                if task.first + task.count == self.replicates {
                    sink(task.design, &current)?;
                    current.clear();
                    done += 1;
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(Progress { done, interrupted: ended == Ended::Interrupted })
    }

    fn tasks_of_a_round(&self) -> usize {
        let widest = self.designs.iter().map(Design::width).max().unwrap_or(0).max(1);
        (NUMBERS / (BLOCK as usize * widest)).clamp(LEAST, ROUND)
    }

    /// The blocks of these replicates, of all designs before the next block.
    fn all_of(&self, replicates: std::ops::Range<u64>) -> impl Iterator<Item = Task> {
        let designs = self.designs.len();
        tasks(0, replicates).flat_map(move |task| (0..designs).map(move |design| Task { design, ..task }))
    }

    fn append(&self, values: &mut Values, task: &Task, block: &Block) {
        let width = self.designs[task.design].width();
        values.resize_with(width, Vec::new);
        for (column, values) in values.iter_mut().enumerate() {
            values.extend_from_slice(block.column(column));
        }
    }
}

/// Where these metrics stand.
fn cells_of(metrics: &[Metric], layout: &Layout) -> impl Iterator<Item = Option<Cell>> {
    metrics.iter().map(|metric| layout.metric(metric).map(Cell::Value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::{Silent, sample};
    use crate::scenario::{Scenario, Trigger};
    use std::sync::atomic::{AtomicU64, Ordering};

    const METRICS: [Metric; 4] = [Metric::NewUsers, Metric::Cost, Metric::Reached(2), Metric::Reached(9)];

    fn designs() -> Vec<Valid> {
        let base = "
            name: designs
            days: 5
            seeds: 40
            share: { reward: { max: 0.8, half: 2 } }
            contacts: 5
            join: 0.1 to 0.2
            incentive: [{ to: inviter, when: { invites: 1 }, value: 5, cost: 2 }]
        ";
        let base = Scenario::from_yaml(base).unwrap();
        let farther = base.changed(|design| design.incentive[0].when = Trigger::Invites(2)).unwrap();
        let longer = base.changed(|design| design.clock.steps = 8).unwrap();
        vec![base, farther, longer]
    }

    /// `values[design][metric]` by either way of running.
    fn collected(replicates: u64, in_turn: bool) -> Vec<Values> {
        let designs = designs();
        let runs = Designs::new(&designs, &METRICS, 7, replicates);
        let mut all = vec![Values::new(); designs.len()];
        let progress = if in_turn {
            runs.in_turn(&[0, 1, 2], &Silent, &mut |design, values| {
                all[design] = values.clone();
                Ok(())
            })
        } else {
            runs.side_by_side(&Silent, &mut |values| {
                for (all, values) in all.iter_mut().zip(values) {
                    all.resize_with(values.len(), Vec::new);
                    all.iter_mut().zip(values).for_each(|(all, values)| all.extend(values));
                }
                Ok(())
            })
        };
        assert!(!progress.unwrap().interrupted);
        all
    }

    fn bits(values: &[f64]) -> Vec<u64> {
        values.iter().map(|value| value.to_bits()).collect()
    }

    #[test]
    fn every_design_runs_as_it_does_alone() {
        for replicates in [1, 64, 150] {
            for in_turn in [false, true] {
                let runs = collected(replicates, in_turn);
                for (values, design) in runs.iter().zip(&designs()) {
                    let alone = sample(design, 7, replicates);
                    for (values, metric) in values.iter().zip(&METRICS) {
                        let nothing = vec![f64::NAN; replicates as usize];
                        let alone = alone.column(metric).unwrap_or(nothing);
                        assert_eq!(bits(values), bits(&alone), "{metric:?}, {replicates}, {in_turn}");
                    }
                }
            }
        }
    }

    #[test]
    fn all_metrics_are_those_of_each_layout() {
        let designs = designs();
        let runs = Designs::with_all_metrics(&designs, 7, 70);
        let progress = runs.in_turn(&[2, 0], &Silent, &mut |design, values| {
            let alone = sample(&designs[design], 7, 70);
            assert_eq!(runs.layout(design).metrics, alone.metrics);
            for (metric, values) in alone.metrics.iter().zip(values) {
                assert_eq!(bits(values), bits(&alone.column(metric).unwrap()), "{metric:?}");
            }
            Ok(())
        });
        assert_eq!(progress.unwrap().done, 2);
    }

    #[test]
    fn rounds_follow_each_other_without_a_seam() {
        let designs = designs();
        let replicates = BLOCK * (ROUND as u64 / 3) + 5;
        let runs = Designs::new(&designs, &[Metric::NewUsers], 7, replicates);
        let mut lengths = Vec::new();
        let progress = runs.side_by_side(&Silent, &mut |values| {
            lengths.push(values.iter().map(|values| values[0].len() as u64).collect::<Vec<_>>());
            Ok(())
        });
        assert_eq!(progress.unwrap().done, replicates);
        assert_eq!(lengths, [vec![replicates - 5; 3], vec![5; 3]]);
    }

    #[test]
    fn threads_do_not_matter() {
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let values = pool.install(|| collected(300, false));
            values.iter().flatten().flat_map(|values| bits(values)).collect::<Vec<_>>()
        };
        assert_eq!(on(1), on(2));
        assert_eq!(on(1), on(8));
    }

    /// Stops after so many replicates.
    struct Impatient {
        left: u64,
        seen: AtomicU64,
    }

    impl Observer for Impatient {
        fn advanced(&self, done: u64) {
            self.seen.fetch_add(done, Ordering::Relaxed);
        }
        fn wants_to_stop(&self) -> bool {
            self.seen.load(Ordering::Relaxed) >= self.left
        }
    }

    /// On one thread, where what is stopped is known.
    #[test]
    fn what_is_stopped_is_whole_as_far_as_it_goes() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        pool.install(stop_both_ways);
    }

    fn stop_both_ways() {
        let designs = designs();
        let runs = Designs::new(&designs, &METRICS, 7, 1_000);
        let impatient = || Impatient { left: 7 * BLOCK, seen: AtomicU64::new(0) };
        let mut seen = Vec::new();
        let progress = runs.side_by_side(&impatient(), &mut |values| {
            seen = values.to_vec();
            Ok(())
        });
        let Progress { done, interrupted } = progress.unwrap();
        assert_eq!((done, interrupted), (2 * BLOCK, true));
        let whole = collected(done, false);
        assert_eq!(bits(&seen[2][1]), bits(&whole[2][1]));

        let patience = Impatient { left: 20 * BLOCK, seen: AtomicU64::new(0) };
        let mut finished = Vec::new();
        let progress = runs.in_turn(&[1, 0, 2], &patience, &mut |design, _| {
            finished.push(design);
            Ok(())
        });
        assert_eq!((progress.unwrap(), finished), (Progress { done: 1, interrupted: true }, vec![1]));
    }
}

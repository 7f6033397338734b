//! Runs several designs of a campaign on the same replicates: replicate `i` of every design has the same luck, so that
//! differences between designs are known better than the designs themselves.
//!
//! The work is one queue of tasks, a block of replicates of one design each, that all threads take from: no
//! thread idles at the end of a design. Only the metrics asked for are kept, and those of a bounded number of tasks.
//! What comes out is in a fixed order and does not depend on the number of threads.

use super::driver::Observer;
use super::simulator::{BLOCK, Simulator};
use crate::metrics::{Layout, Metric};
use crate::scenario::Scenario;
use rayon::prelude::*;
use std::io;

/// Tasks after which the values are handed out: enough that the wait for the last of them is short beside the work,
/// few enough that their values are some megabytes.
const ROUND: usize = 1024;

/// Designs ready to run, and what is to be kept of them.
#[derive(Debug)]
pub struct Several<'a> {
    simulators: Vec<Simulator<'a>>,
    /// By design and metric: its place in the design's layout.
    places: Vec<Vec<Option<usize>>>,
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

/// Some replicates of one design.
#[derive(Clone, Copy, Debug)]
struct Task {
    design: usize,
    first: u64,
    count: u64,
}

impl<'a> Several<'a> {
    /// Prepares these designs; `metrics` are kept of them.
    #[must_use]
    pub fn new(designs: &'a [Scenario], metrics: &[Metric], seed: u64, replicates: u64) -> Several<'a> {
        Several::keeping(designs, seed, replicates, |layout| {
            metrics.iter().map(|metric| layout.metric(metric)).collect()
        })
    }

    /// Prepares these designs; all metrics of each are kept, in the order of its own layout.
    #[must_use]
    pub fn with_all_metrics(designs: &'a [Scenario], seed: u64, replicates: u64) -> Several<'a> {
        Several::keeping(designs, seed, replicates, |layout| (0..layout.metrics.len()).map(Some).collect())
    }

    /// Prepares these designs; `places` says which metrics of a layout are kept.
    fn keeping(
        designs: &'a [Scenario],
        seed: u64,
        replicates: u64,
        places: impl Fn(&Layout) -> Vec<Option<usize>>,
    ) -> Several<'a> {
        let simulators: Vec<_> = designs.par_iter().map(|scenario| Simulator::new(scenario, seed)).collect();
        let places = simulators.iter().map(|simulator| places(&simulator.layout)).collect();
        Several { simulators, places, replicates }
    }

    /// What a replicate of a design yields.
    #[must_use]
    pub fn layout(&self, design: usize) -> &Layout {
        &self.simulators[design].layout
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
        let designs = self.simulators.len();
        let stretch = BLOCK * (ROUND / designs.max(1)).max(1) as u64;
        let mut done = 0;
        while done < self.replicates && designs > 0 {
            let end = self.replicates.min(done + stretch);
            let tasks: Vec<Task> = blocks(done..end)
                .flat_map(|(first, count)| (0..designs).map(move |design| Task { design, first, count }))
                .collect();
            let finished = self.round(&tasks, observer);
            let whole = finished.iter().take_while(|values| values.is_some()).count() / designs * designs;
            let mut values = vec![Values::new(); designs];
            for (task, block) in tasks.iter().zip(finished.into_iter().take(whole).flatten()) {
                append(&mut values[task.design], block);
            }
            done += tasks[..whole].iter().step_by(designs).map(|task| task.count).sum::<u64>();
            if whole > 0 {
                sink(&values)?;
            }
            if whole < tasks.len() {
                return Ok(Progress { done, interrupted: true });
            }
        }
        Ok(Progress { done, interrupted: false })
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
        let mut queue = which.iter().flat_map(|&design| {
            blocks(0..self.replicates).map(move |(first, count)| Task { design, first, count })
        });
        let (mut done, mut current) = (0, Values::new());
        loop {
            let tasks: Vec<Task> = queue.by_ref().take(ROUND).collect();
            if tasks.is_empty() {
                return Ok(Progress { done, interrupted: false });
            }
            for (task, block) in tasks.iter().zip(self.round(&tasks, observer)) {
                let Some(block) = block else {
                    return Ok(Progress { done, interrupted: true });
                };
                append(&mut current, block);
                if task.first + task.count == self.replicates {
                    sink(task.design, &current)?;
                    current.clear();
                    done += 1;
                }
            }
        }
    }

    /// The values of every task, in order; none of a task that the observer stopped. Threads take the tasks in order,
    /// so that what is stopped are the last.
    fn round(&self, tasks: &[Task], observer: &dyn Observer) -> Vec<Option<Values>> {
        let mut finished: Vec<(usize, Option<Values>)> = tasks
            .iter()
            .enumerate()
            .par_bridge()
            .map(|(index, task)| {
                let values = self.block(task, observer);
                observer.advanced(values.as_ref().map_or(0, |_| task.count));
                (index, values)
            })
            .collect();
        finished.sort_unstable_by_key(|(index, _)| *index);
        finished.into_iter().map(|(_, values)| values).collect()
    }

    fn block(&self, task: &Task, observer: &dyn Observer) -> Option<Values> {
        let (simulator, places) = (&self.simulators[task.design], &self.places[task.design]);
        let mut values = vec![Vec::with_capacity(task.count as usize); places.len()];
        let mut buffers = simulator.buffers();
        for replicate in task.first..task.first + task.count {
            if observer.wants_to_stop() {
                return None;
            }
            let outcome = simulator.replicate(replicate, &mut buffers);
            for (values, place) in values.iter_mut().zip(places) {
                values.push(place.map_or(f64::NAN, |place| outcome.metrics[place]));
            }
        }
        Some(values)
    }
}

/// A stretch of replicates in blocks: (first, count).
fn blocks(replicates: std::ops::Range<u64>) -> impl Iterator<Item = (u64, u64)> {
    let end = replicates.end;
    replicates.step_by(BLOCK as usize).map(move |first| (first, BLOCK.min(end - first)))
}

fn append(values: &mut Values, block: Values) {
    values.resize_with(block.len(), Vec::new);
    for (values, mut block) in values.iter_mut().zip(block) {
        values.append(&mut block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::{Silent, sample};
    use crate::scenario::Trigger;
    use std::sync::atomic::{AtomicU64, Ordering};

    const METRICS: [Metric; 4] = [Metric::NewUsers, Metric::Cost, Metric::Reached(2), Metric::Reached(9)];

    fn designs() -> Vec<Scenario> {
        let base = "
            name: several
            days: 5
            seeds: 40
            share: { reward: { max: 0.8, half: 2 } }
            contacts: 5
            join: 0.1 to 0.2
            incentive: [{ to: inviter, when: { invites: 1 }, value: 5, cost: 2 }]
        ";
        let base = Scenario::from_yaml(base).unwrap();
        let mut farther = base.clone();
        farther.incentive[0].when = Trigger::Invites(2);
        let mut longer = base.clone();
        longer.clock.steps = 8;
        vec![base, farther, longer]
    }

    /// `values[design][metric]` by either way of running.
    fn collected(replicates: u64, in_turn: bool) -> Vec<Values> {
        let designs = designs();
        let several = Several::new(&designs, &METRICS, 7, replicates);
        let mut all = vec![Values::new(); designs.len()];
        let progress = if in_turn {
            several.in_turn(&[0, 1, 2], &Silent, &mut |design, values| {
                all[design] = values.clone();
                Ok(())
            })
        } else {
            several.side_by_side(&Silent, &mut |values| {
                for (all, values) in all.iter_mut().zip(values) {
                    append(all, values.clone());
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
                let several = collected(replicates, in_turn);
                for (values, design) in several.iter().zip(&designs()) {
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
        let several = Several::with_all_metrics(&designs, 7, 70);
        let progress = several.in_turn(&[2, 0], &Silent, &mut |design, values| {
            let alone = sample(&designs[design], 7, 70);
            assert_eq!(several.layout(design).metrics, alone.metrics);
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
        let several = Several::new(&designs, &[Metric::NewUsers], 7, replicates);
        let mut lengths = Vec::new();
        let progress = several.side_by_side(&Silent, &mut |values| {
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
        let several = Several::new(&designs, &METRICS, 7, 1_000);
        let impatient = || Impatient { left: 7 * BLOCK, seen: AtomicU64::new(0) };
        let mut seen = Vec::new();
        let progress = several.side_by_side(&impatient(), &mut |values| {
            seen = values.to_vec();
            Ok(())
        });
        let Progress { done, interrupted } = progress.unwrap();
        assert_eq!((done, interrupted), (2 * BLOCK, true));
        let whole = collected(done, false);
        assert_eq!(bits(&seen[2][1]), bits(&whole[2][1]));

        let patience = Impatient { left: 20 * BLOCK, seen: AtomicU64::new(0) };
        let mut finished = Vec::new();
        let progress = several.in_turn(&[1, 0, 2], &patience, &mut |design, _| {
            finished.push(design);
            Ok(())
        });
        assert_eq!((progress.unwrap(), finished), (Progress { done: 1, interrupted: true }, vec![1]));
    }
}

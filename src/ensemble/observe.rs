//! Visits replicates one by one, in order, and keeps nothing: for studies that ask for more replicates as they learn.

use super::driver::Observer;
use super::simulator::{BLOCK, Simulator};
use crate::metrics::Layout;
use crate::scenario::Scenario;
use rayon::prelude::*;
use std::ops::Range;

/// Blocks per round.
const ROUND: u64 = 32;

/// A scenario whose replicates can be visited.
#[derive(Debug)]
pub struct Visits<'a> {
    simulator: Simulator<'a>,
}

impl<'a> Visits<'a> {
    /// Prepares a scenario. Its timeline is read at the points of a run and at the end of `steps`, which lie within the
    /// horizon. Where `steps` adds points, replicates are other ones than those of a run: of the same law, but what
    /// happens after a campaign has stopped is drawn from point to point.
    #[must_use]
    pub fn new(scenario: &'a Scenario, seed: u64, steps: &[u32]) -> Visits<'a> {
        let mut simulator = Simulator::new(scenario, seed);
        let points = &mut simulator.layout.points;
        points.extend(steps.iter().filter(|step| **step < scenario.clock.steps));
        points.sort_unstable();
        points.dedup();
        Visits { simulator }
    }

    /// What a replicate yields.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.simulator.layout
    }

    /// Simulates these replicates and shows them to `visitor`, in order, as (metrics, timeline): the timeline point by
    /// point as in [`Outcome`](crate::engine::Outcome). Returns whether all were shown; an observer may stop it.
    pub fn visit(
        &self,
        replicates: Range<u64>,
        observer: &dyn Observer,
        visitor: &mut dyn FnMut(&[f64], &[f64]),
    ) -> bool {
        let firsts: Vec<u64> = replicates.clone().step_by(BLOCK as usize).collect();
        for round in firsts.chunks(ROUND as usize) {
            let blocks: Vec<Option<Vec<f64>>> = round
                .par_iter()
                .map(|first| self.block(*first..replicates.end.min(first + BLOCK), observer))
                .collect();
            for block in blocks {
                let Some(block) = block else { return false };
                for row in block.chunks(self.width()) {
                    let (metrics, timeline) = row.split_at(self.layout().metrics.len());
                    visitor(metrics, timeline);
                }
            }
        }
        true
    }

    /// Numbers in a row.
    fn width(&self) -> usize {
        self.layout().metrics.len() + self.layout().points.len() * self.layout().series.len()
    }

    /// The rows of these replicates one after the other; none if the observer stopped it.
    fn block(&self, replicates: Range<u64>, observer: &dyn Observer) -> Option<Vec<f64>> {
        let mut buffers = self.simulator.buffers();
        let count = replicates.end - replicates.start;
        let mut rows = Vec::with_capacity(count as usize * self.width());
        for replicate in replicates {
            if observer.wants_to_stop() {
                return None;
            }
            let outcome = self.simulator.replicate(replicate, &mut buffers);
            rows.extend(outcome.metrics.iter().chain(&outcome.timeline));
        }
        observer.advanced(count);
        Some(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::{Silent, sample};
    use crate::metrics::{Metric, Series};

    fn scenario() -> Scenario {
        let text =
            "{ name: visits, days: 9, seeds: 40, share: 0.5, contacts: 5, join: 0.1 to 0.2, churn: 0.1 }";
        Scenario::from_yaml(text).unwrap()
    }

    #[test]
    fn visits_see_the_replicates_of_a_run_in_order() {
        let scenario = scenario();
        let visits = Visits::new(&scenario, 7, &[]);
        let mut rows = Vec::new();
        let mut visitor = |metrics: &[f64], _: &[f64]| rows.push(metrics.to_vec());
        assert!(visits.visit(0..130, &Silent, &mut visitor));
        assert!(visits.visit(130..150, &Silent, &mut visitor));
        let run = sample(&scenario, 7, 150).rows;
        assert_eq!(rows.len(), run.len());
        for (replicate, (seen, expected)) in rows.iter().zip(&run).enumerate() {
            for ((seen, expected), metric) in seen.iter().zip(expected).zip(&visits.layout().metrics) {
                assert_eq!(seen.to_bits(), expected.to_bits(), "{metric:?} of {replicate}");
            }
        }
    }

    #[test]
    fn the_timeline_is_read_where_it_was_asked_for() {
        let mut scenario = scenario();
        scenario.clock.steps = 207;
        let standard = Visits::new(&scenario, 7, &[]).layout().points.clone();
        assert!(!standard.contains(&6) && standard.contains(&206));
        let visits = Visits::new(&scenario, 7, &[6, 206, 999]);
        let points = &visits.layout().points;
        assert_eq!(points.len(), standard.len() + 1);
        let place = points.iter().position(|point| *point == 6).unwrap();
        let users = visits.layout().metric(&Metric::NewUsers).unwrap();
        let series = visits.layout().series(Series::NewUsers).unwrap();
        let width = visits.layout().series.len();
        visits.visit(0..100, &Silent, &mut |metrics, timeline| {
            let at = |point: usize| timeline[point * width + series];
            assert!(at(0) <= at(place) && at(place) <= at(points.len() - 1));
            assert_eq!(at(points.len() - 1), metrics[users]);
        });
    }
}

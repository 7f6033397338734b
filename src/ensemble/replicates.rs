//! The rows of replicates one by one, in order, of which nothing is kept: for studies that ask for more replicates as
//! they learn.

use super::block::{rounds, tasks};
use super::design::{Cell, Design, Kept};
use super::observer::Observer;
use super::queue::{Done, Ended, work};
use crate::metrics::Layout;
use crate::scenario::Valid;
use std::ops::{ControlFlow, Range};

/// Blocks of a round.
const ROUND: usize = 32;

/// A scenario whose replicates can be shown.
#[derive(Debug)]
pub struct Replicates<'a> {
    design: [Design<'a>; 1],
}

impl<'a> Replicates<'a> {
    /// Prepares a scenario. Its timeline is read at the points of a run and at the end of `steps`, which lie within the
    /// horizon. Where `steps` adds points, replicates are other ones than those of a run: of the same law, but what
    /// happens after a campaign has stopped is drawn from point to point.
    #[must_use]
    pub fn new(scenario: &'a Valid, seed: u64, steps: &[u32]) -> Replicates<'a> {
        let mut layout = Layout::new(&scenario.shape());
        let points = &mut layout.points;
        points.extend(steps.iter().filter(|step| **step < scenario.clock.steps));
        points.sort_unstable();
        points.dedup();
        let kept = |layout: &Layout| {
            let cells = layout.metrics.len() + layout.points.len() * layout.series.len();
            Kept::Cells((0..cells).map(|cell| Some(Cell::Value(cell))).collect())
        };
        Replicates { design: [Design::with_layout(scenario, seed, layout, kept)] }
    }

    /// What a replicate yields.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.design[0].layout
    }

    /// Simulates these replicates and shows them to `visitor`, in order, as (metrics, timeline): the timeline point by
    /// point as in [`Outcome`](crate::engine::Outcome). Returns whether all were shown; an observer may stop it, and then
    /// the block that it stopped is not shown.
    pub fn visit(
        &self,
        replicates: Range<u64>,
        observer: &dyn Observer,
        visitor: &mut dyn FnMut(&[f64], &[f64]),
    ) -> bool {
        let rounds = rounds(tasks(0, replicates), ROUND);
        let (width, mut row) = (self.design[0].width(), Vec::new());
        let ended = work(&self.design, rounds, observer, &mut |round| {
            for Done { block, .. } in round.iter().take_while(|done| done.is_whole()) {
                for replicate in 0..block.stops.len() {
                    block.read(replicate, 0..width, &mut row);
                    let (metrics, timeline) = row.split_at(self.layout().metrics.len());
                    visitor(metrics, timeline);
                }
            }
            Ok(ControlFlow::Continue(()))
        });
        // The visitor cannot fail, so an error cannot come back.
        ended.is_ok_and(|ended| ended == Ended::Complete)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::{Silent, sample};
    use crate::metrics::{Metric, Series};
    use crate::scenario::Scenario;
    use std::sync::atomic::{AtomicU64, Ordering};

    fn scenario() -> Valid {
        let text =
            "{ name: shown, days: 9, seeds: 40, share: 0.5, contacts: 5, join: 0.1 to 0.2, churn: 0.1 }";
        Scenario::from_yaml(text).unwrap()
    }

    #[test]
    fn visitors_see_the_replicates_of_a_run_in_order() {
        let scenario = scenario();
        let replicates = Replicates::new(&scenario, 7, &[]);
        let mut seen = Vec::new();
        let mut visitor = |metrics: &[f64], _: &[f64]| seen.push(metrics.to_vec());
        assert!(replicates.visit(0..130, &Silent, &mut visitor));
        assert!(replicates.visit(130..150, &Silent, &mut visitor));
        let run = sample(&scenario, 7, 150).rows;
        assert_eq!(seen.len(), run.len());
        for (replicate, (seen, expected)) in seen.iter().zip(&run).enumerate() {
            for ((seen, expected), metric) in seen.iter().zip(expected).zip(&replicates.layout().metrics) {
                assert_eq!(seen.to_bits(), expected.to_bits(), "{metric:?} of {replicate}");
            }
        }
    }

    #[test]
    fn the_timeline_is_read_where_it_was_asked_for() {
        let scenario = scenario().changed(|scenario| scenario.clock.steps = 207).unwrap();
        let standard = Replicates::new(&scenario, 7, &[]).layout().points.clone();
        assert!(!standard.contains(&6) && standard.contains(&206));
        let replicates = Replicates::new(&scenario, 7, &[6, 206, 999]);
        let points = &replicates.layout().points;
        assert_eq!(points.len(), standard.len() + 1);
        let place = points.iter().position(|point| *point == 6).unwrap();
        let users = replicates.layout().metric(&Metric::NewUsers).unwrap();
        let series = replicates.layout().series(Series::NewUsers).unwrap();
        let width = replicates.layout().series.len();
        replicates.visit(0..100, &Silent, &mut |metrics, timeline| {
            let at = |point: usize| timeline[point * width + series];
            assert!(at(0) <= at(place) && at(place) <= at(points.len() - 1));
            assert_eq!(at(points.len() - 1), metrics[users]);
        });
    }

    /// Stops after it was asked so often.
    struct Asked(AtomicU64);

    impl Observer for Asked {
        fn advanced(&self, _: u64) {}
        fn wants_to_stop(&self) -> bool {
            self.0.fetch_add(1, Ordering::Relaxed) >= 5
        }
    }

    /// A replicate of many steps is left in the middle, and not shown.
    #[test]
    fn nobody_waits_for_the_end_of_a_replicate() {
        for more in ["", ", incentive: [{ to: inviter, when: { invites: 2 }, value: 1, cost: 1 }]"] {
            let text = format!(
                "{{ name: long, days: 3_000, seeds: 9, share: 0.1, contacts: 2, join: 0.1, inflow: 3{more} }}"
            );
            let scenario = Scenario::from_yaml(&text).unwrap();
            let (asked, mut shown) = (Asked(AtomicU64::new(0)), 0);
            let whole = Replicates::new(&scenario, 1, &[]).visit(0..500, &asked, &mut |_, _| shown += 1);
            assert_eq!((whole, shown), (false, 0));
            assert!(asked.0.into_inner() < 300, "once by each task and thread, not by every step");
        }
    }
}

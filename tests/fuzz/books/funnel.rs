//! The funnel: of those reached, fewer pass every stage.

use super::{Replicate, near};
use kfactor::metrics::Metric;

/// No more people pass a stage than came to it, by every way of sharing and in all; what a segment reaches and wins by its ways is all
/// that it does.
pub fn funnel_narrows(replicate: &Replicate<'_>) {
    let Replicate { layout, outcome, .. } = replicate;
    let mut stages = vec![0_u64; layout.stages.len()];
    let mut exposures = 0_u64;
    for (counts, places) in outcome.funnels.iter().zip(&layout.stage_of) {
        let passed: Vec<u64> = [counts.exposures].into_iter().chain(counts.stages.iter().copied()).collect();
        let narrows = passed.is_sorted_by(|before, after| before >= after);
        assert!(narrows && passed.last() >= Some(&counts.accepted), "{counts:?}");
        for (passed, place) in counts.stages.iter().zip(places) {
            stages[*place] = stages[*place].saturating_add(*passed);
        }
        exposures = exposures.saturating_add(counts.exposures);
    }
    let of_segments = outcome.segments.iter().fold(0_u64, |sum, of| sum.saturating_add(of.exposures));
    let [by_ways, by_segments] = [
        outcome.funnels.iter().map(|of| of.accepted).sum::<u64>(),
        outcome.segments.iter().map(|of| of.accepted).sum::<u64>(),
    ];
    assert_eq!((exposures, by_ways), (of_segments, by_segments));
    near(exposures as f64, replicate.metric(&Metric::Exposures), "exposures");
    for (name, passed) in layout.stages.iter().zip(stages) {
        near(passed as f64, replicate.metric(&Metric::Stage(name.clone())), name);
    }
}

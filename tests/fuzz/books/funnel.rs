//! The funnel: of those reached, fewer pass every stage.

use super::{Replicate, near};
use kfactor::metrics::Metric;

/// No more people pass a stage than came to it, in every segment and in all.
pub fn funnel_narrows(replicate: &Replicate<'_>) {
    let Replicate { layout, outcome, .. } = replicate;
    let mut stages = vec![0_u64; layout.stages.len()];
    let mut exposures = 0_u64;
    for (counts, places) in outcome.segments.iter().zip(&layout.stage_of) {
        let passed: Vec<u64> = [counts.exposures].into_iter().chain(counts.stages.iter().copied()).collect();
        let narrows = passed.is_sorted_by(|before, after| before >= after);
        assert!(narrows && passed.last() >= Some(&counts.accepted), "{counts:?}");
        for (passed, place) in counts.stages.iter().zip(places) {
            stages[*place] = stages[*place].saturating_add(*passed);
        }
        exposures = exposures.saturating_add(counts.exposures);
    }
    near(exposures as f64, replicate.metric(&Metric::Exposures), "exposures");
    for (name, passed) in layout.stages.iter().zip(stages) {
        near(passed as f64, replicate.metric(&Metric::Stage(name.clone())), name);
    }
}

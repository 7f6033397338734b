//! The funnel, when the campaign is over: how far the contacts came who did not accept.

use super::Record;
use crate::engine::now::Step;
use crate::metrics::SegmentCounts;
use crate::rng::{Purpose, Stream, binomial, lane, poisson, split};

impl Record<'_> {
    /// Draws what became of the contacts who did not accept, and adds the segments up; members of a segment
    /// are `present`.
    pub(super) fn count_funnel(&mut self, at: Step<'_>, present: impl Fn(usize) -> u64) {
        for (segment, tally) in self.kept.tally.iter().enumerate() {
            let model = &at.model.segments[segment];
            let mut stream = at.key.stream(Purpose::Funnel, u32::MAX, lane::of_segment(segment));
            let failed_by_chance = poisson(&mut stream, tally.failed_intensity);
            let failed = tally.failed.saturating_add(failed_by_chance);
            let mut expired = tally.expired;
            if tally.expired_intensity > 0.0 {
                let part = (tally.expired_intensity / tally.failed_intensity).min(1.0);
                expired += binomial(&mut stream, failed_by_chance, part);
            }
            let dropped = dropped_by_stage(&mut stream, &model.stages, tally.intensity, tally.dropped);
            let counts = &mut self.outcome.segments[segment];
            let mut passed = tally.accepted.saturating_add(failed);
            let totals = &mut self.kept.totals;
            for (stage, dropped) in dropped.iter().enumerate().rev() {
                counts.stages[stage] = passed;
                let all = &mut totals.stages[at.layout.stage_of[segment][stage]];
                *all = all.saturating_add(passed);
                passed = passed.saturating_add(*dropped);
            }
            let sharers = tally.all_sharers();
            *counts = SegmentCounts {
                seeds: tally.seeds,
                organic: tally.organic,
                bought: tally.bought,
                referred: tally.referred,
                fake: tally.fake,
                members_end: present(segment),
                sharers,
                shares: tally.shares,
                exposures: passed,
                accepted: tally.accepted,
                stages: std::mem::take(&mut counts.stages),
            };
            totals.exposures = totals.exposures.saturating_add(passed);
            totals.accepted += tally.accepted;
            totals.expired = totals.expired.saturating_add(expired);
            totals.shares += tally.shares;
            totals.sharers += sharers;
        }
    }
}

/// How many contacts dropped out at each stage before the last: Poisson numbers, and a split of the fixed ones.
fn dropped_by_stage(stream: &mut Stream, stages: &[f64], intensity: f64, fixed: u64) -> Vec<u64> {
    let mut reaching = 1.0;
    let weights: Vec<f64> = stages
        .iter()
        .map(|pass| {
            let dropping = reaching * (1.0 - pass);
            reaching *= pass;
            dropping
        })
        .collect();
    let mut dropped = vec![0; stages.len()];
    if fixed > 0 {
        split(stream, fixed, &weights, &mut dropped);
    }
    for (dropped, weight) in dropped.iter_mut().zip(&weights) {
        *dropped = dropped.saturating_add(poisson(stream, intensity * weight));
    }
    dropped
}

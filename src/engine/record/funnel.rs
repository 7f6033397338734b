//! The funnel, when the campaign is over: how far the contacts came who did not accept.

use super::Record;
use crate::engine::now::Step;
use crate::metrics::SegmentCounts;
use crate::model::ChannelModel;
use crate::rng::{Purpose, Stream, binomial, lane, poisson, split};

impl Record<'_> {
    /// Draws what became of the contacts who did not accept, and adds the segments up; members of a segment
    /// are `present`.
    pub(super) fn count_funnel(&mut self, at: Step<'_>, present: impl Fn(usize) -> u64) {
        for (segment, tally) in self.kept.tally.iter().take(at.model.segments.len()).enumerate() {
            let sharers = tally.all_sharers();
            self.outcome.segments[segment] = SegmentCounts {
                seeds: tally.seeds,
                organic: tally.organic,
                bought: tally.bought,
                referred: tally.referred,
                fake: tally.fake,
                members_end: present(segment),
                sharers,
                shares: tally.shares,
                exposures: 0,
                accepted: 0,
            };
            self.kept.totals.shares += tally.shares;
            self.kept.totals.sharers += sharers;
        }
        for (place, channel) in at.model.channels.iter().enumerate() {
            self.count_contacts(at, place, channel);
        }
    }

    /// The contacts of one way of sharing.
    fn count_contacts(&mut self, at: Step<'_>, place: usize, channel: &ChannelModel) {
        let tally = &self.kept.tally[place];
        let lane = lane::of_way(lane::of_segment(channel.segment), channel.number);
        let mut stream = at.key.stream(Purpose::Funnel, u32::MAX, lane);
        let failed_by_chance = poisson(&mut stream, tally.failed_intensity);
        let failed = tally.failed.saturating_add(failed_by_chance);
        let mut expired = tally.expired;
        if tally.expired_intensity > 0.0 {
            let part = (tally.expired_intensity / tally.failed_intensity).min(1.0);
            expired += binomial(&mut stream, failed_by_chance, part);
        }
        let dropped = dropped_by_stage(&mut stream, &channel.stages, tally.intensity, tally.dropped);
        let accepted = tally.accepted;
        let (counts, totals) = (&mut self.outcome.funnels[place], &mut self.kept.totals);
        let mut passed = accepted.saturating_add(failed);
        for (stage, dropped) in dropped.iter().enumerate().rev() {
            counts.stages[stage] = passed;
            let all = &mut totals.stages[at.layout.stage_of[place][stage]];
            *all = all.saturating_add(passed);
            passed = passed.saturating_add(*dropped);
        }
        (counts.exposures, counts.accepted) = (passed, accepted);
        let of_segment = &mut self.outcome.segments[channel.segment];
        of_segment.exposures = of_segment.exposures.saturating_add(passed);
        of_segment.accepted += accepted;
        totals.exposures = totals.exposures.saturating_add(passed);
        totals.accepted += accepted;
        totals.expired = totals.expired.saturating_add(expired);
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

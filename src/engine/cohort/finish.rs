//! When a campaign is over: what was counted becomes the outcome.

use super::state::{Campaign, JoinBatch};
use crate::metrics::{Counted, SegmentCounts, StopReason, measure};
use crate::model::{SegmentModel, StayClass};
use crate::rng::{Purpose, Stream, poisson, split};

impl Campaign<'_> {
    /// Turns what was counted into the outcome.
    pub fn measure(&mut self) {
        self.count_funnel();
        self.book_planned();
        let stayed = self.stayed();
        let reach = self.reach_days();
        let retained = self.retained();
        let totals = &mut self.state.totals;
        totals.members_end = self.members;
        totals.stayed = stayed;
        totals.reach = reach;
        totals.retained = retained;
        measure(&Counted { campaign: totals }, self.layout, &mut self.outcome.metrics);
        self.outcome.stop = self.stop.or(self.closed).unwrap_or(StopReason::Horizon);
    }

    /// New users still there: members but for the seeds among them.
    fn retained(&self) -> u64 {
        let genuine = self.state.people.iter().zip(&self.model.segments).filter(|(_, segment)| !segment.fake);
        let seeds: f64 = genuine.flat_map(|(people, _)| &people.classes).map(|class| class.seeds).sum();
        self.members.saturating_sub(seeds.round() as u64)
    }

    /// Draws what became of the contacts who did not accept, and adds the segments up.
    fn count_funnel(&mut self) {
        for segment in 0..self.model.segments.len() {
            let so_far = self.state.counted[segment];
            let model = &self.model.segments[segment];
            let mut stream = self.key.stream(Purpose::Funnel, u32::MAX, segment as u32);
            let failed = so_far.failed.saturating_add(poisson(&mut stream, so_far.failed_intensity));
            let dropped = dropped_by_stage(&mut stream, &model.stages, so_far.intensity, so_far.dropped);
            let counts = &mut self.outcome.segments[segment];
            let mut passed = so_far.accepted.saturating_add(failed);
            let totals = &mut self.state.totals;
            for (stage, dropped) in dropped.iter().enumerate().rev() {
                counts.stages[stage] = passed;
                let all = &mut totals.stages[self.layout.stage_of[segment][stage]];
                *all = all.saturating_add(passed);
                passed = passed.saturating_add(*dropped);
            }
            let sharers = so_far.sharers + so_far.fresh_sharers.round() as u64;
            let members_end = self.state.people[segment].present();
            *counts = SegmentCounts {
                seeds: so_far.seeds,
                organic: so_far.organic,
                referred: so_far.referred,
                fake: so_far.fake,
                members_end,
                sharers,
                shares: so_far.shares,
                exposures: passed,
                accepted: so_far.accepted,
                stages: std::mem::take(&mut counts.stages),
            };
            totals.exposures = totals.exposures.saturating_add(passed);
            totals.accepted += so_far.accepted;
            totals.shares += so_far.shares;
            totals.sharers += sharers;
        }
    }

    /// Days by which half and nine tenths of the new users had joined.
    fn reach_days(&self) -> [Option<f64>; 2] {
        let cumulative = &self.state.new_users_by_step;
        let all = cumulative.last().copied().unwrap_or(0);
        [(1, 2), (9, 10)].map(|(part, whole)| {
            let reached = |people: &u64| u128::from(*people) * whole < u128::from(all) * part;
            (all > 0).then(|| (cumulative.partition_point(reached) + 1) as f64 * self.model.step_days)
        })
    }

    /// Expected share of joiners still members after 1, 7 and 30 days under the churn met; beyond the horizon the
    /// plain churn is taken.
    fn stayed(&self) -> [f64; 3] {
        let genuine = || self.model.segments.iter().enumerate().filter(|(_, segment)| !segment.fake);
        let joined = |segment: usize| {
            let part = &self.state.counted[segment];
            (part.seeds + part.organic + part.referred) as f64
        };
        let all: f64 = genuine().map(|(segment, _)| joined(segment)).sum();
        if all == 0.0 {
            return [f64::NAN; 3];
        }
        if self.churn_varies {
            let classes =
                genuine().flat_map(|(segment, part)| part.classes.iter().map(move |class| (segment, class)));
            let met = classes.map(|(segment, class)| self.staying_of_class(segment, class));
            let staying = met.fold([0.0; 3], |sum, class| std::array::from_fn(|i| sum[i] + class[i]));
            return staying.map(|staying| staying / all);
        }
        AGES.map(|days| {
            let of_class = |class: &StayClass| class.weight * libm::pow(class.daily_survival, days);
            let of_segment = |(segment, part): (usize, &SegmentModel)| {
                joined(segment) * part.classes.iter().map(of_class).sum::<f64>()
            };
            genuine().map(of_segment).sum::<f64>() / all
        })
    }

    /// Expected number of a segment's joiners in this class who are still members at each of the [`AGES`], under the
    /// churn that they met.
    fn staying_of_class(&self, segment: usize, class: &StayClass) -> [f64; 3] {
        // Logarithms of the survival from the start to the end of every step.
        let mut log_survival = vec![0.0];
        for factor in &self.state.churn_by_step {
            let before = log_survival[log_survival.len() - 1];
            log_survival.push(before + log_staying(class.churn.p() * factor));
        }
        let plain = log_staying(class.churn.p());
        let batches = || self.state.joins_by_step.iter().filter(|batch| batch.segment == segment);
        AGES.map(|days| {
            let age = (days / self.model.step_days).round() as usize;
            let staying = |batch: &JoinBatch| {
                let begin = batch.step as usize;
                let met = (begin + age).min(log_survival.len() - 1);
                let beyond = (begin + age - met) as f64;
                let log_staying = log_survival[met] - log_survival[begin] + beyond * plain;
                batch.count as f64 * class.weight * libm::exp(log_staying)
            };
            batches().map(staying).sum()
        })
    }
}

/// Logarithm of the chance to stay; finite also where leaving is certain, so that differences of sums stay numbers.
fn log_staying(chance_to_leave: f64) -> f64 {
    libm::log1p(-chance_to_leave.min(1.0)).max(-800.0)
}

/// Ages at which retention is told, in days.
const AGES: [f64; 3] = [1.0, 7.0, 30.0];

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

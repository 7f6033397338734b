//! Stage 12: the step is recorded; and what follows when the campaign has stopped.

use super::leaving::CLASSES;
use super::people::Class;
use super::state::{Campaign, JoinBatch};
use crate::engine::{OtherLine, StopReason, measure};
use crate::model::{SegmentModel, StayClass};
use crate::rng::{Chance, Purpose, Stream, poisson, split};
use crate::rules::groups_needed;
use crate::units::Money;

impl Campaign<'_> {
    /// Records the step; at the last one the final rewards are settled first.
    pub fn close(&mut self, t: u32) {
        self.close_campaign();
        let totals = &mut self.state.totals;
        totals.peak_members = totals.peak_members.max(self.members);
        self.state.new_users_by_step.push(totals.organic + totals.referred);
        self.open_groups(t);
        self.end_of_step(t);
    }

    /// Closes the campaign for the first thing that ended it, in the order of the step.
    fn close_campaign(&mut self) {
        let full = self.model.capacity_total.is_some_and(|total| self.joined >= total);
        let causes = [
            (full, StopReason::Capacity),
            (self.susceptible == Some(0) || self.untold == 0, StopReason::Market),
            (self.out_of_means, StopReason::Budget),
            (self.banned_for_good, StopReason::Banned),
        ];
        self.closed = self.closed.or(causes.into_iter().find(|(ended, _)| *ended).map(|(_, cause)| cause));
    }

    /// Nobody can bring anyone any more: until the horizon members only leave and buy.
    pub fn wind_down(&mut self, from: u32) {
        if from >= self.model.steps {
            return;
        }
        self.price = self.model.price_after(self.payers);
        self.state.people.iter_mut().flat_map(|people| &mut people.classes).for_each(Class::stop_waiting);
        let plain =
            !self.model.churn_varies() && self.model.segments.iter().all(|segment| segment.buys.is_none());
        let mut t = from;
        while t < self.model.steps {
            if plain {
                let point = self.layout.points[self.next_point];
                self.leave_until(t, point);
                t = point;
            } else {
                self.members_at_start = self.members;
                self.leaving(t);
                self.value(t);
            }
            self.end_of_step(t);
            t += 1;
        }
    }

    /// Members leave from step `t` to step `until`, in one draw.
    fn leave_until(&mut self, t: u32, until: u32) {
        let steps = f64::from(until + 1 - t);
        for (segment, part) in self.model.segments.iter().enumerate() {
            for (class, stay) in part.classes.iter().enumerate() {
                let gone = -libm::expm1(steps * libm::log1p(-stay.churn.p()));
                let mut stream = self.key.stream(Purpose::Leaving, t, (segment * CLASSES + class) as u32);
                let left =
                    self.state.people[segment].classes[class].leave(&mut stream, &Chance::new(gone), false);
                if !part.fake {
                    self.members -= left;
                }
            }
        }
    }

    fn end_of_step(&mut self, t: u32) {
        if t + 1 == self.model.steps {
            self.finale(t);
            self.close_offers(t);
        }
        if self.layout.points.get(self.next_point) == Some(&t) {
            self.record_point(t);
        }
    }

    /// Groups are opened as members fill them.
    fn open_groups(&mut self, t: u32) {
        if let Some(groups) = self.model.groups
            && self.state.totals.peak_members > self.groups * groups.size
        {
            let needed = groups_needed(self.state.totals.peak_members, groups.size);
            self.book_other(t, OtherLine::Groups, groups.cost.times(needed - self.groups));
            self.groups = needed;
        }
    }

    /// Books a cost that is no reward.
    pub fn book_other(&mut self, t: u32, line: OtherLine, cost: Money) {
        self.state.totals.other_cost += cost;
        if let Some(line) = self.layout.line(line) {
            self.outcome.ledger[self.layout.day_of(t) * self.layout.lines.len() + line].cost += cost;
        }
    }

    /// Costs up to the end of step `t` that do not depend on what happens.
    fn planned_cost(&self, t: u32) -> Money {
        let costs = self.model.costs;
        let days = f64::from(t + 1) * self.model.step_days;
        costs.fixed + over(costs.per_day, days) + over(costs.labour_per_day, days)
    }

    /// Books the costs that do not depend on what happens, day by day.
    fn book_planned(&mut self) {
        let costs = self.model.costs;
        self.book_other(0, OtherLine::Fixed, costs.fixed);
        let horizon = f64::from(self.model.steps) * self.model.step_days;
        for (line, daily) in [(OtherLine::PerDay, costs.per_day), (OtherLine::Labour, costs.labour_per_day)] {
            for day in (0..self.layout.days).filter(|_| daily != Money::ZERO) {
                let until = |days: usize| over(daily, (days as f64).min(horizon));
                let t = day as u32 * self.layout.steps_per_day;
                self.book_other(t, line, until(day + 1) - until(day));
            }
        }
    }

    fn record_point(&mut self, t: u32) {
        let totals = &self.state.totals;
        let major = |money: Money| money.0 as f64 / self.layout.minor_per_major;
        let new_users = totals.organic + totals.referred;
        let joined = totals.seeds + new_users;
        let values = [
            new_users as f64,
            self.members as f64,
            self.since_point[0] as f64,
            self.since_point[1] as f64,
            major(totals.reward_cost + totals.other_cost + self.planned_cost(t)),
            if joined > 0 { totals.referred as f64 / joined as f64 } else { f64::NAN },
            self.state.treasury.budget_left().map_or(f64::NAN, major),
        ];
        let width = self.layout.series.len();
        let begin = self.next_point * width;
        self.outcome.timeline[begin..begin + width].copy_from_slice(&values[..width]);
        self.since_point = [0; 2];
        self.next_point += 1;
    }

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
        measure(totals, self.layout, &mut self.outcome.metrics);
        self.outcome.stop = self.stop.or(self.closed).unwrap_or(StopReason::Horizon);
    }

    /// New users still there: members but for the seeds among them.
    fn retained(&self) -> u64 {
        let genuine = self.state.people.iter().zip(&self.model.segments).filter(|(_, segment)| !segment.fake);
        self.members - genuine.flat_map(|(people, _)| &people.classes).map(|class| class.seeds).sum::<u64>()
    }

    /// Draws what became of the contacts who did not accept, and adds the segments up.
    fn count_funnel(&mut self) {
        for segment in 0..self.model.segments.len() {
            let so_far = self.state.contacted[segment];
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
            let members_end = self.state.people[segment].present();
            counts.counts = [
                so_far.seeds,
                so_far.organic,
                so_far.referred,
                members_end,
                so_far.sharers,
                so_far.shares,
                passed,
                so_far.accepted,
            ];
            totals.exposures = totals.exposures.saturating_add(passed);
            totals.accepted += so_far.accepted;
            totals.shares += so_far.shares;
            totals.sharers += so_far.sharers;
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
            let part = &self.state.contacted[segment];
            (part.seeds + part.organic + part.referred) as f64
        };
        let all: f64 = genuine().map(|(segment, _)| joined(segment)).sum();
        if all == 0.0 {
            return [f64::NAN; 3];
        }
        if self.model.churn_varies() {
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

/// A daily cost over so many days, to the nearest minor unit.
fn over(daily: Money, days: f64) -> Money {
    Money((daily.0 as f64 * days).round() as i128)
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

//! Stage 12: the step is recorded; and what follows when the campaign has stopped.

use super::leaving::CLASSES;
use super::people::Class;
use super::state::Campaign;
use super::thin::number;
use crate::metrics::{Moment, OtherLine, StopReason};
use crate::rng::{Chance, Purpose};
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
        if self.closed.is_some() {
            return;
        }
        let full = self.model.capacity_total.is_some_and(|total| self.joined >= total);
        let sold_out = self.susceptible == Some(0) || self.untold == 0;
        if !(full || sold_out || self.out_of_means || self.banned_for_good) {
            return;
        }
        let causes = [
            (full, StopReason::Capacity),
            (sold_out, StopReason::Market),
            (self.out_of_means, StopReason::Budget),
            (self.banned_for_good, StopReason::Banned),
        ];
        self.closed = causes.into_iter().find(|(ended, _)| *ended).map(|(_, cause)| cause);
    }

    /// Nobody can bring anyone any more: until the horizon members only leave and buy.
    pub fn wind_down(&mut self, from: u32) {
        if from >= self.model.steps {
            return;
        }
        self.price = self.model.price_after(self.payers);
        self.state.people.iter_mut().flat_map(|people| &mut people.classes).for_each(Class::stop_waiting);
        let plain = !self.churn_varies && !self.model.has_purchases;
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
                let lane = (segment * CLASSES + class) as u32;
                let (mut stream, level) = self.key.stream(Purpose::Leaving, t, lane).with_level();
                let left = self.state.people[segment].classes[class].leave(
                    (&mut stream, level),
                    &Chance::new(gone),
                    false,
                );
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

    /// Books the costs that do not depend on what happens, day by day.
    pub fn book_planned(&mut self) {
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
        let major = |money: Money| money.minor() / self.layout.minor_per_major;
        let new_users = totals.organic + totals.referred;
        let joined = totals.seeds + new_users;
        let [at_start, per_step] = self.planned;
        let minor = (totals.reward_cost + totals.other_cost).minor() + at_start + per_step * f64::from(t + 1);
        let cost = if minor == 0.0 { 0.0 } else { minor / self.layout.minor_per_major };
        let k = if joined > 0 { number(totals.referred) / number(joined) } else { f64::NAN };
        let [shares, accepted] = self.since_point.map(number);
        let moment = Moment {
            new_users: number(new_users),
            members: number(self.members),
            shares,
            accepted,
            cost,
            k,
            budget_left: self.state.treasury.budget_left().map_or(f64::NAN, major),
        };
        let begin = self.next_point * self.layout.series.len();
        for (cell, series) in self.outcome.timeline[begin..].iter_mut().zip(&self.layout.series) {
            *cell = series.value(&moment);
        }
        self.since_point = [0; 2];
        self.next_point += 1;
    }
}

/// A daily cost over so many days, to the nearest minor unit.
fn over(daily: Money, days: f64) -> Money {
    Money((daily.0 as f64 * days).round() as i128)
}

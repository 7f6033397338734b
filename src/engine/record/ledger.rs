//! The books of a campaign: promises and money by rule and by day, and every other cost.

use super::Record;
use crate::engine::now::Step;
use crate::metrics::{OtherLine, RuleCounts};
use crate::terms::{Fate, Settlement};
use crate::units::{Money, UnitPrice};

impl Record<'_> {
    /// What is counted of the reward that a rule is of.
    fn of_rule(&mut self, rule: usize) -> &mut RuleCounts {
        &mut self.outcome.rules[self.kept.lines[rule]]
    }

    /// Rewards were promised under a rule.
    pub fn promised(&mut self, rule: usize, count: u64) {
        self.of_rule(rule).promised += count;
    }

    /// Some of them were not: the last piece had gone before.
    pub fn never_promised(&mut self, rule: usize, count: u64) {
        self.of_rule(rule).promised -= count;
    }

    /// Promises are void: their invitees are not there any more.
    pub fn void(&mut self, rule: usize, count: u64) {
        self.of_rule(rule).void += count;
    }

    /// Promises wait beyond the end.
    pub fn open(&mut self, rule: usize, count: u64) {
        self.of_rule(rule).open += count;
    }

    /// What will fall due of that: for invitees who have joined, and for those who have not.
    pub fn owed(&mut self, owed: Money, on_the_way: Money) {
        let totals = &mut self.kept.totals;
        totals.owed = owed;
        totals.owed_on_the_way = on_the_way;
    }

    /// What would become of some of what is owed if it fell due now.
    pub fn will_be_settled(&mut self, settled: Settlement) {
        let totals = &mut self.kept.totals;
        totals.uncovered += settled.broken;
        totals.overspend += settled.overspend;
    }

    /// Notes what became of promises that fell due under a rule.
    pub fn claimed(&mut self, rule: usize, fate: Fate) {
        let counts = self.of_rule(rule);
        counts.refused += fate.refused;
        counts.void += fate.void;
        counts.unclaimed += fate.unclaimed;
    }

    /// Books promises kept and broken, and the money, under a rule.
    pub fn settled(&mut self, at: Step<'_>, rule: usize, settled: Settlement, to_hunters: Money) {
        let Settlement { paid, broken, cost, overspend } = settled;
        let totals = &mut self.kept.totals;
        totals.rewards_due += paid + broken;
        totals.rewards_paid += paid;
        totals.broken_promises += broken;
        totals.reward_cost += cost;
        totals.hunter_cost += to_hunters;
        let line = self.kept.lines[rule];
        let counts = &mut self.outcome.rules[line];
        counts.due += paid + broken;
        counts.paid += paid;
        counts.broken += broken;
        counts.cost += cost;
        let cell = &mut self.outcome.ledger[at.layout.day_of(at.t) * at.layout.lines.len() + line];
        cell.due += paid + broken;
        cell.paid += paid;
        cell.broken += broken;
        cell.cost += cost;
        self.kept.totals.overspend += overspend;
    }

    /// Some of what was paid under a rule comes back.
    pub fn recovered(&mut self, at: Step<'_>, rule: usize, money: Money) {
        self.kept.totals.recovered += money;
        self.kept.totals.reward_cost -= money;
        let line = self.kept.lines[rule];
        self.outcome.rules[line].cost -= money;
        self.outcome.ledger[at.layout.day_of(at.t) * at.layout.lines.len() + line].cost -= money;
    }

    /// Some of what was paid will not come back although the purchases do.
    pub fn reward_lost(&mut self, money: Money) {
        self.kept.totals.rewards_lost += money;
    }

    /// From this moment of the step on there is nothing left for one more reward of some rule.
    pub fn exhausted(&mut self, at: Step<'_>, moment: f64) {
        self.kept.totals.exhausted_day.get_or_insert(at.day_of(moment));
    }

    /// So many groups more are opened, at so much each.
    pub fn open_groups(&mut self, at: Step<'_>, more: u64, cost: Money) {
        self.kept.totals.groups += more;
        self.other_cost(at, OtherLine::Groups, cost.times(more));
    }

    /// On so many days the money of the day was used up.
    pub fn days_spent(&mut self, days: u64) {
        self.kept.totals.days_spent = days;
    }

    /// People are addressed at this moment of the step, whatever comes of it.
    pub fn addressed(&mut self, at: Step<'_>, segment: usize, moment: f64, people: u64) {
        if !at.model.segments[segment].fake {
            self.kept.totals.addressed += people;
        }
        let day = at.layout.day_at(at.t, moment);
        let cost = self.charged(OtherLine::PerSeed, at.model.costs.per_seed, people);
        self.cost_of_day(at, day, OtherLine::PerSeed, cost);
    }

    /// Books what so many cost.
    pub fn cost_of_many(&mut self, at: Step<'_>, line: OtherLine, price: UnitPrice, count: u64) {
        let cost = self.charged(line, price, count);
        self.other_cost(at, line, cost);
    }

    fn charged(&mut self, line: OtherLine, price: UnitPrice, count: u64) -> Money {
        price.charge(count, &mut self.kept.rests[line as usize])
    }

    /// Books a cost that is no reward.
    pub fn other_cost(&mut self, at: Step<'_>, line: OtherLine, cost: Money) {
        self.cost_of_day(at, at.layout.day_of(at.t), line, cost);
    }

    fn cost_of_day(&mut self, at: Step<'_>, day: usize, line: OtherLine, cost: Money) {
        self.kept.totals.other_cost += cost;
        if let Some(line) = at.layout.line(line) {
            self.outcome.ledger[day * at.layout.lines.len() + line].cost += cost;
        }
    }

    /// Books the costs that do not depend on what happens, day by day.
    pub(super) fn book_planned(&mut self, at: Step<'_>) {
        let costs = at.model.costs;
        self.cost_of_day(at, 0, OtherLine::Fixed, costs.fixed);
        for (line, daily) in [(OtherLine::PerDay, costs.per_day), (OtherLine::Labour, costs.labour_per_day)] {
            for day in (0..at.layout.days).filter(|_| daily != Money::ZERO) {
                let until = |days: usize| over(daily, at.layout.length_of(days));
                self.cost_of_day(at, day, line, until(day + 1) - until(day));
            }
        }
    }
}

/// A daily cost over so many days, to the nearest minor unit.
fn over(daily: Money, days: f64) -> Money {
    Money((daily.0 as f64 * days).round() as i128)
}

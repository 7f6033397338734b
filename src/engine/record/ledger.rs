//! The books of a campaign: promises and money by rule and by day, and every other cost.

use super::Record;
use crate::engine::now::Step;
use crate::metrics::OtherLine;
use crate::terms::{Fate, Settlement};
use crate::units::Money;

impl Record<'_> {
    /// Notes what became of rewards earned under a rule.
    pub fn claimed(&mut self, rule: usize, earned: u64, fate: Fate) {
        let counts = &mut self.outcome.rules[rule];
        counts.earned += earned;
        counts.refused += fate.refused;
        counts.void += fate.void;
        counts.unclaimed += fate.unclaimed;
    }

    /// Books promises kept and broken, and the money, under a rule. Money beyond budget or stock marks the day of
    /// exhaustion.
    pub fn settled(&mut self, at: Step<'_>, rule: usize, settled: Settlement, to_hunters: Money) {
        let Settlement { paid, broken, cost, overspend } = settled;
        let totals = &mut self.kept.totals;
        totals.rewards_due += paid + broken;
        totals.rewards_paid += paid;
        totals.broken_promises += broken;
        totals.reward_cost += cost;
        totals.hunter_cost += to_hunters;
        let counts = &mut self.outcome.rules[rule];
        counts.due += paid + broken;
        counts.paid += paid;
        counts.broken += broken;
        counts.cost += cost;
        let cell = &mut self.outcome.ledger[at.layout.day_of(at.t) * at.layout.lines.len() + rule];
        cell.due += paid + broken;
        cell.paid += paid;
        cell.broken += broken;
        cell.cost += cost;
        if overspend > Money::ZERO {
            self.kept.totals.overspend += overspend;
            self.exhausted(at);
        }
    }

    /// Money or goods ran out in this step.
    pub fn exhausted(&mut self, at: Step<'_>) {
        self.kept.totals.exhausted_day.get_or_insert(at.day());
    }

    /// Books a cost that is no reward.
    pub fn other_cost(&mut self, at: Step<'_>, line: OtherLine, cost: Money) {
        self.kept.totals.other_cost += cost;
        if let Some(line) = at.layout.line(line) {
            self.outcome.ledger[at.layout.day_of(at.t) * at.layout.lines.len() + line].cost += cost;
        }
    }

    /// Books the costs that do not depend on what happens, day by day.
    pub(super) fn book_planned(&mut self, at: Step<'_>) {
        let costs = at.model.costs;
        self.other_cost(Step { t: 0, ..at }, OtherLine::Fixed, costs.fixed);
        let horizon = f64::from(at.model.steps) * at.model.step_days;
        for (line, daily) in [(OtherLine::PerDay, costs.per_day), (OtherLine::Labour, costs.labour_per_day)] {
            for day in (0..at.layout.days).filter(|_| daily != Money::ZERO) {
                let until = |days: usize| over(daily, (days as f64).min(horizon));
                let t = day as u32 * at.layout.steps_per_day;
                self.other_cost(Step { t, ..at }, line, until(day + 1) - until(day));
            }
        }
    }
}

/// A daily cost over so many days, to the nearest minor unit.
fn over(daily: Money, days: f64) -> Money {
    Money((daily.0 as f64 * days).round() as i128)
}

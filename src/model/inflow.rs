//! People who come without an invitation.

use crate::scenario::{Inflow, Rate, Scenario};
use crate::units::{UnitPrice, chance_of};

/// People who come at a steady rate during a stretch of time.
#[derive(Clone, Copy, Debug)]
pub struct InflowModel {
    per_step: PerStep,
    /// When it begins and ends, in steps.
    from: f64,
    until: f64,
    /// What each of them costs, where they are bought.
    pub cost: Option<UnitPrice>,
}

/// How many come in a whole step, or during all of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PerStep {
    /// A Poisson number of this mean.
    Number(f64),
    /// Each person of the market who has not come yet, at this rate.
    OfMarket(f64),
}

impl PerStep {
    fn times(self, factor: f64) -> PerStep {
        match self {
            PerStep::Number(mean) => PerStep::Number(mean * factor),
            PerStep::OfMarket(rate) => PerStep::OfMarket(rate * factor),
        }
    }

    fn is_nothing(self) -> bool {
        matches!(self, PerStep::Number(0.0) | PerStep::OfMarket(0.0))
    }
}

/// At this rate a day everybody comes at once.
const AT_ONCE: f64 = 1e6;

impl InflowModel {
    pub(super) fn compile(plan: &Inflow, scenario: &Scenario, drawn: &[f64]) -> InflowModel {
        let clock = scenario.clock;
        let step_days = clock.step_days();
        let per_day = match &plan.rate {
            Rate::PerDay(number) => PerStep::Number(number.value(drawn)),
            Rate::OfMarket(chance) => {
                PerStep::OfMarket((-libm::log1p(-chance.value(drawn))).clamp(0.0, AT_ONCE))
            }
        };
        InflowModel {
            per_step: per_day.times(step_days),
            from: plan.from_days / step_days,
            until: plan.until_days.map_or(f64::from(clock.steps), |until| until / step_days),
            cost: plan.cost.as_ref().map(|cost| UnitPrice::from_major(cost.value(drawn), &scenario.currency)),
        }
    }

    /// Whether those who come are a part of who has not come yet, and so are taken from those who may be invited.
    #[must_use]
    pub fn is_of_market(&self) -> bool {
        matches!(self.per_step, PerStep::OfMarket(_))
    }

    /// How many come in step `t`; nothing where it is not of this stretch.
    #[inline]
    #[must_use]
    pub fn in_step(&self, t: u32) -> Option<PerStep> {
        let coming = self.between(f64::from(t), f64::from(t) + 1.0);
        (!coming.is_nothing()).then_some(coming)
    }

    /// At which rate people of the market come in step `t`.
    fn rate_of_market(&self, t: u32) -> f64 {
        match self.in_step(t) {
            Some(PerStep::OfMarket(rate)) => rate,
            _ => 0.0,
        }
    }

    /// Mean number who come in the first so many steps, of so many people who have not come yet.
    pub(super) fn mean_of_all(&self, steps: u32, people: f64) -> f64 {
        match self.between(0.0, f64::from(steps)) {
            PerStep::Number(mean) => mean,
            PerStep::OfMarket(rate) => people * chance_of(rate),
        }
    }

    fn between(&self, begin: f64, end: f64) -> PerStep {
        self.per_step.times((end.min(self.until) - begin.max(self.from)).max(0.0))
    }

    /// The first step in which nobody comes any more.
    pub(super) fn over(&self, steps: u32) -> u32 {
        if self.per_step.is_nothing() { 0 } else { (self.until.min(f64::from(steps)) - 1e-9).ceil() as u32 }
    }
}

/// Several plans at once that take people of the market: who would come by several comes by one of them, by lot.
#[derive(Clone, Copy, Debug)]
pub struct ByLot {
    /// The rate of all of them.
    rate: f64,
    /// Chance to come by one that was asked before.
    before: f64,
}

impl ByLot {
    /// All these plans, in step `t`.
    pub fn of<'a>(plans: impl Iterator<Item = &'a InflowModel>, t: u32) -> ByLot {
        ByLot { rate: plans.map(|plan| plan.rate_of_market(t)).sum(), before: 0.0 }
    }

    /// Chance to come by the next plan, which comes at this rate, for whom none before has won.
    pub fn next(&mut self, rate: f64) -> f64 {
        if self.rate <= 0.0 {
            return 0.0;
        }
        let own = rate / self.rate * chance_of(self.rate);
        let chance = own / (1.0 - self.before);
        self.before += own;
        if chance.is_finite() { chance.clamp(0.0, 1.0) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_counts_by_its_part_of_a_step() {
        let plan = InflowModel { per_step: PerStep::Number(10.0), from: 0.25, until: 2.5, cost: None };
        let number = |mean| Some(PerStep::Number(mean));
        assert_eq!([0, 1, 2, 3].map(|t| plan.in_step(t)), [number(7.5), number(10.0), number(5.0), None]);
        assert_eq!([plan.over(9), plan.over(2)], [3, 2]);
        assert_eq!(InflowModel { per_step: PerStep::Number(0.0), ..plan }.over(9), 0);
    }

    /// Two plans at rates of .2 and .6: with the chance 1 - exp(-.8) somebody comes, by the second in three of four cases.
    #[test]
    fn who_is_won_by_two_plans_comes_by_one_of_them() {
        let plan =
            |rate| InflowModel { per_step: PerStep::OfMarket(rate), from: 0.0, until: 9.0, cost: None };
        let plans = [plan(0.2), plan(0.6)];
        let mut lots = ByLot::of(plans.iter(), 3);
        let first = lots.next(0.2);
        let second = (1.0 - first) * lots.next(0.6);
        let all = 1.0 - libm::exp(-0.8);
        assert!((first - all / 4.0).abs() < 1e-12 && (second - 0.75 * all).abs() < 1e-12);
        let mut sure = ByLot::of([plan(1e6)].iter(), 0);
        assert_eq!([sure.next(1e6), sure.next(1e6)], [1.0, 0.0]);
    }
}

//! People who come without an invitation.

use crate::scenario::{Inflow, Scenario};
use crate::units::Money;

/// People who come at a steady rate during a stretch of time.
#[derive(Clone, Copy, Debug)]
pub struct InflowModel {
    /// Mean number in a whole step.
    per_step: f64,
    /// When it begins and ends, in steps.
    from: f64,
    until: f64,
    /// What each of them costs, where they are bought.
    pub cost: Option<Money>,
}

impl InflowModel {
    pub(super) fn compile(plan: &Inflow, scenario: &Scenario, drawn: &[f64]) -> InflowModel {
        let clock = scenario.clock;
        let step_days = clock.step_days();
        InflowModel {
            per_step: plan.per_day.value(drawn) * step_days,
            from: plan.from_days / step_days,
            until: plan.until_days.map_or(f64::from(clock.steps), |until| until / step_days),
            cost: plan.cost.as_ref().map(|cost| Money::from_major(cost.value(drawn), &scenario.currency)),
        }
    }

    /// Mean number who come in step `t`.
    #[inline]
    #[must_use]
    pub fn mean(&self, t: u32) -> f64 {
        self.mean_between(f64::from(t), f64::from(t) + 1.0)
    }

    /// Mean number who come in the first so many steps.
    pub(super) fn mean_of_all(&self, steps: u32) -> f64 {
        self.mean_between(0.0, f64::from(steps))
    }

    fn mean_between(&self, begin: f64, end: f64) -> f64 {
        self.per_step * (end.min(self.until) - begin.max(self.from)).max(0.0)
    }

    /// The first step in which nobody comes any more.
    pub(super) fn over(&self, steps: u32) -> u32 {
        if self.per_step > 0.0 { (self.until.min(f64::from(steps)) - 1e-9).ceil() as u32 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_counts_by_its_part_of_a_step() {
        let plan = InflowModel { per_step: 10.0, from: 0.25, until: 2.5, cost: None };
        assert_eq!([0, 1, 2, 3].map(|t| plan.mean(t)), [7.5, 10.0, 5.0, 0.0]);
        assert_eq!([plan.over(9), plan.over(2)], [3, 2]);
        assert_eq!(InflowModel { per_step: 0.0, ..plan }.over(9), 0);
    }
}

//! A reward rule in numbers.

use super::SegmentModel;
use crate::scenario::{Amount, Recipient, Reward, Scenario, Trigger, WhenExhausted};
use crate::units::Money;

/// A reward rule in numbers.
#[derive(Clone, Debug)]
pub struct RuleModel {
    /// Who gets it.
    pub to: Recipient,
    /// What makes it due.
    pub when: Trigger,
    /// What the person sees in it, in major units.
    pub value: f64,
    /// What one costs (for a pool: the pool).
    pub cost: UnitCost,
    /// At most so many times per person.
    pub cap: Option<u32>,
    /// At most so many in all.
    pub stock: Option<u64>,
    /// Probability that a due reward is claimed.
    pub redeem: f64,
    /// What happens when the stock is gone.
    pub when_exhausted: WhenExhausted,
    /// How long a promise is held when its invitee has joined; none where it falls due at once.
    pub held: Option<Holding>,
    /// Probability that a new member of the segment stays so long; 1 where nothing is held.
    pub stays: Vec<f64>,
    /// Promised only while there is something left for it, which is then set aside.
    pub reserve: bool,
}

/// How long a promise is held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holding {
    /// Whole steps.
    pub steps: u32,
    /// Chance that it is one more: the invitee joins at any moment of a step.
    pub one_more: f64,
}

impl Holding {
    /// For so many steps; in cycles for the whole ones among them.
    fn of(steps: f64, in_cycles: bool) -> Holding {
        let whole = (steps + 1e-9).floor();
        let part = if in_cycles { 0.0 } else { (steps - whole).max(0.0) };
        Holding { steps: whole as u32, one_more: part }
    }

    /// Its mean, in steps.
    #[must_use]
    pub fn mean(self) -> f64 {
        f64::from(self.steps) + self.one_more
    }
}

/// What one reward costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum UnitCost {
    /// A fixed amount.
    Fixed(Money),
    /// A share of the price of the next buyer.
    ShareOfPrice(f64),
}

impl RuleModel {
    pub(super) fn compile(
        reward: &Reward,
        scenario: &Scenario,
        segments: &[SegmentModel],
        drawn: &[f64],
    ) -> RuleModel {
        let step_days = scenario.clock.step_days();
        let held = reward.if_stays_days.map(|days| Holding::of(days / step_days, scenario.is_in_cycles()));
        RuleModel {
            to: reward.to,
            when: reward.when,
            value: reward.value.value(drawn),
            cost: match &reward.cost {
                Amount::Money(money) => {
                    UnitCost::Fixed(Money::from_major(money.value(drawn), &scenario.currency))
                }
                Amount::ShareOfPrice(share) => UnitCost::ShareOfPrice(share.value(drawn)),
            },
            cap: reward.cap,
            stock: reward.stock.as_ref().map(|stock| super::whole_people(stock.value(drawn))),
            redeem: reward.redeem.value(drawn),
            when_exhausted: reward.when_exhausted,
            held,
            stays: segments
                .iter()
                .map(|segment| held.map_or(1.0, |held| segment.survival(held.mean())))
                .collect(),
            reserve: reward.reserve,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A rule to the inviter whose rewards are worth `value` each.
    pub fn rule(when: Trigger, value: f64, cap: Option<u32>) -> RuleModel {
        RuleModel {
            to: Recipient::Inviter,
            when,
            value,
            cost: UnitCost::Fixed(Money(100)),
            cap,
            stock: None,
            redeem: 1.0,
            when_exhausted: WhenExhausted::StopRewards,
            held: None,
            stays: vec![],
            reserve: false,
        }
    }
}

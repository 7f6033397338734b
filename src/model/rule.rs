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
    /// Probability that a new member of the segment stays as long as the rule asks; 1 without `if_stays`.
    pub stays: Vec<f64>,
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
        let steps = reward.if_stays_days.map(|days| (days / scenario.clock.step_days() + 1e-9).floor());
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
            stays: segments
                .iter()
                .map(|segment| steps.map_or(1.0, |steps| segment.survival(steps)))
                .collect(),
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
            stays: vec![],
        }
    }
}

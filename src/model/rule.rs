//! A reward rule in numbers.

use super::{Model, PriceModel, SegmentModel};
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

impl UnitCost {
    /// The amount while the price is `price`, to the nearest minor unit.
    #[must_use]
    pub fn at(self, price: Money) -> Money {
        match self {
            UnitCost::Fixed(money) => money,
            UnitCost::ShareOfPrice(share) => Money((share * price.0 as f64).round() as i128),
        }
    }
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

    /// Whether the rule pays the inviter's inviter.
    #[must_use]
    pub fn pays_upline(&self) -> bool {
        self.to == Recipient::Upline
    }

    /// Whether the rule is settled at the end of the campaign.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self.when, Trigger::Rank(_) | Trigger::Lottery(_) | Trigger::Pool(_))
    }
}

impl PriceModel {
    /// The price of the next buyer after `payers`.
    #[must_use]
    pub fn after(&self, payers: u64) -> Money {
        self.start + self.step.times(payers / self.every)
    }

    /// What the buyers from number `from` (counted from 0) up to, not including, number `to` pay together.
    #[must_use]
    pub fn revenue(&self, from: u64, to: u64) -> Money {
        self.revenue_of_first(to) - self.revenue_of_first(from)
    }

    fn revenue_of_first(&self, payers: u64) -> Money {
        let (stairs, rest) = (i128::from(payers / self.every), i128::from(payers % self.every));
        // Beyond all the money of the world the sum stays where it is.
        let climbed = self.step.0.saturating_mul(stairs * (stairs - 1) / 2);
        let full = i128::from(self.every).saturating_mul((self.start.0 * stairs).saturating_add(climbed));
        let last = rest.saturating_mul(self.start.0 + self.step.0 * stairs);
        Money(full.saturating_add(last))
    }
}

impl Model {
    /// The price of the next buyer after `payers`; nothing where joining is free.
    #[must_use]
    pub fn price_after(&self, payers: u64) -> Money {
        self.price.map_or(Money::ZERO, |price| price.after(payers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revenue_climbs_the_stairs_of_a_real_course() {
        // 新世相营销课, 2018: 9.9 CNY, 5 more per 10,000 buyers.
        let price = PriceModel { start: Money(990), step: Money(500), every: 10_000 };
        assert_eq!(price.revenue(0, 70_000), Money(174_300_000));
        assert_eq!(price.revenue(0, 90_000), Money(269_100_000));
        assert_eq!(price.revenue(0, 100_000), Money(324_000_000));
        assert_eq!(price.revenue(9_999, 10_001), Money(990 + 1490));
        assert_eq!(price.after(10_000), Money(1490));
    }

    #[test]
    fn shares_of_a_price_are_whole_fen() {
        assert_eq!(UnitCost::ShareOfPrice(0.6).at(Money(3900)), Money(2340));
        assert_eq!(UnitCost::ShareOfPrice(0.1).at(Money(995)), Money(100));
    }
}

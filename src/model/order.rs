//! Rewards that orders earn.

use crate::scenario::{Reward, Scenario, Trigger, first_price};
use crate::units::Money;

/// What of orders earns a rule's rewards.
#[derive(Clone, Copy, Debug)]
pub struct OnOrders {
    /// Which orders.
    pub event: OrderEvent,
    /// The price of the first kind of order that has one; nothing where none has.
    pub price: Money,
    /// They must come within so many steps after the buyer has joined.
    pub within: Option<f64>,
    /// From this step on they do not count any more.
    pub until: u32,
}

/// Which orders of somebody earn a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderEvent {
    /// His first.
    First,
    /// The one that lifts what he has spent to so much.
    Spent(Money),
    /// Each.
    Each,
}

impl OnOrders {
    pub(super) fn compile(reward: &Reward, scenario: &Scenario, drawn: &[f64]) -> Option<OnOrders> {
        let money = |major: f64| Money::from_major(major, &scenario.currency);
        let event = match reward.when {
            Trigger::Buy => OrderEvent::First,
            Trigger::Spent(spent) => OrderEvent::Spent(money(f64::from(spent))),
            Trigger::Order => OrderEvent::Each,
            _ => return None,
        };
        let price = first_price(&scenario.segments).map_or(Money::ZERO, |price| money(price.value(drawn)));
        let steps = |days: f64| {
            let steps = days / scenario.clock.step_days();
            if scenario.is_in_cycles() { (steps + 1e-9).floor() } else { steps }
        };
        let until =
            reward.until_days.map_or(u32::MAX, |days| (days / scenario.clock.step_days()).round() as u32);
        Some(OnOrders { event, price, within: reward.within_days.map(steps), until })
    }
}

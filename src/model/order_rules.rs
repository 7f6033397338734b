//! What must be known of buyers for the sake of rewards that orders earn.

use super::{OnOrders, OrderEvent, RuleModel};
use crate::scenario::Recipient;
use crate::units::Money;

/// What must be known of buyers for the sake of rewards.
#[derive(Clone, Copy, Debug, Default)]
pub struct OrderRules {
    /// Whether any rule is about orders.
    pub any: bool,
    /// Rules, as bits, that are promised to whom an acceptance concerns and wait for the orders of who has accepted.
    pub promised: u64,
    /// Rules, as bits, that pay whoever orders.
    pub to_buyers: u64,
    /// Those of them, as bits, that nobody earns without end, in all or on a day: it matters who invited whom.
    pub capped: u64,
    /// What somebody has spent is followed up to this.
    pub most_spent: Money,
    /// Whether it matters when a buyer has joined.
    pub follows_joining: bool,
}

impl OrderRules {
    pub(super) fn of(rules: &[RuleModel]) -> OrderRules {
        let mut all = OrderRules::default();
        for (index, rule) in rules.iter().enumerate() {
            let Some(OnOrders { event, within, .. }) = rule.on_orders else { continue };
            all.any = true;
            all.capped |= u64::from(rule.cap.or(rule.cap_per_day).is_some()) << index;
            *(if rule.to == Recipient::Buyer { &mut all.to_buyers } else { &mut all.promised }) |= 1 << index;
            if let OrderEvent::Spent(spent) = event {
                all.most_spent = all.most_spent.max(spent);
            }
            all.follows_joining |= within.is_some();
        }
        all
    }
}

//! What buyers pay, as far as rewards look at it.

use super::quantity::Quantity;
use super::{Reward, Scenario, Segment};

/// The price of the first kind of order that has one.
pub(crate) fn first_price(segments: &[Segment]) -> Option<&Quantity> {
    prices(segments).next()
}

/// All prices of orders.
fn prices(segments: &[Segment]) -> impl Iterator<Item = &Quantity> {
    let genuine = segments.iter().filter(|segment| !segment.fake);
    genuine.flat_map(|segment| &segment.buys).filter_map(|buys| buys.price.as_ref())
}

impl Scenario {
    /// The price of which a reward may cost a part, as far as it is known beforehand: of the first order, or of the first who joins.
    pub(crate) fn price_for(&self, reward: &Reward) -> Option<&Quantity> {
        if reward.when.is_of_orders() {
            return first_price(&self.segments);
        }
        self.price.as_ref().map(|price| &price.start)
    }

    /// Whether it is the same for all who pay it.
    pub(crate) fn price_is_one(&self, reward: &Reward) -> bool {
        if reward.when.is_of_orders() {
            let mut all = prices(&self.segments);
            let first = all.next();
            return all.all(|price| Some(price) == first);
        }
        self.price.as_ref().is_none_or(|price| price.step == 0.0.into())
    }

    /// Whether what a rule rewards may be paid back.
    pub(crate) fn may_be_refunded(&self, reward: &Reward) -> bool {
        if reward.when.is_of_orders() {
            let genuine = self.segments.iter().filter(|segment| !segment.fake);
            return genuine.flat_map(|segment| &segment.buys).any(|buys| buys.refund.is_some());
        }
        let of_joining = self.price.as_ref().is_some_and(|price| price.refund.is_some());
        of_joining && reward.when.is_of_joining()
    }
}

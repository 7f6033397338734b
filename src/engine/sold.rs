//! Point 11: what members have ordered in a step.

use crate::units::Money;

/// What was sold in a step.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sold {
    pub orders: u64,
    /// Who has kept an order for the first time.
    pub buyers: u64,
    pub margin: Money,
    /// What of that goes back within the campaign: how many orders, and margins.
    pub returned: u64,
    pub margin_returned: Money,
    /// The same of what goes back after the end.
    pub later: u64,
    pub margin_later: Money,
}

impl Sold {
    /// This and more.
    pub fn and(self, other: Sold) -> Sold {
        Sold {
            orders: self.orders + other.orders,
            buyers: self.buyers + other.buyers,
            margin: self.margin + other.margin,
            returned: self.returned + other.returned,
            margin_returned: self.margin_returned + other.margin_returned,
            later: self.later + other.later,
            margin_later: self.margin_later + other.margin_later,
        }
    }
}

//! Amounts that are fixed or a part of a price.

use crate::units::Money;

/// What one reward costs, or one order leaves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum UnitCost {
    /// A fixed amount.
    Fixed(Money),
    /// A share of the price: of that of the next buyer, or of the order.
    ShareOfPrice(f64),
}

/// What that is at this price, to the nearest minor unit.
#[must_use]
pub fn unit_cost(cost: UnitCost, price: Money) -> Money {
    match cost {
        UnitCost::Fixed(money) => money,
        UnitCost::ShareOfPrice(share) => Money((share * price.0 as f64).round() as i128),
    }
}

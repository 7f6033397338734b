//! The price of joining, and what rewards cost that are a share of it.

use crate::model::{PriceModel, UnitCost, unit_cost};
use crate::units::Money;

/// The price of the next buyer after `payers`; nothing where joining is free.
#[must_use]
pub fn next_price(price: Option<&PriceModel>, payers: u64) -> Money {
    price.map_or(Money::ZERO, |price| price.start + price.step.times(payers / price.every))
}

/// What the buyers from number `from` (counted from 0) up to, not including, number `to` pay together.
#[must_use]
pub fn revenue(price: &PriceModel, from: u64, to: u64) -> Money {
    revenue_of_first(price, to) - revenue_of_first(price, from)
}

fn revenue_of_first(price: &PriceModel, payers: u64) -> Money {
    let (stairs, rest) = (i128::from(payers / price.every), i128::from(payers % price.every));
    // Beyond all the money of the world the sum stays where it is.
    let climbed = price.step.0.saturating_mul(stairs * (stairs - 1) / 2);
    let full = i128::from(price.every).saturating_mul((price.start.0 * stairs).saturating_add(climbed));
    let last = rest.saturating_mul(price.start.0 + price.step.0 * stairs);
    Money(full.saturating_add(last))
}

/// What rewards of this share of the price cost for the buyers from number `from` up to, not including, number `to`: each to
/// the nearest minor unit; where the price climbs more stairs than anybody counts, their sum is.
#[must_use]
pub fn share_of_revenue(price: &PriceModel, share: f64, from: u64, to: u64) -> Money {
    /// So many stairs are counted one by one.
    const STAIRS: u64 = 16;
    if to > from && (to - 1) / price.every - from / price.every >= STAIRS {
        return unit_cost(UnitCost::ShareOfPrice(share), revenue(price, from, to));
    }
    let mut sum = Money::ZERO;
    let mut buyer = from;
    while buyer < to {
        let stair_ends = (buyer / price.every + 1).saturating_mul(price.every).min(to);
        let each = unit_cost(UnitCost::ShareOfPrice(share), next_price(Some(price), buyer));
        sum += each.times(stair_ends - buyer);
        buyer = stair_ends;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revenue_climbs_the_stairs_of_a_real_course() {
        // 新世相营销课, 2018: 9.9 CNY, 5 more per 10,000 buyers.
        let price = PriceModel { start: Money(990), step: Money(500), every: 10_000, refund: None };
        assert_eq!(revenue(&price, 0, 70_000), Money(174_300_000));
        assert_eq!(revenue(&price, 0, 90_000), Money(269_100_000));
        assert_eq!(revenue(&price, 0, 100_000), Money(324_000_000));
        assert_eq!(revenue(&price, 9_999, 10_001), Money(990 + 1490));
        assert_eq!(next_price(Some(&price), 10_000), Money(1490));
    }

    /// Each gets a part of what the very buyer pays.
    #[test]
    fn shares_climb_with_the_price() {
        let price = PriceModel { start: Money(1000), step: Money(1000), every: 50, refund: None };
        assert_eq!(share_of_revenue(&price, 0.1, 0, 100), Money(15_000));
        assert_eq!(share_of_revenue(&price, 0.1, 49, 51), Money(300));
        assert_eq!(share_of_revenue(&price, 0.1, 7, 7), Money::ZERO);
        let course = PriceModel { start: Money(990), step: Money(500), every: 10_000, refund: None };
        assert_eq!(share_of_revenue(&course, 0.4, 0, 100_000), Money(129_600_000));
        let steep = PriceModel { start: Money(101), step: Money(2), every: 1, refund: None };
        let [one_by_one, summed] = [16, 17].map(|buyers| share_of_revenue(&steep, 0.5, 0, buyers));
        assert_eq!([one_by_one, summed], [Money(936), Money(995)], "each 50.5 is 51; the sum is 994.5");
    }

    #[test]
    fn shares_of_a_price_are_whole_fen() {
        assert_eq!(unit_cost(UnitCost::ShareOfPrice(0.6), Money(3900)), Money(2340));
        assert_eq!(unit_cost(UnitCost::ShareOfPrice(0.1), Money(995)), Money(100));
    }
}

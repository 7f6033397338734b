//! What members buy, in numbers.

use super::refund::{Paid, RefundModel};
use super::unit_cost::{UnitCost, unit_cost};
use crate::scenario::{Amount, Buyers, Buys, BuysWhen, Quantity, Scenario, Segment};
use crate::units::Money;

/// What the members of a segment buy.
#[derive(Clone, Debug)]
pub enum Sales {
    /// Nothing.
    None,
    /// Everybody the same at any time: nothing must be known of a buyer but whether he has bought before.
    Even(Sale),
    /// Whatever the kinds of orders, in the order of the file: who buys is looked at.
    Apart(Vec<Sale>),
}

/// One kind of order.
#[derive(Clone, Debug)]
pub struct Sale {
    /// When it is made.
    pub time: SaleTime,
    /// Who makes it.
    pub who: Buyers,
    /// What the buyer pays; nothing where that is not said.
    pub price: Money,
    /// What it leaves.
    pub margin: Money,
    /// Who of the buyers gets his money back, if some do.
    pub refund: Option<RefundModel>,
}

/// When orders are made.
#[derive(Clone, Copy, Debug)]
pub enum SaleTime {
    /// At any time: the mean number of a member in a whole step.
    Any(f64),
    /// At one moment of a step (0 to 1), by everybody who is there then, with this chance.
    At {
        /// The step.
        step: u32,
        /// The moment of it; in cycles its beginning.
        moment: f64,
        /// Chance of each.
        chance: f64,
    },
    /// So many steps after joining, by everybody who is still there, with this chance.
    After {
        /// Steps; in cycles whole ones.
        steps: f64,
        /// Chance of each.
        chance: f64,
    },
}

impl Sales {
    pub(super) fn compile(segment: &Segment, scenario: &Scenario, drawn: &[f64]) -> Sales {
        let money = |quantity: &Quantity| Money::from_major(quantity.value(drawn), &scenario.currency);
        let sale = |buys: &Buys| {
            let price = buys.price.as_ref().map_or(Money::ZERO, &money);
            Sale {
                time: SaleTime::compile(&buys.when, scenario, drawn),
                who: buys.who,
                price,
                margin: match &buys.margin {
                    Amount::Money(margin) => money(margin),
                    Amount::ShareOfPrice(part) => unit_cost(UnitCost::ShareOfPrice(part.value(drawn)), price),
                },
                refund: buys.refund.as_ref().map(|refund| {
                    let paid = SaleTime::compile(&buys.when, scenario, drawn).paid();
                    RefundModel::compile(refund, paid, scenario, drawn)
                }),
            }
        };
        match &segment.buys[..] {
            _ if segment.fake => Sales::None,
            // Who waits for somebody's orders must know who is there, whether or not he orders.
            all if scenario.incentive.iter().any(|reward| reward.when.is_of_orders()) => {
                Sales::Apart(all.iter().map(sale).collect())
            }
            [] => Sales::None,
            [buys]
                if buys.who.is_all()
                    && buys.refund.is_none()
                    && matches!(buys.when, BuysWhen::Often { .. }) =>
            {
                Sales::Even(sale(buys))
            }
            all => Sales::Apart(all.iter().map(sale).collect()),
        }
    }

    /// Whether anything is bought.
    #[must_use]
    pub fn are_any(&self) -> bool {
        !matches!(self, Sales::None)
    }

    /// What an order leaves, where all are alike.
    #[must_use]
    pub fn margin(&self) -> Money {
        match self {
            Sales::Even(sale) => sale.margin,
            Sales::None | Sales::Apart(_) => Money::ZERO,
        }
    }

    /// The kinds of orders, where it is looked at who buys.
    #[inline]
    #[must_use]
    pub fn apart(&self) -> &[Sale] {
        match self {
            Sales::None | Sales::Even(_) => &[],
            Sales::Apart(all) => all,
        }
    }
}

impl SaleTime {
    /// The mean number of orders of a member in a whole step, where they are made at any time.
    #[must_use]
    pub fn mean(self) -> f64 {
        match self {
            SaleTime::Any(mean) => mean,
            SaleTime::At { .. } | SaleTime::After { .. } => 0.0,
        }
    }

    /// When in a step it is paid.
    fn paid(self) -> Paid {
        match self {
            SaleTime::At { moment, .. } => Paid::At(moment),
            SaleTime::Any(_) | SaleTime::After { .. } => Paid::Anytime,
        }
    }

    fn compile(when: &BuysWhen, scenario: &Scenario, drawn: &[f64]) -> SaleTime {
        let clock = scenario.clock;
        let step_days = clock.step_days();
        let in_cycles = scenario.is_in_cycles();
        match when {
            BuysWhen::Often { times, period } => {
                SaleTime::Any(times.value(drawn) / period.days() * step_days)
            }
            BuysWhen::At { at_days, chance } => {
                let step = clock.step_at(*at_days);
                let moment = (at_days / step_days - f64::from(step)).clamp(0.0, 1.0);
                let moment = if moment < 1e-9 || in_cycles { 0.0 } else { moment };
                SaleTime::At { step, moment, chance: chance.value(drawn) }
            }
            BuysWhen::After { after_days, chance } => {
                let steps = after_days / step_days;
                let whole = (steps + 1e-9).floor();
                let steps = if in_cycles || steps - whole < 1e-9 { whole } else { steps };
                SaleTime::After { steps, chance: chance.value(drawn) }
            }
        }
    }
}

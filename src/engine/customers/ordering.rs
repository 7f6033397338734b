//! Who orders how often, and what that earns.

use super::claims::{Claim, OrderClaims, Promised, rules};
use super::group::Customers;
use super::lot::Lot;
use super::presence;
use crate::engine::made::Made;
use crate::engine::market::distinct;
use crate::engine::now::Step;
use crate::engine::returned::{Returned, among, how_many, in_time};
use crate::engine::sold::Sold;
use crate::engine::thin::number;
use crate::model::{OnOrders, OrderEvent, Sale, SaleTime};
use crate::rng::{Stream, binomial, poisson};
use crate::units::Money;

/// Members of a lot who order at one kind of order: those who are there at the end of the step, and those who have left in it.
#[derive(Clone, Copy, Debug)]
struct Buying {
    people: [u64; 2],
    /// Their orders, all together.
    orders: u64,
    /// How often each of them ordered, where that is looked at.
    times: u64,
    /// The moment of the step at which they did, where there is one.
    moment: Option<f64>,
}

impl Customers {
    /// Members order at one kind of order.
    pub(super) fn order(
        &mut self,
        at: Step<'_>,
        (segment, index): (usize, usize),
        sale: &Sale,
        rate: f64,
        stream: &mut Stream,
        claims: &mut OrderClaims,
    ) -> Sold {
        let mut sold = Sold::default();
        let mut buying = Vec::new();
        for place in 0..self.lots.len() {
            if !self.lots[place].is_addressed(sale) {
                continue;
            }
            self.lots[place].buying(at, index, sale, rate, stream, &mut buying);
            for some in buying.drain(..) {
                let lot = &mut self.lots[place];
                let back = Back::draw(sale, lot.kind.bought, &some, stream);
                sold = sold.and(back.sold(at, sale, lot.kind.bought, &some));
                let buyers = lot.settle(at, (segment, sale), some, &back, stream, claims);
                self.lots.extend(buyers);
            }
        }
        sold
    }
}

/// Which of some orders are paid back, and which first ones among them.
struct Back {
    all: Returned,
    first: Returned,
}

impl Back {
    fn draw(sale: &Sale, bought: bool, buying: &Buying, stream: &mut Stream) -> Back {
        let all = sale.refund.as_ref().map_or(Returned::new(), |refund| refund.draw(stream, buying.orders));
        let first = match bought || all.is_empty() {
            true => Returned::new(),
            false => among(stream, &all, buying.orders, buying.people.iter().sum()),
        };
        Back { all, first }
    }

    /// What was sold.
    fn sold(&self, at: Step<'_>, sale: &Sale, bought: bool, buying: &Buying) -> Sold {
        let returned = in_time(at, &self.all);
        let later = how_many(&self.all) - returned;
        Sold {
            orders: buying.orders,
            first: if bought { 0 } else { buying.people.iter().sum() },
            margin: sale.margin.times(buying.orders),
            returned,
            first_returned: in_time(at, &self.first),
            margin_returned: sale.margin.times(returned),
            later,
            margin_later: sale.margin.times(later),
        }
    }

    /// Which of so many orders that earn something are paid back.
    fn of(&self, event: OrderEvent, earned: u64, buying: &Buying, stream: &mut Stream) -> Returned {
        match event {
            OrderEvent::First => among(stream, &self.first, buying.people.iter().sum(), earned),
            OrderEvent::Spent(_) | OrderEvent::Each => among(stream, &self.all, buying.orders, earned),
        }
    }
}

impl Lot {
    /// Who of them orders, and how often.
    fn buying(
        &self,
        at: Step<'_>,
        index: usize,
        sale: &Sale,
        rate: f64,
        stream: &mut Stream,
        buying: &mut Vec<Buying>,
    ) {
        let people = [self.present, self.left];
        match sale.time {
            SaleTime::Any(mean) => {
                let means = self.parts().map(|part| mean * part);
                let spends = self.kind.spent < at.model.order_rules.most_spent && sale.price > Money::ZERO;
                if spends {
                    one_by_one(people, means, stream, buying)
                } else {
                    together(people, means, stream, buying)
                }
            }
            SaleTime::At { step, moment, chance } if step == at.t => {
                let there = presence::there_at(at, self.came, moment, rate);
                once(people, there.map(|there| chance * there), Some(moment), stream, buying);
            }
            SaleTime::After { .. } => {
                let due = self.kind.dues.iter().find(|due| due.sale == index && due.step == at.t);
                if let Some(due) = due {
                    let chances = [1.0, presence::still_there(at, self.came, due, rate)];
                    once(people, chances, None, stream, buying);
                }
            }
            SaleTime::At { .. } => {}
        }
    }

    /// Some of them have ordered: what that earns, and who is another buyer since.
    fn settle(
        &mut self,
        at: Step<'_>,
        (segment, sale): (usize, &Sale),
        buying: Buying,
        back: &Back,
        stream: &mut Stream,
        claims: &mut OrderClaims,
    ) -> Option<Lot> {
        let most_spent = at.model.order_rules.most_spent.max(self.kind.spent);
        let spent = (self.kind.spent + sale.price.times(buying.times)).min(most_spent);
        let mut over = 0;
        for rule in rules(self.kind.promised | claims.to_buyers) {
            let Some(on_orders) = at.model.rules[rule].on_orders else { continue };
            let earned = if at.t < on_orders.until { self.earned(on_orders, &buying, spent) } else { 0 };
            if earned == 0 {
                continue;
            }
            let in_time = self.in_time(at, on_orders, sale, &buying);
            let count = if in_time >= 1.0 { earned } else { binomial(stream, earned, in_time) };
            let now = Promised { made: Made::Now { moment: buying.moment }, segment };
            let promised = self.kind.promised_when(at.t, rule);
            if count > 0 {
                let worth = at.model.rules[rule].cost_of_order(sale.price).times(count);
                let (row, promised) = (self.kind.row, promised.unwrap_or(now));
                let moment = buying.moment;
                let claim = Claim { rule, segment, row, count, worth, promised, moment, returns: None };
                claims.earn(claim, &back.of(on_orders.event, count, &buying, stream));
            }
            if let Some(promised) = promised.filter(|_| on_orders.event != OrderEvent::Each) {
                over |= 1 << rule;
                claims.give_up(rule, earned - count, promised);
            }
        }
        if self.kind.bought && over == 0 && spent == self.kind.spent {
            return None;
        }
        let mut buyers = self.split_off(buying.people);
        (buyers.kind.bought, buyers.kind.spent) = (true, spent);
        buyers.kind.forget(over);
        Some(buyers)
    }

    /// How many rewards that is, who has spent so much since.
    fn earned(&self, on_orders: OnOrders, buying: &Buying, spent: Money) -> u64 {
        let people = buying.people.iter().sum();
        match on_orders.event {
            OrderEvent::First if self.kind.bought => 0,
            OrderEvent::Spent(goal) if self.kind.spent >= goal || spent < goal => 0,
            OrderEvent::First | OrderEvent::Spent(_) => people,
            OrderEvent::Each => buying.orders,
        }
    }

    /// Chance of an order of this step to come soon enough after joining.
    fn in_time(&self, at: Step<'_>, on_orders: OnOrders, sale: &Sale, buying: &Buying) -> f64 {
        let Some((steps, joined)) = on_orders.within.zip(self.kind.joined) else { return 1.0 };
        match sale.time {
            SaleTime::After { steps: after, .. } => f64::from(u8::from(after < steps)),
            SaleTime::At { .. } => joined.within(at.t, steps, buying.moment, at.model.in_cycles),
            SaleTime::Any(mean) => {
                let part = joined.within(at.t, steps, None, at.model.in_cycles);
                // The first of several comes early.
                let first = on_orders.event == OrderEvent::First && mean > 0.0;
                if first { libm::expm1(-mean * part) / libm::expm1(-mean) } else { part }
            }
        }
    }
}

/// Each a Poisson number of times, with these means, where it does not matter how often each.
fn together(people: [u64; 2], means: [f64; 2], stream: &mut Stream, buying: &mut Vec<Buying>) {
    let mut buyers = [0; 2];
    let mut orders = 0;
    for side in 0..2 {
        let of_side = poisson(stream, means[side] * number(people[side]));
        buyers[side] = distinct(stream, of_side, people[side]);
        orders += of_side;
    }
    if orders > 0 {
        buying.push(Buying { people: buyers, orders, times: 0, moment: None });
    }
}

/// The same where it does: those who order as often are told together.
fn one_by_one(people: [u64; 2], means: [f64; 2], stream: &mut Stream, buying: &mut Vec<Buying>) {
    for side in 0..2 {
        let (mut left, mut times) = (people[side], 0);
        let (mut chance, mut rest) = (libm::exp(-means[side]), 1.0);
        while left > 0 {
            // So many times is beyond what anybody does, or rounding has eaten the rest.
            let all = rest <= f64::EPSILON || chance >= rest;
            let count = if all { left } else { binomial(stream, left, chance / rest) };
            if count > 0 && times > 0 {
                let mut buyers = [0; 2];
                buyers[side] = count;
                buying.push(Buying { people: buyers, orders: times * count, times, moment: None });
            }
            left -= count;
            rest -= chance;
            times += 1;
            chance *= means[side] / number(times);
        }
    }
}

/// Each at most once, with these chances.
fn once(
    people: [u64; 2],
    chances: [f64; 2],
    moment: Option<f64>,
    stream: &mut Stream,
    buying: &mut Vec<Buying>,
) {
    let mut chosen = |side: usize| {
        let chance = chances[side].clamp(0.0, 1.0);
        if chance >= 1.0 { people[side] } else { binomial(stream, people[side], chance) }
    };
    let people = [chosen(0), chosen(1)];
    let orders = people.iter().sum();
    if orders > 0 {
        buying.push(Buying { people, orders, times: 1, moment });
    }
}

//! Who orders how often, and what that earns.

use super::back::Back;
use super::claims::{Claim, OrderClaims, Promised, rules};
use super::group::Customers;
use super::lot::Lot;
use super::presence;
use super::selling::{Buying, Selling};
use crate::engine::made::Made;
use crate::engine::market::distinct;
use crate::engine::now::Step;
use crate::engine::sold::Sold;
use crate::engine::thin::number;
use crate::model::{OnOrders, OrderEvent, Sale, SaleTime};
use crate::rng::{Stream, binomial, poisson};
use crate::units::Money;

/// So many orders that are kept, on average: nobody is then without one.
const MANY: f64 = 40.0;

impl Customers {
    /// Members order at one kind of order.
    pub(super) fn order(
        &mut self,
        at: Step<'_>,
        selling: Selling<'_>,
        stream: &mut Stream,
        claims: &mut OrderClaims,
    ) -> Sold {
        let mut sold = Sold::default();
        let mut buying = Vec::new();
        for place in 0..self.lots.len() {
            if !self.lots[place].is_addressed(selling.sale) {
                continue;
            }
            self.lots[place].buying(at, selling, stream, &mut buying);
            let spends = self.lots[place].spends(at, selling.sale);
            let mut draw = |some| (some, Back::draw(at, selling, &self.lots[place].kind, &some, stream));
            let mut known: Vec<(Buying, Back)> = buying.drain(..).map(&mut draw).collect();
            if !spends {
                let all =
                    known.drain(..).reduce(|(some, back), (more, other)| (some.and(more), back.and(other)));
                known.extend(all);
            }
            for (some, back) in known {
                let lot = &mut self.lots[place];
                sold = sold.and(back.sold(at, selling, &lot.kind, &some));
                let buyers = lot.settle(at, selling, some, &back, stream, claims);
                self.lots.extend(buyers.into_iter().flatten());
            }
        }
        sold
    }
}

impl Lot {
    /// Who of them orders, and how often.
    fn buying(&self, at: Step<'_>, selling: Selling<'_>, stream: &mut Stream, buying: &mut Vec<Buying>) {
        let Selling { sale, index, rate, .. } = selling;
        let people = [self.present, self.left];
        match sale.time {
            SaleTime::Any(mean) => {
                let means = self.parts().map(|part| mean * part);
                if self.spends(at, sale) || self.may_keep_nothing(selling, means) {
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
        Selling { sale, segment, .. }: Selling<'_>,
        buying: Buying,
        back: &Back,
        stream: &mut Stream,
        claims: &mut OrderClaims,
    ) -> [Option<Lot>; 2] {
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
        let keepers = [0, 1].map(|side| buying.people[side] - back.keep_nothing[side]);
        [(keepers, true), (back.keep_nothing, self.kind.kept)].map(|(people, kept)| {
            let is_another =
                !self.kind.bought || self.kind.kept != kept || over != 0 || spent != self.kind.spent;
            if !is_another || people == [0; 2] {
                return None;
            }
            let mut buyers = self.split_off(people);
            (buyers.kind.bought, buyers.kind.kept, buyers.kind.spent) = (true, kept, spent);
            buyers.kind.forget(over);
            Some(buyers)
        })
    }

    /// Whether it matters how much each of them spends.
    fn spends(&self, at: Step<'_>, sale: &Sale) -> bool {
        self.kind.spent < at.model.order_rules.most_spent && sale.price > Money::ZERO
    }

    /// Whether some who order so often on average may keep none of it, and have kept none before.
    fn may_keep_nothing(&self, Selling { goes_back, .. }: Selling<'_>, means: [f64; 2]) -> bool {
        let may = |mean: f64| mean > 0.0 && mean * (1.0 - goes_back) < MANY;
        goes_back > 0.0 && !self.kind.kept && means.into_iter().any(may)
    }

    /// How many rewards that is, who has spent so much since.
    fn earned(&self, on_orders: OnOrders, buying: &Buying, spent: Money) -> u64 {
        let people = buying.count();
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
        let mut left = people[side];
        let (mut times, mut chance) = fewest(means[side]);
        let mut rest = 1.0;
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

/// The least number of a Poisson law that anybody draws, and its chance.
fn fewest(mean: f64) -> (u64, f64) {
    // Beyond, nobody's chance is too small for a number of the machine.
    let times = if mean < 700.0 { 0.0 } else { (mean - 30.0 * mean.sqrt()).floor() };
    (times as u64, libm::exp(times * libm::log(mean.max(1.0)) - mean - libm::lgamma(times + 1.0)))
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

//! What somebody's orders earn, order by order.

use super::people::{Answer, Member};
use super::promises::{Promise, State};
use super::refunds::Return;
use super::world::GRID;
use super::{Campaign, Start};
use kfactor::scenario::{Buys, BuysWhen, Recipient, Reward, Trigger};
use kfactor::units::Money;
use rand::RngExt;

/// An order: when it comes, what the buyer pays, and when he gets it back.
#[derive(Clone, Copy)]
pub(super) struct Order {
    pub moment: f64,
    /// Whether the moment is known beforehand.
    at: bool,
    price: Money,
    pub returns: Option<Return>,
}

/// Whether it is about orders.
pub(super) fn is_of_orders(rule: &Reward) -> bool {
    matches!(rule.when, Trigger::Buy | Trigger::Spent(_) | Trigger::Order)
}

impl Campaign<'_> {
    /// Member `id` has made these orders, of one kind.
    pub(super) fn orders_earn(&mut self, t: u32, id: usize, orders: Vec<Order>, start: &Start) {
        for order in orders {
            let (first, before) = (!self.members[id].bought, self.members[id].spent);
            if self.is_back(order.returns) {
                self.tally.refunds += 1;
            } else {
                self.members[id].kept = true;
            }
            self.members[id].bought = true;
            self.members[id].spent = before + order.price;
            let goal = |spent: u32| Money::from_major(f64::from(spent), &self.world.scenario.currency);
            let earns: Vec<bool> = (self.world.scenario.incentive.iter())
                .map(|rule| match rule.when {
                    Trigger::Buy => first,
                    Trigger::Spent(spent) => before < goal(spent) && before + order.price >= goal(spent),
                    Trigger::Order => true,
                    _ => false,
                })
                .collect();
            for rule in (0..earns.len()).filter(|rule| earns[*rule]) {
                self.order_earns(t, id, rule, &order, start);
            }
        }
    }

    /// When an order comes: at any moment at which he is there, unless that is said.
    pub(super) fn order(&mut self, t: u32, came: f64, buys: &Buys) -> Order {
        let price = buys.price.as_ref().map_or(Money::ZERO, |price| self.world.money(price));
        let step = self.world.step_days();
        let moment = match &buys.when {
            BuysWhen::At { at_days, .. } => at_days / step,
            BuysWhen::After { after_days, .. } => came + after_days / step,
            _ => {
                let from = (came - f64::from(t)).max(0.0);
                f64::from(t) + from + self.rng.random::<f64>() * (1.0 - from)
            }
        };
        let at = matches!(buys.when, BuysWhen::At { .. });
        let paid = if self.world.cycles { f64::from(t) } else { moment };
        Order { moment, at, price, returns: self.returns(buys.refund.as_ref(), paid) }
    }

    /// By one rule.
    fn order_earns(&mut self, t: u32, id: usize, rule: usize, order: &Order, start: &Start) {
        let of = &self.world.scenario.incentive[rule];
        let Member { segment, invitee, came, .. } = self.members[id];
        let counts = of.until_days.is_none_or(|until| f64::from(t) * self.world.step_days() + GRID < until);
        let in_time = counts && of.within_days.is_none_or(|days| self.is_within(t, days, order.moment, came));
        if of.to == Recipient::Buyer {
            if start.on_offer[rule] && in_time && self.is_below_the_cap(rule, id) {
                let moment = order.at.then_some(order.moment - f64::from(t));
                let due = Some(t + self.falls_later(of, Some(order.moment - f64::from(t))));
                let promise = Promise::due_at_once(rule, segment, order.price, t);
                self.promises.push(Promise { moment, due, returns: order.returns, ..promise });
            }
            return;
        }
        let hanging = invitee.map_or(Vec::new(), |invitee| self.invitees[invitee].promises.clone());
        let waits = |promise: &usize| self.promises[*promise].rule == rule && self.promises[*promise].waits();
        let Some(promise) = hanging.into_iter().find(waits) else { return };
        let counts = in_time && self.is_below_the_cap(rule, id);
        let Promise { to, made, moment, within, .. } = self.promises[promise];
        let due = Some(t + self.falls_later(of, Some(order.moment - f64::from(t))));
        let returns = order.returns;
        match of.when {
            Trigger::Order if counts => {
                let one = Promise::due_at_once(rule, to, order.price, t);
                if let Some(invitee) = invitee {
                    self.invitees[invitee].promises.push(self.promises.len());
                }
                self.promises.push(Promise { made, moment, within, due, returns, ..one });
            }
            Trigger::Order => {}
            _ if counts => {
                let promise = &mut self.promises[promise];
                (promise.due, promise.price, promise.returns) = (due, order.price, returns);
            }
            _ => self.fall(promise, State::Void),
        }
    }

    fn is_within(&self, t: u32, days: f64, moment: f64, came: f64) -> bool {
        if self.world.cycles {
            return t - (came as u32) < self.world.whole_steps(days);
        }
        moment - came < days / self.world.step_days()
    }

    /// Whether who is paid for an order of member `id` can still earn something by a rule; then he has.
    fn is_below_the_cap(&mut self, rule: usize, id: usize) -> bool {
        let of = &self.world.scenario.incentive[rule];
        let inviter = |id: usize| self.members[id].origin.inviter();
        let to = match of.to {
            Recipient::Inviter => inviter(id),
            Recipient::Upline => inviter(id).and_then(inviter),
            Recipient::Invitee | Recipient::Buyer => Some(id),
        };
        let part = self.world.parts[rule].of;
        let earned = to.map(|to| &mut self.members[to].earned[part]);
        let below = earned.filter(|earned| of.cap.is_none_or(|cap| **earned < cap));
        below.map(|earned| *earned += 1).is_some()
    }

    /// What is on offer to a member: not what he has earned as often as he can.
    pub(super) fn offers_to(&self, id: usize, on_offer: &[bool]) -> Vec<bool> {
        let rules = self.world.scenario.incentive.iter().enumerate();
        let used_up = |(rule, of): (usize, &Reward)| {
            of.to == Recipient::Inviter
                && is_of_orders(of)
                && of.cap.is_some_and(|cap| self.members[id].earned[self.world.parts[rule].of] >= cap)
        };
        rules.zip(on_offer).map(|(rule, on)| *on && !used_up(rule)).collect()
    }

    /// The orders of a step are over: what hangs on who has left, or can order in time no more, is void.
    pub(super) fn end_of_waiting(&mut self, t: u32) {
        for invitee in 0..self.invitees.len() {
            let Answer::Joined { .. } = self.invitees[invitee].answer else { continue };
            let Some(id) = self.invitees[invitee].member else { continue };
            let (gone, joined) = (!self.members[id].present, self.members[id].joined);
            for promise in self.invitees[invitee].promises.clone() {
                let rule = &self.world.scenario.incentive[self.promises[promise].rule];
                let (within, step) = (rule.within_days, self.world.step_days());
                let ends = rule.until_days.is_some_and(|until| f64::from(t + 1) * step + GRID >= until);
                let over = ends
                    || within.is_some_and(|days| match self.world.cycles {
                        true => t + 1 - joined >= self.world.whole_steps(days),
                        false => f64::from(t - joined) >= days / step,
                    });
                if self.promises[promise].waits() && (gone || over) {
                    self.fall(promise, State::Void);
                }
            }
        }
    }
}

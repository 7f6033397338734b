//! What somebody's orders earn, order by order.

use super::people::{Answer, Member};
use super::promises::{Promise, State};
use super::refunds::Return;
use super::world::GRID;
use super::{Campaign, Start};
use kfactor::scenario::{Buys, BuysWhen, Recipient, Reward, Trigger};
use kfactor::units::Money;
use rand::RngExt;
use rand::seq::SliceRandom;

/// An order: when it comes, what the buyer pays, and when he gets it back.
#[derive(Clone, Copy)]
pub(super) struct Order {
    pub moment: f64,
    /// Whether the moment is known beforehand.
    at: bool,
    price: Money,
    pub returns: Option<Return>,
}

/// What an order of member `id` has earned by a rule.
pub(super) struct Claim {
    id: usize,
    rule: usize,
    order: Order,
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
        let came = self.members[id].came;
        let counts = of.until_days.is_none_or(|until| f64::from(t) * self.world.step_days() + GRID < until);
        let in_time = counts && of.within_days.is_none_or(|days| self.is_within(t, days, order.moment, came));
        if of.to == Recipient::Buyer {
            if start.on_offer[rule] && in_time && self.is_below_the_cap(rule, id) {
                self.claims.push(Claim { id, rule, order: *order });
            }
            return;
        }
        let Some(promise) = self.waiting_for(id, rule) else { return };
        if in_time && self.is_below_the_cap(rule, id) {
            self.claims.push(Claim { id, rule, order: *order });
        } else if of.when != Trigger::Order {
            self.fall(promise, State::Void);
        }
    }

    /// The promise by a rule that waits for orders of member `id`.
    fn waiting_for(&self, id: usize, rule: usize) -> Option<usize> {
        let hanging = self.members[id].invitee.map_or(&[][..], |invitee| &self.invitees[invitee].promises);
        let waits = |promise: &usize| self.promises[*promise].rule == rule && self.promises[*promise].waits();
        hanging.iter().copied().find(waits)
    }

    /// What the orders of a step earn is due, now or later: in any order, while the money of the day covers it.
    pub(super) fn claims_take_their_money(&mut self, t: u32) {
        let mut claims = std::mem::take(&mut self.claims);
        if self.ledger.today.is_some() {
            claims.shuffle(&mut self.rng);
        }
        for Claim { id, rule, order } in claims {
            let of = &self.world.scenario.incentive[rule];
            let promise = if of.to == Recipient::Buyer { None } else { self.waiting_for(id, rule) };
            let made = promise.map_or(t, |promise| self.promises[promise].made);
            let cost = self.world.cost(of, order.price.minor(), made);
            if self.ledger.covers_today(cost) {
                self.ledger.today = self.ledger.today.map(|left| left - cost);
                self.falls_due(t, id, rule, promise, &order);
            } else if let Some(promise) = promise.filter(|_| of.when != Trigger::Order) {
                self.fall(promise, State::Void);
            }
        }
    }

    fn falls_due(&mut self, t: u32, id: usize, rule: usize, promise: Option<usize>, order: &Order) {
        let of = &self.world.scenario.incentive[rule];
        let Member { segment, invitee, .. } = self.members[id];
        let due = Some(t + self.falls_later(of, Some(order.moment - f64::from(t))));
        let returns = order.returns;
        let Some(promise) = promise else {
            let moment = order.at.then_some(order.moment - f64::from(t));
            let promise = Promise::due_at_once(rule, segment, order.price, t);
            self.promises.push(Promise { moment, due, returns, ..promise });
            return;
        };
        let Promise { to, made, moment, within, .. } = self.promises[promise];
        if of.when == Trigger::Order {
            let one = Promise::due_at_once(rule, to, order.price, t);
            if let Some(invitee) = invitee {
                self.invitees[invitee].promises.push(self.promises.len());
            }
            self.promises.push(Promise { made, moment, within, due, returns, ..one });
        } else {
            let promise = &mut self.promises[promise];
            (promise.due, promise.price, promise.returns) = (due, order.price, returns);
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
        let caps = [of.cap, of.cap_per_day];
        let is_below =
            |earned: &[u32; 2]| (0..2).all(|place| caps[place].is_none_or(|cap| earned[place] < cap));
        let below = earned.filter(|earned| is_below(earned));
        below.map(|earned| *earned = earned.map(|times| times + 1)).is_some()
    }

    /// What is on offer to a member: not what he has earned as often as he can.
    pub(super) fn offers_to(&self, id: usize, on_offer: &[bool]) -> Vec<bool> {
        let rules = self.world.scenario.incentive.iter().enumerate();
        let used_up = |(rule, of): (usize, &Reward)| {
            of.to == Recipient::Inviter
                && is_of_orders(of)
                && of.cap.is_some_and(|cap| self.members[id].earned[self.world.parts[rule].of][0] >= cap)
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

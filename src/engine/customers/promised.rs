//! Rewards that wait for somebody's orders: on whom they hang, and when no order can keep them any more.

use super::claims::{OrderClaims, Promised, rules};
use super::group::Customers;
use super::lot::{Fresh, Lot};
use super::time::Joined;
use crate::engine::made::Made;
use crate::engine::now::Step;
use crate::model::{Model, OnOrders};
use crate::rng::{Purpose, Stream, lane, multivariate_hypergeometric};
use crate::terms::kept;

/// Promises of a rule that hang on invitees of a segment who stand at the door and were let in.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Hanging {
    pub rule: usize,
    pub segment: usize,
    pub count: u64,
    /// The rows of these people, where it is asked who orders.
    pub rows: Vec<u32>,
    pub promised: Promised,
}

/// Promises hang on some of those at the door, who are known, or whoever they are; all are of one segment.
pub(in crate::engine) fn hang(at: Step<'_>, customers: &mut [&mut Customers], hanging: &Hanging) {
    if hanging.rows.is_empty() {
        hang_on_some(at, customers, hanging);
        return;
    }
    let is_meant =
        |lot: &&mut Lot| lot.kind.at_the_door && lot.kind.row.is_some_and(|row| hanging.rows.contains(&row));
    let lots = customers.iter_mut().flat_map(|customers| &mut customers.lots).filter(is_meant);
    lots.for_each(|lot| lot.kind.promise(at.t, hanging.rule, hanging.promised));
}

fn hang_on_some(at: Step<'_>, customers: &mut [&mut Customers], hanging: &Hanging) {
    let model = &at.model.rules;
    let others =
        rules(at.model.order_rules.promised).filter(|rule| model[*rule].excludes(&model[hanging.rule]));
    let same = others.fold(0, |bits, rule| bits | 1 << rule);
    let is_meant = |lot: &Lot| lot.kind.at_the_door && lot.kind.promised & same == 0;
    let lots = customers.iter().flat_map(|customers| &customers.lots).filter(|lot| is_meant(lot));
    let people: Vec<u64> = lots.flat_map(|lot| [lot.present, lot.left]).collect();
    let mut chosen = people.clone();
    if hanging.count < people.iter().sum() {
        let lane = lane::of_hanging(hanging.rule, hanging.segment);
        let stream = &mut at.stream(Purpose::Customers, lane);
        multivariate_hypergeometric(stream, &people, hanging.count, &mut chosen);
    }
    let mut chosen = chosen.chunks_exact(2);
    for customers in customers.iter_mut() {
        for place in 0..customers.lots.len() {
            if !is_meant(&customers.lots[place]) {
                continue;
            }
            let Some(&[present, left]) = chosen.next() else { return };
            let mut some = customers.lots[place].split_off([present, left]);
            some.kind.promise(at.t, hanging.rule, hanging.promised);
            customers.lots.push(some);
        }
        customers.lots.retain(|lot| lot.people() > 0);
    }
}

/// Nobody stands at the door any more.
pub(in crate::engine) fn close_door<'a>(customers: impl Iterator<Item = &'a mut Customers>) {
    customers.flat_map(|customers| &mut customers.lots).for_each(|lot| lot.kind.at_the_door = false);
}

/// Nothing waits for anybody's orders any more, nor for those of who has left in this step; how many promises did is added, by rule.
pub(in crate::engine) fn forget_promises<'a>(
    customers: impl Iterator<Item = &'a mut Customers>,
    waiting: &mut [u64],
) {
    for lot in customers.flat_map(|customers| &mut customers.lots) {
        rules(lot.kind.promised).for_each(|rule| waiting[rule] += lot.people());
        lot.kind.promised = 0;
    }
}

/// Takes back the promises of a rule that were made in this step, hang on people who have joined and do not stand; this is the
/// chance of each to stand. How many are taken back. Whoever was before the moment from which they do not was it for all rules.
pub(in crate::engine) fn take_back<'a>(
    at: Step<'_>,
    stream: &mut Stream,
    customers: impl Iterator<Item = &'a mut Customers>,
    rule: usize,
    chance: impl Fn(Promised) -> f64,
) -> u64 {
    let mut taken_back = 0;
    for customers in customers {
        for place in 0..customers.lots.len() {
            let lot = &mut customers.lots[place];
            let promised =
                lot.kind.promised_when(at.t, rule).filter(|promised| promised.made != Made::Before);
            let Some(promised) = promised.filter(|_| lot.kind.is_promised(rule)) else { continue };
            let without = lot.accepted_after(stream, chance(promised), rule);
            taken_back += without.present;
            customers.lots.push(without);
        }
        customers.lots.retain(|lot| lot.people() > 0);
    }
    taken_back
}

/// How many promises wait for orders, by rule.
pub(in crate::engine) fn promised_orders<'a>(
    customers: impl Iterator<Item = &'a Customers>,
    model: &Model,
) -> Vec<u64> {
    let mut waiting = vec![0; model.rules.len()];
    for lot in customers.flat_map(|customers| &customers.lots) {
        rules(lot.kind.promised).for_each(|rule| waiting[rule] += lot.present);
    }
    waiting
}

impl Customers {
    /// Who has left orders no more, and for some it is too late.
    pub(super) fn end_promises(&mut self, at: Step<'_>, claims: &mut OrderClaims) {
        for lot in self.lots.iter_mut().filter(|lot| lot.kind.promised != 0) {
            for rule in rules(lot.kind.promised) {
                let Some(promised) = lot.kind.promised_when(at.t, rule) else { continue };
                claims.give_up(rule, lot.left + lot.lost, promised);
                let Some(OnOrders { within, until, .. }) = at.model.rules[rule].on_orders else { continue };
                let over = |(steps, joined): (f64, Joined)| joined.is_over(at.t, steps, at.model.in_cycles);
                if at.t + 1 >= until || within.zip(lot.kind.joined).is_some_and(over) {
                    claims.give_up(rule, lot.present, promised);
                    lot.kind.forget(1 << rule);
                }
            }
        }
    }
}

impl Lot {
    /// Takes out those of the present who accepted when this part of the step's acceptances was over: to them the rule promises
    /// nothing.
    fn accepted_after(&mut self, stream: &mut Stream, part: f64, rule: usize) -> Lot {
        let [from, to] = self.kind.accepted;
        let cut = part.clamp(from, to);
        let before = if to > from { kept(stream, self.present, (cut - from) / (to - from)) } else { 0 };
        let mut after = self.split_off([self.present - before, 0]);
        (self.kind.accepted, after.kind.accepted) = ([from, cut], [cut, to]);
        after.kind.forget(1 << rule);
        after
    }
}

impl super::lot::Kind {
    /// Something is promised in step `t`, or was before.
    fn promise(&mut self, t: u32, rule: usize, promised: Promised) {
        self.promised |= 1 << rule;
        if promised.made != Made::Before {
            self.fresh.push(Fresh { step: t, rule, promised });
        }
    }

    /// Whether orders are to earn something by a rule.
    pub fn is_promised(&self, rule: usize) -> bool {
        self.promised >> rule & 1 == 1
    }

    /// When it was promised; nothing where it never was.
    pub fn promised_when(&self, t: u32, rule: usize) -> Option<Promised> {
        let fresh = self.fresh.iter().find(|fresh| fresh.rule == rule && fresh.step == t);
        let before = Promised { made: Made::Before, segment: 0 };
        fresh.map(|fresh| fresh.promised).or(self.is_promised(rule).then_some(before))
    }
}

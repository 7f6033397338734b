//! Rewards that wait for orders: they hang on who has joined, fall due when he orders, and come to nothing when he cannot any
//! more. A reward for each order is promised with the order; until then it is none, though it is known whose orders earn it.

use super::holding::hold_or_return;
use super::void::come_to_nothing;
use crate::engine::company::{Bundle, Company, Key, Party};
use crate::engine::customers::{Claim, Hanging, Promised, Void, close_door, hang};
use crate::engine::made::Made;
use crate::engine::now::Step;
use crate::engine::population::Population;
use crate::engine::record::Record;
use crate::rng::{Purpose, Stream, lane, multivariate_hypergeometric};
use crate::units::Money;

/// Promises of a key hang on so many who were let in just now.
pub(super) fn wait_for_orders(
    at: Step<'_>,
    key: Key,
    let_in: u64,
    rows: Vec<u32>,
    made: Made,
    company: &mut Company,
) {
    let taken_back = company.offers.may_take_back(at.model, key.rule);
    let promised =
        Promised { made: if taken_back { made } else { Made::Before }, segment: key.party.segment() };
    let rows = if at.model.order_rules.capped == 0 { Vec::new() } else { rows };
    let hanging = Hanging { rule: key.rule, segment: key.kind, count: let_in, rows, promised };
    company.promises.hanging.push(hanging);
}

/// It is settled on whom of those who have just joined they hang.
pub(in crate::engine) fn hang_on_joiners<P: Population>(
    at: Step<'_>,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let mut hanging = std::mem::take(&mut company.promises.hanging);
    for hanging in hanging.drain(..) {
        if at.model.segments[hanging.segment].sells_apart() {
            hang(at, &mut people.customers(hanging.segment), &hanging);
        } else {
            // Bonus hunters never order, and are gone.
            come_to_nothing(at, hanging.rule, hanging.count, company, record);
        }
    }
    company.promises.hanging = hanging;
    for segment in 0..at.model.segments.len() {
        close_door(people.customers(segment).into_iter());
    }
}

/// What the orders of a step have earned is due in it. Promises that no order can keep are void: those of this step that may
/// be taken back, when that is [decided](void_promises).
pub(in crate::engine) fn claim_orders<P: Population>(
    at: Step<'_>,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let mut earned = std::mem::take(&mut company.orders.earned);
    if at.model.order_rules.capped != 0 {
        keep_to_caps(at, people, &mut earned, company, record);
    }
    keep_to_today(at, &mut earned, company, record);
    let mut streams = Vec::new();
    for claim in earned.drain(..) {
        if at.model.rules[claim.rule].is_promised_with_the_order() {
            record.promised(claim.rule, claim.count);
        }
        claim_order(at, claim, &mut streams, company);
    }
    company.orders.earned = earned;
    let before = |void: &mut Void| void.promised.made == Made::Before;
    let gone: Vec<Void> = company.orders.void.extract_if(.., before).collect();
    gone.iter().for_each(|void| come_to_nothing(at, void.rule, void.count, company, record));
}

/// Rewards that orders have earned fall due now or later; or, where the buyer gets his money back before, never.
fn claim_order(at: Step<'_>, claim: Claim, streams: &mut Vec<(Key, Stream)>, company: &mut Company) {
    let Claim { rule, segment, count, worth, promised, moment, returns, .. } = claim;
    let party = Party::Member(if promised.made == Made::Before { segment } else { promised.segment });
    let key = Key { rule, party, kind: segment };
    let bundle = Bundle { key, count, worth, on: None, returns: None };
    // Claims of a key each have luck of their own.
    let known = streams.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
        streams.push((key, at.stream(Purpose::Holding, key.lane(at.model))));
        streams.len() - 1
    });
    hold_or_return(at, &mut streams[known].1, bundle, (promised.made, moment), returns, company);
}

/// Whoever has earned something by a rule as often as he can earns no more: of the orders of a step, in any order, the first
/// count. A promise whose order comes then is void.
fn keep_to_caps<P: Population>(
    at: Step<'_>,
    people: &mut P,
    earned: &mut Vec<Claim>,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let mut stream = at.stream(Purpose::Customers, lane::ORDER_OF_CLAIMS);
    for place in (1..earned.len()).rev() {
        earned.swap(place, stream.below(place as u64 + 1) as usize);
    }
    for claim in earned.iter_mut() {
        let capped = at.model.order_rules.capped >> claim.rule & 1 == 1;
        let Some(row) = claim.row.filter(|_| capped) else { continue };
        let count = people.earn_by_orders(claim.rule, row, claim.count);
        come_to_nothing(at, claim.rule, claim.count - count, company, record);
        *claim = claim.some(count);
    }
    earned.retain(|claim| claim.count > 0);
}

/// What the money of the day does not cover is no claim, and a promise whose order comes then is void: of what the orders of a
/// step earn, one by one and in any order, each takes its cost while that is there.
fn keep_to_today(at: Step<'_>, earned: &mut Vec<Claim>, company: &mut Company, record: &mut Record<'_>) {
    let left = earned.iter().find_map(|claim| company.offers.money_of_today(&at.model.rules[claim.rule]));
    let Some(left) = left else { return };
    let mut today = Today { left, claims: earned, covered: vec![0; earned.len()] };
    let wanted = earned.iter().map(|claim| claim.count).collect();
    today.cover(&mut at.stream(Purpose::Customers, lane::MONEY_OF_TODAY), wanted);
    let Today { left: rest, covered, .. } = today;
    company.offers.take_of_today(left - rest);
    for (claim, count) in earned.iter_mut().zip(covered) {
        come_to_nothing(at, claim.rule, claim.count - count, company, record);
        *claim = claim.some(count);
    }
    earned.retain(|claim| claim.count > 0);
}

/// The money of a day, and what it covers of some claims.
struct Today<'a> {
    left: Money,
    claims: &'a [Claim],
    covered: Vec<u64>,
}

impl Today<'_> {
    /// Covers so many of each. They are not followed one by one: as long as there is money for all of one half of them, that half
    /// is covered together; else it is halved again.
    fn cover(&mut self, stream: &mut Stream, mut wanted: Vec<u64>) {
        let worth = |some: &[u64]| -> Money {
            self.claims.iter().zip(some).map(|(claim, count)| claim.some(*count).worth).sum()
        };
        for (wanted, claim) in wanted.iter_mut().zip(self.claims) {
            *wanted = if claim.some(1).worth <= self.left { *wanted } else { 0 };
        }
        let cost = worth(&wanted);
        if cost <= self.left {
            self.left -= cost;
            self.covered.iter_mut().zip(wanted).for_each(|(covered, count)| *covered += count);
            return;
        }
        let mut first = vec![0; wanted.len()];
        multivariate_hypergeometric(stream, &wanted, wanted.iter().sum::<u64>() / 2, &mut first);
        let rest = wanted.iter().zip(&first).map(|(all, first)| all - first).collect();
        self.cover(stream, first);
        self.cover(stream, rest);
    }
}

/// The promises of this step that no order can keep are void, as far as they stand.
pub(super) fn void_promises(at: Step<'_>, company: &mut Company, record: &mut Record<'_>) {
    let gone = std::mem::take(&mut company.orders.void);
    gone.iter().for_each(|void| come_to_nothing(at, void.rule, void.count, company, record));
}

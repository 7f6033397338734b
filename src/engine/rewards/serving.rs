//! What is due is served, in the order of the file; and which promises of the step were made before the last piece went.

use super::claims::Claims;
use super::holding::{recover, void_what_returns, will_be_lost};
use super::of_orders::void_promises;
use crate::engine::company::{Bundle, Company, Key};
use crate::engine::customers::{Promised, take_back};
use crate::engine::made::Made;
use crate::engine::now::Step;
use crate::engine::population::Population;
use crate::engine::record::Record;
use crate::model::Earned;
use crate::rng::{Purpose, Stream, hypergeometric, lane, multivariate_hypergeometric};
use crate::scenario::Recipient;
use crate::terms::{Demand, Fate, Settlement, kept};
use crate::units::Money;

/// What has become of promises that fell due.
#[derive(Clone, Copy, Debug)]
struct Claimed {
    key: Key,
    /// The step in which what was bought is paid back, if it is.
    returns: Option<u32>,
    made: Made,
    fake: bool,
    fate: Fate,
    /// What the due ones cost.
    worth: Money,
}

/// Rewards of one rule that are due.
#[derive(Clone, Copy, Debug, Default)]
struct Due {
    all: Demand,
    /// Those of bonus hunters who were not found out.
    to_hunters: Demand,
}

/// Serves what has fallen due in this step, and ends the step for what was promised in it.
#[inline]
pub(in crate::engine) fn serve<P: Population>(
    at: Step<'_>,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    if !at.model.rules.is_empty() {
        let at = Step { round: 0, ..at };
        company.promises.fall_due(at.t);
        void_what_returns(at, company, record);
        if !company.promises.due.is_empty() {
            serve_due(at, people, company, record);
        }
        recover(at, company, record);
        if at.model.order_rules.any {
            void_promises(at, company, record);
        }
        company.promises.end_step();
    }
}

fn serve_due<P: Population>(at: Step<'_>, people: &mut P, company: &mut Company, record: &mut Record<'_>) {
    let claimed = claims(at, people, company);
    for row in &claimed {
        company.release(at.model, row.key.rule, row.fate.gone());
    }
    let money = Cover::by_money(demanded(at, &claimed), at, company);
    let reward = |row: &Claimed| at.model.rules[row.key.rule].reward;
    let mut short_of_goods: Vec<(usize, f64)> = Vec::new();
    for rows in claimed.chunk_by(|one, other| reward(one) == reward(other)) {
        // All terms of a reward take of the same goods.
        let goods = Cover::by_goods(rows, at, company);
        if goods.pays < 1.0 {
            short_of_goods.push((reward(&rows[0]), goods.pays));
        }
        for rows in rows.chunk_by(|one, other| one.key.rule == other.key.rule) {
            serve_rule(at, rows, [goods, money], people, company, record);
        }
    }
    if at.model.in_cycles || (money.pays >= 1.0 && short_of_goods.is_empty()) {
        return;
    }
    let has_due = |rule: usize| claimed.iter().any(|row| row.key.rule == rule && row.fate.due > 0);
    for (rule, of) in at.model.rules.iter().enumerate().filter(|(_, of)| !of.reserve && !of.is_final()) {
        let short = short_of_goods.iter().find(|(reward, _)| *reward == of.reward);
        let goods = short.map_or(1.0, |(_, pays)| *pays);
        if money.pays.min(goods) < 1.0 && !has_due(rule) {
            thin_others(at, rule, [goods, money.pays], people, company, record);
        }
    }
}

/// The last of the money, or of the goods, goes for a rule as well of which nothing is due.
fn thin_others<P: Population>(
    at: Step<'_>,
    rule: usize,
    [goods, money]: [f64; 2],
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let costs = company.unit_cost(at.model, rule) > Money::ZERO;
    let when = goods.min(if costs { money } else { 1.0 });
    if when < 1.0 {
        let last = LastPiece::at(at, when, company);
        let mut stream = at.stream(Purpose::LastPiece, lane::of_rule(rule));
        let never_made = last.take_back(at, &mut stream, rule, people, company);
        record.never_promised(rule, never_made);
    }
}

/// Draws the claims, rule by rule.
fn claims<P: Population>(at: Step<'_>, people: &P, company: &mut Company) -> Vec<Claimed> {
    company.promises.due.sort_by_key(|(bundle, _)| bundle.key);
    let mut due = std::mem::take(&mut company.promises.due);
    let mut claims = Claims::of(at, people);
    let claimed = due.drain(..).map(|(bundle, made)| {
        let fate = claims.fate(bundle);
        let fake = bundle.key.claimant(at.model).fake;
        Claimed {
            key: bundle.key,
            returns: bundle.returns,
            made,
            fake,
            fate,
            worth: bundle.some(fate.due).worth,
        }
    });
    let claimed = claimed.collect();
    company.promises.due = due;
    claimed
}

/// What is due costs, of all rules that keep no reserve.
fn demanded(at: Step<'_>, claimed: &[Claimed]) -> Money {
    let plain = claimed.iter().filter(|row| !at.model.rules[row.key.rule].reserve);
    plain.map(|row| row.worth).sum()
}

/// Which part of what is due money or goods cover.
#[derive(Clone, Copy, Debug)]
struct Cover {
    /// By what is there, and by what is paid from what is not set aside: more where the company pays on.
    there: f64,
    pays: f64,
}

impl Cover {
    fn by_money(demanded: Money, at: Step<'_>, company: &Company) -> Cover {
        let pays = match company.offers.free_money(at.model) {
            Some(left) if left < demanded => left.minor().max(0.0) / demanded.minor(),
            _ => 1.0,
        };
        Cover { there: company.offers.money_there(demanded), pays }
    }

    /// Of what is due under the rules of one reward.
    fn by_goods(rows: &[Claimed], at: Step<'_>, company: &Company) -> Cover {
        let (rule, due) = (rows[0].key.rule, rows.iter().map(|row| row.fate.due).sum());
        let free = company.offers.free_goods(at.model, rule).unwrap_or(due).min(due);
        let pays = if due > 0 { free as f64 / due as f64 } else { 1.0 };
        Cover { there: company.offers.goods_there(rule, due), pays }
    }
}

fn serve_rule<P: Population>(
    at: Step<'_>,
    rows: &[Claimed],
    [goods, money]: [Cover; 2],
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let (model, index) = (at.model, rows[0].key.rule);
    let due = Due::of(rows);
    if due.all.count > 0 {
        let takes_money = due.all.worth > Money::ZERO && !model.rules[index].reserve;
        let part = goods.there.min(if takes_money { money.there } else { 1.0 });
        let is_earned_now = model.rules[index].earned_by() == Earned::FirstShare;
        let sharer = rows[0].key.party.segment();
        company.offers.goes(if is_earned_now { company.foresight.moment_of(sharer, part) } else { part });
    }
    let last = LastPiece::of(at, index, due, [goods.pays, money.pays], company);
    company.release(model, index, due.all.count);
    let settled = company.offers.serve(model, index, due.all);
    let mut never_made = 0;
    let mut broken = settled.broken;
    let mut stream = at.stream(Purpose::LastPiece, lane::of_rule(index));
    if let Some(last) = &last {
        let unpaid = last.made_after(&mut stream, rows, due.all.count, settled.broken);
        broken -= unpaid;
        never_made += unpaid + last.take_back(at, &mut stream, index, people, company);
    }
    for row in rows {
        let fate = last.as_ref().map_or(row.fate, |last| last.of_claims(at, &mut stream, *row));
        never_made += row.fate.gone() - fate.gone();
        record.claimed(index, fate);
    }
    record.never_promised(index, never_made);
    if rows.iter().any(|row| row.returns.is_some()) {
        note_what_will_be_lost(at, rows, settled.paid, company, record);
    }
    let to_hunters = due.paid_to_hunters(at, index, settled);
    record.settled(at, index, Settlement { broken, ..settled }, to_hunters);
}

/// Which of the paid are for purchases that are paid back is drawn.
fn note_what_will_be_lost(
    at: Step<'_>,
    rows: &[Claimed],
    paid: u64,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let due: Vec<u64> = rows.iter().map(|row| row.fate.due).collect();
    let mut of_rows = due.clone();
    if paid < due.iter().sum() {
        let mut stream = at.stream(Purpose::Refund, lane::of_lost(rows[0].key.rule));
        multivariate_hypergeometric(&mut stream, &due, paid, &mut of_rows);
    }
    for (row, count) in rows.iter().zip(of_rows).filter(|(_, count)| *count > 0) {
        let all = Demand { count: row.fate.due, worth: row.worth };
        let (worth, returns) = (all.cost_of(count), row.returns);
        let paid = Bundle { key: row.key, count, worth, on: None, returns };
        will_be_lost(at, row.key, paid, company, record);
    }
}

impl Due {
    fn of(rows: &[Claimed]) -> Due {
        let sum = |fake_only: bool| {
            let rows = rows.iter().filter(|row| row.fake || !fake_only);
            rows.fold(Demand::default(), |sum, row| Demand {
                count: sum.count + row.fate.due,
                worth: sum.worth + row.worth,
            })
        };
        Due { all: sum(false), to_hunters: sum(true) }
    }

    /// The money that went to bonus hunters.
    fn paid_to_hunters(&self, at: Step<'_>, rule: usize, settled: Settlement) -> Money {
        if self.to_hunters.count == 0 || settled.paid == 0 {
            return Money::ZERO;
        }
        let mut stream = at.stream(Purpose::Claims, lane::of_hunters(rule));
        let paid = hypergeometric(&mut stream, self.all.count, self.to_hunters.count, settled.paid);
        self.to_hunters.cost_of(paid)
    }
}

/// The last piece of a rule, or the last of the money, goes within this step.
#[derive(Clone, Debug)]
struct LastPiece {
    /// The part of the step that is over when it goes.
    when: f64,
    /// Chance of what members of a segment earned in the step to have been earned before.
    earned_before: Vec<f64>,
}

impl LastPiece {
    /// None where enough is left, where the company pays on or has set aside, and in cycles.
    fn of(
        at: Step<'_>,
        rule: usize,
        due: Due,
        [goods, money]: [f64; 2],
        company: &Company,
    ) -> Option<LastPiece> {
        if at.model.in_cycles || at.model.rules[rule].reserve || due.all.count == 0 {
            return None;
        }
        let money = if due.all.worth > Money::ZERO { money } else { 1.0 };
        let when = goods.min(money);
        (when < 1.0).then(|| LastPiece::at(at, when, company))
    }

    /// It goes at this moment.
    fn at(at: Step<'_>, when: f64, company: &Company) -> LastPiece {
        let segments = 0..at.model.segments.len();
        let earned_before = segments.map(|segment| company.foresight.won_before(segment, when)).collect();
        LastPiece { when, earned_before }
    }

    /// Takes back the promises of this step that were made after it went, and are still open or void; how many.
    fn take_back<P: Population>(
        &self,
        at: Step<'_>,
        stream: &mut Stream,
        rule: usize,
        people: &mut P,
        company: &mut Company,
    ) -> u64 {
        // A reward for each order is none before it comes.
        let each = at.model.rules[rule].is_promised_with_each_order();
        let mut taken_back = self.thin(at, stream, rule, !each, company);
        if at.model.rules[rule].on_orders.is_some() {
            let waiting = self.thin_waiting(at, stream, rule, people, company);
            taken_back += if each { 0 } else { waiting };
        }
        taken_back
    }

    /// Whether all of these were made before it went, or none; `None` where each may have been.
    fn decides(&self, made: Made) -> Option<bool> {
        match made {
            Made::Before => Some(true),
            Made::Now { moment: Some(moment) } => Some(moment < self.when),
            Made::Now { moment: None } => None,
        }
    }

    /// Chance of what was made at this time to have been made before.
    fn chance(&self, at: Step<'_>, rule: usize, Promised { made, segment }: Promised) -> f64 {
        match self.decides(made) {
            Some(before) => f64::from(u8::from(before)),
            // Orders come at any moment.
            None if at.model.rules[rule].to == Recipient::Buyer => self.when,
            None => self.earned_before[segment],
        }
    }

    /// How many of the unpaid of those due were made after it went: made in this step, unless at a moment before.
    fn made_after(&self, stream: &mut Stream, rows: &[Claimed], due: u64, unpaid: u64) -> u64 {
        let perhaps = rows.iter().filter(|row| self.decides(row.made) != Some(true));
        let perhaps: u64 = perhaps.map(|row| row.fate.due).sum();
        hypergeometric(stream, due, perhaps, unpaid)
    }

    /// What became of claims for promises that were made.
    fn of_claims(&self, at: Step<'_>, stream: &mut Stream, Claimed { key, made, fate, .. }: Claimed) -> Fate {
        let chance = self.chance(at, key.rule, Promised { made, segment: key.party.segment() });
        let mut made_before = |count| kept(stream, count, chance);
        Fate {
            refused: made_before(fate.refused),
            void: made_before(fate.void),
            unclaimed: made_before(fate.unclaimed),
            due: fate.due,
        }
    }

    /// Takes back the promises of this step that were made after it went and are still open; how many, with or without those on
    /// the way.
    fn thin(
        &self,
        at: Step<'_>,
        stream: &mut Stream,
        rule: usize,
        on_the_way: bool,
        company: &mut Company,
    ) -> u64 {
        let mut taken_back = 0;
        for fresh in company.promises.fresh.iter_mut().filter(|fresh| fresh.bundle.key.rule == rule) {
            let made = Made::Now { moment: fresh.moment };
            let segment = fresh.bundle.key.party.segment();
            let chance = self.chance(at, rule, Promised { made, segment });
            let count = kept(stream, fresh.bundle.count, chance);
            taken_back += if on_the_way || fresh.has_joined() { fresh.bundle.count - count } else { 0 };
            fresh.bundle = fresh.bundle.some(count);
        }
        company.promises.fresh.retain(|fresh| fresh.bundle.count > 0);
        taken_back
    }

    /// The same of those that wait for the orders of people who have joined, or would have.
    fn thin_waiting<P: Population>(
        &self,
        at: Step<'_>,
        stream: &mut Stream,
        rule: usize,
        people: &mut P,
        company: &mut Company,
    ) -> u64 {
        let chance = |promised| self.chance(at, rule, promised);
        let mut taken_back = 0;
        for void in company.orders.void.iter_mut().filter(|void| void.rule == rule) {
            let count = kept(stream, void.count, chance(void.promised));
            taken_back += void.count - count;
            void.count = count;
        }
        for segment in 0..at.model.segments.len() {
            taken_back += take_back(at, stream, people.customers(segment).into_iter(), rule, chance);
        }
        taken_back
    }
}

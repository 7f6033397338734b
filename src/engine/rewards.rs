//! Point 10, and what is settled in the end: the events of a step under every rule on offer become claims, claims become
//! due, and what is due is served in the order of the file.

use super::company::Company;
use super::now::Step;
use super::population::Population;
use super::record::Record;
use crate::model::{Behaviour, Earned, Model};
use crate::rng::{Purpose, Stream, hypergeometric, lane};
use crate::terms::{
    Claimant, Credit, Events, Fate, Settlement, claim, claim_prize, earned, invitees_stay, passes, prizes,
    unit_cost, winners,
};
use crate::units::Money;

/// Rewards of one rule that are due.
#[derive(Clone, Copy, Debug, Default)]
struct Due {
    /// All of them.
    all: u64,
    /// Those of bonus hunters who were not found out.
    to_hunters: u64,
}

impl Due {
    fn add(&mut self, fate: Fate, claimant: Claimant) {
        self.all += fate.due;
        self.to_hunters += if claimant.fake { fate.due } else { 0 };
    }
}

/// Settles the events of a round, which are forgotten then.
#[inline]
pub(super) fn rewards<P: Population>(
    at: Step<'_>,
    people: &P,
    round: &P::Round,
    events: &mut [Events],
    company: &mut Company,
    record: &mut Record<'_>,
) {
    if at.model.rules.is_empty() {
        return;
    }
    if events.iter().any(|events| *events != Events::default()) {
        settle(at, people, round, events, company, record);
        events.fill(Events::default());
    }
}

/// Takes off offer what can no longer be paid.
#[inline]
pub(super) fn close_offers(at: Step<'_>, company: &mut Company, record: &mut Record<'_>) {
    if !at.model.rules.is_empty() {
        company.offers.close(at, company.books.price(), record);
    }
}

fn settle<P: Population>(
    at: Step<'_>,
    people: &P,
    round: &P::Round,
    events: &[Events],
    company: &mut Company,
    record: &mut Record<'_>,
) {
    count_tiers(at, people, round, record);
    for (index, rule) in at.model.rules.iter().enumerate() {
        if rule.is_final() || !company.offers.stand(index) {
            continue;
        }
        let mut due = Due::default();
        let behaviour = company.offers.behaviour(at.model);
        for (segment, events) in events.iter().enumerate() {
            let claims = Claims { at, behaviour, rule: index, segment, events };
            claims.make(people, round, &mut due, record);
        }
        pay(at, index, due, company, record);
    }
}

/// Members who pass the tiers.
fn count_tiers<P: Population>(at: Step<'_>, people: &P, round: &P::Round, record: &mut Record<'_>) {
    for segment in 0..at.model.segments.len() {
        for Credit { before, gained, count, .. } in people.credits(round, segment) {
            for (tier, mark) in at.layout.tiers.iter().enumerate() {
                if passes(*mark, before, before + gained) {
                    record.reached(tier, count);
                }
            }
        }
    }
}

/// The claims under a rule for the events in a segment.
struct Claims<'a> {
    at: Step<'a>,
    behaviour: &'a Behaviour,
    rule: usize,
    segment: usize,
    events: &'a Events,
}

impl Claims<'_> {
    fn make<P: Population>(&self, people: &P, round: &P::Round, due: &mut Due, record: &mut Record<'_>) {
        let Model { rules, segments, origins, .. } = self.at.model;
        let (rule, segment) = (&rules[self.rule], self.segment);
        let credits = || people.credits(round, segment);
        let invitees = || invitees_stay(rule, &segments[segment], self.behaviour.of(segment));
        match rule.earned_by() {
            Earned::UplineAcceptance => {
                for origin in 1..origins.count {
                    let from = credits().filter(|credit| credit.origin == origin);
                    let earned = earned(rule, self.events, from);
                    let lane = lane::of_upline(self.rule, segment, origins.count, origin);
                    self.claim(Claimant::upline(origins, origin), lane, earned, invitees(), due, record);
                }
            }
            Earned::Arrival => self.claim_own(rule.stays[segment], credits(), due, record),
            Earned::FirstShare | Earned::Acceptance | Earned::Marks => {
                self.claim_own(invitees(), credits(), due, record);
            }
            Earned::InTheEnd(_) => {}
        }
    }

    /// Members of the segment claim for themselves.
    fn claim_own(
        &self,
        stays: f64,
        credits: impl Iterator<Item = Credit>,
        due: &mut Due,
        record: &mut Record<'_>,
    ) {
        let earned = earned(&self.at.model.rules[self.rule], self.events, credits);
        let claimant = Claimant::member(&self.at.model.segments[self.segment]);
        let lane = lane::of_claimants(self.rule, self.segment);
        self.claim(claimant, lane, earned, stays, due, record);
    }

    fn claim(
        &self,
        claimant: Claimant,
        lane: u32,
        earned: u64,
        stays: f64,
        due: &mut Due,
        record: &mut Record<'_>,
    ) {
        if earned > 0 {
            let mut stream = self.at.stream(Purpose::Claims, lane);
            let fate = claim(&mut stream, &self.at.model.rules[self.rule], claimant, earned, stays);
            record.claimed(self.rule, earned, fate);
            due.add(fate, claimant);
        }
    }
}

/// Serves what is due and books it.
fn pay(at: Step<'_>, rule: usize, due: Due, company: &mut Company, record: &mut Record<'_>) {
    if due.all == 0 {
        return;
    }
    let unit_cost = unit_cost(at.model.rules[rule].cost, company.books.price());
    let settled = company.offers.serve(at.model, rule, due.all, unit_cost);
    let to_hunters = if due.to_hunters == 0 || settled.paid == 0 {
        0
    } else {
        let mut stream = at.stream(Purpose::Claims, lane::of_hunters(rule));
        hypergeometric(&mut stream, due.all, due.to_hunters, settled.paid)
    };
    record.settled(at, rule, settled, unit_cost.times(to_hunters));
}

/// Settles the final rules on offer, in the order of the file, and closes the offers a last time.
pub(super) fn final_rewards<P: Population>(
    at: Step<'_>,
    people: &P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    for (index, rule) in at.model.rules.iter().enumerate() {
        let Earned::InTheEnd(finale) = rule.earned_by() else { continue };
        if !company.offers.stand(index) {
            continue;
        }
        let mut stream = at.stream(Purpose::Final, lane::of_rule(index));
        let winners = winners(finale, people.standing(), &mut stream);
        let due = claim_prizes(at, index, &winners, &mut stream, record);
        if due.all == 0 {
            continue;
        }
        let (prizes, winners_each) = prizes(finale, due.all);
        let unit_cost = unit_cost(rule.cost, company.books.price());
        let settled = company.offers.serve(at.model, index, prizes, unit_cost);
        let paid = settled.paid * winners_each;
        let to_hunters = Money(settled.cost.0 * i128::from(due.to_hunters) / i128::from(due.all));
        let settled = Settlement { paid, broken: due.all - paid, ..settled };
        record.settled(at, index, settled, to_hunters);
    }
    company.offers.close(at, company.books.price(), record);
}

/// The winners of a rule, by segment, claim their prizes.
fn claim_prizes(
    at: Step<'_>,
    rule: usize,
    winners: &[u64],
    stream: &mut Stream,
    record: &mut Record<'_>,
) -> Due {
    let mut due = Due::default();
    for (segment, &earned) in at.model.segments.iter().zip(winners) {
        let claimant = Claimant::member(segment);
        let fate = claim_prize(stream, &at.model.rules[rule], claimant, earned);
        record.claimed(rule, earned, fate);
        due.add(fate, claimant);
    }
    due
}

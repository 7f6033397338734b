//! What is won at the end: ranks, lotteries, pools.

use super::close_offers;
use crate::engine::company::Company;
use crate::engine::now::Step;
use crate::engine::population::Population;
use crate::engine::record::Record;
use crate::model::Earned;
use crate::rng::{Purpose, Stream, lane};
use crate::terms::{Claimant, Demand, Settlement, claim_prize, prizes, winners};

/// Prizes that have been won and claimed.
struct Won {
    rule: usize,
    /// Winners to whom a prize is due, and bonus hunters among them.
    winners: [u64; 2],
    /// How many are paid for, and how many winners each serves.
    prizes: u64,
    winners_each: u64,
}

/// Settles the final rules, in the order of the file, and closes the offers a last time.
pub(in crate::engine) fn final_rewards<P: Population>(
    at: Step<'_>,
    people: &P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let rules = 0..at.model.rules.len();
    let won: Vec<Won> = rules.filter_map(|rule| won(at, rule, people, company, record)).collect();
    for won in won {
        pay(at, &won, company, record);
    }
    close_offers(at, true, company, record);
}

/// Who wins under a rule, if it is a final one. What was set aside for prizes that nobody wins or claims is given back.
fn won<P: Population>(
    at: Step<'_>,
    index: usize,
    people: &P,
    company: &mut Company,
    record: &mut Record<'_>,
) -> Option<Won> {
    let rule = &at.model.rules[index];
    let Earned::InTheEnd(finale) = rule.earned_by() else { return None };
    let set_aside = company.offers.held(index);
    let finale = if rule.reserve { finale.at_most(set_aside) } else { finale };
    let mut stream = at.stream(Purpose::Final, lane::of_rule(index));
    let by_segment = winners(finale, people.standing(), &mut stream);
    let winners = claim_prizes(at, index, &by_segment, &mut stream, record);
    let (prizes, winners_each) = prizes(finale, winners[0]);
    company.release(at.model, index, set_aside.saturating_sub(prizes));
    Some(Won { rule: index, winners, prizes, winners_each })
}

fn pay(at: Step<'_>, won: &Won, company: &mut Company, record: &mut Record<'_>) {
    let [due, to_hunters] = won.winners;
    if due == 0 {
        return;
    }
    company.release(at.model, won.rule, won.prizes);
    let unit_cost = company.unit_cost(at.model, won.rule);
    let settled = company.offers.serve(at.model, won.rule, Demand::of(won.prizes, unit_cost));
    let paid = settled.paid * won.winners_each;
    let to_hunters = settled.cost.part(to_hunters, due);
    record.settled(at, won.rule, Settlement { paid, broken: due - paid, ..settled }, to_hunters);
}

/// The winners of a rule, by segment, claim their prizes: how many are due, and how many of them to bonus hunters.
fn claim_prizes(
    at: Step<'_>,
    rule: usize,
    winners: &[u64],
    stream: &mut Stream,
    record: &mut Record<'_>,
) -> [u64; 2] {
    let mut due = [0, 0];
    for (segment, &earned) in at.model.segments.iter().zip(winners) {
        let claimant = Claimant::member(segment);
        let fate = claim_prize(stream, &at.model.rules[rule], claimant, earned);
        record.promised(rule, earned);
        record.claimed(rule, fate);
        due[0] += fate.due;
        due[1] += if claimant.fake { fate.due } else { 0 };
    }
    due
}

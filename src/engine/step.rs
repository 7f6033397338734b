//! A campaign, step by step: the twelve points of `docs/model.md`, once, for every population. What a point reads and what it
//! changes stands in its call; nothing else passes from point to point.

use super::arrivals::{Waves, arrivals};
use super::company::Company;
use super::market::Market;
use super::now::{Now, Step};
use super::population::Population;
use super::record::Record;
use super::rewards::{final_rewards, rewards};
use crate::metrics::StopReason;
use crate::model::{BanModel, Model};
use crate::rng::{Purpose, lane};
use crate::terms::{Events, ban_chance, cause_of_stopping, shut_after};

/// What is used again from campaign to campaign; holds nothing that a campaign could read of the one before.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    company: Company,
    waves: Waves,
    /// What makes rewards due, by segment.
    events: Vec<Events>,
}

/// Simulates one campaign of these people into `record`. Whether it came to its end: it is asked before every step whether it is
/// to be left, and then says nothing.
pub(super) fn simulate<P: Population>(
    begin: Step<'_>,
    buffers: &mut Buffers,
    people: &mut P,
    round: &mut P::Round,
    mut record: Record<'_>,
    is_left: &dyn Fn() -> bool,
) -> bool {
    let model = begin.model;
    let Buffers { company, waves, events } = buffers;
    let mut market = Market::begin(model);
    people.begin(model, begin.key);
    company.begin(model);
    waves.begin(model);
    events.clear();
    events.resize(model.segments.len(), Events::default());

    let mut t = 0;
    let mut stop = None;
    while t < model.steps && stop.is_none() {
        if is_left() {
            return false;
        }
        let at = Step { t, ..begin };
        let members_before = record.members();
        arrivals(at, waves, &mut market, company, people, events, &mut record);
        let now = conditions(at, company, members_before);
        let churn = now.churn;
        if people.occasions(now, round) {
            people.decisions(now, round, record.tally(), events);
            people.reach(now, round);
            people.acceptance(now, &mut market, round, record.tally(), events);
            people.again(now, round);
        }
        rewards(at, people, round, events, company, &mut record);
        leaving(at, churn, people, &mut record);
        value(at, people, &mut record);
        platform(at, people, company, &mut record);
        close(at, people, &market, company, &mut record);
        t += 1;
        stop = stops(t, model, people, waves, company);
    }
    let end = Step { t, ..begin };
    wind_down(end, people, company, &mut record);
    let reason = stop.or(company.gate.closed()).unwrap_or(StopReason::Horizon);
    record.end(end, |segment| people.present(segment), people.seeds_present(model), reason);
    true
}

/// Point 2: what clock and state make of the chances of this step; `members` are those of its beginning.
#[inline]
fn conditions<'a>(at: Step<'a>, company: &'a Company, members: u64) -> Now<'a> {
    Now {
        at,
        behaviour: company.offers.behaviour(at.model),
        open: company.gate.is_open(at.t),
        churn: churn_factor(at, members),
    }
}

/// Events and overload together.
#[inline]
fn churn_factor(at: Step<'_>, members: u64) -> f64 {
    if !at.model.churn_varies() {
        return 1.0;
    }
    let overload = match at.model.care {
        Some(care) if members as f64 > care.members => care.overload,
        _ => 1.0,
    };
    at.model.profile.churn.at(at.t) * overload
}

/// Point 9: members leave.
#[inline]
fn leaving<P: Population>(at: Step<'_>, churn: f64, people: &mut P, record: &mut Record<'_>) {
    let left = people.leave(at, churn);
    record.left(at.model, churn, left);
}

/// Point 10: members buy. (The price of joining is booked on arrival.)
#[inline]
fn value<P: Population>(at: Step<'_>, people: &mut P, record: &mut Record<'_>) {
    if at.model.has_purchases {
        purchases(at, people, record);
    }
}

/// A first purchase makes a buyer where no price has made one on arrival.
#[inline(never)]
fn purchases<P: Population>(at: Step<'_>, people: &mut P, record: &mut Record<'_>) {
    for (segment, part) in at.model.segments.iter().enumerate() {
        let Some(buys) = part.buys else { continue };
        let mut stream = at.stream(Purpose::Value, lane::of_segment(segment));
        let bought = people.buy(segment, buys.per_step, &mut stream);
        let new_buyers = if at.model.price.is_none() { bought.first } else { 0 };
        record.bought(buys.margin.times(bought.first + bought.repeated), new_buyers);
    }
}

/// Point 11: the platform strikes with a chance that grows with the people who joined in this step.
#[inline]
fn platform<P: Population>(at: Step<'_>, people: &mut P, company: &mut Company, record: &mut Record<'_>) {
    if let Some(ban) = &at.model.ban
        && company.gate.joined_now() > 0
    {
        perhaps_strike(at, ban, people, company, record);
    }
}

#[inline(never)]
fn perhaps_strike<P: Population>(
    at: Step<'_>,
    ban: &BanModel,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let chance = ban_chance(ban, company.gate.joined_now());
    if at.stream(Purpose::Platform, lane::ONLY).chance(chance) {
        record.banned(at);
        company.gate.shut(shut_after(ban, at.t));
        if ban.delete_induced {
            record.gone(people.delete_induced(at));
        }
    }
}

/// Point 12: the step is recorded; at the last one the final rewards are settled first.
#[inline]
fn close<P: Population>(
    at: Step<'_>,
    people: &P,
    market: &Market,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    company.gate.close(at.model, market.is_empty(), company.offers.are_out_of_means());
    record.end_of_step();
    company.books.open_groups(at, record);
    end_of_step(at, people, company, record);
}

#[inline]
fn end_of_step<P: Population>(at: Step<'_>, people: &P, company: &mut Company, record: &mut Record<'_>) {
    if at.t + 1 == at.model.steps {
        final_rewards(at, people, company, record);
    }
    record.read(at, company.offers.budget_left());
}

/// Why the campaign stops before step `t`, if nobody can come any more.
#[inline]
fn stops<P: Population>(
    t: u32,
    model: &Model,
    people: &P,
    waves: &Waves,
    company: &Company,
) -> Option<StopReason> {
    let closed = company.gate.closed();
    let stops = !people.is_on_the_way()
        && (closed.is_some() || !people.waits())
        && waves.are_over()
        && !model.has_inflow
        && t < model.steps;
    stops.then(|| cause_of_stopping(closed))
}

/// Nobody can bring anyone any more: from this step to the horizon members only leave and buy.
fn wind_down<P: Population>(from: Step<'_>, people: &mut P, company: &mut Company, record: &mut Record<'_>) {
    let model = from.model;
    if from.t >= model.steps {
        return;
    }
    company.books.begin_step(model);
    people.stop_waiting();
    let plain = !model.churn_varies() && !model.has_purchases;
    let mut at = from;
    while at.t < model.steps {
        if plain {
            let point = record.next_point(at).unwrap_or(model.steps - 1);
            record.gone(people.leave_until(at, point));
            at.t = point;
        } else {
            leaving(at, churn_factor(at, record.members()), people, record);
            value(at, people, record);
        }
        end_of_step(at, people, company, record);
        at.t += 1;
    }
}

//! A campaign, step by step: the twelve points of `docs/model.md`, once, for every population. What a point reads and what it
//! changes stands in its call; nothing else passes from point to point.

use super::arrivals::{arrivals, invitees};
use super::company::Company;
use super::now::{Now, Step};
use super::population::Population;
use super::record::Record;
use super::rewards::{close_offers, delete_promises, final_rewards, open_promises, promise, serve};
use super::twin::{Twin, World};
use super::waves::Waves;
use crate::metrics::StopReason;
use crate::model::{BanModel, Model};
use crate::rng::{Purpose, lane};
use crate::terms::{Events, ban_chance, cause_of_stopping, shut_from};

/// What is used again from campaign to campaign; holds nothing that a campaign could read of the one before.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    company: Company,
    waves: Waves,
    world: World,
    /// What earns rewards, by segment.
    events: Vec<Events>,
}

/// Simulates one campaign of these people into `record`. Whether it came to its end: where nobody waits for it any more it is
/// left off, and says nothing.
pub(super) fn simulate<P: Population>(
    begin: Step<'_>,
    buffers: &mut Buffers,
    people: &mut P,
    round: &mut P::Round,
    mut record: Record<'_>,
) -> bool {
    let model = begin.model;
    let Buffers { company, waves, world, events } = buffers;
    people.begin(model, begin.key);
    company.begin(model);
    waves.begin(model);
    world.begin(model);
    events.clear();
    events.resize(model.segments.len(), Events::default());

    let mut t = 0;
    let mut stop = None;
    while t < model.steps && stop.is_none() {
        let at = Step { t, crowded: is_crowded(model, record.members()), ..begin };
        if !model.in_cycles {
            leaving(at, people, &mut world.twin, &mut record);
        }
        arrivals(at, waves, world, company, people, &mut record);
        if !model.in_cycles {
            platform(at, people, company, &mut record);
        }
        rounds(at, people, round, world, company, events, &mut record);
        if at.patience.is_over() {
            return false;
        }
        if model.in_cycles {
            leaving(at, people, &mut world.twin, &mut record);
            platform(at, people, company, &mut record);
        }
        value(at, people, &mut world.twin, &mut record);
        close(at, people, world, company, &mut record);
        t += 1;
        stop = stops(t, model, people, waves, company);
    }
    let end = Step { t, ..begin };
    wind_down(end, people, company, &mut world.twin, &mut record);
    if end.patience.is_over() {
        return false;
    }
    open_promises(Step { t: model.steps, ..end }, people, company, &mut record);
    let reason = stop.or(company.gate.closed()).unwrap_or(StopReason::Horizon);
    let (twin, on_the_way) = (world.twin.free(people.free()).totals(model), people.on_the_way(model));
    record.chain(people.chain_goes_on());
    record.trees(people.trees());
    record.end(end, |segment| people.present(segment), &twin, on_the_way, reason);
    true
}

/// Points 5 to 10, until nobody has an occasion any more: who joins within the step may share in its next round. They are left
/// off where nobody waits for the campaign.
#[inline]
fn rounds<P: Population>(
    at: Step<'_>,
    people: &mut P,
    round: &mut P::Round,
    world: &mut World,
    company: &mut Company,
    events: &mut [Events],
    record: &mut Record<'_>,
) {
    let mut at = at;
    while !at.patience.runs_out() {
        let now = conditions(at, company);
        if !people.occasions(now, round) {
            break;
        }
        people.decisions(now, round, record.tally(), events);
        people.reach(now, round);
        people.acceptance(now, &mut world.market, round, record.tally(), events);
        if at.patience.is_over() {
            return;
        }
        people.again(now, round);
        promise(at, people, round, events, company, record);
        at.round += 1;
        if !at.model.in_cycles {
            invitees(at, &mut world.twin, company, people, record);
        }
    }
    serve(at, people, company, record);
    close_offers(at, company, record);
}

/// Point 2: what clock and state make of the chances of this step.
#[inline]
fn conditions<'a>(at: Step<'a>, company: &'a Company) -> Now<'a> {
    Now { at, behaviour: company.offers.behaviour(at.model), open: company.gate.is_open(at.t) }
}

/// Whether there are more members than can be looked after.
#[inline]
fn is_crowded(model: &Model, members: u64) -> bool {
    model.care.is_some_and(|care| members as f64 > care.members)
}

/// The factor on leaving, by events and by overload.
#[inline]
fn churn_factor(at: Step<'_>) -> f64 {
    let overload = at.model.care.filter(|_| at.crowded).map_or(1.0, |care| care.overload);
    at.model.profile.churn.at(at.t) * overload
}

/// Point 3: members leave.
#[inline]
fn leaving<P: Population>(at: Step<'_>, people: &mut P, twin: &mut Twin, record: &mut Record<'_>) {
    people.leave(at);
    twin.leave(at);
    record.factor_on_leaving(at.model, churn_factor(at));
}

/// Point 11: members buy. (The price of joining is booked on arrival.)
#[inline]
fn value<P: Population>(at: Step<'_>, people: &mut P, twin: &mut Twin, record: &mut Record<'_>) {
    if at.model.has_purchases {
        purchases(at, people, twin, record);
    }
}

/// A first purchase makes a buyer where no price has made one on arrival.
#[inline(never)]
fn purchases<P: Population>(at: Step<'_>, people: &mut P, twin: &mut Twin, record: &mut Record<'_>) {
    for (segment, part) in at.model.segments.iter().enumerate() {
        let Some(buys) = part.buys else { continue };
        twin.buy(at, segment, buys.per_step);
        let bought = people.buy(at, segment, buys.per_step);
        let new_buyers = if at.model.price.is_none() { bought.first } else { 0 };
        record.bought(buys.margin.times(bought.first + bought.repeated), new_buyers);
    }
}

/// Point 4: the platform strikes with a chance that grows with the people who have joined since it looked last.
#[inline]
fn platform<P: Population>(at: Step<'_>, people: &mut P, company: &mut Company, record: &mut Record<'_>) {
    if let Some(ban) = &at.model.ban {
        perhaps_strike(at, ban, people, company, record);
    }
}

/// Before the sharing of a step half of those who came in it are left for the next look, as if it was taken in the middle.
/// Nobody looks during a pause.
#[inline(never)]
fn perhaps_strike<P: Population>(
    at: Step<'_>,
    ban: &BanModel,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let left_for_later = if at.model.in_cycles { 0.0 } else { 0.5 };
    let joined = company.gate.joined_since_look(left_for_later);
    if joined <= 0.0 || !company.gate.is_open(at.t) {
        return;
    }
    let mut stream = at.stream(Purpose::Platform, lane::ONLY);
    if stream.chance(ban_chance(ban, joined)) {
        record.banned(at);
        let shut = at.t + u32::from(at.model.in_cycles);
        company.gate.shut(shut_from(ban, shut, stream.uniform()));
        if ban.delete_induced {
            record.gone(people.delete_induced(at));
            delete_promises(at, company, record);
        }
    }
}

/// Point 12: the step is recorded; at the last one the final rewards are settled first.
#[inline]
fn close<P: Population>(
    at: Step<'_>,
    people: &mut P,
    world: &World,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    record.gone(people.left());
    company.gate.close(at.model, world.market.is_empty(), company.offers.are_out_of_means());
    record.end_of_step();
    company.books.open_groups(at, record);
    end_of_step(at, people, company, &world.twin, record);
}

#[inline]
fn end_of_step<P: Population>(
    at: Step<'_>,
    people: &P,
    company: &mut Company,
    twin: &Twin,
    record: &mut Record<'_>,
) {
    if at.t + 1 == at.model.steps {
        final_rewards(at, people, company, record);
    }
    record.read(at, company.offers.budget_left(), twin.free(people.free()).new_users());
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
        && t >= model.inflow_over
        && t < model.steps;
    stops.then(|| cause_of_stopping(closed))
}

/// Nobody can bring anyone any more: from this step to the horizon members only leave and buy, and promises fall due.
fn wind_down<P: Population>(
    from: Step<'_>,
    people: &mut P,
    company: &mut Company,
    twin: &mut Twin,
    record: &mut Record<'_>,
) {
    let model = from.model;
    if from.t >= model.steps {
        return;
    }
    company.books.begin_step(model);
    people.stop_waiting();
    let plain = !model.churn_varies() && !model.has_purchases;
    let mut at = from;
    while at.t < model.steps && !at.patience.runs_out() {
        if plain {
            let point = record.next_point(at).unwrap_or(model.steps - 1);
            let point = company.promises.next_due(at.t).map_or(point, |due| point.min(due));
            people.leave_until(at, point);
            twin.leave_until(at, point);
            record.gone(people.left());
            at.t = point;
        } else {
            at.crowded = is_crowded(model, record.members());
            leaving(at, people, twin, record);
            value(at, people, twin, record);
            record.gone(people.left());
        }
        if company.promises.next_due(at.t) == Some(at.t) {
            serve(at, people, company, record);
            close_offers(at, company, record);
        }
        end_of_step(at, people, company, twin, record);
        at.t += 1;
    }
}

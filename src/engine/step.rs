//! The points of one step as `docs/model.md` tells them, once, for every population. What a point reads and what it changes
//! stands in its call; nothing else passes from point to point.

use super::arrivals::{invitees, let_in};
use super::company::Company;
use super::customers::OrderClaims;
use super::foresee::foresee;
use super::market::Market;
use super::now::{Now, Step};
use super::platform::platform;
use super::population::{Outlook, Population};
use super::purchases::Purchases;
use super::record::Record;
use super::rewards::{claim_orders, close_offers, final_rewards, promise, serve};
use super::sold::Sold;
use super::twin::{Twin, World};
use crate::model::{Model, Sale, Sales};
use crate::terms::Events;

/// Points 1 and 4 to 10, these until nobody has an occasion any more: who joins within the step may share in its next round.
/// Where not all may find room, those share first who were there before: whom they bring within the step comes to the door with
/// all others. They are left off where nobody waits for the campaign.
#[inline]
pub(super) fn rounds<P: Population>(
    at: Step<'_>,
    people: &mut P,
    round: &mut P::Round,
    world: &mut World,
    company: &mut Company,
    events: &mut [Events],
    record: &mut Record<'_>,
) {
    let mut at = at;
    if at.model.limits_room() && !at.model.in_cycles {
        platform(at, world, people, company, record);
        share(at, people, round, world, company, events, record);
        if at.patience.is_over() {
            return;
        }
        at.round += 1;
        let_in(at, world, company, people, record);
    } else {
        let_in(at, world, company, people, record);
        if !at.model.in_cycles {
            platform(at, world, people, company, record);
        }
    }
    while share(at, people, round, world, company, events, record) {
        at.round += 1;
        if !at.model.in_cycles {
            invitees(at, &mut world.twin, company, people, record);
        }
    }
}

/// The end of point 10: what has fallen due is served, and rules go off offer. In cycles it comes before orders earn something, so
/// that the day `is_over` after another one only.
#[inline]
pub(super) fn settle<P: Population>(
    at: Step<'_>,
    is_over: bool,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    serve(at, people, company, record);
    close_offers(at, is_over, company, record);
}

/// Points 5 to 10 in one round; whether anybody had an occasion, or may have one in another.
#[inline]
fn share<P: Population>(
    at: Step<'_>,
    people: &mut P,
    round: &mut P::Round,
    world: &mut World,
    company: &mut Company,
    events: &mut [Events],
    record: &mut Record<'_>,
) -> bool {
    if at.patience.runs_out() {
        return false;
    }
    let now = conditions(at, company);
    if !people.occasions(now, round) {
        return false;
    }
    if at.model.may_run_out() && !company.foresight.is_made() {
        look_ahead(at, people, round, &world.market, company);
    }
    act(at, people, round, world, company, events, record)
}

/// Points 6 to 10 for who has an occasion; whether somebody still waits for the campaign.
#[inline]
pub(super) fn act<P: Population>(
    at: Step<'_>,
    people: &mut P,
    round: &mut P::Round,
    world: &mut World,
    company: &mut Company,
    events: &mut [Events],
    record: &mut Record<'_>,
) -> bool {
    let now = conditions(at, company);
    people.decisions(now, round, record.tally(), events);
    people.reach(now, round);
    people.acceptance(now, &mut world.market, round, record.tally(), events);
    if at.patience.is_over() {
        return false;
    }
    people.again(now, round);
    promise(at, people, round, events, company, record);
    true
}

/// Point 2, for the rest of the step: offers may change within it. Where a wave shares as it comes it sees them as they stood.
#[inline(never)]
fn look_ahead<P: Population>(
    at: Step<'_>,
    people: &P,
    round: &P::Round,
    market: &Market,
    company: &mut Company,
) {
    let segments = 0..at.model.segments.len();
    if segments.clone().any(|segment| people.wave(round, segment).is_some()) {
        return;
    }
    let now = conditions(at, company);
    let outlook: Vec<Outlook> = segments
        .map(|segment| {
            let outlook = people.outlook(now, round, segment);
            Outlook { accepted: outlook.accepted * market.open_part(), ..outlook }
        })
        .collect();
    foresee(at, &outlook, company);
}

/// Point 2: what clock and state make of the chances of this step.
#[inline]
pub(super) fn conditions<'a>(at: Step<'a>, company: &'a Company) -> Now<'a> {
    Now {
        at,
        behaviour: company.behaviour(at.model),
        open: company.gate.is_open(at.t),
        waves_shut_from: company.gate.waves_shut_from(),
    }
}

/// Whether there are more members than can be looked after.
#[inline]
pub(super) fn is_crowded(model: &Model, members: u64) -> bool {
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
pub(super) fn leaving<P: Population>(at: Step<'_>, people: &mut P, twin: &mut Twin, record: &mut Record<'_>) {
    people.leave(at);
    twin.leave(at);
    record.factor_on_leaving(at.model, churn_factor(at));
}

/// Point 11: members buy, and what that earns falls due. (The price of joining is booked on arrival.)
#[inline]
pub(super) fn value<P: Population>(
    at: Step<'_>,
    people: &mut P,
    twin: &mut Twin,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    if at.model.has_purchases {
        purchases(at, people, twin, &mut company.orders, record);
        if at.model.order_rules.any {
            claim_orders(at, people, company, record);
        }
    }
}

/// A first purchase that is kept makes a buyer where no price has made one on arrival.
#[inline(never)]
fn purchases<P: Population>(
    at: Step<'_>,
    people: &mut P,
    twin: &mut Twin,
    claims: &mut OrderClaims,
    record: &mut Record<'_>,
) {
    for (segment, part) in at.model.segments.iter().enumerate() {
        let sold = match &part.sales {
            Sales::None => continue,
            Sales::Even(Sale { time, margin, .. }) => {
                let mean = time.mean();
                twin.buy(at, segment, mean);
                let Purchases { first, repeated } = people.buy(at, segment, mean);
                Sold {
                    orders: first + repeated,
                    buyers: first,
                    margin: margin.times(first + repeated),
                    ..Sold::default()
                }
            }
            Sales::Apart(_) => {
                twin.order(at, segment);
                people.order(at, segment, claims)
            }
        };
        record.sold_to_members(sold, at.model.price.is_none());
    }
}

/// Point 12: the step is recorded; at the last one the final rewards are settled first.
#[inline]
pub(super) fn close<P: Population>(
    at: Step<'_>,
    people: &mut P,
    world: &World,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    record.gone(people.left());
    company.gate.close(at.model, world.market.is_empty(), company.offers.are_out_of_means());
    record.end_of_step();
    company.books.open_groups(at, company.gate.joined(), record);
    end_of_step(at, people, company, &world.twin, record);
}

#[inline]
pub(super) fn end_of_step<P: Population>(
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

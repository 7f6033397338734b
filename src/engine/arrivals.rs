//! Point 1: seeds, who comes or is bought, and invitees become members, as far as there is room.

use super::company::{Arrived, Company};
use super::now::{Step, Way};
use super::population::{Joiners, Population};
use super::record::Record;
use super::rewards::promises_of_joiners;
use super::twin::{Twin, World};
use super::waves::{Waves, seeds_of};
use crate::metrics::OtherLine;
use crate::rng::{Purpose, lane, poisson};
use crate::units::Money;

/// Seeds due now, organic joiners and invitees whose answer is due become members; who finds no room is turned away.
#[inline]
pub(super) fn arrivals<P: Population>(
    at: Step<'_>,
    waves: &mut Waves,
    world: &mut World,
    company: &mut Company,
    people: &mut P,
    record: &mut Record<'_>,
) {
    company.gate.begin_step(at);
    company.books.begin_step(at.model);
    world.twin.begin_step(at);
    if !waves.are_over() {
        seeds(at, waves, world, company, people, record);
    }
    if at.t < at.model.inflow_over {
        inflow(at, world, company, people, record);
    }
    invitees(at, &mut world.twin, company, people, record);
}

/// Invitees whose answer is due become members, as far as there is room.
#[inline]
pub(super) fn invitees<P: Population>(
    at: Step<'_>,
    twin: &mut Twin,
    company: &mut Company,
    people: &mut P,
    record: &mut Record<'_>,
) {
    let due = people.answers_due(at);
    if due > 0 {
        let promises = at.model.makes_promises();
        let admitted = admit(due, company, record);
        people.admit(at, admitted, |Joiners { segment, came, admitted, anyway }| {
            record.joined(at, segment, Way::Invited, admitted);
            let buyers = company.books.sell(at, segment, admitted, record);
            twin.come(at, segment, Way::Anyway, anyway);
            if promises {
                company.promises.arrived.push(Arrived { segment, came, admitted, buyers });
            }
        });
        if promises {
            promises_of_joiners(at, people, company, record);
        }
    }
}

/// Lets in as many as there is room for; the others are turned away.
#[inline]
fn admit(arriving: u64, company: &mut Company, record: &mut Record<'_>) -> u64 {
    let admitted = company.gate.admit(arriving);
    record.turned_away(arriving - admitted);
    admitted
}

/// Of those who are addressed now, who reads it and has not joined before is a seed; where not all find room, by lot.
#[inline(never)]
fn seeds<P: Population>(
    at: Step<'_>,
    waves: &mut Waves,
    World { market, twin }: &mut World,
    company: &mut Company,
    people: &mut P,
    record: &mut Record<'_>,
) {
    let reading = waves.reading(at, |segment, told| record.addressed(at, segment, told));
    twin.address(at, &reading);
    let (seeds, turned_away) = seeds_of(at, &reading, market, &mut company.gate);
    record.turned_away(turned_away);
    for (wave, count) in reading.iter().zip(seeds).filter(|(_, count)| *count > 0) {
        record.joined(at, wave.segment, wave.way(), count);
        people.join(at, wave.segment, wave.way(), count);
    }
}

#[inline(never)]
fn inflow<P: Population>(
    at: Step<'_>,
    World { market, twin }: &mut World,
    company: &mut Company,
    people: &mut P,
    record: &mut Record<'_>,
) {
    for (segment, model) in at.model.segments.iter().enumerate() {
        for (part, plan) in model.inflow.iter().enumerate().filter(|(_, plan)| plan.mean(at.t) > 0.0) {
            let mut stream = at.stream(Purpose::Arrivals, lane::of_inflow(segment, part));
            let coming = poisson(&mut stream, plan.mean(at.t));
            let way = if plan.cost.is_some() { Way::Bought } else { Way::Organic };
            if way == Way::Organic {
                twin.come(at, segment, way, coming);
            }
            let arriving = market.take(coming);
            // Who is turned away has been paid for.
            record.other_cost(at, OtherLine::Inflow, plan.cost.unwrap_or(Money::ZERO).times(arriving));
            let admitted = admit(arriving, company, record);
            if admitted > 0 {
                record.joined(at, segment, way, admitted);
                company.books.sell(at, segment, admitted, record);
                people.join(at, segment, way, admitted);
            }
        }
    }
}

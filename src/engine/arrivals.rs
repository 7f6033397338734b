//! Point 1: seeds, who comes or is bought, and invitees become members, as far as there is room.

use super::coming::{Inflow, Unasked};
use super::company::{Arrived, Company};
use super::now::{Step, Way};
use super::population::{Joiners, Population};
use super::record::Record;
use super::returned::{Returned, both};
use super::rewards::{hang_on_joiners, promises_of_joiners};
use super::twin::{Twin, World};
use super::waves::{Waves, seeds_of};
use crate::metrics::{OtherLine, TurnedAway};
use crate::model::{ByLot, PerStep};
use crate::rng::{Purpose, binomial_at, lane, poisson};

/// Another step begins, in which nobody has come yet.
#[inline]
pub(super) fn begin_step(at: Step<'_>, world: &mut World, company: &mut Company) {
    company.gate.begin_step(at);
    company.books.begin_step(at.model);
    company.foresight.begin_step();
    world.twin.begin_step(at);
    world.coming.clear();
}

/// Who comes in the step: seeds due now, and who comes by himself or is bought, which is paid for though he be turned away.
#[inline]
pub(super) fn come<P: Population>(
    at: Step<'_>,
    waves: &mut Waves,
    world: &mut World,
    company: &mut Company,
    people: &P,
    record: &mut Record<'_>,
) {
    let inflows = at.t < at.model.inflow_over;
    if inflows || !waves.are_over() {
        world.residents.are_left(|segment| people.left_of(segment));
    }
    if !waves.are_over() {
        seeds(at, waves, world, record);
    }
    if inflows {
        inflow(at, world, record);
    }
    let coming = &mut world.coming;
    coming.answers = people.answers_expected(at);
    company.foresight.arriving = coming.people() + coming.answers;
}

/// Of those who are addressed now, who reads it and has not joined before comes as a seed.
#[inline(never)]
fn seeds(at: Step<'_>, waves: &mut Waves, world: &mut World, record: &mut Record<'_>) {
    let reading = waves.reading(at, |segment, moment, told| record.addressed(at, segment, moment, told));
    let seeds = seeds_of(at, &reading, &mut world.market, &mut world.residents);
    world.coming.seeds.extend(reading.into_iter().zip(seeds));
}

#[inline(never)]
fn inflow(at: Step<'_>, World { market, residents, coming, .. }: &mut World, record: &mut Record<'_>) {
    let mut by_lot = ByLot::of(at.model.plans(), at.t);
    let mut where_nothing_is_done = ByLot::of(at.model.free_plans(), at.t);
    for (segment, model) in at.model.segments.iter().enumerate() {
        for (part, plan) in model.inflow.iter().enumerate() {
            let Some(in_step) = plan.in_step(at.t) else { continue };
            let mut stream = at.stream(Purpose::Arrivals, lane::of_inflow(segment, part));
            let way = if plan.cost.is_some() { Way::Bought } else { Way::Organic };
            let (wanted, all) = match in_step {
                PerStep::Number(mean) => {
                    let all = poisson(&mut stream, mean);
                    (all, Unasked::Number(all))
                }
                PerStep::OfMarket(rate) => {
                    let level = stream.level();
                    let is_free = way == Way::Organic && !model.fake;
                    let chance = if is_free { where_nothing_is_done.next(rate) } else { 0.0 };
                    let left = market.left().unwrap_or(0);
                    (binomial_at(level, left, by_lot.next(rate)), Unasked::OfMarket { level, chance })
                }
            };
            let arriving = residents.take(segment, wanted, market);
            record.cost_of_many(at, OtherLine::Inflow, plan.cost.unwrap_or_default(), arriving);
            coming.inflow.push(Inflow { segment, way, all, coming: arriving });
        }
    }
}

/// Those who come, and invitees whose answer is due, become members; where not all find room, who comes first.
#[inline]
pub(super) fn let_in<P: Population>(
    at: Step<'_>,
    World { coming, twin, .. }: &mut World,
    company: &mut Company,
    people: &mut P,
    record: &mut Record<'_>,
) {
    let answers = people.answers_due(at);
    company.foresight.arriving = 0;
    let all = coming.people() + answers;
    let mut turned_away = TurnedAway::default();
    let places = company.gate.let_in(at, all, || coming.comers(at.model, answers), &mut turned_away);
    record.turned_away(turned_away);
    let find_room = |place: usize, count: u64| places.as_ref().map_or(count, |places| places[place]);
    let waves = coming.seeds.len();
    for (place, &(wave, count)) in coming.seeds.iter().enumerate() {
        let count = find_room(place, count);
        if count > 0 {
            record.joined(at, wave.segment, wave.way(), count);
            people.join(at, wave.segment, wave.way(), count);
        }
    }
    for (place, &Inflow { segment, way, coming, .. }) in coming.inflow.iter().enumerate() {
        let count = find_room(waves + place, coming);
        if count > 0 {
            record.joined(at, segment, way, count);
            let buyers = company.books.sell(at, segment, count, record);
            company.books.pay_back(at, segment, way, &buyers, record);
            people.join(at, segment, way, count);
        }
    }
    if answers > 0 {
        let invited =
            places.as_ref().map_or(answers, |places| places[waves + coming.inflow.len()..].iter().sum());
        let anyway = &mut coming.anyway;
        admit_invitees(at, invited, company, people, record, |segment, count| anyway.push((segment, count)));
    }
    twin.let_in(at, coming);
}

/// Invitees who answer in the step in which they were asked become members, as far as there is room left.
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
        let mut turned_away = TurnedAway::default();
        let admitted = company.gate.let_in_late(at, due, &mut turned_away);
        record.turned_away(turned_away);
        let comes_anyway = |segment, count| twin.come(at, segment, Way::Anyway, count);
        admit_invitees(at, admitted, company, people, record, comes_anyway);
    }
}

/// So many of the invitees who are due become members; `comes_anyway` takes who of them would have come by himself.
#[inline]
fn admit_invitees<P: Population>(
    at: Step<'_>,
    admitted: u64,
    company: &mut Company,
    people: &mut P,
    record: &mut Record<'_>,
    mut comes_anyway: impl FnMut(usize, u64),
) {
    let promises = at.model.makes_promises();
    people.admit(at, admitted, |Joiners { segment, came, admitted, anyway }| {
        record.joined(at, segment, Way::Invited, admitted);
        let buyers = company.books.sell(at, segment, admitted, record);
        comes_anyway(segment, anyway);
        let [come_anyway, others] = [buyers.start..buyers.start + anyway, buyers.start + anyway..buyers.end];
        let returned = if at.model.refunds_joining() {
            both(
                company.books.pay_back(at, segment, Way::Anyway, &come_anyway, record),
                company.books.pay_back(at, segment, Way::Invited, &others, record),
            )
        } else {
            Returned::new()
        };
        if promises {
            company.promises.arrived.push(Arrived { segment, came, admitted, buyers, returned });
        }
    });
    if promises {
        promises_of_joiners(at, people, company, record);
        if at.model.order_rules.promised != 0 {
            hang_on_joiners(at, people, company, record);
        }
    }
}

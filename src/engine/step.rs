//! A campaign, step by step: the twelve points of `docs/model.md`, once, for every population. What a point reads and what it
//! changes stands in its call; nothing else passes from point to point.

use super::arrivals::{come, invitees, let_in};
use super::company::Company;
use super::foresee::foresee;
use super::market::Market;
use super::now::{Now, Step};
use super::population::{Outlook, Population};
use super::purchases::Purchases;
use super::record::Record;
use super::rewards::{close_offers, delete_promises, final_rewards, open_promises, promise, serve};
use super::sold::Sold;
use super::twin::{Twin, World};
use super::waves::Waves;
use crate::metrics::StopReason;
use crate::model::{BanModel, Model, Sale, Sales};
use crate::rng::{Purpose, lane};
use crate::terms::{Events, Strike, ban_chance, cause_of_stopping, shut_from};

/// What is used again from campaign to campaign; holds nothing that a campaign could read of the one before.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    company: Company,
    waves: Waves,
    world: World,
    /// What earns rewards, by segment.
    events: Vec<Events>,
}

/// A campaign at hand.
#[derive(Debug)]
pub(super) struct Campaign<'a, P: Population> {
    /// The next step.
    at: Step<'a>,
    buffers: &'a mut Buffers,
    people: &'a mut P,
    round: &'a mut P::Round,
    record: Record<'a>,
    /// Why nobody can come any more.
    stop: Option<StopReason>,
}

/// Simulates one campaign of these people into `record`. Whether it came to its end: where nobody waits for it any more it is
/// left off, and says nothing.
pub(super) fn simulate<'a, P: Population>(
    begin: Step<'a>,
    buffers: &'a mut Buffers,
    people: &'a mut P,
    round: &'a mut P::Round,
    record: Record<'a>,
) -> bool {
    Campaign::begin(begin, buffers, people, round, record).finish()
}

impl<'a, P: Population> Campaign<'a, P> {
    /// Before its first step.
    pub fn begin(
        begin: Step<'a>,
        buffers: &'a mut Buffers,
        people: &'a mut P,
        round: &'a mut P::Round,
        record: Record<'a>,
    ) -> Campaign<'a, P> {
        let model = begin.model;
        people.begin(model, begin.key);
        buffers.company.begin(model);
        buffers.waves.begin(model);
        buffers.world.begin(model);
        buffers.events.clear();
        buffers.events.resize(model.segments.len(), Events::default());
        Campaign { at: begin, buffers, people, round, record, stop: None }
    }

    /// Whether there are more steps in which somebody may come.
    pub fn goes_on(&self) -> bool {
        self.at.t < self.at.model.steps && self.stop.is_none()
    }

    /// Whether nothing happens any more but growth, and it is not asked any more who was invited.
    pub fn only_grows(&self) -> bool {
        let Step { model, t, .. } = self.at;
        let Buffers { waves, company, .. } = &*self.buffers;
        let nobody_else_comes = waves.are_over() && t >= model.inflow_over;
        model.only_grows() && nobody_else_comes && company.gate.is_open(t) && self.people.chain_goes_on()
    }

    /// Goes one step on; whether somebody still waits for the campaign.
    pub fn step(&mut self) -> bool {
        let Campaign { at, people, round, record, .. } = self;
        let Buffers { company, waves, world, events } = &mut *self.buffers;
        let at = Step { crowded: is_crowded(at.model, record.members()), ..*at };
        if !at.model.in_cycles {
            leaving(at, *people, &mut world.twin, record);
        }
        come(at, waves, world, company, *people, record);
        rounds(at, *people, round, world, company, events, record);
        if at.patience.is_over() {
            return false;
        }
        if at.model.in_cycles {
            leaving(at, *people, &mut world.twin, record);
            platform(at, world, *people, company, record);
        }
        value(at, *people, &mut world.twin, record);
        close(at, *people, world, company, record);
        self.comes_to(at.t + 1);
        true
    }

    /// The step before this one is over.
    fn comes_to(&mut self, t: u32) {
        self.at.t = t;
        self.stop = stops(t, self.at.model, self.people, &self.buffers.waves, &self.buffers.company);
    }

    /// Takes steps of growth in one go, as far as step `until`; whether the people can.
    pub fn grow(&mut self, until: u32) -> bool {
        let market = &mut self.buffers.world.market;
        let next = self.people.grow(self.at, until, market, &mut self.record);
        next.map(|next| self.has_grown(next)).is_some()
    }

    /// The next step.
    pub fn next_step(&self) -> u32 {
        self.at.t
    }

    /// What growth is about: where the campaign stands, who takes part, who is left to be won, and what is counted.
    pub fn growing(&mut self) -> (Step<'a>, &mut P, &mut Market, &mut Record<'a>) {
        (self.at, self.people, &mut self.buffers.world.market, &mut self.record)
    }

    /// Growth has come to this step.
    pub fn has_grown(&mut self, t: u32) {
        let Buffers { company, world, .. } = &mut *self.buffers;
        company.gate.close(self.at.model, world.market.is_empty(), false);
        self.comes_to(t);
    }

    /// Goes on to the end; whether somebody waited for it.
    pub fn finish(mut self) -> bool {
        while self.goes_on() {
            let grew = self.only_grows() && self.grow(self.at.model.steps);
            if (!grew && !self.step()) || self.at.patience.is_over() {
                return false;
            }
        }
        self.end()
    }

    fn end(self) -> bool {
        let Campaign { at: end, people, mut record, stop, .. } = self;
        let Buffers { company, world, .. } = self.buffers;
        let model = end.model;
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
}

/// Points 1 and 4 to 10, these until nobody has an occasion any more: who joins within the step may share in its next round.
/// Where not all may find room, those share first who were there before: whom they bring within the step comes to the door with
/// all others. They are left off where nobody waits for the campaign.
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
    if at.patience.is_over() {
        return;
    }
    serve(at, people, company, record);
    close_offers(at, company, record);
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
fn conditions<'a>(at: Step<'a>, company: &'a Company) -> Now<'a> {
    Now {
        at,
        behaviour: company.behaviour(at.model),
        open: company.gate.is_open(at.t),
        waves_shut_from: company.gate.waves_shut_from(),
    }
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
        let sold = match part.sales {
            Sales::None => continue,
            Sales::Even(Sale { time, margin, .. }) => {
                let mean = time.mean();
                twin.buy(at, segment, mean);
                let Purchases { first, repeated } = people.buy(at, segment, mean);
                Sold { orders: first + repeated, first, margin: margin.times(first + repeated) }
            }
            Sales::Apart(_) => {
                twin.order(at, segment);
                people.order(at, segment)
            }
        };
        record.sold_to_members(sold, at.model.price.is_none());
    }
}

/// Point 4: the platform strikes with a chance that grows with the people who have joined since it looked last.
#[inline]
fn platform<P: Population>(
    at: Step<'_>,
    world: &World,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    if let Some(ban) = &at.model.ban {
        perhaps_strike(at, ban, world, people, company, record);
    }
}

/// Before the sharing of a step half of those who come in it at any moment are left for the next look, as if it was taken in
/// the middle; at a wave of seeds it looks as the wave comes. Nobody looks during a pause.
#[inline(never)]
fn perhaps_strike<P: Population>(
    at: Step<'_>,
    ban: &BanModel,
    world: &World,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let gate = &mut company.gate;
    let (waves, joined) = if at.model.in_cycles {
        (Vec::new(), gate.joined_since_look(0, gate.joined_in_step(), 0.0))
    } else {
        let (waves, others) = world.coming.expected(at.model, gate.room_at_first());
        let seeds = waves.iter().map(|wave| wave.people).sum();
        (waves, gate.joined_since_look(seeds, others, 0.5))
    };
    if !gate.is_open(at.t) {
        return;
    }
    let mut stream = at.stream(Purpose::Platform, lane::ONLY);
    let mut strikes = |joined: f64| joined > 0.0 && stream.chance(ban_chance(ban, joined));
    let strike = if !strikes(joined.iter().sum()) {
        let Some(wave) = waves.iter().find(|wave| strikes(wave.people as f64)) else { return };
        Strike::at_wave(wave.moment, &mut stream)
    } else if at.model.in_cycles {
        Strike::AT_THE_END
    } else {
        Strike::at_any_moment(joined, &mut stream)
    };
    record.banned(at, strike.moment);
    company.gate.shut_to_waves(strike.moment);
    let from = at.t + u32::from(strike.spares_step);
    company.gate.shut(from, shut_from(ban, from, stream.uniform()));
    if ban.delete_induced {
        record.gone(people.delete_induced(at));
        delete_promises(at, company, record);
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

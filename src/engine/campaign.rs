//! A campaign from its first step to its end, for every population: one step after the other, growth in one go, and what is
//! left to do when nobody can come any more.

use super::arrivals::{begin_step, come};
use super::company::Company;
use super::lull::Lull;
use super::market::Market;
use super::now::Step;
use super::platform::platform;
use super::population::Population;
use super::record::Record;
use super::reminders::{may_wake, remind};
use super::rewards::open_promises;
use super::step::{close, end_of_step, is_crowded, leaving, rounds, settle, value};
use super::twin::{Twin, World};
use super::waves::Waves;
use crate::metrics::StopReason;
use crate::terms::{Events, cause_of_stopping};

/// What is used again from campaign to campaign; holds nothing that a campaign could read of the one before.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    company: Company,
    waves: Waves,
    world: World,
    /// What earns rewards, by segment.
    events: Vec<Events>,
    lull: Lull,
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
    /// Whether a step may be one of growth alone.
    may_only_grow: bool,
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
        let may_only_grow = model.only_grows();
        Campaign { at: begin, buffers, people, round, record, may_only_grow, stop: None }
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
        self.may_only_grow && nobody_else_comes && company.gate.is_open(t) && self.people.chain_goes_on()
    }

    /// Goes one step on; whether somebody still waits for the campaign.
    pub fn step(&mut self) -> bool {
        let Campaign { at, people, round, record, .. } = self;
        let Buffers { company, waves, world, events, .. } = &mut *self.buffers;
        let at = Step { crowded: is_crowded(at.model, record.members()), ..*at };
        if at.model.days.is_some_and(|days| days.begins(at.t)) {
            people.begin_day(at.model);
        }
        begin_step(at, world, company);
        company.offer_to_buyers(at);
        remind(at, *people, round, world, company, events, record);
        if !at.model.in_cycles {
            leaving(at, *people, &mut world.twin, record);
        }
        come(at, waves, world, company, *people, record);
        rounds(at, *people, round, world, company, events, record);
        if at.patience.is_over() {
            return false;
        }
        if at.model.in_cycles {
            settle(at, !at.model.order_rules.any, *people, company, record);
            leaving(at, *people, &mut world.twin, record);
            platform(at, world, *people, company, record);
        }
        value(at, *people, &mut world.twin, company, record);
        if !at.model.in_cycles || at.model.order_rules.any {
            settle(at, true, *people, company, record);
        }
        close(at, *people, world, company, record);
        self.comes_to(at.t + 1);
        true
    }

    /// The step before this one is over.
    fn comes_to(&mut self, t: u32) {
        self.at.t = t;
        self.stop = stops(self.at, self.people, &self.buffers.waves, &self.buffers.company);
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
        let Buffers { company, world, lull, .. } = self.buffers;
        let model = end.model;
        wind_down(end, people, company, (&mut world.twin, lull), &mut record);
        if end.patience.is_over() {
            return false;
        }
        open_promises(Step { t: model.steps, ..end }, people, company, &mut record);
        let reason = stop.or(company.gate.closed()).unwrap_or(StopReason::Horizon);
        let (twin, on_the_way) = (world.twin.free(people.free()).totals(model), people.on_the_way(model));
        record.chain(people.chain_goes_on());
        record.days_spent(company.offers.days_spent());
        record.trees(people.trees());
        record.end(end, |segment| people.present(segment), &twin, on_the_way, reason);
        true
    }
}

/// Why the campaign stops before a step, if nobody can come any more.
#[inline]
fn stops<P: Population>(at: Step<'_>, people: &P, waves: &Waves, company: &Company) -> Option<StopReason> {
    let closed = company.gate.closed();
    let stops = !people.is_on_the_way()
        && (closed.is_some() || !people.waits())
        && waves.are_over()
        && at.t >= at.model.inflow_over
        && at.t < at.model.steps
        && (closed.is_some() || !at.model.follows_done || !may_wake(at, people))
        && !at.model.goes_on_reminding(at.t);
    stops.then(|| cause_of_stopping(closed))
}

/// Nobody can bring anyone any more: from this step to the horizon members only leave and buy, and promises fall due.
fn wind_down<P: Population>(
    from: Step<'_>,
    people: &mut P,
    company: &mut Company,
    (twin, lull): (&mut Twin, &mut Lull),
    record: &mut Record<'_>,
) {
    let model = from.model;
    if from.t >= model.steps {
        return;
    }
    company.books.begin_step(model);
    people.stop_waiting();
    lull.begin();
    let plain = !model.churn_varies() && !model.has_purchases;
    let mut at = from;
    while at.t < model.steps && !at.patience.runs_out() {
        if plain {
            let point = record.next_point(at).unwrap_or(model.steps - 1);
            let point = company.promises.next_due(at.t).map_or(point, |due| point.min(due));
            lull.last(at, point);
            people.leave_in(at, lull);
            twin.leave_in(at, lull);
            record.gone(people.left());
            at.t = point;
        } else {
            at.crowded = is_crowded(model, record.members());
            if model.order_rules.capped != 0 && model.days.is_some_and(|days| days.begins(at.t)) {
                people.begin_day(model);
            }
            company.offer_to_buyers(at);
            leaving(at, people, twin, record);
            value(at, people, twin, company, record);
            record.gone(people.left());
        }
        // Who leaves, or orders too late, may leave something for others to be promised again.
        if model.order_rules.any || company.promises.is_due(at.t) {
            settle(at, true, people, company, record);
        }
        end_of_step(at, people, company, twin, record);
        at.t += 1;
    }
}

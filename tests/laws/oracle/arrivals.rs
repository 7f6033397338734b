//! Step 1: who comes in, and who is turned away.

use super::entrance::{is_watched, moment_of_part};
use super::people::{Answer, Coming, Member, Origin};
use super::refunds::Return;
use super::{Campaign, Start, dice};
use kfactor::metrics::StopReason;
use kfactor::scenario::{Inflow, Rate};
use kfactor::units::Money;
use rand::RngExt;

/// Who stands at the door: in the campaign, and where nothing is done.
pub(super) struct Queue {
    pub here: Vec<Coming>,
    there: Vec<Coming>,
}

/// A plan of inflow: its segment, and its place there.
type Plan = (usize, usize);

/// Who of the market comes by plans that take a part of it: in the campaign, and where nothing is done.
#[derive(Default)]
struct OfMarket {
    here: Vec<(usize, Plan)>,
    there: Vec<Plan>,
}

impl Campaign<'_> {
    /// Seeds and who comes by inflow in this step.
    pub(super) fn queue_up(&mut self, t: u32) -> Queue {
        let mut queue = Queue { here: Vec::new(), there: Vec::new() };
        for segment in 0..self.world.scenario.segments.len() {
            self.seeds(segment, t, &mut queue);
        }
        let of_market = self.of_market(t);
        for segment in 0..self.world.scenario.segments.len() {
            self.inflow(segment, t, &of_market, &mut queue);
        }
        queue
    }

    fn seeds(&mut self, segment: usize, t: u32, queue: &mut Queue) {
        for (moment, count, reached) in self.world.seeds_due(segment, t) {
            self.tally.paid_for += count;
            let fake = self.world.segment(segment).fake;
            self.tally.addressed += if fake { 0 } else { count };
            let reading = (0..count).filter(|_| dice::chance(&mut self.rng, reached)).count() as u64;
            let here = match &mut self.market {
                Some(market) => market.tell(reading, &mut self.rng),
                None => reading,
            };
            let there = if fake { 0 } else { self.twin.tell(reading, &mut self.rng) };
            for place in 0..here.max(there) {
                let number = Some(self.twin.next_number());
                let order = [self.moment_of_coming(moment), self.rng.random()];
                let moment = Some(moment);
                let seed = || Coming {
                    segment,
                    origin: Origin::Seed,
                    moment,
                    comes: None,
                    number,
                    invitee: None,
                    order,
                };
                queue.here.extend((place < here).then(seed));
                queue.there.extend((place < there).then(seed));
            }
        }
    }

    fn inflow(&mut self, segment: usize, t: u32, of_market: &OfMarket, queue: &mut Queue) {
        for (place, plan) in self.world.segment(segment).inflow.iter().enumerate() {
            match &plan.rate {
                Rate::PerDay(number) => {
                    let mean = self.world.value(number) * self.world.days_of_stretch(plan, t);
                    for _ in 0..dice::poisson(&mut self.rng, mean) {
                        let here = self.market.as_mut().is_none_or(|market| market.take_any(&mut self.rng));
                        let is_free = plan.cost.is_none() && !self.world.segment(segment).fake;
                        let there = is_free && self.twin.takes_of_its_market();
                        self.comes(segment, plan, [here, there], queue);
                    }
                }
                Rate::OfMarket(_) => {
                    for &(person, _) in of_market.here.iter().filter(|(_, plan)| *plan == (segment, place)) {
                        let here = self.market.as_mut().is_some_and(|market| market.take(person));
                        self.comes(segment, plan, [here, false], queue);
                    }
                    for _ in of_market.there.iter().filter(|plan| **plan == (segment, place)) {
                        let there = self.twin.takes_of_its_market();
                        self.comes(segment, plan, [false, there], queue);
                    }
                }
                other => panic!("the oracle does not know {other:?}"),
            }
        }
    }

    /// Somebody comes by this plan, here, where nothing is done, or in both.
    fn comes(&mut self, segment: usize, plan: &Inflow, [here, there]: [bool; 2], queue: &mut Queue) {
        let origin = if plan.cost.is_some() { Origin::Bought } else { Origin::Organic };
        let number = Some(self.twin.next_number());
        let order = self.rng.random();
        let comes = || Coming { segment, origin, moment: None, comes: None, number, invitee: None, order };
        queue.here.extend(here.then(comes));
        queue.there.extend(there.then(comes));
        if let Some(cost) = plan.cost.as_ref().filter(|_| here) {
            self.tally.paid_for_inflow += self.world.value(cost);
        }
    }

    /// Who of the market would come in step `t` by which plan that takes a part of it: by the first that reaches him.
    fn of_market(&mut self, t: u32) -> OfMarket {
        let mut plans: Vec<(Plan, f64, bool)> = Vec::new();
        for (segment, kind) in self.world.scenario.segments.iter().enumerate() {
            for (place, plan) in kind.inflow.iter().enumerate() {
                if let Rate::OfMarket(chance) = &plan.rate {
                    let days = self.world.days_of_stretch(plan, t);
                    let rate = -(1.0 - self.world.value(chance)).ln() * days;
                    plans.push(((segment, place), rate, plan.cost.is_none() && !kind.fake));
                }
            }
        }
        let mut of_market = OfMarket::default();
        let Some(market) = self.market.as_ref().filter(|_| !plans.is_empty()) else { return of_market };
        let mut first = |all: bool| {
            let wanted = plans.iter().filter(|(_, rate, free)| *rate > 0.0 && (all || *free));
            let reached = wanted.map(|(plan, rate, _)| (dice::exponential(&mut self.rng) / rate, *plan));
            reached.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(when, _)| *when < 1.0).map(|(_, plan)| plan)
        };
        for person in (0..market.accepted.len()).filter(|person| !market.accepted[*person]) {
            of_market.here.extend(first(true).map(|plan| (person, plan)));
        }
        of_market.there.extend((0..self.twin.left()).filter_map(|_| first(false)));
        of_market
    }

    /// Those in the queue and whose answer falls in this step come in, as far as there is room. Who was asked in it,
    /// `asked_before` being the number of all invitees before, comes after he was.
    pub(super) fn arrivals(&mut self, mut queue: Queue, asked_before: usize, t: u32, start: &Start) {
        self.answers_of(t, &mut queue.here);
        for coming in &mut queue.here {
            if coming.invitee.is_some_and(|invitee| invitee >= asked_before) {
                coming.order[0] = coming.order[0].max(self.rng.random());
            }
        }
        self.let_in(queue.here, queue.there, t, start, false);
    }

    /// How many answers fall in this step, as far as it is known.
    pub(super) fn answers_known(&self, t: u32) -> usize {
        self.on_the_way.iter().filter(|invitee| self.invitees[**invitee].joins == t).count()
    }

    /// Those whose answer falls in this step, in any order.
    pub(super) fn answers_of(&mut self, t: u32, queue: &mut Vec<Coming>) {
        let (now, later): (Vec<usize>, _) =
            self.on_the_way.drain(..).partition(|&invitee| self.invitees[invitee].joins == t);
        self.on_the_way = later;
        queue.extend(now.into_iter().map(|invitee| Coming {
            segment: self.invitees[invitee].segment,
            origin: Origin::Invited(self.invitees[invitee].inviter),
            moment: None,
            comes: self.invitees[invitee].comes,
            number: None,
            invitee: Some(invitee),
            order: self.rng.random(),
        }));
    }

    /// Who comes first, as far as there is room. `twins` come where nothing is done. Those who are `late` come
    /// as the step ends.
    pub(super) fn let_in(
        &mut self,
        mut queue: Vec<Coming>,
        mut twins: Vec<Coming>,
        t: u32,
        start: &Start,
        late: bool,
    ) {
        for coming in queue.iter_mut().chain(&mut twins) {
            coming.order[0] = self.at_the_door(coming.order[0], coming.moment.is_some(), t, late);
        }
        queue.sort_by(|a, b| a.order.partial_cmp(&b.order).expect("numbers"));
        let moments: Vec<f64> = queue.iter().map(|coming| coming.order[0]).collect();
        let passes = self.door.let_in(&self.world, t, &moments);
        let first = self.members.len();
        let mut passes = passes.into_iter();
        let (inside, outside): (Vec<Coming>, Vec<Coming>) =
            queue.into_iter().partition(|_| passes.next().unwrap_or(false));
        for coming in &inside {
            self.admit(coming, t, start);
        }
        self.charge(&inside, first, t);
        for invitee in outside.iter().filter_map(|coming| coming.invitee) {
            self.invitees[invitee].answer = Answer::TurnedAway;
            self.void(invitee);
        }
        if self.door.is_shut(&self.world) {
            self.closed.get_or_insert(StopReason::Capacity);
        }
        self.doubles(first, twins, t, start, late);
    }

    /// The moment of step `t` at which somebody stands at the door: in a wave at its own, otherwise at that part of those who
    /// come at any; at the end of the step who is late.
    pub(super) fn at_the_door(&self, order: f64, in_a_wave: bool, t: u32, late: bool) -> f64 {
        match (late, in_a_wave) {
            (true, _) => 1.0,
            (_, true) => order,
            _ if is_watched(&self.world) => moment_of_part(&self.world, t, order),
            _ => order,
        }
    }

    fn admit(&mut self, coming: &Coming, t: u32, start: &Start) {
        let segment = coming.segment;
        let weights: Vec<f64> = self.world.classes[segment].iter().map(|(weight, _)| *weight).collect();
        let own = coming.moment.and_then(|moment| self.world.own_class(segment, t, moment));
        let class = own.unwrap_or_else(|| dice::pick(&mut self.rng, &weights));
        let id = self.members.len();
        let rules = self.world.scenario.incentive.len();
        self.members.push(Member::new(coming, class, t, rules));
        if let Some(invitee) = coming.invitee {
            self.invitees[invitee].member = Some(id);
        }
        let moment = coming.moment.or(coming.comes).unwrap_or_else(|| self.rng.random());
        if !self.world.cycles {
            self.members[id].came += moment;
        }
        self.lives(id, 1.0 - moment, start);
    }

    /// Somebody has paid so much for joining: when he gets it back.
    fn pays_for_joining(&mut self, id: usize, paid: f64) -> Option<Return> {
        let refund = self.world.scenario.price.as_ref().and_then(|price| price.refund.as_ref());
        let returns = self.returns(refund, self.members[id].came);
        if self.is_back(returns) {
            self.tally.refunds += 1;
            self.tally.revenue -= Money(paid.round() as i128);
            self.members[id].paid_back = true;
        } else if returns.is_some() {
            self.tally.refunds_open += 1;
            self.tally.refunds_owed += Money(paid.round() as i128);
        }
        self.members[id].returns = returns;
        returns
    }

    /// Everybody but a seed pays, buyer by buyer, segment by segment: first who was not invited.
    fn charge(&mut self, inside: &[Coming], first: usize, t: u32) {
        for invited in [false, true] {
            for segment in 0..self.world.scenario.segments.len() {
                let pays = |c: &Coming| {
                    c.segment == segment
                        && c.invitee.is_some() == invited
                        && !matches!(c.origin, Origin::Seed)
                };
                let ids = inside.iter().zip(first..);
                let buyers: Vec<(&Coming, usize)> = ids.filter(|(coming, _)| pays(coming)).collect();
                let prices = (0..buyers.len() as u64).map(|n| self.world.price(self.payers + n));
                let sum: Money = prices.sum();
                self.tally.revenue += sum;
                self.payers += buyers.len() as u64;
                let mean = sum.minor() / buyers.len().max(1) as f64;
                for (buyer, id) in buyers {
                    let returns = self.pays_for_joining(id, mean);
                    if let Some(invitee) = buyer.invitee {
                        self.joined(invitee, t, mean, returns);
                    }
                }
            }
        }
    }
}

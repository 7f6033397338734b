//! A campaign without steps: every wave, joining, occasion, answer and leaving at its own moment, one after the other.
//! What campaigns in steps must come near as these become short.
//!
//! Plain mechanics only: seeds, inflow, occasions, contacts, funnel, answers, leaving, market; events, novelty and hours;
//! what rewards are felt to be worth. Nothing runs out, nobody is turned away, and there are no bonus hunters.

use crate::oracle::dice;
use crate::oracle::people::Market;
use crate::oracle::world::World;
use crate::table::Case;
use kfactor::scenario::{Reward, Trigger};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Something that happens.
#[derive(Clone, Copy)]
enum Happening {
    /// Somebody of this segment joins: as a seed, by himself, by invitation.
    Seed(usize),
    Organic(usize),
    Answer(usize),
    /// Perhaps an occasion of this member: at this moment there is one with the chance of the hour.
    Occasion(usize),
    /// Perhaps his leaving: with the chance of the events.
    Leaving(usize),
}

struct Event {
    at: f64,
    what: Happening,
}

impl PartialEq for Event {
    fn eq(&self, other: &Event) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Event {}
impl PartialOrd for Event {
    fn partial_cmp(&self, other: &Event) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
/// The earliest first out of the heap.
impl Ord for Event {
    fn cmp(&self, other: &Event) -> Ordering {
        other.at.total_cmp(&self.at)
    }
}

struct Member {
    segment: usize,
    /// Leaves a day.
    hazard: f64,
    j: u32,
    shared: bool,
    present: bool,
}

struct Campaign<'a> {
    world: World<'a>,
    rng: ChaCha8Rng,
    queue: BinaryHeap<Event>,
    members: Vec<Member>,
    market: Option<Market>,
    on_offer: Vec<bool>,
    /// The largest weight of an hour, and the largest factor on leaving.
    busiest: f64,
    hardest: f64,
    /// When new users joined, in order.
    joined: Vec<f64>,
    accepted: u64,
}

/// What one campaign came to.
pub struct Course {
    /// New users who had joined by each of the days asked for.
    pub new_users: Vec<f64>,
    /// Invitations accepted before the end.
    pub accepted: f64,
    /// Members at the end.
    pub members: f64,
}

/// Plays replicate `replicate` of this seed to its end.
pub fn play(case: &Case, days: &[f64], seed: u64, replicate: u64) -> Course {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(replicate);
    let world = World::new(&case.scenario, &case.two_class, &mut rng);
    let mut campaign = Campaign::new(world, rng);
    let end = case.scenario.clock.days();
    while let Some(Event { at, what }) = campaign.queue.pop()
        && at < end
    {
        campaign.happens(at, what);
    }
    let by = |day: &f64| campaign.joined.partition_point(|at| at < day) as f64;
    Course {
        new_users: days.iter().map(by).collect(),
        accepted: campaign.accepted as f64,
        members: campaign.members.iter().filter(|member| member.present).count() as f64,
    }
}

impl<'a> Campaign<'a> {
    fn new(world: World<'a>, rng: ChaCha8Rng) -> Self {
        let segments = 0..world.scenario.segments.len();
        let addressed: u64 = segments.clone().map(|g| world.addressed(g)).sum();
        let minutes = 0..7 * 24 * 60;
        let busiest = minutes.step_by(60).map(|minute| world.weight_at(minute)).fold(1.0, f64::max);
        let churn = world.scenario.events.iter().map(|event| world.value(&event.churn).max(1.0));
        let mut campaign = Campaign {
            hardest: churn.product(),
            busiest,
            market: world.scenario.market.as_ref().map(|m| Market::new(world.value(m), addressed)),
            on_offer: vec![true; world.scenario.incentive.len()],
            world,
            rng,
            queue: BinaryHeap::new(),
            members: Vec::new(),
            joined: Vec::new(),
            accepted: 0,
        };
        for segment in segments {
            for wave in &campaign.world.segment(segment).seeds {
                let count = campaign.world.value(&wave.count).round() as u64;
                let seed = || Event { at: wave.at_days, what: Happening::Seed(segment) };
                campaign.queue.extend((0..count).map(|_| seed()));
            }
            campaign.next_organic(segment, 0.0);
        }
        campaign
    }

    fn happens(&mut self, at: f64, what: Happening) {
        match what {
            Happening::Seed(segment) => {
                if self.market.as_mut().is_none_or(|market| market.tell(1, &mut self.rng) == 1) {
                    self.join(segment, at);
                }
            }
            Happening::Organic(segment) => {
                if self.market.as_mut().is_none_or(|market| market.take_any(&mut self.rng)) {
                    self.joined.push(at);
                    self.join(segment, at);
                }
                self.next_organic(segment, at);
            }
            Happening::Answer(segment) => {
                self.joined.push(at);
                self.join(segment, at);
            }
            Happening::Occasion(id) => self.perhaps_an_occasion(id, at),
            Happening::Leaving(id) => {
                let factor = self.world.event_factor_at(at, |e| &e.churn);
                if dice::chance(&mut self.rng, factor / self.hardest) {
                    self.members[id].present = false;
                } else {
                    self.next_leaving(id, at);
                }
            }
        }
    }

    fn after(&mut self, now: f64, rate: f64, what: Happening) {
        if rate > 0.0 {
            let at = now + dice::exponential(&mut self.rng) / rate;
            self.queue.push(Event { at, what });
        }
    }

    fn next_organic(&mut self, segment: usize, now: f64) {
        let plans = self.world.segment(segment).inflow.iter();
        let rate: f64 = plans.map(|plan| self.world.value(plan.rate.number())).sum();
        self.after(now, rate, Happening::Organic(segment));
    }

    fn next_leaving(&mut self, id: usize, now: f64) {
        self.after(now, self.members[id].hazard * self.hardest, Happening::Leaving(id));
    }

    fn join(&mut self, segment: usize, now: f64) {
        let classes = &self.world.classes[segment];
        let weights: Vec<f64> = classes.iter().map(|(weight, _)| *weight).collect();
        let hazard = -(1.0 - classes[dice::pick(&mut self.rng, &weights)].1).ln();
        let id = self.members.len();
        self.members.push(Member { segment, hazard, j: 0, shared: false, present: true });
        self.next_leaving(id, now);
        match self.world.mean_wait(segment) {
            None => {
                self.occasion(id, now);
            }
            Some(after) => self.after(now, self.busiest / after, Happening::Occasion(id)),
        }
    }

    fn perhaps_an_occasion(&mut self, id: usize, now: f64) {
        if !self.members[id].present {
            return;
        }
        let weight = self.world.weight_at((now * 24.0 * 60.0) as u64);
        let waits = !dice::chance(&mut self.rng, weight / self.busiest) || self.occasion(id, now);
        if let Some(after) = self.world.mean_wait(self.members[id].segment)
            && waits
        {
            self.after(now, self.busiest / after, Happening::Occasion(id));
        }
    }

    /// Decides, reaches; whether he will have another occasion.
    fn occasion(&mut self, id: usize, now: f64) -> bool {
        let Member { segment, j, shared, .. } = self.members[id];
        let got = |rule: &Reward| match rule.when {
            Trigger::Every(n) => [j / n, 0],
            _ => [j, 0],
        };
        let got: Vec<[u32; 2]> = self.world.scenario.incentive.iter().map(got).collect();
        let perceived = self.world.perceived(&self.on_offer, j, &got, shared);
        let factor = self.world.novelty_at(now) * self.world.event_factor_at(now, |e| &e.share);
        if !dice::chance(&mut self.rng, self.world.share(segment, perceived, factor)) {
            return false;
        }
        self.members[id].shared = true;
        self.reach(id, now);
        dice::chance(&mut self.rng, self.world.value(&self.world.segment(segment).share.again))
    }

    fn reach(&mut self, id: usize, now: f64) {
        let g = self.members[id].segment;
        let factor = self.world.event_factor_at(now, |e| &e.join);
        let way = &self.world.ways(g)[0];
        let (join, baited_part) = self.world.join(g, way, &self.on_offer, factor);
        let before = way.before_last(&self.world);
        for _ in 0..dice::contacts(&mut self.rng, way.contacts, &self.world.drawn) {
            let person = self.market.as_ref().map(|m| self.rng.random_range(0..m.accepted.len()));
            if !dice::chance(&mut self.rng, before * join) {
                continue;
            }
            if let (Some(market), Some(person)) = (self.market.as_mut(), person)
                && !market.take(person)
            {
                continue;
            }
            self.accepted += 1;
            self.members[id].j += 1;
            let baited = dice::chance(&mut self.rng, baited_part);
            let invitee = dice::pick(&mut self.rng, &self.world.recruits(g, baited));
            let delay = dice::delay_days(&mut self.rng, way.delay, &self.world.drawn);
            self.queue.push(Event { at: now + delay, what: Happening::Answer(invitee) });
        }
    }
}

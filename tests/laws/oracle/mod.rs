//! One campaign, person by person, in the order of `MODEL.md` section 3. Slow and obvious on purpose.

mod arrivals;
mod dice;
mod fate;
mod ledger;
mod measure;
mod motive;
mod people;
mod rewards;
mod sharing;
mod world;

pub use world::TwoClass;

use kfactor::metrics::StopReason;
use kfactor::scenario::{Recipient, Scenario, Trigger};
use kfactor::units::Money;
use ledger::Ledger;
use people::{Market, Member, OnTheWay, Origin};
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use std::collections::BTreeMap;
use world::World;

/// What one campaign came to.
pub struct Outcome {
    /// By name; `NaN` = undefined.
    pub metrics: BTreeMap<String, f64>,
    pub stop: StopReason,
    /// New users so far, at every step's end.
    pub new_users: Vec<u64>,
    /// Members at every step's end.
    pub members: Vec<u64>,
}

/// Plays replicate `replicate` of this seed. `two_class` holds the true classes of segments with retention.
pub fn play(scenario: &Scenario, two_class: &[Option<TwoClass>], seed: u64, replicate: u64) -> Outcome {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(replicate);
    let world = World::new(scenario, two_class, &mut rng);
    let mut campaign = Campaign::new(world, rng);
    for t in 0..scenario.clock.steps {
        campaign.step(t);
    }
    measure::outcome(&campaign)
}

/// What is counted on the way.
#[derive(Default)]
struct Tally {
    shares: u64,
    exposures: u64,
    stages: BTreeMap<String, u64>,
    accepted: u64,
    turned_away: u64,
    seeds_admitted: u64,
    revenue: Money,
    margins: Money,
    peak: u64,
    first_ban: Option<u32>,
    new_users: Vec<u64>,
    members: Vec<u64>,
    /// Factor on the chance to leave in every step: events and overload.
    churn_factor: Vec<f64>,
}

struct Campaign<'a> {
    world: World<'a>,
    rng: ChaCha8Rng,
    members: Vec<Member>,
    on_the_way: Vec<OnTheWay>,
    market: Option<Market>,
    ledger: Ledger,
    /// People admitted so far, bonus hunters included.
    admitted: u64,
    payers: u64,
    /// Nobody shares any more, and why.
    closed: Option<StopReason>,
    /// The first step after a pause.
    open_from: u32,
    /// The step at whose end nobody could bring anyone any more.
    stopped: Option<u32>,
    tally: Tally,
}

/// Conditions of a step, taken from the clock and the state at its start.
struct Start {
    members: u64,
    price: Money,
    on_offer: Vec<bool>,
    /// The chance of an occasion, by segment.
    occasion: Vec<f64>,
    sharing: bool,
}

impl<'a> Campaign<'a> {
    fn new(world: World<'a>, rng: ChaCha8Rng) -> Self {
        let seeds: u64 = (0..world.scenario.segments.len()).map(|g| world.seeds_in_all(g)).sum();
        let market = world.scenario.market.as_ref().map(|m| Market::new(world.value(m), seeds));
        let ledger = Ledger::new(&world);
        Campaign {
            world,
            rng,
            members: Vec::new(),
            on_the_way: Vec::new(),
            market,
            ledger,
            admitted: 0,
            payers: 0,
            closed: None,
            open_from: 0,
            stopped: None,
            tally: Tally::default(),
        }
    }

    fn step(&mut self, t: u32) {
        let segments = 0..self.world.scenario.segments.len();
        let start = Start {
            members: self.genuine_present(),
            price: self.world.price(self.payers),
            on_offer: self.ledger.on_offer(),
            occasion: segments.map(|g| self.world.occasion(g, t)).collect(),
            sharing: self.closed.is_none() && t >= self.open_from,
        };
        let mut claims = Vec::new();
        let joined = self.arrivals(t, &start, &mut claims);
        if start.sharing {
            self.sharing(t, &start, &mut claims);
        }
        if self.market.as_ref().is_some_and(|market| market.left == 0) {
            self.closed.get_or_insert(StopReason::Market);
        }
        self.rewards(t, &start, claims);
        self.leaving(t, &start);
        self.value();
        self.platform(t, joined);
        self.close(t);
    }

    fn genuine_present(&self) -> u64 {
        self.members.iter().filter(|m| m.present && !self.fake(m)).count() as u64
    }

    fn fake(&self, member: &Member) -> bool {
        self.world.segment(member.segment).fake
    }

    /// The rules on offer to `to` whose trigger fits, by index.
    fn rules(&self, start: &Start, to: Recipient, fits: impl Fn(Trigger) -> bool) -> Vec<usize> {
        let rules = self.world.scenario.incentive.iter().enumerate();
        rules
            .filter(|(r, rule)| start.on_offer[*r] && rule.to == to && fits(rule.when))
            .map(|(r, _)| r)
            .collect()
    }

    fn close(&mut self, t: u32) {
        let genuine = self.members.iter().filter(|m| !self.fake(m));
        let new = genuine.filter(|m| !matches!(m.origin, Origin::Seed)).count() as u64;
        let present = self.genuine_present();
        self.tally.new_users.push(new);
        self.tally.members.push(present);
        self.tally.peak = self.tally.peak.max(present);
        let last = t + 1 == self.world.steps();
        if self.stopped.is_none() && !last && self.nobody_can_bring_anyone(t) {
            self.stopped = Some(t);
        }
    }

    fn nobody_can_bring_anyone(&self, t: u32) -> bool {
        let segments = 0..self.world.scenario.segments.len();
        let waiting = self.members.iter().any(|m| m.present && m.waiting);
        let inflow = segments.clone().any(|g| self.world.value(&self.world.segment(g).inflow) > 0.0);
        let seeds = (t + 1..self.world.steps())
            .any(|later| segments.clone().any(|g| self.world.seeds_due(g, later) > 0));
        (!waiting || self.closed.is_some()) && self.on_the_way.is_empty() && !inflow && !seeds
    }
}

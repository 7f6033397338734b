//! One campaign, person by person, as `docs/model.md` tells it. Slow and obvious on purpose: moments are drawn, no chance
//! is worked out.

mod arrivals;
mod counts;
mod cycle;
pub mod dice;
mod door;
mod earning;
mod entrance;
mod foresight;
mod friends;
mod ledger;
mod levels;
mod measure;
mod motive;
pub mod people;
mod platform;
mod promises;
mod refunds;
mod reminders;
mod rounds;
mod serving;
mod sharing;
mod twin;
mod value;
pub mod ways;
pub mod world;

pub use counts::RuleCounts;
pub use world::TwoClass;

use door::Door;
use foresight::Stretch;
use kfactor::metrics::StopReason;
use kfactor::scenario::{Recipient, Scenario, Trigger};
use kfactor::units::Money;
use ledger::Ledger;
use people::{Invitee, Market, Member, Origin};
use promises::Promise;
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use std::collections::BTreeMap;
use twin::Twin;
use world::World;

/// What one campaign came to.
pub struct Outcome {
    /// By name; `NaN` = undefined.
    pub metrics: BTreeMap<String, f64>,
    pub stop: StopReason,
    /// What became of the promises, by rule.
    pub rules: Vec<RuleCounts>,
    /// New users so far, at every step's end.
    pub new_users: Vec<u64>,
    /// Members at every step's end.
    pub members: Vec<u64>,
}

/// Plays replicate `replicate` of this seed. `two_class` holds the true classes of segments with retention.
pub fn play(scenario: &Scenario, two_class: &[Option<TwoClass>], seed: u64, replicate: u64) -> Outcome {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(replicate);
    let (unfolded, of) = levels::unfolded(scenario);
    let mut world = World::new(&unfolded, two_class, &mut rng);
    world.parts.clone_from(&of);
    let mut campaign = Campaign::new(world, rng);
    for t in 0..scenario.clock.steps {
        campaign.step(t);
    }
    campaign.owe();
    let outcome = measure::outcome(&campaign);
    Outcome { rules: levels::folded(outcome.rules, &of), ..outcome }
}

/// What is counted on the way.
#[derive(Default)]
struct Tally {
    shares: u64,
    exposures: u64,
    stages: BTreeMap<String, u64>,
    accepted: u64,
    expired: u64,
    reminded: u64,
    /// Genuine people who were addressed; and all, who cost something each.
    addressed: u64,
    paid_for: u64,
    revenue: Money,
    orders: u64,
    margins: Money,
    refunds: u64,
    /// Those after the end, and what goes back with them.
    refunds_open: u64,
    refunds_owed: Money,
    recovered: f64,
    /// Paid for what was bought and went back, in minor units.
    rewards_lost: f64,
    /// In minor units: of who has joined, and of who has not yet.
    owed: f64,
    owed_on_the_way: f64,
    uncovered: usize,
    paid_for_inflow: f64,
    peak: u64,
    /// How often it struck an account.
    accounts_struck: u64,
    /// When the platform struck first, in steps.
    first_ban: Option<f64>,
    new_users: Vec<u64>,
    members: Vec<u64>,
    /// Factor on the chance to leave in every step: events and overload.
    churn_factor: Vec<f64>,
    /// The part of each segment's members who stayed though they were reminded, by the step which begins then.
    stayed_reminded: Vec<(usize, Vec<f64>)>,
}

struct Campaign<'a> {
    world: World<'a>,
    rng: ChaCha8Rng,
    members: Vec<Member>,
    /// All who have accepted an invitation, and which of them are still to come.
    invitees: Vec<Invitee>,
    on_the_way: Vec<usize>,
    promises: Vec<Promise>,
    /// What the orders of this step have earned.
    claims: Vec<earning::Claim>,
    /// How many were earned by each rule in this step, and in the step before.
    earned: Vec<u64>,
    earned_before: Vec<u64>,
    /// Of rules in reserve, how many were to be held in this step, and were; and the first segment that earned some.
    held: Vec<[u32; 2]>,
    earned_by: Vec<usize>,
    /// Stretches of the present step with the same offers, once they are foreseen; none where nothing changes.
    stretches: Option<Vec<Stretch>>,
    /// People at the door, as far as it is known.
    arriving: usize,
    market: Option<Market>,
    ledger: Ledger,
    door: Door,
    twin: Twin,
    payers: u64,
    /// Nobody shares any more, and why.
    closed: Option<StopReason>,
    /// The same at the beginning of the step.
    closed_before: Option<StopReason>,
    /// The first step after a pause.
    open_from: u32,
    /// The step in which a wave has made it strike, where others still share in it; and the moment of that wave: none that comes
    /// then or later shares in it.
    spared: Option<u32>,
    shut_to_waves: f64,
    /// Who acts now has been reminded, as the step begins.
    reminding: bool,
    /// The step in which the platform has struck last before its sharing.
    struck: Option<u32>,
    /// The step at whose end nobody could bring anyone any more.
    stopped: Option<u32>,
    tally: Tally,
}

/// Conditions of a step, taken from the clock and the state at its start.
struct Start {
    price: Money,
    on_offer: Vec<bool>,
    /// Whether the campaign is open, but for the platform.
    sharing: bool,
    /// Weight of the hours.
    weight: f64,
    /// Factor on sharing: events and novelty.
    share: f64,
    /// Factor on the last stage: events.
    join: f64,
    /// Factor on leaving: events and overload.
    churn: f64,
    /// The same without overload.
    plain_churn: f64,
}

impl<'a> Campaign<'a> {
    fn new(world: World<'a>, rng: ChaCha8Rng) -> Self {
        let addressed: u64 = (0..world.scenario.segments.len()).map(|g| world.addressed(g)).sum();
        let market = world.scenario.market.as_ref().map(|m| Market::new(world.value(m), addressed));
        let twins_market = market.as_ref().map(|market| market.left);
        let (ledger, rules) = (Ledger::new(&world), world.scenario.incentive.len());
        Campaign {
            world,
            rng,
            members: Vec::new(),
            invitees: Vec::new(),
            on_the_way: Vec::new(),
            promises: Vec::new(),
            claims: Vec::new(),
            earned: vec![0; rules],
            earned_before: vec![0; rules],
            held: vec![[0; 2]; rules],
            earned_by: vec![usize::MAX; rules],
            stretches: None,
            arriving: 0,
            market,
            ledger,
            door: Door::default(),
            twin: Twin::new(twins_market),
            payers: 0,
            closed: None,
            closed_before: None,
            open_from: 0,
            spared: None,
            shut_to_waves: f64::INFINITY,
            reminding: false,
            struck: None,
            stopped: None,
            tally: Tally::default(),
        }
    }

    fn step(&mut self, t: u32) {
        self.world.now = t;
        self.closed_before = self.closed;
        self.stretches = None;
        self.held.fill([0; 2]);
        self.earned_by.fill(usize::MAX);
        self.earned_before = std::mem::replace(&mut self.earned, vec![0; self.earned_before.len()]);
        self.members.iter_mut().for_each(|member| member.luck = None);
        if self.world.is_midnight(t) || t == 0 {
            self.ledger.begin_day(&self.world);
            for member in &mut self.members {
                member.won_today = 0;
                member.got.iter_mut().chain(&mut member.earned).for_each(|got| got[1] = 0);
            }
        }
        if self.world.cycles {
            self.step_of_cycle(t)
        } else {
            self.step_of_time(t)
        }
        let price = self.world.price(self.payers);
        self.ledger.look_at_today(&self.world, price);
    }

    fn start(&self, t: u32) -> Start {
        let price = self.world.price(self.payers);
        Start {
            price,
            on_offer: self.ledger.on_offer(&self.world, price),
            sharing: self.closed.is_none(),
            weight: self.world.weight(t),
            share: self.world.novelty(t) * self.world.share_factor(t),
            join: self.world.join_factor(t),
            churn: self.world.event_factor(t, |e| &e.churn) * self.overload(),
            plain_churn: self.world.event_factor(t, |e| &e.churn),
        }
    }

    fn overload(&self) -> f64 {
        let Some(community) = &self.world.scenario.community else {
            return 1.0;
        };
        let most =
            community.carers.map(|carers| carers as f64 * self.world.value(&community.members_per_carer));
        let too_many = most.is_some_and(|most| self.genuine_present() as f64 > most);
        if too_many { self.world.value(&community.overload) } else { 1.0 }
    }

    /// What follows from a step: what is due is served; a full market, or nothing left to give.
    fn after_sharing(&mut self, t: u32, start: &Start) {
        self.serve(t, start, !self.world.cycles || !self.orders_matter());
        if self.market.as_ref().is_some_and(|market| market.left == 0) {
            self.closed.get_or_insert(StopReason::Market);
        }
        self.close_by_budget(t);
    }

    /// Whether orders earn rewards.
    fn orders_matter(&self) -> bool {
        self.world.scenario.incentive.iter().any(earning::is_of_orders)
    }

    fn present(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        (0..self.members.len()).filter(|id| self.members[*id].present)
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
        self.close_for_good();
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
        let waiting = || self.members.iter().any(|m| m.present && m.waiting);
        let comes = |g: usize, later: u32| {
            let plans = &self.world.segment(g).inflow;
            plans.iter().any(|plan| {
                self.world.value(plan.rate.number()) * self.world.days_of_stretch(plan, later) > 0.0
            })
        };
        let inflow = || segments.clone().any(|g| (t + 1..self.world.steps()).any(|later| comes(g, later)));
        let seeds = || {
            let mut later = t + 1..self.world.steps();
            later.any(|later| segments.clone().any(|g| !self.world.seeds_due(g, later).is_empty()))
        };
        let woken = || self.closed.is_none() && self.somebody_may_be_woken(t);
        (self.closed.is_some() || !waiting())
            && self.on_the_way.is_empty()
            && !inflow()
            && !seeds()
            && !woken()
            && !self.goes_on_reminding(t)
    }
}

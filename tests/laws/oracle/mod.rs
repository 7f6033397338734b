//! One campaign, person by person, in the order of `MODEL.md` section 3. Slow and obvious on purpose.

mod dice;
mod ledger;
mod measure;
mod people;
mod world;

pub use world::TwoClass;

use kfactor::engine::StopReason;
use kfactor::scenario::{Recipient, Scenario, Trigger};
use kfactor::units::Money;
use ledger::{Claim, Ledger};
use people::{Market, Member, OnTheWay, Origin};
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
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
pub fn play(
    scenario: &Scenario,
    two_class: &[Option<TwoClass>],
    seed: u64,
    replicate: u64,
) -> Outcome {
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

/// An answer that passed the funnel and would come in time.
struct Yes {
    inviter: usize,
    person: Option<usize>,
    baited: bool,
    joins: u32,
}

impl<'a> Campaign<'a> {
    fn new(world: World<'a>, rng: ChaCha8Rng) -> Self {
        let seeds: u64 = (0..world.scenario.segments.len())
            .map(|g| world.seeds_in_all(g))
            .sum();
        let market = world
            .scenario
            .market
            .as_ref()
            .map(|m| Market::new(world.value(m), seeds));
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
        self.rewards(t, &start, claims);
        self.leaving(t, &start);
        self.value();
        self.platform(t, joined);
        self.close(t);
    }

    fn genuine_present(&self) -> u64 {
        self.members
            .iter()
            .filter(|m| m.present && !self.fake(m))
            .count() as u64
    }

    fn fake(&self, member: &Member) -> bool {
        self.world.segment(member.segment).fake
    }

    /// Seeds, organic joiners and answers of this step, as far as there is room; how many came in.
    fn arrivals(&mut self, t: u32, start: &Start, claims: &mut Vec<Claim>) -> u64 {
        let mut queue: Vec<(usize, Origin)> = Vec::new();
        let segments = self.world.scenario.segments.len();
        for g in 0..segments {
            queue.extend((0..self.world.seeds_due(g, t)).map(|_| (g, Origin::Seed)));
        }
        for g in 0..segments {
            let mean = self.world.value(&self.world.segment(g).inflow) * self.world.step_days();
            for _ in 0..dice::poisson(&mut self.rng, mean) {
                if self
                    .market
                    .as_mut()
                    .is_none_or(|market| market.take_any(&mut self.rng))
                {
                    queue.push((g, Origin::Organic));
                }
            }
        }
        self.on_the_way.shuffle(&mut self.rng);
        let (now, later) = self
            .on_the_way
            .drain(..)
            .partition(|answer| answer.joins == t);
        self.on_the_way = later;
        let now: Vec<OnTheWay> = now;
        queue.extend(
            now.iter()
                .map(|answer| (answer.segment, Origin::Invited(answer.inviter))),
        );

        let room = self.room(t).min(queue.len() as u64);
        self.tally.turned_away += queue.len() as u64 - room;
        for (segment, origin) in queue.into_iter().take(room as usize) {
            self.admit(segment, origin, t, start, claims);
        }
        self.admitted += room;
        if self.total().is_some_and(|total| self.admitted >= total) {
            self.closed.get_or_insert(StopReason::Capacity);
        }
        room
    }

    fn total(&self) -> Option<u64> {
        self.world
            .scenario
            .capacity
            .total
            .as_ref()
            .map(|q| self.world.value(q).round() as u64)
    }

    fn room(&self, t: u32) -> u64 {
        let in_all = self.total().map_or(u64::MAX, |total| total - self.admitted);
        let now = self
            .world
            .scenario
            .capacity
            .per_hour
            .as_ref()
            .map_or(u64::MAX, |per_hour| {
                let r = self.world.value(per_hour) * self.world.step_days() * 24.0;
                let until = |steps: u32| (f64::from(steps) * r + 1e-9).floor() as u64;
                until(t + 1) - until(t)
            });
        in_all.min(now)
    }

    fn admit(
        &mut self,
        segment: usize,
        origin: Origin,
        t: u32,
        start: &Start,
        claims: &mut Vec<Claim>,
    ) {
        let weights: Vec<f64> = self.world.classes[segment]
            .iter()
            .map(|(weight, _)| *weight)
            .collect();
        let class = dice::pick(&mut self.rng, &weights);
        let id = self.members.len();
        self.members.push(Member::new(segment, class, origin, t));
        match origin {
            Origin::Seed => self.tally.seeds_admitted += 1,
            _ if self.world.scenario.price.is_some() => {
                self.tally.revenue += self.world.price(self.payers);
                self.payers += 1;
            }
            _ => {}
        }
        if matches!(origin, Origin::Invited(_)) {
            for rule in self.rules(start, Recipient::Invitee, |when| when == Trigger::Join) {
                claims.push(Claim {
                    rule,
                    claimant: id,
                    invitee_segment: Some(segment),
                });
            }
        }
    }

    /// The rules on offer to `to` whose trigger fits, by index.
    fn rules(&self, start: &Start, to: Recipient, fits: impl Fn(Trigger) -> bool) -> Vec<usize> {
        let rules = self.world.scenario.incentive.iter().enumerate();
        rules
            .filter(|(r, rule)| start.on_offer[*r] && rule.to == to && fits(rule.when))
            .map(|(r, _)| r)
            .collect()
    }

    /// Occasion, decision, reach, acceptance, again.
    fn sharing(&mut self, t: u32, start: &Start, claims: &mut Vec<Claim>) {
        let mut answers = Vec::new();
        for id in 0..self.members.len() {
            let (g, j, shared) = {
                let m = &self.members[id];
                (m.segment, m.j, m.shared)
            };
            let waits = self.members[id].present && self.members[id].waiting;
            if !waits || !dice::chance(&mut self.rng, start.occasion[g]) {
                continue;
            }
            let perceived = self.world.perceived(&start.on_offer, j, shared);
            if !dice::chance(&mut self.rng, self.world.share(g, perceived, t)) {
                self.members[id].waiting = false;
                continue;
            }
            if !shared {
                for rule in self.rules(start, Recipient::Inviter, |when| when == Trigger::Share) {
                    claims.push(Claim {
                        rule,
                        claimant: id,
                        invitee_segment: None,
                    });
                }
            }
            self.reach(id, t, start, &mut answers);
            let again = self.world.value(&self.world.segment(g).share.again);
            self.members[id].shared = true;
            self.members[id].waiting = dice::chance(&mut self.rng, again);
        }
        self.acceptance(start, answers, claims);
    }

    /// One share: its contacts pass the funnel one by one.
    fn reach(&mut self, inviter: usize, t: u32, start: &Start, answers: &mut Vec<Yes>) {
        let g = self.members[inviter].segment;
        let segment = self.world.segment(g);
        let (join, baited_part) = self.world.join(g, &start.on_offer, t);
        let (last, before) = segment.funnel.split_last().expect("a stage");
        debug_assert_eq!(last.name, "join");
        let contacts = dice::contacts(&mut self.rng, &segment.contacts, &self.world.drawn);
        self.tally.shares += 1;
        self.tally.exposures += contacts;
        'contact: for _ in 0..contacts {
            let person = self
                .market
                .as_ref()
                .map(|m| self.rng.random_range(0..m.accepted.len()));
            for stage in before {
                if !dice::chance(&mut self.rng, self.world.value(&stage.pass)) {
                    continue 'contact;
                }
                *self.tally.stages.entry(stage.name.clone()).or_default() += 1;
            }
            if !dice::chance(&mut self.rng, join) {
                continue;
            }
            let delay = dice::delay_days(&mut self.rng, &segment.delay, &self.world.drawn);
            let joins = t
                .saturating_add(1)
                .saturating_add(self.world.whole_steps(delay));
            if joins < self.world.steps() {
                let baited = dice::chance(&mut self.rng, baited_part);
                answers.push(Yes {
                    inviter,
                    person,
                    baited,
                    joins,
                });
            }
        }
    }

    /// Each person of a market accepts once; who of several inviters is first is chance.
    fn acceptance(&mut self, start: &Start, mut answers: Vec<Yes>, claims: &mut Vec<Claim>) {
        answers.shuffle(&mut self.rng);
        for yes in answers {
            if let (Some(market), Some(person)) = (self.market.as_mut(), yes.person)
                && !market.take(person)
            {
                continue;
            }
            self.tally.accepted += 1;
            let mix = self
                .world
                .recruits(self.members[yes.inviter].segment, yes.baited);
            let segment = dice::pick(&mut self.rng, &mix);
            self.on_the_way.push(OnTheWay {
                joins: yes.joins,
                segment,
                inviter: yes.inviter,
            });
            self.members[yes.inviter].j += 1;
            self.credit(start, yes.inviter, segment, claims);
        }
        if self.market.as_ref().is_some_and(|market| market.left == 0) {
            self.closed.get_or_insert(StopReason::Market);
        }
    }

    /// The claims of an inviter, and of his inviter, whose `j` has just grown.
    fn credit(&self, start: &Start, inviter: usize, invitee: usize, claims: &mut Vec<Claim>) {
        let member = &self.members[inviter];
        let j = member.j;
        for rule in self.rules(start, Recipient::Inviter, |_| true) {
            let within_cap = |times: u32| {
                self.world.scenario.incentive[rule]
                    .cap
                    .is_none_or(|cap| times <= cap)
            };
            let earned = match self.world.scenario.incentive[rule].when {
                Trigger::Join => within_cap(j),
                Trigger::Invites(n) => j == n,
                Trigger::Every(n) => j.is_multiple_of(n) && within_cap(j / n),
                _ => false,
            };
            if earned {
                claims.push(Claim {
                    rule,
                    claimant: inviter,
                    invitee_segment: Some(invitee),
                });
            }
        }
        if let Origin::Invited(upline) = member.origin {
            for rule in self.rules(start, Recipient::Upline, |when| when == Trigger::Join) {
                claims.push(Claim {
                    rule,
                    claimant: upline,
                    invitee_segment: Some(invitee),
                });
            }
        }
    }

    fn rewards(&mut self, t: u32, start: &Start, mut claims: Vec<Claim>) {
        if t + 1 == self.world.steps() {
            claims.extend(self.final_claims(start));
        }
        let mut due: Vec<Vec<bool>> = vec![Vec::new(); self.world.scenario.incentive.len()];
        claims.shuffle(&mut self.rng);
        for claim in claims {
            if self.is_due(&claim) {
                let fake = self.fake(&self.members[claim.claimant]);
                due[claim.rule].push(fake);
            }
        }
        if self.ledger.settle(&self.world, t, start.price, &due) {
            self.closed.get_or_insert(StopReason::Budget);
        }
    }

    /// Refused, void, unclaimed, or due.
    fn is_due(&mut self, claim: &Claim) -> bool {
        let rule = &self.world.scenario.incentive[claim.rule];
        let claimant = self.world.segment(self.members[claim.claimant].segment);
        if claimant.fake && dice::chance(&mut self.rng, self.world.value(&claimant.detect)) {
            return false;
        }
        if let (Some(days), Some(invitee)) = (rule.if_stays_days, claim.invitee_segment)
            && !dice::chance(&mut self.rng, self.world.stays(invitee, days))
        {
            return false;
        }
        dice::chance(&mut self.rng, self.world.value(&rule.redeem))
    }

    /// Rank, lottery and pool.
    fn final_claims(&mut self, start: &Start) -> Vec<Claim> {
        let mut claims = Vec::new();
        for rule in self.rules(start, Recipient::Inviter, |_| true) {
            let winners = match self.world.scenario.incentive[rule].when {
                Trigger::Rank(k) => people::top(&self.members, k, &mut self.rng),
                Trigger::Lottery(k) => people::lottery(&self.members, k, &mut self.rng),
                Trigger::Pool(n) => people::reached(&self.members, n),
                _ => Vec::new(),
            };
            let claim = |claimant| Claim {
                rule,
                claimant,
                invitee_segment: None,
            };
            claims.extend(winners.into_iter().map(claim));
        }
        claims
    }

    fn leaving(&mut self, t: u32, start: &Start) {
        let overload = self
            .world
            .scenario
            .community
            .as_ref()
            .map_or(1.0, |community| {
                let Some(carers) = community.carers else {
                    return 1.0;
                };
                let most = carers as f64 * self.world.value(&community.members_per_carer);
                if start.members as f64 > most {
                    self.world.value(&community.overload)
                } else {
                    1.0
                }
            });
        let factor = self.world.event_factor(t, |e| &e.churn) * overload;
        self.tally.churn_factor.push(factor);
        for member in self.members.iter_mut().filter(|m| m.present) {
            let leave = (self.world.classes[member.segment][member.class].1 * factor).min(1.0);
            if self.world.segment(member.segment).fake || dice::chance(&mut self.rng, leave) {
                member.present = false;
            }
        }
    }

    fn value(&mut self) {
        for member in self.members.iter_mut().filter(|m| m.present) {
            let segment = self.world.segment(member.segment);
            let Some(buys) = segment.buys.as_ref().filter(|_| !segment.fake) else {
                continue;
            };
            let p =
                kfactor::units::per_step(self.world.value(&buys.per_day), self.world.step_days());
            if dice::chance(&mut self.rng, p) {
                member.bought = true;
                self.tally.margins += self.world.money(&buys.margin);
            }
        }
    }

    fn platform(&mut self, t: u32, joined: u64) {
        let Some(ban) = &self.world.scenario.ban else {
            return;
        };
        let struck_for_good = self.tally.first_ban.is_some() && ban.pause_days.is_none();
        let p = 1.0 - (-self.world.value(&ban.per_participant) * joined as f64).exp();
        if struck_for_good || !dice::chance(&mut self.rng, p) {
            return;
        }
        self.tally.first_ban.get_or_insert(t);
        match ban.pause_days {
            Some(days) => {
                let pause = (days / self.world.step_days() - 1e-9).ceil() as u32;
                self.open_from = t + 1 + pause;
            }
            None => {
                self.closed.get_or_insert(StopReason::Banned);
            }
        }
        if ban.delete_induced {
            for member in self
                .members
                .iter_mut()
                .filter(|m| matches!(m.origin, Origin::Invited(_)))
            {
                member.present = false;
            }
        }
    }

    fn close(&mut self, t: u32) {
        let genuine = self.members.iter().filter(|m| !self.fake(m));
        let new = genuine
            .filter(|m| !matches!(m.origin, Origin::Seed))
            .count() as u64;
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
        let inflow = segments
            .clone()
            .any(|g| self.world.value(&self.world.segment(g).inflow) > 0.0);
        let seeds = (t + 1..self.world.steps())
            .any(|later| segments.clone().any(|g| self.world.seeds_due(g, later) > 0));
        (!waiting || self.closed.is_some()) && self.on_the_way.is_empty() && !inflow && !seeds
    }
}

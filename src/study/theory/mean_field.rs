//! The steps of a campaign in the mean field: seeds, organic joiners and invitees arrive, wait, share, bring people and
//! leave, as expected numbers, round by round. Exact where every chance is given; with a market the expected numbers take
//! the place of the random ones in `S·(1-exp(-Λ/M))` (mean field), which is nearly right for large numbers.

use super::behaviour::Behaviour;
use super::counts::Counts;
use super::gains::Gains;
use super::on_the_way::{Inviter, OnTheWay};
use super::quotas::Quotas;
use super::waiting::{Sharers, Waiting};
use crate::metrics::Joins;
use crate::model::{ByLot, InflowModel, Model, PerStep, Since, StayClass};
use crate::units::MAX_PEOPLE;

/// Expected members of a stay class.
struct ClassState<'a> {
    class: &'a StayClass,
    waiting: Waiting<'a>,
    present: f64,
}

/// The campaign on its way, in expected numbers.
pub(super) struct MeanField<'a> {
    pub model: &'a Model,
    behaviours: &'a [Behaviour<'a>],
    classes: Vec<Vec<ClassState<'a>>>,
    gains: Vec<Option<Gains>>,
    on_the_way: OnTheWay<'a>,
    quotas: Quotas,
    /// People who have not accepted yet: of the market, or of all that a campaign can hold.
    free: f64,
    /// The same where nothing is done.
    free_in_twin: f64,
    /// Seeds who have come.
    seeds: f64,
    /// The same where nothing is done.
    seeds_in_twin: f64,
    pub counts: Vec<Counts>,
    tiers: &'a [u32],
    pub reached: Vec<f64>,
    /// Genuine people who joined, by step, and where each number stands; where somebody asks.
    joins: Option<(&'a Joins, Vec<f64>)>,
    /// Rounds of a step end when no more than this part of its members may have another occasion.
    precision: f64,
}

/// More rounds are no campaign: every occasion would bring as many within the step.
const MOST_ROUNDS: usize = 2_000;

impl<'a> MeanField<'a> {
    /// Before the first step.
    pub fn begin(
        model: &'a Model,
        behaviours: &'a [Behaviour<'a>],
        tiers: &'a [u32],
        precision: f64,
    ) -> MeanField<'a> {
        let free = model.market.unwrap_or(MAX_PEOPLE) as f64;
        let classes = |behaviour: &'a Behaviour<'a>| {
            let classes = behaviour.segment.classes.iter();
            let state = |class| (class, Waiting::nobody(behaviour, class));
            classes.map(state).map(|(class, waiting)| ClassState { class, waiting, present: 0.0 }).collect()
        };
        MeanField {
            model,
            behaviours,
            classes: behaviours.iter().map(classes).collect(),
            gains: behaviours.iter().map(|_| None).collect(),
            on_the_way: OnTheWay::nobody(model.steps, inviters(model, behaviours)),
            quotas: Quotas::of(model),
            free,
            free_in_twin: free,
            seeds: 0.0,
            seeds_in_twin: 0.0,
            counts: vec![Counts::default(); behaviours.len()],
            tiers,
            reached: vec![0.0; tiers.len()],
            joins: None,
            precision,
        }
    }

    /// The same, which also notes who joins when.
    pub fn noting(self, joins: &'a Joins) -> MeanField<'a> {
        MeanField { joins: Some((joins, vec![0.0; joins.count()])), ..self }
    }

    /// Genuine people who joined, by step, where they were noted.
    pub fn joined(&self, place: usize) -> f64 {
        self.joins.as_ref().map_or(0.0, |(_, joined)| joined[place])
    }

    /// Step `t`: arrivals, then rounds of occasions until nobody has another.
    pub fn step(&mut self, t: u32) {
        let classes = &self.classes;
        self.quotas.begin_step(self.model, t, |segment| present(&classes[segment]));
        let reminded = self.reminders(t);
        self.stay(t);
        self.all_invited(t, reminded);
        self.arrivals(t);
        let mut most = 0.0;
        for _ in 0..MOST_ROUNDS {
            let pending: f64 = self.all_classes().map(|state| state.waiting.pending()).sum();
            most = f64::max(most, pending);
            if pending <= self.precision * most {
                break;
            }
            let sharers = self.decisions(t);
            let joining = self.acceptances(t, &sharers, self.precision * most / LANES);
            self.all_invited(t, joining);
        }
        self.all_classes().for_each(|state| state.waiting.settle());
        self.on_the_way.end_step(t);
    }

    fn all_classes(&mut self) -> impl Iterator<Item = &mut ClassState<'a>> {
        self.classes.iter_mut().flatten()
    }

    /// Reminders are sent as step `t` begins; who joins within it of those whom they bring, by segment.
    fn reminders(&mut self, t: u32) -> Vec<f64> {
        let most = self.model.most_reminders();
        let mut joining = vec![0.0; if most > 0 { self.behaviours.len() } else { 0 }];
        for place in 0..most {
            let segments = self.classes.iter_mut().zip(self.behaviours);
            let remind = |(classes, behaviour): (&mut Vec<ClassState<'a>>, &Behaviour<'_>)| {
                let mut sharers = Sharers::nobody_reminded(behaviour);
                if let Some(reminder) = behaviour.segment.reminder_due(t, place) {
                    for state in classes {
                        state.present -= state.waiting.remind(t, reminder, &mut sharers);
                    }
                }
                sharers
            };
            let sharers: Vec<Sharers> = segments.map(remind).collect();
            let joins = self.acceptances(t, &sharers, 0.0);
            joining.iter_mut().zip(joins).for_each(|(sum, joins)| *sum += joins);
        }
        joining
    }

    /// Who has been there before leaves or stays.
    fn stay(&mut self, t: u32) {
        for state in self.all_classes() {
            state.waiting.begin(t);
            state.present *= 1.0 - state.waiting.leaving(t, Since::Before);
        }
    }

    fn arrivals(&mut self, t: u32) {
        let model = self.model;
        let mut by_lot = [ByLot::of(model.plans(), t), ByLot::of(model.free_plans(), t)];
        for (index, segment) in self.model.segments.iter().enumerate() {
            for (wave, seeds) in segment.seeds.iter().enumerate().filter(|(_, wave)| wave.step == t) {
                let count = self.address(seeds.expected());
                let counts = &mut self.counts[index];
                *(if segment.fake { &mut counts.fake } else { &mut counts.seeds }) += count;
                self.join(t, index, Since::Wave(wave as u32), count);
            }
            for plan in &segment.inflow {
                self.inflow(t, index, plan, &mut by_lot);
            }
            self.invited(t, index, self.on_the_way.arriving(t, index));
        }
    }

    /// People come to a segment without an invitation; of whom several plans take, here and where nothing is done, one wins by
    /// lot.
    fn inflow(&mut self, t: u32, segment: usize, plan: &InflowModel, [here, there]: &mut [ByLot; 2]) {
        let fake = self.model.segments[segment].fake;
        let is_free = !fake && plan.cost.is_none();
        let (coming, anyhow) = match plan.in_step(t) {
            None => return,
            Some(PerStep::Number(mean)) => (mean, mean),
            Some(PerStep::OfMarket(rate)) => {
                let there = if is_free { there.next(rate) } else { 0.0 };
                (self.free * here.next(rate), self.free_in_twin * there)
            }
        };
        let joining = coming.min(self.free);
        self.free -= joining;
        let counts = &mut self.counts[segment];
        *match (fake, plan.cost) {
            (true, _) => &mut counts.fake,
            (false, Some(_)) => &mut counts.bought,
            (false, None) => &mut counts.organic,
        } += joining;
        if is_free {
            self.come_anyhow(segment, anyhow);
        }
        self.join(t, segment, Since::Anytime, joining);
    }

    /// Makes seeds of so many people who read it, but for those of the market who have accepted already; how many.
    fn address(&mut self, reading: f64) -> f64 {
        let market = self.model.market.map(|market| market as f64);
        become_seeds(market, reading, &mut self.free_in_twin, &mut self.seeds_in_twin);
        become_seeds(market, reading, &mut self.free, &mut self.seeds)
    }

    /// So many come to a segment where nothing is done.
    fn come_anyhow(&mut self, segment: usize, coming: f64) {
        let joining = coming.min(self.free_in_twin);
        self.free_in_twin -= joining;
        self.counts[segment].anyhow += joining;
    }

    /// So many invitees of a segment join.
    fn invited(&mut self, t: u32, segment: usize, count: f64) {
        let (fake, counts) = (self.model.segments[segment].fake, &mut self.counts[segment]);
        *(if fake { &mut counts.fake } else { &mut counts.referred }) += count;
        if !fake {
            self.come_anyhow(segment, count * self.model.anyway);
        }
        self.note(segment, count, |joins| joins.invited(t as usize));
        self.join(t, segment, Since::Anytime, count);
    }

    fn note(&mut self, segment: usize, count: f64, place: impl Fn(&Joins) -> usize) {
        if let Some((joins, joined)) = self.joins.as_mut().filter(|_| !self.model.segments[segment].fake) {
            joined[place(joins)] += count;
        }
    }

    fn join(&mut self, t: u32, segment: usize, since: Since, count: f64) {
        self.note(segment, count, |joins| match since {
            Since::Wave(wave) => joins.wave(segment, wave as usize),
            Since::Before | Since::Anytime => joins.anytime(t as usize, segment),
        });
        self.quotas.join(t, segment, count);
        for state in self.classes[segment].iter_mut().filter(|_| count > 0.0) {
            let joining = count * state.class.weight_of(since);
            state.waiting.join(t, since, joining);
            state.present += joining * (1.0 - state.waiting.leaving(t, since));
        }
    }

    /// Who shares in this round, by segment.
    fn decisions(&mut self, t: u32) -> Vec<Sharers> {
        let segments = self.classes.iter_mut().zip(self.behaviours);
        let decide = |(classes, behaviour): (&mut Vec<ClassState<'a>>, &Behaviour<'_>)| {
            let mut sharers = Sharers::nobody(behaviour);
            classes.iter_mut().for_each(|state| state.waiting.decide(t, &mut sharers));
            sharers
        };
        segments.map(decide).collect()
    }

    /// What the shares of a round bring: people of all segments who are won by one draw. Who joins within the step, by segment.
    fn acceptances(&mut self, t: u32, sharers: &[Sharers], negligible: f64) -> Vec<f64> {
        let chances: Vec<Vec<f64>> =
            self.behaviours.iter().map(|behaviour| behaviour.accepting(t, 1.0)).collect();
        let of_segment = |(index, sharers): (usize, &Sharers)| {
            let ways = self.behaviours[index].ways.iter().zip(&chances[index]);
            ways.map(|(way, chance)| sharers.all() * way.contacts_per_share() * chance).sum::<f64>()
        };
        let open = self.open(sharers.iter().enumerate().map(of_segment).sum());
        let mut joining = vec![0.0; self.behaviours.len()];
        for (index, sharers) in sharers.iter().enumerate() {
            let behaviour = &self.behaviours[index];
            let contacts: f64 = behaviour.ways.iter().map(|way| way.contacts_per_share()).sum();
            if sharers.all() * contacts <= 0.0 {
                continue;
            }
            let mut chances: Vec<f64> = chances[index].iter().map(|chance| chance * open).collect();
            let ways = behaviour.ways.iter().zip(&chances);
            let wanted: f64 =
                ways.map(|(way, chance)| sharers.all() * way.contacts_per_share() * chance).sum();
            let part = self.quotas.use_up(index, wanted);
            chances.iter_mut().for_each(|chance| *chance *= part);
            let counts = &mut self.counts[index];
            counts.shares += sharers.all();
            counts.sharers += sharers.first();
            counts.willing += wanted;
            self.credit(t, index, sharers, &chances, negligible);
            for (way, (place, chance)) in behaviour.segment.channels.iter().zip(&chances).enumerate() {
                let contacts = behaviour.ways[way].contacts_per_share();
                let exposures = sharers.all() * contacts;
                let accepted = exposures * chance;
                self.free = (self.free - accepted).max(0.0);
                self.counts[index].exposures += exposures;
                self.counts[index].accepted += accepted;
                let at_once = self.send(t, *place, sharers, contacts * chance);
                joining.iter_mut().zip(&behaviour.recruits).for_each(|(sum, kind)| *sum += at_once * kind);
            }
        }
        joining
    }

    /// Invitees join, so many of each segment.
    fn all_invited(&mut self, t: u32, joining: Vec<f64>) {
        for (segment, count) in joining.into_iter().enumerate() {
            self.invited(t, segment, count);
        }
    }

    /// Sharers get their credit, reach tiers and come back.
    fn credit(&mut self, t: u32, segment: usize, sharers: &Sharers, chances: &[f64], negligible: f64) {
        let gains = Gains::renewed(self.gains[segment].take(), &self.behaviours[segment], chances);
        for state in &mut self.classes[segment] {
            if sharers.are_reminded {
                state.waiting.come_back_from_reminder(&gains);
            } else {
                state.waiting.come_back(t, &gains, negligible);
            }
        }
        for (tier, reached) in self.tiers.iter().zip(&mut self.reached) {
            *reached += sharers.passing(*tier as usize, &gains);
        }
        self.gains[segment] = Some(gains);
    }

    /// Sends on the way whom sharers bring by one way of sharing, so many each; returns how many join in this step.
    fn send(&mut self, t: u32, place: usize, sharers: &Sharers, each: f64) -> f64 {
        let channel = &self.model.channels[place];
        if sharers.are_reminded {
            let count = sharers.all() * each;
            return self.on_the_way.send_after(t, place, count, channel.delay_after_reminder());
        }
        let at_once = self.model.segments[channel.segment].waves_act_at_once;
        let prompt: &[(u32, f64)] = if at_once { &sharers.of_waves } else { &[] };
        let others = sharers.all() - prompt.iter().map(|(_, count)| count).sum::<f64>();
        let at_once = prompt.iter().map(|(wave, count)| {
            self.on_the_way.send_after(t, place, count * each, channel.delay_after(Some(*wave)))
        });
        at_once.sum::<f64>() + self.on_the_way.send(place, others.max(0.0) * each)
    }

    /// The part of the hits that win somebody who has not been won before, nor by another hit of this round.
    fn open(&self, hits: f64) -> f64 {
        match self.model.market {
            _ if hits <= 0.0 => 1.0,
            Some(market) => -self.free * libm::expm1(-hits / market as f64) / hits,
            None => (self.free / hits).min(1.0),
        }
    }

    /// Expected members of a segment, hunters included.
    fn present(&self, segment: usize) -> f64 {
        present(&self.classes[segment])
    }

    /// Expected genuine members.
    pub fn members(&self) -> f64 {
        let genuine = |index: &usize| !self.model.segments[*index].fake;
        (0..self.classes.len()).filter(genuine).map(|index| self.present(index)).sum()
    }

    /// Expected numbers by segment, when it is over.
    pub fn end(self) -> Vec<Counts> {
        let counts = |index: usize| Counts { members_end: self.present(index), ..self.counts[index] };
        (0..self.counts.len()).map(counts).collect()
    }
}

fn present(classes: &[ClassState<'_>]) -> f64 {
    classes.iter().map(|state| state.present).sum()
}

/// Of so many people who read it, those who have not joined become seeds; how many.
fn become_seeds(market: Option<f64>, reading: f64, free: &mut f64, seeds: &mut f64) -> f64 {
    let others = market.map_or(*free, |market| market - *seeds);
    let count = if others > 0.0 { (reading * *free / others).min(*free) } else { 0.0 };
    *free -= count;
    *seeds += count;
    count
}

/// More lanes than this are rarely told apart in a step.
const LANES: f64 = 32.0;

/// By way of sharing.
fn inviters<'a>(model: &'a Model, behaviours: &'a [Behaviour<'a>]) -> Vec<Inviter<'a>> {
    let recruits = |segment: usize| &behaviours[segment].recruits[..];
    let channels = model.channels.iter();
    channels.map(|way| Inviter { delay: &way.delay, recruits: recruits(way.segment) }).collect()
}

//! What a member does on an occasion, and what comes of it.

use super::people::{Answer, Invitee, Market, Member};
use super::promises::Deed;
use super::ways::Way;
use super::world::GRID;
use super::{Campaign, Start, dice};
use kfactor::scenario::{Delay, Quota, Wait};
use rand::RngExt;
use rand::seq::SliceRandom;

/// An answer that passed the funnel.
pub(super) struct Yes {
    inviter: usize,
    person: Option<usize>,
    baited: bool,
    /// The moment of the asking, where it is that of a wave.
    moment: Option<f64>,
    /// The moment of the asking within a step in which offers change.
    within: Option<f64>,
    joins: u32,
    /// The moment of that step at which he comes, where it is known when he was asked.
    comes: Option<f64>,
    /// When it was asked, in steps.
    asked: f64,
}

/// Whether it matters how long somebody has waited.
fn remembers(wait: &Wait) -> bool {
    matches!(wait, Wait::Law(law) if !matches!(law, Delay::Exponential(_) | Delay::Assumed))
}

impl Campaign<'_> {
    /// A member has an occasion, at this place of the part of the step for which he is there: decision, reach, again.
    pub(super) fn act(
        &mut self,
        (id, place): (usize, f64),
        t: u32,
        start: &Start,
        answers: &mut Vec<Yes>,
        deeds: &mut Vec<Deed>,
    ) {
        let Member { segment, j, shared, .. } = self.members[id];
        self.members[id].left = None;
        let (within, on_offer) = self.offers_at_an_occasion(start);
        let Some(on_offer) = on_offer else {
            self.members[id].waiting = false;
            return;
        };
        let (offers, got) = (self.offers_to(id, &on_offer), &self.members[id].got);
        let perceived = self.world.perceived(&offers, j, got, shared);
        if !dice::chance(&mut self.rng, self.world.share(segment, perceived, start.share)) {
            self.members[id].waiting = false;
            return;
        }
        if !shared {
            let moment = self.moment_of_the_wave(id, t);
            deeds.push(Deed {
                invitee: None,
                moment,
                within,
                by: segment,
                earned: self.first_share(id, start),
            });
        }
        let before = answers.len();
        let asked =
            if self.world.cycles { f64::from(t) } else { self.members[id].came.max(f64::from(t)) + place };
        let remembers = self.world.wait(segment).is_some_and(remembers);
        let known = (remembers && !self.world.cycles).then_some(asked - f64::from(t));
        self.reach((id, known), t, start, &on_offer, answers);
        answers[before..].iter_mut().for_each(|yes| (yes.within, yes.asked) = (within, asked));
        // Who has one occasion, at the moment of joining, has no other, but in cycles.
        let more = self.world.cycles || self.world.wait(segment).is_some();
        let again = self.world.value(&self.world.segment(segment).share.again);
        self.members[id].shared = true;
        self.members[id].waiting = more && dice::chance(&mut self.rng, again);
    }

    fn quota_of(&self, id: usize) -> Option<Quota> {
        self.world.segment(self.members[id].segment).quota
    }

    /// Whether the member who asked has an invitation left for this friend.
    fn may_accept(&self, yes: &Yes) -> bool {
        let member = &self.members[yes.inviter];
        match self.quota_of(yes.inviter) {
            None => true,
            Some(Quota::PerDay(number)) => member.won_today < number,
            Some(Quota::Kept { first, every_days }) => {
                let age = (yes.asked - member.came) * self.world.step_days();
                let more = every_days.map_or(0.0, |every| (age / every + GRID).floor());
                f64::from(member.j) < f64::from(first) + more
            }
            Some(other) => panic!("the oracle does not know {other:?}"),
        }
    }

    /// What is on offer at an occasion, at a moment of the step that matters where offers change in it; `None` where the campaign
    /// is over then.
    fn offers_at_an_occasion(&mut self, start: &Start) -> (Option<f64>, Option<Vec<bool>>) {
        let Some(stretches) = self.stretches.as_ref().filter(|stretches| !stretches.is_empty()) else {
            return (None, Some(start.on_offer.clone()));
        };
        let moment: f64 = self.rng.random();
        let stretch = stretches.iter().find(|stretch| moment < stretch.until).expect("the step ends");
        (Some(moment), stretch.on_offer.clone())
    }

    /// One share: it goes each of its ways or not.
    fn reach(
        &mut self,
        (inviter, known): (usize, Option<f64>),
        t: u32,
        start: &Start,
        on_offer: &[bool],
        answers: &mut Vec<Yes>,
    ) {
        self.tally.shares += 1;
        for way in self.world.ways(self.members[inviter].segment) {
            if dice::chance(&mut self.rng, way.usage) {
                self.reach_by(&way, (inviter, known), t, start, on_offer, answers);
            }
        }
    }

    /// The contacts of one way pass the funnel one by one.
    fn reach_by(
        &mut self,
        way: &Way<'_>,
        (inviter, known): (usize, Option<f64>),
        t: u32,
        start: &Start,
        on_offer: &[bool],
        answers: &mut Vec<Yes>,
    ) {
        let g = self.members[inviter].segment;
        let (join, baited_part) = self.world.join(g, way, on_offer, start.join);
        let (_, before) = way.funnel.split_last().expect("a stage");
        let contacts = dice::contacts(&mut self.rng, way.contacts, &self.world.drawn);
        self.tally.exposures += contacts;
        'contact: for _ in 0..contacts {
            let person = self.market.as_ref().map(|m| self.rng.random_range(0..m.accepted.len()));
            for stage in before {
                if !dice::chance(&mut self.rng, self.world.value(&stage.pass)) {
                    continue 'contact;
                }
                *self.tally.stages.entry(stage.name.clone()).or_default() += 1;
            }
            if !dice::chance(&mut self.rng, join) {
                continue;
            }
            let delay = dice::delay_days(&mut self.rng, way.delay, &self.world.drawn);
            if delay > way.good {
                let is_free = |m: &Market| person.is_none_or(|person| !m.accepted[person]);
                self.tally.expired += u64::from(self.market.as_ref().is_none_or(is_free));
                continue;
            }
            let moment = self.moment_of_the_wave(inviter, t);
            let time = self.joins(t, moment.or(known), delay);
            let (joins, comes) = (time as u32, known.map(|_| time.fract()));
            let baited = dice::chance(&mut self.rng, baited_part);
            answers.push(Yes { inviter, person, baited, moment, within: None, joins, comes, asked: 0.0 });
        }
    }

    /// When somebody joins, in steps, who is asked in step `t` and takes so many days to answer: in the next cycle, or when the answer comes.
    /// Who shares as he comes in a wave asks at the moment of the wave, who waited by a law that remembers at the moment of his
    /// occasion, all others ask at any moment of the step.
    fn joins(&mut self, t: u32, moment: Option<f64>, delay_days: f64) -> f64 {
        if self.world.cycles {
            return f64::from(t + 1);
        }
        let asked = moment.unwrap_or_else(|| self.rng.random());
        f64::from(t) + asked + delay_days / self.world.step_days() + GRID
    }

    /// Each person of a market accepts once; who of several inviters is first is chance.
    pub(super) fn acceptance(&mut self, start: &Start, mut answers: Vec<Yes>, deeds: &mut Vec<Deed>) {
        answers.shuffle(&mut self.rng);
        for yes in answers {
            if !self.may_accept(&yes) {
                continue;
            }
            if let (Some(market), Some(person)) = (self.market.as_mut(), yes.person)
                && !market.take(person)
            {
                continue;
            }
            self.tally.accepted += 1;
            let mix = self.world.recruits(self.members[yes.inviter].segment, yes.baited);
            let segment = dice::pick(&mut self.rng, &mix);
            let Yes { inviter, moment, within, joins, comes, .. } = yes;
            self.members[inviter].j += 1;
            self.members[inviter].won_today += 1;
            let invitee = Some(self.invitees.len());
            let (by, earned) = (self.members[inviter].segment, self.credit(start, inviter, segment));
            deeds.push(Deed { invitee, moment, within, by, earned });
            self.on_the_way.extend(invitee);
            let (answer, member, promises) = (Answer::Coming, None, Vec::new());
            self.invitees.push(Invitee { segment, inviter, joins, comes, answer, member, promises });
        }
    }
}

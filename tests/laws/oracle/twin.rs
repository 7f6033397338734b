//! The same people where nothing is done: each has a double there, who has the same luck as long as both are there. Nobody
//! shares, nothing is paid, the platform does not strike and nobody has too many to look after.

use super::people::{Coming, Origin};
use super::{Campaign, Start, dice};
use crate::oracle::door::Door;
use kfactor::units::{Money, per_step};
use rand::RngExt;
use rand::rngs::ChaCha8Rng;

/// Somebody who comes though nothing is done.
pub struct Double {
    segment: usize,
    class: usize,
    pub is_seed: bool,
    /// The member whose double he is, where that one was let in.
    of: Option<usize>,
    pub present: bool,
    /// Since when he is there: since before the step, or from a moment of it on, where it is that of a wave.
    since: Since,
    leaves: bool,
    has_left: bool,
    pub bought: bool,
}

/// The part of a step for which somebody is there who does not leave: all of it, that after the moment of his wave, or half.
#[derive(Clone, Copy)]
enum Since {
    Before,
    Moment(f64),
    Anytime,
}

/// What happens where nothing is done.
pub struct Twin {
    pub people: Vec<Double>,
    /// People of the market who are left.
    left: Option<usize>,
    /// People of the market who are no seeds.
    others: usize,
    door: Door,
    numbers: usize,
    pub revenue: Money,
    pub margins: Money,
}

impl Twin {
    pub fn new(left: Option<usize>) -> Twin {
        let people = Vec::new();
        Twin {
            people,
            left,
            others: left.unwrap_or(0),
            door: Door::default(),
            numbers: 0,
            revenue: Money::ZERO,
            margins: Money::ZERO,
        }
    }

    pub fn next_number(&mut self) -> usize {
        self.numbers += 1;
        self.numbers
    }

    /// Takes one of those who are left; `false` when nobody is.
    pub fn takes_of_its_market(&mut self) -> bool {
        match &mut self.left {
            Some(0) => return false,
            Some(left) => *left -= 1,
            None => {}
        }
        true
    }

    /// Tells so many who are no seeds there yet; how many become one.
    pub fn tell(&mut self, people: u64, rng: &mut ChaCha8Rng) -> u64 {
        let Some(left) = &mut self.left else { return people };
        let mut not_told = self.others;
        let mut seeds = 0;
        for _ in 0..people {
            if rng.random_range(0..not_told) < *left {
                *left -= 1;
                seeds += 1;
            }
            not_told -= 1;
        }
        self.others -= seeds;
        seeds as u64
    }

    fn payers(&self) -> u64 {
        self.people.iter().filter(|double| !double.is_seed).count() as u64
    }
}

impl Campaign<'_> {
    /// `coming` come there, and of those who were let in here by invitation, from member `first` on, who would have come by
    /// himself.
    pub(super) fn doubles(&mut self, first: usize, coming: Vec<Coming>, t: u32, start: &Start) {
        let anyway = self.world.value(&self.world.scenario.anyway);
        let mut queue = Vec::new();
        for someone in coming.iter().filter(|coming| !self.world.segment(coming.segment).fake) {
            let here = (first..self.members.len()).find(|id| self.members[*id].number == someone.number);
            let is_seed = matches!(someone.origin, Origin::Seed);
            queue.push((someone.order, someone.segment, is_seed, someone.moment, here));
        }
        for id in first..self.members.len() {
            let member = &self.members[id];
            let invited = matches!(member.origin, Origin::Invited(_)) && !self.fake(member);
            if invited && dice::chance(&mut self.rng, anyway) && self.twin.takes_of_its_market() {
                queue.push((self.rng.random(), self.members[id].segment, false, None, Some(id)));
            }
        }
        queue.sort_by(|(a, ..), (b, ..)| a.partial_cmp(b).expect("numbers"));
        // Hunters take no place where nothing is done.
        let room = self.twin.door.let_in(&self.world, t, queue.len() as u64) as usize;
        for (_, segment, is_seed, moment, of) in queue.into_iter().take(room) {
            self.double(segment, is_seed, moment, of, t, start);
        }
    }

    fn double(
        &mut self,
        segment: usize,
        is_seed: bool,
        moment: Option<f64>,
        of: Option<usize>,
        t: u32,
        start: &Start,
    ) {
        if !is_seed {
            self.twin.revenue += self.world.price(self.twin.payers());
        }
        let weights: Vec<f64> = self.world.classes[segment].iter().map(|(weight, _)| *weight).collect();
        let own = moment.and_then(|moment| self.world.own_class(segment, t, moment));
        let drawn = |rng: &mut ChaCha8Rng| own.unwrap_or_else(|| dice::pick(rng, &weights));
        let class = of.map_or_else(|| drawn(&mut self.rng), |id| self.members[id].class);
        let since = moment.map_or(Since::Anytime, |moment| Since::Moment(self.moment_of_coming(moment)));
        let moment = moment.unwrap_or_else(|| self.rng.random());
        let part = of.map_or(1.0 - moment, |id| self.members[id].part);
        let leaves = !self.world.cycles && self.double_leaves(segment, class, of, part, start);
        let double = Double {
            segment,
            class,
            is_seed,
            of,
            present: true,
            since,
            leaves,
            has_left: false,
            bought: false,
        };
        self.twin.people.push(double);
    }

    /// Those who are there leave in this step or do not: in cycles at once, in time after it.
    pub(super) fn doubles_live(&mut self, start: &Start) {
        for place in 0..self.twin.people.len() {
            let Double { segment, class, of, present, .. } = self.twin.people[place];
            if present {
                let leaves = self.double_leaves(segment, class, of, 1.0, start);
                let double = &mut self.twin.people[place];
                (double.leaves, double.present) = (leaves, !(self.world.cycles && leaves));
            }
        }
    }

    /// Whether a double leaves, by the luck of the member whose double he is, where that one is there.
    fn double_leaves(
        &mut self,
        segment: usize,
        class: usize,
        of: Option<usize>,
        part: f64,
        start: &Start,
    ) -> bool {
        let luck = of.and_then(|id| self.members[id].luck);
        let leave = self.world.classes[segment][class].1;
        if self.world.cycles {
            let luck = luck.unwrap_or_else(|| self.rng.random());
            return luck < (per_step(leave, self.world.step_days()) * start.plain_churn).min(1.0);
        }
        let luck = luck.unwrap_or_else(|| dice::exponential(&mut self.rng));
        luck < -(1.0 - leave).ln() * self.world.step_days() * start.plain_churn * part
    }

    /// The end of the step there: who leaves has left, and who was there at an end of it buys, as often as the member whose
    /// double he is (`bought`), if that one was there at the same `ends`.
    pub(super) fn doubles_buy(&mut self, ends: &[f64], bought: &[u64]) {
        for place in 0..self.twin.people.len() {
            let double = &mut self.twin.people[place];
            double.present &= !double.leaves;
            let there = 0.5 * f64::from(u8::from(double.present));
            let part = match double.since {
                _ if double.has_left => 0.0,
                Since::Before => 0.5 + there,
                Since::Moment(moment) => (1.0 - moment) * (0.5 + there),
                Since::Anytime => there,
            };
            (double.since, double.has_left) = (Since::Before, !double.present);
            let (segment, of) = (double.segment, double.of);
            let Some(buys) = &self.world.segment(segment).buys else { continue };
            let purchases = match of {
                Some(id) if ends[id] == part => bought[id],
                _ => {
                    let mean = self.world.value(&buys.per_day) * self.world.step_days() * part;
                    dice::poisson(&mut self.rng, mean)
                }
            };
            self.twin.people[place].bought |= purchases > 0;
            self.twin.margins += self.world.money(&buys.margin).times(purchases);
        }
    }
}

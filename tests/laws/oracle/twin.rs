//! The same people where nothing is done: each has a double there, who has the same luck as long as both are there. Nobody
//! shares, nothing is paid, the platform does not strike and nobody has too many to look after.

use super::people::{Coming, Origin};
use super::{Campaign, Start, dice};
use crate::oracle::door::Door;
use kfactor::units::{Money, per_step};
use rand::RngExt;
use rand::rngs::ChaCha8Rng;

/// Somebody who comes though nothing is done.
#[derive(Clone, Copy)]
pub struct Double {
    pub segment: usize,
    class: usize,
    pub is_seed: bool,
    /// The member whose double he is, where that one was let in.
    pub of: Option<usize>,
    pub present: bool,
    /// When he came, in steps; and the part of the step at which he leaves, if he does.
    pub came: f64,
    pub leaves_at: f64,
    /// Since when he is there: since before the step, or from a moment of it on, where it is that of a wave.
    pub since: Since,
    pub leaves: bool,
    pub has_left: bool,
    /// Whether he has kept an order.
    pub kept: bool,
    /// Whether he has got the price of joining back.
    pub paid_back: bool,
}

/// The part of a step for which somebody is there who does not leave: all of it, that after the moment of his wave, or half.
#[derive(Clone, Copy)]
pub enum Since {
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

    /// People of its market who are left.
    pub fn left(&self) -> usize {
        self.left.unwrap_or(0)
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
    pub(super) fn doubles(&mut self, first: usize, coming: Vec<Coming>, t: u32, start: &Start, late: bool) {
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
                let [order, tie]: [f64; 2] = self.rng.random();
                let order = [self.at_the_door(order, false, t, late), tie];
                queue.push((order, self.members[id].segment, false, None, Some(id)));
            }
        }
        queue.sort_by(|(a, ..), (b, ..)| a.partial_cmp(b).expect("numbers"));
        // Hunters take no place where nothing is done.
        let moments: Vec<f64> = queue.iter().map(|([moment, _], ..)| *moment).collect();
        let passes = self.twin.door.let_in(&self.world, t, &moments);
        for ((_, segment, is_seed, moment, of), passes) in queue.into_iter().zip(passes) {
            if passes {
                self.double(segment, is_seed, moment, of, t, start);
            }
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
        let mut paid_back = false;
        if !is_seed {
            let price = self.world.price(self.twin.payers());
            self.twin.revenue += price;
            let refund = self.world.scenario.price.as_ref().and_then(|price| price.refund.as_ref());
            let returns = match of {
                Some(id) => self.members[id].returns,
                None => self.returns(refund, f64::from(t) + 0.5),
            };
            paid_back = self.is_back(returns);
            self.twin.revenue -= if paid_back { price } else { Money::ZERO };
        }
        let weights: Vec<f64> = self.world.classes[segment].iter().map(|(weight, _)| *weight).collect();
        let own = moment.and_then(|moment| self.world.own_class(segment, t, moment));
        let drawn = |rng: &mut ChaCha8Rng| own.unwrap_or_else(|| dice::pick(rng, &weights));
        let class = of.map_or_else(|| drawn(&mut self.rng), |id| self.members[id].class);
        let since = moment.map_or(Since::Anytime, |moment| Since::Moment(self.moment_of_coming(moment)));
        let moment = moment.unwrap_or_else(|| self.rng.random());
        let part = of.map_or(1.0 - moment, |id| self.members[id].part);
        let lives = self.double_lives(segment, class, of, part, start);
        let double = Double {
            came: f64::from(t) + if self.world.cycles { 0.0 } else { 1.0 - part },
            leaves_at: 1.0 - part + lives,
            segment,
            class,
            is_seed,
            of,
            present: true,
            since,
            leaves: !self.world.cycles && lives < part,
            has_left: false,
            kept: false,
            paid_back,
        };
        self.twin.people.push(double);
    }

    /// Those who are there leave in this step or do not: in cycles at once, in time after it.
    pub(super) fn doubles_live(&mut self, start: &Start) {
        for place in 0..self.twin.people.len() {
            let Double { segment, class, of, present, .. } = self.twin.people[place];
            if present {
                let lives = self.double_lives(segment, class, of, 1.0, start);
                let (leaves, double) = (lives < 1.0, &mut self.twin.people[place]);
                (double.leaves, double.present) = (leaves, !(self.world.cycles && leaves));
                double.leaves_at = if self.world.cycles { 1.0 } else { lives };
            }
        }
    }

    /// For which part of the step a double is there who would be for `part` of it, by the luck of the member whose double he is,
    /// where that one is there: less than `part` if he leaves. In cycles nothing or all.
    fn double_lives(
        &mut self,
        segment: usize,
        class: usize,
        of: Option<usize>,
        part: f64,
        start: &Start,
    ) -> f64 {
        let luck = of.and_then(|id| self.members[id].luck);
        let leave = self.world.classes[segment][class].1;
        if self.world.cycles {
            let luck = luck.unwrap_or_else(|| self.rng.random());
            let leaves = luck < (per_step(leave, self.world.step_days()) * start.plain_churn).min(1.0);
            return if leaves { 0.0 } else { 1.0 };
        }
        let luck = luck.unwrap_or_else(|| dice::exponential(&mut self.rng));
        let hazard = -(1.0 - leave).ln() * self.world.step_days() * start.plain_churn;
        if luck < hazard * part { luck / hazard } else { part }
    }
}

//! Who comes in a step, before it is said who finds room. The same for a campaign and its twin.

use super::door::{Comers, When};
use super::now::Way;
use super::waves::Reading;
use crate::model::Model;
use crate::rng::{Level, binomial_at};

/// Who comes in a step, whether or not there is room.
#[derive(Clone, Debug, Default)]
pub(super) struct Coming {
    /// Waves, and who of those that read it comes as a seed.
    pub seeds: Vec<(Reading, u64)>,
    pub inflow: Vec<Inflow>,
    /// Invitees whose answer is due, as far as it is known at the beginning of the step.
    pub answers: u64,
    /// Invitees let in who would have come by themselves, by segment.
    pub anyway: Vec<(usize, u64)>,
}

/// People who come without an invitation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inflow {
    pub segment: usize,
    pub way: Way,
    /// All of them, where nothing is done, and those who are people of the market still.
    pub all: Unasked,
    pub coming: u64,
}

/// How many come of themselves.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unasked {
    /// So many, if there are so many left.
    Number(u64),
    /// A part of those who are left, each with this chance.
    OfMarket { level: Level, chance: f64 },
}

impl Unasked {
    /// How many, while so many are left.
    pub fn of(self, left: u64) -> u64 {
        match self {
            Unasked::Number(all) => all,
            Unasked::OfMarket { level, chance } => binomial_at(level, left, chance),
        }
    }
}

/// Waves of a step, as the platform sees them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub moment: f64,
    pub people: f64,
}

impl Coming {
    /// Nobody comes.
    pub fn clear(&mut self) {
        self.seeds.clear();
        self.inflow.clear();
        self.anyway.clear();
        self.answers = 0;
    }

    /// All of them but the invitees.
    pub fn people(&self) -> u64 {
        let seeds: u64 = self.seeds.iter().map(|(_, count)| count).sum();
        seeds + self.inflow.iter().map(|inflow| inflow.coming).sum::<u64>()
    }

    /// Those of the waves who find room, in the order in which they come, and how many others do, as far as it is known at the
    /// beginning of the step.
    pub fn expected(&self, model: &Model, room: u64) -> (Vec<Seen>, f64) {
        let all: Vec<f64> = self.seeds.iter().map(|(_, count)| *count as f64).collect();
        let mut waves = self.seen(model, &all);
        let mut left = room as f64;
        for wave in &mut waves {
            wave.people = wave.people.min(left);
            left -= wave.people;
        }
        let seeds: u64 = self.seeds.iter().map(|(_, count)| count).sum();
        (waves, left.min((self.people() - seeds + self.answers) as f64))
    }

    /// The waves in the order in which they come, of so many people each.
    pub fn seen(&self, model: &Model, people: &[f64]) -> Vec<Seen> {
        let seen = |((wave, _), people): (&(Reading, u64), &f64)| Seen {
            moment: wave.moment(model),
            people: *people,
        };
        let mut waves: Vec<Seen> = self.seeds.iter().zip(people).map(seen).collect();
        waves.sort_by(|a, b| a.moment.total_cmp(&b.moment));
        waves
    }

    /// All of them with so many invitees, by when they come: waves, inflow, invitees who were asked before the step and in it.
    pub fn comers(&self, model: &Model, answers: u64) -> Vec<Comers> {
        let wave =
            |(wave, count): &(Reading, u64)| Comers { count: *count, when: When::At(wave.moment(model)) };
        let anytime = |count: u64| Comers { count, when: When::Anytime };
        let waves = self.seeds.iter().map(wave);
        let inflow = self.inflow.iter().map(|inflow| anytime(inflow.coming));
        let known = self.answers.min(answers);
        let asked_now = Comers { count: answers - known, when: When::Afterwards };
        waves.chain(inflow).chain([anytime(known), asked_now]).collect()
    }
}

//! Members who are looked at only where something comes of it.
//!
//! Where members of a network share in every step until they are done, and no chance ever changes, most shares have no effect but
//! that they are counted. How often somebody will share is drawn when he joins, and his [clock](super::clocks) says in which step one of his
//! neighbours is named next: until then he is one of so many sharers with so many neighbours. The numbers drawn are those by which
//! he is followed from share to share, so that it is the same campaign to the last bit.

use super::agenda::Agenda;
use crate::model::Model;

/// What is known of the steps to come.
#[derive(Clone, Debug, Default)]
pub(super) struct Diary {
    /// Whether it is kept in this campaign.
    pub is_kept: bool,
    #[cfg(test)]
    pub is_refused: bool,
    /// The step at hand.
    t: u32,
    /// Those who have joined since the last round.
    pub begun: Vec<u32>,
    /// What a clock shows after so many shares.
    pub shown: Vec<f64>,
    /// Those of whose neighbours somebody is named, by step.
    pub named: Agenda,
    /// The step from which on somebody does not share any more, by row.
    pub until: Vec<u32>,
    /// Those who share in the step at hand, and those of them who do so for the first time.
    pub sharers: Sharers,
    pub first: u64,
    /// Those who do not share any more, from this step on.
    done: Vec<Sharers>,
}

/// Members, and how many neighbours they have in all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sharers {
    pub members: u64,
    pub neighbours: u64,
}

impl Sharers {
    fn add(&mut self, neighbours: usize) {
        self.members += 1;
        self.neighbours += neighbours as u64;
    }

    fn take_off(&mut self, others: Sharers) {
        self.members -= others.members;
        self.neighbours -= others.neighbours;
    }
}

impl Diary {
    /// Nobody has joined.
    pub fn begin(&mut self, model: &Model) {
        self.is_kept = model.shares_evenly();
        #[cfg(test)]
        {
            self.is_kept &= !self.is_refused;
        }
        self.stop();
        self.shown.clear();
        if self.is_kept {
            self.named.begin(model.steps);
            self.done.clear();
            self.done.resize(model.steps as usize + 1, Sharers::default());
        }
    }

    /// A step begins, in which nobody has begun to share yet.
    pub fn begin_step(&mut self, t: u32) {
        self.t = t;
        self.sharers.take_off(self.done[t as usize]);
        self.first = 0;
    }

    /// Every share moves clocks on by so much, in so many steps.
    pub fn know_clocks(&mut self, length: f64, steps: u32) {
        let mut shows = 0.0;
        self.shown.push(shows);
        self.shown.extend((0..steps).map(|_| {
            shows += length;
            shows
        }));
    }

    /// Somebody with so many neighbours shares from now on, until that step.
    pub fn begin_sharing(&mut self, row: u32, until: u32, neighbours: usize) {
        self.until[row as usize] = until;
        self.first += 1;
        self.sharers.add(neighbours);
        self.done[until as usize].add(neighbours);
    }

    /// Nobody will share any more.
    pub fn stop(&mut self) {
        (self.t, self.first, self.sharers) = (0, 0, Sharers::default());
        self.begun.clear();
        self.until.clear();
    }

    /// Whether somebody will share in a later step.
    pub fn waits(&self) -> bool {
        !self.begun.is_empty()
            || self.done.get(self.t as usize + 1).is_some_and(|done| self.sharers.members > done.members)
    }

    /// Somebody with so many neighbours leaves as the step ends.
    pub fn forget(&mut self, row: u32, neighbours: usize) {
        let next = self.t + 1;
        let Some(until) = self.until.get_mut(row as usize).filter(|until| **until > next) else { return };
        let mut one = Sharers::default();
        one.add(neighbours);
        self.done[*until as usize].take_off(one);
        let done = &mut self.done[next as usize];
        (done.members, done.neighbours) = (done.members + one.members, done.neighbours + one.neighbours);
        *until = next;
    }

    /// How many shares there are until a clock shows so much, with that one.
    pub fn share_at(&self, due: f64) -> usize {
        let (shown, length) = (&self.shown[..], self.shown[1]);
        let mut share = ((due / length) as usize).min(shown.len() - 1);
        while share > 0 && due < shown[share] {
            share -= 1;
        }
        while share + 1 < shown.len() && due >= shown[share + 1] {
            share += 1;
        }
        share
    }
}

//! Who people are where contacts are drawn from everybody: of a market each has a number; without one every contact is
//! somebody new.

use crate::engine::market::Market;
use crate::engine::now::Step;
use crate::model::Model;
use crate::rng::{Purpose, Stream, lane};
use std::sync::Arc;

/// The people of a market, and who of them has accepted.
#[derive(Clone, Debug, Default)]
pub(super) struct Crowd {
    /// None without a market.
    people: Option<u64>,
    /// A bit each.
    accepted: Vec<u64>,
    /// Those who have.
    so_far: Vec<u64>,
    /// Those of them who come in this step without an invitation and have not stood at the door yet, and the step.
    coming: Vec<u64>,
    coming_in: Option<u32>,
    /// The segment of everybody, where it is known, and how many of each have not accepted.
    segment_of: Option<Arc<[u8]>>,
    left_of: Vec<u64>,
}

impl Crowd {
    /// Nobody has accepted.
    pub fn begin(&mut self, model: &Model) {
        if self.people == model.market {
            self.so_far.iter().for_each(|person| self.accepted[place(*person).0] = 0);
        } else {
            self.people = model.market;
            self.accepted.clear();
            self.accepted.resize(model.market.map_or(0, |people| people.div_ceil(64) as usize), 0);
        }
        let mixing = model.mixing.as_ref();
        self.segment_of = mixing.and_then(|mixing| mixing.segment_of.clone());
        self.left_of.clear();
        self.left_of.extend(mixing.and_then(|mixing| mixing.sizes.as_deref()).unwrap_or_default());
        self.so_far.clear();
        self.coming.clear();
        self.coming_in = None;
    }

    /// Who came by himself, or was told, and found no room is lost to the market, whoever of it he was.
    pub fn lose_who_came(&mut self, at: Step<'_>, market: &Market) {
        if let Some(left) = market.left() {
            self.leave_only(&mut at.stream(Purpose::Member, lane::TURNED_AWAY), left, at.t);
        }
    }

    /// Until so many are left, people are gone who come, or have come, without an invitation, whoever they are. Those of step `t`
    /// may still stand at the door.
    fn leave_only(&mut self, stream: &mut Stream, left: u64, t: u32) {
        self.coming.clear();
        self.coming_in = Some(t);
        while self.left().is_some_and(|known| known > left) {
            let person = self.newcomer(stream, |_| true);
            self.coming.push(person);
        }
    }

    /// One of those who may come, of those gone in step `t` who have not stood at the door yet.
    pub fn at_the_door(&mut self, t: u32, may_come: impl Fn(u64) -> bool) -> Option<u64> {
        let waiting = if self.coming_in == Some(t) { &mut self.coming } else { return None };
        let place = waiting.iter().position(|person| may_come(*person))?;
        Some(waiting.swap_remove(place))
    }

    /// People of the market who have not accepted; none without a market.
    pub fn left(&self) -> Option<u64> {
        self.people.map(|people| people - self.so_far.len() as u64)
    }

    /// People of a segment who have not accepted, where it is known of which people are.
    pub fn left_of(&self, segment: usize) -> Option<u64> {
        self.left_of.get(segment).copied()
    }

    /// Whom a contact reaches: anybody, whatever has become of him.
    #[inline]
    pub fn anybody(&self, stream: &mut Stream) -> u64 {
        match self.people {
            Some(people) => stream.below(people),
            None => stream.next_u64(),
        }
    }

    /// Somebody who has not accepted yet, and does so now: one of those who may come, while there is any. There must be
    /// somebody.
    pub fn newcomer(&mut self, stream: &mut Stream, may_come: impl Fn(u64) -> bool) -> u64 {
        let tries = SOME_TRIES + self.people.unwrap_or(0) / 8;
        let found = (0..tries).find_map(|_| {
            let person = self.anybody(stream);
            (!self.has_accepted(person) && may_come(person)).then_some(person)
        });
        let person = found.unwrap_or_else(|| self.one_of_the_last(stream, may_come));
        self.accept(person);
        person
    }

    /// The same where most have accepted: everybody is looked at.
    fn one_of_the_last(&self, stream: &mut Stream, may_come: impl Fn(u64) -> bool) -> u64 {
        let last = || (0..self.people.unwrap_or(0)).filter(|person| !self.has_accepted(*person));
        let mut candidates: Vec<u64> = last().filter(|person| may_come(*person)).collect();
        if candidates.is_empty() {
            candidates = last().collect();
        }
        let place = stream.below(candidates.len() as u64) as usize;
        candidates.get(place).copied().unwrap_or(0)
    }

    #[inline]
    pub fn has_accepted(&self, person: u64) -> bool {
        self.people.is_some() && {
            let (word, bit) = place(person);
            self.accepted[word] & bit != 0
        }
    }

    #[inline]
    pub fn accept(&mut self, person: u64) {
        if self.people.is_some() {
            let (word, bit) = place(person);
            self.accepted[word] |= bit;
            self.so_far.push(person);
            if let Some(segment_of) = &self.segment_of {
                let left = &mut self.left_of[usize::from(segment_of[person as usize])];
                *left = left.saturating_sub(1);
            }
        }
    }

    /// Whether several may reach the same person.
    #[inline]
    pub fn is_finite(&self) -> bool {
        self.people.is_some()
    }
}

/// So often, and for every eighth person once more, it is tried to meet somebody who may come.
const SOME_TRIES: u64 = 64;

#[inline]
fn place(person: u64) -> (usize, u64) {
    ((person / 64) as usize, 1 << (person % 64))
}

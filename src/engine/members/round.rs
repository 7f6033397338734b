//! What a round of sharing hands from point to point where members are followed one by one.

use super::contacts::{Hit, Number};
use crate::rng::Stream;
use crate::terms::Credit;
use std::ops::Range;

/// Who shares in a round, whom they reach and what is credited to them; buffers, used again from round to round.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Round {
    /// Rows of who has an occasion (point 5), then of those who share (point 6), segment by segment.
    pub(super) members: Vec<u32>,
    members_of: Vec<Range<usize>>,
    /// Those they reach who say yes (point 7).
    pub(super) hits: Vec<Hit>,
    /// At so many of them those are left out that make no difference.
    pub(super) full: usize,
    /// Those who say it when the invitation has expired.
    pub(super) late: Vec<Hit>,
    /// All contacts, by way of sharing.
    pub(super) contacts: Vec<Contacts>,
    /// Invitations credited to each sharer (point 8).
    pub(super) gained: Vec<u32>,
    /// The same with what they had before, where a rule looks at it.
    pub(super) credits: Vec<Credit>,
    /// Wave of seeds by segment who share at the moment at which they come, where it is theirs.
    pub(super) waves: Vec<Option<u32>>,
}

/// So few are all kept.
const FEW: usize = 1 << 18;

/// How many contacts sharers have by one way.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Contacts {
    /// Mean of those whose number is Poisson.
    pub intensity: f64,
    /// Those whose number is given.
    pub fixed: u64,
    /// All who say yes, and those of them whose number is given.
    pub yes: u64,
    pub fixed_yes: u64,
    /// People in groups who may see the share, and those of them who say yes.
    pub in_groups: u64,
    pub in_groups_yes: u64,
    /// Of those who are known one by one, who declined at the last stage, and who dropped out before.
    pub declined: u64,
    pub dropped: u64,
    /// Who has accepted, as the first to say yes whom nobody has won before.
    pub accepted: u64,
}

impl Contacts {
    /// A share has so many, of whom so many say yes.
    pub(super) fn add(&mut self, number: Number, yes: u64) {
        self.yes += yes;
        match number {
            Number::Given(count) => {
                self.fixed += count;
                self.fixed_yes += yes;
            }
            Number::PoissonOfMean(mean) => self.intensity += mean,
        }
    }
}

impl Round {
    /// Begins a round in which nobody has an occasion yet.
    pub(super) fn clear(&mut self, ways: usize) {
        self.members.clear();
        self.members_of.clear();
        self.hits.clear();
        self.late.clear();
        self.contacts.clear();
        self.contacts.resize(ways, Contacts::default());
        self.gained.clear();
        self.credits.clear();
        self.waves.clear();
    }

    /// The members pushed since the segment before are those of the next segment.
    pub(super) fn end_segment(&mut self) {
        let begin = self.members_of.last().map_or(0, |members| members.end);
        self.members_of.push(begin..self.members.len());
    }

    /// Keeps those members of whom this says so.
    pub(super) fn keep(&mut self, mut keeps: impl FnMut(usize, u32) -> bool) {
        let mut end = 0;
        for (segment, members) in self.members_of.iter_mut().enumerate() {
            let begin = end;
            for place in members.clone() {
                let row = self.members[place];
                if keeps(segment, row) {
                    self.members[end] = row;
                    end += 1;
                }
            }
            *members = begin..end;
        }
        self.members.truncate(end);
    }

    /// Of those who say yes from this place on, each does so in time with this chance; the others are set aside.
    pub(super) fn set_aside_late(&mut self, stream: &mut Stream, from: usize, in_time: f64) {
        if in_time < 1.0 {
            self.late.extend(self.hits.extract_if(from.., |_| !stream.chance(in_time)));
        }
    }

    /// Whether so many say yes that those should be [left out](Round::leave_out) who would not count.
    #[inline]
    pub(super) fn is_full(&self) -> bool {
        self.hits.len() >= self.full.max(FEW)
    }

    /// Leaves out who would not count: who `has_accepted` before, and all but the first time that somebody says yes, to the same
    /// sharer or (where `any` sharer's friend may accept) to anybody.
    pub(super) fn leave_out(&mut self, has_accepted: impl Fn(u64) -> bool, any: bool) {
        self.late.retain(|hit| !has_accepted(hit.person));
        self.hits.retain(|hit| !has_accepted(hit.person));
        if any {
            self.hits.sort_unstable_by_key(Hit::order);
            self.hits.dedup_by_key(|hit| hit.person);
        } else {
            self.hits.sort_unstable_by_key(Hit::by_pair);
            self.hits.dedup_by_key(|hit| (hit.person, hit.sharer));
        }
        self.full = 2 * self.hits.len();
    }

    /// Where the members of a segment stand.
    pub(super) fn members_of(&self, segment: usize) -> Range<usize> {
        self.members_of[segment].clone()
    }

    /// Acceptances credited to members of a segment; none where nobody asks.
    pub(super) fn credits_of(&self, segment: usize) -> &[Credit] {
        let members = self.members_of.get(segment).cloned().unwrap_or(0..0);
        self.credits.get(members).unwrap_or(&[])
    }
}

//! People who have accepted, one row each in the order in which they did: seeds, who came by himself, who was invited.

use crate::engine::joined::Joined;
use crate::model::Origins;

/// The state of everybody, column by column.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    /// The person: a number that means the same in every design.
    pub person: Vec<u64>,
    /// Row of who invited; [`NOBODY`] where nobody did.
    pub inviter: Vec<u32>,
    pub segment: Vec<u8>,
    pub class: Vec<u8>,
    flags: Vec<u8>,
    /// Invitations credited.
    pub invitations: Vec<u32>,
    /// What the counters of rewards show; of the first rows, as long as something is counted.
    counted: Vec<u32>,
    /// Friends won today; of the first rows, as long as there are quotas for a day.
    won_today: Vec<u32>,
    /// Occasions had.
    pub occasions: Vec<u32>,
    /// When the next occasion comes, in steps; on the way the joining.
    pub next: Vec<f64>,
    /// When he joined, in steps.
    pub since: Vec<f64>,
    /// When he leaves, as far as it is known; in cycles the end of the step.
    pub leaves: Vec<f64>,
}

/// Nobody.
pub(super) const NOBODY: u32 = u32::MAX;

/// What is true of somebody, beside numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Mark {
    /// Would have come by himself.
    Anyway = 1,
    /// Has joined.
    Joined = 2,
    /// Leaves and buys by [luck of his own](crate::engine::free).
    Free = 4,
    /// Waits for an occasion.
    Waits = 8,
    /// Has shared.
    Shared = 16,
    /// Has left, or leaves before the step at hand is over.
    Gone = 32,
    /// Was deleted.
    Deleted = 64,
}

impl People {
    pub fn clear(&mut self) {
        self.person.clear();
        self.inviter.clear();
        self.segment.clear();
        self.class.clear();
        self.flags.clear();
        self.invitations.clear();
        self.counted.clear();
        self.won_today.clear();
        self.occasions.clear();
        self.next.clear();
        self.since.clear();
        self.leaves.clear();
    }

    /// How many have accepted.
    pub fn count(&self) -> usize {
        self.person.len()
    }

    /// Somebody accepts; his row.
    #[inline]
    pub fn add(&mut self, person: u64, inviter: u32, segment: usize) -> u32 {
        let row = self.count() as u32;
        self.person.push(person);
        self.inviter.push(inviter);
        self.segment.push(segment as u8);
        self.class.push(0);
        self.flags.push(0);
        self.invitations.push(0);
        self.occasions.push(0);
        self.next.push(f64::INFINITY);
        self.since.push(f64::INFINITY);
        self.leaves.push(f64::INFINITY);
        row
    }

    /// What the counters of somebody show.
    #[inline]
    pub fn counted(&self, row: u32) -> usize {
        self.counted.get(row as usize).map_or(0, |counted| *counted as usize)
    }

    /// The counters of somebody show this now.
    pub fn count_on(&mut self, row: u32, counted: usize) {
        if self.counted.len() <= row as usize {
            self.counted.resize(self.count(), 0);
        }
        self.counted[row as usize] = counted as u32;
    }

    /// How many friends somebody has won today.
    pub fn won_today(&self, row: u32) -> u32 {
        self.won_today.get(row as usize).copied().unwrap_or(0)
    }

    /// Somebody has won so many more friends today.
    pub fn win_today(&mut self, row: u32, gained: u32) {
        if self.won_today.len() <= row as usize {
            self.won_today.resize(self.count(), 0);
        }
        self.won_today[row as usize] += gained;
    }

    /// Another day begins, on which nobody has won anybody yet.
    pub fn begin_day(&mut self) {
        self.won_today.clear();
    }

    /// The counters of all show something else.
    pub fn count_anew(&mut self, next: impl Fn(usize) -> usize) {
        self.counted.iter_mut().for_each(|counted| *counted = next(*counted as usize) as u32);
    }

    #[inline]
    pub fn is(&self, row: u32, mark: Mark) -> bool {
        self.flags[row as usize] & mark as u8 != 0
    }

    /// Whether somebody has joined and is still there.
    pub fn is_member(&self, row: u32) -> bool {
        self.is(row, Mark::Joined) && !self.is(row, Mark::Gone) && !self.is(row, Mark::Deleted)
    }

    #[inline]
    pub fn mark(&mut self, row: u32, mark: Mark) {
        self.flags[row as usize] |= mark as u8;
    }

    /// Takes a mark off; whether it was there.
    #[inline]
    pub fn unmark(&mut self, row: u32, mark: Mark) -> bool {
        let was = self.is(row, mark);
        self.flags[row as usize] &= !(mark as u8);
        was
    }

    /// Who invited each of those who have joined, as [trees](crate::metrics::Trees::of) are told.
    pub fn inviters(&self) -> Vec<u32> {
        let inviter = |row: usize| Some(self.inviter[row]).filter(|inviter| *inviter != NOBODY);
        places_of(self.count(), |row| self.is(row as u32, Mark::Joined), inviter)
    }

    /// Those who have joined, in the order in which they accepted.
    pub fn joined(&self) -> Vec<Joined> {
        let rows = (0..self.count()).filter(|row| self.is(*row as u32, Mark::Joined));
        let of = |row: usize| (self.person[row], self.segment[row], self.since[row] as u32);
        joined_of(rows.map(of), &self.inviters())
    }

    /// Takes a mark off everybody.
    pub fn unmark_all(&mut self, mark: Mark) {
        self.flags.iter_mut().for_each(|flags| *flags &= !(mark as u8));
    }

    /// The origin of somebody, as far as so many inviters above him are told apart.
    pub fn origin(&self, row: u32, origins: &Origins, above: usize) -> usize {
        match self.inviter[row as usize] {
            inviter if inviter == NOBODY || above == 0 => 0,
            inviter => origins.of_invitees(self.segment(inviter), self.origin(inviter, origins, above - 1)),
        }
    }

    #[inline]
    pub fn segment(&self, row: u32) -> usize {
        usize::from(self.segment[row as usize])
    }
}

/// Who invited each of those who have joined, by their places among these, in the order in which they accepted; who was not invited
/// stands for himself.
pub(super) fn places_of(
    rows: usize,
    has_joined: impl Fn(usize) -> bool,
    inviter: impl Fn(usize) -> Option<u32>,
) -> Vec<u32> {
    let mut places = vec![NOBODY; rows];
    let mut inviters = Vec::new();
    for row in (0..rows).filter(|row| has_joined(*row)) {
        let place = inviters.len() as u32;
        places[row] = place;
        inviters.push(inviter(row).map_or(place, |inviter| places[inviter as usize]));
    }
    inviters
}

/// Who has joined: person, segment and step of each, and by whom they were invited, as [`places_of`] says it.
pub(super) fn joined_of(people: impl Iterator<Item = (u64, u8, u32)>, inviters: &[u32]) -> Vec<Joined> {
    let mut joined: Vec<Joined> = Vec::new();
    for ((person, segment, step), inviter) in people.zip(inviters) {
        let inviter = Some(*inviter).filter(|inviter| *inviter as usize != joined.len());
        let generation = inviter.map_or(0, |inviter| joined[inviter as usize].generation + 1);
        joined.push(Joined { person, inviter, generation, segment, step });
    }
    joined
}

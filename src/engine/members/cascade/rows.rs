//! Who has accepted, one row each in the order in which they did, by as few numbers as there must be.

use crate::engine::joined::Joined;
use crate::engine::members::people::{joined_of, places_of};
use std::borrow::Cow;
use std::ops::Range;

/// The step of joining of who is on the way, or has found no room.
const NOT_JOINED: u32 = u32::MAX;

/// People, column by column.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// The person.
    pub person: Vec<u32>,
    /// Row of who invited; his own where nobody did.
    inviter: Vec<u32>,
    /// The step of joining.
    since: Vec<u32>,
    /// Whether he would have come by himself, where anybody would.
    anyway: Vec<bool>,
    /// How many have joined.
    joined: usize,
}

impl Rows {
    pub fn clear(&mut self) {
        self.person.clear();
        self.inviter.clear();
        self.since.clear();
        self.anyway.clear();
        self.joined = 0;
    }

    /// Somebody accepts whom nobody has invited; his row.
    pub fn add(&mut self, person: u32) -> u32 {
        let row = self.person.len() as u32;
        self.person.push(person);
        self.inviter.push(row);
        self.since.push(NOT_JOINED);
        row
    }

    /// Those who are named accept, each by who named him; their rows.
    pub fn add_all(&mut self, named: impl Iterator<Item = (u32, u32)> + Clone) -> Range<u32> {
        let first = self.person.len() as u32;
        self.person.extend(named.clone().map(|(person, _)| person));
        self.inviter.extend(named.map(|(_, inviter)| inviter));
        self.since.resize(self.person.len(), NOT_JOINED);
        first..self.person.len() as u32
    }

    /// Somebody would have come by himself.
    pub fn comes_anyway(&mut self, row: u32) {
        self.anyway.resize(self.person.len(), false);
        self.anyway[row as usize] = true;
    }

    /// Whether somebody would have.
    pub fn is_anyway(&self, row: u32) -> bool {
        self.anyway.get(row as usize).copied().unwrap_or(false)
    }

    /// Somebody joins.
    #[inline]
    pub fn join(&mut self, row: u32, t: u32) {
        self.since[row as usize] = t;
        self.joined += 1;
    }

    fn has_joined(&self, row: usize) -> bool {
        self.since[row] != NOT_JOINED
    }

    /// Whether somebody has invited him.
    #[inline]
    pub fn is_invited(&self, row: u32) -> bool {
        self.inviter[row as usize] != row
    }

    /// Who invited each of those who have joined, as [trees](crate::metrics::Trees::of) are told.
    pub fn inviters(&self) -> Cow<'_, [u32]> {
        let rows = self.person.len();
        if self.joined == rows {
            return Cow::Borrowed(&self.inviter);
        }
        let inviter = |row: usize| Some(self.inviter[row]).filter(|_| self.is_invited(row as u32));
        Cow::Owned(places_of(rows, |row| self.has_joined(row), inviter))
    }

    /// Those who have joined, in the order in which they accepted.
    pub fn joined(&self) -> Vec<Joined> {
        let rows = (0..self.person.len()).filter(|row| self.has_joined(*row));
        joined_of(rows.map(|row| (self.person[row].into(), 0, self.since[row])), &self.inviters())
    }
}

//! Ids that are whole numbers: small ones are found in a table by themselves, others by a hash.

use super::id::next;
use super::table::{Table, hash};
use crate::problem::FileFault;

/// People by whole numbers.
#[derive(Default)]
pub(in crate::network) struct Numbers {
    ids: Vec<u64>,
    /// For each id below the limit the person's number plus one, 0 for nobody.
    small: Vec<u32>,
    /// The people whose ids are not below the limit.
    large: Table,
}

/// Ids looked up directly at least.
const LIMIT: usize = 1 << 16;

/// Ids looked up directly for each person there is.
const PER_PERSON: usize = 16;

impl Numbers {
    pub fn ids(&self) -> &[u64] {
        &self.ids
    }

    pub fn into_ids(self) -> Vec<u64> {
        self.ids
    }

    #[inline]
    pub fn add(&mut self, id: u64) -> Result<u32, FileFault> {
        if let Some(person) = self.find(id) {
            return Ok(person);
        }
        let person = next(self.ids.len())?;
        self.ids.push(id);
        if self.ids.len().is_power_of_two() {
            self.raise();
        }
        self.put(person);
        Ok(person)
    }

    #[inline]
    pub fn find(&self, id: u64) -> Option<u32> {
        match self.small.get(id as usize) {
            Some(found) => found.checked_sub(1),
            None if id < self.limit() as u64 => None,
            None => self.large.find(hash(id), |person| self.ids[person as usize] == id),
        }
    }

    /// Ids below this are looked up directly. It rises when the number of people has doubled.
    fn limit(&self) -> usize {
        let people = self.ids.len();
        let doubled = if people == 0 { 1 } else { 1 << people.ilog2() };
        LIMIT.max(doubled * PER_PERSON)
    }

    /// Puts those among the small ones whose ids have come below the limit.
    fn raise(&mut self) {
        if self.large.count() > 0 {
            self.large.drain().for_each(|person| self.put(person));
        }
    }

    fn put(&mut self, person: u32) {
        let id = self.ids[person as usize];
        if id >= self.limit() as u64 {
            self.large.put(hash(id), person, |other| hash(self.ids[other as usize]));
            return;
        }
        let place = id as usize;
        if self.small.len() <= place {
            self.small.resize((place + 1).next_power_of_two().min(self.limit()), 0);
        }
        self.small[place] = person + 1;
    }
}

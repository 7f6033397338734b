//! Ids that are texts.

use super::id::next;
use super::table::{Table, hash_of_bytes};
use crate::problem::FileFault;

/// People by texts, all of which stand in one.
#[derive(Default)]
pub(in crate::network) struct Texts {
    all: String,
    ends: Vec<usize>,
    table: Table,
}

impl Texts {
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    pub fn add(&mut self, id: &str) -> Result<u32, FileFault> {
        let hash = hash_of_bytes(id.as_bytes());
        if let Some(person) = self.found(hash, id) {
            return Ok(person);
        }
        let person = next(self.ends.len())?;
        self.all.push_str(id);
        self.ends.push(self.all.len());
        self.table.put(hash, person, |other| hash_of_bytes(of(&self.all, &self.ends, other).as_bytes()));
        Ok(person)
    }

    pub fn find(&self, id: &str) -> Option<u32> {
        self.found(hash_of_bytes(id.as_bytes()), id)
    }

    fn found(&self, hash: u64, id: &str) -> Option<u32> {
        self.table.find(hash, |person| of(&self.all, &self.ends, person) == id)
    }

    pub fn of(&self, person: u32) -> &str {
        of(&self.all, &self.ends, person)
    }

    pub fn into_parts(self) -> (String, Vec<usize>) {
        (self.all, self.ends)
    }
}

/// The text in this place.
pub(super) fn of<'a>(all: &'a str, ends: &[usize], place: u32) -> &'a str {
    let place = place as usize;
    let Some(end) = ends.get(place) else { return "" };
    let start = place.checked_sub(1).map_or(0, |before| ends[before]);
    &all[start..*end]
}

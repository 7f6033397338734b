//! Replicates that are kept number by number, in their order, however they come in.

use super::block::Block;
use crate::metrics::StopReason;

/// Some columns of some replicates.
#[derive(Clone, Debug, Default)]
pub(super) struct KeptRows {
    /// Rising, without overlap; what touches is one.
    pub stretches: Vec<Stretch>,
}

/// Replicates in a row.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// The first replicate.
    pub first: u64,
    /// Why each of them stopped growing.
    pub stops: Vec<StopReason>,
    /// Column by column.
    pub columns: Vec<Vec<f64>>,
}

impl Stretch {
    /// The replicate after the last.
    pub fn end(&self) -> u64 {
        self.first + self.stops.len() as u64
    }

    fn append(&mut self, other: Stretch) {
        self.stops.extend(other.stops);
        for (column, others) in self.columns.iter_mut().zip(other.columns) {
            column.extend(others);
        }
    }
}

impl KeptRows {
    /// Takes these columns of a block in; no replicates from `end` on will come.
    pub fn append(&mut self, first: u64, block: &Block, columns: &[usize], end: u64) {
        match self.stretches.last_mut().filter(|last| last.end() == first) {
            Some(last) => {
                last.stops.extend_from_slice(&block.stops);
                for (kept, column) in last.columns.iter_mut().zip(columns) {
                    kept.extend_from_slice(block.column(*column));
                }
            }
            None => {
                let room = end.saturating_sub(first) as usize;
                let with_room = |column: &usize| {
                    let mut kept = Vec::with_capacity(room);
                    kept.extend_from_slice(block.column(*column));
                    kept
                };
                let columns = columns.iter().map(with_room).collect();
                self.insert([Stretch { first, stops: block.stops.clone(), columns }]);
            }
        }
    }

    /// Takes in all that `other` keeps.
    pub fn merge(&mut self, other: KeptRows) {
        self.insert(other.stretches);
    }

    fn insert(&mut self, stretches: impl IntoIterator<Item = Stretch>) {
        let mut all = std::mem::take(&mut self.stretches);
        all.extend(stretches);
        all.sort_by_key(|stretch| stretch.first);
        for stretch in all {
            match self.stretches.last_mut().filter(|last| last.end() == stretch.first) {
                Some(last) => last.append(stretch),
                None => self.stretches.push(stretch),
            }
        }
    }

    /// The replicates from 0 on without a gap.
    pub fn first_stretch(&self) -> Option<&Stretch> {
        self.stretches.first().filter(|stretch| stretch.first == 0)
    }
}

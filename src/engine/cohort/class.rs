//! Members of one segment and class of staying, as numbers per state.

use super::compartment::Compartments;
use crate::engine::free::Group;
use crate::engine::thin::{Pairs, take_out, thin, waiting_among};
use crate::rng::{Chance, Stream};

/// Members of one segment and class.
#[derive(Clone, Debug, Default)]
pub(super) struct Class {
    /// Members by state. First those who will not share any more: [`OWN`], [`INDUCED`]. Then those who wait,
    /// compartment by compartment, each by progress.
    cells: Vec<u64>,
    compartments: Compartments,
    /// States of progress that a compartment has room for; a power of two.
    stride: usize,
    /// All members but those who [leave by luck of their own](super::super::free).
    pub others: Group,
    /// All members who wait for an occasion.
    pub waiting: u64,
}

/// Done, and not marked as brought by invitation.
const OWN: usize = 0;
/// Done, and to be deleted if the platform deletes who was brought by invitation.
const INDUCED: usize = 1;
/// States of progress that a compartment has room for at first; more are made when somebody gets there.
const FIRST_STATES: usize = 8;
/// Where the waiting begin.
const WAITING: usize = 2;

impl Class {
    /// Removes everybody. The shape of the cells is that of the model again, whatever a campaign before needed: draws
    /// depend on it.
    pub fn clear(&mut self, compartments: Compartments, states: usize) {
        let stride = states.min(FIRST_STATES).next_power_of_two();
        let mut cells = std::mem::take(&mut self.cells);
        cells.clear();
        cells.resize(WAITING + compartments.count() * stride, 0);
        *self = Class { cells, compartments, stride, ..Class::default() };
    }

    /// Members (present, but in no cell) wait in this compartment with this progress.
    pub fn wait(&mut self, compartment: usize, progress: usize, count: u64) {
        if progress >= self.stride {
            self.widen(progress + 1);
        }
        self.cells[WAITING + compartment * self.stride + progress] += count;
        self.waiting += count;
    }

    /// Members (present, but in no cell) who came from this compartment will not share any more.
    pub fn retire(&mut self, compartment: usize, count: u64) {
        self.cells[done(self.compartments, compartment)] += count;
    }

    /// Makes room for more states of progress.
    fn widen(&mut self, stride: usize) {
        let stride = stride.next_power_of_two();
        let mut cells = vec![0; WAITING + self.compartments.count() * stride];
        cells[..WAITING].copy_from_slice(&self.cells[..WAITING]);
        for compartment in 0..self.compartments.count() {
            let (from, to) = (WAITING + compartment * self.stride, WAITING + compartment * stride);
            cells[to..to + self.stride].copy_from_slice(&self.cells[from..from + self.stride]);
        }
        (self.cells, self.stride) = (cells, stride);
    }

    /// Waiting members get an occasion with this chance and leave their cell; `got(compartment, progress, count)` is called.
    pub fn take_occasions(
        &mut self,
        stream: &mut Stream,
        chance: &Chance,
        mut got: impl FnMut(usize, usize, u64),
    ) {
        let stride = self.stride;
        let shape = self.shape(0);
        let level = stream.level();
        let taken =
            thin(stream, level, chance, &mut self.cells[WAITING..], shape, self.waiting, |cell, count| {
                got(cell >> stride.trailing_zeros(), cell & (stride - 1), count);
            });
        self.waiting -= taken;
    }

    /// So many members leave their cells, of those with luck of their own and of the others; `waited(compartment, progress,
    /// count)` is called for those who were waiting. Who they are beyond that is drawn: leaving does not look at it. Where
    /// `sides_differ`, those marked as brought by invitation are the others.
    pub fn leave(
        &mut self,
        stream: &mut Stream,
        [own, others]: [u64; 2],
        sides_differ: bool,
        mut waited: impl FnMut(usize, usize, u64),
    ) {
        if own + others == 0 {
            return;
        }
        let stride = self.stride;
        let (mut waiting, shape) = (0, self.shape(WAITING));
        let mut gone = |cell: usize, count: u64| {
            if let Some(cell) = cell.checked_sub(WAITING) {
                waiting += count;
                waited(cell / stride, cell % stride, count);
            }
        };
        if sides_differ {
            self.leave_by_side(stream, [own, others], gone);
        } else {
            let people = self.cells.iter().sum();
            take_out(stream, own + others, &mut self.cells, shape, people, &mut gone);
        }
        self.waiting -= waiting;
    }

    /// Where those marked as brought by invitation are told apart, they are the others.
    fn leave_by_side(
        &mut self,
        stream: &mut Stream,
        [own, induced]: [u64; 2],
        mut gone: impl FnMut(usize, u64),
    ) {
        let first_induced = WAITING + self.compartments.of_kind(1, false) * self.stride;
        let (own_side, induced_side) = self.cells.split_at_mut(first_induced);
        let done = std::mem::take(&mut own_side[INDUCED]);
        let people = own_side.iter().sum();
        take_out(stream, own, own_side, Pairs::NONE, people, &mut gone);
        let people = induced_side.iter().sum();
        let waiting = waiting_among(stream, done, people, induced);
        own_side[INDUCED] = done - (induced - waiting);
        take_out(stream, waiting, induced_side, Pairs::NONE, people, |cell, count| {
            gone(first_induced + cell, count);
        });
    }

    /// How cells from `begin` on stand in pairs whose members behave alike.
    fn shape(&self, begin: usize) -> Pairs {
        if self.compartments.sides_behave_alike { Pairs { begin, apart: self.stride } } else { Pairs::NONE }
    }

    /// Members brought by invitation are deleted: all others; how many they were.
    pub fn delete_induced(&mut self) -> u64 {
        let (compartments, stride) = (self.compartments, self.stride);
        for (cell, count) in self.cells.iter_mut().enumerate() {
            if !is_own(compartments, stride, cell) {
                self.waiting -= if cell < WAITING { 0 } else { *count };
                *count = 0;
            }
        }
        self.others.delete()
    }

    /// Everybody who waits is done: there will be no more occasions.
    pub fn stop_waiting(&mut self) {
        for cell in WAITING..self.cells.len() {
            let done = done(self.compartments, (cell - WAITING) / self.stride);
            self.cells[done] += std::mem::take(&mut self.cells[cell]);
        }
        self.waiting = 0;
    }
}

/// The cell of those who are done, coming from this compartment.
fn done(compartments: Compartments, compartment: usize) -> usize {
    if compartments.is_induced(compartment) { INDUCED } else { OWN }
}

fn is_own(compartments: Compartments, stride: usize, cell: usize) -> bool {
    match cell {
        OWN => true,
        INDUCED => false,
        _ => !compartments.is_induced((cell - WAITING) / stride),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    #[test]
    fn compartments_keep_their_people_when_they_widen() {
        let compartments = Compartments { origins: 2, remembers_sharing: true, ..Compartments::default() };
        let cells = vec![0; WAITING + compartments.count()];
        let mut class = Class { cells, compartments, stride: 1, ..Class::default() };
        class.wait(compartments.of_kind(1, false), 0, 5);
        class.wait(compartments.of_kind(0, true), 9, 3);
        let mut seen = Vec::new();
        let key = ReplicateKey::new(1, 0);
        let mut stream = key.stream(Purpose::Occasion, 0, 0);
        class.take_occasions(&mut stream, &Chance::new(1.0), |compartment, progress, count| {
            seen.push((compartment, progress, count));
        });
        assert_eq!(seen, [(1, 9, 3), (2, 0, 5)]);
        assert_eq!(class.waiting, 0);
    }
}

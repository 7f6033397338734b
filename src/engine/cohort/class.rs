//! Members of one segment and class of staying, as numbers per state.

use super::compartment::Compartments;
use crate::engine::thin::{Pairs, draw_marked, number, part_of_alike, thin};
use crate::rng::{Chance, Level, Stream, hypergeometric};

/// Members of one segment and class.
#[derive(Clone, Debug, Default)]
pub(super) struct Class {
    /// Members by state. First those who will not share any more: [`OWN`], [`INDUCED`]. Then those who wait,
    /// compartment by compartment, each by progress.
    cells: Vec<u64>,
    compartments: Compartments,
    /// States of progress that a compartment has room for; a power of two.
    stride: usize,
    /// All members.
    pub present: u64,
    /// Those of them who wait for an occasion.
    pub waiting: u64,
    /// Those of them who have never bought; kept only where purchases make buyers.
    pub never_bought: u64,
    /// Those of them who are seeds.
    pub seeds: f64,
    /// Members at the end of the step before.
    pub before: u64,
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

    /// New members are present, in no cell yet.
    pub fn admit(&mut self, count: u64, are_seeds: bool) {
        self.present += count;
        self.never_bought += count;
        self.seeds += if are_seeds { number(count) } else { 0.0 };
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

    /// Members in cells leave with this chance; how many did. `waited(compartment, progress, count)` is called for those
    /// who were waiting. Who of them were seeds, and who had never bought, is drawn: leaving does not look at either.
    pub fn leave(
        &mut self,
        (stream, level): (&mut Stream, Level),
        chance: &Chance,
        keeps_buyers: bool,
        waited: impl FnMut(usize, usize, u64),
    ) -> u64 {
        if self.present == 0 || chance.p() == 0.0 {
            return 0;
        }
        let own = self.own();
        let (left, own_left) = self.leave_cells(stream, level, chance, waited);
        draw_marked(stream, own, &mut self.seeds, own_left);
        if keeps_buyers {
            self.never_bought -= part_of_alike(stream, self.present, self.never_bought, left);
        }
        self.present -= left;
        left
    }

    /// Members leave their cells; how many in all, and of those not marked as brought by invitation.
    fn leave_cells(
        &mut self,
        stream: &mut Stream,
        level: Level,
        chance: &Chance,
        mut waited: impl FnMut(usize, usize, u64),
    ) -> (u64, u64) {
        let (compartments, stride) = (self.compartments, self.stride);
        let (mut waiting, mut own_left) = (0, 0);
        let shape = self.shape(WAITING);
        let people = self.in_cells();
        let left = thin(stream, level, chance, &mut self.cells, shape, people, |cell, count| {
            if let Some(cell) = cell.checked_sub(WAITING) {
                waiting += count;
                waited(cell / stride, cell % stride, count);
            }
            own_left += if is_own(compartments, stride, cell) { count } else { 0 };
        });
        self.waiting -= waiting;
        (left, own_left)
    }

    /// Members who are in cells: all but those who came in this step.
    fn in_cells(&self) -> u64 {
        self.cells.iter().sum()
    }

    /// How cells from `begin` on stand in pairs whose members behave alike.
    fn shape(&self, begin: usize) -> Pairs {
        if self.compartments.sides_behave_alike { Pairs { begin, apart: self.stride } } else { Pairs::NONE }
    }

    /// Members who are not marked as brought by invitation.
    fn own(&self) -> u64 {
        if !self.compartments.deletes_induced {
            return self.present;
        }
        let own = |cell: &usize| is_own(self.compartments, self.stride, *cell);
        (0..self.cells.len()).filter(own).map(|cell| self.cells[cell]).sum()
    }

    /// Members brought by invitation are deleted, and so many more who are in no cell; how many were. Who of them had
    /// bought is drawn at random among the class: purchases are not distinguished by origin.
    pub fn delete_induced(&mut self, stream: &mut Stream, in_no_cell: u64) -> u64 {
        let (compartments, stride) = (self.compartments, self.stride);
        let mut deleted = in_no_cell;
        for (cell, count) in
            self.cells.iter_mut().enumerate().filter(|(cell, _)| !is_own(compartments, stride, *cell))
        {
            self.waiting -= if cell < WAITING { 0 } else { *count };
            deleted += std::mem::take(count);
        }
        self.never_bought -= hypergeometric(stream, self.present, self.never_bought, deleted);
        self.present -= deleted;
        deleted
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
        class.admit(8, false);
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

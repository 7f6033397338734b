//! Members who are done, by what is remembered of them: kept where a reminder may wake them.

use super::compartment::Compartments;
use super::pending::{Cell, Stay};
use crate::engine::chain::Marks;
use crate::engine::thin::{Pairs, take_out};
use crate::rng::Stream;

/// Those of one segment and class of staying.
#[derive(Clone, Debug, Default)]
pub(super) struct Done {
    /// Compartment by compartment, each by progress.
    cells: Vec<u64>,
    /// Those of them who were invited, as long as that is [followed](crate::engine::chain).
    invited: Vec<u64>,
    compartments: Compartments,
    /// States of progress that a compartment has room for.
    stride: usize,
}

impl Done {
    /// Nobody.
    pub fn nobody(compartments: Compartments) -> Done {
        let cells = vec![0; compartments.count()];
        Done { invited: cells.clone(), cells, compartments, stride: 1 }
    }

    /// Some more are done.
    pub fn add(&mut self, cell: &Cell) {
        if cell.progress >= self.stride {
            self.widen((cell.progress + 1).next_power_of_two());
        }
        let place = cell.compartment * self.stride + cell.progress;
        self.cells[place] += cell.count;
        self.invited[place] += cell.invited;
    }

    fn widen(&mut self, stride: usize) {
        let widened = |cells: &[u64]| {
            let rows = cells.chunks_exact(self.stride);
            rows.flat_map(|row| row.iter().copied().chain(std::iter::repeat_n(0, stride - row.len())))
                .collect()
        };
        (self.cells, self.invited) = (widened(&self.cells), widened(&self.invited));
        self.stride = stride;
    }

    /// Who is done comes into another state of progress, not beyond his own.
    pub fn move_on(&mut self, to: impl Fn(usize) -> usize) {
        for place in 0..self.cells.len() {
            let progress = place % self.stride;
            let next = place - progress + to(progress);
            if next != place {
                self.cells[next] += std::mem::take(&mut self.cells[place]);
                self.invited[next] += std::mem::take(&mut self.invited[place]);
            }
        }
    }

    /// All of them, cell by cell.
    pub fn all(&self, class: usize) -> impl Iterator<Item = Cell> {
        let cells = self.cells.iter().zip(&self.invited).enumerate();
        cells.filter(|(_, (count, _))| **count > 0).map(move |(place, (count, invited))| Cell {
            class,
            compartment: place / self.stride,
            progress: place % self.stride,
            stay: Stay::BEFORE,
            count: *count,
            invited: *invited,
        })
    }

    /// So many of a cell are not done any more.
    pub fn take(&mut self, cell: Cell) {
        let place = cell.compartment * self.stride + cell.progress;
        self.cells[place] -= cell.count;
        self.invited[place] -= cell.invited;
    }

    /// So many leave, of those to be deleted with who was brought by invitation or of the others; who, is drawn.
    pub fn lose(&mut self, stream: &mut Stream, induced: bool, count: u64, marks: &mut Marks) {
        if count == 0 {
            return;
        }
        let side = self.side(induced);
        let (cells, invited) = (&mut self.cells[side.clone()], &mut self.invited[side]);
        let people = cells.iter().sum();
        take_out(stream, count, cells, Pairs::NONE, people, |cell, count, of| {
            marks.take(&mut invited[cell], of, count);
        });
    }

    /// Those brought by invitation are deleted.
    pub fn delete_induced(&mut self) {
        let side = self.side(true);
        self.cells[side.clone()].fill(0);
        self.invited[side].fill(0);
    }

    /// Where those stand who are deleted if the platform deletes who was brought by invitation, or the others.
    fn side(&self, induced: bool) -> std::ops::Range<usize> {
        let all = self.compartments.count();
        let first = (0..all).find(|compartment| self.compartments.is_induced(*compartment)).unwrap_or(all);
        let side = if induced { first..all } else { 0..first };
        side.start * self.stride..side.end * self.stride
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    fn cell(compartment: usize, progress: usize, count: u64, invited: u64) -> Cell {
        Cell { class: 0, compartment, progress, stay: Stay::BEFORE, count, invited }
    }

    fn seen(done: &Done) -> Vec<(usize, usize, u64, u64)> {
        done.all(0).map(|cell| (cell.compartment, cell.progress, cell.count, cell.invited)).collect()
    }

    #[test]
    fn at_midnight_counts_of_the_day_are_forgotten() {
        let mut done = Done::nobody(Compartments { origins: 1, ..Compartments::default() });
        [cell(0, 3, 4, 1), cell(0, 1, 2, 2)].into_iter().for_each(|cell| done.add(&cell));
        done.move_on(|progress| progress / 2);
        assert_eq!(seen(&done), [(0, 0, 2, 2), (0, 1, 4, 1)]);
    }

    #[test]
    fn who_is_done_keeps_his_state_and_leaves_by_side() {
        let compartments = Compartments {
            origins: 2,
            remembers_sharing: true,
            deletes_induced: true,
            ..Compartments::default()
        };
        let mut done = Done::nobody(compartments);
        for cell in [cell(0, 0, 5, 0), cell(1, 3, 4, 0), cell(2, 0, 3, 3), cell(3, 2, 2, 2)] {
            done.add(&cell);
        }
        let mut stream = ReplicateKey::new(1, 0).stream(Purpose::Leaving, 0, 0);
        let mut marks = Marks::drawn(ReplicateKey::new(1, 0).stream(Purpose::Chain, 0, 0));
        done.lose(&mut stream, false, 9, &mut marks);
        assert_eq!(seen(&done), [(2, 0, 3, 3), (3, 2, 2, 2)]);
        done.take(cell(2, 0, 1, 1));
        assert_eq!(seen(&done), [(2, 0, 2, 2), (3, 2, 2, 2)]);
        done.lose(&mut stream, true, 1, &mut marks);
        assert_eq!(
            done.all(0).map(|cell| (cell.count, cell.invited)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)),
            (3, 3)
        );
        done.delete_induced();
        assert_eq!(seen(&done), []);
    }
}

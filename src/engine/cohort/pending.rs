//! Members who may still have an occasion within the step: newcomers, those who leave in it, and those who have shared in it
//! and wait again.

use crate::model::Since;

/// What distinguishes members within a step, whatever their state: since when they are there, whether they leave before it
/// is over, and how many occasions they have had in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stay {
    pub since: Since,
    pub leaves: bool,
    pub had: usize,
}

/// Members of one state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub class: usize,
    pub compartment: usize,
    pub progress: usize,
    pub stay: Stay,
    pub count: u64,
    /// Those of them who were invited, as long as that is [followed](crate::engine::chain).
    pub invited: u64,
}

/// Those of one segment.
#[derive(Clone, Debug, Default)]
pub(super) struct Pending {
    /// As they came; several may be of one state.
    cells: Vec<Cell>,
    /// At so many they are put together, so that there are never many more than states.
    full: usize,
}

/// So few are not put together before they are asked for.
const FEW: usize = 1 << 10;

impl Stay {
    /// Who was there before the step.
    pub const BEFORE: Stay = Stay { since: Since::Before, leaves: false, had: 0 };

    /// The number of `since` for its lanes.
    #[inline]
    pub fn since_number(self) -> usize {
        match self.since {
            Since::Before => 0,
            Since::Anytime => 1,
            Since::Wave(wave) => 2 + wave as usize,
        }
    }
}

impl Cell {
    /// The state as a number, by which cells are in order: class, stay, compartment, and then progress.
    #[inline]
    fn state(&self) -> (u64, usize) {
        let Stay { leaves, had, .. } = self.stay;
        let stay = (self.stay.since_number() as u64) << 16 | u64::from(leaves) << 15 | had as u64;
        ((self.class as u64) << 56 | stay << 16 | self.compartment as u64, self.progress)
    }

    /// Adds members of the same state.
    fn join(&mut self, other: &Cell) {
        self.count += other.count;
        self.invited += other.invited;
    }

    /// Whether both have the same chances of an occasion.
    pub fn has_chances_of(&self, other: &Cell) -> bool {
        (self.class, self.stay) == (other.class, other.stay)
    }
}

impl Pending {
    pub fn clear(&mut self) {
        self.cells.clear();
        self.full = 0;
    }

    #[cfg(test)]
    fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Adds members.
    pub fn add(&mut self, cell: &Cell) {
        if cell.count == 0 {
            return;
        }
        match self.cells.last_mut() {
            Some(last) if last.state() == cell.state() => last.join(cell),
            _ => self.cells.push(*cell),
        }
        if self.cells.len() >= self.full.max(FEW) {
            self.put_together();
            self.full = 2 * self.cells.len();
        }
    }

    /// Members of one state stand together, and states in their order.
    fn put_together(&mut self) {
        if self.cells.is_sorted_by(|one, next| one.state() < next.state()) {
            return;
        }
        self.cells.sort_unstable_by_key(Cell::state);
        self.cells.dedup_by(|next, kept| {
            let same = next.state() == kept.state();
            if same {
                kept.join(next);
            }
            same
        });
    }

    /// The first wave of seeds who have had no occasion yet.
    pub fn first_wave(&self) -> Option<u32> {
        let fresh = |cell: &Cell| match cell.stay {
            Stay { since: Since::Wave(wave), had: 0, .. } => Some(wave),
            _ => None,
        };
        self.cells.iter().filter_map(fresh).min()
    }

    /// Moves those who may act now to `acting`, in the order of their states: all of them, or only this wave.
    pub fn take(&mut self, wave: Option<u32>, acting: &mut Vec<Cell>) {
        acting.clear();
        self.put_together();
        match wave {
            None => acting.append(&mut self.cells),
            Some(wave) => {
                let acts = |cell: &mut Cell| cell.stay.since == Since::Wave(wave) && cell.stay.had == 0;
                acting.extend(self.cells.extract_if(.., acts));
            }
        }
    }

    /// Takes out those of these compartments.
    pub fn delete(&mut self, compartments: impl Fn(usize) -> bool) {
        self.cells.retain(|cell| !compartments(cell.compartment));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(progress: usize, stay: Stay, count: u64) -> Cell {
        Cell { class: 0, compartment: 0, progress, stay, count, invited: 0 }
    }

    #[test]
    fn members_of_one_state_stand_together_and_in_order() {
        let mut pending = Pending::default();
        let once = Stay { had: 1, ..Stay::BEFORE };
        for (progress, stay, count) in
            [(2, once, 3), (0, Stay::BEFORE, 1), (1, once, 5), (2, once, 4), (0, once, 0)]
        {
            pending.add(&cell(progress, stay, count));
        }
        let mut acting = Vec::new();
        pending.take(None, &mut acting);
        let seen: Vec<_> = acting.iter().map(|cell| (cell.stay.had, cell.progress, cell.count)).collect();
        assert_eq!(seen, [(0, 0, 1), (1, 1, 5), (1, 2, 7)]);
        assert!(pending.is_empty());
    }

    /// However many come, and in whatever order.
    #[test]
    fn there_are_not_many_more_than_states() {
        let mut pending = Pending::default();
        for number in 0..100_000 {
            pending.add(&cell(number * 7 % 1_500, Stay::BEFORE, 2));
            assert!(pending.cells.len() <= 3_000, "{number}");
        }
        let mut acting = Vec::new();
        pending.take(None, &mut acting);
        assert_eq!(acting.iter().map(|cell| cell.count).sum::<u64>(), 200_000);
        assert!(acting.len() == 1_500 && acting.is_sorted_by_key(|cell| cell.progress));
    }

    #[test]
    fn a_wave_acts_alone() {
        let mut pending = Pending::default();
        let of = |wave| Stay { since: Since::Wave(wave), ..Stay::BEFORE };
        pending.add(&cell(0, of(4), 2));
        pending.add(&cell(0, of(3), 1));
        pending.add(&cell(0, Stay { since: Since::Anytime, ..Stay::BEFORE }, 9));
        let mut acting = Vec::new();
        let mut counts = Vec::new();
        while !pending.is_empty() {
            pending.take(pending.first_wave(), &mut acting);
            counts.extend(acting.iter().map(|cell| cell.count));
        }
        assert_eq!(counts, [1, 2, 9]);
    }
}

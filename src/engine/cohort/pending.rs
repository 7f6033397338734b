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
pub(super) struct Pending(Vec<Cell>);

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

    /// Whether both have the same chances of an occasion.
    pub fn has_chances_of(&self, other: &Cell) -> bool {
        (self.class, self.stay) == (other.class, other.stay)
    }
}

impl Pending {
    pub fn clear(&mut self) {
        self.0.clear();
    }

    #[cfg(test)]
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds members, to those of the same state if there are any.
    pub fn add(&mut self, cell: &Cell) {
        if cell.count == 0 {
            return;
        }
        let state = cell.state();
        match self.0.iter().rposition(|known| known.state() <= state) {
            Some(place) if self.0[place].state() == state => {
                self.0[place].count += cell.count;
                self.0[place].invited += cell.invited;
            }
            Some(place) => self.0.insert(place + 1, *cell),
            None => self.0.insert(0, *cell),
        }
    }

    /// The first wave of seeds who have had no occasion yet.
    pub fn first_wave(&self) -> Option<u32> {
        let fresh = |cell: &Cell| match cell.stay {
            Stay { since: Since::Wave(wave), had: 0, .. } => Some(wave),
            _ => None,
        };
        self.0.iter().filter_map(fresh).min()
    }

    /// Moves those who may act now to `acting`, in the order of their states: all of them, or only this wave.
    pub fn take(&mut self, wave: Option<u32>, acting: &mut Vec<Cell>) {
        acting.clear();
        match wave {
            None => acting.append(&mut self.0),
            Some(wave) => {
                let acts = |cell: &mut Cell| cell.stay.since == Since::Wave(wave) && cell.stay.had == 0;
                acting.extend(self.0.extract_if(.., acts));
            }
        }
    }

    /// Takes out those of these compartments.
    pub fn delete(&mut self, compartments: impl Fn(usize) -> bool) {
        self.0.retain(|cell| !compartments(cell.compartment));
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

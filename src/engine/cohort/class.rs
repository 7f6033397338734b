//! Members of one segment and class of staying, as numbers per state.

use super::compartment::Compartments;
use super::done::Done;
use super::pending::{Cell, Stay};
use crate::engine::chain::Marks;
use crate::engine::customers::{Arrival, Customers};
use crate::engine::free::Group;
use crate::engine::now::Step;
use crate::engine::thin::{Pairs, take_out, thin, waiting_among};
use crate::rng::{Chance, Stream};

/// Members of one segment and class.
#[derive(Clone, Debug, Default)]
pub(super) struct Class {
    /// Members by state. First those who will not share any more: [`OWN`], [`INDUCED`]. Then those who wait,
    /// compartment by compartment, each by progress.
    cells: Vec<u64>,
    /// Those of the waiting who were invited, cell by cell, as long as that is [followed](crate::engine::chain).
    invited: Vec<u64>,
    /// Those who will not share any more unless they are reminded, by state, where they may be; all of them stand in their two cells, too.
    done: Option<Done>,
    compartments: Compartments,
    /// States of progress that a compartment has room for; a power of two.
    stride: usize,
    /// All members but those who [leave by luck of their own](super::super::free).
    pub others: Group,
    /// The same, where more must be known of buyers.
    pub customers: Customers,
    /// All members who wait for an occasion.
    pub waiting: u64,
}

/// Members of one state who are taken out of their cell, and those of them who were invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub compartment: usize,
    pub progress: usize,
    pub count: u64,
    pub invited: u64,
}

impl Taken {
    /// Where they stand within the step.
    pub fn cell(self, class: usize, stay: Stay) -> Cell {
        let Taken { compartment, progress, count, invited } = self;
        Cell { class, compartment, progress, stay, count, invited }
    }
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
        let Class { mut cells, mut invited, mut customers, .. } = std::mem::take(self);
        customers.clear();
        let waiting = compartments.count() * stride;
        cells.clear();
        cells.resize(WAITING + waiting, 0);
        invited.clear();
        invited.resize(waiting, 0);
        let done = compartments.follows_done.then(|| Done::nobody(compartments));
        *self = Class { cells, invited, done, compartments, stride, customers, ..Class::default() };
    }

    /// People come whom the campaign has brought; a stream says what they will order.
    #[inline]
    pub fn admit(&mut self, at: Step<'_>, arrival: Arrival, orders: impl FnOnce() -> Stream) {
        self.others.admit(arrival.staying);
        if at.model.segments[arrival.segment].sells_apart() {
            self.customers.come(at, arrival, &mut orders());
        }
    }

    /// Members (present, but in no cell) wait.
    #[inline]
    pub fn wait(&mut self, cell: &Cell) {
        if cell.progress >= self.stride {
            self.widen(cell.progress + 1);
        }
        let place = cell.compartment * self.stride + cell.progress;
        self.cells[WAITING + place] += cell.count;
        self.invited[place] += cell.invited;
        self.waiting += cell.count;
    }

    /// Members (present, but in no cell) will not share any more, unless they are reminded.
    #[inline]
    pub fn retire(&mut self, cell: &Cell) {
        self.cells[done(self.compartments, cell.compartment)] += cell.count;
        if let Some(done) = &mut self.done {
            done.add(cell);
        }
    }

    /// Those who wait, cell by cell.
    pub fn who_waits(&self, class: usize) -> impl Iterator<Item = Cell> {
        let cells = self.cells[WAITING..].iter().zip(&self.invited).enumerate();
        let taken = |(cell, (count, invited)): (usize, (&u64, &u64))| Taken {
            compartment: cell / self.stride,
            progress: cell % self.stride,
            count: *count,
            invited: *invited,
        };
        cells.map(taken).filter(|taken| taken.count > 0).map(move |taken| taken.cell(class, Stay::BEFORE))
    }

    /// Those who are done, cell by cell, where they may be reminded.
    pub fn who_is_done(&self, class: usize) -> impl Iterator<Item = Cell> {
        self.done.iter().flat_map(move |done| done.all(class))
    }

    /// So many leave their cell, of those who wait or of those who are done.
    pub fn take(&mut self, cell: Cell, waits: bool) {
        if waits {
            let place = cell.compartment * self.stride + cell.progress;
            self.cells[WAITING + place] -= cell.count;
            self.invited[place] -= cell.invited;
            self.waiting -= cell.count;
        } else if let Some(known) = &mut self.done {
            known.take(cell);
            self.cells[done(self.compartments, cell.compartment)] -= cell.count;
        }
    }

    /// So many of those whom the campaign has brought (and who are in no cell any more) leave as a step begins.
    pub fn lose_at_once(&mut self, at: Step<'_>, segment: usize, left: u64, stream: &mut Stream) {
        self.others.lose_at_once(stream, left, at.model.has_purchases);
        if at.model.segments[segment].sells_apart() {
            self.customers.lose(stream, left);
        }
    }

    /// Makes room for more states of progress.
    fn widen(&mut self, stride: usize) {
        let stride = stride.next_power_of_two();
        let widened = |cells: &[u64], begin: usize| {
            let mut wide = vec![0; begin + self.compartments.count() * stride];
            wide[..begin].copy_from_slice(&cells[..begin]);
            for compartment in 0..self.compartments.count() {
                let (from, to) = (begin + compartment * self.stride, begin + compartment * stride);
                wide[to..to + self.stride].copy_from_slice(&cells[from..from + self.stride]);
            }
            wide
        };
        (self.cells, self.invited) = (widened(&self.cells, WAITING), widened(&self.invited, 0));
        self.stride = stride;
    }

    /// Who waits, or is done and may be reminded, comes into another state of progress, not beyond his own.
    pub fn move_on(&mut self, to: impl Fn(usize) -> usize) {
        if let Some(done) = &mut self.done {
            done.move_on(&to);
        }
        for place in 0..self.invited.len() {
            let progress = place % self.stride;
            let next = place - progress + to(progress);
            if next != place {
                self.cells[WAITING + next] += std::mem::take(&mut self.cells[WAITING + place]);
                self.invited[next] += std::mem::take(&mut self.invited[place]);
            }
        }
    }

    /// Waiting members get an occasion with this chance and leave their cell; `got` is called with them.
    pub fn take_occasions(
        &mut self,
        stream: &mut Stream,
        chance: &Chance,
        marks: &mut Marks,
        mut got: impl FnMut(Taken),
    ) {
        let (stride, shape) = (self.stride, self.shape(0));
        let (cells, invited) = (&mut self.cells[WAITING..], &mut self.invited);
        let level = stream.level();
        let taken = thin(stream, level, chance, cells, shape, self.waiting, |cell, count, of| {
            let invited = marks.take(&mut invited[cell], of, count);
            got(Taken {
                compartment: cell >> stride.trailing_zeros(),
                progress: cell & (stride - 1),
                count,
                invited,
            });
        });
        self.waiting -= taken;
    }

    /// So many members leave their cells, of those with luck of their own and of the others; `waited` is called with those
    /// who were waiting. Who they are beyond that is drawn: leaving does not look at it. Where
    /// `sides_differ`, those marked as brought by invitation are the others.
    pub fn leave(
        &mut self,
        stream: &mut Stream,
        [own, others]: [u64; 2],
        sides_differ: bool,
        marks: &mut Marks,
        mut waited: impl FnMut(Taken),
    ) {
        if own + others == 0 {
            return;
        }
        let (bits, last) = (self.stride.trailing_zeros(), self.stride - 1);
        let (mut waiting, shape) = (0, self.shape(WAITING));
        let mut invited = std::mem::take(&mut self.invited);
        let done_before = [OWN, INDUCED].map(|done| self.cells[done]);
        let mut gone = |cell: usize, count: u64, of: u64| {
            if let Some(cell) = cell.checked_sub(WAITING) {
                waiting += count;
                let invited = marks.take(&mut invited[cell], of, count);
                waited(Taken { compartment: cell >> bits, progress: cell & last, count, invited });
            }
        };
        if sides_differ {
            self.leave_by_side(stream, [own, others], gone);
        } else {
            let people = self.cells.iter().sum();
            take_out(stream, own + others, &mut self.cells, shape, people, &mut gone);
        }
        self.invited = invited;
        self.waiting -= waiting;
        if let Some(done) = &mut self.done {
            for (cell, before) in [OWN, INDUCED].into_iter().zip(done_before) {
                done.lose(stream, cell == INDUCED, before - self.cells[cell], marks);
            }
        }
    }

    /// Where those marked as brought by invitation are told apart, they are the others.
    fn leave_by_side(
        &mut self,
        stream: &mut Stream,
        [own, induced]: [u64; 2],
        mut gone: impl FnMut(usize, u64, u64),
    ) {
        let first_induced = WAITING + self.compartments.of_kind(1, false) * self.stride;
        let (own_side, induced_side) = self.cells.split_at_mut(first_induced);
        let done = std::mem::take(&mut own_side[INDUCED]);
        let people = own_side.iter().sum();
        take_out(stream, own, own_side, Pairs::NONE, people, &mut gone);
        let people = induced_side.iter().sum();
        let waiting = waiting_among(stream, done, people, induced);
        own_side[INDUCED] = done - (induced - waiting);
        take_out(stream, waiting, induced_side, Pairs::NONE, people, |cell, count, of| {
            gone(first_induced + cell, count, of);
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
                if let Some(waiting) = cell.checked_sub(WAITING) {
                    self.waiting -= *count;
                    self.invited[waiting] = 0;
                }
                *count = 0;
            }
        }
        if let Some(done) = &mut self.done {
            done.delete_induced();
        }
        self.customers.delete();
        self.others.delete()
    }

    /// Everybody who waits is done: there will be no more occasions, nor reminders.
    pub fn stop_waiting(&mut self) {
        self.done = None;
        for cell in WAITING..self.cells.len() {
            let done = done(self.compartments, (cell - WAITING) / self.stride);
            self.cells[done] += std::mem::take(&mut self.cells[cell]);
        }
        self.invited.fill(0);
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

    fn cell(compartment: usize, progress: usize, count: u64, invited: u64) -> Cell {
        Cell { class: 0, compartment, progress, stay: Stay::BEFORE, count, invited }
    }

    #[test]
    fn compartments_keep_their_people_when_they_widen() {
        let compartments = Compartments { origins: 2, remembers_sharing: true, ..Compartments::default() };
        let cells = vec![0; WAITING + compartments.count()];
        let invited = vec![0; compartments.count()];
        let mut class = Class { cells, invited, compartments, stride: 1, ..Class::default() };
        class.wait(&cell(compartments.of_kind(1, false), 0, 5, 5));
        class.wait(&cell(compartments.of_kind(0, true), 9, 3, 2));
        let mut seen = Vec::new();
        let key = ReplicateKey::new(1, 0);
        let mut stream = key.stream(Purpose::Occasion, 0, 0);
        let mut marks = Marks::drawn(key.stream(Purpose::Chain, 0, 0));
        class.take_occasions(&mut stream, &Chance::new(1.0), &mut marks, |taken| seen.push(taken));
        let taken = |compartment, progress, count, invited| Taken { compartment, progress, count, invited };
        assert_eq!(seen, [taken(1, 9, 3, 2), taken(2, 0, 5, 5)]);
        assert_eq!(class.waiting, 0);
    }

    /// Members of both origins, shared before or not, who wait: 5 and 4 who came by themselves, 3 and 2 brought by invitation.
    fn waiting() -> Class {
        let compartments = Compartments {
            origins: 2,
            remembers_sharing: true,
            deletes_induced: true,
            ..Compartments::default()
        };
        let mut class = Class::default();
        class.clear(compartments, 4);
        for (origin, shared, progress, count) in
            [(0, false, 0, 5), (0, true, 3, 4), (1, false, 0, 3), (1, true, 2, 2)]
        {
            let invited = if origin > 0 { count } else { 0 };
            class.wait(&cell(compartments.of_kind(origin, shared), progress, count, invited));
        }
        class
    }

    fn who_waits(class: &mut Class) -> Vec<(usize, usize, u64)> {
        let mut seen = Vec::new();
        let key = ReplicateKey::new(1, 0);
        let mut stream = key.stream(Purpose::Occasion, 0, 0);
        let mut marks = Marks::drawn(key.stream(Purpose::Chain, 0, 0));
        class.take_occasions(&mut stream, &Chance::new(1.0), &mut marks, |taken| {
            seen.push((taken.compartment, taken.progress, taken.count));
        });
        seen
    }

    #[test]
    fn who_moves_on_stays_in_his_compartment() {
        let mut class = waiting();
        class.move_on(|progress| progress - progress % 2);
        assert_eq!(who_waits(&mut class), [(0, 0, 5), (1, 2, 4), (2, 0, 3), (3, 2, 2)]);
    }

    /// Two who were invited wait in a state, and five of six in one that becomes the same.
    #[test]
    fn who_was_invited_stays_so_where_states_become_one() {
        let mut class = waiting();
        class.wait(&cell(3, 3, 6, 5));
        class.move_on(|progress| progress - progress % 2);
        let marks: Vec<_> = class.who_waits(0).map(|cell| (cell.count, cell.invited)).collect();
        assert_eq!(marks, [(5, 0), (4, 0), (3, 3), (8, 7)]);
    }

    #[test]
    fn who_was_invited_is_deleted_wherever_he_waits() {
        let mut class = waiting();
        class.retire(&cell(0, 0, 7, 0));
        class.retire(&cell(2, 0, 6, 6));
        class.delete_induced();
        assert_eq!((class.waiting, class.cells[OWN], class.cells[INDUCED]), (9, 7, 0));
        assert_eq!(who_waits(&mut class), [(0, 0, 5), (1, 3, 4)]);
    }

    #[test]
    fn who_waits_at_the_close_is_done_where_he_came_from() {
        let mut class = waiting();
        class.retire(&cell(1, 0, 7, 0));
        class.retire(&cell(3, 0, 6, 6));
        class.stop_waiting();
        assert_eq!((class.waiting, class.cells[OWN], class.cells[INDUCED]), (0, 5 + 4 + 7, 3 + 2 + 6));
        assert_eq!(who_waits(&mut class), []);
        class.delete_induced();
        assert_eq!((class.cells[OWN], class.cells[INDUCED]), (16, 0));
    }
}

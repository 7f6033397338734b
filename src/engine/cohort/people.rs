//! Members as numbers per state.

use super::thin::{Pairs, draw_marked, number, part_of_alike, thin};
use crate::model::Model;
use crate::rng::{Chance, Level, Stream, hypergeometric};

/// Members of one segment, by class of staying.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    pub classes: Vec<Class>,
}

/// Members of one segment and class.
#[derive(Clone, Debug, Default)]
pub(super) struct Class {
    /// Members by state. First those who will not share any more: [`OWN`], [`INDUCED`]. Then those who wait,
    /// lane by lane, each by progress. Not used where all members are alike.
    cells: Vec<u64>,
    lanes: Lanes,
    /// States of progress that a lane has room for; a power of two.
    stride: usize,
    /// All members.
    pub present: u64,
    /// Those of them who wait for an occasion.
    pub waiting: u64,
    /// Those of them who have never bought; kept only where purchases tell buyers.
    pub never_bought: u64,
    /// Those of them who are seeds.
    pub seeds: f64,
    /// Those of the waiting who have not shared before; kept only where all members are alike.
    pub fresh: f64,
}

/// Done, and not told apart as brought by invitation.
const OWN: usize = 0;
/// Done, and to be deleted if the platform deletes who was brought by invitation.
const INDUCED: usize = 1;
/// States of progress that a lane has room for at first; more are made when somebody gets there.
const FIRST_STATES: usize = 8;
/// Where the waiting begin.
const WAITING: usize = 2;

/// How waiting members are told apart beyond their progress: by origin (see
/// [`Origins`](crate::model::Origins)) and by whether they have shared before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lanes {
    origins: usize,
    remembers_sharing: bool,
    /// Whether it matters to nothing but a count who has shared before.
    sides_behave_alike: bool,
    deletes_induced: bool,
    /// Whether all members are alike.
    uniform: bool,
}

impl Lanes {
    pub fn of(model: &Model) -> Lanes {
        Lanes {
            origins: model.origins.count,
            remembers_sharing: model.remembers_sharing,
            sides_behave_alike: model.sides_behave_alike(),
            deletes_induced: model.deletes_induced(),
            uniform: model.is_uniform(),
        }
    }

    fn sides(self) -> usize {
        1 + usize::from(self.remembers_sharing)
    }

    fn count(self) -> usize {
        self.origins * self.sides()
    }

    /// The lane of this origin for who has, or has not, shared before.
    pub fn lane(self, origin: usize, shared: bool) -> usize {
        origin * self.sides() + usize::from(shared && self.remembers_sharing)
    }

    pub fn origin(self, lane: usize) -> usize {
        lane / self.sides()
    }

    pub fn has_shared(self, lane: usize) -> bool {
        self.remembers_sharing && lane % 2 == 1
    }

    /// The cell of those who are done, coming from this lane.
    fn done(self, lane: usize) -> usize {
        if self.deletes_induced && self.origin(lane) > 0 { INDUCED } else { OWN }
    }
}

impl People {
    /// An empty segment of this model.
    pub fn empty(model: &Model, segment: usize) -> People {
        let mut class = Class::default();
        class.clear(model);
        People { classes: vec![class; model.segments[segment].classes.len()] }
    }

    /// Removes everybody. The shape of the cells is that of the model again, whatever a replicate before needed:
    /// draws depend on it.
    pub fn clear(&mut self, model: &Model) {
        self.classes.iter_mut().for_each(|class| class.clear(model));
    }

    /// Members who wait for an occasion.
    pub fn waiting(&self) -> u64 {
        self.classes.iter().map(|class| class.waiting).sum()
    }

    /// All members.
    pub fn present(&self) -> u64 {
        self.classes.iter().map(|class| class.present).sum()
    }
}

impl Class {
    fn clear(&mut self, model: &Model) {
        let (lanes, stride) =
            (Lanes::of(model), model.progress.states().min(FIRST_STATES).next_power_of_two());
        let mut cells = std::mem::take(&mut self.cells);
        cells.clear();
        cells.resize(WAITING + lanes.count() * stride, 0);
        *self = Class { cells, lanes, stride, ..Class::default() };
    }

    /// New members wait, nothing credited yet.
    pub fn join(&mut self, origin: usize, count: u64) {
        self.present += count;
        if self.lanes.uniform {
            self.waiting += count;
            self.fresh += number(count);
        } else {
            self.wait(self.lanes.lane(origin, false), 0, count);
        }
    }

    /// Members (present, but in no cell) wait in this lane with this progress.
    pub fn wait(&mut self, lane: usize, progress: usize, count: u64) {
        if progress >= self.stride {
            self.widen(progress + 1);
        }
        self.cells[WAITING + lane * self.stride + progress] += count;
        self.waiting += count;
    }

    /// Members (present, but in no cell) who came from this lane will not share any more.
    pub fn retire(&mut self, lane: usize, count: u64) {
        self.cells[self.lanes.done(lane)] += count;
    }

    /// Makes room for more states of progress.
    fn widen(&mut self, stride: usize) {
        let stride = stride.next_power_of_two();
        let mut cells = vec![0; WAITING + self.lanes.count() * stride];
        cells[..WAITING].copy_from_slice(&self.cells[..WAITING]);
        for lane in 0..self.lanes.count() {
            let (from, to) = (WAITING + lane * self.stride, WAITING + lane * stride);
            cells[to..to + self.stride].copy_from_slice(&self.cells[from..from + self.stride]);
        }
        (self.cells, self.stride) = (cells, stride);
    }

    /// Waiting members get an occasion with this chance and leave their cell; `got(lane, progress, count)` is told.
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

    /// Members leave with this chance; how many did. Who of them were seeds, and who had never bought, is drawn:
    /// leaving does not look at either.
    #[inline]
    pub fn leave(
        &mut self,
        (stream, level): (&mut Stream, Level),
        chance: &Chance,
        tells_buyers: bool,
    ) -> u64 {
        if self.present == 0 || chance.p() == 0.0 {
            return 0;
        }
        let (own, left, own_left) = if self.lanes.uniform {
            let left = chance.quantile(level, self.present);
            self.leave_uniformly(stream, left);
            (self.present, left, left)
        } else {
            let own = self.own();
            let (left, own_left) = self.leave_cells(stream, level, chance);
            (own, left, own_left)
        };
        draw_marked(stream, own, &mut self.seeds, own_left);
        if tells_buyers {
            self.never_bought -= part_of_alike(stream, self.present, self.never_bought, left);
        }
        self.present -= left;
        left
    }

    /// Members leave their cells; how many in all, and of those not told apart as brought by invitation.
    #[inline(never)]
    fn leave_cells(&mut self, stream: &mut Stream, level: Level, chance: &Chance) -> (u64, u64) {
        let (lanes, stride) = (self.lanes, self.stride);
        let (mut waiting, mut own_left) = (0, 0);
        let shape = self.shape(WAITING);
        let left = thin(stream, level, chance, &mut self.cells, shape, self.present, |cell, count| {
            waiting += if cell < WAITING { 0 } else { count };
            own_left += if is_own(lanes, stride, cell) { count } else { 0 };
        });
        self.waiting -= waiting;
        (left, own_left)
    }

    /// How cells from `begin` on stand in pairs whose members behave alike.
    fn shape(&self, begin: usize) -> Pairs {
        if self.lanes.sides_behave_alike { Pairs { begin, apart: self.stride } } else { Pairs::NONE }
    }

    /// Members who are not told apart as brought by invitation.
    fn own(&self) -> u64 {
        if !self.lanes.deletes_induced {
            return self.present;
        }
        let own = |cell: &usize| is_own(self.lanes, self.stride, *cell);
        (0..self.cells.len()).filter(own).map(|cell| self.cells[cell]).sum()
    }

    /// Members brought by invitation are deleted; how many were. Who of them had bought is drawn at random among
    /// the class: purchases are not told apart by origin.
    pub fn delete_induced(&mut self, stream: &mut Stream) -> u64 {
        let (lanes, stride) = (self.lanes, self.stride);
        let mut deleted = 0;
        for (cell, count) in
            self.cells.iter_mut().enumerate().filter(|(cell, _)| !is_own(lanes, stride, *cell))
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
            let done = self.lanes.done((cell - WAITING) / self.stride);
            self.cells[done] += std::mem::take(&mut self.cells[cell]);
        }
        self.waiting = 0;
        self.fresh = 0.0;
    }
}

fn is_own(lanes: Lanes, stride: usize, cell: usize) -> bool {
    match cell {
        OWN => true,
        INDUCED => false,
        _ => !lanes.deletes_induced || lanes.done((cell - WAITING) / stride) == OWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    #[test]
    fn lanes_keep_their_people_when_they_widen() {
        let lanes = Lanes { origins: 2, remembers_sharing: true, ..Lanes::default() };
        let mut class =
            Class { cells: vec![0; WAITING + lanes.count()], lanes, stride: 1, ..Class::default() };
        class.join(1, 5);
        class.present += 3;
        class.wait(lanes.lane(0, true), 9, 3);
        let mut seen = Vec::new();
        let key = ReplicateKey::new(1, 0);
        let mut stream = key.stream(Purpose::Occasion, 0, 0);
        class.take_occasions(&mut stream, &Chance::new(1.0), |lane, progress, count| {
            seen.push((lane, progress, count));
        });
        assert_eq!(seen, [(1, 9, 3), (2, 0, 5)]);
        assert_eq!(class.waiting, 0);
    }
}

//! Stages 3, 4, 5 and 7: occasions, decisions, reach, and who waits for another occasion.

use super::people::{People, lane_index};
use super::state::{Campaign, Cell, Reached};
use crate::model::ContactLaw;
use crate::rng::{Purpose, binomial, gamma, split};

impl Campaign<'_> {
    /// Every waiting member gets an occasion with the chance of this step; none while nobody may share.
    pub fn occasions(&mut self, t: u32) {
        let open = self.is_open(t);
        let state = &mut *self.state;
        for (segment, (model, people)) in self.model.segments.iter().zip(&mut state.people).enumerate() {
            let begin = state.cells.len();
            let chance = model.occasion(t);
            let mut stream = self.key.stream(Purpose::Occasion, t, segment as u32);
            for (lane, waiting) in
                people.lanes.iter_mut().enumerate().filter(|(_, lane)| open && lane.total > 0)
            {
                for (progress, count) in
                    waiting.waiting.iter_mut().enumerate().filter(|(_, count)| **count > 0)
                {
                    let drawn = chance.draw(&mut stream, *count);
                    if drawn > 0 {
                        *count -= drawn;
                        waiting.total -= drawn;
                        state.cells.push(Cell { segment, lane, progress, count: drawn });
                    }
                }
            }
            state.cells_of.push(begin..state.cells.len());
        }
    }

    /// On an occasion a member shares, or is done.
    pub fn decisions(&mut self, t: u32) {
        for segment in 0..self.state.cells_of.len() {
            let cells = self.state.cells_of[segment].clone();
            if cells.is_empty() {
                continue;
            }
            let mut stream = self.key.stream(Purpose::Decision, t, segment as u32);
            for cell in cells {
                let Cell { lane, progress, count, .. } = self.state.cells[cell];
                let shared = self.state.people[segment].lanes[lane].shared;
                let chance = self.sharing_chance(t, segment, shared, progress);
                let sharers = binomial(&mut stream, count, chance);
                self.state.cells[cell].count = sharers;
                self.state.people[segment].retire(lane, count - sharers);
                let so_far = &mut self.state.contacted[segment];
                so_far.shares += sharers;
                if !shared {
                    so_far.sharers += sharers;
                    self.state.claims.first_shared(segment, sharers);
                }
            }
        }
    }

    /// A sharer reaches contacts.
    pub fn reach(&mut self, t: u32) {
        let state = &mut *self.state;
        for (segment, model) in self.model.segments.iter().enumerate() {
            let sharers: u64 =
                state.cells[state.cells_of[segment].clone()].iter().map(|cell| cell.count).sum();
            if sharers == 0 {
                continue;
            }
            self.since_point[0] += sharers;
            let mut by_part = [sharers].to_vec();
            if model.contacts.len() > 1 {
                by_part.resize(model.contacts.len(), 0);
                let weights: Vec<f64> = model.contacts.iter().map(|part| part.weight).collect();
                split(
                    &mut self.key.stream(Purpose::Reach, t, lane(segment, PARTS - 1)),
                    sharers,
                    &weights,
                    &mut by_part,
                );
            }
            for (part, &sharers) in by_part.iter().enumerate().filter(|(_, sharers)| **sharers > 0) {
                let (contacts, fixed) = match model.contacts[part].law {
                    ContactLaw::Fixed(count) => (sharers as f64 * count as f64, true),
                    ContactLaw::Poisson(mean) => (sharers as f64 * mean, false),
                    // A negative binomial is a Poisson law whose mean is drawn from a gamma law; gamma laws add up.
                    ContactLaw::NegativeBinomial { mean, k } => {
                        let mut stream = self.key.stream(Purpose::Reach, t, lane(segment, part));
                        (gamma(&mut stream, sharers as f64 * k, mean / k), false)
                    }
                };
                state.reached.push(Reached {
                    segment,
                    part,
                    sharers,
                    contacts,
                    fixed,
                    chance: 0.0,
                    accepted: 0,
                });
            }
        }
    }

    /// Who shared waits for another occasion, or is done.
    pub fn again(&mut self, t: u32) {
        if self.model.credits_individuals() {
            for credit in 0..self.state.credits.len() {
                let credit = self.state.credits[credit];
                let cell = self.state.cells[credit.cell];
                let progress = self.model.progress.fold(cell.progress + credit.gained);
                self.wait_again(t, credit.cell, cell, progress, credit.gained, credit.count);
            }
        } else {
            for index in 0..self.state.cells.len() {
                let cell = self.state.cells[index];
                self.wait_again(t, index, cell, 0, 0, cell.count);
            }
        }
    }

    fn wait_again(&mut self, t: u32, index: usize, cell: Cell, progress: usize, gained: usize, count: u64) {
        let again = self.model.segments[cell.segment].again;
        let staying = if again > 0.0 && count > 0 {
            let place = (index as u32) << 16 | (gained as u32 & 0xffff);
            binomial(&mut self.key.stream(Purpose::Again, t, place), count, again)
        } else {
            0
        };
        let people = &mut self.state.people[cell.segment];
        if staying > 0 {
            let (class, origin) = (people.lanes[cell.lane].class, people.lanes[cell.lane].origin);
            people.lanes[lane_index(self.model, class, origin, true)].add(progress, staying);
        }
        people.retire(cell.lane, count - staying);
    }
}

/// Parts of a contacts law that have a stream of their own.
pub(super) const PARTS: usize = 256;

/// The lane of a segment's part.
pub(super) fn lane(segment: usize, part: usize) -> u32 {
    (segment * PARTS + part.min(PARTS - 1)) as u32
}

impl People {
    /// Members of a lane who will not share any more.
    fn retire(&mut self, lane: usize, count: u64) {
        let lane = &self.lanes[lane];
        self.done[lane.class][usize::from(lane.induced)] += count;
    }
}

//! Stages 3, 4, 5 and 7: occasions, decisions, reach, and who waits for another occasion.

use super::leaving::CLASSES;
use super::people::Lanes;
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
            let waiting =
                people.classes.iter_mut().enumerate().filter(|(_, class)| open && class.waiting > 0);
            for (class, people) in waiting {
                let lane = (segment * CLASSES + class) as u32;
                let mut stream = self.key.stream(Purpose::Occasion, t, lane);
                people.take_occasions(&mut stream, model.occasion(t), |lane, progress, count| {
                    state.cells.push(Cell { segment, class, lane, progress, count });
                });
            }
            state.cells_of.push(begin..state.cells.len());
        }
    }

    /// On an occasion a member shares, or is done.
    pub fn decisions(&mut self, t: u32) {
        let lanes = Lanes::of(self.model);
        for segment in 0..self.state.cells_of.len() {
            let cells = self.state.cells_of[segment].clone();
            if cells.is_empty() {
                continue;
            }
            let mut stream = self.key.stream(Purpose::Decision, t, segment as u32);
            for index in cells {
                let cell = self.state.cells[index];
                let shared = lanes.has_shared(cell.lane);
                let chance = self.sharing_chance(t, segment, shared, cell.progress);
                let sharers =
                    if chance < 1.0 { binomial(&mut stream, cell.count, chance) } else { cell.count };
                self.state.cells[index].count = sharers;
                self.state.people[segment].classes[cell.class].retire(cell.lane, cell.count - sharers);
                let so_far = &mut self.state.counted[segment];
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
            state.counts.clear();
            state.counts.resize(model.contacts.len(), sharers);
            if model.contacts.len() > 1 {
                let weights: Vec<f64> = model.contacts.iter().map(|part| part.weight).collect();
                let mut stream = self.key.stream(Purpose::Reach, t, lane(segment, PARTS - 1));
                split(&mut stream, sharers, &weights, &mut state.counts);
            }
            for (part, &sharers) in state.counts.iter().enumerate().filter(|(_, sharers)| **sharers > 0) {
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
        let (mut segment, mut stream) = (usize::MAX, None);
        let individual = self.model.credits_individuals();
        let count = if individual { self.state.credits.len() } else { self.state.cells.len() };
        for index in 0..count {
            let (cell, gained, sharers) = if individual {
                let credit = self.state.credits[index];
                (self.state.cells[credit.cell], credit.gained, credit.count)
            } else {
                (self.state.cells[index], 0, self.state.cells[index].count)
            };
            if cell.segment != segment {
                segment = cell.segment;
                stream = Some(self.key.stream(Purpose::Again, t, segment as u32));
            }
            let again = self.model.segments[segment].again;
            let staying = match &mut stream {
                Some(stream) if again > 0.0 && again < 1.0 => binomial(stream, sharers, again),
                _ if again > 0.0 => sharers,
                _ => 0,
            };
            let people = &mut self.state.people[segment].classes[cell.class];
            people.retire(cell.lane, sharers - staying);
            if staying > 0 {
                let lanes = Lanes::of(self.model);
                let progress = self.model.progress.fold(cell.progress + gained);
                people.wait(lanes.lane(lanes.origin(cell.lane), true), progress, staying);
            }
        }
    }
}

/// Parts of a contacts law that have a stream of their own.
pub(super) const PARTS: usize = 256;

/// The lane of a segment's part.
pub(super) fn lane(segment: usize, part: usize) -> u32 {
    (segment * PARTS + part.min(PARTS - 1)) as u32
}

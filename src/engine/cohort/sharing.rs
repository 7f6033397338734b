//! Stages 3, 4, 5 and 7: occasions, decisions, reach, and who waits for another occasion.

use super::leaving::CLASSES;
use super::people::Lanes;
use super::state::{Campaign, Cell, Credit, Reached, Sharers};
use super::thin::{Pairs, thin};
use crate::model::ContactLaw;
use crate::rng::{Chance, Purpose, gamma, split};
use std::ops::Range;

impl Campaign<'_> {
    /// Every waiting member gets an occasion with the chance of this step; none while nobody may share.
    pub fn occasions(&mut self, t: u32) {
        let open = self.is_open(t);
        for (segment, model) in self.model.segments.iter().enumerate() {
            let begin = self.state.cells.len();
            for class in 0..model.classes.len() {
                if !open || self.state.people[segment].classes[class].waiting == 0 {
                    continue;
                }
                let mut stream = self.key.stream(Purpose::Occasion, t, (segment * CLASSES + class) as u32);
                let state = &mut *self.state;
                let people = &mut state.people[segment].classes[class];
                people.take_occasions(&mut stream, model.occasion(t), |lane, progress, count| {
                    state.cells.push(Cell { segment, class, lane, progress, count });
                });
            }
            self.state.cells_of.push(begin..self.state.cells.len());
        }
    }

    /// On an occasion a member shares, or is done. Members who have the same chance decide together, whatever else
    /// tells them apart.
    pub fn decisions(&mut self, t: u32) {
        let lanes = Lanes::of(self.model);
        for segment in 0..self.state.cells_of.len() {
            let cells = self.state.cells_of[segment].clone();
            let chance_of = |campaign: &Self, index: usize| {
                let cell = campaign.state.cells[index];
                campaign.sharing_chance(t, segment, lanes.has_shared(cell.lane), cell.progress)
            };
            let mut begin = cells.start;
            while begin < cells.end {
                let chance = chance_of(self, begin);
                let alike = (begin..cells.end).take_while(|index| chance_of(self, *index) == chance).count();
                self.decide(t, segment, begin..begin + alike, begin - cells.start, chance);
                begin += alike;
            }
        }
    }

    /// The members of some cells share with this chance.
    fn decide(&mut self, t: u32, segment: usize, cells: Range<usize>, group: usize, chance: f64) {
        let mut counts = std::mem::take(&mut self.state.counts);
        counts.clear();
        counts.extend(self.state.cells[cells.clone()].iter().map(|cell| cell.count));
        if chance < 1.0 {
            let people = counts.iter().sum();
            let mut stream = self.key.stream(Purpose::Decision, t, (segment << 20 | group) as u32);
            // Those who do not share are taken out; the sharers are left.
            thin(&mut stream, &Chance::new(1.0 - chance), &mut counts, Pairs::NONE, people, |_, _| {});
        }
        for (index, &sharers) in cells.zip(&counts) {
            let cell = self.state.cells[index];
            let lanes = Lanes::of(self.model);
            self.state.cells[index].count = sharers;
            self.state.people[segment].classes[cell.class].retire(cell.lane, cell.count - sharers);
            self.state.counted[segment].shares += sharers;
            if !lanes.has_shared(cell.lane) {
                self.state.counted[segment].sharers += sharers;
                self.state.claims.first_shared(segment, sharers);
            }
        }
        self.state.counts = counts;
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
        for segment in 0..self.state.cells_of.len() {
            let mut groups = std::mem::take(&mut self.state.sharers);
            groups.clear();
            if self.model.credits_individuals() {
                let of_credit = |credit: &Credit| Sharers {
                    cell: self.state.cells[credit.cell],
                    gained: credit.gained,
                    count: credit.count,
                };
                groups.extend(self.credits_of(segment).map(of_credit));
            } else {
                let cells = &self.state.cells[self.state.cells_of[segment].clone()];
                groups.extend(cells.iter().map(|cell| Sharers { cell: *cell, gained: 0, count: cell.count }));
            }
            self.wait_again(t, segment, &groups);
            self.state.sharers = groups;
        }
    }

    fn wait_again(&mut self, t: u32, segment: usize, groups: &[Sharers]) {
        let again = self.model.segments[segment].again;
        let mut counts = std::mem::take(&mut self.state.counts);
        counts.clear();
        counts.extend(groups.iter().map(|group| group.count));
        if again < 1.0 {
            let people = counts.iter().sum();
            let mut stream = self.key.stream(Purpose::Again, t, segment as u32);
            // Those who do not wait again are taken out; those who do are left.
            thin(&mut stream, &Chance::new(1.0 - again), &mut counts, Pairs::NONE, people, |_, _| {});
        }
        let lanes = Lanes::of(self.model);
        for (Sharers { cell, gained, count }, &staying) in groups.iter().zip(&counts) {
            let people = &mut self.state.people[segment].classes[cell.class];
            people.retire(cell.lane, count - staying);
            if staying > 0 {
                let progress = self.model.progress.fold(cell.progress + gained);
                people.wait(lanes.lane(lanes.origin(cell.lane), true), progress, staying);
            }
        }
        self.state.counts = counts;
    }
}

/// Parts of a contacts law that have a stream of their own.
pub(super) const PARTS: usize = 256;

/// The lane of a segment's part.
pub(super) fn lane(segment: usize, part: usize) -> u32 {
    (segment * PARTS + part.min(PARTS - 1)) as u32
}

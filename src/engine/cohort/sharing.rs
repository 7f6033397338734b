//! Stages 3, 4, 5 and 7: occasions, decisions, reach, and who waits for another occasion.

use super::leaving::CLASSES;
use super::state::{Campaign, Cell, Credit, Reached, Sharers};
use super::thin::{Pairs, number, thin};
use crate::model::ContactLaw;
use crate::rng::{Chance, Purpose, Stream, gamma, split};
use std::ops::Range;

impl Campaign<'_> {
    /// Every waiting member gets an occasion with the chance of this step; none while nobody may share.
    pub fn occasions(&mut self, t: u32) {
        let open = self.may_share(t);
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
        for segment in 0..self.state.cells_of.len() {
            let cells = self.state.cells_of[segment].clone();
            let chance_of = |campaign: &Self, index: usize| {
                let cell = &campaign.state.cells[index];
                campaign.sharing_chance(t, segment, campaign.lanes.has_shared(cell.lane), cell.progress)
            };
            let mut begin = cells.start;
            while begin < cells.end {
                let chance = chance_of(self, begin);
                let mut end = begin + 1;
                while end < cells.end && chance_of(self, end) == chance {
                    end += 1;
                }
                if chance < 1.0 {
                    let group = segment << 20 | (begin - cells.start);
                    let stream = self.key.stream(Purpose::Decision, t, group as u32);
                    self.decline(stream, begin..end, 1.0 - chance);
                }
                begin = end;
            }
            self.count_sharers(segment, cells);
        }
    }

    /// Members of some cells do not share, with this chance, and are done.
    fn decline(&mut self, mut stream: Stream, cells: Range<usize>, chance: f64) {
        let state = &mut *self.state;
        let cells = &mut state.cells[cells];
        state.counts.clear();
        state.counts.extend(cells.iter().map(|cell| cell.count));
        let people = state.counts.iter().sum();
        let level = stream.level();
        thin(
            &mut stream,
            level,
            &Chance::new(chance),
            &mut state.counts,
            Pairs::NONE,
            people,
            |index, count| {
                let cell = &mut cells[index];
                cell.count -= count;
                state.people[cell.segment].classes[cell.class].retire(cell.lane, count);
            },
        );
    }

    fn count_sharers(&mut self, segment: usize, cells: Range<usize>) {
        let (mut shares, mut first) = (0, 0);
        for cell in &self.state.cells[cells] {
            shares += cell.count;
            first += if self.lanes.has_shared(cell.lane) { 0 } else { cell.count };
        }
        self.state.counted[segment].shares += shares;
        self.state.counted[segment].sharers += first;
        self.state.claims.first_shared(segment, first);
    }

    /// A sharer reaches contacts.
    pub fn reach(&mut self, t: u32) {
        let model = self.model;
        for (segment, part) in model.segments.iter().enumerate() {
            let cells = &self.state.cells[self.state.cells_of[segment].clone()];
            let sharers: u64 = cells.iter().map(|cell| cell.count).sum();
            if sharers == 0 {
                continue;
            }
            self.since_point[0] += sharers;
            let mut by_part = std::mem::take(&mut self.state.counts);
            by_part.clear();
            by_part.resize(part.contacts.len(), sharers);
            if by_part.len() > 1 {
                let weights: Vec<f64> = part.contacts.iter().map(|part| part.weight).collect();
                let mut stream = self.key.stream(Purpose::Reach, t, lane(segment, PARTS - 1));
                split(&mut stream, sharers, &weights, &mut by_part);
            }
            for (index, &sharers) in by_part.iter().enumerate().filter(|(_, sharers)| **sharers > 0) {
                let reached = self.reached(t, segment, index, part.contacts[index].law, sharers);
                self.state.reached.push(reached);
            }
            self.state.counts = by_part;
        }
    }

    /// What those sharers reach whose number of contacts follows one part of the law.
    // Always: what is handed over in memory, number by number, makes the processor wait when it is moved in pairs.
    #[inline(always)]
    pub fn reached(&self, t: u32, segment: usize, part: usize, law: ContactLaw, sharers: u64) -> Reached {
        let (contacts, fixed) = match law {
            ContactLaw::Fixed(count) => (number(sharers) * count as f64, true),
            ContactLaw::Poisson(mean) => (number(sharers) * mean, false),
            // A negative binomial is a Poisson law whose mean is drawn from a gamma law; gamma laws add up.
            ContactLaw::NegativeBinomial { mean, k } => {
                let mut stream = self.key.stream(Purpose::Reach, t, lane(segment, part));
                (gamma(&mut stream, number(sharers) * k, mean / k), false)
            }
        };
        let chance = self.chance_to_accept(t, segment);
        Reached { segment, part, sharers, contacts, fixed, chance, accepted: 0 }
    }

    /// Who shared waits for another occasion, or is done.
    pub fn again(&mut self, t: u32) {
        for segment in 0..self.state.cells_of.len() {
            let again = self.model.segments[segment].again;
            let mut groups = std::mem::take(&mut self.state.sharers);
            self.gather_sharers(segment, &mut groups);
            if again > 0.0 && again < 1.0 {
                let mut stream = self.key.stream(Purpose::Again, t, segment as u32);
                let counts = &mut self.state.counts;
                counts.clear();
                counts.extend(groups.iter().map(|group| group.staying));
                let people = counts.iter().sum();
                let level = stream.level();
                // Those who do not wait again are taken out; those who do are left.
                thin(
                    &mut stream,
                    level,
                    &Chance::new(1.0 - again),
                    counts,
                    Pairs::NONE,
                    people,
                    |group, count| {
                        groups[group].staying -= count;
                    },
                );
            } else if again == 0.0 {
                groups.iter_mut().for_each(|group| group.staying = 0);
            }
            self.wait_again(segment, &groups);
            self.state.sharers = groups;
        }
    }

    /// Who shared in this step, by what is to be remembered of them.
    fn gather_sharers(&self, segment: usize, groups: &mut Vec<Sharers>) {
        let group =
            |cell: &Cell, gained: usize, count: u64| Sharers { cell: *cell, gained, count, staying: count };
        groups.clear();
        if self.credits_individuals {
            let of_credit =
                |credit: &Credit| group(&self.state.cells[credit.cell], credit.gained, credit.count);
            groups.extend(self.credits_of(segment).map(of_credit));
        } else {
            let cells = &self.state.cells[self.state.cells_of[segment].clone()];
            groups.extend(cells.iter().map(|cell| group(cell, 0, cell.count)));
        }
    }

    fn wait_again(&mut self, segment: usize, groups: &[Sharers]) {
        for Sharers { cell, gained, count, staying } in groups {
            let people = &mut self.state.people[segment].classes[cell.class];
            people.retire(cell.lane, count - staying);
            if *staying > 0 {
                let progress = self.model.progress.fold(cell.progress + gained);
                let lane = self.lanes.lane(self.lanes.origin(cell.lane), true);
                people.wait(lane, progress, *staying);
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

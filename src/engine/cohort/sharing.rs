//! Points 5, 6, 7 and 9 for cells: occasions, decisions, reach, and who waits for another occasion.

use super::Cells;
use super::pending::{Cell, Stay};
use super::round::{Round, Sharers};
use crate::engine::chain::{Marks, Point};
use crate::engine::market::Reached;
use crate::engine::now::Now;
use crate::engine::record::Tally;
use crate::engine::thin::{Pairs, take_out, thin};
use crate::model::{ChannelModel, Since};
use crate::rng::{Purpose, Stream, binomial, lane, split};
use crate::terms::Events;
use std::ops::Range;

impl Cells {
    /// Members who wait, or who came or waited again in this step, get an occasion with the chance that is left of it;
    /// whether anybody did, or may in another round.
    pub(super) fn take_occasions(&mut self, now: Now<'_>, round: &mut Round) -> bool {
        let mut more_to_come = false;
        for segment in 0..self.segments.len() {
            let model = &now.at.model.segments[segment];
            let wave = if model.waves_act_at_once { self.pending[segment].first_wave() } else { None };
            round.waves.push(wave);
            if wave.is_none() && !std::mem::replace(&mut self.old_have_had_theirs[segment], true) {
                self.take_from_cells(now, segment, round);
            }
            let mut acting = std::mem::take(&mut round.acting);
            self.pending[segment].take(wave, &mut acting);
            self.take_from_pending(now, segment, &mut acting, round);
            round.acting = acting;
            more_to_come |= wave.is_some();
            round.end_cells();
        }
        more_to_come || !round.cells.is_empty()
    }

    /// Who was there before the step and stays for all of it.
    fn take_from_cells(&mut self, now: Now<'_>, segment: usize, round: &mut Round) {
        let mut marks = self.chain.marks(now.at, Point::Occasions, segment);
        let classes = self.segments[segment].iter_mut().enumerate();
        for (class, people) in classes.filter(|(_, people)| people.waiting > 0) {
            let Some(chance) = now.at.stint(segment, class, Since::Before).more(false, 0) else { continue };
            let mut stream = now.at.stream(Purpose::Occasion, lane_of(segment, class, Stay::BEFORE));
            let stay = Stay { had: 1, ..Stay::BEFORE };
            people.take_occasions(&mut stream, chance, &mut marks, |taken| {
                round.cells.push(taken.cell(class, stay));
            });
        }
    }

    /// Those who have no other occasion in this step wait on for the next one, or are gone.
    fn take_from_pending(&mut self, now: Now<'_>, segment: usize, acting: &mut [Cell], round: &mut Round) {
        let mut marks = self.chain.marks(now.at, Point::Newcomers, segment);
        for alike in acting.chunk_by_mut(Cell::has_chances_of) {
            let Cell { class, stay, .. } = alike[0];
            let chance = now.at.stint(segment, class, stay.since).more(stay.leaves, stay.had);
            if let Some(chance) = chance.filter(|_| now.is_open_to(segment, stay.since)) {
                let mut stream = now.at.stream(Purpose::Occasion, lane_of(segment, class, stay));
                let counts = &mut round.counts;
                counts.clear();
                counts.extend(alike.iter().map(|cell| cell.count));
                let (people, level) = (counts.iter().sum(), stream.level());
                let later = Stay { had: stay.had + 1, ..stay };
                let cells = &mut round.cells;
                thin(&mut stream, level, chance, counts, Pairs::NONE, people, |place, count, of| {
                    let cell = &mut alike[place];
                    cell.count -= count;
                    let invited = marks.take(&mut cell.invited, of, count);
                    cells.push(Cell { stay: later, count, invited, ..*cell });
                });
            }
            for cell in alike.iter().filter(|cell| cell.count > 0) {
                self.settle_waiting(segment, cell);
            }
        }
    }

    /// Members who have no more occasions in this step wait for the next one, if they stay.
    pub(super) fn settle_waiting(&mut self, segment: usize, cell: &Cell) {
        if !cell.stay.leaves {
            self.segments[segment][cell.class].wait(cell);
        }
    }

    /// On an occasion a member shares, or is done. Members who have the same chance decide together, whatever else
    /// distinguishes them.
    pub(super) fn decide(&mut self, now: Now<'_>, segment: usize, round: &mut Round) {
        let cells = round.cells_of(segment);
        let compartments = self.compartments;
        let chance_of =
            |cell: &Cell| now.sharing(segment, compartments.has_shared(cell.compartment), cell.progress);
        let mut marks = self.chain.marks(now.at, Point::Decisions, segment);
        let mut begin = cells.start;
        while begin < cells.end {
            let chance = chance_of(&round.cells[begin]);
            let alike = round.cells[begin + 1..cells.end].iter().take_while(|cell| chance_of(cell) == chance);
            let end = begin + 1 + alike.count();
            if chance < 1.0 {
                let lane = lane::of_deciders(segment, begin - cells.start);
                let stream = now.at.stream(Purpose::Decision, lane);
                self.decline(stream, &mut marks, segment, begin..end, 1.0 - chance, round);
            }
            begin = end;
        }
    }

    /// Members of some cells do not share, with this chance, and are done.
    fn decline(
        &mut self,
        mut stream: Stream,
        marks: &mut Marks,
        segment: usize,
        cells: Range<usize>,
        chance: f64,
        round: &mut Round,
    ) {
        let cells = &mut round.cells[cells];
        let counts = &mut round.counts;
        counts.clear();
        counts.extend(cells.iter().map(|cell| cell.count));
        let people = counts.iter().sum();
        let declining = binomial(&mut stream, people, chance);
        let classes = &mut self.segments[segment];
        take_out(&mut stream, declining, counts, Pairs::NONE, people, |index, count, of| {
            let cell = &mut cells[index];
            cell.count -= count;
            let invited = marks.take(&mut cell.invited, of, count);
            if !cell.stay.leaves {
                classes[cell.class].retire(&Cell { count, invited, ..*cell });
            }
        });
    }

    pub(super) fn count_sharers(
        &self,
        segment: usize,
        round: &Round,
        tally: &mut Tally,
        events: &mut Events,
    ) {
        let (mut shares, mut first) = (0, 0);
        for cell in &round.cells[round.cells_of(segment)] {
            shares += cell.count;
            first += if self.compartments.has_shared(cell.compartment) { 0 } else { cell.count };
        }
        tally.shares += shares;
        tally.sharers += first;
        events.first_shares += first;
    }

    /// Who shared waits for another occasion, or is done.
    pub(super) fn wait_again(&mut self, now: Now<'_>, segment: usize, round: &mut Round) {
        let again = now.at.model.segments[segment].again;
        let mut groups = std::mem::take(&mut round.sharers);
        let mut marks = self.chain.marks(now.at, Point::Again, segment);
        self.gather_sharers(segment, round, &mut groups);
        if again == 0.0 {
            groups.iter_mut().for_each(Sharers::stop);
        } else if again < 1.0 {
            let stream = now.at.stream(Purpose::Again, lane::of_segment(segment));
            stop_some(stream, 1.0 - again, &mut marks, &mut groups, &mut round.counts);
        }
        for Sharers { cell, gained, count, staying, invited, invited_done } in &mut groups {
            cell.progress = now.at.model.progress.after(now.at.t, cell.progress, *gained);
            cell.compartment = self.compartments.of_kind(self.compartments.origin(cell.compartment), true);
            if !cell.stay.leaves {
                (cell.count, cell.invited) = (*count - *staying, *invited_done);
                self.segments[segment][cell.class].retire(cell);
            }
            if *staying > 0 {
                (cell.count, cell.invited) = (*staying, *invited);
                self.wait_on(now, segment, cell);
            }
        }
        round.sharers = groups;
    }

    /// Members wait for another occasion, in this step if it can have one; who was reminded, as it begins, waits from then on.
    pub(super) fn wait_on(&mut self, now: Now<'_>, segment: usize, cell: &Cell) {
        let stint = now.at.stint(segment, cell.class, cell.stay.since);
        if !now.at.is_of_reminder() && stint.more(cell.stay.leaves, cell.stay.had).is_some() {
            self.pending[segment].add(cell);
        } else {
            self.settle_waiting(segment, cell);
        }
    }

    /// Who shared in this round, by what is to be remembered of them.
    fn gather_sharers(&self, segment: usize, round: &Round, groups: &mut Vec<Sharers>) {
        let group = |cell: &Cell, gained: usize, [count, invited]: [u64; 2]| Sharers {
            cell: *cell,
            gained,
            count,
            staying: count,
            invited,
            invited_done: 0,
        };
        groups.clear();
        if self.credits_individuals {
            let credits = round.credits_of(segment).iter();
            groups.extend(credits.map(|c| group(&round.cells[c.cell], c.gained, [c.count, c.invited])));
        } else {
            let cells = &round.cells[round.cells_of(segment)];
            groups.extend(cells.iter().map(|cell| group(cell, 0, [cell.count, cell.invited])));
        }
    }
}

fn lane_of(segment: usize, class: usize, stay: Stay) -> u32 {
    lane::of_stint(segment, class, stay.since_number(), stay.leaves, stay.had)
}

/// Some of the sharers, each with this chance, do not wait again.
fn stop_some(
    mut stream: Stream,
    chance: f64,
    marks: &mut Marks,
    groups: &mut [Sharers],
    counts: &mut Vec<u64>,
) {
    counts.clear();
    counts.extend(groups.iter().map(|group| group.staying));
    let people = counts.iter().sum();
    let stopping = binomial(&mut stream, people, chance);
    take_out(&mut stream, stopping, counts, Pairs::NONE, people, |group, count, of| {
        let group = &mut groups[group];
        group.staying -= count;
        group.invited_done += marks.take(&mut group.invited, of, count);
    });
}

impl Round {
    /// A sharer reaches contacts: those of a segment who share by a way fall on the parts of its law of contacts.
    pub(super) fn reach(&mut self, now: Now<'_>) {
        for (segment, model) in now.at.model.segments.iter().enumerate() {
            let sharers: u64 = self.cells[self.cells_of(segment)].iter().map(|cell| cell.count).sum();
            for &place in model.channels.iter().filter(|_| sharers > 0) {
                self.reach_by(now, place, sharers);
            }
        }
    }

    /// Of so many sharers those who share by one way reach contacts.
    fn reach_by(&mut self, now: Now<'_>, place: usize, sharers: u64) {
        let ChannelModel { segment, number, usage, contacts, .. } = &now.at.model.channels[place];
        let (segment, number) = (*segment, *number);
        let sharers = if *usage < 1.0 {
            let lane = lane::of_way(lane::of_usage(segment), number);
            binomial(&mut now.at.stream(Purpose::Reach, lane), sharers, *usage)
        } else {
            sharers
        };
        self.counts.clear();
        self.counts.resize(contacts.len(), sharers);
        if contacts.len() > 1 {
            self.weights.clear();
            self.weights.extend(contacts.iter().map(|part| part.weight));
            let lane = lane::of_way(lane::of_mixture(segment), number);
            split(&mut now.at.stream(Purpose::Reach, lane), sharers, &self.weights, &mut self.counts);
        }
        for (part, &sharers) in self.counts.iter().enumerate().filter(|(_, sharers)| **sharers > 0) {
            self.reached.push(Reached::by(now, place, part, sharers));
        }
    }
}

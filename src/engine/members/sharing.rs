//! Points 5, 6 and 9: who has an occasion, who shares, and who waits for another one.

use super::Members;
use super::people::{Mark, NOBODY};
use super::round::Round;
use crate::engine::now::{Now, Step};
use crate::engine::population::Outlook;
use crate::engine::record::Tally;
use crate::model::Model;
use crate::rng::Stream;
use crate::rng::lane::Deed;
use crate::terms::Events;

impl Members {
    /// Whether anybody has an occasion, or may in another round. First come those of one wave of seeds who share when they
    /// come, then all others.
    pub(super) fn take_occasions(&mut self, now: Now<'_>, round: &mut Round) -> bool {
        round.clear(now.at.model.channels.len());
        if !now.open {
            self.waits.stand_still(now.at.t);
        }
        if now.at.round == 0 {
            self.take_those_of_the_step(now.at);
        }
        if !now.open {
            self.let_occasions_pass(now.at);
            return false;
        }
        if let Some(moment) = now.waves_shut_from {
            self.let_waves_pass(now.at, f64::from(now.at.t) + moment);
        }
        let mut more_to_come = false;
        for pending in &mut self.pending {
            let wave = pending.waves.iter().map(|(wave, _)| *wave).min();
            match wave {
                Some(first) => {
                    let of_wave = pending.waves.extract_if(.., |(wave, _)| *wave == first);
                    round.members.extend(of_wave.map(|(_, row)| row));
                }
                None => {
                    round.members.append(&mut pending.old);
                    round.members.append(&mut pending.new);
                }
            }
            round.waves.push(wave);
            more_to_come |= wave.is_some();
            round.end_segment();
        }
        round.keep(|_, row| self.is_there(row));
        more_to_come || !round.members.is_empty()
    }

    /// Those whose occasion comes in this step; a wait that has stood still may last longer.
    fn take_those_of_the_step(&mut self, at: Step<'_>) {
        let mut rows = std::mem::take(&mut self.now);
        self.occasions.take(at.t, &mut rows);
        for &row in &rows {
            let segment = self.people.segment(row);
            if at.model.segments[segment].wait.is_some() {
                let time = self.waits.end(row);
                self.people.next[row as usize] = time;
                if time >= f64::from(at.t + 1) {
                    self.occasions.put(time, row);
                    continue;
                }
            }
            self.pending[segment].old.push(row);
        }
        self.now = rows;
    }

    /// Whether somebody waits and is still there when his occasion comes.
    fn is_there(&self, row: u32) -> bool {
        let place = row as usize;
        self.people.is(row, Mark::Waits)
            && !self.people.is(row, Mark::Deleted)
            && self.people.next[place] < self.people.leaves[place]
    }

    /// There is no occasion in this step: who would have had one waits on.
    fn let_occasions_pass(&mut self, at: Step<'_>) {
        for segment in 0..self.pending.len() {
            let pending = &mut self.pending[segment];
            let mut rows = std::mem::take(&mut pending.old);
            rows.append(&mut pending.new);
            rows.extend(pending.waves.drain(..).map(|(_, row)| row));
            for row in rows {
                self.next_occasion_after(at, row);
            }
        }
    }

    /// Somebody who has no occasion in this step has one after it.
    fn next_occasion_after(&mut self, at: Step<'_>, row: u32) {
        if self.people.is(row, Mark::Gone) {
            return;
        }
        if at.model.segments[self.people.segment(row)].wait.is_some() {
            self.occasion_at(at, row, self.waits.end(row));
        } else {
            let mut stream = at.key.stream_of(self.people.person[row as usize], Deed::WaitsOn, at.t);
            let pace = self.paces.of_occasions(self.people.segment(row));
            let time = pace.next(f64::from(at.t + 1), &mut stream);
            self.occasion_at(at, row, time);
        }
    }

    /// Seeds who came at this time of the step or later wait on.
    fn let_waves_pass(&mut self, at: Step<'_>, from: f64) {
        self.waits.hold_waves(at.t, from);
        for segment in 0..self.pending.len() {
            let people = &self.people;
            let waits = |row: &mut u32| {
                people.since[*row as usize] >= from && people.inviter[*row as usize] == NOBODY
            };
            let pending = &mut self.pending[segment];
            let mut rows: Vec<u32> = pending.new.extract_if(.., waits).collect();
            rows.extend(pending.waves.extract_if(.., |(_, row)| waits(row)).map(|(_, row)| row));
            for row in rows {
                self.next_occasion_after(at, row);
            }
        }
    }

    /// The state of somebody as rules look at it.
    fn progress(&self, model: &Model, row: u32) -> usize {
        let invitations = self.people.invitations[row as usize] as usize;
        model.progress.state(invitations, self.people.counted(row))
    }

    /// What comes of the occasions of a segment on average.
    pub(super) fn outlook_of(&self, now: Now<'_>, round: &Round, segment: usize) -> Outlook {
        let mut outlook = Outlook::default();
        let mut sharers = 0.0;
        for row in &round.members[round.members_of(segment)] {
            let shared = self.people.is(*row, Mark::Shared);
            let sharing = self.chance_of_sharing(now, segment, *row);
            sharers += sharing;
            outlook.first_shares += if shared { 0.0 } else { sharing };
        }
        (outlook.accepted, outlook.at_once) = now.expected(segment, sharers);
        outlook
    }

    /// Chance of a member to share on an occasion.
    fn chance_of_sharing(&self, now: Now<'_>, segment: usize, row: u32) -> f64 {
        let shared = self.people.is(row, Mark::Shared);
        let progress = self.progress(now.at.model, row);
        match self.caps.used_up(row) {
            0 => now.sharing(segment, shared, progress),
            rules => now.sharing_without(rules, segment, shared, progress),
        }
    }

    /// On an occasion a member shares, or is done.
    pub(super) fn decide(
        &mut self,
        now: Now<'_>,
        round: &mut Round,
        tally: &mut [Tally],
        events: &mut [Events],
    ) {
        round.keep(|segment, row| {
            let place = row as usize;
            let shared = self.people.is(row, Mark::Shared);
            let chance = self.chance_of_sharing(now, segment, row);
            let (person, occasion) = (self.people.person[place], self.people.occasions[place]);
            if !takes(chance, || now.at.key.stream_of(person, Deed::Decides, occasion)) {
                self.people.occasions[place] += 1;
                self.is_done(row);
                return false;
            }
            let first = u64::from(!shared);
            tally[segment].shares += 1;
            tally[segment].sharers += first;
            events[segment].first_shares += first;
            self.people.mark(row, Mark::Shared);
            true
        });
    }

    /// Somebody will not share any more.
    fn is_done(&mut self, row: u32) {
        if self.people.unmark(row, Mark::Waits) && !self.people.is(row, Mark::Gone) {
            self.waiting -= 1;
        }
    }

    /// Somebody who waits since then, perhaps since he came in a wave of seeds, gets a time for his next occasion.
    pub(super) fn wait(&mut self, at: Step<'_>, row: u32, since: f64, of_wave: bool) {
        let segment = self.people.segment(row);
        let (person, occasion) = (self.people.person[row as usize], self.people.occasions[row as usize]);
        let mut stream = at.key.stream_of(person, Deed::Waits, occasion);
        let time = match &at.model.segments[segment].wait {
            Some(law) => self.waits.add(at.t, row, (since, of_wave), law.draw(&mut stream)),
            None => self.paces.of_occasions(segment).next(since, &mut stream),
        };
        self.occasion_at(at, row, time);
    }

    /// Somebody has his next occasion at this time.
    fn occasion_at(&mut self, at: Step<'_>, row: u32, time: f64) {
        let time = if at.model.in_cycles { time.floor() } else { time };
        self.people.next[row as usize] = time;
        if time < f64::from(at.t + 1) {
            self.pending[self.people.segment(row)].new.push(row);
        } else {
            self.occasions.put(time, row);
        }
    }

    /// Who shared waits for another occasion, or is done.
    pub(super) fn wait_again(&mut self, now: Now<'_>, round: &Round) {
        for (segment, model) in now.at.model.segments.iter().enumerate() {
            for row in &round.members[round.members_of(segment)] {
                let place = *row as usize;
                let (person, occasion) = (self.people.person[place], self.people.occasions[place]);
                self.people.occasions[place] += 1;
                if takes(model.again, || now.at.key.stream_of(person, Deed::Again, occasion)) {
                    let next_cycle = now.at.model.in_cycles && !now.at.is_of_reminder();
                    let after = if next_cycle { 1.0 } else { 0.0 };
                    self.wait(now.at, *row, self.people.next[place] + after, false);
                } else {
                    self.is_done(*row);
                }
            }
        }
    }
}

/// Whether a chance is taken; nothing is drawn where it is certain.
#[inline]
pub(super) fn takes(chance: f64, stream: impl FnOnce() -> Stream) -> bool {
    chance > 0.0 && (chance >= 1.0 || stream().chance(chance))
}

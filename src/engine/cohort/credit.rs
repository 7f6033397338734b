//! Point 8 for cells: which of the sharers invited those who accepted, and who the invitees are.

use super::Cells;
use super::pending::Cell;
use super::round::{Credited, Round};
use crate::engine::now::Now;
use crate::rng::{Purpose, binomial, lane, split};

impl Cells {
    /// Shares the acceptances of every segment out among its sharers.
    pub(super) fn credit_inviters(&mut self, now: Now<'_>, round: &mut Round) {
        for segment in 0..self.segments.len() {
            let cells = round.cells_of(segment);
            self.crowd.gather(round.cells[cells.clone()].iter().map(|cell: &Cell| cell.count));
            for reached in round.reached.iter().filter(|reached| reached.segment == segment) {
                let mut stream = now.at.stream(Purpose::Progress, lane::of_part(segment, reached.part));
                let law = now.at.model.segments[segment].contacts[reached.part].law;
                self.crowd.take_part(&mut stream, reached.sharers);
                self.crowd.share_out(&mut stream, law, reached.sharers, reached.accepted);
                self.crowd.report(|cell, gained, count| {
                    round.credits.push(Credited { cell: cells.start + cell, gained, count });
                });
            }
            round.end_credits();
            if self.keeps_standing {
                self.note_standing(now, segment, round);
            }
        }
    }

    /// Moves the credited members of a segment up in the standing.
    fn note_standing(&mut self, now: Now<'_>, segment: usize, round: &Round) {
        let standing = &mut self.standing[segment];
        for credited in round.credits_of(segment).iter().filter(|credited| credited.gained > 0) {
            let before = round.cells[credited.cell].progress;
            let after = now.at.model.progress.fold(before + credited.gained);
            if after >= standing.len() {
                standing.resize(after + 1, 0);
            }
            standing[after] += credited.count;
            if before > 0 {
                standing[before] -= credited.count;
            }
        }
    }

    /// The accepted get a segment and a step of arrival.
    pub(super) fn send_invitees(&mut self, now: Now<'_>, round: &mut Round) {
        let model = now.at.model;
        let mut begin = 0;
        while begin < round.reached.len() {
            let segment = round.reached[begin].segment;
            let of_segment = round.reached[begin..].iter().take_while(|reached| reached.segment == segment);
            let (parts, accepted) =
                of_segment.fold((0, 0), |(n, sum), reached| (n + 1, sum + reached.accepted));
            begin += parts;
            if accepted == 0 {
                continue;
            }
            let origin = model.origins.of_invitees[segment];
            if model.segments.len() == 1 {
                self.on_the_way.send(now, segment, round.waves[segment], 0, origin, accepted);
                continue;
            }
            split_kinds(now, segment, accepted, &mut round.counts);
            for (kind, &count) in round.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let place = kind * model.origins.count + origin;
                self.on_the_way.send(now, segment, round.waves[segment], kind, place, count);
            }
        }
    }
}

/// Segments of the accepted: those who came only because of the bait may be of other kinds than the rest.
fn split_kinds(now: Now<'_>, inviter: usize, accepted: u64, kinds: &mut Vec<u64>) {
    let model = &now.at.model.segments[inviter];
    let mut stream = now.at.stream(Purpose::Mix, lane::of_segment(inviter));
    kinds.clear();
    kinds.resize(now.at.model.segments.len(), 0);
    let Some(recruits_for_bait) = &model.recruits_for_bait else {
        split(&mut stream, accepted, &model.recruits, kinds);
        return;
    };
    let for_bait = binomial(&mut stream, accepted, now.chances(inviter).bait_part);
    split(&mut stream, accepted - for_bait, &model.recruits, kinds);
    let mut baited = vec![0; kinds.len()];
    split(&mut stream, for_bait, recruits_for_bait, &mut baited);
    for (kind, baited) in kinds.iter_mut().zip(baited) {
        *kind += baited;
    }
}

//! Reminders, member by member: who is addressed, who opens, and who leaves because of it.

use super::Members;
use super::people::Mark;
use super::round::Round;
use crate::engine::now::{Now, Step};
use crate::engine::reminding::Reminding;
use crate::model::SegmentModel;
use crate::rng::lane::Deed;

/// So many reminders that a segment may have are told apart by the numbers of a member.
const PLACES: u32 = 64;

/// What comes of the reminders of a segment.
#[derive(Clone, Debug, Default)]
struct Sent {
    addressed: u64,
    /// Rows of who opens, and how many of all leave.
    opened: Vec<u32>,
    lost: u64,
}

impl Members {
    /// The reminders at this place that are due: who opens one has an occasion in this round.
    pub(super) fn send_reminders(
        &mut self,
        now: Now<'_>,
        place: usize,
        round: &mut Round,
        mut sent: impl FnMut(Reminding),
    ) {
        let mut all = vec![Sent::default(); now.at.model.segments.len()];
        let lost = self.address(now, place, &mut all);
        let members: Vec<u64> = (0..all.len()).map(|segment| self.groups.present(segment)).collect();
        self.begin_occasions(now.at, &all);
        self.lose_at_once(now.at, &lost);
        round.clear(now.at.model.channels.len());
        for (segment, of) in all.into_iter().enumerate() {
            round.waves.push(None);
            if now.at.model.segments[segment].reminder_sent(now.at.t, place, now.open).is_some() {
                let Sent { addressed, ref opened, lost } = of;
                let (members, opened) = (members[segment], opened.len() as u64);
                sent(Reminding { segment, members, addressed, opened, lost });
            }
            round.members.extend(of.opened);
            round.end_segment();
        }
    }

    /// Who is addressed, and what he does; the rows of who leaves.
    fn address(&self, now: Now<'_>, place: usize, all: &mut [Sent]) -> Vec<u32> {
        let at = now.at;
        let mut lost = Vec::new();
        for row in 0..self.people.count() as u32 {
            if at.patience.is_over_at(row as usize) {
                break;
            }
            let segment = self.people.segment(row);
            let Some(reminder) = at.model.segments[segment].reminder_sent(at.t, place, now.open) else {
                continue;
            };
            let [waits, shared] = [Mark::Waits, Mark::Shared].map(|mark| self.people.is(row, mark));
            if !self.people.is_member(row) || !reminder.to.means(waits, shared) {
                continue;
            }
            let person = self.people.person[row as usize];
            let time = at.t.wrapping_mul(PLACES).wrapping_add(place as u32);
            let mut stream = at.key.stream_of(person, Deed::IsReminded, time);
            let (opens, leaves) = (stream.chance(reminder.opens), stream.chance(reminder.churn));
            let sent = &mut all[segment];
            sent.addressed += 1;
            sent.lost += u64::from(leaves);
            if opens {
                sent.opened.push(row);
            }
            if leaves {
                lost.push(row);
            }
        }
        lost
    }

    /// Who opens a reminder has his next occasion now, and no other until he has shared.
    fn begin_occasions(&mut self, at: Step<'_>, all: &[Sent]) {
        let mut opens = vec![false; self.people.count()];
        for &row in all.iter().flat_map(|of| &of.opened) {
            opens[row as usize] = true;
            self.people.next[row as usize] = f64::from(at.t);
            if !self.people.is(row, Mark::Waits) {
                self.people.mark(row, Mark::Waits);
                self.waiting += 1;
            }
        }
        self.occasions.forget(at.t, |row| opens[row as usize]);
    }

    /// Some leave as the step begins.
    fn lose_at_once(&mut self, at: Step<'_>, lost: &[u32]) {
        let of_segment = |segment: &SegmentModel| vec![[Vec::new(), Vec::new()]; segment.classes.len()];
        let mut by_class: Vec<Vec<[Vec<u32>; 2]>> = at.model.segments.iter().map(of_segment).collect();
        for &row in lost {
            let class = usize::from(self.people.class[row as usize]);
            let side = usize::from(!self.people.is(row, Mark::Free));
            by_class[self.people.segment(row)][class][side].push(row);
            self.people.leaves[row as usize] = f64::from(at.t);
            self.go(row);
        }
        for (segment, classes) in by_class.into_iter().enumerate() {
            for (class, mut sides) in classes.into_iter().enumerate() {
                if sides.iter().any(|rows| !rows.is_empty()) {
                    self.groups.lose_at_once(at, (segment, class), &mut sides);
                }
            }
        }
        if !lost.is_empty() {
            let people = &self.people;
            self.groups.forget(|row| people.is(row, Mark::Gone));
            self.left += lost.len() as u64;
        }
    }
}

//! Invitees who have accepted and not yet joined, as numbers by step of arrival; and how long they are on the way. Shared by
//! the populations of counts.

use super::now::Now;
use crate::model::{ChannelModel, DelayBins, Model};
use crate::rng::{Purpose, Stream, binomial, lane};

/// Invitees on the way, by the step in which they arrive and by place (segment, origin).
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct OnTheWay {
    /// Step by step, place by place.
    due: Vec<u64>,
    width: usize,
    /// By step, all places together.
    due_in_step: Vec<u64>,
    /// Those who arrive in the step at hand, by place.
    pub arriving: Vec<u64>,
    /// All invitees on the way.
    pub total: u64,
    /// Those who were sent since it was [asked](Self::begin_round), where that matters.
    sent: Vec<Sent>,
    notes_sent: bool,
}

/// Invitees of one segment whom members of a segment have won, and the step in which they join.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Sent {
    pub inviter: usize,
    pub kind: usize,
    pub arrives: u32,
    pub count: u64,
}

impl OnTheWay {
    /// Nobody is on the way. A table of the right size is empty after every campaign, but for those who come too late.
    pub fn clear(&mut self, model: &Model) {
        let (steps, width) = (model.steps as usize + 1, model.segments.len() * model.origins.count);
        self.sent.clear();
        self.notes_sent = model.makes_promises();
        let late = self.due_in_step.last_mut().map_or(0, std::mem::take);
        if (self.due_in_step.len(), self.width, self.total) != (steps, width, late) {
            *self = OnTheWay {
                due: vec![0; steps * width],
                width,
                due_in_step: vec![0; steps],
                arriving: vec![0; width],
                total: 0,
                sent: std::mem::take(&mut self.sent),
                notes_sent: self.notes_sent,
            };
        } else if late > 0 {
            self.total = 0;
            self.due[(steps - 1) * width..].fill(0);
        }
    }

    /// Invitees of whose way (inviter, kind and step) nobody was sent in this round yet.
    fn put(&mut self, sent: Sent, place: usize) {
        let sent = self.enter(sent, place);
        if self.notes_sent {
            self.sent.push(sent);
        }
    }

    /// Invitees of whose way some may have been sent, as noted from `noted` on: those of one way stand together.
    fn put_more(&mut self, sent: Sent, place: usize, noted: usize) {
        let sent = self.enter(sent, place);
        if self.notes_sent {
            match self.sent[noted..].iter_mut().find(|known| known.arrives == sent.arrives) {
                Some(known) => known.count += sent.count,
                None => self.sent.push(sent),
            }
        }
    }

    /// Enters invitees into the tables, whose last row is of those who come after the end.
    #[inline]
    fn enter(&mut self, sent: Sent, place: usize) -> Sent {
        let arrives = sent.arrives.min(self.due_in_step.len() as u32 - 1);
        let step = arrives as usize;
        self.due[step * self.width + place] += sent.count;
        self.due_in_step[step] += sent.count;
        self.total += sent.count;
        Sent { arrives, ..sent }
    }

    /// So many will arrive in step `t`, where there is one place only.
    pub fn expect(&mut self, t: u32, count: u64) {
        self.put(Sent { inviter: 0, kind: 0, arrives: t, count }, 0);
    }

    /// Forgets who was sent before.
    #[inline]
    pub fn begin_round(&mut self) {
        self.sent.clear();
    }

    /// Those who were sent since then.
    pub fn sent(&self) -> &[Sent] {
        &self.sent
    }

    /// Genuine people on the way.
    pub fn genuine(&self, model: &Model) -> u64 {
        let places = self.due.chunks_exact(self.width.max(1)).flat_map(|row| row.iter().enumerate());
        let genuine = places.filter(|(place, _)| !model.segments[place / model.origins.count].fake);
        if self.total == 0 { 0 } else { genuine.map(|(_, count)| count).sum() }
    }

    /// How many are due in step `t`.
    pub fn due(&self, t: u32) -> u64 {
        self.due_in_step[t as usize]
    }

    /// Lets those arrive who are due in step `t`, where there is one place only; how many.
    #[inline]
    pub fn arrive_at_one_place(&mut self, t: u32) -> u64 {
        let step = t as usize;
        let count = std::mem::take(&mut self.due_in_step[step]);
        self.due[step] -= count;
        self.total -= count;
        count
    }

    /// Lets those arrive who are due in step `t`; how many in all.
    pub fn arrive(&mut self, t: u32) -> u64 {
        let step = t as usize;
        let all = std::mem::take(&mut self.due_in_step[step]);
        if all > 0 {
            self.total -= all;
            let places = &mut self.due[step * self.width..(step + 1) * self.width];
            for (place, arriving) in places.iter_mut().zip(&mut self.arriving) {
                *arriving = std::mem::take(place);
            }
        }
        all
    }

    /// Puts those together who were sent in the same way, by whatever channels.
    pub fn gather(&mut self) {
        gather(&mut self.sent);
    }

    /// Invitees of one kind whom members of a segment invited in this round by a way of sharing join at this place when their answers
    /// come; those whom a `wave` of seeds asked at its moment have a law of their own.
    #[inline]
    pub fn send(
        &mut self,
        now: Now<'_>,
        way: usize,
        wave: Option<u32>,
        kind: usize,
        place: usize,
        count: u64,
    ) {
        let (delay, ChannelModel { segment: inviter, number, .. }) =
            (now.delay(way, wave), &now.at.model.channels[way]);
        let inviter = *inviter;
        match delay.only() {
            Some(steps) => {
                let arrives = now.at.t.saturating_add(steps);
                self.put(Sent { inviter, kind, arrives, count }, place);
            }
            None => {
                let (segments, origins) = (now.at.model.segments.len(), &now.at.model.origins);
                let line = if origins.are_lines() { place % origins.count } else { 0 };
                let lane = lane::of_line(lane::of_invitees(inviter, segments, kind), line);
                let sent = Sent { inviter, kind, arrives: now.at.t, count };
                let stream = now.at.stream(Purpose::Delay, lane::of_way(lane, *number));
                self.send_later(delay, stream, sent, place);
            }
        }
    }

    /// `sent` at the step of the asking.
    fn send_later(&mut self, delay: &DelayBins, mut stream: Stream, sent: Sent, place: usize) {
        let beyond = self.due_in_step.len() - 1 - sent.arrives as usize;
        let after = |bin: usize, count: u64| Sent { arrives: sent.arrives + bin as u32, count, ..sent };
        let (mut left, mut bin, mut below) = (sent.count, 0, 0.0);
        let noted = self.sent.len();
        while left > FEW && bin < beyond {
            let chance = delay.exactly(bin);
            let arriving = binomial(&mut stream, left, (chance / (1.0 - below)).min(1.0));
            if arriving > 0 {
                self.put(after(bin, arriving), place);
            }
            left -= arriving;
            below += chance;
            bin += 1;
        }
        if bin >= beyond {
            self.put(after(beyond, left), place);
            return;
        }
        for _ in 0..left {
            let level = below + stream.uniform() * (1.0 - below);
            self.put_more(after(delay.bin_of(level).max(bin), 1), place, noted);
        }
    }
}

/// Puts those together who were sent in the same way.
pub(in crate::engine) fn gather(sent: &mut Vec<Sent>) {
    sent.sort_unstable_by_key(|sent| (sent.inviter, sent.kind, sent.arrives));
    sent.dedup_by(|next, first| {
        let same = (next.inviter, next.kind, next.arrives) == (first.inviter, first.kind, first.arrives);
        first.count += if same { next.count } else { 0 };
        same
    });
}

/// So many answers are timed one by one.
const FEW: u64 = 8;

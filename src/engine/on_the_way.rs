//! Invitees who have accepted and not yet joined, as numbers by step of arrival; and how long they are on the way. Shared by
//! the populations of counts.

use super::now::Now;
use crate::rng::{Purpose, binomial, lane};

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
}

impl OnTheWay {
    /// Everybody who is on the way arrives within the horizon, so that a table of the right size is empty after every
    /// campaign.
    pub fn clear(&mut self, steps: u32, width: usize) {
        let steps = steps as usize + 1;
        if (self.due_in_step.len(), self.width, self.total) != (steps, width, 0) {
            *self = OnTheWay {
                due: vec![0; steps * width],
                width,
                due_in_step: vec![0; steps],
                arriving: vec![0; width],
                total: 0,
            };
        }
    }

    fn put(&mut self, step: usize, place: usize, count: u64) {
        self.due[step * self.width + place] += count;
        self.due_in_step[step] += count;
        self.total += count;
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

    /// Invitees of one kind whom members of a segment invited join after `1 + ⌊delay/step⌋` steps, at this place.
    #[inline]
    pub fn send(&mut self, now: Now<'_>, inviter: usize, kind: usize, place: usize, count: u64) {
        if now.at.model.segments[inviter].delay.is_immediate() {
            self.put(now.at.t as usize + 1, place, count);
        } else {
            self.send_later(now, inviter, kind, place, count);
        }
    }

    fn send_later(&mut self, now: Now<'_>, inviter: usize, kind: usize, place: usize, count: u64) {
        let model = now.at.model;
        let delay = &model.segments[inviter].delay;
        let next = now.at.t as usize + 1;
        let lane = lane::of_invitees(inviter, model.segments.len(), kind);
        let mut stream = now.at.stream(Purpose::Delay, lane);
        let longest = model.steps - 2 - now.at.t;
        let in_time = delay.within(longest);
        let (mut left, mut bin, mut below) = (count, 0, 0.0);
        while left > FEW {
            let chance = delay.exactly(bin);
            let arriving = if bin == longest as usize {
                left
            } else {
                binomial(&mut stream, left, (chance / (in_time - below)).min(1.0))
            };
            if arriving > 0 {
                self.put(next + bin, place, arriving);
            }
            left -= arriving;
            below += chance;
            bin += 1;
        }
        for _ in 0..left {
            let level = below + stream.uniform() * (in_time - below);
            let drawn = delay.bin_of(level).clamp(bin, longest as usize);
            self.put(next + drawn, place, 1);
        }
    }
}

/// So many answers are timed one by one.
const FEW: u64 = 8;

//! The gate: who is let in, whether members may share, and what closes the campaign.

use crate::engine::now::Step;
use crate::metrics::StopReason;
use crate::model::Model;
use crate::terms::{Ends, Shut, cause_of_closing, room, window};

/// Admissions, and the closing of the campaign.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::engine) struct Gate {
    /// Joins in all, bonus hunters included.
    joined: u64,
    /// Those of them before the step.
    joined_before: u64,
    /// Those of them whom the platform has looked at.
    looked_at: f64,
    /// How many more may join in this step.
    room: u64,
    /// The window over which a limit per hour is counted, and the joins before it.
    window: u32,
    joined_before_window: u64,
    /// The platform has shut the campaign for good.
    banned_for_good: bool,
    /// The platform has shut the campaign before this step.
    shut_until: u32,
    /// Why nobody shares any more.
    closed: Option<StopReason>,
}

impl Gate {
    /// Opens for a step.
    #[inline]
    pub fn begin_step(&mut self, at: Step<'_>) {
        self.joined_before = self.joined;
        let window = window(at.model, at.t);
        if window != self.window {
            (self.window, self.joined_before_window) = (window, self.joined);
        }
        let within = self.joined - self.joined_before_window;
        self.room = room(at.model, self.joined, within, at.t);
    }

    /// Lets in as many as there is room for; how many.
    #[inline]
    pub fn admit(&mut self, arriving: u64) -> u64 {
        let admitted = arriving.min(self.room);
        self.room -= admitted;
        self.joined += admitted;
        admitted
    }

    /// Joins that the platform has not looked at yet, and looks at now: of those of this step a part is left for later.
    pub fn joined_since_look(&mut self, left_for_later: f64) -> f64 {
        let later = left_for_later * (self.joined - self.joined_before) as f64;
        let now = self.joined as f64 - self.looked_at - later;
        self.looked_at += now;
        now
    }

    /// Whether members may share in step `t`.
    #[inline]
    pub fn is_open(&self, t: u32) -> bool {
        self.closed.is_none() && t >= self.shut_until
    }

    /// The platform has struck.
    pub fn shut(&mut self, shut: Shut) {
        match shut {
            Shut::Until(step) => self.shut_until = self.shut_until.max(step),
            Shut::ForGood => {
                self.banned_for_good = true;
                self.shut_until = u32::MAX;
            }
        }
    }

    /// Why nobody shares any more, if so.
    #[inline]
    pub fn closed(&self) -> Option<StopReason> {
        self.closed
    }

    /// Closes the campaign if something ends it.
    #[inline]
    pub fn close(&mut self, model: &Model, market_empty: bool, out_of_means: bool) {
        if self.closed.is_none() {
            let full = model.capacity_total.is_some_and(|total| self.joined >= total);
            let ends = Ends { full, market_empty, out_of_means, banned: self.banned_for_good };
            self.closed = cause_of_closing(ends);
        }
    }
}

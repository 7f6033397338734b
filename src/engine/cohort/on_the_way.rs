//! Invitees who have accepted and not yet joined.

/// Invitees on the way, by the step in which they arrive and by place (segment, origin).
#[derive(Clone, Debug, Default)]
pub(super) struct OnTheWay {
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

    pub fn send(&mut self, step: usize, place: usize, count: u64) {
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

    /// Lets those arrive who are due in step `t`; whether there are any.
    pub fn arrive(&mut self, t: u32) -> bool {
        let step = t as usize;
        if self.due_in_step[step] == 0 {
            return false;
        }
        self.total -= std::mem::take(&mut self.due_in_step[step]);
        let cells = &mut self.due[step * self.width..(step + 1) * self.width];
        for (cell, arriving) in cells.iter_mut().zip(&mut self.arriving) {
            *arriving = std::mem::take(cell);
        }
        true
    }
}

//! Invitees who have accepted and not yet joined.

/// Invitees on the way: a ring of steps, each with so many per place (segment, origin).
#[derive(Clone, Debug, Default)]
pub(super) struct OnTheWay {
    ring: Vec<u64>,
    width: usize,
    slots: usize,
    /// Invitees in each slot.
    in_slot: Vec<u64>,
    /// All invitees on the way.
    pub total: u64,
}

impl OnTheWay {
    /// Everybody who is on the way arrives within the horizon, so that a ring of the right size is empty after every
    /// campaign.
    pub fn clear(&mut self, steps: u32, width: usize) {
        let slots = steps as usize + 1;
        if (self.slots, self.width, self.total) != (slots, width, 0) {
            *self =
                OnTheWay { ring: vec![0; slots * width], width, slots, in_slot: vec![0; slots], total: 0 };
        }
    }

    pub fn send(&mut self, arrives: usize, place: usize, count: u64) {
        let slot = arrives % self.slots;
        self.ring[slot * self.width + place] += count;
        self.in_slot[slot] += count;
        self.total += count;
    }

    /// Writes those who arrive in step `t`, by place, into `out`; whether there are any.
    pub fn take(&mut self, t: u32, out: &mut Vec<u64>) -> bool {
        let slot = t as usize % self.slots;
        if self.in_slot[slot] == 0 {
            return false;
        }
        self.total -= std::mem::take(&mut self.in_slot[slot]);
        let cells = &mut self.ring[slot * self.width..(slot + 1) * self.width];
        out.clear();
        out.extend_from_slice(cells);
        cells.fill(0);
        true
    }
}

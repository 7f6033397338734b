//! Point 3: who leaves. Of those who leave when it is given to them only the number counts.

use super::Cascade;
use crate::engine::now::Step;
use crate::rng::Chance;

impl Cascade {
    /// Those leave whose time has come from this step to step `until`; free ones with the chance of their class.
    pub(super) fn take_leave<'c>(&mut self, at: Step<'_>, until: u32, chance: impl Fn(usize) -> &'c Chance) {
        let mut gone = Vec::new();
        for class in 0..self.leavers.classes {
            self.groups.free_leave(at, (0, class), chance(class), |row| gone.push(row));
            self.groups.note_all_leaving(0, class, self.leavers.of(class, at.t, until));
        }
        self.left += gone.len() as u64 + self.groups.leave(at);
        for row in gone {
            let neighbours = self.neighbours_of(row).len();
            self.sharers.forget(row, neighbours);
        }
    }

    /// Those whom a member may name.
    pub(super) fn neighbours_of(&self, row: u32) -> &[u32] {
        let person = self.rows.person[row as usize];
        self.network.as_ref().map_or(&[], |network| network.neighbours(person))
    }
}

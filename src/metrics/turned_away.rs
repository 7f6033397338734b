//! Who found no room, by what stood in the way.

use std::ops::AddAssign;

/// What turns people away. Where several do, the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    /// All places are taken, in all or of the hour.
    Capacity,
    /// No account takes more in the hour or on the day.
    Accounts,
    /// The code of the group has ended, and there is no other yet.
    Code,
}

/// People who were turned away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TurnedAway {
    by_capacity: u64,
    /// By accounts.
    pub by_accounts: u64,
    /// By the code of the group.
    pub by_code: u64,
}

impl TurnedAway {
    /// So many more, by this.
    pub fn count(&mut self, barrier: Barrier, people: u64) {
        *match barrier {
            Barrier::Capacity => &mut self.by_capacity,
            Barrier::Accounts => &mut self.by_accounts,
            Barrier::Code => &mut self.by_code,
        } += people;
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.by_capacity + self.by_accounts + self.by_code
    }
}

impl AddAssign for TurnedAway {
    fn add_assign(&mut self, more: TurnedAway) {
        self.by_capacity += more.by_capacity;
        self.by_accounts += more.by_accounts;
        self.by_code += more.by_code;
    }
}

//! Whether somebody still waits for the campaign at hand. It is asked before every step, before every round of sharing, and
//! within work that may take long.

use std::cell::Cell;
use std::fmt;

/// Work of which so much is done takes less than a millisecond.
const OFTEN: usize = 1 << 12;

/// Asks whether the campaign is to be left, and remembers it: what was left off in the middle is worth nothing.
pub(super) struct Patience<'a> {
    is_left: &'a dyn Fn() -> bool,
    is_over: Cell<bool>,
}

impl<'a> Patience<'a> {
    /// Until `is_left` says that nobody waits.
    pub fn until(is_left: &'a dyn Fn() -> bool) -> Patience<'a> {
        Patience { is_left, is_over: Cell::new(false) }
    }

    /// Asks whether nobody waits any more. Once nobody does, nobody ever does.
    pub fn runs_out(&self) -> bool {
        if !self.is_over() && (self.is_left)() {
            self.is_over.set(true);
        }
        self.is_over()
    }

    /// Asks so now and then: at some of the numbers of what is done.
    pub fn is_over_at(&self, number: usize) -> bool {
        if number % OFTEN == OFTEN - 1 { self.runs_out() } else { self.is_over() }
    }

    /// The answer to the last question.
    pub fn is_over(&self) -> bool {
        self.is_over.get()
    }
}

impl fmt::Debug for Patience<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Patience").field(&self.is_over.get()).finish()
    }
}

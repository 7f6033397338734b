//! How far a member's credited invitations `j` must be counted.
//!
//! Rules look at `j` only through marks (3 invitations reached) and periods (every 5). States below the
//! highest mark are kept apart; above it only the position within the common period matters. This keeps the
//! number of cells small however many people somebody invites.

use super::{Looks, RuleModel};

/// The fold of the credited invitations `j` into the states that rules can distinguish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Whether any rule looks at the count.
    tracked: bool,
    /// Counts up to here are exact.
    marks: usize,
    /// Counts from `marks` on are distinguished modulo this.
    period: usize,
}

/// No fold: every count is a state of its own.
const EXACT: usize = usize::MAX / 2;

/// A common period beyond this saves nothing.
const LONGEST_PERIOD: usize = 1 << 20;

impl Progress {
    /// The coarsest fold that these rules allow. Where bonus hunters are found out (`hunted`), a rank or a
    /// lottery needs the counts themselves, because it matters who wins.
    pub(super) fn needed_by(rules: &[RuleModel], hunted: bool) -> Progress {
        let mut progress = Progress { tracked: false, marks: 0, period: 1 };
        for rule in rules {
            match rule.looks_at() {
                Looks::Event | Looks::FirstShare | Looks::Inviter => {}
                Looks::Mark(count) => progress.mark(count),
                Looks::Period(every) => progress.repeat(every),
                Looks::Order => progress.mark(if hunted { EXACT } else { 1 }),
            }
        }
        progress
    }

    fn mark(&mut self, count: usize) {
        self.tracked = true;
        self.marks = self.marks.max(count.min(EXACT));
    }

    fn repeat(&mut self, every: usize) {
        self.tracked = true;
        self.period = lcm(self.period, every);
        if self.period > LONGEST_PERIOD {
            (self.marks, self.period) = (EXACT, 1);
        }
    }

    /// Whether invitations must be counted per member at all.
    #[must_use]
    pub fn is_tracked(&self) -> bool {
        self.tracked
    }

    /// The state of a member with `count` credited invitations; a number that every rule treats like `count`.
    #[must_use]
    pub fn fold(&self, count: usize) -> usize {
        if count < self.marks { count } else { self.marks + (count - self.marks) % self.period }
    }

    /// From how many further invitations on no rule tells apart how many more a member with `count` credited ones brings;
    /// `None` where there is no such number.
    #[must_use]
    pub fn told_apart(&self, count: usize) -> Option<usize> {
        (self.period == 1 && self.marks < EXACT).then(|| self.marks.saturating_sub(count))
    }

    /// An upper bound of the number of states.
    #[must_use]
    pub fn states(&self) -> usize {
        self.marks + self.period
    }
}

fn lcm(a: usize, b: usize) -> usize {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x).saturating_mul(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_above_the_marks_repeat() {
        let progress = Progress { tracked: true, marks: 3, period: 4 };
        let folded: Vec<usize> = (0..12).map(|count| progress.fold(count)).collect();
        assert_eq!(folded, [0, 1, 2, 3, 4, 5, 6, 3, 4, 5, 6, 3]);
        assert_eq!(progress.states(), 7);
    }

    #[test]
    fn beyond_the_last_mark_nothing_is_told_apart() {
        let marks = Progress { tracked: true, marks: 3, period: 1 };
        assert_eq!([0, 2, 3, 9].map(|count| marks.told_apart(count)), [Some(3), Some(1), Some(0), Some(0)]);
        assert_eq!(Progress { period: 4, ..marks }.told_apart(0), None);
        assert_eq!(Progress { marks: EXACT, ..marks }.told_apart(7), None);
    }

    #[test]
    fn periods_combine() {
        assert_eq!(lcm(4, 6), 12);
    }
}

//! How far a member's credited invitations `j` must be counted, and what else of his rewards.
//!
//! Rules look at `j` only through marks (3 invitations reached) and periods (every 5). States below the
//! highest mark are kept apart; above it only the position within the common period matters. This keeps the
//! number of cells small however many people somebody invites. Where a cap cannot be told from `j`, a [`Counter`] stands beside
//! it: a state is `j`, folded, times the numbers that all counters may show together, and what they show.

use super::{Counter, Looks, RuleModel};

/// The fold of the credited invitations `j`, and of rewards that are counted apart, into the states that rules can distinguish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Whether any rule looks at the count.
    tracked: bool,
    /// How far the count is kept.
    kept: Fold,
    /// How far it changes what a member does: who is first in the end hangs on every invitation, what the next is felt to earn does not.
    felt: Fold,
    counters: Vec<Counter>,
    /// What all counters may show together.
    counts: usize,
}

/// How far a count is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fold {
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
    /// Gives the counters of these rules their places: all terms of a reward have one.
    pub(super) fn number_counters(rules: &mut [RuleModel]) {
        let mut radix = 1;
        for terms in rules.chunk_by_mut(|one, other| one.reward == other.reward) {
            let states = terms[0].counter.map_or(1, |counter| counter.states());
            for counter in terms.iter_mut().filter_map(|rule| rule.counter.as_mut()) {
                counter.radix = radix;
            }
            radix *= states;
        }
    }

    /// The coarsest fold that these rules allow. Where bonus hunters are found out (`hunted`), a rank or a
    /// lottery needs the counts themselves, because it matters who wins.
    pub(super) fn needed_by(rules: &[RuleModel], hunted: bool) -> Progress {
        let mut progress = Progress::of_nothing();
        for terms in rules.chunk_by(|one, other| one.reward == other.reward) {
            progress.counters.extend(terms[0].counter);
        }
        progress.counts = progress.counters.iter().map(Counter::states).product();
        for looks in rules.iter().map(RuleModel::looks_at) {
            progress.tracked |= !matches!(looks, Looks::Event | Looks::FirstShare | Looks::Inviter);
            let folds = [&mut progress.kept, &mut progress.felt];
            match looks {
                Looks::Event | Looks::FirstShare | Looks::Inviter | Looks::Counter => {}
                Looks::Mark(count) => folds.into_iter().for_each(|fold| fold.mark(count)),
                Looks::Period(every) => folds.into_iter().for_each(|fold| fold.repeat(every)),
                Looks::Order => {
                    folds.into_iter().for_each(|fold| fold.mark(1));
                    if hunted {
                        progress.kept.mark(EXACT);
                    }
                }
            }
        }
        progress
    }

    fn of_nothing() -> Progress {
        let (kept, felt) = (Fold::OF_NOTHING, Fold::OF_NOTHING);
        Progress { tracked: false, kept, felt, counters: Vec::new(), counts: 1 }
    }

    /// Whether invitations must be counted per member at all.
    #[must_use]
    pub fn is_tracked(&self) -> bool {
        self.tracked
    }

    /// The state of a member with `count` credited invitations; a number that every rule treats like `count`.
    #[inline]
    #[must_use]
    pub fn fold(&self, count: usize) -> usize {
        self.kept.of(count)
    }

    /// The state of a member with `count` credited invitations whose counters show `counted`.
    #[inline]
    #[must_use]
    pub fn state(&self, count: usize, counted: usize) -> usize {
        self.fold(count) * self.counts + counted
    }

    /// The credited invitations of a member in this state, or a number that every rule treats like them.
    #[inline]
    #[must_use]
    pub fn invitations(&self, state: usize) -> usize {
        if self.counts == 1 { state } else { state / self.counts }
    }

    /// What his counters show.
    #[inline]
    #[must_use]
    pub fn counted(&self, state: usize) -> usize {
        if self.counts == 1 { 0 } else { state % self.counts }
    }

    /// What all counters may show together: 1 where there is none.
    #[must_use]
    pub fn counts(&self) -> usize {
        self.counts
    }

    /// What counters show in step `t` when the invitations have grown from `before` by `gained`.
    #[inline]
    #[must_use]
    pub fn counted_after(&self, t: u32, counted: usize, before: usize, gained: usize) -> usize {
        self.counters.iter().map(|counter| counter.after(t, counted, before, gained)).sum()
    }

    /// The state of a member when so many invitations more are credited to him in step `t`.
    #[inline]
    #[must_use]
    pub fn after(&self, t: u32, state: usize, gained: usize) -> usize {
        let before = self.invitations(state);
        self.state(before + gained, self.counted_after(t, self.counted(state), before, gained))
    }

    /// What counters show at midnight.
    #[must_use]
    pub fn counted_next_day(&self, counted: usize) -> usize {
        self.counters.iter().map(|counter| counter.next_day(counted)).sum()
    }

    /// The state of a member at midnight.
    #[must_use]
    pub fn next_day(&self, state: usize) -> usize {
        state - self.counted(state) + self.counted_next_day(self.counted(state))
    }

    /// From how many further invitations on no rule tells apart how many more a member in this state brings; `None` where there
    /// is no such number.
    #[inline]
    #[must_use]
    pub fn told_apart(&self, state: usize) -> Option<usize> {
        if self.kept.period > 1 || self.kept.marks >= EXACT {
            return None;
        }
        let invitations = self.invitations(state);
        let marks = self.kept.marks.saturating_sub(invitations);
        let counted =
            self.counters.iter().map(|counter| counter.told_apart(self.counted(state), invitations));
        Some(counted.fold(marks, usize::max))
    }

    /// An upper bound of the number of states.
    #[must_use]
    pub fn states(&self) -> usize {
        self.kept.standings().saturating_mul(self.counts)
    }

    /// So many standings change what a member does, where no counter shows anything.
    #[must_use]
    pub fn standings(&self) -> usize {
        self.felt.standings()
    }

    /// The standing of a member with `count` credited invitations.
    #[must_use]
    pub fn standing(&self, count: usize) -> usize {
        self.felt.of(count)
    }

    /// The states of so many standings, or of all if they are fewer.
    pub(super) fn states_up_to(&self, standings: usize) -> usize {
        self.standings().min(standings) * self.counts
    }

    /// The place of a state in a table of so many of them, the first; beyond, that of the last standing in it.
    #[inline]
    pub(super) fn among(&self, states: usize, state: usize) -> usize {
        if state < states {
            return state;
        }
        let standing = self.felt.of(self.invitations(state)).min(states / self.counts - 1);
        standing * self.counts + self.counted(state)
    }
}

impl Fold {
    const OF_NOTHING: Fold = Fold { marks: 0, period: 1 };

    fn mark(&mut self, count: usize) {
        self.marks = self.marks.max(count.min(EXACT));
    }

    fn repeat(&mut self, every: usize) {
        self.period = lcm(self.period, every);
        if self.period > LONGEST_PERIOD {
            (self.marks, self.period) = (EXACT, 1);
        }
    }

    /// A count that is treated like this one.
    #[inline]
    fn of(self, count: usize) -> usize {
        // Divisions take long, and most scenarios have no period.
        match self.period {
            _ if count < self.marks => count,
            1 => self.marks,
            period => self.marks + (count - self.marks) % period,
        }
    }

    /// An upper bound of the number of them.
    fn standings(self) -> usize {
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
    use super::super::counter::tests::counter;
    use super::super::rule::tests::rule;
    use super::*;
    use crate::scenario::Trigger;

    #[test]
    fn states_above_the_marks_repeat() {
        let kept = Fold { marks: 3, period: 4 };
        let progress = Progress { tracked: true, kept, ..Progress::of_nothing() };
        let folded: Vec<usize> = (0..12).map(|count| progress.fold(count)).collect();
        assert_eq!(folded, [0, 1, 2, 3, 4, 5, 6, 3, 4, 5, 6, 3]);
        assert_eq!(progress.states(), 7);
    }

    #[test]
    fn beyond_the_last_mark_nothing_is_told_apart() {
        let with = |kept| Progress { tracked: true, kept, ..Progress::of_nothing() };
        let marks = with(Fold { marks: 3, period: 1 });
        assert_eq!([0, 2, 3, 9].map(|count| marks.told_apart(count)), [Some(3), Some(1), Some(0), Some(0)]);
        assert_eq!(with(Fold { marks: 3, period: 4 }).told_apart(0), None);
        assert_eq!(with(Fold { marks: EXACT, period: 1 }).told_apart(7), None);
    }

    #[test]
    fn counters_stand_beside_the_standing() {
        let per_day = counter(Some(5), Some(2));
        let counters = vec![per_day, Counter { radix: per_day.states(), ..counter(None, Some(3)) }];
        let (kept, felt) = (Fold { marks: 1, period: 1 }, Fold { marks: 1, period: 1 });
        let progress = Progress { kept, felt, counters, counts: 18 * 4, ..Progress::of_nothing() };
        let state = progress.after(0, 0, 4);
        assert_eq!((progress.invitations(state), progress.told_apart(state)), (1, Some(0)));
        let next = progress.next_day(state);
        assert_eq!((progress.invitations(next), progress.told_apart(next)), (1, Some(3)));
        assert_eq!(progress.among(72, next), progress.counted(next));
        assert_eq!((progress.states(), progress.states_up_to(1)), (144, 72));
    }

    /// Whose the prize is hangs on every invitation where hunters may be struck off, what the next one is felt to earn on marks alone.
    #[test]
    fn who_is_first_hangs_on_more_than_what_is_felt() {
        let rules = [rule(Trigger::Rank(3), 9.0, None), rule(Trigger::Every(4), 1.0, None)];
        let [open, hunted] = [false, true].map(|hunted| Progress::needed_by(&rules, hunted));
        assert_eq!((open.states(), open.standings()), (5, 5));
        assert_eq!((hunted.states(), hunted.standings()), (EXACT + 4, 5));
        assert_eq!([0, 4, 5, 8, 1_000].map(|count| hunted.standing(count)), [0, 4, 1, 4, 4]);
        let state = |count| hunted.state(count, 0);
        assert_eq!([3, 5, 1_000].map(|count| hunted.among(5, state(count))), [3, 1, 4]);
        assert_eq!(hunted.among(2, state(1_000)), 1, "a table that ends earlier");
    }

    #[test]
    fn periods_combine() {
        assert_eq!(lcm(4, 6), 12);
    }
}

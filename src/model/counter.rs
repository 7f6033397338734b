//! Rewards counted per member, for a cap that his invitations alone do not tell: one that holds for a day, or one of a reward
//! that begins later than the campaign.

use crate::scenario::{Reward, Trigger};
use std::ops::Range;

/// How the rewards of one cap are counted. Of a dated reward all terms have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    /// The step in which counting begins.
    pub since: u32,
    /// One is earned by so many invitations.
    pub every: usize,
    /// The first invitation that earns one.
    pub first: usize,
    /// At most so many in all, and on one day.
    pub total: Option<usize>,
    /// See there.
    pub per_day: Option<usize>,
    /// Numbers of the counters before this one, all together.
    pub(super) radix: usize,
}

/// What a member has got of one reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Got {
    in_all: usize,
    today: usize,
}

impl Counter {
    /// That of a reward which begins with this step.
    pub(super) fn of(reward: &Reward, since: u32) -> Counter {
        let every = if let Trigger::Every(every) = reward.when { every } else { 1 };
        let [total, per_day] = [reward.cap, reward.cap_per_day].map(|cap| cap.map(|cap| cap as usize));
        let first = reward.first_invitation() as usize;
        Counter { since, every: every as usize, first, total, per_day, radix: 1 }
    }

    /// How many numbers it may show: those in all and those of the day are counted as far as the caps go.
    pub(super) fn states(&self) -> usize {
        let numbers = |cap: Option<usize>| cap.map_or(1, |cap| cap.saturating_add(1));
        numbers(self.total).saturating_mul(numbers(self.per_day))
    }

    fn read(&self, counted: usize) -> Got {
        let own = counted / self.radix % self.states();
        let days = self.per_day.map_or(1, |cap| cap + 1);
        Got { in_all: own / days, today: own % days }
    }

    fn written(&self, got: Got) -> usize {
        let days = self.per_day.map_or(1, |cap| cap + 1);
        let in_all = self.total.map_or(0, |cap| got.in_all.min(cap));
        let today = self.per_day.map_or(0, |cap| got.today.min(cap));
        (in_all * days + today) * self.radix
    }

    /// How many more the caps allow now to a member of this count.
    fn left(&self, got: Got) -> usize {
        let left = |cap: Option<usize>, got: usize| cap.map_or(usize::MAX, |cap| cap - got);
        left(self.total, got.in_all).min(left(self.per_day, got.today))
    }

    /// Whether a member of this count can get no more, today or at all.
    #[must_use]
    pub fn is_used_up(&self, counted: usize) -> bool {
        self.left(self.read(counted)) == 0
    }

    /// How many rewards a member of this count gets for invitations that grow from `before` by `gained`.
    #[must_use]
    pub fn earned(&self, counted: usize, before: usize, gained: usize) -> usize {
        let after = before + gained;
        let before = before.max(self.first - 1);
        let passed = after.max(before) / self.every - before / self.every;
        passed.min(self.left(self.read(counted)))
    }

    /// Which of these invitations, one reward each, are rewarded.
    #[must_use]
    pub fn rewarded(&self, counted: usize, before: usize, gained: usize) -> Range<usize> {
        let first = before.max(self.first - 1) + 1;
        first..first + self.earned(counted, before, gained)
    }

    /// The count after invitations have grown from `before` by `gained` in step `t`.
    pub(super) fn after(&self, t: u32, counted: usize, before: usize, gained: usize) -> usize {
        let got = self.read(counted);
        let earned = if t >= self.since { self.earned(counted, before, gained) } else { 0 };
        self.written(Got { in_all: got.in_all + earned, today: got.today + earned })
    }

    /// The count at midnight.
    pub(super) fn next_day(&self, counted: usize) -> usize {
        self.written(Got { today: 0, ..self.read(counted) })
    }

    /// After how many more invitations of a member who has so many none of them tells apart how many more there are.
    pub(super) fn told_apart(&self, counted: usize, invitations: usize) -> usize {
        (self.first - 1).saturating_sub(invitations) + self.left(self.read(counted))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn counter(total: Option<usize>, per_day: Option<usize>) -> Counter {
        Counter { since: 0, every: 1, first: 1, total, per_day, radix: 1 }
    }

    #[test]
    fn a_day_forgets_and_the_total_does_not() {
        let cap = counter(Some(5), Some(3));
        assert_eq!(cap.states(), 24);
        let (today, earned) = (cap.after(0, 0, 0, 4), cap.earned(0, 0, 4));
        assert_eq!((earned, cap.is_used_up(today), cap.earned(today, 4, 2)), (3, true, 0));
        let tomorrow = cap.next_day(today);
        assert_eq!((cap.is_used_up(tomorrow), cap.earned(tomorrow, 6, 9)), (false, 2));
        assert!(cap.is_used_up(cap.next_day(cap.after(9, tomorrow, 6, 9))));
    }

    #[test]
    fn marks_are_counted_from_a_step_on() {
        let cap = Counter { since: 5, every: 3, ..counter(None, Some(2)) };
        assert_eq!(cap.after(4, 0, 0, 9), 0);
        assert_eq!([cap.earned(0, 2, 1), cap.earned(0, 3, 2), cap.earned(0, 2, 10)], [1, 0, 2]);
        assert_eq!(cap.after(5, 0, 2, 4), 2);
    }

    /// From the fourth friend on, two in all.
    #[test]
    fn the_first_friends_may_not_count() {
        let cap = Counter { first: 4, ..counter(Some(2), None) };
        assert_eq!([cap.earned(0, 0, 3), cap.earned(0, 1, 3), cap.earned(0, 0, 9)], [0, 1, 2]);
        assert_eq!([cap.rewarded(0, 1, 9), cap.rewarded(1, 4, 9)], [4..6, 5..6]);
        assert_eq!([cap.told_apart(0, 0), cap.told_apart(0, 2), cap.told_apart(1, 4)], [5, 3, 1]);
    }
}

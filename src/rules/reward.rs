//! When a member's invitations make a reward due.

use crate::scenario::Trigger;

/// How many rewards of a rule to the inviter become due when his credited invitations grow from `before` to
/// `after`.
#[must_use]
pub fn marks_passed(when: Trigger, cap: Option<u32>, before: usize, after: usize) -> u64 {
    let capped = |times: usize| cap.map_or(times, |cap| times.min(cap as usize));
    let passed = match when {
        Trigger::Join => capped(after) - capped(before),
        Trigger::Invites(n) => usize::from(before < n as usize && after >= n as usize),
        Trigger::Every(n) => capped(after / n as usize) - capped(before / n as usize),
        Trigger::Share | Trigger::Rank(_) | Trigger::Lottery(_) | Trigger::Pool(_) => 0,
    };
    passed as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_marks_may_be_passed_at_once() {
        assert_eq!(marks_passed(Trigger::Every(3), None, 2, 10), 3);
        assert_eq!(marks_passed(Trigger::Every(3), Some(2), 2, 10), 2);
        assert_eq!(marks_passed(Trigger::Join, Some(4), 3, 10), 1);
        assert_eq!(marks_passed(Trigger::Join, None, 3, 10), 7);
        assert_eq!(marks_passed(Trigger::Invites(3), None, 2, 3), 1);
        assert_eq!(marks_passed(Trigger::Invites(3), None, 3, 9), 0);
    }
}

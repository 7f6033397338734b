//! Calendar days as steps.

use crate::scenario::Clock;
use crate::units::MINUTES_PER_DAY;

/// The steps with which calendar days begin: at midnight; where it is not known when the campaign begins, every 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first of them.
    first: u32,
    /// Steps of a day.
    steps: u32,
}

impl Days {
    /// Those of a clock whose steps end at midnight.
    pub(super) fn of(clock: Clock) -> Days {
        let steps = (MINUTES_PER_DAY / clock.step_minutes).max(1);
        Days { first: clock.minutes_to_midnight() / clock.step_minutes, steps }
    }

    /// Whether a day begins with step `t`.
    #[inline]
    #[must_use]
    pub fn begins(self, t: u32) -> bool {
        t >= self.first && (t - self.first).is_multiple_of(self.steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Start, StepIs};

    #[test]
    fn days_begin_at_midnight() {
        let start = Start { year: 2026, month: 3, day: 2, minute_of_day: 20 * 60 };
        let clock = Clock { step_minutes: 120, steps: 40, step_is: StepIs::Named, start: Some(start) };
        let begins = |clock| (0..40).filter(|t| Days::of(clock).begins(*t)).collect::<Vec<_>>();
        assert_eq!(begins(clock), [2, 14, 26, 38]);
        assert_eq!(begins(Clock { start: None, ..clock }), [0, 12, 24, 36]);
    }
}

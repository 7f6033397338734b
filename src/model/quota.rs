//! How many friends of a member may accept.

use crate::scenario::Quota;

/// The same in steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum QuotaModel {
    /// So many at joining, and one more each time so many steps after it.
    Kept {
        /// At joining.
        first: u32,
        /// Steps to each of the others; infinite where there are none.
        every: f64,
    },
    /// So many on every day.
    PerDay(u32),
}

/// What rounding may take off a number of steps.
const GRAIN: f64 = 1e-9;

impl QuotaModel {
    pub(super) fn of(quota: Quota, step_days: f64) -> QuotaModel {
        match quota {
            Quota::Kept { first, every_days } => {
                QuotaModel::Kept { first, every: every_days.map_or(f64::INFINITY, |days| days / step_days) }
            }
            Quota::PerDay(number) => QuotaModel::PerDay(number),
        }
    }

    /// How many more may accept of the friends of somebody who has been a member for so many steps and has won so many, in all and
    /// today.
    #[must_use]
    pub fn left(self, age: f64, won: u32, won_today: u32) -> u32 {
        match self {
            QuotaModel::Kept { first, every } => {
                (first.saturating_add((age / every + GRAIN) as u32)).saturating_sub(won)
            }
            QuotaModel::PerDay(number) => number.saturating_sub(won_today),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_grows_and_what_is_for_a_day_does_not() {
        let kept = QuotaModel::of(Quota::Kept { first: 2, every_days: Some(10.0) }, 0.1);
        assert_eq!([kept.left(0.0, 0, 0), kept.left(99.5, 2, 2), kept.left(350.0, 2, 0)], [2, 0, 3]);
        let few = QuotaModel::of(Quota::Kept { first: 2, every_days: None }, 1.0);
        assert_eq!([few.left(1e9, 1, 0), few.left(1e9, 5, 0)], [1, 0]);
        assert_eq!(QuotaModel::of(Quota::PerDay(3), 1.0).left(7.0, 90, 2), 1);
    }
}

//! Point 11: members buy, each a Poisson number of times.

use super::market::distinct;
use super::thin::number;
use crate::rng::{Stream, binomial, poisson};

/// Members who buy in a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Purchases {
    /// For the first time.
    pub first: u64,
    /// Once more.
    pub repeated: u64,
}

impl Purchases {
    /// Nobody buys.
    pub const NONE: Purchases = Purchases { first: 0, repeated: 0 };

    /// These and others.
    pub fn and(self, other: Purchases) -> Purchases {
        Purchases { first: self.first + other.first, repeated: self.repeated + other.repeated }
    }

    /// Draws the purchases of a step at whose ends there were so many members, and so many who had never bought: a Poisson
    /// number on the mean of both and what they were there `beyond` it, each of anybody.
    pub fn draw(
        stream: &mut Stream,
        members: [u64; 2],
        never_bought: [u64; 2],
        beyond: f64,
        mean: f64,
    ) -> Purchases {
        let between = |[before, after]: [u64; 2]| (0.5 * (number(before) + number(after)) + beyond).max(0.0);
        let (people, never) = (between(members), between(never_bought));
        let all = poisson(stream, mean * people);
        if all == 0 || never == 0.0 {
            return Purchases { first: 0, repeated: all };
        }
        let of_them = binomial(stream, all, (never / people).min(1.0));
        let first = distinct(stream, of_them, never_bought[0].max(never_bought[1]));
        Purchases { first, repeated: all - first }
    }
}

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

    /// Draws the purchases of a step at whose ends there were so many members, of whom those at its end who have
    /// `never_bought` have bought from now on, if they do: a Poisson number, each of anybody.
    pub fn draw(stream: &mut Stream, members: [u64; 2], never_bought: &mut u64, mean: f64) -> Purchases {
        let people = 0.5 * (number(members[0]) + number(members[1]));
        let all = poisson(stream, mean * people);
        if all == 0 || *never_bought == 0 {
            return Purchases { first: 0, repeated: all };
        }
        let of_them = binomial(stream, all, (number(*never_bought) / people).min(1.0));
        let first = distinct(stream, of_them, *never_bought);
        *never_bought -= first;
        Purchases { first, repeated: all - first }
    }
}

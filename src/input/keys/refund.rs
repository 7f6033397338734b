//! `refund`: who gets his money back.

use super::resolver::Resolver;
use crate::input::read::{Certain, Chance, Num, Span, keys, plain_map};
use crate::problem::Path;
use crate::scenario::Refund;

keys! {
    /// Some buyers get their money back, at any moment of a time after paying.
    RawRefund {
        chance: Num<Chance>,
        within: Certain<Span>,
    }
}
plain_map!(RawRefund);

impl Resolver {
    pub(super) fn refund(&mut self, raw: &RawRefund, path: &Path) -> Refund {
        self.needs(raw.within.is_some(), path, "within");
        Refund {
            chance: self.required(raw.chance.as_ref(), path, "chance"),
            within_days: raw.within.as_ref().map_or(f64::NAN, |within| within.0),
        }
    }
}

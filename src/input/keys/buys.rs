//! `buys`: what members buy.

use super::resolver::Resolver;
use crate::input::read::{Chance, NonNegative, Num, keys, plain_map};
use crate::problem::Path;
use crate::scenario::Buys;

keys! {
    /// What members buy.
    RawBuys {
        /// Chance that a member buys on a day.
        per_day: Num<Chance>,
        /// What one purchase leaves after its own costs, in money.
        margin: Num<NonNegative>,
    }
}
plain_map!(RawBuys);

impl Resolver {
    pub(super) fn buys(&mut self, raw: &RawBuys, path: &Path) -> Buys {
        let path = path.key("buys");
        Buys {
            per_day: self.required(raw.per_day.as_ref(), &path, "per_day"),
            margin: self.required(raw.margin.as_ref(), &path, "margin"),
        }
    }
}

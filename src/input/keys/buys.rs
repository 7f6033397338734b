//! `buys`: what members buy.

use super::resolver::Resolver;
use crate::input::read::{Chance, NonNegative, Num, keys, plain_map};
use crate::problem::Path;
use crate::scenario::Buys;

keys! {
    /// What members buy.
    RawBuys {
        per_day: Num<Chance>,
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

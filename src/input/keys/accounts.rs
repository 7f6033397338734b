//! `accounts`: through what people come in.

use super::resolver::Resolver;
use crate::input::read::{Count, Many, Num, Whole, keys, plain_map};
use crate::problem::Path;
use crate::scenario::Accounts;

keys! {
    /// Accounts through which people come in, spread evenly over them; whom none takes is turned away.
    RawAccounts {
        count: Whole<Many>,
        per_hour: Num<Count>,
        per_day: Num<Count>,
    }
}
plain_map!(RawAccounts);

impl Resolver {
    pub(super) fn accounts(&mut self, raw: &RawAccounts) -> Accounts {
        self.needs(raw.count.is_some(), &Path::root().key("accounts"), "count");
        Accounts {
            // A placeholder that is possible, so that the missing number is reported once.
            count: raw.count.map_or(1, |count| count.0),
            per_hour: self.optional(raw.per_hour.as_ref()),
            per_day: self.optional(raw.per_day.as_ref()),
        }
    }
}

//! `capacity`: how many can join.

use super::resolver::Resolver;
use crate::input::read::{Count, NonNegative, Num, keys, plain_map};
use crate::scenario::Capacity;

keys! {
    /// How many can join; who comes later is turned away.
    RawCapacity {
        total: Num<Count>,
        per_hour: Num<NonNegative>,
    }
}
plain_map!(RawCapacity);

impl Resolver {
    pub(super) fn capacity(&self, raw: Option<&RawCapacity>) -> Capacity {
        Capacity {
            total: self.optional(raw.and_then(|capacity| capacity.total.as_ref())),
            per_hour: self.optional(raw.and_then(|capacity| capacity.per_hour.as_ref())),
        }
    }
}

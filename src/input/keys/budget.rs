//! `budget`: money for rewards.

use super::resolver::Resolver;
use crate::input::read::{NonNegative, Num, Read, Reader, Word, either_schema, keys, number_or, plain_map};
use crate::problem::{Expected, Path};
use crate::scenario::{Budget, WhenExhausted};
use crate::yaml::Node;

/// `budget`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawBudget {
    Limit(Num<NonNegative>),
    Full(Limit),
}

impl Read for RawBudget {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawBudget> {
        number_or(node, reader, RawBudget::Limit, RawBudget::Full, Expected::NumberOrMap)
    }
}
either_schema!(RawBudget, "Money for rewards.", Num<NonNegative>, Limit);

keys! {
    /// Money for rewards, and what happens when it is gone.
    Limit {
        limit: Num<NonNegative>,
        /// Rewards that are earned on one day may cost so much; what it does not cover is no claim.
        per_day: Num<NonNegative>,
        /// `stop_rewards` (default), `end_campaign` or `overdraw`.
        when_exhausted: Word<WhenExhausted>,
    }
}
plain_map!(Limit);

impl Resolver {
    pub(super) fn budget(&mut self, raw: &RawBudget) -> Budget {
        let path = Path::root().key("budget");
        match raw {
            RawBudget::Limit(limit) => {
                let limit = self.quantity(limit);
                Budget { limit, per_day: None, when_exhausted: WhenExhausted::default() }
            }
            RawBudget::Full(full) => Budget {
                limit: self.required(full.limit.as_ref(), &path, "limit"),
                per_day: full.per_day.as_ref().map(|per_day| self.quantity(per_day)),
                when_exhausted: full.when_exhausted.map_or(WhenExhausted::default(), |Word(choice)| choice),
            },
        }
    }
}

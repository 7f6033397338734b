//! `costs` other than rewards, and the `benchmark` to compare with.

use super::resolver::Resolver;
use crate::input::read::{NonNegative, Num, Positive, keys, plain_map};
use crate::problem::Path;
use crate::scenario::{Costs, Quantity};

keys! {
    /// Costs other than rewards.
    RawCosts {
        fixed: Num<NonNegative>,
        per_day: Num<NonNegative>,
        per_seed: Num<NonNegative>,
    }
}

keys! {
    /// What to compare with.
    RawBenchmark {
        cac: Num<Positive>,
    }
}
plain_map!(RawCosts, RawBenchmark);

impl Resolver {
    pub(super) fn costs(&self, raw: Option<&RawCosts>) -> Costs {
        Costs {
            fixed: self.or(raw.and_then(|costs| costs.fixed.as_ref()), Costs::FIXED),
            per_day: self.or(raw.and_then(|costs| costs.per_day.as_ref()), Costs::PER_DAY),
            per_seed: self.or(raw.and_then(|costs| costs.per_seed.as_ref()), Costs::PER_SEED),
        }
    }

    pub(super) fn benchmark(&mut self, raw: &RawBenchmark) -> Quantity {
        self.required(raw.cac.as_ref(), &Path::root().key("benchmark"), "cac")
    }
}

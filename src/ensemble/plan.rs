//! What is to be run, and the switches that follow from it alone: never from how the work is cut.

use crate::scenario::Valid;
use sha2::{Digest, Sha256};

/// What is to be run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Seed.
    pub seed: u64,
    /// Replicates (at most, with `until`).
    pub replicates: u64,
    /// Stop when the standard error of the mean number of new users is below this part of it.
    pub until: Option<f64>,
}

/// Up to so many replicates the metrics are kept and their quantiles are exact; beyond, quantiles come from counts in
/// bins of relative width below 0.2 %.
pub const EXACT: u64 = 1 << 17;
/// So many replicates tell on which input the outcome hangs: its share is known to about a point of a hundred.
pub const TELLING: u64 = 1 << 14;
/// Replicates between two looks at the precision.
const LOOK: u64 = 2_048;

/// What of a replicate is kept, beside what goes into sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    /// All metrics and inputs.
    Rows,
    /// The metrics that make headlines, and all inputs.
    Headlines,
}

impl Plan {
    /// Replicates at the next look after so many, where the precision asked for is compared with that reached.
    pub(super) fn next_look(&self, done: u64) -> u64 {
        (done / LOOK + 1).saturating_mul(LOOK).min(self.replicates)
    }

    /// Whether the precision is looked at after so many replicates.
    pub(super) fn looks_at(&self, done: u64) -> bool {
        done > 0 && (done == self.replicates || done.is_multiple_of(LOOK))
    }

    /// What is kept of a replicate. Where quantiles will not be exact because more is planned, rows need not be kept.
    pub(super) fn keeping(&self) -> Keeping {
        if self.until.is_some() || self.replicates <= EXACT { Keeping::Rows } else { Keeping::Headlines }
    }

    /// The fingerprint of this plan for this scenario: equal ones give equal replicates, and parts that belong together.
    #[must_use]
    pub fn fingerprint(&self, scenario: &Valid) -> Fingerprint {
        let mut hash = Sha256::new();
        let scenario = serde_json::to_vec(scenario).unwrap_or_default();
        let until = self.until.map_or(0, f64::to_bits);
        hash.update(env!("CARGO_PKG_VERSION").as_bytes());
        for number in [0, scenario.len() as u64, self.seed, self.replicates, until] {
            hash.update(number.to_le_bytes());
        }
        hash.update(&scenario);
        Fingerprint(hash.finalize().into())
    }
}

/// The SHA-256 of what a plan is made of: program, scenario, seed, replicates and precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(pub(super) [u8; 32]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    const PLAN: Plan = Plan { seed: 1, replicates: 5_000, until: None };

    #[test]
    fn looks_are_fixed_by_the_plan() {
        assert_eq!(
            [0, 1, 2_047, 2_048, 4_900].map(|done| PLAN.next_look(done)),
            [2_048, 2_048, 2_048, 4_096, 5_000]
        );
        assert_eq!(
            [0, 64, 2_048, 4_096, 5_000].map(|done| PLAN.looks_at(done)),
            [false, false, true, true, true]
        );
    }

    #[test]
    fn rows_are_kept_where_quantiles_may_be_exact() {
        assert_eq!(PLAN.keeping(), Keeping::Rows);
        let many = Plan { replicates: EXACT + 1, ..PLAN };
        assert_eq!(many.keeping(), Keeping::Headlines);
        assert_eq!(Plan { until: Some(0.01), ..many }.keeping(), Keeping::Rows);
    }

    #[test]
    fn every_difference_has_another_fingerprint() {
        let scenario = |days: u32| {
            let text =
                format!("{{ name: a, days: {days}, seeds: 9, contacts: 5, join: 0.1, share: 0.2 to 0.4 }}");
            Scenario::from_yaml(&text).unwrap()
        };
        let known = PLAN.fingerprint(&scenario(3));
        assert_eq!(PLAN.fingerprint(&scenario(3)), known);
        assert_ne!(PLAN.fingerprint(&scenario(4)), known);
        for plan in
            [Plan { seed: 2, ..PLAN }, Plan { replicates: 5_001, ..PLAN }, Plan { until: Some(0.01), ..PLAN }]
        {
            assert_ne!(plan.fingerprint(&scenario(3)), known);
        }
    }
}

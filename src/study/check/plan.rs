//! How often a check looks, and how sure it is to be.

use crate::scenario::Valid;

/// The probability with which a verdict may be wrong, for each statement, unless somebody asks for another.
pub const ERROR: f64 = 0.001;
/// Replicates of the first look.
const FIRST_LOOK: u64 = 1_000;
/// Replicates of the last look, as a multiple of the `runs` of the scenario.
const LAST_LOOK: u64 = 10;

/// How a scenario is checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CheckPlan {
    /// Seed.
    pub seed: u64,
    /// Replicates of the first look (at least 1).
    pub first: u64,
    /// Replicates of the last look (at least `first`).
    pub most: u64,
    /// The probability with which a verdict may be wrong, for each statement.
    pub error: f64,
}

impl CheckPlan {
    /// The plan of a scenario for which nothing else is asked.
    #[must_use]
    pub fn of(scenario: &Valid) -> CheckPlan {
        CheckPlan {
            seed: scenario.seed,
            first: FIRST_LOOK.min(scenario.runs),
            most: scenario.runs.saturating_mul(LAST_LOOK),
            error: ERROR,
        }
    }

    /// Replicates at every look: doubled from look to look, the last one cut to `most`.
    #[must_use]
    pub fn looks(&self) -> Vec<u64> {
        let doubled = std::iter::successors(Some(self.first), |look| look.checked_mul(2));
        let mut looks: Vec<u64> = doubled.take_while(|look| *look < self.most).collect();
        looks.push(self.most);
        looks
    }
}

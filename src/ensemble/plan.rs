//! What is to be run, and the switches that follow from it alone: never from how the work is cut.

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

/// Replicates between two looks at the precision.
const LOOK: u64 = 2_048;

impl Plan {
    /// Replicates at the next look after so many, where the precision asked for is compared with that reached.
    pub(super) fn next_look(&self, done: u64) -> u64 {
        (done / LOOK + 1).saturating_mul(LOOK).min(self.replicates)
    }
}

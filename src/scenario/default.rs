//! What a scenario says where its file says nothing, and how much of anything it may have.

/// Replicates unless the file or the command line says otherwise.
pub(crate) const DEFAULT_RUNS: u64 = 10_000;
/// Seed unless the file or the command line says otherwise.
pub(crate) const DEFAULT_SEED: u64 = 1;
/// A reward one invitation further away is felt at four fifths, unless the file says otherwise.
pub(crate) const DEFAULT_PATIENCE: f64 = 0.8;

/// The name of the one segment of a scenario that names none.
pub(crate) const EVERYBODY: &str = "all";

/// The most items of a list, or names in a map.
pub(crate) const MAX_ITEMS: usize = 500;

/// The most steps that are simulated: two years in minutes.
pub(crate) const MAX_STEPS: u64 = 1_000_000;

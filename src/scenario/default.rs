//! What a scenario says where its file says nothing (of numbers the list of numbers says it), and how much of anything
//! it may have.

use super::Scenario;

/// Replicates unless the file or the command line says otherwise.
pub(crate) const DEFAULT_RUNS: u64 = Scenario::RUNS.usual() as u64;
/// Seed unless the file or the command line says otherwise.
pub(crate) const DEFAULT_SEED: u64 = Scenario::SEED.usual() as u64;

/// The name of the one segment of a scenario that names none.
pub(crate) const EVERYBODY: &str = "all";

/// The most items of a list, or names in a map.
pub(crate) const MAX_ITEMS: usize = 500;

/// The most steps that are simulated: two years in minutes.
pub(crate) const MAX_STEPS: u64 = 1_000_000;

//! Which design? Designs of a campaign on the same replicates: how they differ, how sure that is, which of
//! them no other beats, and what to choose.
//!
//! Replicate by replicate the designs share their luck and, where inputs are uncertain, the unknown. Differences are
//! taken within replicates, so that what is shared cancels.

mod caution;
mod comparison;
mod course;
mod difference;
mod dominance;
mod driver;
mod inputs;
mod measure;
mod question;
mod tallies;
mod verdict;

#[cfg(test)]
mod tests;

pub(in crate::study) use caution::alike;
pub use caution::{Caution, Refusal};
pub use comparison::Comparison;
pub use course::Course;
pub use difference::{Difference, Measured};
pub use dominance::Dominance;
pub use driver::Driver;
pub use inputs::{Differing, Given};
pub use measure::Measure;
pub(in crate::study) use measure::{common_benchmark, saved};
pub use question::Question;
pub use verdict::{State, Verdict};

use crate::scenario::Valid;
use serde::Serialize;

/// The most designs that are compared at once; a sweep is for more.
pub const MOST_DESIGNS: usize = 26;

/// Chance that an interval misses the truth, and that any verdict of a family is wrong.
const ERROR: f64 = 0.05;

/// With fewer pairs differences are not yet nearly normal, and nothing is settled.
pub(in crate::study) const FEW: u64 = 30;

/// A design and what it is called.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Design {
    /// Name, different from those of the others.
    pub name: String,
    /// The campaign.
    pub scenario: Valid,
}

impl Design {
    /// A campaign under this name.
    #[must_use]
    pub fn new(name: impl Into<String>, scenario: Valid) -> Design {
        Design { name: name.into(), scenario }
    }
}

/// The letter by which a design is told: A for the first.
#[must_use]
pub fn letter(design: usize) -> char {
    char::from(b'A' + (design % MOST_DESIGNS) as u8)
}

/// The campaigns of the designs.
fn scenarios(designs: &[Design]) -> Vec<Valid> {
    designs.iter().map(|design| design.scenario.clone()).collect()
}

//! How the answer moves with some inputs: every design of a [`Grid`](crate::input::Grid) on the same replicates.
//!
//! A point of the grid is a pure function of (design, seed, replicates): what an earlier process has finished can be
//! taken over, and the report is the same.

mod best;
mod plan;
mod point;
mod preset;
mod question;
mod report;

#[cfg(test)]
mod tests;

pub use best::Best;
pub use plan::{PointSink, Points, SweepPlan};
pub use point::{Point, PointMetric, metrics};
pub use preset::{NoPreset, invites};
pub use question::{Question, in_one_step};
pub use report::SweepReport;

/// In what two sweeps differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The journal is none of a sweep of this format.
    Format,
    /// Version of the program.
    Version,
    /// Keys or values.
    Grid,
    /// Seed.
    Seed,
    /// Replicates.
    Replicates,
    /// The scenario itself, or what was set in it.
    Scenario,
}

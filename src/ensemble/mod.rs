//! Many replicates of campaigns, in parallel; the result is the same bytes on any number of threads and however the
//! replicates were cut. Knows how many there are and when to stop, not what they mean.
//!
//! There is one loop, in `queue`: blocks of replicates of some designs, handed on in order. A run, designs side by
//! side or in turn, rows shown one by one, and nested runs are uses of it, which differ in what they keep and when they
//! have seen enough. What a run amounts to is a [`Part`] whose replicates are all that there are.

mod aggregate;
mod block;
mod columns;
mod covered;
mod design;
mod designs;
mod joined;
mod kept;
mod nested;
mod observer;
mod part;
mod plan;
mod queue;
mod recorded;
mod replicates;
mod row;
mod run;
mod sample;
mod whole;

#[cfg(test)]
mod tests;

pub use designs::{Designs, Progress, Values};
pub use joined::joined;
pub use nested::nested;
pub use observer::{Observer, Silent};
pub use part::{Part, Refusal};
pub use plan::{EXACT, Fingerprint, Plan, TELLING};
pub use recorded::HEADLINES;
pub use replicates::Replicates;
pub use row::{Row, RowSink};
pub use run::{part, run};
pub use sample::{Sample, sample};
pub use whole::Ensemble;

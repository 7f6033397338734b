//! Many replicates of campaigns, in parallel; the result is the same bytes on any number of threads. Knows how many
//! there are and when to stop, not what they mean.
//!
//! There is one loop, in `queue`: blocks of replicates of some designs, handed on in order. A run, designs side by
//! side or in turn, rows shown one by one, and nested runs are uses of it, which differ in what they keep and when they
//! have seen enough.

mod aggregate;
mod block;
mod columns;
mod design;
mod designs;
mod nested;
mod observer;
mod plan;
mod queue;
mod rows;
mod run;
mod sample;

pub use aggregate::{EXACT, Ensemble};
pub use designs::{Designs, Progress, Values};
pub use nested::nested;
pub use observer::{Observer, Silent};
pub use plan::Plan;
pub use rows::Rows;
pub use run::{Row, RowSink, run};
pub use sample::{Sample, sample};

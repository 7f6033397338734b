//! One question per file, each answered with a plain struct.

pub mod baseline;
pub mod check;
mod next_generation;
pub mod run;

pub use next_generation::viral_coefficient;

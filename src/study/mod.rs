//! One question per file, each answered with a plain struct.

mod next_generation;
pub mod run;
pub mod sweep;

pub use next_generation::viral_coefficient;

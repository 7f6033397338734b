//! One question per file, each answered with a plain struct.

pub mod compare;
mod next_generation;
pub mod run;
pub mod sweep;

pub use next_generation::viral_coefficient;

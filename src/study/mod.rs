//! One question per file, each answered with a plain struct.

pub mod baseline;
pub mod check;
pub mod run;
pub mod theory;

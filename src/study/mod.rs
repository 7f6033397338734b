//! One question per file, each answered with a plain struct.

pub mod run;
pub mod theory;

//! One question per file, each answered with a plain struct.

pub mod baseline;
pub mod check;
pub mod compare;
pub mod run;
pub mod sweep;
pub mod theory;

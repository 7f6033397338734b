//! One replicate of a campaign. An engine takes a compiled [`Model`](crate::model::Model) and the key of a
//! replicate and returns an [`Outcome`]; it prints nothing and knows nothing of other replicates.

pub mod cohort;
mod outcome;

pub use outcome::Outcome;

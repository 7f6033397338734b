//! Whether what a scenario expects of itself holds.
//!
//! The statements are tested sequentially: after `first` replicates, after twice as many, and so on up to `most`. At
//! each of these *looks* every statement that is still open gets a confidence interval; a bound outside of it settles
//! the statement. The probability that an interval misses the truth is divided evenly over the looks (Bonferroni), so
//! that a verdict is wrong with at most the probability asked for, however often was looked. See `docs/check.md`.

mod estimate;
mod finding;
mod per_head;
mod plan;
mod question;
mod reading;
mod sample;
mod trial;

#[cfg(test)]
mod tests;

pub use finding::{CheckReport, Finding, Unmeasured, Verdict};
pub use plan::{CheckPlan, ERROR};
pub use question::Question;

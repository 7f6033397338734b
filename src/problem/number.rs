//! What is possible for a number, and what can be wrong with the law of an uncertain one.

use crate::units::MAX_DAYS;
use serde::Serialize;

/// A bound of a range of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bounds {
    /// Least value.
    pub min: f64,
    /// Whether the least value itself is excluded.
    pub above_min: bool,
    /// Largest value.
    pub max: f64,
}

impl Bounds {
    /// Whether they are those of a time, in days: nothing else ends where time does.
    #[must_use]
    pub fn are_of_time(&self) -> bool {
        self.max == MAX_DAYS
    }
}

/// What is wrong with a law of an uncertain number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LawFault {
    /// `lo to hi` with `lo` not below `hi`.
    Order,
    /// `lo to hi` where an end lies on the edge of what is possible (0, or 100 %): the law has no such ends.
    Edge,
    /// Not as many parameters as the law has.
    Parameters,
    /// A parameter that must be above 0 is not.
    NotPositive,
    /// All of the law lies outside what the key allows.
    Outside,
}

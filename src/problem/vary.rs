//! What can be wrong with `KEY=VALUES`, as data.

use serde::Serialize;

/// What is wrong with `KEY=VALUES`, or with several of them together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum VaryFault {
    /// Not `KEY=VALUES`.
    Form,
    /// `KEY=` and nothing.
    NoValues,
    /// Two commas with nothing between them.
    Gap,
    /// A value for the second time.
    Twice {
        /// The value.
        value: String,
    },
    /// `lo..hi` without the number of values, or with something that is none.
    Count {
        /// The most values of a range.
        limit: usize,
    },
    /// An end of a range that is neither a number nor a duration.
    End,
    /// A range from a number to a duration.
    Mixed,
    /// A range that does not rise.
    Order,
    /// A logarithmic range from 0.
    LogOfNought,
    /// The same key twice.
    SameKey {
        /// The key.
        key: String,
    },
    /// A key that is no part of the campaign, or that would make the results incomparable.
    NotVaried {
        /// The key.
        key: String,
    },
    /// Keys are varied together, and a value has neither one part for all of them nor one for each.
    Parts {
        /// How many keys.
        keys: usize,
        /// How many parts.
        parts: usize,
    },
    /// More designs than are simulated together.
    TooManyPoints {
        /// How many.
        points: u64,
        /// How many are allowed.
        limit: usize,
    },
}

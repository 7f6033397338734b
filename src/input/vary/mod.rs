//! `KEY=VALUES` (`--vary`): a key of a scenario and the values it is to take, and all the designs that come of it.
//!
//! Values are separated by commas. Each is written as in the file, or is a range of so many values:
//!
//! | written | values |
//! |---|---|
//! | `incentive.0.invites=1,2,3,5` | these four |
//! | `share=0.2..0.4:5` | 0.2, 0.25, 0.3, 0.35, 0.4 |
//! | `budget.limit=log:1_000..100_000:3` | 1000, 10000, 100000 |
//! | `share.after=30m..2h:4` | 30m, 60m, 90m, 120m |
//!
//! Where the key takes whole numbers only, the values of a range are rounded.

mod faults;
mod grid;
mod maker;
mod range;
mod values;
mod written;

pub use faults::{GridFault, GridFaults};
pub use grid::{Axis, Grid, MAX_POINTS, grid};
pub use values::AxisValue;

use serde::Serialize;

/// What is wrong with `KEY=VALUES`, or with several of them together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
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
    /// More designs than are simulated together.
    TooManyPoints {
        /// How many.
        points: u64,
        /// How many are allowed.
        limit: usize,
    },
}

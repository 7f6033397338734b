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
//! | `incentive.0.value+incentive.0.cost=5/4,10/8` | 5 and 4, 10 and 8: keys that go together |
//!
//! Where the key takes whole numbers only, the values of a range are rounded.

mod as_typed;
mod expansion;
mod faults;
mod grid;
mod range;
mod values;

pub use expansion::grid;
pub use faults::{GridFault, GridFaults};
pub use grid::{Axis, AxisValue, Grid, MAX_POINTS};

#[cfg(test)]
mod tests;

//! From what was typed to a valid scenario, or to everything that is wrong with it.
//!
//! Text becomes a tree in [`yaml`](crate::yaml), overrides change the tree (`set`), typed values are read from it
//! (`read`), keys become what is meant by them (`keys`), and the checks of [`scenario`](crate::scenario) follow. How a
//! campaign runs is not known here.

mod edit;
mod expect;
mod keys;
mod load;
mod locate;
mod read;
mod schema;
mod set;
mod vary;

pub use edit::{Written, as_typed, edit, plain};
pub use load::{Problems, load};
pub use schema::schema;
pub use set::Override;
pub use vary::{Axis, AxisValue, Grid, GridFault, GridFaults, MAX_POINTS, grid};

//! From what was typed to a valid scenario, or to everything that is wrong with it.
//!
//! Text becomes a tree in [`yaml`](crate::yaml), Chinese names and numbers as people write them become those of the
//! standard form (`standard`), overrides change the tree (`set`), typed values are read from it
//! (`read`), keys become what is meant by them (`keys`), and the checks of [`scenario`](crate::scenario) follow. How a
//! campaign runs is not known here.

mod audience;
mod chinese;
mod edit;
mod expect;
mod inherit;
mod keys;
mod language;
mod load;
mod locate;
mod naming;
mod order;
mod read;
mod rewrite;
mod schema;
mod set;
mod standard;
mod tree;
mod typed;
mod vary;

pub use edit::edit;
pub use expect::statement_in_chinese;
pub use language::is_in_chinese;
pub use load::{Problems, load};
pub use naming::{LAST_STAGE, key_names, measure_names, word_names};
pub use rewrite::{Keys, Rewritten, rewrite};
pub use schema::schema;
pub use set::Override;
pub use standard::{code_in_chinese, is_called, keys_at, parts_in_chinese, path_in_chinese};
pub use typed::{Written, as_typed, plain};
pub use vary::{Axis, AxisValue, Grid, GridFault, GridFaults, MAX_POINTS, grid};

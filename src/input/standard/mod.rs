//! From what a person wrote to what the reader takes: Chinese keys, fixed words and numbers such as `5万` become those of
//! the standard form, wherever the schema has a key, a word or a number; names of the scenario's own stay as they are. What
//! was written keeps its place, so that problems underline it.

mod change;
mod here;
mod path;
mod shape;
mod tree;

pub(super) use change::Change;
pub use here::{code_in_chinese, is_called, keys_at, parts_in_chinese, path_in_chinese};
pub(super) use path::{standard_names, standard_path};
pub(super) use tree::standardise;

#[cfg(test)]
mod tests;

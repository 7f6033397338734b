//! Who knows whom: people, their contacts, the chat groups in which they sit. Networks are read from files (`read`) or drawn
//! by a law (`generate`), and kept in a few long arrays.
//!
//! This room does not know what a share is, nor who is a member: it says whom somebody *can* reach.

mod edges;
mod graph;
mod lists;

pub use graph::{Groups, Kinds, Listed, Network};
pub use lists::Lists;

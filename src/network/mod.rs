//! Who knows whom: people, their contacts, the chat groups in which they sit. Networks are read from files (`read`) or drawn
//! by a law (`generate`), and kept in a few long arrays.
//!
//! This room does not know what a share is, nor who is a member: it says whom somebody *can* reach.

mod digest;
mod edges;
mod generate;
mod graph;
mod lists;
mod names;
mod plan;
mod read;
mod shelf;

pub use edges::Tally;
pub use generate::{Block, Circle, Degrees, Generator, Law, LawKind, Seats};
pub use graph::{Groups, Kinds, LeftOut, Listed, Network, Omitted, Remark};
pub use lists::Lists;
pub use names::Ids;
pub use plan::{FileName, Files, Plan};
pub use read::read;

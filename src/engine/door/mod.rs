//! The door: who finds room where people come one after the other.

mod comers;
mod queue;

pub(super) use comers::{Comers, When};
pub(super) use queue::{Came, Evenly, Lot, Queue, first_come};

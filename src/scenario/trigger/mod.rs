//! What makes a reward due, and who gets it: one table of all triggers (`table.rs`), which the reader, the checks, the list
//! of numbers, the names of rewards and `--set` read. What a trigger does in a campaign is for `terms`.

mod kind;
mod recipient;
mod table;

pub use kind::{Trigger, TriggerKind};
pub use recipient::Recipient;
pub use table::Counted;

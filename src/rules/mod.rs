//! The campaign's terms as pure functions: motives, rewards, money, capacity, bans. Nothing here draws a
//! random number or knows how members are stored.

mod motive;
mod reward;
mod treasury;
mod world;

pub use motive::{drive, invitee_value, join_chances, perceived_value, response};
pub use reward::marks_passed;
pub use treasury::{Exhaustion, Settlement, Treasury};
pub use world::{admitted_by_hour, ban_chance, groups_needed};

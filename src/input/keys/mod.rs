//! The keys of a scenario: one file per topic holds what can be typed and what is meant by it. Whether the values go
//! together is for the checks of the scenario.

mod accounts;
mod amounts;
mod ban;
mod budget;
mod buys;
mod capacity;
mod channels;
mod clock;
mod community;
mod contacts;
mod costs;
mod delay;
mod event;
mod expect;
mod groups;
mod hours;
mod inflow;
mod levels;
mod network;
mod novelty;
mod people;
mod person;
mod price;
mod quota;
mod refund;
mod reminders;
mod resolver;
mod response;
mod reward;
mod seeds;
mod share;
mod trigger;
mod whole;

pub(super) use person::{inherited_by_channels, inherited_by_segments};
pub(super) use whole::{RawScenario, is_of_people, resolve};

#[cfg(test)]
mod tests;

//! kfactor simulates referral campaigns.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod cli;
pub mod engine;
pub mod ensemble;
pub mod i18n;
pub mod model;
pub mod output;
pub mod rng;
pub mod rules;
pub mod scenario;
pub mod stats;
pub mod study;
pub mod units;

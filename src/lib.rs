//! kfactor simulates referral campaigns.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod scenario;
pub mod units;
pub mod engine;
pub mod stats;
pub mod study;
pub mod i18n;
pub mod output;

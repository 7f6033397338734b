//! kfactor simulates referral campaigns.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod engine;
pub mod i18n;
pub mod output;
pub mod scenario;
pub mod stats;
pub mod study;
pub mod units;

//! kfactor simulates referral campaigns: a bait is offered to seed users, who share it with their contacts, some of
//! whom join and share on. It says what will happen: how many users, at what cost, with what risk.
//!
//! One campaign is one *replicate*: a pure function of scenario, seed and number. Thousands of them are an *ensemble*,
//! and what it amounts to is a *report*.
//!
//! The rooms, from left to right; imports go one way:
//!
//! | room | holds |
//! |---|---|
//! | [`units`] | money, people, chances per step |
//! | [`stats`], [`rng`] | summaries of samples; random streams and exact samplers |
//! | [`metrics`] | what is measured of a campaign, each thing defined once |
//! | [`problem`] | what can be wrong, as data with a place |
//! | [`yaml`] | text to a tree of values with their places |
//! | [`scenario`] | a valid campaign |
//! | [`input`] | YAML to a valid scenario, or all its problems at once |
//! | [`model`] | the scenario compiled into immutable numbers |
//! | [`terms`] | the campaign's terms as pure functions |
//! | [`engine`] | one replicate |
//! | [`ensemble`] | many replicates, the same bytes on any number of threads |
//! | [`study`] | one question, one answer |
//! | [`words`] | every sentence the user reads, in English and Chinese |
//! | [`output`] | structs to bytes: terminal, CSV, JSON, charts (feature `cli`) |
//! | [`cli`] | the command line (feature `cli`) |
//!
//! ```
//! use kfactor::ensemble::{Plan, Silent};
//! use kfactor::metrics::Metric;
//! use kfactor::scenario::Scenario;
//! use kfactor::study::run;
//!
//! let scenario = Scenario::from_yaml(
//!     "
//!     name: Exam-prep poster
//!     days: 14
//!     seeds: 500
//!     share: 0.35
//!     contacts: 12
//!     join: 0.06
//!     churn: 0.02
//!     incentive:
//!       - { to: inviter, when: { invites: 3 }, value: 299, cost: 6 }
//!     ",
//! )?;
//! let plan = Plan { seed: 1, replicates: 1_000, until: None };
//! let report = run::run(&scenario, &plan, &Silent, &mut |_| Ok(()))?;
//! // Every member brings .35 · 12 · .06 = .252 others, so that 500 seeds bring about 168.
//! let new_users = report.metric(&Metric::NewUsers).ok_or("no such metric")?;
//! assert!((new_users.mean - 168.0).abs() < 4.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "cli")]
pub mod cli;
pub mod engine;
pub mod ensemble;
pub mod input;
pub mod metrics;
pub mod model;
#[cfg(feature = "cli")]
pub mod output;
pub mod problem;
pub mod rng;
pub mod scenario;
pub mod stats;
pub mod study;
pub mod terms;
pub mod units;
pub mod words;
pub mod yaml;

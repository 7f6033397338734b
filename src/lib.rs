//! kfactor simulates referral campaigns: a bait is offered to seed users, who share it with their contacts, some of
//! whom join and share on. It says what will happen: how many users, at what cost, with what risk.
//!
//! A campaign is a [`Scenario`], read from YAML or built in Rust. One run of it is a *replicate*: a pure function of
//! scenario, seed and number. Thousands of them are an *ensemble*, and what it amounts to is a report.
//!
//! # What will happen?
//!
//! ```
//! use kfactor::{Metric, Scenario, run};
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
//!     ",
//! )?;
//! let report = run::Question::new(&scenario).replicates(1_000).answer();
//! // Every member brings .35 · 12 · .06 = .252 others, so that 500 seeds bring about 168.
//! let new_users = report.metric(&Metric::NewUsers).ok_or("no such metric")?;
//! assert!((new_users.mean - 168.0).abs() < 4.0);
//! // The same seed gives the same numbers, on any number of threads.
//! let again = run::Question::new(&scenario).replicates(1_000).answer();
//! assert_eq!(again.metric(&Metric::NewUsers), Some(new_users));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Every question is asked like that: a `Question` takes from the scenario whatever is not said (seed, replicates),
//! `answer()` gives a plain struct. [`run::Question::answer_with`] hands out the rows of the replicates one by one, and an
//! [`Observer`] shows how far the work is and may stop it.
//!
//! # What follows without simulating?
//!
//! ```
//! use kfactor::{Scenario, theory};
//!
//! let text = "{ name: x, days: 14, seeds: 500, share: 0.35, contacts: 12, join: 6% }";
//! let report = theory::Question::new(&Scenario::from_yaml(text)?).answer();
//! assert!((report.theory.k - 0.252).abs() < 1e-6);
//! // What would have to change for every member to bring one other?
//! assert!(report.nearest_lever().is_some());
//! # Ok::<(), kfactor::Problems>(())
//! ```
//!
//! # Which design?
//!
//! Designs share their luck, replicate by replicate, so that their difference is known better than either of them.
//!
//! ```
//! use kfactor::{Metric, Scenario, Trigger, compare};
//!
//! let two = Scenario::from_yaml(
//!     "
//!     name: two friends
//!     days: 10
//!     seeds: 200
//!     share: { reward: { max: 0.6, half: 9 } }
//!     contacts: 12
//!     join: 0.06
//!     incentive: [{ when: { invites: 2 }, value: 30, cost: 4 }]
//!     ",
//! )?;
//! let three = two.changed(|scenario| scenario.incentive[0].when = Trigger::Invites(3))?;
//! let designs = [compare::Design::new("two", two), compare::Design::new("three", three)];
//! let comparison = compare::Question::new(&designs).replicates(500).answer()?;
//! let users = comparison.metric(Metric::NewUsers).ok_or("no such metric")?.differences[0];
//! assert!(users.mean < 0.0 && users.is_settled(), "a prize that is farther away moves fewer people");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How does the answer move?
//!
//! ```
//! use kfactor::{Override, Source, grid, sweep};
//!
//! let source = Source::new("x.yaml", "{ name: x, days: 7, seeds: 90, share: 0.3, contacts: 10, join: 5% }");
//! let grid = grid(&source, &[], &[Override::varied("share=0.2..0.4:3")]).map_err(|_| "no grid")?;
//! let report = sweep::Question::new(&grid).replicates(300).answer().ok_or("stopped")?;
//! let k = |point: usize| report.points[point].value(&sweep::PointMetric::KTheory).map(|k| k.mean);
//! assert_eq!(report.points.len(), 3);
//! assert!(k(0) < k(1) && k(1) < k(2));
//! # Ok::<(), &str>(())
//! ```
//!
//! # Does it hold what it promises?
//!
//! ```
//! use kfactor::{Scenario, check};
//!
//! let scenario = Scenario::from_yaml(
//!     "
//!     name: promises
//!     days: 14
//!     seeds: 500
//!     share: 0.35
//!     contacts: 12
//!     join: 0.06
//!     expect: [ new_users.mean > 100, theory.k < 1 ]
//!     ",
//! )?;
//! let report = check::Question::new(&scenario).answer();
//! assert_eq!(report.count(check::Verdict::Pass), 2);
//! # Ok::<(), kfactor::Problems>(())
//! ```
//!
//! # Built in Rust
//!
//! [`Scenario::new`] fills in the defaults of a file; every field is public. [`Scenario::validate`] finds all that is wrong
//! at once; what it gives back is [`Valid`], which is all that questions take.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod engine;
#[doc(hidden)]
pub mod ensemble;
#[doc(hidden)]
pub mod input;
#[doc(hidden)]
pub mod metrics;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod network;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod problem;
#[doc(hidden)]
pub mod rng;
#[doc(hidden)]
pub mod scenario;
#[doc(hidden)]
pub mod stats;
#[doc(hidden)]
pub mod study;
#[doc(hidden)]
pub mod terms;
#[doc(hidden)]
pub mod units;
#[doc(hidden)]
pub mod words;
#[doc(hidden)]
pub mod yaml;

// The campaign.
#[doc(inline)]
pub use scenario::{
    Amount, Budget, Buys, Contacts, Delay, Drive, Input, Law, Quantity, Recipient, Response, Reward,
    Scenario, Segment, Stay, Trigger, Wait,
};
// What is valid, and what is wrong.
#[doc(inline)]
pub use {
    input::{Grid, Override, Problems, grid, load},
    problem::Problem,
    scenario::{Invalid, Valid},
    yaml::Source,
};
// The questions.
#[doc(inline)]
pub use study::{baseline, check, compare, run, sweep, theory};
// What is measured.
#[doc(inline)]
pub use {
    ensemble::{Observer, Row, Sample, sample},
    metrics::{Metric, Risk, SegmentMetric, Series, StopReason},
    stats::Summary,
};

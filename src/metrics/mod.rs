//! What is measured of a campaign: every metric, quantity over time, count, cost and event, each defined once with its
//! name, its unit and its meaning; and where their numbers stand in a row.
//!
//! Counting is for the engine, words are for `words`. Nothing here knows how a scenario is written: what a campaign looks
//! like is handed in as a [`Shape`].

#[macro_use]
mod named;

mod columns;
mod cost;
mod facts;
mod joins;
mod layout;
mod ledger;
mod measure;
mod metric;
mod per_head;
mod retired;
mod risk;
mod rule;
mod scalar;
mod segment;
mod series;
mod shape;
mod stop;
mod table;
mod trees;
mod turned_away;
mod unit;

pub use columns::Columns;
pub use cost::{Line, OtherLine};
pub use facts::{Need, Prominence};
pub use joins::{Joins, K_OVER_TIME};
pub use layout::{Layout, TimePoint};
pub use ledger::{LedgerCell, LedgerMetric};
pub use measure::measure;
pub use retired::Retired;
pub use risk::{Risk, RiskReader};
pub use rule::{RuleCounts, RuleMetric};
pub use scalar::Scalar;
pub use segment::{FunnelCounts, SegmentCounts, SegmentMetric};
pub use series::{Moment, Series};
pub use shape::Shape;
pub use stop::StopReason;
pub use table::{Counted, Metric, Totals};
pub use trees::Trees;
pub use turned_away::{Barrier, TurnedAway};
pub use unit::{Better, Unit};

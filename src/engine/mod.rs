//! One replicate of a campaign. An engine takes a compiled [`Model`](crate::model::Model) and the key of a
//! replicate and returns an [`Outcome`]; it prints nothing and knows nothing of other replicates.

pub mod cohort;
mod layout;
mod measure;
mod metric;
mod outcome;

pub use layout::{Layout, OtherLine};
pub use measure::{Totals, measure};
pub use metric::{Metric, StopReason, Unit};
pub use outcome::{LedgerCell, Outcome, RULE_METRICS, RuleCounts, SEGMENT_METRICS, SegmentCounts};

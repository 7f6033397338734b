//! One replicate of a campaign.

mod metric;

pub use metric::{Metric, StopReason, Unit};

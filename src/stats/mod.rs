//! Numbers in, numbers out: summaries, quantiles, histograms. Knows nothing of campaigns.

mod summary;

pub use summary::{QUANTILE_LEVELS, Summary};

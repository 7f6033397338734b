//! Numbers in, numbers out: summaries, quantiles, histograms. Knows nothing of campaigns.
//!
//! Quantiles everywhere are of type 7 (Hyndman and Fan 1996; the default of NumPy, R and spreadsheets): the
//! level `q` of `n` values lies at the place `q·(n-1)` of the sorted values, counted from 0, linearly between
//! neighbours.

mod beta;
pub mod binomial;
mod contrast;
mod covariances;
mod exact;
mod first_order;
mod gamma;
mod glance;
mod histogram;
mod holm;
pub mod interval;
mod log_histogram;
mod moments;
mod paired;
mod proportion;
mod quantile;
mod ratio;
mod ratios;
mod student;
mod summary;
mod tally;
mod variance_split;

pub use contrast::Contrast;
pub use covariances::Covariances;
pub use exact::ExactSum;
pub use first_order::{EqualBins, FirstOrder};
pub(crate) use gamma::lower_gamma;
pub use glance::Glance;
pub use histogram::Histogram;
pub use holm::holm;
pub use log_histogram::LogHistogram;
pub use moments::Moments;
pub use paired::{Paired, Shares, shares_apart};
pub use proportion::proportion;
pub use quantile::{quantile, quantiles};
pub use ratio::{Ratio, RatioSums};
pub use ratios::Ratios;
pub use student::{student_cdf, student_quantile, student_two_sided};
pub use summary::{QUANTILE_LEVELS, Summary};
pub use tally::Tally;
pub use variance_split::{VarianceSplit, variance_split};

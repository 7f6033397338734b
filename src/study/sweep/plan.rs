//! What the points of a sweep share, and what is known of them.

use super::point::Point;
use crate::stats::Summary;
use std::io;

/// What every point of a sweep shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SweepPlan {
    /// Seed.
    pub seed: u64,
    /// Replicates of every point.
    pub replicates: u64,
}

/// The points of a grid, by index; `None` where a point is not finished.
pub type Points = Vec<Option<Point>>;

/// Takes what is finished, in the order of the grid: (index, summaries of the metrics of the point).
pub type PointSink<'a> = &'a mut dyn FnMut(usize, &[Summary]) -> io::Result<()>;

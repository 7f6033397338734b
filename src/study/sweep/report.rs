//! The answer of a sweep: the points of its grid, and the best of them.

use super::best::{self, Best};
use super::plan::{Points, SweepPlan};
use super::point::Point;
use crate::engine::Engine;
use crate::input::{Axis, AxisValue, Grid};
use crate::scenario::Valid;

/// The answer of `kfactor sweep`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SweepReport {
    /// The first design: what all of them share can be read from it.
    pub first: Valid,
    /// The keys and their values.
    pub axes: Vec<Axis>,
    /// The engine of all points.
    pub engine: Engine,
    /// Seed of all points.
    pub seed: u64,
    /// Replicates of every point.
    pub replicates: u64,
    /// Every point, the values of the last key changing fastest.
    pub points: Vec<Point>,
    /// The best point by each headline metric.
    pub best: Vec<Best>,
}

impl SweepReport {
    /// The report of a grid whose points are all finished; `None` otherwise.
    #[must_use]
    pub fn new(grid: &Grid, plan: &SweepPlan, points: Points) -> Option<SweepReport> {
        let points: Vec<Point> = points.into_iter().collect::<Option<_>>()?;
        Some(SweepReport {
            engine: Engine::of(grid.designs.first()?),
            first: grid.designs.first()?.clone(),
            axes: grid.axes.clone(),
            seed: plan.seed,
            replicates: plan.replicates,
            best: best::best(&points, plan.replicates),
            points,
        })
    }

    /// The values of the point at `index`, one per key.
    #[must_use]
    pub fn values(&self, index: usize) -> Vec<&AxisValue> {
        Grid::values_of(&self.axes, index)
    }
}

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
    /// Keys, by number, whose values change nothing: every number is the same along them, to the last digit.
    pub idle: Vec<usize>,
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
            idle: idle(&grid.axes, &points),
            points,
        })
    }

    /// The values of the point at `index`, one per key.
    #[must_use]
    pub fn values(&self, index: usize) -> Vec<&AxisValue> {
        Grid::values_of(&self.axes, index)
    }
}

/// The axes along which all points are the same.
fn idle(axes: &[Axis], points: &[Point]) -> Vec<usize> {
    let lengths: Vec<usize> = axes.iter().map(|axis| axis.values.len()).collect();
    let is_idle = |axis: &usize| {
        let stride: usize = lengths[axis + 1..].iter().product();
        let has_next = |index: &usize| index / stride % lengths[*axis] + 1 < lengths[*axis];
        let mut pairs =
            (0..points.len()).filter(has_next).map(|at| (&points[at], &points[at + stride])).peekable();
        pairs.peek().is_some() && pairs.all(|(one, next)| one.is_same(next))
    };
    (0..axes.len()).filter(is_idle).collect()
}

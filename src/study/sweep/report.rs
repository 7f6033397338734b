//! The answer of a sweep: the points of its grid, and the best of them.

use super::best::{self, Best};
use super::plan::{Points, SweepPlan};
use super::point::{Point, PointMetric};
use crate::engine::Engine;
use crate::input::{Axis, AxisValue, Grid};
use crate::scenario::{Unmoved, Valid};

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
    /// What to choose by.
    pub by: PointMetric,
    /// The best point by each headline metric, what to choose by first.
    pub best: Vec<Best>,
    /// Keys, by number, whose values change nothing: every number is the same along them, to the last digit.
    pub idle: Vec<usize>,
    /// What people decide without a look at the rewards that are there for it, at some point.
    pub unmoved: Unmoved,
    /// At how many points that is so.
    pub unmoved_points: usize,
    /// Keys, by number, whose values differ in rewards that move nobody, and in nothing else. Where all keys are such, no point
    /// is the best.
    pub of_idle_rewards: Vec<usize>,
}

impl SweepReport {
    /// The report of a grid whose points are all finished; `None` otherwise.
    #[must_use]
    pub fn new(grid: &Grid, plan: &SweepPlan, points: Points) -> Option<SweepReport> {
        let points: Vec<Point> = points.into_iter().collect::<Option<_>>()?;
        let of_points: Vec<Unmoved> = grid.designs.iter().map(|design| design.unmoved()).collect();
        let unmoved = of_points.iter().copied().fold(Unmoved::default(), Unmoved::or);
        let differ_in_idle_rewards =
            |one: usize, next: usize| grid.designs[one].differs_in_idle_rewards_alone(&grid.designs[next]);
        let of_idle_rewards = match unmoved.any() {
            true => axes_along_which(&grid.axes, points.len(), differ_in_idle_rewards),
            false => Vec::new(),
        };
        let nothing_to_choose = !of_idle_rewards.is_empty() && of_idle_rewards.len() == grid.axes.len();
        Some(SweepReport {
            engine: Engine::of(grid.designs.first()?),
            first: grid.designs.first()?.clone(),
            axes: grid.axes.clone(),
            seed: plan.seed,
            replicates: plan.replicates,
            by: best::deciding(&grid.designs),
            best: match nothing_to_choose {
                true => Vec::new(),
                false => best::best(&points, plan.replicates, best::headlines(&grid.designs)),
            },
            idle: axes_along_which(&grid.axes, points.len(), |one, next| points[one].is_same(&points[next])),
            unmoved,
            unmoved_points: of_points.iter().filter(|unmoved| unmoved.any()).count(),
            of_idle_rewards,
            points,
        })
    }

    /// The values of the point at `index`, one per key.
    #[must_use]
    pub fn values(&self, index: usize) -> Vec<&AxisValue> {
        Grid::values_of(&self.axes, index)
    }
}

/// The axes along which this holds of every point and the next one.
fn axes_along_which(axes: &[Axis], points: usize, holds: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let lengths: Vec<usize> = axes.iter().map(|axis| axis.values.len()).collect();
    let holds_along = |axis: &usize| {
        let stride: usize = lengths[axis + 1..].iter().product();
        let has_next = |index: &usize| index / stride % lengths[*axis] + 1 < lengths[*axis];
        let mut pairs = (0..points).filter(has_next).peekable();
        pairs.peek().is_some() && pairs.all(|at| holds(at, at + stride))
    };
    (0..axes.len()).filter(holds_along).collect()
}

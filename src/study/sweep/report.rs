//! The answer of a sweep: the points of its grid, and the best of them.

use super::best::{self, Best};
use super::plan::{Points, SweepPlan};
use super::point::{Point, PointMetric};
use crate::engine::Engine;
use crate::input::{Axis, AxisValue, Grid};
use crate::metrics::Metric;
use crate::scenario::{Unmoved, Valid};
use crate::study::compare::FEW;
use crate::study::notes::{Note, notes, together};
use crate::study::run::lost_members;
use crate::study::theory::step;
use rayon::prelude::*;

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
    /// The best point by each headline metric, what to choose by first; none by a metric that rewards decide which move nobody, and
    /// none at all with [too few replicates](SweepReport::has_few_replicates).
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
    /// What is to be known of how the points were understood, but for their step, and of how many it is.
    pub notes: Vec<(Note, usize)>,
    /// Of the first point, the last one and that with the largest K by theory, the one whose expected course the step puts farthest off:
    /// its index, and how far as a part of it. None where that is not worth telling.
    pub step_error: Option<(usize, f64)>,
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
        let idle = axes_along_which(&grid.axes, points.len(), |one, next| points[one].is_same(&points[next]));
        let undecided: Vec<usize> = (0..grid.axes.len())
            .filter(|axis| idle.contains(axis) || of_idle_rewards.contains(axis))
            .collect();
        let kind = |point: usize| kind(&grid.axes, &undecided, point);
        let noted = together(grid.designs.iter().map(|design| notes(design, None)));
        let nothing_to_choose =
            plan.replicates < FEW || !of_idle_rewards.is_empty() && of_idle_rewards.len() == grid.axes.len();
        Some(SweepReport {
            engine: Engine::of(grid.designs.first()?),
            first: grid.designs.first()?.clone(),
            axes: grid.axes.clone(),
            seed: plan.seed,
            replicates: plan.replicates,
            by: best::deciding(&grid.designs),
            best: match nothing_to_choose {
                true => Vec::new(),
                false => best::best(&points, plan.replicates, best::headlines(&grid.designs), &kind),
            },
            idle,
            notes: noted.into_iter().map(|(note, of)| (note, of.len())).collect(),
            step_error: step_error(grid, &points),
            unmoved,
            unmoved_points: of_points.iter().filter(|unmoved| unmoved.any()).count(),
            of_idle_rewards,
            points,
        })
    }

    /// Whether there are too few replicates to tell which point is the best.
    #[must_use]
    pub fn has_few_replicates(&self) -> bool {
        self.replicates < FEW
    }

    /// How many members fewer the point that is best by what to choose by has at the end than if nothing were done, where it has.
    #[must_use]
    pub fn lost_members(&self) -> Option<f64> {
        let point = &self.points[self.best.first()?.point];
        let of = |metric: Metric| point.value(&PointMetric::Run(metric));
        lost_members(of(Metric::AddedMembers)?, of(Metric::MembersEnd)?)
    }

    /// Whether the points would have steps of different lengths, had they not [one](super::in_one_step).
    #[must_use]
    pub fn varies_the_step(&self) -> bool {
        self.axes.iter().any(|axis| axis.values.len() > 1 && axis.keys().any(|key| key == "step"))
    }

    /// Whether something can be chosen by the values of this key.
    #[must_use]
    pub fn can_be_chosen(&self, axis: usize) -> bool {
        !self.idle.contains(&axis) && !self.of_idle_rewards.contains(&axis)
    }

    /// The values of the point at `index`, one per key.
    #[must_use]
    pub fn values(&self, index: usize) -> Vec<&AxisValue> {
        Grid::values_of(&self.axes, index)
    }
}

/// The first of the points that differ from this one along these axes alone.
fn kind(axes: &[Axis], undecided: &[usize], point: usize) -> usize {
    let stride = |axis: usize| axes[axis + 1..].iter().map(|axis| axis.values.len()).product::<usize>();
    let along = |axis: &usize| point / stride(*axis) % axes[*axis].values.len() * stride(*axis);
    point - undecided.iter().map(along).sum::<usize>()
}

/// Where the step is farthest off, of the points where that is looked for: the fastest growth is not always where the error is
/// largest, but near it.
fn step_error(grid: &Grid, points: &[Point]) -> Option<(usize, f64)> {
    let k = |point: &usize| points[*point].value(&PointMetric::KTheory).map_or(f64::NAN, |k| k.mean);
    let last = points.len().checked_sub(1)?;
    let fastest = (0..points.len()).filter(|point| k(point).is_finite());
    let fastest = fastest.max_by(|one, other| k(one).total_cmp(&k(other)).then(other.cmp(one)));
    let mut asked = vec![0, fastest.unwrap_or(0), last];
    asked.sort_unstable();
    asked.dedup();
    let named = grid.designs.iter().any(step::is_named);
    let errors: Vec<Option<f64>> =
        asked.par_iter().map(|point| step::error_of(&grid.designs[*point], named)).collect();
    let errors = asked.into_iter().zip(errors).filter_map(|(point, error)| Some((point, error?)));
    errors.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
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

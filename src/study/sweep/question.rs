//! What is asked of a sweep, and the way from there to its points.

use super::plan::{PointSink, Points, SweepPlan};
use super::point::Point;
use super::report::SweepReport;
use crate::ensemble::{Designs, Observer, Silent};
use crate::input::Grid;
use crate::scenario::{StepIs, Valid};
use crate::study::compare::{Refusal, alike};
use crate::study::theory::step;
use std::borrow::Cow;
use std::io;

/// Designs made ready at a time: their compiled models are what needs most memory.
const CHUNK: usize = 256;
/// Replicates of a point at most, unless asked for.
const USUAL_RUNS: u64 = 2_000;

/// How does the answer move? All points share the seed and the replicates of the first design, and no more than
/// 2,000 of these, unless others are asked for: neither is ever varied.
#[derive(Clone, Copy)]
#[must_use = "a question is answered by `answer`"]
pub struct Question<'a> {
    grid: &'a Grid,
    plan: SweepPlan,
    observer: &'a dyn Observer,
}

impl<'a> Question<'a> {
    /// How does the answer move over this grid?
    pub fn new(grid: &'a Grid) -> Question<'a> {
        let (runs, seed) = grid.designs.first().map_or((USUAL_RUNS, 0), |first| (first.runs, first.seed));
        let plan = SweepPlan { seed, replicates: runs.min(USUAL_RUNS) };
        Question { grid, plan, observer: &Silent }
    }

    /// With this seed.
    pub fn seed(mut self, seed: u64) -> Question<'a> {
        self.plan.seed = seed;
        self
    }

    /// With so many replicates of every point.
    pub fn replicates(mut self, replicates: u64) -> Question<'a> {
        self.plan.replicates = replicates;
        self
    }

    /// Watched by `observer`, which may stop it.
    pub fn observed(mut self, observer: &'a dyn Observer) -> Question<'a> {
        self.observer = observer;
        self
    }

    /// What all points share.
    #[must_use]
    pub fn plan(&self) -> SweepPlan {
        self.plan
    }

    /// Whether the points can be held against each other at all, by the rules for designs that are compared; `called` tells the name
    /// of one of them.
    ///
    /// # Errors
    ///
    /// Why not.
    pub fn check(&self, called: &dyn Fn(usize) -> String) -> Result<(), Refusal> {
        alike(&self.grid.designs.iter().collect::<Vec<&Valid>>(), called)
    }

    /// Simulates the grid. `None` when an observer stopped it, where there is no design, or where the points [cannot be held
    /// against each other](Question::check).
    #[must_use]
    pub fn answer(&self) -> Option<SweepReport> {
        let mut points = Points::new();
        self.answer_with(&mut points, &mut |_, _| Ok(())).expect("a sink that takes every point never fails")
    }

    /// The same, but for the points that are known; each that is finished goes to `sink`. Where there is no answer yet,
    /// `points` holds what is finished.
    ///
    /// # Errors
    ///
    /// Whatever `sink` returns.
    pub fn answer_with(&self, points: &mut Points, sink: PointSink<'_>) -> io::Result<Option<SweepReport>> {
        if self.check(&|point| point.to_string()).is_err() {
            return Ok(None);
        }
        let grid = under_seed(in_one_step(self.grid), self.plan.seed);
        self.complete(&grid, points, sink)?;
        if points.iter().any(Option::is_none) {
            return Ok(None);
        }
        Ok(SweepReport::new(&grid, &self.plan, std::mem::take(points)))
    }

    /// Simulates the points that are not known, all threads at whatever point is next.
    fn complete(&self, grid: &Grid, points: &mut Points, sink: PointSink<'_>) -> io::Result<()> {
        points.resize(grid.designs.len(), None);
        for (chunk, designs) in grid.designs.chunks(CHUNK).enumerate() {
            let begin = chunk * CHUNK;
            let missing: Vec<usize> = (0..designs.len()).filter(|at| points[begin + at].is_none()).collect();
            if missing.is_empty() {
                continue;
            }
            let runs = Designs::with_all_metrics(designs, self.plan.seed, self.plan.replicates);
            let progress = runs.in_turn(&missing, self.observer, &mut |at, values| {
                let point = Point::of(&designs[at], runs.layout(at), values);
                sink(begin + at, point.summaries())?;
                points[begin + at] = Some(point);
                Ok(())
            })?;
            if progress.interrupted {
                break;
            }
        }
        Ok(())
    }
}

/// The grid under one seed, which decides over networks that are drawn once.
fn under_seed(grid: Cow<'_, Grid>, seed: u64) -> Cow<'_, Grid> {
    if grid.designs.iter().all(|design| design.seed == seed || !design.has_one_drawn_network()) {
        return grid;
    }
    let designs = grid.designs.iter().map(|design| design.seeded(seed)).collect();
    Cow::Owned(Grid { axes: grid.axes.clone(), designs })
}

/// The grid with one step for all designs: in steps of different length they would differ by luck.
#[must_use]
pub fn in_one_step(grid: &Grid) -> Cow<'_, Grid> {
    let clocks = || grid.designs.iter().map(|design| design.clock);
    let is_one = clocks().zip(clocks().skip(1)).all(|(one, next)| one.step_minutes == next.step_minutes);
    if is_one && clocks().all(|clock| clock.step_is != StepIs::Open) {
        return Cow::Borrowed(grid);
    }
    let mut grid = grid.clone();
    grid.designs = step::shared(&grid.designs);
    Cow::Owned(grid)
}

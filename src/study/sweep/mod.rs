//! How the answer moves with some inputs: every design of a [`Grid`] on the same replicates.
//!
//! A point of the grid is a pure function of (design, seed, replicates): what an earlier process has finished can be
//! taken over, and the report is the same.

mod best;
mod point;
mod preset;

pub use best::Best;
pub use point::{Point, PointMetric, metrics};
pub use preset::{NoPreset, invites};

use crate::engine::Engine;
use crate::ensemble::{Designs, Observer};
use crate::input::{Axis, AxisValue, Grid};
use crate::scenario::Valid;
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

/// Designs made ready at a time: their compiled models are what needs most memory.
const CHUNK: usize = 256;

/// Simulates the points of the grid that `points` lacks, all threads at whatever point is next. `sink` is told of each
/// that is finished.
///
/// # Errors
///
/// Whatever `sink` returns.
pub fn run(
    grid: &Grid,
    plan: &SweepPlan,
    points: &mut Points,
    observer: &dyn Observer,
    sink: PointSink<'_>,
) -> io::Result<()> {
    points.resize(grid.designs.len(), None);
    for (chunk, designs) in grid.designs.chunks(CHUNK).enumerate() {
        let begin = chunk * CHUNK;
        let missing: Vec<usize> = (0..designs.len()).filter(|at| points[begin + at].is_none()).collect();
        if missing.is_empty() {
            continue;
        }
        let runs = Designs::with_all_metrics(designs, plan.seed, plan.replicates);
        let progress = runs.in_turn(&missing, observer, &mut |at, values| {
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

/// In what two sweeps differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The journal is none of a sweep of this format.
    Format,
    /// Version of the program.
    Version,
    /// Keys or values.
    Grid,
    /// Seed.
    Seed,
    /// Replicates.
    Replicates,
    /// The scenario itself, or what was set in it.
    Scenario,
}

/// The answer of `kfactor sweep`.
#[derive(Clone, Debug)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::{Plan, Silent};
    use crate::input::{Override, grid};
    use crate::metrics::{Metric, Risk};
    use crate::study::run;
    use crate::yaml::Source;

    const POSTER: &str = "{ name: poster, days: 6, seeds: 60, share: 0.3, contacts: 10, join: 0.05,
        incentive: [{ to: inviter, when: { invites: 2 }, value: 9, cost: 3 }], budget: { limit: 12 } }";

    fn poster(varied: &[&str]) -> Grid {
        let varied: Vec<Override> = varied.iter().map(|text| Override::varied(*text)).collect();
        grid(&Source::new("poster.yaml", POSTER), &[], &varied).unwrap()
    }

    fn points(grid: &Grid, plan: &SweepPlan, known: Points) -> (Points, Vec<usize>) {
        let (mut points, mut told) = (known, Vec::new());
        super::run(grid, plan, &mut points, &Silent, &mut |index, _| {
            told.push(index);
            Ok(())
        })
        .unwrap();
        (points, told)
    }

    #[test]
    fn a_point_is_the_run_of_its_design() {
        let grid = poster(&["share=0.1,0.4", "incentive.0.invites=1,3"]);
        let plan = SweepPlan { seed: 5, replicates: 130 };
        let (points, told) = points(&grid, &plan, Vec::new());
        assert_eq!(told, [0, 1, 2, 3]);
        for (design, point) in grid.designs.iter().zip(points) {
            let point = point.unwrap();
            let plan = Plan { seed: 5, replicates: 130, until: None };
            let report = run::run(design, &plan, &Silent, &mut |_| Ok(())).unwrap();
            for (metric, summary) in &report.metrics {
                let here = point.metric(metric).unwrap();
                assert_eq!(format!("{here:?}"), format!("{summary:?}"), "{metric:?}");
            }
            assert_eq!(point.value(&PointMetric::KTheory).unwrap().mean, report.theory.k);
            let mark = if point.metric(&Metric::Reached(1)).is_some() { 1 } else { 3 };
            let reached = report.metric(&Metric::Reached(mark));
            assert_eq!(point.value(&PointMetric::Completions), reached);
            let exhausted = report.risk(Risk::Exhausted).unwrap();
            assert!((point.value(&PointMetric::Exhausted).unwrap().mean - exhausted.p).abs() < 1e-12);
        }
    }

    #[test]
    fn what_is_known_is_not_simulated_again() {
        let grid = poster(&["share=0.1..0.5:5"]);
        let plan = SweepPlan { seed: 5, replicates: 70 };
        let (whole, _) = points(&grid, &plan, Vec::new());
        let mut known = whole.clone();
        (known[1], known[4]) = (None, None);
        let (again, told) = points(&grid, &plan, known);
        assert_eq!(told, [1, 4]);
        assert_eq!(format!("{again:?}"), format!("{whole:?}"));
    }

    #[test]
    fn more_designs_than_are_made_ready_at_a_time() {
        let grid = poster(&["share=0.1..0.5:20", "join=1%..5%:15"]);
        let plan = SweepPlan { seed: 5, replicates: 2 };
        let (points, told) = points(&grid, &plan, Vec::new());
        assert_eq!(told, (0..300).collect::<Vec<_>>());
        assert!(points.iter().all(Option::is_some));
    }
}

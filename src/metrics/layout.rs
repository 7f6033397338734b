//! Which numbers a replicate yields, and in which order: it follows from the shape of the campaign.

use super::{Joins, Line, Metric, OtherLine, Series, Shape};
use serde::Serialize;

/// The numbers of a replicate, in order.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The metrics of a row of `runs.csv`, in order.
    pub metrics: Vec<Metric>,
    /// Which of them no campaign of this shape has.
    pub undefined: Vec<bool>,
    /// Steps at whose end the timeline is read, rising; the last step is among them.
    pub points: Vec<u32>,
    /// Quantities of the timeline, in order.
    pub series: Vec<Series>,
    /// Where it is counted who joined when.
    pub joins: Joins,
    /// Number of segments.
    pub segments: usize,
    /// Names of the funnel stages before the last, over all segments, in order of appearance.
    pub stages: Vec<String>,
    /// For every way of sharing, where its stages before the last stand in [`Layout::stages`].
    pub stage_of: Vec<Vec<usize>>,
    /// Marks of the `invites` rules, rising, each once.
    pub tiers: Vec<u32>,
    /// Number of reward rules; their lines come first in the ledger.
    pub rules: usize,
    /// Number of days of the ledger.
    pub days: usize,
    /// Number of steps per day of the ledger.
    pub steps_per_day: u32,
    /// The ledger's lines: the rules, then every [`OtherLine`] that costs something.
    pub lines: Vec<Line>,
    /// Where every [`OtherLine`] stands in the ledger.
    other_lines: [Option<usize>; OtherLine::ALL.len()],
    /// Minor units in a major unit of the currency.
    pub minor_per_major: f64,
}

/// A point in time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TimePoint {
    /// Index of the step at whose end the value is taken, from 0.
    pub step: u32,
    /// Days since the start at the end of that step.
    pub day: f64,
}

/// The timeline has at most about so many points.
const POINTS: u32 = 100;

impl Layout {
    /// The layout of a campaign of this shape.
    #[must_use]
    pub fn new(shape: &Shape) -> Layout {
        let (stages, stage_of) = stages(&shape.stages);
        let mut tiers = shape.tiers.clone();
        tiers.sort_unstable();
        tiers.dedup();
        let steps_per_day = crate::units::MINUTES_PER_DAY / shape.step_minutes.max(1);
        let rules = shape.rules.iter().cloned().map(Line::Rule);
        let lines: Vec<Line> = rules.chain(shape.other_lines.iter().copied().map(Line::Other)).collect();
        let metrics = Metric::all(&stages, &tiers);
        Layout {
            undefined: metrics.iter().map(|metric| metric.need().leaves_undefined(shape)).collect(),
            metrics,
            points: points(shape.steps, steps_per_day),
            series: Series::ALL.into_iter().filter(|series| series.is_in(shape)).collect(),
            joins: Joins::new(shape),
            segments: shape.waves.len(),
            stages,
            stage_of,
            tiers,
            rules: shape.rules.len(),
            days: shape.steps.div_ceil(steps_per_day) as usize,
            steps_per_day,
            other_lines: OtherLine::ALL
                .map(|line| lines.iter().position(|known| *known == Line::Other(line))),
            lines,
            minor_per_major: shape.minor_per_major,
        }
    }

    /// Where a metric stands in a row.
    #[must_use]
    pub fn metric(&self, metric: &Metric) -> Option<usize> {
        self.metrics.iter().position(|known| known == metric)
    }

    /// Where a quantity stands in a point of the timeline.
    #[must_use]
    pub fn series(&self, series: Series) -> Option<usize> {
        self.series.iter().position(|known| *known == series)
    }

    /// Where a line of the ledger that is no rule stands.
    #[must_use]
    pub fn line(&self, line: OtherLine) -> Option<usize> {
        self.other_lines[line as usize]
    }

    /// The day of the ledger (from 0) that step `t` belongs to.
    #[must_use]
    pub fn day_of(&self, t: u32) -> usize {
        (t / self.steps_per_day) as usize
    }
}

/// The names of all stages, each once, and where those of each way of sharing stand among them.
fn stages(by_way: &[Vec<String>]) -> (Vec<String>, Vec<Vec<usize>>) {
    let mut stages: Vec<String> = Vec::new();
    let mut place = |name: &String| {
        stages.iter().position(|known| known == name).unwrap_or_else(|| {
            stages.push(name.clone());
            stages.len() - 1
        })
    };
    let stage_of = by_way.iter().map(|names| names.iter().map(&mut place).collect()).collect();
    (stages, stage_of)
}

/// Every step, or every so many that the points fall on equal parts of a day or on whole days.
fn points(steps: u32, steps_per_day: u32) -> Vec<u32> {
    let divides = |every: &u32| steps_per_day.is_multiple_of(*every) || every.is_multiple_of(steps_per_day);
    let every = (1..=steps.max(1)).filter(divides).find(|every| steps / every <= POINTS).unwrap_or(1);
    let mut points: Vec<u32> = (1..=steps / every).map(|point| point * every - 1).collect();
    if points.last().is_none_or(|last| last + 1 < steps) {
        points.push(steps.saturating_sub(1));
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The engine writes a point of the timeline by this.
    #[test]
    fn quantities_that_a_campaign_may_lack_stand_last() {
        for has_budget in [false, true] {
            let series = Layout::new(&Shape { has_budget, ..Shape::default() }).series;
            assert_eq!(series, Series::ALL[..series.len()]);
        }
    }

    #[test]
    fn points_fall_on_parts_of_a_day() {
        assert_eq!(points(90, 1).len(), 90);
        assert_eq!(points(336, 24)[..2], [3, 7]);
        assert_eq!(points(336, 24).len(), 84);
        assert_eq!(*points(288, 96).last().unwrap_or(&0), 287);
        assert_eq!(points(400, 1).last(), Some(&399));
        assert_eq!(points(1, 1), [0]);
        assert!(points(1_000_000, 1440).len() <= 101);
    }
}

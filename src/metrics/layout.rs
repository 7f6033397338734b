//! Which numbers a replicate yields, and in which order: it follows from the shape of the campaign.

use super::{Joins, Line, Metric, OtherLine, Series, Shape};
use crate::units::MINUTES_PER_DAY;
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
    /// Number of days of the ledger: days of the calendar, where the campaign has dates.
    pub days: usize,
    /// Minutes of a step.
    step_minutes: u32,
    /// Minutes from the midnight before the start to the start.
    start_minute: u32,
    /// Minutes from the start to the end.
    minutes: u64,
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
        let step_minutes = shape.step_minutes.max(1);
        let start_minute = u32::from(shape.start_minute);
        let minutes = u64::from(shape.steps) * u64::from(step_minutes);
        let rules = shape.rules.iter().cloned().map(Line::Rule);
        let lines: Vec<Line> = rules.chain(shape.other_lines.iter().copied().map(Line::Other)).collect();
        let metrics = Metric::all(&stages, &tiers);
        Layout {
            undefined: metrics.iter().map(|metric| metric.need().leaves_undefined(shape)).collect(),
            metrics,
            points: points(shape.steps, MINUTES_PER_DAY / step_minutes),
            series: Series::ALL.into_iter().filter(|series| series.is_in(shape)).collect(),
            joins: Joins::new(shape),
            segments: shape.waves.len(),
            stages,
            stage_of,
            tiers,
            rules: shape.rules.len(),
            days: (u64::from(start_minute) + minutes).div_ceil(MINUTES).min(MINUTES * minutes) as usize,
            step_minutes,
            start_minute,
            minutes,
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

    /// When the timeline is read.
    #[must_use]
    pub fn times(&self) -> Vec<TimePoint> {
        let step_days = f64::from(self.step_minutes) / f64::from(MINUTES_PER_DAY);
        self.points.iter().map(|&step| TimePoint { step, day: f64::from(step + 1) * step_days }).collect()
    }

    /// The day of the ledger (from 0) that step `t` belongs to: that on which it begins.
    #[must_use]
    pub fn day_of(&self, t: u32) -> usize {
        self.day_at(t, 0.0)
    }

    /// The day of the ledger (from 0) at this moment of step `t` (0 to 1).
    #[must_use]
    pub fn day_at(&self, t: u32, moment: f64) -> usize {
        let within = (moment * f64::from(self.step_minutes)).round() as u64;
        let minutes = u64::from(t) * u64::from(self.step_minutes) + within;
        ((minutes.min(self.minutes.saturating_sub(1)) + u64::from(self.start_minute)) / MINUTES) as usize
    }

    /// From the start to the end of so many days of the ledger, in days.
    #[must_use]
    pub fn length_of(&self, days: usize) -> f64 {
        let minutes = (days as u64 * MINUTES).saturating_sub(u64::from(self.start_minute)).min(self.minutes);
        minutes as f64 / f64::from(MINUTES_PER_DAY)
    }
}

/// Minutes of a day.
const MINUTES: u64 = MINUTES_PER_DAY as u64;

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

    /// Every step is on the date on which it begins; the last date is that of the end.
    #[test]
    fn days_of_the_ledger_are_those_of_the_calendar() {
        let layout = |steps: u32, step_minutes: u32, start_minute: u16| {
            Layout::new(&Shape { steps, step_minutes, start_minute, ..Shape::default() })
        };
        let steps = |layout: &Layout, steps: u32| -> Vec<usize> {
            (0..layout.days).map(|day| (0..steps).filter(|t| layout.day_of(*t) == day).count()).collect()
        };
        assert_eq!(steps(&layout(48, 60, 0), 48), [24, 24]);
        assert_eq!(steps(&layout(48, 60, 20 * 60), 48), [4, 24, 20]);
        assert_eq!(steps(&layout(2, 1440, 20 * 60), 2), [1, 1, 0]);
        assert_eq!(steps(&layout(3, 720, 20 * 60 + 30), 3), [1, 2, 0]);
        let evening = layout(2, 1440, 20 * 60);
        assert_eq!([0.1, 0.2, 1.0].map(|moment| evening.day_at(0, moment)), [0, 1, 1]);
        assert_eq!([0, 1, 2, 3].map(|days| evening.length_of(days)), [0.0, 1.0 / 6.0, 7.0 / 6.0, 2.0]);
        for layout in [layout(1_000, 5, 1_437), layout(7, 1440, 1_439), layout(100, 480, 1), layout(1, 1, 0)]
        {
            let last = (layout.minutes / u64::from(layout.step_minutes)) as u32 - 1;
            assert_eq!(layout.day_at(last, 1.0) + 1, layout.days);
            assert_eq!(layout.length_of(layout.days), layout.minutes as f64 / 1440.0);
            assert!(layout.length_of(layout.days - 1) < layout.length_of(layout.days));
        }
        assert_eq!(Layout::new(&Shape::default()).days, 0);
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

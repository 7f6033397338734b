//! How many a member brings, as time goes on.

use super::Page;
use crate::metrics::Unit;
use crate::output::answer::stretch::{Stretch, stretches};
use crate::output::format::chart::axes::Axis;
use crate::output::format::document::plot::Tick;
use crate::output::format::document::plot::course::{Course, Point, Slot};
use crate::words::document::point_at;
use crate::words::number::ratio;
use crate::words::run::report::{self as words, Label};

impl Page<'_> {
    /// K over time, as long as there are members of the age to bring somebody.
    pub(super) fn brings(&self) -> Option<Course> {
        let line = self.longest_line()?;
        let highest = line.iter().map(|(_, k)| *k).fold(1.0, f64::max);
        let scenario = &self.report.scenario;
        let axis = Axis::new(0.0..highest * 1.05, Unit::Ratio, &scenario.currency, "", self.lang);
        Some(Course {
            title: self.label(Label::Brings),
            about: self.label(Label::BringsAbout),
            told: self.label(Label::Brings),
            length: scenario.clock.days(),
            fan: line.iter().map(|(day, k)| Point { day: *day, quantiles: [*k; 5] }).collect(),
            held: Vec::new(),
            ticks: axis.ticks(4).into_iter().map(|(value, words)| Tick { value, words }).collect(),
            // The last of it is of few people: its line is enough.
            ends: Vec::new(),
            levels: vec![Tick { value: 1.0, words: self.label(Label::KeepsGoing) }],
            moments: Vec::new(),
            bars: String::new(),
            slots: stretches(scenario, self.lang).into_iter().map(|day| self.bringing(day, &line)).collect(),
            rest: point_at(self.lang).to_owned(),
        })
    }

    /// The longest stretch of time in which it is known.
    fn longest_line(&self) -> Option<Vec<(f64, f64)>> {
        let timeline = &self.report.timeline;
        let points: Vec<(f64, Option<f64>)> =
            timeline.points.iter().map(|point| point.day).zip(timeline.k.iter().copied()).collect();
        let parts = points.split(|(_, k)| k.is_none());
        let longest = parts.max_by_key(|part| part.len()).filter(|part| part.len() > 1)?;
        Some(longest.iter().filter_map(|(day, k)| Some((*day, (*k)?))).collect())
    }

    fn bringing(&self, day: Stretch, line: &[(f64, f64)]) -> Slot {
        let at = line.iter().rfind(|(at, _)| *at <= day.to + 1e-9 && *at > day.from);
        let told = words::bringing(&day.told, at.map(|(_, k)| ratio(*k)).as_deref(), self.lang);
        day.without_bar(told)
    }
}

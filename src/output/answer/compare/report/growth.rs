//! Whom the designs add as time goes by.

use super::Page;
use crate::metrics::{Metric, Unit};
use crate::output::answer::along::{Along, at, with_start};
use crate::output::answer::stretch::{Stretch, stretches};
use crate::output::format::chart::axes::Axis;
use crate::output::format::document::plot::Tick;
use crate::output::format::document::plot::course::{Course, Point, Slot};
use crate::output::format::document::{Block, Section};
use crate::scenario::Scenario;
use crate::stats::Summary;
use crate::words::compare::report as own;
use crate::words::document::point_at;
use crate::words::number::about_whole;
use crate::words::range::quantiles;
use crate::words::run::report::{Label, label};

/// A design is ahead of another where it has more by this part of what that one ends with.
const AHEAD: f64 = 0.05;

impl Page<'_> {
    /// None where nobody is added in any design, ever.
    pub(super) fn growth(&self) -> Option<Section> {
        let users = self.comparison.metric(Metric::AddedUsers)?;
        let order = self.first_ones();
        let all: Vec<(usize, Along)> = order.iter().map(|design| (*design, self.along(*design))).collect();
        let values = || all.iter().flat_map(|(_, along)| along).map(|(_, value)| value);
        if values().all(|value| value.n == 0 || value.max <= 0.0) {
            return None;
        }
        let days = self.days();
        let (of_best, others) = all.split_first()?;
        let fan: Vec<Point> = of_best.1.iter().map(|(day, value)| point(*day, value)).collect();
        let means = values().map(|value| value.mean);
        let bands = fan.iter().flat_map(|point| point.quantiles);
        let (low, high) =
            means.chain(bands).fold((0.0, 1.0), |(low, high), value| (value.min(low), value.max(high)));
        let ticks = Axis::new(low..high, Unit::Count, self.comparison.currency(), "", self.lang).ticks(4);
        let mut ends: Vec<Tick> = all
            .iter()
            .filter_map(|(design, along)| {
                let words = own::line_end(*design, &self.number(users, *design));
                Some(Tick { value: along.last()?.1.mean, words })
            })
            .collect();
        ends.sort_by(|one, other| other.value.total_cmp(&one.value));
        let slot = |day: Stretch| self.slot(day, &all);
        let mut section = self.untold(own::Topic::Growth);
        section.says.extend(
            overtaken(&all, &days).map(|(day, first, last)| own::overtaken(&day, first, last, self.lang)),
        );
        section.blocks.push(Block::Course(Course {
            title: label(Label::AddedSoFar, self.lang).to_owned(),
            about: own::lines(of_best.0, self.comparison.replicates, self.lang),
            told: section.title.clone(),
            length: self.longest().clock.days(),
            fan,
            held: others
                .iter()
                .map(|(_, along)| along.iter().map(|(day, value)| (*day, value.mean)).collect())
                .collect(),
            ticks: ticks.into_iter().map(|(value, words)| Tick { value, words }).collect(),
            ends,
            levels: Vec::new(),
            moments: Vec::new(),
            bars: String::new(),
            slots: days.into_iter().map(slot).collect(),
            rest: point_at(self.lang).to_owned(),
        }));
        Some(section)
    }

    /// Added users of a design, from nobody on.
    fn along(&self, design: usize) -> Along {
        let course = &self.comparison.courses[design];
        let points = course.points.iter().map(|point| point.day).zip(course.added.iter().copied());
        with_start(points.filter(|(_, value)| value.n > 0).collect(), 0.0)
    }

    /// The campaign that lasts longest.
    fn longest(&self) -> &Scenario {
        let scenarios = self.comparison.designs.iter().map(|design| &*design.scenario);
        scenarios.max_by(|one, other| one.clock.days().total_cmp(&other.clock.days())).expect("a design")
    }

    /// Its days: those of the calendar where all begin at the same time.
    fn days(&self) -> Vec<Stretch> {
        let longest = self.longest();
        let is_one =
            self.comparison.designs.iter().all(|design| design.scenario.clock.start == longest.clock.start);
        let mut counted = longest.clone();
        counted.clock.start = counted.clock.start.filter(|_| is_one);
        stretches(&counted, self.lang)
    }

    fn slot(&self, day: Stretch, all: &[(usize, Along)]) -> Slot {
        let mut given: Vec<&(usize, Along)> = all.iter().collect();
        given.sort_by_key(|(design, _)| *design);
        let added = given
            .iter()
            .map(|(design, along)| own::line_end(*design, &about_whole(mean_at(along, day.to), self.lang)));
        let told = own::day_in_words(&day.told, &added.collect::<Vec<_>>(), self.lang);
        day.without_bar(told)
    }
}

/// The mean as the line, and the bands of the runs.
fn point(day: f64, value: &Summary) -> Point {
    let [low, lower, _, upper, high] = quantiles(value);
    Point { day, quantiles: [low, lower, value.mean, upper, high] }
}

/// The mean on a day; after the end that of the end.
fn mean_at(along: &Along, day: f64) -> f64 {
    at(along, day, |value| value.mean)
}

/// The last day on which another design is ahead of that which adds most in the end: what it is called, who is ahead, and who is in
/// the end.
fn overtaken(all: &[(usize, Along)], days: &[Stretch]) -> Option<(String, usize, usize)> {
    let end = |along: &Along| along.last().map_or(0.0, |(_, value)| value.mean);
    let last = all.iter().max_by(|(_, one), (_, other)| end(one).total_cmp(&end(other)))?;
    let ahead = |day: &Stretch| {
        let most = all
            .iter()
            .max_by(|(_, one), (_, other)| mean_at(one, day.to).total_cmp(&mean_at(other, day.to)))?;
        let lead = mean_at(&most.1, day.to) - mean_at(&last.1, day.to);
        (most.0 != last.0 && lead > AHEAD * end(&last.1).abs()).then_some(most.0)
    };
    days.iter().rev().find_map(|day| Some((day.told.clone(), ahead(day)?, last.0)))
}

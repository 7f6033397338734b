//! A quantity over time as a fan: median, the middle half of campaigns, nine of ten.

use crate::metrics::{Series, Unit};
use crate::output::answer::run::course::course;
use crate::output::answer::stretch::dates;
use crate::output::format::chart::axes::{Axes, Axis, Entry, Plane, legend, place};
use crate::output::format::chart::picture::{
    Area, Caption, Drawn, Face, MARGIN, SIZE, colour, dashes, line, svg, text, units,
};
use crate::output::format::chart::{Setting, bands, font};
use crate::scenario::Clock;
use crate::stats::Summary;
use crate::study::run::RunReport;
use crate::units::Currency;
use crate::words::range::quantiles;
use crate::words::{Lang, chart as labels, number, run::chart as words};
use plotters::prelude::*;
use std::ops::Range;

/// Least distance of two labels at the right edge.
const LABEL_DISTANCE: f64 = 24.0;

const LABEL: f64 = 16.0;

/// The same value in every campaign, as at the start.
pub(super) fn at_start(value: f64) -> Summary {
    Summary { n: 1, mean: value, quantiles: [value; 5], min: value, max: value, ..Summary::EMPTY }
}

/// What is drawn.
pub(super) struct Fan<'a> {
    /// Language and currency.
    pub(super) setting: Setting<'a>,
    /// Unit of the values.
    pub(super) unit: Unit,
    /// Title of the vertical axis.
    pub(super) title: &'a str,
    /// Points in time (days) where the value is defined; at least one.
    pub(super) points: Vec<(f64, Summary)>,
    /// When it begins and how long it lasts.
    pub(super) clock: &'a Clock,
    /// A level worth comparing with, and its words.
    pub(super) level: Option<(f64, String)>,
}

impl Fan<'_> {
    /// The fan of a series, if it has a value.
    pub(super) fn of(report: &RunReport, lang: Lang, series: Series) -> Option<Fan<'_>> {
        let points = report.timeline.points.iter().map(|point| point.day).zip(course(report, series)?);
        let fan = Fan {
            setting: Setting { lang, currency: &report.scenario.currency },
            unit: series.unit(),
            title: words::series_axis(series, lang),
            points: points.filter(|(_, value)| value.n > 0).collect(),
            clock: &report.scenario.clock,
            level: None,
        };
        (!fan.points.is_empty()).then_some(fan)
    }

    /// The picture.
    pub(super) fn svg(&self, caption: &Caption) -> Option<String> {
        svg(caption, |area| self.draw(area))
    }

    fn draw(&self, area: &Area<'_>) -> Drawn {
        let labels = self.end_labels();
        let axes = self.axes(MARGIN + widest(&labels) + 16.0);
        let mut plane = axes.plane(area)?;
        bands::draw(&mut plane, |quantile| self.along(quantile))?;
        axes.draw_grid(area, &plane)?;
        axes.draw(area, &plane)?;
        self.draw_median(&mut plane)?;
        self.draw_level(area, &plane)?;
        let end = self.time(self.clock.days());
        let height = |value: f64| place(&plane, (end, value)).1;
        write_end_labels(area, &labels, height, height(self.range().start))?;
        legend(area, &self.legend())
    }

    fn axes(&self, right: f64) -> Axes<'_> {
        let Setting { lang, currency } = self.setting;
        let x = time_axis(self.clock, currency, lang);
        let y = Axis::new(self.range(), self.unit, currency, self.title, lang);
        Axes::new(x, y, right)
    }

    /// A moment in the unit of the horizontal axis.
    fn time(&self, day: f64) -> f64 {
        in_its_unit(self.clock, day)
    }

    fn draw_level(&self, area: &Area<'_>, plane: &Plane<'_>) -> Drawn {
        let Some((level, words)) = &self.level else {
            return Ok(());
        };
        let from = place(plane, (0.0, *level));
        let to = place(plane, (self.time(self.clock.days()), *level));
        dashes(area, from, to, colour::VERMILLION)?;
        let face = Face::new(LABEL, colour::VERMILLION);
        text(area, words, (from.0 + 8.0, from.1 - 13.0), face)
    }

    /// The line of the median, with a dot at its end.
    fn draw_median(&self, plane: &mut Plane<'_>) -> Drawn {
        let median = self.along(2);
        let end = median.last().map(|end| Circle::new(*end, units(5.0), colour::BLUE.filled()));
        plane.draw_series(end)?;
        let stroke = colour::BLUE.stroke_width(units(3.0) as u32);
        plane.draw_series(LineSeries::new(median, stroke)).map(|_| ())
    }

    /// One quantile along time.
    fn along(&self, quantile: usize) -> Vec<(f64, f64)> {
        self.points.iter().map(|(day, value)| (self.time(*day), quantiles(value)[quantile])).collect()
    }

    /// From nothing, or what is below, to a little above the highest value.
    fn range(&self) -> Range<f64> {
        let values = self.points.iter().flat_map(|(_, value)| quantiles(value));
        let (mut low, mut high) = (0.0f64, self.level.as_ref().map_or(0.0, |(level, _)| *level));
        for value in values {
            (low, high) = (low.min(value), high.max(value));
        }
        let span = if high > low { high - low } else { 1.0 };
        let below = if low < 0.0 { 0.06 * span } else { 0.0 };
        low - below..low + 1.06 * span
    }

    /// The last values with their words, from the highest down.
    fn end_labels(&self) -> Vec<Label> {
        let Setting { lang, currency } = self.setting;
        let end = &self.points[self.points.len() - 1].1;
        let [low, _, median, _, high] = quantiles(end);
        let shown = |value: f64| match self.unit {
            Unit::Money => number::short_money(value, currency, lang),
            Unit::Count => number::short_count(value.round(), lang),
            unit => number::value(value, unit, currency),
        };
        let label = |value: f64, words: String, ink: RGBColor| Label { value, words, ink };
        let told = if end.n == 1 { shown(median) } else { labels::median(&shown(median), lang) };
        let median = label(median, told, colour::BLUE);
        if low == high {
            return vec![median];
        }
        let high = label(high, labels::at_most(&shown(high), end.n, lang), colour::GREY);
        let low = label(low, labels::at_least(&shown(low), end.n, lang), colour::GREY);
        vec![high, median, low]
    }

    fn legend(&self) -> Vec<Entry> {
        let campaigns = self.points[self.points.len() - 1].1.n;
        if campaigns == 1 {
            return bands::legend_of_one(labels::the_campaign(self.setting.lang).to_owned());
        }
        let [median, half, nine] = labels::bands(campaigns, self.setting.lang);
        bands::legend(median, half, nine)
    }
}

/// A moment in the unit of the axis of time: hours or days.
pub(super) fn in_its_unit(clock: &Clock, day: f64) -> f64 {
    if number::told_in_hours(clock.days()) { day * 24.0 } else { day }
}

/// The axis of time: dates where the campaign has a start, else whole days or hours.
pub(super) fn time_axis<'a>(clock: &Clock, currency: &'a Currency, lang: Lang) -> Axis<'a> {
    let (days, end) = (clock.days(), in_its_unit(clock, clock.days()));
    match dates(clock, DATES, lang) {
        Some(dates) => Axis::new(0.0..end, Unit::Days, currency, labels::date(lang), lang).with_ticks(dates),
        None => Axis::new(0.0..end, Unit::Days, currency, labels::time(days, lang), lang),
    }
}

/// Dates on an axis at most.
const DATES: usize = 10;

/// Words beside the end of a line.
struct Label {
    value: f64,
    words: String,
    ink: RGBColor,
}

fn widest(labels: &[Label]) -> f64 {
    labels.iter().map(|label| font::width(&label.words, LABEL)).fold(0.0, f64::max)
}

/// Writes the labels at the right edge, apart from each other and above the `floor`; `height` places a value.
fn write_end_labels(area: &Area<'_>, labels: &[Label], height: impl Fn(f64) -> f64, floor: f64) -> Drawn {
    let wanted: Vec<f64> = labels.iter().map(|label| height(label.value)).collect();
    let x = f64::from(SIZE.0) - MARGIN - widest(labels);
    for ((label, wanted), place) in
        labels.iter().zip(&wanted).zip(apart(&wanted, LABEL_DISTANCE, floor - LABEL / 2.0))
    {
        text(area, &label.words, (x, place), Face::new(LABEL, label.ink))?;
        if (place - wanted).abs() > 2.0 {
            line(area, (x - 14.0, *wanted), (x - 4.0, place), colour::GREY, 1.0)?;
        }
    }
    Ok(())
}

/// Heights from top to bottom moved as little as needed to be `distance` apart and none below `floor`; their middle is
/// kept if it can be.
fn apart(wanted: &[f64], distance: f64, floor: f64) -> Vec<f64> {
    let mut places = wanted.to_vec();
    let middle = places.len() / 2;
    for index in (0..middle).rev() {
        places[index] = places[index].min(places[index + 1] - distance);
    }
    for index in middle + 1..places.len() {
        places[index] = places[index].max(places[index - 1] + distance);
    }
    let mut lowest = floor;
    for place in places.iter_mut().rev() {
        *place = place.min(lowest);
        lowest = *place - distance;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_apart() {
        assert_eq!(apart(&[100.0, 110.0, 150.0], 24.0, 600.0), [86.0, 110.0, 150.0]);
        assert_eq!(apart(&[50.0, 50.0, 50.0], 10.0, 600.0), [40.0, 50.0, 60.0]);
        assert_eq!(apart(&[7.0], 10.0, 600.0), [7.0]);
        assert_eq!(apart(&[580.0, 600.0, 600.0], 24.0, 592.0), [544.0, 568.0, 592.0]);
    }
}

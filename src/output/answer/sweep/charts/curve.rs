//! One key: a metric by its values, mean with the bands of single campaigns.

use super::metric::Chart;
use super::scale;
use crate::metrics::Unit;
use crate::output::format::chart::axes::{Axes, Axis, Entry, Plane, legend, place};
use crate::output::format::chart::bands;
use crate::output::format::chart::picture::{
    Area, Caption, Drawn, Face, SIZE, TITLE_ROOM, colour, svg, text, units,
};
use crate::output::format::chart::{Setting, font};
use crate::stats::Summary;
use crate::study::sweep::PointMetric;
use crate::words::range::quantiles;
use crate::words::{chart as chart_words, sweep as words};
use plotters::prelude::*;
use std::ops::Range;

/// Pixels on the right of the plane.
const RIGHT: f64 = 64.0;

/// Size of the words in the plane.
pub(super) const LABEL: f64 = 16.0;

/// With more values than this the line has no dots.
const DOTTED: usize = 40;

/// A curve, and where its points stand.
pub(super) struct Curve<'a> {
    pub(super) chart: &'a Chart<'a>,
    /// Places of the values on the horizontal axis, rising, with the summary there.
    pub(super) points: Vec<(f64, Summary)>,
}

impl<'a> Curve<'a> {
    pub(super) fn new(chart: &'a Chart<'a>) -> Curve<'a> {
        let places = scale::places(&chart.report.axes[0]);
        let mut points: Vec<(f64, Summary)> =
            places.into_iter().zip(&chart.values).filter_map(|(at, value)| Some((at, (*value)?))).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        Curve { chart, points }
    }

    pub(super) fn svg(&self, caption: &Caption) -> Option<String> {
        svg(caption, |area| self.draw(area))
    }

    fn draw(&self, area: &Area<'_>) -> Drawn {
        let axes = self.axes();
        let mut plane = axes.plane(area)?;
        bands::draw(&mut plane, |quantile| self.along(quantile))?;
        axes.draw_grid(area, &plane)?;
        axes.draw(area, &plane)?;
        self.draw_levels(area, &plane)?;
        self.draw_thresholds(area, &plane)?;
        self.draw_mean(&mut plane)?;
        self.draw_best(area, &plane)?;
        legend(area, &self.legend())
    }

    fn axes(&self) -> Axes<'_> {
        let Setting { lang, currency } = self.chart.setting;
        let key = &self.chart.report.axes[0];
        let in_per_cent = key.values.iter().all(|value| value.is_per_cent);
        let unit = if in_per_cent { Unit::Share } else { Unit::Ratio };
        let x = Axis::new(self.across(), unit, currency, &self.chart.title(0, LABEL, TITLE_ROOM), lang);
        let x = match scale::wants_round_numbers(key) {
            true if key.log => x.with_ticks(self.with_room(scale::round_numbers(key))),
            true => x,
            false => x.with_ticks(self.ticks()),
        };
        let y = Axis::new(
            self.range(),
            self.chart.metric.unit(),
            currency,
            &words::metric_name(self.chart.metric, lang),
            lang,
        );
        Axes::new(x, y, RIGHT)
    }

    /// The values of the key, those that have room.
    fn ticks(&self) -> Vec<(f64, String)> {
        let key = &self.chart.report.axes[0];
        let mut labels: Vec<(f64, String)> =
            scale::places(key).into_iter().zip(key.values.iter().map(scale::label)).collect();
        labels.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.with_room(labels)
    }

    /// Those of rising labels that have room.
    fn with_room(&self, labels: Vec<(f64, String)>) -> Vec<(f64, String)> {
        let Range { start, end } = self.across();
        let pixels = (f64::from(SIZE.0) - 200.0) / (end - start);
        let at: Vec<f64> = labels.iter().map(|(place, _)| (place - start) * pixels).collect();
        let needs: Vec<f64> =
            labels.iter().map(|(_, label)| font::width(label, scale::LABEL) + 14.0).collect();
        scale::with_room(&at, &needs).into_iter().map(|index| labels[index].clone()).collect()
    }

    /// From the first to the last value.
    pub(super) fn across(&self) -> Range<f64> {
        let places = scale::places(&self.chart.report.axes[0]);
        let low = places.iter().copied().fold(f64::INFINITY, f64::min);
        let high = places.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if high > low { low..high } else { low - 0.5..low + 0.5 }
    }

    /// From nothing, or what is below, to a little above the highest value.
    pub(super) fn range(&self) -> Range<f64> {
        let values =
            self.points.iter().flat_map(|(_, value)| quantiles(value).into_iter().chain([value.mean]));
        let levels = self.levels().into_iter().map(|(level, _)| level);
        let (mut low, mut high) = (0.0f64, 0.0f64);
        for value in values.chain(levels).filter(|value| value.is_finite()) {
            (low, high) = (low.min(value), high.max(value));
        }
        let span = if high > low { high - low } else { 1.0 };
        let below = if low < 0.0 { 0.06 * span } else { 0.0 };
        let words = self.thresholds().iter().filter(|(_, words)| words.is_some()).count() as f64;
        low - below..low + (1.06 + 0.05 * words) * span
    }

    /// One quantile along the values; one beyond any number reaches to the top.
    fn along(&self, quantile: usize) -> Vec<(f64, f64)> {
        let top = self.range().end;
        self.points.iter().map(|(at, value)| (*at, quantiles(value)[quantile].min(top))).collect()
    }

    fn draw_mean(&self, plane: &mut Plane<'_>) -> Drawn {
        let mean: Vec<(f64, f64)> = self.points.iter().map(|(at, value)| (*at, value.mean)).collect();
        if mean.len() <= DOTTED {
            let dots = mean.iter().map(|at| Circle::new(*at, units(4.5), colour::BLUE.filled()));
            plane.draw_series(dots)?;
        }
        let stroke = colour::BLUE.stroke_width(units(3.0) as u32);
        plane.draw_series(LineSeries::new(mean, stroke)).map(|_| ())
    }

    /// Whether it shows a number of the theory, the same in every campaign.
    pub(super) fn is_theory(&self) -> bool {
        *self.chart.metric == PointMetric::KTheory
    }

    /// A ring around the best point.
    fn draw_best(&self, area: &Area<'_>, plane: &Plane<'_>) -> Drawn {
        let Some((best, summary)) = self.chart.best().and_then(|best| Some((best, self.chart.values[best]?)))
        else {
            return Ok(());
        };
        let (x, y) = place(plane, (scale::places(&self.chart.report.axes[0])[best], summary.mean));
        let ring = colour::INK.stroke_width(units(2.5) as u32);
        area.draw(&Circle::new((units(x), units(y)), units(10.0), ring))?;
        let words = words::chart::best_point(self.chart.setting.lang);
        // Beside the numbers of the axis, not upon them.
        let left = place(plane, (self.across().start, summary.mean)).0;
        let inner = x.clamp(left + 24.0, f64::from(SIZE.0) - RIGHT - 20.0);
        text(area, words, (inner, y - 24.0), Face::new(LABEL, colour::INK).centred())
    }

    fn legend(&self) -> Vec<Entry> {
        let campaigns = self.points.iter().map(|(_, value)| value.defined()).max().unwrap_or(0);
        let lang = self.chart.setting.lang;
        let [_, half, nine] = chart_words::bands(campaigns, lang);
        let mut entries = bands::legend(words::chart::mean(lang).to_owned(), half, nine);
        if self.is_theory() {
            entries = vec![Entry {
                words: words::metric_name(self.chart.metric, lang).into_owned(),
                ..entries.swap_remove(0)
            }];
        }
        entries
    }
}

//! How a quantity is spread over campaigns, against its median and, where there is one, a benchmark.

use super::axes::{Axes, Axis, Entry, legend, place};
use super::font;
use super::picture::{Area, Caption, Drawn, Face, MARGIN, SIZE, colour, dashes, svg, text};
use crate::engine::Unit;
use crate::i18n::{Lang, chart as words, number};
use crate::stats::Summary;
use crate::study::run::Histogram;
use crate::units::Currency;
use plotters::prelude::*;
use std::ops::Range;

const LABEL: f64 = 16.0;

/// Part of the height that is left for the words above the bars.
const HEADROOM: f64 = 0.22;

/// Opacity of the bars outside of nine of ten campaigns.
const TAILS: f64 = 0.35;

/// What is drawn.
pub(super) struct Distribution<'a> {
    /// Language of the words.
    pub(super) lang: Lang,
    /// Currency of amounts.
    pub(super) currency: &'a Currency,
    /// Title of the horizontal axis.
    pub(super) title: String,
    /// The bars.
    pub(super) histogram: &'a Histogram,
    /// Median and quantiles.
    pub(super) summary: Summary,
    /// What it costs elsewhere.
    pub(super) benchmark: Option<f64>,
}

impl Distribution<'_> {
    /// The picture; none when there is no value, or the same value always.
    pub(super) fn svg(&self, caption: &Caption) -> Option<String> {
        let drawable =
            self.total() > 0 && self.histogram.width > 0.0 && self.summary.max > self.summary.min;
        if drawable {
            svg(caption, |area| self.draw(area))
        } else {
            None
        }
    }

    fn total(&self) -> u64 {
        self.histogram
            .counts
            .iter()
            .chain(&self.histogram.outside)
            .sum()
    }

    fn draw(&self, area: &Area<'_>) -> Drawn {
        let total = self.total() as f64;
        let most = self
            .histogram
            .counts
            .iter()
            .max()
            .map_or(1.0, |most| *most as f64)
            / total;
        let height = most.max(1.0 / total) / (1.0 - HEADROOM);
        let x = Axis {
            range: self.range(),
            unit: self.histogram.unit,
            currency: self.currency,
            title: self.title.clone(),
        };
        let share = words::share_of_campaigns(self.lang).to_owned();
        let y = Axis {
            range: 0.0..height,
            unit: Unit::Share,
            currency: self.currency,
            title: share,
        };
        let axes = Axes::new(x, y, MARGIN);
        let mut plane = axes.plane(area)?;
        axes.draw_grid(area, &plane)?;
        plane.draw_series(self.bars(total))?;
        axes.draw(area, &plane)?;
        let (top, floor) = (place(&plane, (0.0, height)).1, place(&plane, (0.0, 0.0)).1);
        for (row, (value, words, ink)) in self.marks().iter().enumerate() {
            let (at, _) = place(&plane, (*value, 0.0));
            let height = top + 14.0 + 28.0 * row as f64;
            dashes(area, (at, height - 9.0), (at, floor), *ink)?;
            self.write_mark(area, words, (at, height), *ink)?;
        }
        legend(area, &self.legend())
    }

    /// Bars as wide as their bins but for a thin gap.
    fn bars(&self, total: f64) -> impl Iterator<Item = Rectangle<(f64, f64)>> {
        let Histogram {
            start,
            width,
            counts,
            ..
        } = self.histogram;
        let [low, .., high] = self.summary.quantiles;
        counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .map(move |(bin, count)| {
                let left = start + bin as f64 * width;
                let middle = left + width / 2.0;
                let inside = (low - width / 2.0..=high + width / 2.0).contains(&middle);
                let fill = colour::tint(colour::BLUE, if inside { 1.0 } else { TAILS });
                let corners = [
                    (left + 0.04 * width, *count as f64 / total),
                    (left + 0.96 * width, 0.0),
                ];
                Rectangle::new(corners, fill.filled())
            })
    }

    /// The bins, some room, and the benchmark.
    fn range(&self) -> Range<f64> {
        let Histogram {
            start,
            width,
            counts,
            ..
        } = self.histogram;
        let (mut low, mut high) = (*start, start + width * counts.len() as f64);
        if let Some(benchmark) = self.benchmark {
            (low, high) = (low.min(benchmark), high.max(benchmark));
        }
        let room = ((high - low) * 0.03).max(width * 0.5);
        low - room..high + room
    }

    /// Vertical lines: value, words, colour.
    fn marks(&self) -> Vec<(f64, String, RGBColor)> {
        let shown = |value: f64| number::value(value, self.histogram.unit, self.currency);
        let median = self.summary.median();
        let mut marks = vec![(
            median,
            words::median(&shown(median), self.lang),
            colour::INK,
        )];
        marks.extend(self.benchmark.map(|benchmark| {
            let shown = number::short_money(benchmark, self.currency);
            (
                benchmark,
                words::elsewhere(&shown, self.lang),
                colour::VERMILLION,
            )
        }));
        marks
    }

    /// Words beside the line, on the side where there is room.
    fn write_mark(&self, area: &Area<'_>, words: &str, (x, y): (f64, f64), ink: RGBColor) -> Drawn {
        let face = Face::new(LABEL, ink);
        let end = x + 8.0 + font::width(words, LABEL);
        if end > f64::from(SIZE.0) - MARGIN {
            text(area, words, (x - 8.0, y), face.ending())
        } else {
            text(area, words, (x + 8.0, y), face)
        }
    }

    fn legend(&self) -> Vec<Entry> {
        let outside: u64 = self.histogram.outside.iter().sum();
        let beyond = outside as f64 / self.total() as f64;
        let [inside, rest] = words::distribution_legend(beyond, self.lang);
        let entry = |opacity: f64, words: String| Entry {
            colour: colour::tint(colour::BLUE, opacity),
            height: 14.0,
            words,
        };
        vec![entry(1.0, inside), entry(TAILS, rest)]
    }
}

//! How a quantity is spread over campaigns, against its median and, where there is one, a benchmark.

use crate::metrics::Unit;
use crate::output::format::chart::axes::{Axes, Axis, Entry, legend, place};
use crate::output::format::chart::picture::{
    Area, Caption, Drawn, Face, MARGIN, SIZE, colour, dashes, svg, text,
};
use crate::output::format::chart::{Setting, font};
use crate::stats::Summary;
use crate::study::run::Histogram;
use crate::words::range::{Told, quantiles};
use crate::words::{chart as labels, number, run::chart as words};
use plotters::prelude::*;
use std::ops::Range;

const LABEL: f64 = 16.0;

/// Part of the height that is left for the words above the bars.
const HEADROOM: f64 = 0.22;

/// Opacity of the bars outside of nine of ten campaigns.
const TAILS: f64 = 0.35;

/// What is drawn.
pub(super) struct Distribution<'a> {
    /// Language and currency.
    pub(super) setting: Setting<'a>,
    /// Title of the horizontal axis.
    pub(super) title: &'a str,
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
        let drawable = self.total() > 0 && self.histogram.width > 0.0 && self.summary.max > self.summary.min;
        if drawable { svg(caption, |area| self.draw(area)) } else { None }
    }

    /// All campaigns, those beyond any number among them.
    fn total(&self) -> u64 {
        self.histogram.with_outside().iter().sum::<u64>() + self.summary.infinite
    }

    fn draw(&self, area: &Area<'_>) -> Drawn {
        let height = self.height();
        let axes = self.axes(height);
        let mut plane = axes.plane(area)?;
        axes.draw_grid(area, &plane)?;
        plane.draw_series(self.bars())?;
        axes.draw(area, &plane)?;
        let (top, floor) = (place(&plane, (0.0, height)).1, place(&plane, (0.0, 0.0)).1);
        for (row, (value, words, ink)) in self.marks().iter().enumerate() {
            let (at, _) = place(&plane, (*value, 0.0));
            let middle = top + 14.0 + 28.0 * row as f64;
            dashes(area, (at, middle - 9.0), (at, floor), *ink)?;
            write_mark(area, words, (at, middle), *ink)?;
        }
        legend(area, &self.legend())
    }

    fn axes(&self, height: f64) -> Axes<'_> {
        let Setting { lang, currency } = self.setting;
        let x = Axis::new(self.range(), self.histogram.unit, currency, self.title, lang);
        let y = Axis::new(0.0..height, Unit::Share, currency, labels::share_of_campaigns(lang), lang);
        Axes::new(x, y, MARGIN)
    }

    /// Height of the plane: the highest bar and room for words.
    fn height(&self) -> f64 {
        let most = self.histogram.with_outside().into_iter().max().map_or(1, |most| most.max(1));
        most as f64 / self.total() as f64 / (1.0 - HEADROOM)
    }

    /// Bars as wide as their bins but for a thin gap; the outermost hold what is beyond them.
    fn bars(&self) -> impl Iterator<Item = Rectangle<(f64, f64)>> {
        let Histogram { start, width, .. } = self.histogram;
        let total = self.total() as f64;
        let [low, .., high] = quantiles(&self.summary);
        let counts = self.histogram.with_outside().into_iter().enumerate();
        counts.filter(|(_, count)| *count > 0).map(move |(bin, count)| {
            let left = start + bin as f64 * width;
            let middle = left + width / 2.0;
            let inside = (low - width / 2.0..=high + width / 2.0).contains(&middle);
            let fill = colour::tint(colour::BLUE, if inside { 1.0 } else { TAILS });
            let corners = [(left + 0.04 * width, count as f64 / total), (left + 0.96 * width, 0.0)];
            Rectangle::new(corners, fill.filled())
        })
    }

    /// The benchmark, where showing it does not press the bars together; the sentence names it anyway.
    fn near_benchmark(&self) -> Option<f64> {
        self.benchmark.filter(|benchmark| is_near(self.histogram, *benchmark))
    }

    /// The bins, some room, and the benchmark.
    fn range(&self) -> Range<f64> {
        let Histogram { start, width, counts, .. } = self.histogram;
        let (mut low, mut high) = (*start, start + width * counts.len() as f64);
        if let Some(benchmark) = self.near_benchmark() {
            (low, high) = (low.min(benchmark), high.max(benchmark));
        }
        let room = ((high - low) * 0.03).max(width * 0.5);
        low - room..high + room
    }

    /// Vertical lines: value, words, colour.
    fn marks(&self) -> Vec<(f64, String, RGBColor)> {
        let Setting { lang, currency } = self.setting;
        let median = self.summary.median();
        let shown = Told::money(&self.summary, currency, lang).typical();
        let median = (median, labels::median(&shown, lang), colour::INK);
        let benchmark = self.near_benchmark().map(|benchmark| {
            let shown = number::short_money(benchmark, currency, lang);
            (benchmark, labels::elsewhere(&shown, lang), colour::VERMILLION)
        });
        let range = self.range();
        let marks = [Some(median), benchmark].into_iter().flatten();
        marks.filter(|(value, ..)| range.contains(value)).collect()
    }

    fn legend(&self) -> Vec<Entry> {
        let beyond = self.summary.infinite as f64 / self.total() as f64;
        let words = words::distribution_legend(self.summary.defined(), beyond, self.setting.lang);
        let entry = |(opacity, words): (f64, String)| Entry {
            colour: colour::tint(colour::BLUE, opacity),
            height: 14.0,
            words,
        };
        [1.0, TAILS].into_iter().zip(words).map(entry).collect()
    }
}

/// Whether a value can be shown beside the bars without pressing them together.
pub(in crate::output::answer::run) fn is_near(histogram: &Histogram, value: f64) -> bool {
    let Histogram { start, width, counts, .. } = histogram;
    let span = width * counts.len() as f64;
    (start - 1.5 * span..=start + 2.5 * span).contains(&value)
}

/// Words beside the line, on the side where there is room.
fn write_mark(area: &Area<'_>, words: &str, (x, y): (f64, f64), ink: RGBColor) -> Drawn {
    let face = Face::new(LABEL, ink);
    let end = x + 8.0 + font::width(words, LABEL);
    if end > f64::from(SIZE.0) - MARGIN {
        text(area, words, (x - 8.0, y), face.ending())
    } else {
        text(area, words, (x + 8.0, y), face)
    }
}

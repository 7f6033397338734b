//! Lines on a curve that it is compared with: levels such as the budget, and where K passes 1 or rewards run out.

use super::curve::{Curve, LABEL};
use super::scale;
use crate::metrics::Metric;
use crate::output::format::chart::axes::{Plane, place};
use crate::output::format::chart::picture::{Area, Drawn, Face, SIZE, colour, dashes, text};
use crate::output::format::chart::{Setting, font};
use crate::study::sweep::PointMetric;
use crate::words::range::quantiles;
use crate::words::{chart as chart_words, number};
use std::ops::Range;

impl Curve<'_> {
    /// Levels worth comparing with, where the sweep does not move them.
    pub(super) fn levels(&self) -> Vec<(f64, String)> {
        let Setting { lang, currency } = self.chart.setting;
        let scenario = &self.chart.report.first;
        let short = |value: f64| number::short_money(value, currency, lang);
        let highest = self.points.iter().map(|(_, value)| quantiles(value)[4]);
        let most = highest.filter(|value| value.is_finite()).fold(0.0, f64::max);
        match self.chart.metric {
            PointMetric::Run(Metric::RewardCost) if !self.chart.is_swept("budget") => {
                let limit = scenario.budget.as_ref().map(|budget| budget.limit.typical());
                limit.into_iter().map(|limit| (limit, chart_words::the_budget(&short(limit), lang))).collect()
            }
            PointMetric::Run(Metric::Cac) if !self.chart.is_swept("benchmark") => {
                let benchmark = scenario.benchmark_cac.as_ref().map(|cac| cac.typical());
                // Where it is far above or below everything, the line would only flatten the picture.
                let near = benchmark.filter(|benchmark| *benchmark < 3.0 * most);
                near.into_iter().map(|cac| (cac, chart_words::elsewhere(&short(cac), lang))).collect()
            }
            PointMetric::KTheory if most > 0.5 => vec![(1.0, chart_words::k_is_one(lang).to_owned())],
            _ => Vec::new(),
        }
    }

    pub(super) fn draw_levels(&self, area: &Area<'_>, plane: &Plane<'_>) -> Drawn {
        let Range { start, end } = self.across();
        for (level, words) in self.levels() {
            let (from, to) = (place(plane, (start, level)), place(plane, (end, level)));
            dashes(area, from, to, colour::VERMILLION)?;
            let width = font::width(&words, LABEL);
            let begins = [from.0 + 8.0, f64::midpoint(from.0, to.0) - width / 2.0, to.0 - 8.0 - width];
            let clearance = |begin: &f64| self.clearance(plane, (*begin, *begin + width), from.1 - 13.0);
            // Of equals the first.
            let best = begins.iter().rev().max_by(|a, b| clearance(a).total_cmp(&clearance(b)));
            let begin = best.copied().unwrap_or(begins[0]);
            text(area, &words, (begin, from.1 - 13.0), Face::new(LABEL, colour::VERMILLION))?;
        }
        Ok(())
    }

    /// How far the curve stays away from the height `y` between two places, in pixels; half a hundred is enough.
    fn clearance(&self, plane: &Plane<'_>, (from, to): (f64, f64), y: f64) -> f64 {
        const ENOUGH: f64 = 50.0;
        const SAMPLES: u32 = 8;
        let points: Vec<(f64, f64)> =
            self.points.iter().map(|(at, value)| place(plane, (*at, value.mean))).collect();
        let height = |x: f64| {
            let pair = points.windows(2).find(|pair| (pair[0].0..=pair[1].0).contains(&x))?;
            let [(x0, y0), (x1, y1)] = [pair[0], pair[1]];
            Some(if x1 > x0 { y0 + (x - x0) / (x1 - x0) * (y1 - y0) } else { y0 })
        };
        let samples = (0..=SAMPLES).map(|part| from + f64::from(part) / f64::from(SAMPLES) * (to - from));
        samples.filter_map(height).map(|at| (at - y).abs()).fold(ENOUGH, f64::min)
    }

    /// Upright lines, each with its words in a line of its own above the curve. The first of several has them on its
    /// left, so that they do not run into the others.
    pub(super) fn draw_thresholds(&self, area: &Area<'_>, plane: &Plane<'_>) -> Drawn {
        const GAP: f64 = 8.0;
        let Range { start, end } = self.range();
        let thresholds = self.thresholds();
        let mut row = 0;
        for (at, words) in &thresholds {
            let (top, bottom) = (place(plane, (*at, end)), place(plane, (*at, start)));
            dashes(area, bottom, top, colour::GREY)?;
            let Some(words) = words else { continue };
            let width = font::width(words, LABEL) + GAP;
            let room_left = top.0 - place(plane, (self.across().start, end)).0;
            let room_right = f64::from(SIZE.0) - 12.0 - top.0;
            let goes_left = room_right < width || (row == 0 && thresholds.len() > 1 && room_left > width);
            let face = Face::new(LABEL, colour::GREY);
            let (x, face) = if goes_left { (top.0 - GAP, face.ending()) } else { (top.0 + GAP, face) };
            text(area, words, (x, top.1 + 12.0 + 22.0 * f64::from(row)), face)?;
            row += 1;
        }
        Ok(())
    }

    /// Where K passes 1 and where rewards begin to run out, from left to right, the first of each with its words; only
    /// on the charts of people and money.
    pub(super) fn thresholds(&self) -> Vec<(f64, Option<&'static str>)> {
        if self.is_theory() {
            return Vec::new();
        }
        let mut all = Vec::new();
        for (metric, level, words) in self.chart.thresholds() {
            let words = std::iter::once(Some(words)).chain(std::iter::repeat(None));
            all.extend(self.crossings(&metric, level).into_iter().zip(words));
        }
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all
    }

    /// Where the mean of a metric passes a level, by linear interpolation.
    fn crossings(&self, metric: &PointMetric, level: f64) -> Vec<f64> {
        let places = scale::places(&self.chart.report.axes[0]);
        let mut points: Vec<(f64, f64)> = places.into_iter().zip(self.chart.means(metric)).collect();
        points.retain(|(_, value)| !value.is_nan());
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        let passes = |pair: &&[(f64, f64)]| (pair[0].1 >= level) != (pair[1].1 >= level);
        let at = |pair: &[(f64, f64)]| {
            let [(x0, y0), (x1, y1)] = [pair[0], pair[1]];
            x0 + (level - y0) / (y1 - y0) * (x1 - x0)
        };
        points.windows(2).filter(passes).map(at).collect()
    }
}

//! Two keys: the mean of a metric as a heat map, the first key across and the second upwards, with the contours of K = 1
//! and of rewards that run out.

use super::contour::contour;
use super::metric::Chart;
use super::scale;
use super::shapes::{Line, frame, passes, shade};
use crate::input::{Axis, AxisValue};
use crate::output::format::chart::axes::{Axis as Scale, Failure};
use crate::output::format::chart::picture::{
    Area, Caption, Drawn, Face, MARGIN, SIZE, colour, line, rectangle, svg, text,
};
use crate::output::format::chart::{Setting, font};
use crate::words::sweep as words;
use plotters::prelude::*;

const TOP: f64 = 152.0;
const BOTTOM: f64 = 92.0;
/// Room for the scale of colours on the right.
const RIGHT: f64 = 150.0;

const LABEL: f64 = scale::LABEL;

/// Room for the name of the second key, beside the words of the contours.
const UP_ROOM: f64 = 420.0;

/// Values that differ by more than this factor are shown by their logarithms.
const WIDE: f64 = 30.0;

/// A map of the grid.
pub(super) struct Heat<'a> {
    chart: &'a Chart<'a>,
    /// Left edge of the plane.
    left: f64,
    low: f64,
    high: f64,
    log: bool,
}

impl<'a> Heat<'a> {
    /// None where all values are the same: there is no map of nothing.
    pub(super) fn new(chart: &'a Chart<'a>) -> Option<Heat<'a>> {
        let means = || chart.values.iter().flatten().map(|summary| summary.mean);
        let (low, high) = (means().fold(f64::INFINITY, f64::min), means().fold(f64::NEG_INFINITY, f64::max));
        let labels = chart.report.axes[1].values.iter().map(scale::label);
        let widest = labels.map(|label| font::width(&label, LABEL)).fold(0.0, f64::max);
        let log = low > 0.0 && high > WIDE * low;
        (high > low).then_some(Heat { chart, left: MARGIN + widest + 12.0, low, high, log })
    }

    pub(super) fn svg(&self, caption: &Caption) -> Option<String> {
        svg(caption, |area| self.draw(area))
    }

    fn draw(&self, area: &Area<'_>) -> Drawn {
        self.draw_cells(area)?;
        self.draw_axes(area)?;
        let lines = self.draw_contours(area)?;
        self.write_numbers(area, &lines)?;
        self.draw_best(area)?;
        self.draw_scale(area)
    }

    fn axis(&self, axis: usize) -> &Axis {
        &self.chart.report.axes[axis]
    }

    fn columns(&self) -> usize {
        self.axis(0).values.len()
    }

    fn rows(&self) -> usize {
        self.axis(1).values.len()
    }

    /// Index of a point: the values of the second key change fastest.
    fn index(&self, column: usize, row: usize) -> usize {
        column * self.rows() + row
    }

    /// Width and height of a cell.
    fn cell(&self) -> (f64, f64) {
        let (width, height) = (f64::from(SIZE.0) - RIGHT - self.left, f64::from(SIZE.1) - BOTTOM - TOP);
        (width / self.columns() as f64, height / self.rows() as f64)
    }

    /// A place of the grid in pixels; whole numbers are the middles of cells.
    fn pixel(&self, (column, row): (f64, f64)) -> (f64, f64) {
        let (width, height) = self.cell();
        (self.left + (column + 0.5) * width, f64::from(SIZE.1) - BOTTOM - (row + 0.5) * height)
    }

    /// Where a value stands between the least and the largest, 0 to 1.
    fn part(&self, value: f64) -> f64 {
        let of = |value: f64| if self.log { libm::log10(value) } else { value };
        ((of(value) - of(self.low)) / (of(self.high) - of(self.low))).clamp(0.0, 1.0)
    }

    /// How light a part of the scale is: the better, the lighter.
    fn light(&self, part: f64) -> f64 {
        if self.chart.less_is_better() { 1.0 - part } else { part }
    }

    fn draw_cells(&self, area: &Area<'_>) -> Drawn {
        let (width, height) = self.cell();
        for column in 0..self.columns() {
            for row in 0..self.rows() {
                let value = self.chart.values[self.index(column, row)].map(|summary| summary.mean);
                let fill = value.map_or(colour::GRID, |value| shade(self.light(self.part(value))));
                let (x, y) = self.pixel((column as f64, row as f64));
                // A hair larger than the cell: no white lines between neighbours.
                let (dx, dy) = (width / 2.0 + 0.25, height / 2.0 + 0.25);
                rectangle(area, (x - dx, y - dy), (x + dx, y + dy), fill)?;
            }
        }
        Ok(())
    }

    /// The numbers of the cells, where they have room beside the lines that run through them.
    fn write_numbers(&self, area: &Area<'_>, lines: &[Line]) -> Drawn {
        let (width, height) = self.cell();
        for (index, value) in self.chart.values.iter().enumerate() {
            let Some(value) = value.map(|summary| summary.mean) else { continue };
            let (x, y) = self.pixel(((index / self.rows()) as f64, (index % self.rows()) as f64));
            let number = self.chart.number(value);
            let room = font::width(&number, LABEL) / 2.0 + 4.0;
            if 2.0 * room + 4.0 > width || height < 26.0 {
                continue;
            }
            // In the middle, else a little above or below.
            let aside = (height / 2.0 - LABEL).max(0.0);
            let is_free =
                |y: &f64| !lines.iter().any(|line| passes(*line, (x, *y), (room, LABEL / 2.0 + 6.0)));
            let Some(y) = [y, y - aside, y + aside].into_iter().find(is_free) else { continue };
            let ink = if self.light(self.part(value)) < 0.55 { WHITE } else { colour::INK };
            text(area, &number, (x, y), Face::new(LABEL, ink).centred())?;
        }
        Ok(())
    }

    fn draw_axes(&self, area: &Area<'_>) -> Drawn {
        let grey = Face::new(LABEL, colour::GREY);
        let floor = f64::from(SIZE.1) - BOTTOM;
        let across = self.labels(0, |at| self.pixel((at, 0.0)).0, |label| font::width(label, LABEL) + 14.0);
        for (at, label) in across {
            line(area, (at, floor), (at, floor + 6.0), colour::GREY, 1.0)?;
            text(area, &label, (at, floor + 20.0), grey.centred())?;
        }
        for (at, label) in self.labels(1, |at| self.pixel((0.0, at)).1, |_| 20.0) {
            text(area, &label, (self.left - 10.0, at), grey.ending())?;
        }
        let middle = f64::midpoint(self.left, f64::from(SIZE.0) - RIGHT);
        let room = f64::from(SIZE.0) - RIGHT - self.left;
        text(area, &self.chart.title(0, LABEL, room), (middle, floor + 44.0), grey.centred())?;
        text(area, &self.chart.title(1, LABEL, UP_ROOM), (MARGIN, TOP - 26.0), grey)
    }

    /// The labels of an axis that have room, with their places.
    fn labels(
        &self,
        axis: usize,
        pixel: impl Fn(f64) -> f64,
        need: impl Fn(&str) -> f64,
    ) -> Vec<(f64, String)> {
        let values: &[AxisValue] = &self.axis(axis).values;
        let labels: Vec<String> = values.iter().map(scale::label).collect();
        let places: Vec<f64> = (0..values.len()).map(|at| pixel(at as f64)).collect();
        let needs: Vec<f64> = labels.iter().map(|label| need(label)).collect();
        scale::with_room(&places, &needs).into_iter().map(|at| (places[at], labels[at].clone())).collect()
    }

    /// Lines with a casing, so that they are seen on every colour; their words stand above the map. The lines come back
    /// in pixels.
    fn draw_contours(&self, area: &Area<'_>) -> Result<Vec<Line>, Failure> {
        let mut lines = Vec::new();
        let mut right = f64::from(SIZE.0) - RIGHT;
        let inks = [(WHITE, BLACK), (colour::VERMILLION, WHITE)];
        for ((metric, level, words), (ink, casing)) in self.chart.thresholds().into_iter().zip(inks) {
            let pieces = contour(&self.transposed(&self.chart.means(&metric)), self.columns(), level);
            let pieces: Vec<Line> =
                pieces.into_iter().map(|(from, to)| (self.pixel(from), self.pixel(to))).collect();
            for (width, stroke) in [(6.0, casing), (3.0, ink)] {
                for (from, to) in &pieces {
                    line(area, *from, *to, stroke, width)?;
                }
            }
            if pieces.is_empty() {
                continue;
            }
            let (y, start) = (TOP - 26.0, right - font::width(words, LABEL));
            text(area, words, (start, y), Face::new(LABEL, colour::INK))?;
            let casing = if casing == WHITE { colour::GRID } else { casing };
            line(area, (start - 42.0, y), (start - 8.0, y), casing, 7.0)?;
            line(area, (start - 40.0, y), (start - 10.0, y), ink, 3.0)?;
            right = start - 64.0;
            lines.extend(pieces);
        }
        Ok(lines)
    }

    /// Values by point as rows from the bottom up.
    fn transposed(&self, values: &[f64]) -> Vec<f64> {
        (0..self.rows())
            .flat_map(|row| (0..self.columns()).map(move |column| (column, row)))
            .map(|(column, row)| values[self.index(column, row)])
            .collect()
    }

    /// A frame around the best point.
    fn draw_best(&self, area: &Area<'_>) -> Drawn {
        let Some(best) = self.chart.best() else { return Ok(()) };
        let centre = self.pixel(((best / self.rows()) as f64, (best % self.rows()) as f64));
        let (width, height) = self.cell();
        frame(area, centre, (width.max(12.0) / 2.0, height.max(12.0) / 2.0))?;
        let (x, y) = (f64::from(SIZE.0) - RIGHT + 34.0, f64::from(SIZE.1) - BOTTOM + 22.0);
        frame(area, (x, y), (9.0, 7.0))?;
        let words = words::chart::best_point(self.chart.setting.lang);
        text(area, words, (x + 19.0, y), Face::new(LABEL, colour::GREY))
    }

    /// The colours with their numbers, on the right.
    fn draw_scale(&self, area: &Area<'_>) -> Drawn {
        const STEPS: usize = 120;
        let (left, right) = (f64::from(SIZE.0) - RIGHT + 24.0, f64::from(SIZE.0) - RIGHT + 44.0);
        let height = f64::from(SIZE.1) - BOTTOM - TOP;
        let y = |part: f64| f64::from(SIZE.1) - BOTTOM - part * height;
        for step in 0..STEPS {
            let (from, to) = (step as f64 / STEPS as f64, (step + 1) as f64 / STEPS as f64);
            rectangle(
                area,
                (left, y(to)),
                (right, y(from) + 0.5),
                shade(self.light(f64::midpoint(from, to))),
            )?;
        }
        let better = words::chart::lighter_is_better(self.chart.setting.lang);
        if self.chart.metric.has_better_side() {
            text(area, better, (left, TOP - 26.0), Face::new(LABEL, colour::GREY))?;
        }
        for (value, label) in self.marks() {
            let at = y(self.part(value));
            line(area, (right, at), (right + 5.0, at), colour::GREY, 1.0)?;
            text(area, &label, (right + 9.0, at), Face::new(LABEL, colour::GREY))?;
        }
        Ok(())
    }

    /// Round numbers on the scale; on a logarithmic one 1, 2 and 5 times the powers of ten.
    fn marks(&self) -> Vec<(f64, String)> {
        if !self.log {
            let Setting { lang, currency } = self.chart.setting;
            return Scale::new(self.low..self.high, self.chart.metric.unit(), currency, "", lang).ticks(6);
        }
        let powers = libm::floor(libm::log10(self.low)) as i32..=libm::ceil(libm::log10(self.high)) as i32;
        let decades = powers.clone().count();
        let factors: &[f64] = if decades > 4 { &[1.0] } else { &[1.0, 2.0, 5.0] };
        let values = powers.flat_map(|power| factors.iter().map(move |factor| factor * 10f64.powi(power)));
        let inside = values.filter(|value| (self.low..=self.high).contains(value));
        inside.map(|value| (value, self.chart.number(value))).collect()
    }
}

//! K over time: one line for all campaigns together, which breaks off where nobody is of the age to bring others.

use super::caption::caption;
use super::fan::{in_its_unit, time_axis};
use crate::metrics::Unit;
use crate::output::format::chart::axes::{Axes, Axis, Plane, place};
use crate::output::format::chart::picture::{Area, Drawn, Face, MARGIN, colour, dashes, svg, text, units};
use crate::output::format::chart::{Chart, font};
use crate::study::run::RunReport;
use crate::words::number::ratio;
use crate::words::{Lang, chart as labels, run::chart as words};
use plotters::prelude::*;

/// The entry in the list.
pub(super) const CHART: Chart<RunReport> = Chart {
    name: "k",
    caption: |report, lang| caption(&words::K, report, lang),
    draw: |report, lang, caption| {
        let line = Line::of(report, lang)?;
        svg(caption, |area| line.draw(area))
    },
};

const LABEL: f64 = 16.0;

/// What is drawn.
struct Line<'a> {
    report: &'a RunReport,
    lang: Lang,
    /// The parts of the line, each of at least one point, in the units of the axes.
    parts: Vec<Vec<(f64, f64)>>,
}

impl<'a> Line<'a> {
    /// The line of a report, if K is defined anywhere.
    fn of(report: &'a RunReport, lang: Lang) -> Option<Line<'a>> {
        let at = report.timeline.points.iter().map(|at| in_its_unit(&report.scenario.clock, at.day));
        let points: Vec<(f64, Option<f64>)> = at.zip(report.timeline.k.clone()).collect();
        let parts = points.split(|(_, k)| k.is_none()).filter(|part| !part.is_empty());
        let defined =
            |part: &[(f64, Option<f64>)]| part.iter().filter_map(|(at, k)| Some((*at, (*k)?))).collect();
        let parts: Vec<Vec<(f64, f64)>> = parts.map(defined).collect();
        (!parts.is_empty()).then_some(Line { report, lang, parts })
    }

    fn draw(&self, area: &Area<'_>) -> Drawn {
        let end = self.parts.last().and_then(|part| part.last()).copied().unwrap_or_default();
        let label = ratio(end.1);
        let width = font::width(&label, LABEL);
        let axes = self.axes(MARGIN + width + 16.0);
        let mut plane = axes.plane(area)?;
        axes.draw_grid(area, &plane)?;
        axes.draw(area, &plane)?;
        self.draw_line(&mut plane)?;
        self.draw_one(area, &plane)?;
        let (x, y) = place(&plane, end);
        text(area, &label, (x + 16.0, y), Face::new(LABEL, colour::BLUE))
    }

    fn axes(&self, right: f64) -> Axes<'_> {
        let (scenario, lang) = (&self.report.scenario, self.lang);
        let highest = self.parts.iter().flatten().map(|(_, k)| *k).fold(1.0, f64::max);
        let x = time_axis(&scenario.clock, &scenario.currency, lang);
        let y = Axis::new(0.0..1.06 * highest, Unit::Ratio, &scenario.currency, words::k_axis(lang), lang);
        Axes::new(x, y, right)
    }

    fn draw_line(&self, plane: &mut Plane<'_>) -> Drawn {
        for part in &self.parts {
            let stroke = colour::BLUE.stroke_width(units(3.0) as u32);
            plane.draw_series(LineSeries::new(part.clone(), stroke))?;
            let end = part.last().map(|end| Circle::new(*end, units(5.0), colour::BLUE.filled()));
            plane.draw_series(end)?;
        }
        Ok(())
    }

    /// The line at 1, beyond which growth feeds itself.
    fn draw_one(&self, area: &Area<'_>, plane: &Plane<'_>) -> Drawn {
        let clock = &self.report.scenario.clock;
        let end = in_its_unit(clock, clock.days());
        let (from, to) = (place(plane, (0.0, 1.0)), place(plane, (end, 1.0)));
        dashes(area, from, to, colour::VERMILLION)?;
        let face = Face::new(LABEL, colour::VERMILLION);
        text(area, labels::k_is_one(self.lang), (from.0 + 8.0, from.1 - 13.0), face)
    }
}

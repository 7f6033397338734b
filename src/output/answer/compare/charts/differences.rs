//! How designs differ from the first: a forest plot, measure by measure, in per cent of the first design's mean. What is
//! saved or earned may be next to nothing there, or a loss; it is told in per cent of the first design's cost.

use super::caption::caption;
use crate::metrics::{Metric, Unit};
use crate::output::format::chart::Chart;
use crate::output::format::chart::axes::{Entry, legend, steps};
use crate::output::format::chart::font;
use crate::output::format::chart::picture::{
    Area, Caption, Drawn, Face, MARGIN, SIZE, circle, colour, line, rectangle, svg, text,
};
use crate::study::compare::{Comparison, Difference, Measure, Measured, letter};
use crate::words::Lang;
use crate::words::compare as words;
use crate::words::number::grouped;
use plotters::style::RGBColor;

/// The entry in the list.
pub(super) const CHART: Chart<Comparison> = Chart {
    name: "differences",
    caption: |comparison, lang| caption(&words::DIFFERENCES, comparison, lang),
    draw: |comparison, lang, caption| Differences::new(comparison, lang)?.svg(caption),
};

const LABEL: f64 = 15.0;
const TOP: f64 = 152.0;
const BOTTOM: f64 = 92.0;
/// Where names end and the numbers at the right begin.
const LEFT: f64 = 330.0;
const RIGHT: f64 = 985.0;
/// Most rows that can be read.
const ROWS: usize = 26;
/// Height of a row where there is plenty of room.
const TALLEST: f64 = 40.0;
/// Half the height of the bar of an interval.
const HALF: f64 = 4.0;

/// Measures beside the one that decides, in the order in which they are left out where there is no room, last first.
const SHOWN: [Measure; 5] = [
    Measure::Metric(Metric::AddedUsers),
    Measure::Metric(Metric::CostWithOwed),
    Measure::Metric(Metric::Cac),
    Measure::Saving,
    Measure::Metric(Metric::AddedProfit),
];

/// What is drawn.
struct Differences<'a> {
    comparison: &'a Comparison,
    lang: Lang,
    shown: Vec<&'a Measured>,
    /// Measures for which there is no room.
    left_out: usize,
}

impl<'a> Differences<'a> {
    /// The chart; none where the first design has nothing to be compared with.
    fn new(comparison: &'a Comparison, lang: Lang) -> Option<Differences<'a>> {
        let relative = |measured: &&Measured| {
            base(comparison, measured) > 0.0
                && measured.differences.iter().any(|difference| difference.mean.is_finite())
        };
        let by = &comparison.verdict.by;
        // The one that decides is always among them.
        let measures = std::iter::once(by).chain(SHOWN.iter().filter(|measure| *measure != by));
        let mut shown: Vec<&Measured> =
            measures.filter_map(|measure| comparison.measured(measure)).filter(relative).collect();
        let all = shown.len();
        shown.truncate((ROWS / comparison.designs.len()).max(1));
        let left_out = all - shown.len();
        (!shown.is_empty()).then_some(Differences { comparison, lang, shown, left_out })
    }

    /// The picture.
    fn svg(&self, caption: &Caption) -> Option<String> {
        svg(caption, |area| self.draw(area))
    }

    fn draw(&self, area: &Area<'_>) -> Drawn {
        let scale = Scale::new(self.ends());
        self.draw_axis(area, &scale)?;
        let rows = self.shown.len() * self.comparison.designs.len();
        let height = ((f64::from(SIZE.1) - BOTTOM - TOP) / rows as f64).min(TALLEST);
        let mut y = TOP + height / 2.0;
        for measured in &self.shown {
            let name = words::measure(&measured.measure, self.lang);
            text(
                area,
                &font::cut(&name, LABEL, LEFT - MARGIN - 8.0),
                (MARGIN, y),
                Face::new(LABEL, colour::INK),
            )?;
            y += height;
            for (index, difference) in measured.differences.iter().enumerate() {
                self.draw_row(area, &scale, (measured, index + 1, difference), y)?;
                y += height;
            }
        }
        if self.left_out > 0 {
            let floor = f64::from(SIZE.1) - BOTTOM;
            let words = words::further_measures(self.left_out, self.lang);
            text(area, &words, (MARGIN, floor + 20.0), Face::new(LABEL, colour::GREY))?;
        }
        legend(area, &self.legend())
    }

    fn draw_axis(&self, area: &Area<'_>, scale: &Scale) -> Drawn {
        let floor = f64::from(SIZE.1) - BOTTOM;
        let grey = Face::new(LABEL, colour::GREY).centred();
        for tick in steps(scale.low, scale.high, 8, Unit::Share) {
            let x = scale.place(tick);
            line(area, (x, TOP), (x, floor), colour::GRID, 1.0)?;
            let sign = if tick > 1e-9 { "+" } else { "" };
            text(area, &format!("{sign}{}%", grouped(tick * 100.0, 0)), (x, floor + 20.0), grey)?;
        }
        let nought = scale.place(0.0);
        line(area, (nought, TOP), (nought, floor), colour::GREY, 1.5)?;
        let [.., title] = words::axes(self.lang);
        text(area, title, (f64::midpoint(LEFT, RIGHT), floor + 44.0), grey)
    }

    fn draw_row(
        &self,
        area: &Area<'_>,
        scale: &Scale,
        (measured, design, difference): (&Measured, usize, &Difference),
        y: f64,
    ) -> Drawn {
        let letter = format!("{}  ", letter(design));
        let room = LEFT - MARGIN - 28.0 - font::width(&letter, LABEL);
        let name = letter + &font::cut_start(&self.comparison.designs[design].name, LABEL, room);
        let grey = Face::new(LABEL, colour::GREY);
        text(area, &name, (MARGIN + 18.0, y), grey)?;
        if !difference.mean.is_finite() {
            return Ok(());
        }
        let first = base(self.comparison, measured);
        let at = |value: f64| scale.place(value / first);
        let ink = ink(difference);
        let [low, high] = difference.nine_of_ten;
        if !(low.is_nan() || high.is_nan()) {
            line(area, (at(low), y), (at(high), y), colour::tint(ink, 0.45), 2.0)?;
        }
        let [low, high] = difference.interval;
        if low.is_finite() && high.is_finite() {
            rectangle(area, (at(low), y - HALF), (at(high), y + HALF), ink)?;
        }
        circle(area, (at(difference.mean), y), HALF + 1.0, ink)?;
        let (unit, currency) = (measured.measure.unit(), self.comparison.currency());
        let mean = words::difference(difference, unit, currency);
        let told = format!("{mean}  ({})", words::interval(difference, unit, currency, self.lang));
        text(area, &told, (f64::from(SIZE.0) - MARGIN, y), grey.ending())
    }

    /// Relative ends of everything that is drawn, nought included.
    fn ends(&self) -> (f64, f64) {
        let all = self.shown.iter().flat_map(|measured| {
            let first = base(self.comparison, measured);
            measured.differences.iter().flat_map(move |difference| {
                let [a, b] = difference.nine_of_ten;
                let [c, d] = difference.interval;
                [a, b, c, d, difference.mean].map(|value| value / first)
            })
        });
        let within = all.filter(|value| value.is_finite());
        within.fold((0.0, 0.0), |(low, high), value| (f64::min(low, value), f64::max(high, value)))
    }

    fn legend(&self) -> Vec<Entry> {
        let [better, worse, open, single] = words::differences_legend(self.lang);
        let entry =
            |colour: RGBColor, height: f64, words: &str| Entry { colour, height, words: words.to_owned() };
        vec![
            entry(colour::BLUE, 10.0, better),
            entry(colour::VERMILLION, 10.0, worse),
            entry(colour::GREY, 10.0, open),
            entry(colour::tint(colour::GREY, 0.6), 3.0, single),
        ]
    }
}

/// What differences of a measure are set against.
fn base(comparison: &Comparison, measured: &Measured) -> f64 {
    let cost = comparison.metric(Metric::CostWithOwed).filter(|_| measured.measure.is_balance());
    cost.unwrap_or(measured).values[0].mean.abs()
}

/// Better, worse, or not settled.
fn ink(difference: &Difference) -> RGBColor {
    match difference.is_settled() {
        true if difference.better_mean > 0.5 => colour::BLUE,
        true => colour::VERMILLION,
        false => colour::GREY,
    }
}

/// Parts of the first design's mean to pixels.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn new((low, high): (f64, f64)) -> Scale {
        let room = if high > low { 0.06 * (high - low) } else { 0.1 };
        Scale { low: low - room, high: high + room }
    }

    /// What lies beyond any number is at the edge.
    fn place(&self, value: f64) -> f64 {
        let value = value.clamp(self.low, self.high);
        LEFT + (value - self.low) / (self.high - self.low) * (RIGHT - LEFT)
    }
}

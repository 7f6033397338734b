//! A frame of two axes: grid lines at round numbers, labels with units, a plane to draw on.

use super::font;
use super::picture::{Area, Drawn, Face, MARGIN, SIZE, colour, line, pixels, rectangle, text, units};
use crate::metrics::Unit;
use crate::units::Currency;
use crate::words::{Lang, number};
use plotters::backend::SVGBackend;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use std::ops::Range;

/// Size of the numbers on the axes.
const LABEL: f64 = 15.0;

const TOP: f64 = 152.0;
const BOTTOM: f64 = 92.0;

/// The plane between the axes, in the units of the data.
pub(in crate::output) type Plane<'a> =
    ChartContext<'static, SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// One axis: its range, how its numbers are written, what they are.
pub(in crate::output) struct Axis<'a> {
    /// From and to; of positive width.
    range: Range<f64>,
    /// Unit of the numbers.
    unit: Unit,
    /// Currency of amounts.
    currency: &'a Currency,
    /// What the numbers are.
    title: String,
    /// Ticks that take the place of round numbers.
    own: Option<Vec<(f64, String)>>,
    lang: Lang,
}

impl<'a> Axis<'a> {
    /// An axis of numbers of this unit.
    pub(in crate::output) fn new(
        range: Range<f64>,
        unit: Unit,
        currency: &'a Currency,
        title: &str,
        lang: Lang,
    ) -> Axis<'a> {
        Axis { range, unit, currency, title: title.to_owned(), own: None, lang }
    }

    /// The same with these ticks, as (value, label), in place of round numbers.
    pub(in crate::output) fn with_ticks(self, ticks: Vec<(f64, String)>) -> Axis<'a> {
        Axis { own: Some(ticks), ..self }
    }

    /// From and to.
    pub(in crate::output) fn range(&self) -> &Range<f64> {
        &self.range
    }

    /// Round numbers within the range, at most about `most`, as (value, label).
    pub(in crate::output) fn ticks(&self, most: usize) -> Vec<(f64, String)> {
        if let Some(own) = &self.own {
            return own.clone();
        }
        let step = round_step(self.range.end - self.range.start, most, self.unit);
        let values = steps(self.range.start, self.range.end, most, self.unit).into_iter();
        values.map(|value| (value, self.label(value, step))).collect()
    }

    fn label(&self, value: f64, step: f64) -> String {
        let places = |step: f64| (-(step * (1.0 + 1e-9)).log10().floor()).clamp(0.0, 6.0) as usize;
        if matches!(self.unit, Unit::Count | Unit::Money)
            && let Some((size, word)) = self.size()
        {
            return self.in_words(value, places(step / size), size, word);
        }
        match self.unit {
            Unit::Share => format!("{}%", number::grouped(value * 100.0, places(step * 100.0))),
            Unit::Money => number::money_with(value, places(step), self.currency),
            Unit::Count | Unit::Ratio | Unit::Days => number::grouped(value, places(step)),
        }
    }
}

impl Axis<'_> {
    /// What all numbers of the axis are told in, where they are so large that the language has a word for it.
    fn size(&self) -> Option<(f64, &'static str)> {
        number::word_of_size(self.range.start.abs().max(self.range.end.abs()), self.lang)
    }

    fn in_words(&self, value: f64, places: usize, size: f64, word: &str) -> String {
        let digits = number::grouped(value.abs() / size, places);
        let word = if value == 0.0 { "" } else { word };
        let digits = if value == 0.0 { "0".to_owned() } else { digits };
        match self.unit {
            Unit::Money => number::with_symbol(value < 0.0, &(digits + word), self.currency),
            _ if value < 0.0 => format!("-{digits}{word}"),
            _ => digits + word,
        }
    }
}

/// Round numbers from `low` to `high`, at most about `most`.
pub(in crate::output) fn steps(low: f64, high: f64, most: usize, unit: Unit) -> Vec<f64> {
    let step = round_step(high - low, most, unit);
    let (first, last) = ((low / step - 1e-9).ceil(), (high / step + 1e-9).floor());
    (0..=(last - first).max(0.0) as usize).map(|index| (first + index as f64) * step).collect()
}

/// 1, 2 or 5 times a power of ten, so that `span` has at most `most` steps; people and days are told whole.
fn round_step(span: f64, most: usize, unit: Unit) -> f64 {
    let least = span / most as f64;
    let power = 10f64.powf(least.log10().floor());
    let step =
        [1.0, 2.0, 5.0].into_iter().map(|factor| factor * power).find(|step| *step >= least * (1.0 - 1e-9));
    let step = step.unwrap_or(10.0 * power);
    if matches!(unit, Unit::Count | Unit::Days) { step.max(1.0) } else { step }
}

/// Two axes and the plane between them.
pub(in crate::output) struct Axes<'a> {
    x: Axis<'a>,
    y: Axis<'a>,
    x_ticks: Vec<(f64, String)>,
    y_ticks: Vec<(f64, String)>,
    /// Where the plane begins, in pixels from the left.
    left: f64,
    /// Pixels on the right of the plane that are left for labels.
    right: f64,
}

impl<'a> Axes<'a> {
    /// Axes with `right` pixels left for labels on the right of the plane.
    pub(in crate::output) fn new(x: Axis<'a>, y: Axis<'a>, right: f64) -> Axes<'a> {
        let (x_ticks, y_ticks) = (x.ticks(10), y.ticks(6));
        let widest = y_ticks.iter().map(|(_, label)| font::width(label, LABEL)).fold(0.0, f64::max);
        Axes { x, y, x_ticks, y_ticks, left: MARGIN + widest + 12.0, right }
    }

    /// The plane, still empty.
    pub(in crate::output) fn plane<'b>(&self, area: &Area<'b>) -> Result<Plane<'b>, Failure> {
        let inner = area.margin(units(TOP), units(BOTTOM), units(self.left), units(self.right));
        ChartBuilder::on(&inner).build_cartesian_2d(self.x.range.clone(), self.y.range.clone())
    }

    /// Draws the horizontal grid lines; upon areas, below lines.
    pub(in crate::output) fn draw_grid(&self, area: &Area<'_>, plane: &Plane<'_>) -> Drawn {
        for (value, _) in &self.y_ticks {
            let (_, at) = place(plane, (self.x.range.start, *value));
            line(area, (self.left, at), (self.end(), at), colour::GRID, 1.0)?;
        }
        Ok(())
    }

    /// Draws the axes: numbers and titles.
    pub(in crate::output) fn draw(&self, area: &Area<'_>, plane: &Plane<'_>) -> Drawn {
        let grey = Face::new(LABEL, colour::GREY);
        for (value, label) in &self.y_ticks {
            let (_, at) = place(plane, (self.x.range.start, *value));
            text(area, label, (self.left - 10.0, at), grey.ending())?;
        }
        let floor = f64::from(SIZE.1) - BOTTOM;
        for (value, label) in &self.x_ticks {
            let (at, _) = place(plane, (*value, self.y.range.start));
            line(area, (at, floor), (at, floor + 6.0), colour::GREY, 1.0)?;
            text(area, label, (at, floor + 20.0), grey.centred())?;
        }
        line(area, (self.left, floor), (self.end(), floor), colour::GREY, 1.5)?;
        let middle = f64::midpoint(self.left, self.end());
        text(area, &self.x.title, (middle, floor + 44.0), grey.centred())?;
        text(area, &self.y.title, (MARGIN, TOP - 26.0), grey)
    }

    /// Where the plane ends, in pixels from the left.
    fn end(&self) -> f64 {
        f64::from(SIZE.0) - self.right
    }
}

/// The place of a point of the data, in pixels.
pub(in crate::output) fn place(plane: &Plane<'_>, point: (f64, f64)) -> (f64, f64) {
    pixels(plane.backend_coord(&point))
}

/// What plotters reports when it cannot draw.
pub(in crate::output) type Failure = DrawingAreaErrorKind<std::io::Error>;

/// An entry of the legend: a colour and what it stands for.
pub(in crate::output) struct Entry {
    /// Colour of the swatch.
    pub(in crate::output) colour: RGBColor,
    /// Height of the swatch: a line is thin.
    pub(in crate::output) height: f64,
    /// What it stands for.
    pub(in crate::output) words: String,
}

/// Draws a legend that ends at the right margin, on the line of the title of the y axis.
pub(in crate::output) fn legend(area: &Area<'_>, entries: &[Entry]) -> Drawn {
    const SWATCH: f64 = 26.0;
    let y = TOP - 26.0;
    let mut right = f64::from(SIZE.0) - MARGIN;
    for entry in entries.iter().rev() {
        let start = right - font::width(&entry.words, LABEL);
        text(area, &entry.words, (start, y), Face::new(LABEL, colour::INK))?;
        let (from, to) =
            ((start - 8.0 - SWATCH, y - entry.height / 2.0), (start - 8.0, y + entry.height / 2.0));
        rectangle(area, from, to, entry.colour)?;
        right = start - 8.0 - SWATCH - 24.0;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(range: Range<f64>, unit: Unit) -> Vec<String> {
        let currency = Currency::default();
        let axis = Axis::new(range, unit, &currency, "", Lang::En);
        axis.ticks(6).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn an_axis_has_one_word_in_chinese() {
        let currency = Currency::default();
        let labels = |range: Range<f64>, unit| -> Vec<String> {
            Axis::new(range, unit, &currency, "", Lang::Zh)
                .ticks(4)
                .into_iter()
                .map(|(_, label)| label)
                .collect()
        };
        assert_eq!(labels(0.0..20_000.0, Unit::Count), ["0", "0.5万", "1.0万", "1.5万", "2.0万"]);
        assert_eq!(labels(-2e8..2e8, Unit::Money), ["-¥2亿", "-¥1亿", "¥0", "¥1亿", "¥2亿"]);
        assert_eq!(labels(0.0..9_000.0, Unit::Count)[1], "5,000");
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(labels(0.0..1_630.0, Unit::Count), ["0", "500", "1,000", "1,500"]);
        assert_eq!(labels(0.0..0.9, Unit::Ratio), ["0.0", "0.2", "0.4", "0.6", "0.8"]);
        assert_eq!(labels(13.6..20.0, Unit::Money), ["¥14", "¥16", "¥18", "¥20"]);
        assert_eq!(labels(0.0..0.08, Unit::Share), ["0%", "2%", "4%", "6%", "8%"]);
        assert_eq!(labels(0.0..2.0, Unit::Count), ["0", "1", "2"]);
        assert_eq!(labels(0.0..3.0, Unit::Days), ["0", "1", "2", "3"]);
        assert_eq!(labels(5.0..5.0 + 1e-9, Unit::Count).len(), 1);
    }
}

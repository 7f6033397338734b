//! A quantity over time as a fan: median, the middle half of campaigns, nine of ten.

use super::axes::{Axes, Axis, Entry, Plane, legend, place};
use super::font;
use super::picture::{
    Area, Caption, Drawn, Face, MARGIN, SIZE, colour, dashes, line, svg, text, units,
};
use crate::engine::Unit;
use crate::i18n::{Lang, chart as words, number};
use crate::stats::Summary;
use crate::study::run::{Series, Timeline};
use crate::units::Currency;
use plotters::prelude::*;

/// Least distance of two labels at the right edge.
const LABEL_DISTANCE: f64 = 24.0;

const LABEL: f64 = 16.0;

/// Outer and inner band: their quantiles and opacity.
const BANDS: [([usize; 2], f64); 2] = [([0, 4], 0.16), ([1, 3], 0.42)];

/// What is drawn.
pub(super) struct Fan<'a> {
    /// Language of the words.
    pub(super) lang: Lang,
    /// Currency of amounts.
    pub(super) currency: &'a Currency,
    /// Unit of the values.
    pub(super) unit: Unit,
    /// Title of the vertical axis.
    pub(super) title: String,
    /// Points in time (days) where the value is defined.
    pub(super) points: Vec<(f64, Summary)>,
    /// Length of the campaign in days.
    pub(super) days: f64,
    /// A level worth comparing with, and its words.
    pub(super) level: Option<(f64, String)>,
}

impl<'a> Fan<'a> {
    /// The defined values of `series`; nothing to draw when there are none.
    pub(super) fn defined(timeline: &Timeline, series: &Series) -> Vec<(f64, Summary)> {
        let points = timeline.points.iter().zip(&series.values);
        points
            .filter(|(_, value)| value.n > 0)
            .map(|(point, value)| (point.day, *value))
            .collect()
    }

    /// The picture; none when nothing is defined.
    pub(super) fn svg(&self, caption: &Caption) -> Option<String> {
        if self.points.is_empty() {
            return None;
        }
        svg(caption, |area| self.draw(area))
    }

    fn draw(&self, area: &Area<'_>) -> Drawn {
        let labels = self.end_labels();
        let widest = labels
            .iter()
            .map(|(_, label)| font::width(label, LABEL))
            .fold(0.0, f64::max);
        let right = MARGIN + widest + 16.0;
        let x = Axis {
            range: 0.0..self.days,
            unit: Unit::Days,
            currency: self.currency,
            title: words::days(self.lang).to_owned(),
        };
        let y = Axis {
            range: self.range(),
            unit: self.unit,
            currency: self.currency,
            title: self.title.clone(),
        };
        let axes = Axes::new(x, y, right);
        let mut plane = axes.plane(area)?;
        for (band, opacity) in BANDS {
            let outline = self
                .along(band[0])
                .into_iter()
                .chain(self.along(band[1]).into_iter().rev());
            let fill = colour::tint(colour::BLUE, opacity);
            plane.draw_series([Polygon::new(outline.collect::<Vec<_>>(), fill)])?;
        }
        axes.draw_grid(area, &plane)?;
        axes.draw(area, &plane)?;
        self.draw_median(&mut plane)?;
        if let Some((level, words)) = &self.level {
            let from = place(&plane, (0.0, *level));
            dashes(
                area,
                from,
                place(&plane, (self.days, *level)),
                colour::VERMILLION,
            )?;
            text(
                area,
                words,
                (from.0 + 8.0, from.1 - 13.0),
                Face::new(LABEL, colour::VERMILLION),
            )?;
        }
        self.write_end_labels(area, labels, |value| place(&plane, (self.days, value)).1)?;
        legend(area, &self.legend())
    }

    /// The line of the median, with a dot at its end.
    fn draw_median(&self, plane: &mut Plane<'_>) -> Drawn {
        let median = self.along(2);
        let end = median
            .last()
            .map(|end| Circle::new(*end, units(5.0), colour::BLUE.filled()));
        plane.draw_series(end)?;
        let stroke = colour::BLUE.stroke_width(units(3.0) as u32);
        plane
            .draw_series(LineSeries::new(median, stroke))
            .map(|_| ())
    }

    /// One quantile along time.
    fn along(&self, quantile: usize) -> Vec<(f64, f64)> {
        self.points
            .iter()
            .map(|(day, value)| (*day, value.quantiles[quantile]))
            .collect()
    }

    /// From nothing to a little above the highest value.
    fn range(&self) -> std::ops::Range<f64> {
        let values = self.points.iter().flat_map(|(_, value)| value.quantiles);
        let level = self.level.iter().map(|(level, _)| *level);
        let (low, high) = values
            .chain(level)
            .fold((0.0f64, 0.0f64), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        let span = high - low;
        if span > 0.0 {
            low..high + 0.06 * span
        } else {
            0.0..1.0
        }
    }

    /// The last values with their words, from the highest down.
    fn end_labels(&self) -> Vec<(f64, String)> {
        let [low, _, median, _, high] = self.points[self.points.len() - 1].1.quantiles;
        let shown = |value: f64| match self.unit {
            Unit::Money => number::short_money(value, self.currency),
            unit => number::value(value, unit, self.currency),
        };
        let median = (median, words::median(&shown(median), self.lang));
        if low == high {
            return vec![median];
        }
        vec![
            (high, words::at_most(&shown(high), self.lang)),
            median,
            (low, words::at_least(&shown(low), self.lang)),
        ]
    }

    fn write_end_labels(
        &self,
        area: &Area<'_>,
        labels: Vec<(f64, String)>,
        height: impl Fn(f64) -> f64,
    ) -> Drawn {
        let wanted: Vec<f64> = labels.iter().map(|(value, _)| height(*value)).collect();
        let places = apart(&wanted, LABEL_DISTANCE);
        let widest = labels
            .iter()
            .map(|(_, label)| font::width(label, LABEL))
            .fold(0.0, f64::max);
        let x = f64::from(SIZE.0) - MARGIN - widest;
        for (index, ((_, label), place)) in labels.iter().zip(&places).enumerate() {
            let is_median = labels.len() == 1 || index == 1;
            let ink = if is_median {
                colour::BLUE
            } else {
                colour::GREY
            };
            text(area, label, (x, *place), Face::new(LABEL, ink))?;
            if (place - wanted[index]).abs() > 2.0 {
                line(
                    area,
                    (x - 14.0, wanted[index]),
                    (x - 4.0, *place),
                    colour::GREY,
                    1.0,
                )?;
            }
        }
        Ok(())
    }

    fn legend(&self) -> Vec<Entry> {
        let [median, half, nine] = words::bands(self.lang);
        let entry = |opacity: f64, height: f64, words: &str| Entry {
            colour: colour::tint(colour::BLUE, opacity),
            height,
            words: words.to_owned(),
        };
        vec![
            entry(1.0, 3.0, median),
            entry(BANDS[1].1, 14.0, half),
            entry(BANDS[0].1, 14.0, nine),
        ]
    }
}

/// Heights from top to bottom moved as little as needed to be `distance` apart, their middle kept.
fn apart(wanted: &[f64], distance: f64) -> Vec<f64> {
    let mut places = wanted.to_vec();
    let middle = places.len() / 2;
    for index in (0..middle).rev() {
        places[index] = places[index].min(places[index + 1] - distance);
    }
    for index in middle + 1..places.len() {
        places[index] = places[index].max(places[index - 1] + distance);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_apart() {
        assert_eq!(apart(&[100.0, 110.0, 150.0], 24.0), [86.0, 110.0, 150.0]);
        assert_eq!(apart(&[50.0, 50.0, 50.0], 10.0), [40.0, 50.0, 60.0]);
        assert_eq!(apart(&[7.0], 10.0), [7.0]);
    }
}

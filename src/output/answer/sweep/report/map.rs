//! Two keys against each other: the first across and the second upwards, as on the chart.

use super::Page;
use crate::metrics::{Metric, Unit};
use crate::output::format::document::plot::map::{Map, SHADES};
use crate::output::format::document::{Block, Section};
use crate::study::sweep::PointMetric;
use crate::words::document::point_at;
use crate::words::row::{Form, Row};
use crate::words::sweep::{self as words, report as own};

/// Where the largest is so many times the least, shades go by equal factors.
const BY_FACTORS: f64 = 50.0;

impl Page<'_> {
    pub(super) fn map(&self) -> Option<Section> {
        let [across, up] = &self.report.axes[..] else { return None };
        if up.values.len() < 2 || across.values.len() < 2 {
            return None;
        }
        let users = PointMetric::Run(Metric::AddedUsers);
        // Row by row from the top, which holds the last values upwards.
        let (rows, columns) = (up.values.len(), across.values.len());
        let points: Vec<usize> =
            (0..rows).rev().flat_map(|row| (0..columns).map(move |column| column * rows + row)).collect();
        let mean = |point: &usize| self.mean(*point, &users).map(|users| users.mean);
        let means: Vec<Option<f64>> = points.iter().map(mean).collect();
        let known = || means.iter().flatten().copied();
        let (least, most) =
            (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
        if least >= most {
            return None;
        }
        let best = self.report.best.iter().find(|best| best.metric == PointMetric::Run(Metric::AddedUsers));
        let best = best.and_then(|best| points.iter().position(|point| *point == best.point));
        let number = |value: f64| {
            let currency = &self.report.first.currency;
            Row::new(Unit::Count, value, currency, Form::Short, self.lang).cell(value.round())
        };
        let told = |axis: &crate::input::Axis| -> Vec<String> {
            axis.values.iter().map(|value| words::value(value).into_owned()).collect()
        };
        let title = own::map_title(&self.keys[0], &self.keys[1], self.lang);
        let mut section = self.section(2, title.clone());
        section.blocks.push(Block::Map(Map {
            told: title.clone(),
            title,
            about: own::map_about(self.lang).to_owned(),
            keys: [self.keys[1].clone(), self.keys[0].clone()],
            rows: told(up).into_iter().rev().collect(),
            columns: told(across),
            shades: means.iter().map(|mean| mean.map(|mean| shade(mean, least, most))).collect(),
            values: means.iter().map(|mean| mean.map_or_else(|| "–".to_owned(), number)).collect(),
            best,
            ends: [number(least), number(most)],
            rest: point_at(self.lang).to_owned(),
        }));
        Some(section)
    }
}

/// How dark a value is.
fn shade(value: f64, least: f64, most: f64) -> u8 {
    let part = if least > 0.0 && most > BY_FACTORS * least {
        libm::log(value / least) / libm::log(most / least)
    } else {
        (value - least) / (most - least)
    };
    (part * SHADES as f64).clamp(0.0, SHADES as f64 - 1.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_go_from_least_to_most() {
        assert_eq!([1.0, 5.0, 9.0].map(|value| shade(value, 1.0, 9.0)), [0, 5, 9]);
        assert_eq!([1.0, 100.0, 10_000.0].map(|value| shade(value, 1.0, 10_000.0)), [0, 5, 9]);
    }
}

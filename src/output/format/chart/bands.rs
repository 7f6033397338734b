//! Bands around a line: the middle half of the campaigns, and nine of ten.

use super::axes::{Entry, Plane};
use super::picture::{Drawn, colour};
use plotters::prelude::*;

/// Outer and inner band: their quantiles and opacity.
const BANDS: [([usize; 2], f64); 2] = [([0, 4], 0.16), ([1, 3], 0.42)];

/// Draws the bands; `along` is the line of a quantile.
pub(in crate::output) fn draw(plane: &mut Plane<'_>, along: impl Fn(usize) -> Vec<(f64, f64)>) -> Drawn {
    for ([low, high], opacity) in BANDS {
        let outline: Vec<_> = along(low).into_iter().chain(along(high).into_iter().rev()).collect();
        plane.draw_series([Polygon::new(outline, colour::tint(colour::BLUE, opacity))])?;
    }
    Ok(())
}

/// The legend of a single campaign, which has no bands.
pub(in crate::output) fn legend_of_one(line: String) -> Vec<Entry> {
    vec![Entry { colour: colour::BLUE, height: 3.0, words: line }]
}

/// The legend: the line, the middle half, nine of ten.
pub(in crate::output) fn legend(line: String, half: String, nine: String) -> Vec<Entry> {
    let entry = |opacity: f64, height: f64, words: String| Entry {
        colour: colour::tint(colour::BLUE, opacity),
        height,
        words,
    };
    vec![entry(1.0, 3.0, line), entry(BANDS[1].1, 14.0, half), entry(BANDS[0].1, 14.0, nine)]
}

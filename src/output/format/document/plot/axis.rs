//! The line below a chart, with its numbers.

use super::scale::{Scale, Tick};
use super::svg::{Look, Svg};

/// Draws the line and as many of the numbers as have room beside each other.
pub(super) fn draw_beneath(svg: &mut Svg, look: Look, across: Scale, floor: f64, ticks: &[Tick]) {
    let [left, right] = across.places;
    let widest = ticks.iter().map(|tick| look.room(&tick.words)).fold(0.0, f64::max);
    let between = (right - left) / (ticks.len().max(2) - 1) as f64;
    let every = ((widest + look.em(0.8)) / between).ceil().max(1.0) as usize;
    for tick in ticks.iter().step_by(every) {
        let x = across.at(tick.value);
        svg.line((x, floor), (x, floor + look.em(0.3)), "ax");
        let half = look.room(&tick.words) / 2.0;
        svg.text((x.max(half).min(look.width - half), floor + look.em(1.4)), &tick.words, "m c");
    }
    svg.line((left, floor), (right, floor), "ax");
}

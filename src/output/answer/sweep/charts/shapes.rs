//! What heat maps are made of: colours, lines and frames.

use crate::output::format::chart::picture::{Area, Drawn, units};
use plotters::prelude::*;

/// Dark to light; equal steps look equal, also to the colour-blind and in print (viridis of matplotlib).
const COLOURS: [RGBColor; 9] = [
    RGBColor(0x44, 0x01, 0x54),
    RGBColor(0x47, 0x2d, 0x7b),
    RGBColor(0x3b, 0x52, 0x8b),
    RGBColor(0x2c, 0x72, 0x8e),
    RGBColor(0x21, 0x91, 0x8c),
    RGBColor(0x28, 0xae, 0x80),
    RGBColor(0x5e, 0xc9, 0x62),
    RGBColor(0xad, 0xdc, 0x30),
    RGBColor(0xfd, 0xe7, 0x25),
];

/// A straight line in pixels.
pub(super) type Line = ((f64, f64), (f64, f64));

/// Whether a line runs through the box of half this size around a centre.
pub(super) fn passes((from, to): Line, centre: (f64, f64), (width, height): (f64, f64)) -> bool {
    const PARTS: usize = 16;
    let at = |part: usize| part as f64 / PARTS as f64;
    (0..=PARTS).any(|part| {
        let (x, y) = (from.0 + at(part) * (to.0 - from.0), from.1 + at(part) * (to.1 - from.1));
        (x - centre.0).abs() < width && (y - centre.1).abs() < height
    })
}

/// A black frame with a white casing.
pub(super) fn frame(area: &Area<'_>, (x, y): (f64, f64), (width, height): (f64, f64)) -> Drawn {
    let corners =
        [(x - width, y - height), (x + width, y - height), (x + width, y + height), (x - width, y + height)];
    for (stroke, ink) in [(5.0, WHITE), (2.5, BLACK)] {
        let around = corners.iter().chain(&corners[..2]).map(|(x, y)| (units(*x), units(*y)));
        area.draw(&PathElement::new(around.collect::<Vec<_>>(), ink.stroke_width(units(stroke) as u32)))?;
    }
    Ok(())
}

/// The colour at a part of the scale, 0 to 1.
pub(super) fn shade(part: f64) -> RGBColor {
    let at = part.clamp(0.0, 1.0) * (COLOURS.len() - 1) as f64;
    let from = (at as usize).min(COLOURS.len() - 2);
    let (a, b, weight) = (COLOURS[from], COLOURS[from + 1], at - from as f64);
    let mix = |a: u8, b: u8| (f64::from(a) + weight * (f64::from(b) - f64::from(a))).round() as u8;
    RGBColor(mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_run_from_end_to_end() {
        assert_eq!(shade(0.0), COLOURS[0]);
        assert_eq!(shade(1.0), COLOURS[8]);
        assert_eq!(shade(0.5), COLOURS[4]);
        assert_eq!(shade(7.0), COLOURS[8]);
    }
}

//! The sheet on which a chart is drawn: title, sentence, footer, and text wherever it is wanted.
//!
//! plotters knows whole pixels only, so everything is drawn [`SCALE`] times as large and shown at its size by
//! the `viewBox`. Its own layout of text counts bytes, so all text is placed here, by its anchor or measured by
//! [`font::width`]. Lengths of this room are in pixels of the finished picture.

use super::font;
use crate::output::format::visible::visible;
use crate::output::format::xml;
use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::io;

/// Size of a picture in pixels.
pub(in crate::output) const SIZE: (u32, u32) = (1280, 720);

/// Units of plotters in a pixel.
const SCALE: u32 = 4;

/// Distance of everything from the left and right edge.
pub(in crate::output) const MARGIN: f64 = 48.0;

/// Size of the title.
pub(in crate::output) const TITLE: f64 = 28.0;

/// Room for the title.
pub(in crate::output) const TITLE_ROOM: f64 = SIZE.0 as f64 - 2.0 * MARGIN;

/// plotters' backends set their text smaller by this factor.
const FONT_FACTOR: f64 = 1.24;

/// Colours: black on white, grey for what may be skipped, and the colour-blind safe palette of Okabe and Ito.
pub(in crate::output) mod colour {
    use plotters::style::RGBColor;

    pub(in crate::output) const INK: RGBColor = RGBColor(0x1f, 0x23, 0x28);
    pub(in crate::output) const GREY: RGBColor = RGBColor(0x5a, 0x62, 0x6b);
    pub(in crate::output) const GRID: RGBColor = RGBColor(0xe4, 0xe7, 0xeb);
    pub(in crate::output) const BLUE: RGBColor = RGBColor(0x00, 0x72, 0xb2);
    pub(in crate::output) const VERMILLION: RGBColor = RGBColor(0xd5, 0x5e, 0x00);
    /// `colour` as it looks at this opacity on white. Opaque colours are drawn several times as fast as
    /// transparent ones, which PNG renders in layers of their own.
    pub(in crate::output) fn tint(colour: RGBColor, opacity: f64) -> RGBColor {
        let mix = |channel: u8| (255.0 - (255.0 - f64::from(channel)) * opacity).round() as u8;
        RGBColor(mix(colour.0), mix(colour.1), mix(colour.2))
    }

    /// The colour of one kind of people after the other: those beyond the seventh are lighter, then darker, then paler.
    pub(in crate::output) fn series(index: usize) -> RGBColor {
        let colour = SERIES[index % SERIES.len()];
        let dark = |channel: u8| (f64::from(channel) * 0.55).round() as u8;
        match index / SERIES.len() {
            0 => colour,
            1 => tint(colour, 0.5),
            2 => RGBColor(dark(colour.0), dark(colour.1), dark(colour.2)),
            _ => tint(colour, 0.25),
        }
    }

    const SERIES: [RGBColor; 7] = [
        BLUE,
        RGBColor(0xe6, 0x9f, 0x00),
        RGBColor(0x00, 0x9e, 0x73),
        RGBColor(0xcc, 0x79, 0xa7),
        RGBColor(0x56, 0xb4, 0xe9),
        VERMILLION,
        RGBColor(0xf0, 0xe4, 0x42),
    ];
}

/// The whole sheet or a part of it.
pub(in crate::output) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// What drawing returns: it cannot fail in memory, but plotters cannot know.
pub(in crate::output) type Drawn = Result<(), DrawingAreaErrorKind<io::Error>>;

/// The words around a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::output) struct Caption {
    /// Name of the scenario and of the chart.
    pub(in crate::output) title: String,
    /// What the chart shows, as a sentence.
    pub(in crate::output) sentence: String,
    /// What was simulated.
    pub(in crate::output) footer: String,
}

/// How a piece of text is set.
#[derive(Clone, Copy)]
pub(in crate::output) struct Face {
    pub(in crate::output) size: f64,
    pub(in crate::output) colour: RGBColor,
    pub(in crate::output) anchor: HPos,
}

impl Face {
    /// Text that begins at its place.
    pub(in crate::output) fn new(size: f64, colour: RGBColor) -> Face {
        Face { size, colour, anchor: HPos::Left }
    }

    /// Text that ends at its place.
    pub(in crate::output) fn ending(self) -> Face {
        Face { anchor: HPos::Right, ..self }
    }

    /// Text around its place.
    pub(in crate::output) fn centred(self) -> Face {
        Face { anchor: HPos::Center, ..self }
    }
}

/// The SVG of a sheet with this caption and what `draw` puts on it.
pub(in crate::output) fn svg(caption: &Caption, draw: impl FnOnce(&Area<'_>) -> Drawn) -> Option<String> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (SIZE.0 * SCALE, SIZE.1 * SCALE)).into_drawing_area();
        area.fill(&WHITE).ok()?;
        write_caption(&area, caption).and_then(|()| draw(&area)).ok()?;
        area.present().ok()?;
    }
    Some(at_size(&svg, &caption.title))
}

fn write_caption(area: &Area<'_>, caption: &Caption) -> Drawn {
    let line = |words: &str, y: f64, face: Face| {
        text(area, &font::cut(words, face.size, TITLE_ROOM), (MARGIN, y), face)
    };
    line(&caption.title, 46.0, Face::new(TITLE, colour::INK))?;
    line(&caption.sentence, 84.0, Face::new(18.0, colour::GREY))?;
    line(&caption.footer, f64::from(SIZE.1) - 22.0, Face::new(13.0, colour::GREY))
}

/// Writes text whose middle line is at `y`.
pub(in crate::output) fn text(area: &Area<'_>, words: &str, (x, y): (f64, f64), face: Face) -> Drawn {
    let style = (font::FAMILIES, units(face.size) as f64 * FONT_FACTOR).into_font().color(&face.colour);
    let style = style.pos(Pos::new(face.anchor, VPos::Center));
    area.draw_text(&visible(words), &style, (units(x), units(y)))
}

/// Fills a rectangle.
pub(in crate::output) fn rectangle(
    area: &Area<'_>,
    from: (f64, f64),
    to: (f64, f64),
    fill: impl Color,
) -> Drawn {
    let corners = [(units(from.0), units(from.1)), (units(to.0), units(to.1))];
    area.draw(&Rectangle::new(corners, fill.filled()))
}

/// Fills a circle.
pub(in crate::output) fn circle(area: &Area<'_>, centre: (f64, f64), radius: f64, fill: impl Color) -> Drawn {
    area.draw(&Circle::new((units(centre.0), units(centre.1)), units(radius), fill.filled()))
}

/// Draws a straight line.
pub(in crate::output) fn line(
    area: &Area<'_>,
    from: (f64, f64),
    to: (f64, f64),
    stroke: impl Color,
    width: f64,
) -> Drawn {
    let ends = vec![(units(from.0), units(from.1)), (units(to.0), units(to.1))];
    area.draw(&PathElement::new(ends, stroke.stroke_width(units(width) as u32)))
}

/// Draws a dashed straight line.
pub(in crate::output) fn dashes(
    area: &Area<'_>,
    from: (f64, f64),
    to: (f64, f64),
    stroke: impl Color,
) -> Drawn {
    const DASH: f64 = 8.0;
    let length = (to.0 - from.0).hypot(to.1 - from.1);
    let along = |distance: f64| {
        let part = (distance / length).min(1.0);
        (from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1))
    };
    let mut start = 0.0;
    while start < length {
        line(area, along(start), along(start + DASH), stroke.to_rgba(), 2.0)?;
        start += 1.75 * DASH;
    }
    Ok(())
}

/// Pixels to the units of plotters.
pub(in crate::output) fn units(pixels: f64) -> i32 {
    (pixels * f64::from(SCALE)).round() as i32
}

/// The units of plotters to pixels.
pub(in crate::output) fn pixels(units: (i32, i32)) -> (f64, f64) {
    (f64::from(units.0) / f64::from(SCALE), f64::from(units.1) / f64::from(SCALE))
}

/// Gives the picture its size and, for those who cannot see it, its title.
fn at_size(svg: &str, title: &str) -> String {
    let drawn = format!("width=\"{}\" height=\"{}\"", SIZE.0 * SCALE, SIZE.1 * SCALE);
    let shown = format!("role=\"img\" width=\"{}\" height=\"{}\"", SIZE.0, SIZE.1);
    let svg = svg.replacen(&drawn, &shown, 1);
    let title = xml::escaped(&visible(title));
    svg.replacen('\n', &format!("\n<title>{title}</title>\n"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No two kinds of people look alike, as far as colours reach.
    #[test]
    fn colours_are_told_apart() {
        let all: Vec<(u8, u8, u8)> =
            (0..28).map(colour::series).map(|colour| (colour.0, colour.1, colour.2)).collect();
        for (place, one) in all.iter().enumerate() {
            assert!(!all[..place].contains(one), "{place}: {one:?}");
        }
    }
}

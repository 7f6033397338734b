//! SVG, written down shape by shape.

use crate::output::format::chart::font;
use crate::output::format::xml;
use std::fmt::Write as _;

/// For what a chart is drawn.
#[derive(Clone, Copy, Debug)]
pub(in crate::output) struct Look {
    pub(in crate::output) width: f64,
    /// Size of its letters.
    pub(in crate::output) letters: f64,
}

impl Look {
    /// A phone.
    pub(in crate::output) const NARROW: Look = Look { width: 350.0, letters: 13.0 };
    /// A screen or a sheet of paper.
    pub(in crate::output) const WIDE: Look = Look { width: 800.0, letters: 13.0 };

    /// So many times the size of its letters.
    pub(super) fn em(self, times: f64) -> f64 {
        self.letters * times
    }

    /// The room that words take, also in the letters of readers whose sans serif is wide (DejaVu) and bold.
    pub(super) fn room(self, words: &str) -> f64 {
        font::width(words, self.letters) * 1.2
    }
}

/// A drawing.
#[derive(Debug, Default)]
pub(in crate::output) struct Svg(String);

impl Svg {
    pub(in crate::output) fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        let ([x1, y1], [x2, y2]) = ([from.0, from.1].map(place), [to.0, to.1].map(place));
        let _ = write!(self.0, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" class=\"{class}\"/>");
    }

    /// Straight lines from point to point.
    pub(in crate::output) fn path(&mut self, points: impl Iterator<Item = (f64, f64)>, class: &str) {
        let mut way = String::new();
        for (x, y) in points {
            let _ = write!(way, "{}{} {}", if way.is_empty() { 'M' } else { 'L' }, place(x), place(y));
        }
        self.way(&way, class);
    }

    /// A way in the words of SVG.
    pub(in crate::output) fn way(&mut self, way: &str, class: &str) {
        let _ = write!(self.0, "<path d=\"{way}\" class=\"{class}\"/>");
    }

    pub(in crate::output) fn rectangle(&mut self, at: (f64, f64), size: (f64, f64), class: &str) {
        let [x, y, width, height] = [at.0, at.1, size.0, size.1].map(place);
        let _ = write!(
            self.0,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" class=\"{class}\"/>"
        );
    }

    pub(in crate::output) fn circle(&mut self, at: (f64, f64), radius: f64, class: &str) {
        let [x, y, radius] = [at.0, at.1, radius].map(place);
        let _ = write!(self.0, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" class=\"{class}\"/>");
    }

    /// Dots of one size, as one shape.
    pub(in crate::output) fn dots(
        &mut self,
        at: impl IntoIterator<Item = (f64, f64)>,
        radius: f64,
        class: &str,
    ) {
        let mut way = String::new();
        for (x, y) in at {
            let _ = write!(way, "M{} {}h.01", place(x), place(y));
        }
        let wide = place(2.0 * radius);
        let _ = write!(self.0, "<path d=\"{way}\" stroke-width=\"{wide}\" class=\"{class}\"/>");
    }

    /// Words whose foot is at this place.
    pub(in crate::output) fn text(&mut self, at: (f64, f64), words: &str, class: &str) {
        let ([x, y], words) = ([at.0, at.1].map(place), xml::escaped(words));
        let _ = write!(self.0, "<text x=\"{x}\" y=\"{y}\" class=\"{class}\">{words}</text>");
    }

    /// Another drawing from this place on.
    #[cfg(feature = "png")]
    pub(in crate::output) fn within(&mut self, at: (f64, f64), other: Svg, class: &str) {
        let [x, y] = [at.0, at.1].map(place);
        let _ = write!(self.0, "<g transform=\"translate({x} {y})\" class=\"{class}\">{}</g>", other.0);
    }

    /// Another drawing from this place on, so many times as large.
    #[cfg(feature = "png")]
    pub(in crate::output) fn scaled(&mut self, at: (f64, f64), times: f64, other: Svg) {
        let [x, y] = [at.0, at.1].map(place);
        let _ = write!(self.0, "<g transform=\"translate({x} {y}) scale({times})\">{}</g>", other.0);
    }

    /// What was drawn.
    pub(in crate::output) fn shapes(self) -> String {
        self.0
    }
}

/// A place to a tenth of a pixel.
pub(in crate::output) fn place(value: f64) -> f64 {
    (value * 10.0).round() / 10.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_leave_their_place() {
        let mut svg = Svg::default();
        svg.text((0.04, -0.01), "</text><script>&\"\u{202e}", "m");
        assert_eq!(
            svg.shapes(),
            "<text x=\"0\" y=\"0\" class=\"m\">&lt;/text&gt;&lt;script&gt;&amp;&quot;�</text>"
        );
    }
}

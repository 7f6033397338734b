//! Pictures: SVG by plotters, PNG from the same SVG.
//!
//! A chart has a title, a sentence that says what it shows, units on its axes, and colours that the colour-blind
//! can tell apart. Which charts there are is said by the studies in `answer`.

pub(in crate::output) mod axes;
pub(in crate::output) mod bands;
pub(in crate::output) mod font;
pub(in crate::output) mod picture;
#[cfg(feature = "png")]
mod png;

#[cfg(feature = "png")]
pub use png::png;
#[cfg(feature = "png")]
pub(in crate::output) use png::zoomed;

use crate::output::File;
use crate::units::Currency;
use crate::words::Lang;
use picture::Caption;
use rayon::prelude::*;
use std::borrow::Cow;

/// Endings of pictures.
const ENDINGS: [&str; 2] = ["svg", "png"];

/// A chart of an answer `R`: an entry in the list of its charts.
pub(in crate::output) struct Chart<R> {
    /// Name of the file without its ending.
    pub(in crate::output) name: &'static str,
    /// The words around it.
    pub(in crate::output) caption: fn(&R, Lang) -> Caption,
    /// The picture as SVG; none when the answer has nothing to show in it.
    pub(in crate::output) draw: fn(&R, Lang, &Caption) -> Option<String>,
}

impl<R> Chart<R> {
    /// The chart as SVG, 1280 × 720; none when the answer has nothing to show in it.
    pub(in crate::output) fn svg(&self, answer: &R, lang: Lang) -> Option<String> {
        (self.draw)(answer, lang, &(self.caption)(answer, lang))
    }
}

/// Every chart of a list that has something to show, in both formats; drawn in parallel, always in the same order.
pub(in crate::output) fn all<R: Sync>(charts: &[Chart<R>], answer: &R, lang: Lang) -> Vec<File> {
    let drawn = charts
        .par_iter()
        .flat_map_iter(|chart| chart.svg(answer, lang).map_or_else(Vec::new, |svg| files(chart.name, svg)));
    drawn.collect()
}

/// The paths that charts of these names may have.
pub(in crate::output) fn paths<'a>(names: impl IntoIterator<Item = Cow<'a, str>>) -> Vec<String> {
    let of_name = |name: Cow<'a, str>| ENDINGS.map(|ending| format!("charts/{name}.{ending}"));
    names.into_iter().flat_map(of_name).collect()
}

/// What every chart of a report shares.
#[derive(Clone, Copy)]
pub(in crate::output) struct Setting<'a> {
    pub(in crate::output) lang: Lang,
    pub(in crate::output) currency: &'a Currency,
}

/// A picture in both formats.
pub(in crate::output) fn files(name: &str, svg: String) -> Vec<File> {
    let mut files = Vec::new();
    #[cfg(feature = "png")]
    files.extend(png(&svg).map(|bytes| File { path: format!("charts/{name}.png"), bytes }));
    files.push(File { path: format!("charts/{name}.svg"), bytes: svg.into_bytes() });
    files
}

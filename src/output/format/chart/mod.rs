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

use crate::i18n::Lang;
use crate::output::File;
use crate::units::Currency;

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

//! The words around every chart of a comparison.

use crate::output::format::chart::picture::Caption;
use crate::study::compare::Comparison;
use crate::words::chart::ChartWords;
use crate::words::{Lang, compare as words};

/// The name of the chart, what it shows, and what was simulated.
pub(super) fn caption(about: &ChartWords<Comparison>, comparison: &Comparison, lang: Lang) -> Caption {
    let [en, zh] = about.name;
    Caption {
        title: lang.pick(en, zh).to_owned(),
        sentence: (about.sentence)(comparison, lang),
        footer: format!("kfactor {}  |  {}", env!("CARGO_PKG_VERSION"), words::simulated(comparison, lang)),
    }
}

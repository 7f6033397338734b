//! The charts of a comparison of designs.

use super::differences::Differences;
use super::front::Front;
use super::picture::Caption;
use crate::i18n::{Lang, compare as words};
use crate::study::compare::Comparison;

/// A chart of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparisonChart {
    /// Differences to the first design.
    Differences,
    /// Cost against users.
    Front,
}

impl ComparisonChart {
    /// All charts, in the order in which they are told.
    pub const ALL: [ComparisonChart; 2] = [ComparisonChart::Differences, ComparisonChart::Front];

    /// Name of the file without its ending.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ComparisonChart::Differences => "differences",
            ComparisonChart::Front => "front",
        }
    }
}

/// The chart as SVG, 1280 × 720; none when the comparison has nothing to show in it.
#[must_use]
pub fn of_comparison(chart: ComparisonChart, comparison: &Comparison, lang: Lang) -> Option<String> {
    let sentence = match chart {
        ComparisonChart::Differences => words::differences_sentence(comparison, lang),
        ComparisonChart::Front => words::front_sentence(comparison, lang),
    };
    let caption = Caption {
        title: words::chart_title(chart.name(), lang).to_owned(),
        sentence,
        footer: format!("kfactor {}  |  {}", env!("CARGO_PKG_VERSION"), words::simulated(comparison, lang)),
    };
    match chart {
        ComparisonChart::Differences => Differences::new(comparison, lang)?.svg(&caption),
        ComparisonChart::Front => Front::new(comparison, lang)?.svg(&caption),
    }
}

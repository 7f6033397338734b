//! The charts of a comparison of designs.

mod differences;
mod front;

use crate::i18n::{Lang, compare as words};
use crate::output::File;
use crate::output::format::chart;
use crate::output::format::chart::picture::Caption;
use crate::study::compare::Comparison;
use differences::Differences;
use front::Front;
use rayon::prelude::*;

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

/// Every chart that has something to show, in both formats; drawn in parallel, always in the same order.
pub(super) fn files(comparison: &Comparison, lang: Lang) -> Vec<File> {
    let drawn = ComparisonChart::ALL.par_iter().flat_map_iter(|chart| {
        let svg = of_comparison(*chart, comparison, lang);
        svg.map_or_else(Vec::new, |svg| chart::files(chart.name(), svg))
    });
    drawn.collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::study::compare::{Design, Question};

    fn comparison(join: [f64; 2], names: [&str; 2]) -> Comparison {
        let design = |join: f64, name: &str| {
            let text = format!(
                "{{ name: a, days: 4, seeds: 50, share: 0.5, contacts: 5, join: {join}, benchmark: {{ cac: 2 }}, costs: {{ fixed: 9 }} }}"
            );
            Design { name: name.to_owned(), scenario: Scenario::from_yaml(&text).unwrap() }
        };
        let designs = [design(join[0], names[0]), design(join[1], names[1])];
        Question::new(&designs).seed(1).replicates(50).answer().unwrap()
    }

    #[test]
    fn charts_are_drawn_in_the_language_asked_for() {
        let comparison = comparison([0.1, 0.2], ["one", "other"]);
        let drawn = |chart, lang| of_comparison(chart, &comparison, lang).unwrap();
        assert!(drawn(ComparisonChart::Differences, Lang::En).contains("Difference to A (one)"));
        assert!(drawn(ComparisonChart::Differences, Lang::Zh).contains("新用户"));
        let front = drawn(ComparisonChart::Front, Lang::Zh);
        assert!(front.contains("其他渠道 ¥2") && front.contains("B  other"), "{front}");
    }

    #[test]
    fn names_cannot_break_the_pictures() {
        let comparison = comparison([0.1, 0.2], ["</svg><script>&", "名".repeat(90).as_str()]);
        for chart in ComparisonChart::ALL {
            let text = of_comparison(chart, &comparison, Lang::En).unwrap();
            assert!(!text.contains("<script>") && text.matches("</svg>").count() == 1, "{}", chart.name());
        }
    }

    #[test]
    fn where_nobody_joins_there_is_little_to_draw() {
        let comparison = comparison([0.0, 0.0], ["one", "other"]);
        assert!(of_comparison(ComparisonChart::Front, &comparison, Lang::En).is_none());
        let differences = of_comparison(ComparisonChart::Differences, &comparison, Lang::En).unwrap();
        assert!(!differences.contains("New users") && !differences.contains("NaN"));
    }
}

//! The charts of a comparison of designs: a file each, and the list of them.

mod caption;
mod differences;
mod front;

pub(super) use front::range;

use crate::output::format::chart::Chart;
use crate::study::compare::Comparison;

/// All charts, in the order in which they are told.
pub(super) const ALL: [Chart<Comparison>; 2] = [differences::CHART, front::CHART];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::study::compare::{Design, Measure, Question};
    use crate::words::Lang;

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
        let drawn = |chart: Chart<Comparison>, lang| chart.svg(&comparison, lang).unwrap();
        assert!(drawn(differences::CHART, Lang::En).contains("Difference to A (one)"));
        assert!(drawn(differences::CHART, Lang::Zh).contains("增量用户"));
        let front = drawn(front::CHART, Lang::Zh);
        assert!(front.contains("其他渠道 ¥2") && front.contains("B  other"), "{front}");
    }

    #[test]
    fn names_cannot_break_the_pictures() {
        let comparison = comparison([0.1, 0.2], ["</svg><script>&", "名".repeat(90).as_str()]);
        for chart in &ALL {
            let text = chart.svg(&comparison, Lang::En).unwrap();
            assert!(!text.contains("<script>") && text.matches("</svg>").count() == 1, "{}", chart.name);
        }
    }

    /// Of eight designs there is room for three measures; that by which the best is found is one of them, and every name is seen.
    #[test]
    fn what_decides_is_among_the_rows() {
        let design = |place: u32| {
            let text = format!(
                "{{ name: a, days: 4, seeds: 50, share: 0.5, contacts: 5, join: 0.{place}, benchmark: {{ cac: 2 }}, costs: {{ fixed: 9 }} }}"
            );
            let scenario = Scenario::from_yaml(&text).unwrap();
            Design { name: format!("a design that differs in its end {place}"), scenario }
        };
        let designs: Vec<Design> = (1..=8).map(design).collect();
        let comparison = Question::new(&designs).seed(1).replicates(50).answer().unwrap();
        assert_eq!(comparison.verdict.by, Measure::Saving);
        for lang in [Lang::En, Lang::Zh] {
            let drawn = differences::CHART.svg(&comparison, lang).unwrap();
            let decides = crate::words::compare::measure(&Measure::Saving, lang);
            assert!(drawn.contains(&*decides), "{drawn}");
            for place in 2..=8 {
                assert_eq!(drawn.matches(&format!("in its end {place}")).count(), 3, "{place}");
            }
        }
    }

    #[test]
    fn where_nobody_joins_there_is_little_to_draw() {
        let comparison = comparison([0.0, 0.0], ["one", "other"]);
        assert!(front::CHART.svg(&comparison, Lang::En).is_none());
        let differences = differences::CHART.svg(&comparison, Lang::En).unwrap();
        assert!(!differences.contains("New users") && !differences.contains("NaN"));
    }
}

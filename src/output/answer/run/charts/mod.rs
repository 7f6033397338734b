//! The charts of a run: a file each, and the list of them. Two forms are shared: the course of a quantity as a fan, and
//! how a quantity is spread over campaigns.

mod budget;
mod cac;
mod caption;
mod cost;
mod distribution;
mod fan;
mod funnel;
mod growth;
mod k;
mod tree;

pub(super) use distribution::is_near;
pub(super) use funnel::{Panel, panels, total};
pub(super) use tree::Layout;

use crate::output::format::chart::Chart;
use crate::study::run::RunReport;

/// All charts, in the order in which they are told.
pub(super) const ALL: [Chart<RunReport>; 7] =
    [growth::CHART, k::CHART, funnel::CHART, cost::CHART, cac::CHART, budget::CHART, tree::CHART];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::{Metric, Risk};
    use crate::output::fixture::run as fixture;
    use crate::scenario::Start;
    use crate::stats::Summary;
    use crate::study::run::Chance;
    use crate::words::{Lang, run::chart as words};

    #[test]
    fn growth_as_text() {
        insta::assert_snapshot!(growth::CHART.svg(&fixture::campaign(), Lang::En).unwrap());
    }

    #[test]
    fn a_tree_is_drawn_from_three_people_to_three_thousand() {
        for people in [3, 30, 300, 3_000] {
            let mut report = fixture::campaign();
            report.tree = Some(fixture::tree(people));
            for (lang, words) in [(Lang::En, "generation 1: "), (Lang::Zh, "第 1 代：")] {
                let picture = tree::CHART.svg(&report, lang).unwrap();
                assert!(picture.contains(words));
                assert!(picture.matches("<circle").count() > people as usize, "everybody, and a legend");
            }
        }
        let mut alone = fixture::campaign();
        alone.tree = Some(fixture::tree(1));
        assert_eq!(tree::CHART.svg(&alone, Lang::En), None);
    }

    #[test]
    fn words_are_in_the_language_asked_for() {
        let text = cac::CHART.svg(&fixture::campaign(), Lang::Zh).unwrap();
        assert!(text.contains("获客成本") && text.contains("其他渠道 ¥18"));
    }

    /// Where a campaign has a start, days are dates; else they are whole.
    #[test]
    fn time_is_told_in_dates_and_whole_days() {
        let mut report = fixture::campaign();
        let drawn = |report: &RunReport| growth::CHART.svg(report, Lang::Zh).unwrap();
        assert!(drawn(&report).contains("活动第几天"));
        report.scenario.clock.start = Some(Start { year: 2026, month: 3, day: 2, minute_of_day: 1200 });
        for chart in [growth::CHART, k::CHART] {
            let text = chart.svg(&report, Lang::Zh).unwrap();
            assert!(
                text.contains("日期") && text.contains("\n3/3\n") && !text.contains("活动第几"),
                "{text}"
            );
        }
    }

    #[test]
    fn large_amounts_have_a_word() {
        let mut report = fixture::campaign();
        fixture::set(&mut report, Metric::Cost, fixture::spread(43_849_926.0, 12_000.0));
        report.cost_histogram.as_mut().unwrap().start = 43_846_000.0;
        let text = cost::CHART.svg(&report, Lang::Zh).unwrap();
        assert!(text.contains("中位数 ¥4,385万"), "{text}");
    }

    #[test]
    fn names_cannot_break_the_picture() {
        let mut report = fixture::campaign();
        report.scenario.name = "</svg><script>&\"".to_owned();
        let text = growth::CHART.svg(&report, Lang::En).unwrap();
        assert!(!text.contains("<script>"));
        assert_eq!(text.matches("</svg>").count(), 1);
    }

    #[test]
    fn what_is_undefined_or_constant_has_no_chart() {
        let report = fixture::nobody();
        let drawn = |chart: &&Chart<RunReport>| chart.svg(&report, Lang::En).is_some();
        let drawn: Vec<&str> = ALL.iter().filter(drawn).map(|chart| chart.name).collect();
        assert_eq!(drawn, ["budget"]);
    }

    #[test]
    fn degenerate_reports_are_drawn_or_left_out() {
        let mut report = fixture::campaign();
        report.timeline.points.truncate(1);
        report.timeline.series.iter_mut().for_each(|series| series.values.truncate(1));
        report.segments.truncate(1);
        report.segments[0].funnels[0].stages.truncate(1);
        for chart in &ALL {
            assert!(chart.svg(&report, Lang::En).is_some(), "{}", chart.name);
        }
        report.timeline.points.clear();
        report.timeline.series.iter_mut().for_each(|series| series.values.clear());
        report.segments.clear();
        assert!(growth::CHART.svg(&report, Lang::En).is_none());
        assert!(funnel::CHART.svg(&report, Lang::En).is_none());
    }

    #[test]
    fn costs_that_differ_a_little_are_not_called_the_same() {
        let mut report = fixture::campaign();
        fixture::set(&mut report, Metric::Cost, fixture::spread(775_000_000.0, 12_000.0));
        let told = (words::COST.sentence)(&report, Lang::En);
        assert!(told.contains("between ¥774,981,000 and ¥775,021,000"), "{told}");
        fixture::set(&mut report, Metric::Cost, Summary { max: 5.0, ..fixture::constant(4.0) });
        assert_eq!((words::COST.sentence)(&report, Lang::En), "Nearly every campaign costs ¥4.");
        fixture::set(&mut report, Metric::Cost, fixture::constant(4.0));
        assert_eq!((words::COST.sentence)(&report, Lang::En), "Every campaign costs ¥4.");
    }

    #[test]
    fn never_and_always_are_said_in_words() {
        let told = |count: u64| {
            let mut report = fixture::campaign();
            let risk = Chance { count, p: count as f64 / 10_000.0, se: 0.0 };
            report.risks = vec![(Risk::AboveBenchmark, risk)];
            (words::CAC.sentence)(&report, Lang::En)
        };
        assert_eq!(told(10_000), "In every campaign an added user costs more than elsewhere (¥18).");
        assert_eq!(told(0), "In every campaign an added user costs no more than elsewhere (¥18).");
        assert_eq!(told(2_500), "In 75% of campaigns an added user costs no more than elsewhere (¥18).");
    }

    #[test]
    fn a_cost_per_user_says_where_nobody_was_added() {
        let mut report = fixture::campaign();
        report.risks.clear();
        assert!((words::CAC.sentence)(&report, Lang::En).starts_with("An added user costs about ¥16.80;"));
        let mut often = Summary { n: 2_160, infinite: 7_840, ..fixture::spread(345.7, 7.6) };
        (often.quantiles, often.max) =
            ([96.0, f64::INFINITY, f64::INFINITY, f64::INFINITY, f64::INFINITY], f64::INFINITY);
        fixture::set(&mut report, Metric::Cac, often);
        assert_eq!(
            (words::CAC.sentence)(&report, Lang::En),
            "An added user costs ¥346 on the whole; in 78.4% of campaigns nobody was added."
        );
        let drawn = cac::CHART.svg(&report, Lang::En).unwrap();
        assert!(drawn.contains("beyond the picture") && !drawn.contains("inf"), "{drawn}");
        fixture::set(&mut report, Metric::Cac, Summary { mean: f64::NAN, ..often });
        assert_eq!((words::CAC.sentence)(&report, Lang::Zh), "几乎没带来人。");
    }
}

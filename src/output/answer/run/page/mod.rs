//! The summary on the terminal: what a marketer reads first, in at most as many columns as there are.

mod pictures;
mod sections;
mod tables;

pub(super) use tables::{is_some, largest_centre, mean_of, segment_columns};

use crate::output::format::terminal::Style;
use crate::study::run::RunReport;
use crate::words::page::saved as files_at;

/// The summary of a run. `saved` names the place of the files, if there are any.
#[must_use]
pub fn summary(report: &RunReport, style: &Style, saved: Option<&str>) -> String {
    let page = sections::Page::new(report, style);
    let mut blocks = vec![page.title(), page.headline()];
    let sections = [
        page.against(),
        page.outcome(),
        page.growth(),
        page.money(),
        page.risks(),
        page.segments(),
        page.remarks(),
        page.notes(),
    ];
    blocks.extend(sections.into_iter().flatten());
    blocks.extend(saved.map(|place| files_at(place, style.lang) + "\n"));
    blocks.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::run as fixture;
    use crate::words::Lang;
    use unicode_width::UnicodeWidthStr;

    fn plain(lang: Lang, report: &RunReport) -> String {
        summary(report, &Style { lang, colour: false, width: 80 }, Some("out/"))
    }

    #[test]
    fn english() {
        insta::assert_snapshot!(plain(Lang::En, &fixture::campaign()));
    }

    #[test]
    fn chinese() {
        insta::assert_snapshot!(plain(Lang::Zh, &fixture::campaign()));
    }

    #[test]
    fn nobody_joined() {
        insta::assert_snapshot!(plain(Lang::En, &fixture::nobody()));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut report = fixture::campaign();
        report.scenario.name = "名".repeat(100);
        report.rules[0].rule = "reward ".repeat(20);
        for (lang, width) in [(Lang::En, 80), (Lang::Zh, 80), (Lang::En, 64), (Lang::Zh, 100)] {
            for line in summary(&report, &Style { lang, colour: false, width }, None).lines() {
                assert!(line.width() <= width, "{line}");
            }
        }
    }

    #[test]
    fn a_short_campaign_is_told_in_hours() {
        let mut report = fixture::campaign();
        report.scenario.clock.step_minutes = 60;
        report.timeline.points.iter_mut().for_each(|point| point.day /= 24.0);
        let text = plain(Lang::En, &report);
        assert!(text.contains("in 14 hours; in 9 of 10"), "{text}");
        assert!(text.contains("hour 12 "), "{text}");
    }

    #[test]
    fn numbers_are_shortened_and_names_are_not_cut() {
        let mut report = fixture::campaign();
        for (metric, summary) in &mut report.metrics {
            if metric.name().starts_with('c') {
                *summary = fixture::spread(7.75e12, 1e11);
            }
        }
        for (lang, width) in [(Lang::En, 80), (Lang::Zh, 80), (Lang::En, 61)] {
            let text = summary(&report, &Style { lang, colour: false, width }, None);
            let name = lang.pick("Cost per added user (CAC) ", "增量获客成本 ");
            assert!(text.contains(name) && text.contains(lang.pick("¥7.75T", "¥7.75万亿")), "{text}");
        }
    }

    #[test]
    fn few_campaigns_have_no_outer_quantiles() {
        for runs in [1, 12] {
            let text = plain(Lang::En, &fixture::few(runs));
            let (table, _) = text.split_once("Rewards and costs").unwrap();
            assert!(!table.contains("  5%") && !table.contains("9 of 10"), "{table}");
        }
    }

    #[test]
    fn retention_is_told_within_the_horizon() {
        let mut report = fixture::campaign();
        assert!(plain(Lang::En, &report).contains("Still there after 7 days"));
        report.scenario.clock.steps = 6;
        assert!(!plain(Lang::En, &report).contains("Still there after 7 days"));
    }

    #[test]
    fn one_is_singular() {
        let mut report = fixture::few(1);
        fixture::set(&mut report, crate::metrics::Metric::Seeds, fixture::constant(1.0));
        let text = plain(Lang::En, &report);
        assert!(text.contains("1 simulated campaign of") && text.contains("1 seed brings about"), "{text}");
    }

    #[test]
    fn colour_changes_nothing_but_colour() {
        let report = fixture::campaign();
        let coloured = summary(&report, &Style { lang: Lang::En, colour: true, width: 80 }, Some("out/"));
        assert!(coloured.contains('\u{1b}'));
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain(Lang::En, &report));
    }
}

//! What is written of a run. `runs.csv` grows while it is simulated; everything else is made of the report.

pub mod charts;
pub mod json;
mod page;
pub mod runs;
mod tables;

use super::{Answer, Origin};
use crate::output::format::terminal::Style;
use crate::output::{File, RenderOptions};
use crate::stats::Summary;
use crate::study::run::{RunReport, Timeline};
use serde_json::{Value, json};

impl Answer for RunReport {
    fn files(&self, options: &RenderOptions) -> Vec<File> {
        let mut files = vec![
            File::new("summary.json", json::summary(self)),
            File::new("timeline.csv", tables::timeline(&self.timeline, options.excel)),
            File::new("segments.csv", tables::segments(&self.segments, options.excel)),
            File::new("funnel.csv", tables::funnel(&self.segments, options.excel)),
            File::new("ledger.csv", tables::ledger(&self.ledger, options.excel)),
        ];
        if options.charts {
            files.extend(charts::files(self, options.lang));
        }
        files
    }

    fn manifest(&self, origin: &Origin<'_>) -> Value {
        json!({
            "kfactor": env!("CARGO_PKG_VERSION"),
            "scenario": origin.named(&self.scenario.name),
            "engine": self.engine,
            "seed": self.seed,
            "requested": self.requested,
            "replicates": self.replicates,
            "ended": self.ended,
        })
    }

    fn json(&self) -> String {
        json::summary(self)
    }

    fn page(&self, style: &Style, saved: Option<&str>) -> String {
        page::summary(self, style, saved)
    }
}

/// The values of a series along the timeline. The last one, at the end of the campaign, is that of the metric of the
/// same name: quantiles of metrics are finer than those of the timeline, and the numbers of one page agree.
fn course(report: &RunReport, name: &str) -> Option<Vec<Summary>> {
    let Timeline { points, .. } = &report.timeline;
    let mut values = report.timeline.series(name)?.values.clone();
    let complete = points.last().is_some_and(|last| last.step + 1 == report.scenario.clock.steps);
    let last = values.last_mut().filter(|last| complete && last.n > 0);
    if let (Some(last), Some(end)) = (last, report.metric(name)) {
        *last = *end;
        if CUMULATIVE.contains(&name) {
            values.iter_mut().for_each(|value| cap(value, end));
        }
    }
    Some(values)
}

/// Series that never fall.
const CUMULATIVE: [&str; 2] = ["new_users", "cost"];

/// Keeps quantiles from exceeding those of the end, as they could by the width of a bin.
fn cap(value: &mut Summary, end: &Summary) {
    value.quantiles.iter_mut().zip(end.quantiles).for_each(|(quantile, end)| *quantile = quantile.min(end));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::output::fixture::run as fixture;

    fn paths(report: &RunReport, charts: bool) -> Vec<String> {
        let options = RenderOptions { charts, ..RenderOptions::default() };
        report.files(&options).into_iter().map(|file| file.path).collect()
    }

    #[test]
    fn every_chart_that_has_something_to_show_is_there() {
        let all = paths(&fixture::campaign(), true);
        for chart in charts::Chart::ALL {
            assert!(all.contains(&format!("charts/{}.svg", chart.name())), "{}", chart.name());
        }
        let few = paths(&fixture::nobody(), true);
        assert!(few.contains(&"charts/growth.svg".to_owned()));
        assert!(!few.contains(&"charts/cac.svg".to_owned()));
    }

    #[test]
    fn without_charts_there_are_tables_only() {
        let tables = ["summary.json", "timeline.csv", "segments.csv", "funnel.csv", "ledger.csv"];
        assert_eq!(paths(&fixture::campaign(), false), tables);
    }

    #[test]
    fn a_course_ends_with_the_metric() {
        let mut report = fixture::campaign();
        let end = report.metric("new_users").copied();
        assert_eq!(course(&report, "new_users").unwrap().last().copied(), end);
        let [.., before, _] = course(&report, "new_users").unwrap()[..] else { panic!("no timeline") };
        assert!(before.median() <= end.unwrap().median());
        report.scenario.clock.steps += 1;
        assert_ne!(course(&report, "new_users").unwrap().last().copied(), end);
    }

    #[test]
    fn the_same_report_makes_the_same_files() {
        let options = RenderOptions { lang: Lang::Zh, excel: true, charts: true };
        assert_eq!(fixture::campaign().files(&options), fixture::campaign().files(&options));
    }
}

//! What is written of a run. `runs.csv`, `inputs.csv` and `invitations.csv` grow while it is
//! simulated; everything else is made of the report.

mod charts;
mod course;
pub mod inputs;
pub mod invitations;
mod json;
mod notes;
mod page;
pub(in crate::output::answer) mod report;
pub mod runs;
pub mod streams;
mod tables;

use super::report::files as of_report;
use super::{Answer, Origin, with_people};
use crate::output::format::chart;
use crate::output::format::excel::for_excel;
use crate::output::format::terminal::Style;
use crate::output::{File, RenderOptions};
use crate::study::run::RunReport;
use serde_json::{Value, json};

impl Answer for RunReport {
    fn paths() -> Vec<String> {
        let tables = [
            "runs.csv",
            "inputs.csv",
            "invitations.csv",
            "summary.json",
            "timeline.csv",
            "segments.csv",
            "funnel.csv",
            "ledger.csv",
        ];
        super::paths(&tables, charts::ALL.iter().map(|chart| chart.name.into()))
    }

    fn files(&self, options: &RenderOptions) -> Vec<File> {
        let tables = vec![
            File::new("summary.json", json::summary(self)),
            File::new("timeline.csv", tables::timeline(&self.timeline)),
            File::new("segments.csv", tables::segments(&self.segments)),
            File::new("funnel.csv", tables::funnel(&self.segments)),
            File::new("ledger.csv", tables::ledger(&self.ledger)),
        ];
        let mut files = for_excel(tables, self.scenario.clock.start, options);
        let charts =
            || if options.charts { chart::all(&charts::ALL, self, options.lang) } else { Vec::new() };
        let (charts, report) =
            rayon::join(charts, || of_report(|lang| report::document(self, lang), options));
        files.extend(charts.into_iter().chain(report));
        files
    }

    fn manifest(&self, origin: &Origin<'_>) -> Value {
        let manifest = json!({
            "kfactor": env!("CARGO_PKG_VERSION"),
            "scenario": origin.named(&self.scenario.name),
            "engine": self.engine,
            "engine_because": self.scenario.following.why(),
            "seed": self.seed,
            "requested": self.requested,
            "replicates": self.replicates,
            "ended": self.ended,
        });
        with_people(manifest, [&self.scenario])
    }

    fn json(&self) -> String {
        json::summary(self)
    }

    fn page(&self, style: &Style, saved: Option<&str>) -> String {
        page::summary(self, style, saved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::run as fixture;
    use crate::words::Lang;

    fn paths(report: &RunReport, charts: bool) -> Vec<String> {
        let options = RenderOptions { charts, ..RenderOptions::default() };
        report.files(&options).into_iter().map(|file| file.path).collect()
    }

    #[test]
    fn every_chart_that_has_something_to_show_is_there() {
        let all = paths(&fixture::campaign(), true);
        for chart in &charts::ALL {
            assert!(all.contains(&format!("charts/{}.svg", chart.name)), "{}", chart.name);
        }
        let few = paths(&fixture::nobody(), true);
        assert!(few.contains(&"charts/budget.svg".to_owned()));
        assert!(
            !few.contains(&"charts/cac.svg".to_owned()) && !few.contains(&"charts/growth.svg".to_owned())
        );
    }

    #[test]
    fn without_charts_there_are_tables_only() {
        let tables = [
            "summary.json",
            "timeline.csv",
            "segments.csv",
            "funnel.csv",
            "ledger.csv",
            "report.html",
            "report.json",
        ];
        assert_eq!(paths(&fixture::campaign(), false), tables);
    }

    /// What pictures cannot show is known, so that it can be told; SVG and page show it.
    #[cfg(feature = "png")]
    #[test]
    fn boxes_are_not_passed_over() {
        let mut report = fixture::campaign();
        let told = |report: &RunReport, charts: bool| {
            let options = RenderOptions { charts, lang: Lang::Zh, ..RenderOptions::default() };
            crate::output::answer::boxes::shown_as_boxes(&report.files(&options))
        };
        assert_eq!(told(&report, true), "");
        report.scenario.name = "🎁 薹灣".to_owned();
        report.rules[0].rule = "禮物".to_owned();
        assert_eq!(told(&report, true), "灣 禮 薹 🎁");
        assert_eq!(told(&report, false), "", "there is no picture");
    }

    #[test]
    fn the_same_report_makes_the_same_files() {
        let options = RenderOptions { lang: Lang::Zh, excel: true, charts: true };
        assert_eq!(fixture::campaign().files(&options), fixture::campaign().files(&options));
    }
}

//! What is written of a sweep: a tidy table, JSON, charts, and the lines of the journal by which it is continued.

mod charts;
pub mod journal;
mod json;
mod keys;
mod page;
mod report;
mod table;

use super::report::files as of_report;
use super::{Answer, Origin, with_people};
use crate::output::format::excel::for_excel;
use crate::output::format::terminal::Style;
use crate::output::{File, RenderOptions};
use crate::study::sweep::SweepReport;
use serde_json::{Value, json};

impl Answer for SweepReport {
    fn paths() -> Vec<String> {
        super::paths(&["sweep.csv", "sweep.json"], charts::names())
    }

    fn files(&self, options: &RenderOptions) -> Vec<File> {
        let tables =
            vec![File::new("sweep.csv", table::sweep(self)), File::new("sweep.json", json::json(self))];
        let mut files = for_excel(tables, None, options);
        let charts = || if options.charts { charts::files(self, options.lang) } else { Vec::new() };
        let (charts, report) =
            rayon::join(charts, || of_report(|lang| report::document(self, lang), options));
        files.extend(charts.into_iter().chain(report));
        files
    }

    /// `varied` are the `KEY=VALUES` as they were typed or came from a preset.
    fn manifest(&self, origin: &Origin<'_>) -> Value {
        let manifest = json!({
            "kfactor": env!("CARGO_PKG_VERSION"),
            "command": "sweep",
            "scenario": origin.named(&self.first.name),
            "varied": origin.varied,
            "points": self.points.len(),
            "engine": self.engine,
            "engine_because": self.first.following.why(),
            "seed": self.seed,
            "replicates": self.replicates,
        });
        with_people(manifest, [&*self.first])
    }

    fn json(&self) -> String {
        json::json(self)
    }

    fn page(&self, style: &Style, saved: Option<&str>) -> String {
        page::sweep(self, style, saved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::sweep as fixture;
    use crate::words::Lang;

    fn paths(varied: &[&str]) -> Vec<String> {
        let options = RenderOptions { charts: true, ..RenderOptions::default() };
        fixture::sweep(varied, 500).files(&options).into_iter().map(|file| file.path).collect()
    }

    fn charts(varied: &[&str]) -> Vec<String> {
        let svg = |path: String| Some(path.strip_prefix("charts/")?.strip_suffix(".svg")?.to_owned());
        paths(varied).into_iter().filter_map(svg).collect()
    }

    #[test]
    fn one_key_has_curves_two_have_maps_more_have_tables() {
        let common = ["added_users", "completions", "cost_with_owed", "reward_cost", "cac", "saving"];
        let with = |k: &[&'static str]| [&common[..], k, &["broken_promises"]].concat();
        assert_eq!(charts(&["incentive.0.invites=1,2,5"]), with(&["referred_share", "k_theory"]));
        assert_eq!(charts(&["incentive.0.invites=1,2,5", "join=2%,4%"]), with(&["k_theory"]));
        let many = ["incentive.0.invites=1,2,5", "join=2%,4%", "seeds=1,2"];
        let picture = cfg!(feature = "png").then_some("card.png");
        let report = ["report.html"].into_iter().chain(picture).chain(["report.json"]);
        assert_eq!(paths(&many), ["sweep.csv", "sweep.json"].into_iter().chain(report).collect::<Vec<_>>());
    }

    #[test]
    fn one_point_has_nothing_to_draw() {
        assert!(charts(&["join=4%"]).is_empty());
    }

    #[test]
    fn the_table_is_tidy() {
        let report = fixture::sweep(&["incentive.0.invites=1,2", "join=2%,4%"], 500);
        let text = String::from_utf8(table::sweep(&report)).unwrap();
        let mut lines = text.lines();
        let head = "point,incentive.0.invites,join,metric,unit,n,mean,mcse,p05,p25,p50,p75,p95";
        assert_eq!(lines.next().unwrap(), head);
        assert_eq!(lines.clone().count(), 4 * report.points[0].summaries().len());
        let row = lines.find(|line| line.starts_with("2,") && line.contains(",cac,")).unwrap();
        assert!(row.starts_with("2,2,2%,cac,money,500,"), "{row}");
    }

    #[test]
    fn json_has_every_point() {
        let report = fixture::sweep(&["incentive.0.invites=1,2", "join=2%..4%:3"], 500);
        let document: serde_json::Value = serde_json::from_str(&json::json(&report)).unwrap();
        assert_eq!(document["points"].as_array().unwrap().len(), 6);
        assert_eq!(document["points"][4]["values"]["join"], "3%");
        assert_eq!(document["points"][4]["metrics"]["added_users"]["n"], 500);
        assert_eq!(document["keys"][1]["values"][1]["number"], 0.03);
        let best = &document["best"][0];
        assert_eq!((&best["metric"], &best["goal"]), (&json!("saving"), &json!("most")));
        assert_eq!(best["point"], json!(report.best[0].point));
    }

    #[test]
    fn the_same_report_makes_the_same_files() {
        let report = fixture::sweep(&["incentive.0.invites=1..9:5", "join=2%..9%:4"], 500);
        let options = RenderOptions { lang: Lang::Zh, excel: true, charts: true };
        assert_eq!(report.files(&options), report.files(&options));
    }
}

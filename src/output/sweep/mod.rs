//! What a sweep writes: a tidy table, JSON, charts, and the lines of the journal by which it is continued.

#[cfg(test)]
pub(crate) mod fixture;
mod journal;
mod json;

pub use journal::{decode, difference, encode, header};
pub use json::json;

use super::write::FileEntry;
use super::{File, RenderOptions, chart, csv, manifest};
use crate::input::Axis;
use crate::study::sweep::SweepReport;
use serde_json::json as value;

/// Every file of a sweep but the manifest.
#[must_use]
pub fn render(report: &SweepReport, options: &RenderOptions) -> Vec<File> {
    let file = |path: &str, bytes: Vec<u8>| File { path: path.to_owned(), bytes };
    let mut files = vec![
        file("sweep.csv", csv::sweep(report, options.excel)),
        file("sweep.json", json::json(report).into_bytes()),
    ];
    if options.charts {
        files.extend(chart::sweep::pictures(report, options.lang));
    }
    files
}

/// The manifest of a sweep; `varied` are the `KEY=VALUES` as they were typed or came from a preset.
#[must_use]
pub fn manifest(
    report: &SweepReport,
    source: &manifest::Source<'_>,
    varied: &[String],
    files: &[FileEntry],
) -> String {
    let document = value!({
        "kfactor": env!("CARGO_PKG_VERSION"),
        "command": "sweep",
        "scenario": {
            "name": report.first.name,
            "path": source.path,
            "sha256": manifest::sha256(source.text.as_bytes()),
            "overrides": source.overrides,
        },
        "varied": varied,
        "points": report.points.len(),
        "engine": ENGINE,
        "seed": report.seed,
        "replicates": report.replicates,
        "files": files.iter().map(manifest::file).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

/// The last parts of the keys that still tell them apart: `invites`, or `core.share` and `casual.share`.
pub(super) fn short_keys(axes: &[Axis]) -> Vec<String> {
    let tail = |key: &str, parts: usize| {
        let all: Vec<&str> = key.split('.').map(str::trim).collect();
        all[all.len().saturating_sub(parts)..].join(".")
    };
    let longest = axes.iter().map(|axis| axis.key.split('.').count()).max().unwrap_or(1);
    let tails = |parts: usize| axes.iter().map(|axis| tail(&axis.key, parts)).collect::<Vec<_>>();
    let differ = |keys: &Vec<String>| keys.iter().enumerate().all(|(at, key)| !keys[..at].contains(key));
    (1..longest).map(tails).find(differ).unwrap_or_else(|| tails(longest))
}

/// The engine of every sweep.
const ENGINE: &str = "cohort";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn paths(varied: &[&str]) -> Vec<String> {
        let options = RenderOptions { charts: true, ..RenderOptions::default() };
        render(&fixture::sweep(varied, 500), &options).into_iter().map(|file| file.path).collect()
    }

    fn charts(varied: &[&str]) -> Vec<String> {
        let svg = |path: String| Some(path.strip_prefix("charts/")?.strip_suffix(".svg")?.to_owned());
        paths(varied).into_iter().filter_map(svg).collect()
    }

    #[test]
    fn one_key_has_curves_two_have_maps_more_have_tables() {
        let common = ["new_users", "completions", "cost", "reward_cost", "cac"];
        let with = |k: &'static str| [&common[..], &[k, "broken_promises"]].concat();
        assert_eq!(charts(&["incentive.0.invites=1,2,5"]), with("k"));
        assert_eq!(charts(&["incentive.0.invites=1,2,5", "join=2%,4%"]), with("k_theory"));
        let many = ["incentive.0.invites=1,2,5", "join=2%,4%", "seeds=1,2"];
        assert_eq!(paths(&many), ["sweep.csv", "sweep.json"]);
    }

    #[test]
    fn one_point_has_nothing_to_draw() {
        assert!(charts(&["join=4%"]).is_empty());
    }

    #[test]
    fn the_table_is_tidy() {
        let report = fixture::sweep(&["incentive.0.invites=1,2", "join=2%,4%"], 500);
        let text = String::from_utf8(csv::sweep(&report, false)).unwrap();
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
        assert_eq!(document["points"][4]["metrics"]["new_users"]["n"], 500);
        assert_eq!(document["keys"][1]["values"][1]["number"], 0.03);
        let best = &document["best"][0];
        assert_eq!((&best["metric"], &best["goal"]), (&value!("new_users"), &value!("most")));
        assert_eq!(best["point"], value!(report.best[0].point));
    }

    #[test]
    fn the_same_report_makes_the_same_files() {
        let report = fixture::sweep(&["incentive.0.invites=1..9:5", "join=2%..9%:4"], 500);
        let options = RenderOptions { lang: Lang::Zh, excel: true, charts: true };
        assert_eq!(render(&report, &options), render(&report, &options));
    }

    #[test]
    fn keys_are_as_short_as_they_can_be_told_apart() {
        let keys = |varied: &[&str]| short_keys(&fixture::sweep(varied, 1).axes);
        assert_eq!(keys(&["incentive.0.invites=1", "join=2%"]), ["invites", "join"]);
        assert_eq!(keys(&["incentive.0.cost=1", "costs.fixed=3"]), ["cost", "fixed"]);
        assert_eq!(
            short_keys(&[axis("incentive.0.value"), axis("incentive.1.value")]),
            ["0.value", "1.value"]
        );
    }

    fn axis(key: &str) -> Axis {
        Axis { key: key.to_owned(), values: Vec::new(), log: false }
    }
}

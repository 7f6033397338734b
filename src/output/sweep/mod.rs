//! What a sweep writes: a tidy table, JSON, charts, and the lines of the journal by which it is continued.

mod journal;
mod json;

pub use journal::{decode, difference, encode, header};
pub use json::json;

use super::write::FileEntry;
use super::{File, RenderOptions, chart, csv, manifest};
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

/// The engine of every sweep.
const ENGINE: &str = "cohort";

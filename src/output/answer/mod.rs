//! What is written of the answer of each study: a folder per study with all its files, tables, charts, its page and its
//! JSON; beside them the problems of a scenario that has no answer. How things are written is in `format`.

mod along;
pub mod baseline;
pub mod boxes;
pub mod check;
pub mod compare;
pub mod explore;
pub mod problems;
pub mod report;
pub mod run;
mod stretch;
pub mod sweep;
pub mod theory;

use super::format::excel::BOOK;
use super::format::terminal::Style;
use super::format::{chart, sha256};
use super::{File, RenderOptions};
use crate::network::FileName;
use crate::scenario::Scenario;
use crate::yaml::Source;
use serde_json::{Value, json};
use std::borrow::Cow;

/// What becomes of the answer of a study: files in a folder, a page, JSON.
pub trait Answer {
    /// The path of every file that such an answer may have, also of those that are written while simulating; but for the
    /// manifest.
    fn paths() -> Vec<String>
    where
        Self: Sized;

    /// Every file but the manifest, which lists them, and those that were written while simulating. The order is always
    /// the same.
    fn files(&self, options: &RenderOptions) -> Vec<File>;

    /// What the manifest says before it lists the files.
    fn manifest(&self, origin: &Origin<'_>) -> Value;

    /// Everything, for programs: pretty JSON with a line feed at the end. What is undefined is `null`.
    fn json(&self) -> String;

    /// The page on the terminal. `saved` names the place of the files, if there are any.
    fn page(&self, style: &Style, saved: Option<&str>) -> String;
}

/// Where an answer came from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The scenario files, as they were read.
    pub sources: &'a [Source],
    /// `KEY=VALUE` pairs that were laid over each of them, in order.
    pub overrides: &'a [String],
    /// `KEY=VALUES` of the keys that were varied.
    pub varied: &'a [String],
}

/// The paths of some tables, of charts of these names, and of the report.
fn paths<'a>(tables: &[&str], charts: impl IntoIterator<Item = Cow<'a, str>>) -> Vec<String> {
    let tables = tables.iter().chain(&[BOOK]).chain(&report::PATHS).map(|path| (*path).to_owned());
    tables.chain(chart::paths(charts)).collect()
}

/// A manifest with the files on which the people of these scenarios stand, each once, where there are any.
fn with_people<'a>(mut manifest: Value, scenarios: impl IntoIterator<Item = &'a Scenario>) -> Value {
    let mut files: Vec<FileName> = Vec::new();
    for file in scenarios.into_iter().flat_map(Scenario::files_of_people) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    if !files.is_empty() {
        let entry = |file: &FileName| json!({ "path": file.typed(), "sha256": file.sha256() });
        manifest["network"] = files.iter().map(entry).collect();
    }
    manifest
}

impl Origin<'_> {
    /// The only file, with the name of the scenario in it.
    fn named(&self, name: &str) -> Value {
        let mut named = json!({ "name": name });
        for (source, entry) in named.as_object_mut().into_iter().zip(self.files()) {
            source.extend(entry.as_object().cloned().into_iter().flatten());
        }
        named
    }

    /// Every file: its path, what is in it, and what was laid over it.
    fn files(&self) -> Vec<Value> {
        let file = |source: &Source| {
            let mut file = json!({
                "path": source.name(),
                "sha256": sha256(source.text().as_bytes()),
                "overrides": self.overrides,
            });
            if let Some(people) = source.people() {
                let sha256 = sha256(people.text().as_bytes());
                file["people"] = json!({ "path": people.name(), "sha256": sha256 });
            }
            file
        };
        self.sources.iter().map(file).collect()
    }
}

//! `manifest.json`: what was run, from what, with what, and the files that came of it. It holds no date and no
//! machine, so that the same run makes the same bytes.

use super::write::FileEntry;
use crate::study::run::RunReport;
use serde_json::json;
use sha2::{Digest, Sha256};

/// The name of the manifest in its directory.
pub const NAME: &str = "manifest.json";

/// Where a scenario came from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Path as the user gave it.
    pub path: &'a str,
    /// Text of the file.
    pub text: &'a str,
    /// `KEY=VALUE` pairs that were laid over it, in order.
    pub overrides: &'a [String],
}

/// The manifest as pretty JSON with a line feed at the end.
#[must_use]
pub fn manifest(report: &RunReport, source: &Source<'_>, files: &[FileEntry]) -> String {
    let document = json!({
        "kfactor": env!("CARGO_PKG_VERSION"),
        "scenario": scenario(&report.scenario.name, source),
        "engine": report.engine,
        "seed": report.seed,
        "requested": report.requested,
        "replicates": report.replicates,
        "ended": report.ended,
        "files": files.iter().map(file).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

/// The manifest of what needs no replicates, such as a theory.
#[must_use]
pub fn without_replicates(name: &str, source: &Source<'_>, files: &[FileEntry]) -> String {
    let document = json!({
        "kfactor": env!("CARGO_PKG_VERSION"),
        "scenario": scenario(name, source),
        "files": files.iter().map(file).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn scenario(name: &str, source: &Source<'_>) -> serde_json::Value {
    json!({
        "name": name,
        "path": source.path,
        "sha256": sha256(source.text.as_bytes()),
        "overrides": source.overrides,
    })
}

fn file(entry: &FileEntry) -> serde_json::Value {
    json!({ "path": entry.path, "bytes": entry.bytes, "sha256": entry.sha256 })
}

/// The paths that a manifest lists; none when it is not one of ours.
#[must_use]
pub fn listed(manifest: &str) -> Vec<String> {
    let Ok(document) = serde_json::from_str::<serde_json::Value>(manifest) else {
        return Vec::new();
    };
    if document.get("kfactor").is_none() {
        return Vec::new();
    }
    let files = document["files"].as_array().into_iter().flatten();
    files.filter_map(|file| file["path"].as_str().map(str::to_owned)).collect()
}

/// SHA-256 of `bytes` in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    fn example() -> String {
        let files = [FileEntry { path: "charts/growth.svg".to_owned(), bytes: 3, sha256: sha256(b"abc") }];
        let overrides = ["share=0.3".to_owned()];
        let source = Source { path: "poster.yaml", text: "name: x\n", overrides: &overrides };
        manifest(&fixture::campaign(), &source, &files)
    }

    #[test]
    fn it_says_what_was_run() {
        insta::assert_snapshot!(example());
    }

    #[test]
    fn what_it_lists_can_be_read_again() {
        assert_eq!(listed(&example()), ["charts/growth.svg"]);
        assert!(listed("{\"files\": [{\"path\": \"mine\"}]}").is_empty());
        assert!(listed("nonsense").is_empty());
    }
}

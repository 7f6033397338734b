//! `manifest.json`: what was run, from what, with what, and the files that came of it. It holds no date and no
//! machine, so that the same run makes the same bytes.

use serde_json::{Value, json};

/// The name of the manifest in its directory.
pub(super) const NAME: &str = "manifest.json";

/// A file of a run, as the manifest lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileEntry {
    /// Path below the output directory, with `/`.
    pub(super) path: String,
    /// Size.
    pub(super) bytes: u64,
    /// SHA-256 of its content, in hexadecimal.
    pub(super) sha256: String,
}

/// The manifest as pretty JSON with a line feed at the end: what `about` says, then the files.
#[must_use]
pub(super) fn text(mut about: Value, files: &[FileEntry]) -> String {
    let file =
        |entry: &FileEntry| json!({ "path": entry.path, "bytes": entry.bytes, "sha256": entry.sha256 });
    about["files"] = files.iter().map(file).collect();
    format!("{about:#}\n")
}

/// The paths that a manifest lists; none when it is not one of ours.
#[must_use]
pub(super) fn listed(manifest: &str) -> Vec<String> {
    let Ok(document) = serde_json::from_str::<serde_json::Value>(manifest) else {
        return Vec::new();
    };
    if document.get("kfactor").is_none() {
        return Vec::new();
    }
    let files = document["files"].as_array().into_iter().flatten();
    files.filter_map(|file| file["path"].as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::answer::{Answer, Origin};
    use crate::output::fixture::run as fixture;
    use crate::output::format::sha256;
    use crate::yaml::Source;

    fn example() -> String {
        let files = [FileEntry { path: "charts/growth.svg".to_owned(), bytes: 3, sha256: sha256(b"abc") }];
        let (sources, overrides) = ([Source::new("poster.yaml", "name: x\n")], ["share=0.3".to_owned()]);
        let origin = Origin { sources: &sources, overrides: &overrides, varied: &[] };
        text(fixture::campaign().manifest(&origin), &files)
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

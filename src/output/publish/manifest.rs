//! `manifest.json`: what was run, from what, with what, and the files that came of it. It holds no date and no
//! machine, so that the same run makes the same bytes.

use crate::output::File;
use crate::output::format::json::document as as_text;
use crate::output::format::sha256;
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

/// What a manifest says of the result that it lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// The paths of the files.
    pub(super) paths: Vec<String>,
    /// Whether the result was not cut short by whoever waited for it.
    pub(super) complete: bool,
}

/// The manifest as pretty JSON with a line feed at the end: what `about` says, then the files.
#[must_use]
pub(super) fn text(mut about: Value, files: &[FileEntry]) -> String {
    let file =
        |entry: &FileEntry| json!({ "path": entry.path, "bytes": entry.bytes, "sha256": entry.sha256 });
    about["files"] = files.iter().map(file).collect();
    as_text(&about)
}

/// What a manifest lists; none when it is not one of ours.
#[must_use]
pub(super) fn listed(manifest: &[u8]) -> Option<Listed> {
    let document: Value = serde_json::from_slice(manifest).ok()?;
    document.get("kfactor")?.as_str()?;
    let files = document.get("files")?.as_array()?;
    let paths =
        files.iter().map(|file| Some(file.get("path")?.as_str()?.to_owned())).collect::<Option<_>>()?;
    Some(Listed { paths, complete: document.get("ended").is_none_or(|ended| ended != "interrupted") })
}

/// A manifest in which these files are listed as they are now; none when it is not one of ours.
pub(super) fn renewed(manifest: &[u8], files: &[File]) -> Option<String> {
    let mut document: Value = serde_json::from_slice(manifest).ok()?;
    let listed = document.get_mut("files")?.as_array_mut()?;
    for file in files {
        listed.retain(|entry| entry.get("path").and_then(Value::as_str) != Some(&file.path));
        listed.push(json!({ "path": file.path, "bytes": file.bytes.len(), "sha256": sha256(&file.bytes) }));
    }
    listed.sort_by(|one, other| one["path"].as_str().cmp(&other["path"].as_str()));
    Some(as_text(&document))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::answer::{Answer, Origin};
    use crate::output::fixture::run as fixture;
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
        let listed = |text: &str| listed(text.as_bytes());
        let read = listed(&example()).unwrap();
        assert_eq!((&read.paths[..], read.complete), (&["charts/growth.svg".to_owned()][..], true));
        let interrupted = example().replace("\"complete\"", "\"interrupted\"");
        assert!(!listed(&interrupted).unwrap().complete);
        for foreign in ["{\"files\": [{\"path\": \"mine\"}]}", "{\"kfactor\": \"0\"}", "nonsense"] {
            assert_eq!(listed(foreign), None, "{foreign}");
        }
    }
}

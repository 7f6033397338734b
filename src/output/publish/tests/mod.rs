//! Whatever fails, and wherever the process is killed: a folder holds the whole old result or the whole new
//! one, and what others have put into it stays.

mod killed;
mod others;

use super::hidden;
use super::inspect::Refusal;
use super::manifest::{self, FileEntry};
use super::staging::Staging;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Files by path, with what is in them.
type Files = BTreeMap<String, String>;

const OLD: [(&str, &str); 4] =
    [("runs.csv", "old"), ("summary.json", "old"), ("charts/cac.svg", "old"), ("gone.csv", "old")];
const NEW: [(&str, &str); 5] = [
    ("runs.csv", "new"),
    ("summary.json", "new"),
    ("charts/cac.svg", "new"),
    ("charts/k.svg", "new"),
    ("ledger.csv", "new"),
];
/// Of somebody else, in the same folder.
const OTHERS: [(&str, &str); 4] =
    [("notes.txt", "mine"), ("charts/mine.png", "mine"), ("deep/er/mine.csv", "mine"), (".hidden", "mine")];

fn manifest_of(files: &[FileEntry]) -> String {
    let paths: Vec<_> = files.iter().map(|file| serde_json::json!({ "path": file.path })).collect();
    serde_json::json!({ "kfactor": "0", "files": paths }).to_string()
}

fn names(files: &[(&str, &str)]) -> Vec<String> {
    files.iter().map(|(path, _)| (*path).to_owned()).collect()
}

fn fill(target: &Path, files: &[(&str, &str)]) -> Result<(), Refusal> {
    let mut staging = Staging::begin(target, &names(files))?;
    for (path, text) in files {
        staging.write(path, text.as_bytes())?;
    }
    let manifest = manifest_of(&staging.entries()?);
    staging.write(manifest::NAME, manifest.as_bytes())?;
    staging.commit()
}

/// What is below a folder, but for what is hidden by us.
fn seen(folder: &Path) -> Files {
    fn collect(top: &Path, folder: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(top).unwrap().to_str().unwrap().to_owned();
            if hidden::is_hidden(&name) {
                continue;
            }
            if path.is_dir() {
                collect(top, &path, files);
            } else {
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut files = Files::new();
    collect(folder, folder, &mut files);
    files
}

/// A result with what belongs to others beside it; the folder is `desk/out`.
fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    let out = desk.path().join("out");
    fill(&out, &OLD).unwrap();
    for (path, text) in OTHERS {
        fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
        fs::write(out.join(path), text).unwrap();
    }
    fs::create_dir(out.join("empty")).unwrap();
    desk
}

/// What belongs to others.
fn others(files: &Files) -> Files {
    let theirs = |path: &String| OTHERS.iter().any(|(other, _)| other == path);
    files.iter().filter(|(path, _)| theirs(path)).map(|(path, text)| (path.clone(), text.clone())).collect()
}

fn all_others() -> Files {
    OTHERS.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Hidden folders in these.
fn hidden_in(folders: &[PathBuf]) -> Vec<PathBuf> {
    let in_folder = |folder: &PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_hidden = |path: &PathBuf| hidden::is_hidden(&path.file_name().unwrap().to_string_lossy());
    folders.iter().flat_map(in_folder).filter(is_hidden).collect()
}

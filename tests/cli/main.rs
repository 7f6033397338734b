//! The program as its users meet it: commands typed, files written, exit codes given back.
//!
//! What a run amounts to is tested elsewhere; here it matters that the words, the files and the codes are those of
//! `docs/outputs.md`, whatever is typed.

mod against;
mod begin;
mod bytes;
mod check;
mod check_all;
mod compare;
mod engine;
mod explore;
mod failures;
mod files;
mod fix;
mod folders;
#[cfg(unix)]
mod hostile;
mod interrupt;
#[cfg(target_os = "linux")]
mod limits;
mod options;
mod poster;
mod report;
#[cfg(unix)]
mod resume;
mod summary;
mod sweep;
mod theory;
mod told;
mod trees;

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The smallest useful scenario, quick to run.
const SMALL: &str = "
name: 考研资料海报
days: 14
seeds: 500
share: 0.35
contacts: 12
join: 0.06
churn: 0.02
incentive:
  - { to: inviter, when: { invites: 3 }, value: 299, cost: 6 }
benchmark: { cac: 3 }
";

/// The program, deaf to the language and colour of whoever runs the tests.
fn kfactor(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kfactor"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "KFACTOR_LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

/// What the program prints when all is well.
fn printed(arguments: &[&str]) -> String {
    let output = kfactor(arguments).assert().success().get_output().clone();
    assert_eq!(text(&output.stderr), "", "{arguments:?}");
    text(&output.stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program speaks UTF-8")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// A folder with the small scenario in it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("small.yaml"), SMALL).expect("a file in it");
        Desk { folder }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, working in this folder.
    fn kfactor(&self, arguments: &[&str]) -> Command {
        let mut command = kfactor(arguments);
        command.current_dir(self.folder.path());
        command
    }

    fn read(&self, name: &str) -> String {
        text(&fs::read(self.at(name)).expect(name))
    }

    /// Every file below this folder, by its path with `/`.
    fn files(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.at(below), "", &mut files);
        files
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = format!("{prefix}{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(&path).expect("a file"));
        }
    }
}

/// The scenarios that come with the project.
fn scenarios() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let in_folder = |folder: PathBuf| fs::read_dir(folder).expect("the scenarios");
    let entries =
        in_folder(root.join("baits")).chain(in_folder(root.join("networks"))).chain(in_folder(root));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.extension() == Some("yaml".as_ref())).collect();
    files.sort();
    files
}

fn scenario(name: &str) -> String {
    format!("{}/scenarios/{name}.yaml", env!("CARGO_MANIFEST_DIR"))
}

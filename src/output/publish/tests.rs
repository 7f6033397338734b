//! Whatever fails, and wherever the process is killed: a folder holds the whole old result or the whole new one, and what others have put into
//! it stays.

use super::disk::faults;
use super::inspect::Refusal;
use super::manifest::{self, FileEntry};
use super::staging::Staging;
use super::{hidden, note, repair};
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

/// The old result whole and the new one whole, as they are when nothing goes wrong.
fn whole() -> [Files; 2] {
    let desk = desk();
    let out = desk.path().join("out");
    let old = seen(&out);
    fill(&out, &NEW).unwrap();
    let new = seen(&out);
    assert_eq!((others(&old), others(&new)), (all_others(), all_others()));
    assert!(out.join("empty").is_dir() && !new.contains_key("gone.csv") && new["runs.csv"] == "new");
    assert!(hidden_in(&[out, desk.path().to_owned()]).is_empty());
    [old, new]
}

/// Kills a publication after every call that changes the disk, and starts again.
///
/// `at_once`: the folder holds one of both results whenever the process is killed, and not only after the next start.
fn killed_everywhere(exchanges: bool, at_once: bool) {
    faults::let_exchange(exchanges);
    let whole = whole();
    let mut outcomes = [0, 0];
    for calls in 0.. {
        let desk = desk();
        let out = desk.path().join("out");
        faults::kill_after(calls);
        let published = fill(&out, &NEW);
        if !faults::revive() {
            published.unwrap();
            assert!(calls > 20, "only {calls} calls");
            break;
        }
        let left = seen(&out);
        assert_eq!(others(&left), all_others(), "others, killed after {calls}");
        if at_once {
            assert!(whole.contains(&left), "killed after {calls}: {left:?}");
        }
        // The next start.
        drop(Staging::begin(&out, &names(&NEW)).unwrap());
        let left = seen(&out);
        let which = whole.iter().position(|whole| *whole == left);
        outcomes[which.unwrap_or_else(|| panic!("killed after {calls}: {left:?}"))] += 1;
        assert!(out.join("empty").is_dir(), "killed after {calls}");
        let hidden = hidden_in(&[out.clone(), desk.path().to_owned()]);
        assert!(hidden.is_empty(), "killed after {calls}: {hidden:?}");
        // And what is published then is published.
        fill(&out, &NEW).unwrap();
        assert_eq!(seen(&out), whole[1], "killed after {calls}");
    }
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
    faults::let_exchange(true);
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn killed_anywhere_the_folder_holds_the_old_result_or_the_new_one() {
    killed_everywhere(true, true);
}

/// Without the call that exchanges folders the next start has to bring it to its end.
#[test]
fn where_folders_cannot_be_exchanged_the_next_start_repairs() {
    killed_everywhere(false, false);
}

#[test]
fn killed_anywhere_a_new_folder_is_there_or_not() {
    let mut outcomes = [0, 0];
    for calls in 0.. {
        let desk = tempfile::tempdir().unwrap();
        let out = desk.path().join("a/out");
        faults::kill_after(calls);
        let published = fill(&out, &NEW);
        if !faults::revive() {
            published.unwrap();
            break;
        }
        outcomes[usize::from(out.exists())] += 1;
        assert!(!out.exists() || seen(&out).len() == NEW.len() + 1, "killed after {calls}");
        drop(Staging::begin(&out, &names(&NEW)).unwrap());
        assert!(hidden_in(&[desk.path().join("a")]).is_empty(), "killed after {calls}");
    }
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
}

/// Whatever single call fails, an error leaves the old result, and the new one stands where there is none.
#[test]
fn a_call_that_fails_leaves_one_of_both_results() {
    for exchanges in [true, false] {
        faults::let_exchange(exchanges);
        let whole = whole();
        for calls in 0.. {
            let desk = desk();
            let out = desk.path().join("out");
            faults::fail_after(calls);
            let published = fill(&out, &NEW);
            if !faults::revive() {
                break;
            }
            drop(Staging::begin(&out, &names(&NEW)).unwrap());
            let expected = &whole[usize::from(published.is_ok())];
            assert_eq!(&seen(&out), expected, "{calls}, exchange: {exchanges}: {published:?}");
        }
    }
    faults::let_exchange(true);
}

/// What comes into the folder between the links and the exchange is not carried off.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn what_comes_meanwhile_is_brought_home() {
    use super::exchange::Exchange;
    let desk = desk();
    let out = desk.path().join("out");
    let mut found = 0;
    for calls in 0.. {
        let home = tempfile::tempdir().unwrap();
        let (root, target) = (home.path().join(".root"), home.path().join("out"));
        fs::create_dir_all(root.join(hidden::NEW)).unwrap();
        fs::create_dir(&target).unwrap();
        fs::write(root.join(hidden::NEW).join("runs.csv"), "new").unwrap();
        fs::write(target.join("notes.txt"), "mine").unwrap();
        faults::kill_after(calls);
        let _ = Exchange::publish(&root, &target, &Default::default());
        let is_over = !faults::revive();
        // Killed after the exchange, the old folder is hidden; as if somebody had written into it before.
        let old = root.join(hidden::NEW);
        if target.join("runs.csv").exists() && old.exists() && note::is_in(&root) {
            found += 1;
            fs::write(old.join("late.txt"), "mine").unwrap();
            let _ = fs::remove_file(old.join("notes.txt"));
            fs::write(old.join("notes.txt"), "mine, later").unwrap();
            repair::finish(&root, &target).unwrap();
            assert_eq!(fs::read_to_string(target.join("late.txt")).unwrap(), "mine");
            assert_eq!(fs::read_to_string(target.join("notes.txt")).unwrap(), "mine, later");
        }
        if is_over {
            break;
        }
    }
    assert!(found > 0 && out.exists());
}

fn refused(target: &Path, path: &str) -> Refusal {
    Staging::begin(target, &[path.to_owned()]).map(drop).unwrap_err()
}

#[test]
fn files_of_others_are_not_overwritten() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    fs::write(at("runs.csv"), "mine").unwrap();
    assert!(matches!(refused(home.path(), "runs.csv"), Refusal::Foreign(path) if path.ends_with("runs.csv")));
    drop(Staging::begin(home.path(), &["other.csv".to_owned()]).unwrap());
    for foreign in ["{}", "nonsense", "{\"name\": \"my app\", \"files\": []}", "\u{feff}"] {
        fs::write(at("manifest.json"), foreign).unwrap();
        let refusal = refused(home.path(), "other.csv");
        assert!(matches!(refusal, Refusal::Foreign(path) if path.ends_with("manifest.json")), "{foreign}");
        assert_eq!(fs::read_to_string(at("manifest.json")).unwrap(), foreign);
    }
    assert_eq!(fs::read_to_string(at("runs.csv")).unwrap(), "mine");
}

/// What somebody puts there while we simulate is not overwritten either.
#[test]
fn files_that_come_while_simulating_are_not_overwritten() {
    let home = tempfile::tempdir().unwrap();
    let mut staging = Staging::begin(home.path(), &names(&NEW)).unwrap();
    staging.write("runs.csv", b"new").unwrap();
    fs::write(home.path().join("runs.csv"), "mine").unwrap();
    assert!(matches!(staging.commit(), Err(Refusal::Foreign(_))));
    assert_eq!(fs::read_to_string(home.path().join("runs.csv")).unwrap(), "mine");
    assert!(hidden_in(&[home.path().to_owned()]).is_empty());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_for_writing() {
    use std::os::unix::fs::symlink;
    let desk = desk();
    let (out, elsewhere) = (desk.path().join("out"), desk.path().join("elsewhere"));
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("precious"), "keep").unwrap();
    for (path, points_to) in [("runs.csv", "precious"), ("charts", "."), ("manifest.json", "precious")] {
        let kept = desk.path().join("kept");
        fs::rename(out.join(path), &kept).unwrap();
        symlink(elsewhere.join(points_to), out.join(path)).unwrap();
        let name = if path == "charts" { "charts/cac.svg" } else { path };
        assert!(matches!(refused(&out, name), Refusal::InTheWay(_)), "{path}");
        fs::remove_file(out.join(path)).unwrap();
        fs::rename(&kept, out.join(path)).unwrap();
    }
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 1);
    // The folder itself may be named by a link, which stays one.
    symlink(&out, desk.path().join("link")).unwrap();
    fill(&desk.path().join("link"), &NEW).unwrap();
    assert!(desk.path().join("link").is_symlink());
    assert_eq!(fs::read_to_string(out.join("runs.csv")).unwrap(), "new");
    symlink(desk.path().join("nothing"), desk.path().join("broken")).unwrap();
    assert!(matches!(refused(&desk.path().join("broken"), "runs.csv"), Refusal::InTheWay(_)));
}

#[test]
fn what_is_dropped_leaves_no_trace() {
    let home = tempfile::tempdir().unwrap();
    let mut staging = Staging::begin(&home.path().join("out"), &names(&NEW)).unwrap();
    let mut runs = staging.create("runs.csv").unwrap();
    std::io::Write::write_all(&mut runs, b"half").unwrap();
    drop((runs, staging));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_living_process_keeps_its_hidden_folder() {
    let desk = desk();
    let out = desk.path().join("out");
    let mut staging = Staging::begin(&out, &names(&NEW)).unwrap();
    staging.write("runs.csv", b"new").unwrap();
    drop(Staging::begin(&out, &names(&NEW)).unwrap());
    assert_eq!(hidden_in(&[desk.path().to_owned()]).len(), 1);
    let entries = staging.entries().unwrap();
    staging.write(manifest::NAME, manifest_of(&entries).as_bytes()).unwrap();
    staging.commit().unwrap();
    assert_eq!(fs::read_to_string(out.join("runs.csv")).unwrap(), "new");
}

/// Of another machine, or of nobody's making.
#[test]
fn hidden_folders_of_others_stay() {
    let desk = desk();
    for name in [".out.kfactor-0badcafe-0123456789abcdef", ".out.kfactor-mine", ".out.kfactor-123"] {
        fs::create_dir_all(desk.path().join(name).join("new")).unwrap();
        fs::write(desk.path().join(name).join("lock"), "").unwrap();
        fill(&desk.path().join("out"), &NEW).unwrap();
        assert!(desk.path().join(name).join("new").exists(), "{name}");
    }
}

#[test]
fn a_manifest_cannot_point_outside() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("out");
    fs::create_dir(&target).unwrap();
    fs::write(home.path().join("precious"), "keep").unwrap();
    fs::write(target.join(manifest::NAME), r#"{"kfactor":"0","files":[{"path":"../precious"}]}"#).unwrap();
    fill(&target, &NEW).unwrap();
    assert!(home.path().join("precious").exists());
    assert!(Staging::begin(&target, &[]).unwrap().write("../x", b"").is_err());
}

#[test]
fn a_file_is_no_directory() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("taken");
    fs::write(&file, "").unwrap();
    let Refusal::Failed(error) = refused(&file, "runs.csv") else { panic!("refused otherwise") };
    assert!(error.to_string().contains("taken"), "{error}");
}

#[test]
fn only_a_result_that_was_not_interrupted_is_complete() {
    let desk = desk();
    let out = desk.path().join("out");
    assert!(Staging::begin(&out, &names(&NEW)).unwrap().replaces_complete());
    fs::write(out.join(manifest::NAME), r#"{"kfactor":"0","ended":"interrupted","files":[]}"#).unwrap();
    assert!(!Staging::begin(&out, &[]).unwrap().replaces_complete());
    assert!(!Staging::begin(&desk.path().join("new"), &[]).unwrap().replaces_complete());
}

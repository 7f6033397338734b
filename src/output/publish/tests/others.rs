//! What others have in a folder, or have left there.

use super::super::inspect::Refusal;
use super::super::manifest;
use super::super::staging::Staging;
use super::{NEW, OLD, desk, fill, hidden_in, manifest_of, names, seen};
use std::fs;
use std::path::Path;

fn refused(target: &Path, path: &str) -> Refusal {
    Staging::begin(target, &[path.to_owned()]).map(drop).unwrap_err()
}

/// Neither is there when both begin, and the later one stays.
#[test]
fn two_commands_may_begin_on_a_folder_that_is_not_there() {
    let room = tempfile::tempdir().unwrap();
    let target = room.path().join("result");
    let staged = |files: &[(&str, &str)]| {
        let mut staging = Staging::begin(&target, &names(files)).unwrap();
        files.iter().for_each(|(path, text)| staging.write(path, text.as_bytes()).unwrap());
        let manifest = manifest_of(&staging.entries().unwrap());
        staging.write(manifest::NAME, manifest.as_bytes()).unwrap();
        staging
    };
    let [first, later] = [staged(&OLD), staged(&NEW)];
    first.commit().unwrap();
    later.commit().unwrap();
    let mut seen = seen(&target);
    assert!(seen.remove(manifest::NAME).is_some());
    assert_eq!(seen, NEW.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect());
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

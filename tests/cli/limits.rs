//! Under limits of the system: on processes, where it gives no thread beside the first, and on the size of files.

use crate::{Desk, text};
use assert_cmd::Command;
use std::fs::{Permissions, metadata, set_permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::time::Duration;

const KFACTOR: &str = env!("CARGO_BIN_EXE_kfactor");
/// What serves a page would do so for ever.
const PATIENCE: Duration = Duration::from_secs(120);

/// What runs a program under the limit. It holds for everybody but root.
fn limit() -> &'static [&'static str] {
    let all = &["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "prlimit", "--nproc=1"];
    let is_root = metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    if is_root { &all[..] } else { &all[4..] }
}

fn limited(desk: &Desk, arguments: &[&str]) -> Command {
    let limit = limit();
    let mut command = Command::new(limit[0]);
    command.args(&limit[1..]).arg(KFACTOR).args(arguments).current_dir(desk.at(""));
    command.env("KFACTOR_LANG", "en").env("RAYON_NUM_THREADS", "2").timeout(PATIENCE);
    command
}

/// A folder in which everybody may write.
fn open_desk() -> Desk {
    let desk = Desk::new();
    set_permissions(desk.at(""), Permissions::from_mode(0o777)).expect("its own folder");
    desk
}

#[test]
fn where_there_are_no_threads_every_command_works_on_one_or_says_why_not() {
    let desk = open_desk();
    if !limited(&desk, &["--version"]).output().is_ok_and(|output| output.status.success()) {
        println!("skipped: there is no prlimit here, or no setpriv, or nobody may run what is tested");
        return;
    }
    let mut command = desk.kfactor(&["run", "small.yaml", "--runs", "20", "--lang", "en"]);
    let page = text(&command.assert().success().get_output().stdout);
    for arguments in [
        &["run", "small.yaml", "--runs", "20"][..],
        &["run", "small.yaml", "--runs", "20", "-o", "run"],
        &["theory", "small.yaml", "-o", "theory"],
        &["report", "run"],
        &["report", "theory"],
        &["compare", "small.yaml", "--vary", "join=5%,6%", "--runs", "20", "-o", "compare"],
        &["sweep", "small.yaml", "--vary", "join=5%,6%", "--runs", "20", "-o", "sweep"],
        &["init", "task-unlock", "-o", "new.yaml"],
    ] {
        let output = limited(&desk, arguments).assert().success().get_output().clone();
        let told = text(&output.stderr);
        assert!(!told.contains("panic"), "{arguments:?}: {told}");
        if let ["run", _, "--runs", "20"] = arguments {
            assert!(told.contains("no more threads") && told.contains("working on 1 thread"), "{told}");
            assert_eq!(text(&output.stdout), page);
        }
    }
    // A page that answers needs threads.
    let output =
        limited(&desk, &["explore", "small.yaml", "--no-open"]).assert().code(4).get_output().clone();
    let told = text(&output.stderr);
    assert!(told.contains("error: cannot start the threads") && !told.contains("panic"), "{told}");
    assert!(desk.at("sweep/report.html").exists());
}

/// The signal for it ends a program that does not listen, without a word.
#[test]
fn a_file_that_may_not_be_so_large_is_told() {
    let desk = Desk::new();
    if !std::process::Command::new("prlimit")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
    {
        println!("skipped: there is no prlimit here");
        return;
    }
    let run = ["run", "small.yaml", "--runs", "400", "--threads", "1", "-o", "out"];
    desk.kfactor(&run).assert().success();
    let whole = std::fs::read(desk.at("out/runs.csv")).expect("was written");
    for (more, told) in [
        (&run[1..], "error: cannot write out/"),
        (&["small.yaml", "--runs", "40", "--format", "json"], "standard output"),
    ] {
        let page = std::fs::File::create(desk.at("page.json")).expect("its own folder");
        let mut command: std::process::Command = std::process::Command::new("prlimit");
        command
            .args(["--fsize=4096", KFACTOR, "run"])
            .args(more)
            .current_dir(desk.at(""))
            .env("KFACTOR_LANG", "en");
        let output = command.stdout(page).output().expect("it ends");
        let words = text(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{words}");
        assert!(words.contains(told) && words.contains("File too large"), "{words}");
    }
    // The older result is still there.
    assert_eq!(std::fs::read(desk.at("out/runs.csv")).expect("it stays"), whole);
}

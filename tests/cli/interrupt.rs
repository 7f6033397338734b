//! Ended before the end: by a signal, by a precision that is reached or not.

use crate::{Desk, json, text};
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// So long it may take to begin, and to end after Ctrl-C.
const PATIENCE: Duration = Duration::from_secs(60);

/// A process of its own on this desk.
pub fn spawn(desk: &Desk, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_kfactor"))
        .args(arguments)
        .current_dir(desk.at(""))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts")
}

fn start(desk: &Desk, arguments: &[&str]) -> Child {
    spawn(desk, &[&["run", "small.yaml", "--runs", "1_000_000_000", "--lang", "en"], arguments].concat())
}

/// More than the head of `runs.csv`.
const SOME_ROWS: u64 = 10_000;

/// Waits until the first rows are on the disk.
pub fn wait_for_rows(desk: &Desk) {
    let begin = Instant::now();
    let has_rows = || {
        let size = |path: &PathBuf| fs::metadata(path.join("new/runs.csv")).map_or(0, |file| file.len());
        let entries = fs::read_dir(desk.at("")).expect("a folder").filter_map(Result::ok);
        entries.map(|entry| entry.path()).any(|path| size(&path) > SOME_ROWS)
    };
    while !has_rows() {
        assert!(begin.elapsed() < PATIENCE, "no rows");
        sleep(Duration::from_millis(50));
    }
}

/// Sends a signal: `INT` is Ctrl-C.
pub fn signal(child: &Child, name: &str) {
    let (name, pid) = (format!("-{name}"), child.id().to_string());
    assert!(Command::new("kill").args([&name, &pid]).status().expect("kill").success());
}

#[cfg(unix)]
#[test]
fn a_signal_keeps_what_is_finished_and_is_told_by_the_code() {
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        keeps_what_is_finished(name, code);
    }
}

#[cfg(unix)]
fn keeps_what_is_finished(name: &str, code: i32) {
    let desk = Desk::new();
    let child = start(&desk, &["--no-charts", "-o", "out"]);
    wait_for_rows(&desk);
    let begin = Instant::now();
    signal(&child, name);
    let output = child.wait_with_output().expect("it ends");
    assert!(begin.elapsed() < PATIENCE, "it took {:?}", begin.elapsed());
    assert_eq!(output.status.code(), Some(code), "{}", text(&output.stderr));
    assert!(text(&output.stderr).starts_with("interrupted:"), "{}", text(&output.stderr));

    let manifest = json(&desk.read("out/manifest.json"));
    assert_eq!(manifest["ended"], "interrupted");
    let rows = desk.read("out/runs.csv").lines().count() - 1;
    assert_eq!(manifest["replicates"], rows);
    assert_eq!(json(&desk.read("out/summary.json"))["replicates"], rows);
    assert!(text(&output.stdout).contains("Interrupted"), "{}", text(&output.stdout));
    assert_eq!(fs::read_dir(desk.at("")).expect("a folder").count(), 2, "nothing is left behind");
}

/// So long a signal may go unheard, on a machine that does much else.
const SOON: Duration = Duration::from_secs(10);

/// One step of it takes minutes: no rule tells an end of what sharers bring.
const HEAVY: &str = "
name: Heavy
days: 20
step: 1d
seeds: 1000
share: 0.5
contacts: { mean: 1000000, k: 0.001 }
join: 0.5
incentive: [{ when: { every: 3 }, value: 5, cost: 5 }]
";

#[cfg(unix)]
#[test]
fn a_signal_is_heard_within_a_step() {
    let desk = Desk::new();
    fs::write(desk.at("heavy.yaml"), HEAVY).expect("a file");
    let child = spawn(&desk, &["run", "heavy.yaml", "--runs", "1", "--lang", "en", "-o", "out"]);
    // Simulating begins when the place for the files is made.
    let begin = Instant::now();
    while !fs::read_dir(desk.at("")).expect("a folder").any(|entry| is_hidden(&entry.expect("an entry"))) {
        assert!(begin.elapsed() < PATIENCE, "it does not begin");
        sleep(Duration::from_millis(50));
    }
    sleep(Duration::from_secs(1));
    let begin = Instant::now();
    signal(&child, "INT");
    let output = child.wait_with_output().expect("it ends");
    assert!(begin.elapsed() < SOON, "it took {:?}", begin.elapsed());
    assert_eq!(output.status.code(), Some(130), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("nothing was written"), "{}", text(&output.stderr));
    assert_eq!(fs::read_dir(desk.at("")).expect("a folder").count(), 2, "nothing is left behind");
}

#[cfg(unix)]
fn is_hidden(entry: &fs::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// Many kinds of people in fine steps.
fn large() -> String {
    let segment = |index: usize| {
        let next = (index + 1) % 40;
        format!(
            "  s{index}: {{ seeds: 100, share: {{ content: 0.3, after: 1d, again: 0.5 }}, contacts: {{ mean: 12, k: 0.5 }}, \
             join: 0.02, retention: {{ 1d: 0.6, 7d: 0.3 }}, recruits: {{ s{index}: 2, s{next}: 1 }} }}\n"
        )
    };
    let segments: String = (0..40).map(segment).collect();
    format!("name: Large\ndays: 365\nstep: 30m\nsegments:\n{segments}")
}

/// There is nothing to keep, so the signal ends the process at once, by its own code: that is how the first process of a
/// container ends, too.
#[cfg(unix)]
#[test]
fn a_signal_ends_what_has_nothing_to_keep() {
    let desk = Desk::new();
    fs::write(desk.at("large.yaml"), large()).expect("a file");
    for arguments in [["theory", "large.yaml"], ["run", "large.yaml"]] {
        let child = spawn(&desk, &arguments);
        sleep(Duration::from_secs(2));
        let begin = Instant::now();
        signal(&child, "TERM");
        let output = child.wait_with_output().expect("it ends");
        assert!(begin.elapsed() < SOON, "{arguments:?} took {:?}", begin.elapsed());
        assert_eq!(output.status.code(), Some(143), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn a_precision_that_is_reached_is_0_and_ends_early() {
    let desk = Desk::new();
    desk.kfactor(&["run", "small.yaml", "--until", "1%", "--no-charts", "-o", "out"]).assert().success();
    let summary = json(&desk.read("out/summary.json"));
    assert_eq!(summary["ended"], "precise");
    assert!(summary["replicates"].as_u64().is_some_and(|done| done < 20_000), "{}", summary["replicates"]);
    let users = &summary["metrics"]["new_users"];
    let number = |name: &str| users[name].as_f64().expect("a number");
    assert!(number("mcse") <= 0.01 * number("mean"));
}

#[test]
fn a_precision_that_is_not_reached_is_3_and_reported() {
    let desk = Desk::new();
    let arguments = [
        "run",
        "small.yaml",
        "--until",
        "0.01%",
        "--runs",
        "100",
        "--no-charts",
        "--format",
        "json",
        "-o",
        "out",
    ];
    let output = desk.kfactor(&arguments).assert().code(3).get_output().clone();
    let summary = json(&text(&output.stdout));
    assert_eq!((&summary["ended"], &summary["replicates"]), (&json("\"imprecise\""), &json("100")));
    assert_eq!(json(&desk.read("out/summary.json")), summary);
}

//! What goes wrong: the code says what kind of thing it is, the words say what, and the disk is left as it was.

use crate::{Desk, kfactor, text};
use std::fs;
use std::process::Stdio;

/// Runs a command that fails; what it says on standard error.
fn fails(desk: &Desk, arguments: &[&str], code: i32) -> String {
    let output = desk.kfactor(arguments).assert().code(code).get_output().clone();
    assert_eq!(text(&output.stdout), "", "{arguments:?}");
    let words = text(&output.stderr);
    assert!(!words.is_empty() && !words.contains("panicked"), "{arguments:?}: {words}");
    words
}

/// Nothing but the scenario lies on the desk.
fn is_clean(desk: &Desk) {
    assert_eq!(desk.files("").into_keys().collect::<Vec<_>>(), ["small.yaml"]);
    assert_eq!(fs::read_dir(desk.at("")).expect("a folder").count(), 1, "no folder is left behind");
}

#[test]
fn a_wrong_command_line_is_2() {
    let desk = Desk::new();
    for arguments in [
        &["nonsense"][..],
        &["run"],
        &["run", "small.yaml", "--runs", "0"],
        &["run", "small.yaml", "--runs", "many"],
        &["run", "small.yaml", "--until", "2"],
        &["run", "small.yaml", "--threads", "0"],
        &["run", "small.yaml", "--seed", "-1"],
        &["run", "small.yaml", "--format", "xml"],
        &["run", "small.yaml", "--excel"],
        &["run", "small.yaml", "--no-charts"],
        &["run", "small.yaml", "--lang", "fr"],
        &["completions", "dos"],
        &["man", "nonsense"],
        &["init", "task-unlok"],
    ] {
        fails(&desk, arguments, 2);
    }
    is_clean(&desk);
}

#[test]
fn a_misspelt_template_is_guessed() {
    let desk = Desk::new();
    assert!(fails(&desk, &["init", "task-unlok"], 2).contains("Did you mean `task-unlock`?"));
}

#[test]
fn three_mistakes_are_all_told_and_nothing_runs() {
    let desk = Desk::new();
    let wrong = crate::SMALL
        .replace("share:", "shrae:")
        .replace("contacts: 12", "contacts: many")
        .replace("join: 0.06", "join: 6");
    fs::write(desk.at("small.yaml"), wrong).expect("a file");
    let words = fails(&desk, &["run", "small.yaml", "-o", "out"], 2);
    for expected in
        ["small.yaml:5:1", "did you mean `share`?", "small.yaml:6:11", "small.yaml:7:7", "did you mean `6%`"]
    {
        assert!(words.contains(expected), "{expected} is missing:\n{words}");
    }
    assert_eq!(words.matches("error:").count(), 3, "{words}");
    is_clean(&desk);
    let chinese = fails(&desk, &["run", "small.yaml", "--lang", "zh"], 2);
    assert!(chinese.contains("small.yaml:7:7") && chinese.contains("概率"), "{chinese}");
}

#[test]
fn mistakes_of_set_are_shown_in_it() {
    let desk = Desk::new();
    let words = fails(&desk, &["run", "small.yaml", "--set", "shrae=0.2", "--set", "join=7"], 2);
    for expected in ["--set:1:1", "shrae=0.2", "did you mean `share`?", "--set:1:6", "join=7"] {
        assert!(words.contains(expected), "{expected} is missing:\n{words}");
    }
}

#[test]
fn what_cannot_be_read_is_4() {
    let desk = Desk::new();
    assert!(fails(&desk, &["run", "nowhere.yaml", "-o", "out"], 4).contains("nowhere.yaml"));
    fails(&desk, &["run", ".", "-o", "out"], 4);
    is_clean(&desk);
}

#[test]
fn what_cannot_be_written_is_4() {
    let desk = Desk::new();
    assert!(
        fails(&desk, &["run", "small.yaml", "--runs", "20", "-o", "small.yaml"], 4).contains("small.yaml")
    );
    fails(&desk, &["run", "small.yaml", "--runs", "20", "-o", "small.yaml/out"], 4);
    fails(&desk, &["init", "waitlist", "-o", "small.yaml/waitlist.yaml"], 4);
    assert_eq!(desk.read("small.yaml"), crate::SMALL);
    is_clean(&desk);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_nobody_may_write_to_is_4() {
    let desk = Desk::new();
    // Root may write anywhere but there.
    fails(&desk, &["run", "small.yaml", "--runs", "20", "-o", "/proc/kfactor"], 4);
    is_clean(&desk);
}

/// Earlier results survive whatever fails: before the run, or when files are moved to their place.
#[test]
fn a_failure_leaves_earlier_results() {
    let desk = Desk::new();
    desk.kfactor(&["run", "small.yaml", "--runs", "20", "--no-charts", "-o", "out"]).assert().success();
    let before = desk.files("");
    fails(&desk, &["run", "small.yaml", "--set", "share=3", "-o", "out"], 2);
    fails(&desk, &["run", "nowhere.yaml", "-o", "out"], 4);
    assert_eq!(desk.files(""), before);

    fs::remove_file(desk.at("out/summary.json")).expect("a file");
    fs::create_dir_all(desk.at("out/summary.json/in the way")).expect("a folder in its place");
    let before = desk.files("");
    fails(&desk, &["run", "small.yaml", "--runs", "30", "-o", "out"], 4);
    assert_eq!(desk.files(""), before);
    let hidden = |name: &std::ffi::OsString| name.to_string_lossy().starts_with('.');
    let names = fs::read_dir(desk.at("out")).expect("a folder").map(|entry| entry.expect("one").file_name());
    assert_eq!(names.filter(hidden).count(), 0, "nothing is left behind");
}

#[test]
fn a_failure_leaves_no_empty_folder() {
    let desk = Desk::new();
    fs::create_dir_all(desk.at("out/summary.json/in the way")).expect("a folder in its place");
    fails(&desk, &["run", "small.yaml", "--runs", "30", "-o", "out"], 4);
    assert!(!desk.at("out/charts").exists());
}

#[test]
fn init_does_not_overwrite() {
    let desk = Desk::new();
    assert!(fails(&desk, &["init", "waitlist", "-o", "small.yaml"], 2).contains("--force"));
    assert_eq!(desk.read("small.yaml"), crate::SMALL);
    desk.kfactor(&["init", "waitlist", "-o", "small.yaml", "--force"]).assert().success();
    assert_ne!(desk.read("small.yaml"), crate::SMALL);
}

/// A reader who goes away early (`| head -1`) is no failure: the code is that of the command.
#[test]
fn closed_pipes_are_no_failure() {
    let desk = Desk::new();
    for (arguments, expected) in [
        (&["run", "small.yaml", "--runs", "20"][..], 0),
        (&["run", "small.yaml", "--runs", "20", "--format", "json"], 0),
        (&["run", "small.yaml", "--runs", "20", "-o", "out"], 0),
        (&["theory", "small.yaml"], 0),
        (&["compare", "small.yaml", "--vary", "share=.2,.3", "--runs", "20"], 0),
        (&["sweep", "small.yaml", "--vary", "share=.2,.3", "--runs", "20"], 0),
        (&["check", "small.yaml", "--set", "expect=[theory.k < 1]"], 0),
        (&["check", "small.yaml", "--set", "expect=[theory.k > 1]"], 1),
        (&["init"], 0),
        (&["init", "waitlist", "-o", "-"], 0),
        (&["schema"], 0),
        (&["completions", "bash"], 0),
        (&["man"], 0),
        (&["man", "run"], 0),
        (&["--help"], 0),
        (&["run", "--help"], 0),
        (&["--version"], 0),
        (&["run", "nowhere.yaml"], 4),
        (&["run", "small.yaml", "--set", "shrae=1"], 2),
        (&["nonsense"], 2),
    ] {
        for close_errors in [false, true] {
            let (code, other) = with_closed_pipe(&desk, arguments, close_errors);
            assert_eq!(code, Some(expected), "{arguments:?}, errors closed: {close_errors}");
            let noise = if close_errors || expected == 0 { "error" } else { "panicked" };
            assert!(close_errors || !other.contains(noise), "{arguments:?}: {other}");
        }
    }
    assert!(desk.at("out/summary.json").exists(), "the files are written all the same");
}

/// The exit code, and what is said on the stream that is open.
fn with_closed_pipe(desk: &Desk, arguments: &[&str], close_errors: bool) -> (Option<i32>, String) {
    let (reader, closed) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kfactor"));
    command.args(arguments).current_dir(desk.at("")).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    if close_errors {
        command.stderr(closed);
    } else {
        command.stdout(closed);
    }
    let output = command.spawn().and_then(std::process::Child::wait_with_output).expect("it runs");
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[cfg(target_os = "linux")]
fn into_full_device(arguments: &[&str], errors: bool) -> Option<i32> {
    let full = fs::File::options().write(true).open("/dev/full").expect("a full device");
    let (out, err) = if errors { (Stdio::null(), full.into()) } else { (full.into(), Stdio::null()) };
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kfactor"));
    command.args(arguments).stdout(out).stderr(err).status().expect("it runs").code()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_4() {
    let path = crate::scenario("exam-prep-poster");
    assert_eq!(into_full_device(&["run", &path, "--runs", "20"], false), Some(4));
    assert_eq!(into_full_device(&["schema"], false), Some(4));
}

#[cfg(target_os = "linux")]
#[test]
fn errors_that_cannot_be_told_keep_their_code() {
    let path = crate::scenario("exam-prep-poster");
    assert_eq!(into_full_device(&["run", &path, "--set", "share=3"], true), Some(2));
    assert_eq!(into_full_device(&["run", "nowhere.yaml"], true), Some(4));
}

#[test]
fn help_is_no_mistake() {
    for arguments in [&["--help"][..], &["--version"], &["help", "run"], &["run", "-h"]] {
        kfactor(arguments).assert().success();
    }
    kfactor(&[]).assert().code(2);
}

#[cfg(target_os = "linux")]
#[test]
fn every_error_says_what_was_tried_with_which_file() {
    let desk = Desk::new();
    let words = |stdin: Stdio, stdout: Stdio, arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kfactor"));
        command.args(arguments).args(["--lang", "en"]).current_dir(desk.at(""));
        let child = command.stdin(stdin).stdout(stdout).stderr(Stdio::piped()).spawn().expect("it starts");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(4), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stderr)
    };
    let full = || fs::File::options().write(true).open("/dev/full").expect("a device").into();
    let folder = || fs::File::open(desk.at("")).expect("a folder").into();
    let said = words(Stdio::null(), full(), &["theory", "small.yaml"]);
    assert!(said.contains("cannot write to standard output: "), "{said}");
    let said = words(folder(), Stdio::null(), &["run", "-"]);
    assert!(said.contains("cannot read the scenario <stdin>: "), "{said}");
    fs::create_dir(desk.at("baseline.json")).expect("a folder");
    let said = words(Stdio::null(), Stdio::null(), &["check", "small.yaml", "--baseline", "baseline.json"]);
    assert!(said.contains("cannot read the baseline baseline.json: "), "{said}");
    let said = words(Stdio::null(), Stdio::null(), &["run", "small.yaml", "-o", "small.yaml/out"]);
    assert!(said.contains("cannot write ") && said.contains("small.yaml"), "{said}");
}

//! What is in a folder before something is written there: earlier results, files of others, what was left behind.

use crate::{Desk, json, text};
use std::fs;

const RUN: [&str; 6] = ["run", "small.yaml", "--no-charts", "--quiet", "-o", "out"];

/// With so many campaigns nothing would end before a test loses its patience.
const ENDLESS: [&str; 2] = ["--runs", "1_000_000_000"];

fn run(desk: &Desk, more: &[&str]) -> (Option<i32>, String) {
    let output = desk.kfactor(&[&RUN[..], more].concat()).output().expect("it runs");
    (output.status.code(), text(&output.stderr))
}

#[test]
fn files_of_others_are_refused_before_anything_is_simulated() {
    for (name, content) in [("runs.csv", "mine"), ("manifest.json", "{ \"name\": \"my app\" }")] {
        let desk = Desk::new();
        fs::create_dir(desk.at("out")).expect("a folder");
        fs::write(desk.at("out").join(name), content).expect("a file");
        let before = desk.files("");
        let (code, errors) = run(&desk, &ENDLESS);
        assert_eq!(code, Some(2), "{errors}");
        assert!(errors.contains(&format!("out/{name}")) && errors.contains("another folder"), "{errors}");
        let (_, errors) = run(&desk, &[&ENDLESS[..], &["--lang", "zh"]].concat());
        assert!(errors.contains("不会覆盖"), "{errors}");
        assert_eq!(desk.files(""), before);
    }
    let desk = Desk::new();
    fs::create_dir(desk.at("out")).expect("a folder");
    fs::write(desk.at("out/unfinished.journal"), "dear diary\n").expect("a file");
    let sweep = ["sweep", "small.yaml", "--vary", "share=0.1..0.5:9", "-o", "out"];
    for more in [&["--resume"][..], &[]] {
        let output = desk
            .kfactor(&[&sweep[..], &ENDLESS[..1], &["250_000"], more].concat())
            .output()
            .expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
        assert_eq!(desk.read("out/unfinished.journal"), "dear diary\n");
    }
}

#[test]
fn an_earlier_result_is_replaced_and_what_is_beside_it_stays() {
    let desk = Desk::new();
    assert_eq!(run(&desk, &["--runs", "20"]).0, Some(0));
    fs::write(desk.at("out/notes.txt"), "mine").expect("a file");
    fs::create_dir(desk.at("out/more")).expect("a folder");
    fs::write(desk.at("out/more/runs.csv"), "mine").expect("a file");
    assert_eq!(run(&desk, &["--runs", "30"]).0, Some(0));
    assert_eq!(json(&desk.read("out/manifest.json"))["replicates"], 30);
    assert_eq!((desk.read("out/notes.txt"), desk.read("out/more/runs.csv")), ("mine".into(), "mine".into()));
    // Another command takes the place of the first.
    desk.kfactor(&["theory", "small.yaml", "--quiet", "-o", "out"]).assert().success();
    let files: Vec<String> = desk.files("out").into_keys().collect();
    assert!(files.contains(&"theory.csv".to_owned()) && !files.contains(&"runs.csv".to_owned()), "{files:?}");
    assert_eq!(fs::read_dir(desk.at("")).expect("a folder").count(), 2, "nothing is left behind");
}

/// Where we stand is not exchanged under our feet.
#[test]
fn the_current_folder_may_be_the_one() {
    let desk = Desk::new();
    for runs in ["20", "30"] {
        desk.kfactor(&["run", "small.yaml", "--no-charts", "--runs", runs, "-o", "."]).assert().success();
        assert_eq!(json(&desk.read("manifest.json"))["replicates"].to_string(), runs);
        assert_eq!(desk.read("small.yaml"), crate::SMALL);
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use crate::interrupt::{signal, spawn, wait_for_rows};
    use std::os::unix::fs::symlink;
    use std::process::Command;
    use std::time::Duration;

    /// Whoever waits for a pipe waits for ever.
    const HANGS: Duration = Duration::from_secs(120);

    #[test]
    fn nothing_is_written_through_links_and_pipes() {
        let desk = Desk::new();
        assert_eq!(run(&desk, &["--runs", "20"]).0, Some(0));
        fs::write(desk.at("precious"), "keep").expect("a file");
        let pipe = desk.at("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        for name in ["runs.csv", "manifest.json"] {
            for there in ["precious", "pipe"] {
                let place = desk.at("out").join(name);
                let kept = fs::read(&place).expect("a file");
                fs::remove_file(&place).expect("a file");
                symlink(desk.at(there), &place).expect("a link");
                let (code, errors) = run(&desk, &ENDLESS);
                assert!(code == Some(4) && errors.contains(name), "{errors}");
                fs::remove_file(&place).expect("a link");
                fs::write(&place, kept).expect("a file");
            }
        }
        for name in ["report.json", "manifest.json"] {
            let (place, pipe) = (desk.at("out").join(name), desk.at("pipe"));
            let kept = fs::read(&place).expect("a file");
            fs::remove_file(&place).expect("a file");
            assert!(Command::new("mkfifo").arg(&place).status().expect("mkfifo").success());
            desk.kfactor(&["report", "out"]).timeout(HANGS).assert().code(4);
            fs::remove_file(&place).expect("a pipe");
            fs::write(&place, kept).expect("a file");
            let baseline = ["check", "small.yaml", "--baseline", "pipe", "--update-baseline"];
            assert!(pipe.exists());
            desk.kfactor(&baseline).timeout(HANGS).assert().code(4);
        }
        for report in ["--junit", "--json", "--markdown"] {
            let output = desk.kfactor(&["check", "small.yaml", report, "pipe"]).output().expect("it runs");
            assert_eq!(output.status.code(), Some(4), "{}", text(&output.stderr));
        }
        desk.kfactor(&["init", "waitlist", "--force", "-o", "pipe"]).assert().code(4);
        assert_eq!(desk.read("precious"), "keep");
    }

    /// Starts a run that does not end, and waits until it has begun.
    fn begun(desk: &Desk) -> std::process::Child {
        let child = spawn(desk, &[&RUN[..], &ENDLESS].concat());
        wait_for_rows(desk);
        child
    }

    #[test]
    fn an_interrupted_run_does_not_replace_a_complete_result() {
        let desk = Desk::new();
        assert_eq!(run(&desk, &["--runs", "20"]).0, Some(0));
        let before = desk.files("out");
        let child = begun(&desk);
        signal(&child, "INT");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(130), "{}", text(&output.stderr));
        assert!(text(&output.stderr).contains("holds a complete result"), "{}", text(&output.stderr));
        assert_eq!(desk.files("out"), before);
        assert_eq!(fs::read_dir(desk.at("")).expect("a folder").count(), 2, "nothing is left behind");
    }

    #[test]
    fn what_a_killed_process_left_is_cleared_at_the_next_start() {
        let desk = Desk::new();
        assert_eq!(run(&desk, &["--runs", "20"]).0, Some(0));
        let mut child = begun(&desk);
        child.kill().expect("it dies");
        child.wait().expect("it is dead");
        assert_eq!(fs::read_dir(desk.at("")).expect("a folder").count(), 3, "a hidden folder is left");
        assert_eq!(run(&desk, &["--runs", "30"]).0, Some(0));
        assert_eq!(fs::read_dir(desk.at("")).expect("a folder").count(), 2);
    }
}

//! A sweep that was killed or interrupted is continued to the same bytes, and not mistaken for another.

use crate::interrupt::{signal, spawn};
use crate::sweep::failed;
use crate::{Desk, text};
use std::collections::BTreeMap;
use std::fs;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

const JOURNAL: &str = "unfinished.journal";

/// A grid that takes some seconds: several rounds of points are finished one after the other.
const LONG: [&str; 9] =
    ["sweep", "small.yaml", "--vary", "share=0.1..0.5:40", "--runs", "4000", "--no-charts", "--lang", "en"];

/// So long a process may take to finish its first points.
const PATIENCE: Duration = Duration::from_secs(120);

fn start(desk: &Desk, folder: &str) -> Child {
    // One thread leaves time between the first points and the last.
    let child = spawn(desk, &[&LONG[..], &["--threads", "1", "-o", folder]].concat());
    let journal = desk.at(&format!("{folder}/{JOURNAL}"));
    let begin = Instant::now();
    while fs::read(&journal).map_or(0, |bytes| bytes.iter().filter(|byte| **byte == b'\n').count()) < 4 {
        assert!(begin.elapsed() < PATIENCE, "no point was finished");
        sleep(Duration::from_millis(5));
    }
    child
}

fn continued(desk: &Desk, folder: &str) -> (BTreeMap<String, Vec<u8>>, String) {
    let arguments = [&LONG[..], &["-o", folder, "--resume"]].concat();
    let output = desk.kfactor(&arguments).assert().success().get_output().clone();
    (desk.files(folder), text(&output.stderr))
}

#[test]
fn what_was_killed_is_continued_to_the_same_bytes() {
    let desk = Desk::new();
    desk.kfactor(&[&LONG[..], &["-o", "whole"]].concat()).assert().success();
    let whole = desk.files("whole");

    let mut child = start(&desk, "killed");
    child.kill().expect("it dies");
    child.wait().expect("it is dead");
    let journal = desk.at(&format!("killed/{JOURNAL}"));
    let kept = fs::read(&journal).expect("a journal");
    assert!(desk.files("killed").len() == 1 && kept.len() > 1_000, "only the journal is there");

    let (files, said) = continued(&desk, "killed");
    assert_eq!(files, whole);
    assert!(said.starts_with("resuming: ") && said.contains(" of 40 points"), "{said}");

    // A line that was torn by the kill.
    fs::create_dir(desk.at("torn")).expect("a folder");
    fs::write(desk.at(&format!("torn/{JOURNAL}")), &kept[..kept.len() - 700]).expect("a journal");
    assert_eq!(continued(&desk, "torn").0, whole);

    // A line that something else has damaged: what stands behind it is nobody's to throw away.
    fs::create_dir(desk.at("damaged")).expect("a folder");
    let mut damaged = kept.clone();
    damaged[kept.len() / 2] = b'?';
    fs::write(desk.at(&format!("damaged/{JOURNAL}")), &damaged).expect("a journal");
    let (mut files, said) = continued(&desk, "damaged");
    assert_eq!(files.remove("damaged-1.journal").as_ref(), Some(&damaged));
    assert_eq!(files, whole);
    assert!(said.contains("is damaged behind its first") && said.contains("damaged-1.journal"), "{said}");

    // Where nothing is to be continued, everything is done anew.
    let (files, said) = continued(&desk, "killed");
    assert_eq!(files, whole);
    assert!(said.starts_with("no unfinished sweep"), "{said}");
}

#[test]
fn a_signal_keeps_what_is_finished_and_another_sweep_does_not_take_it_up() {
    let desk = Desk::new();
    let child = start(&desk, "out");
    signal(&child, "TERM");
    let output = child.wait_with_output().expect("it ends");
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(143), "{error}");
    assert!(error.contains("are kept in out; continue with the same command and --resume"), "{error}");

    let anew = [&LONG[..], &["-o", "out"]].concat();
    let (code, error) = failed(&desk, &anew);
    assert!(code == 2 && error.contains("continue it with --resume"), "{error}");
    for (more, words) in [
        (&["--seed", "9"][..], "another --seed"),
        (&["--vary", "join=1%,2%"], "other keys or values"),
        (&["--set", "days=13"], "another scenario, or other --set"),
    ] {
        let (code, error) = failed(&desk, &[&anew[..], &["--resume"], more].concat());
        assert!(code == 2 && error.contains(words), "{error}");
    }
    let shorter: Vec<&str> = anew.iter().map(|word| if *word == "4000" { "400" } else { word }).collect();
    let (code, error) = failed(&desk, &[&shorter[..], &["--resume"]].concat());
    assert!(code == 2 && error.contains("other --runs"), "{error}");
    assert_eq!(desk.files("out").len(), 1, "the journal is still there");
}

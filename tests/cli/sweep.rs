//! `kfactor sweep`: its files and its errors.

use crate::{Desk, json, text};
use std::fs;

/// A small grid of two keys.
const GRID: [&str; 6] = ["sweep", "small.yaml", "--vary", "share=0.2..0.5:4", "--vary", "join=2%,6%"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    GRID.iter().copied().chain(more.iter().copied()).collect()
}

#[test]
fn files_are_listed_and_the_same_on_any_number_of_threads() {
    let desk = Desk::new();
    for threads in ["1", "2", "8"] {
        let arguments = with(&["--runs", "150", "--threads", threads, "-o", threads]);
        desk.kfactor(&arguments).assert().success();
    }
    let files = desk.files("1");
    assert_eq!(files, desk.files("2"));
    assert_eq!(files, desk.files("8"));
    let manifest = json(&desk.read("1/manifest.json"));
    let listed: Vec<&str> =
        manifest["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    let there: Vec<&str> = files.keys().map(String::as_str).filter(|path| *path != "manifest.json").collect();
    assert_eq!(listed, there);
    assert!(listed.contains(&"charts/added_users.svg") && listed.contains(&"sweep.csv"));
    assert_eq!((&manifest["command"], &manifest["points"]), (&json("\"sweep\""), &json("8")));
    assert_eq!(manifest["varied"][1], "join=2%,6%");
}

#[test]
fn a_point_has_the_numbers_of_a_run() {
    let desk = Desk::new();
    let sweep = desk.kfactor(&with(&["--runs", "90", "--seed", "4", "--format", "json"])).output().unwrap();
    let set = ["--set", "share=0.3", "--set", "join=6%"];
    let run = ["run", "small.yaml", "--runs", "90", "--seed", "4", "--format", "json"];
    let run = desk.kfactor(&[&run[..], &set].concat()).output().unwrap();
    let (sweep, run) = (json(&text(&sweep.stdout)), json(&text(&run.stdout)));
    let point = &sweep["points"][3];
    assert_eq!(point["values"], json("{ \"share\": \"0.3\", \"join\": \"6%\" }"));
    for metric in ["new_users", "cost", "cac", "reached_3"] {
        for number in ["n", "mean", "mcse", "p05", "p50", "p95"] {
            assert_eq!(point["metrics"][metric][number], run["metrics"][metric][number], "{metric}.{number}");
        }
    }
    assert_eq!(point["metrics"]["k_theory"]["mean"], run["theory"]["k"]);
}

#[test]
fn the_preset_is_the_n_curve() {
    let desk = Desk::new();
    let arguments =
        ["sweep", "small.yaml", "--preset", "邀几人", "--runs", "60", "-o", "out", "--lang", "zh"];
    let page = text(&desk.kfactor(&arguments).assert().success().get_output().stdout);
    assert!(page.contains("奖励.0.邀满 = 1、2、3、4、5、6、8、10"), "{page}");
    for chart in ["added_users", "completions", "cost_with_owed", "cac"] {
        assert!(desk.at(&format!("out/charts/{chart}.svg")).is_file(), "{chart}");
    }
}

/// Exit code and standard error.
pub fn failed(desk: &Desk, arguments: &[&str]) -> (i32, String) {
    let output = desk.kfactor(arguments).output().expect("it runs");
    (output.status.code().expect("a code"), text(&output.stderr))
}

#[test]
fn bad_points_are_told_before_anything_runs() {
    let desk = Desk::new();
    let arguments =
        ["sweep", "small.yaml", "--vary", "share=0.2,35,0.4", "--vary", "churn=2%,-1", "-o", "out"];
    let (code, error) = failed(&desk, &arguments);
    assert_eq!(code, 2);
    for words in ["(at 2 of 6 points, first at share=35, churn=2%)", "--vary:1:11", "2 problems found"] {
        assert!(error.contains(words), "{words}: {error}");
    }
    assert!(!desk.at("out").exists());
}

#[test]
fn the_command_line_is_checked() {
    let desk = Desk::new();
    fs::write(desk.at("plain.yaml"), "{ name: a, days: 3, seeds: 9, share: 0.1, contacts: 3, join: 0.1 }")
        .unwrap();
    for (arguments, words) in [
        (&["sweep", "small.yaml"][..], "--vary"),
        (&["sweep", "small.yaml", "--preset", "invites", "--resume"], "--out"),
        (&["sweep", "plain.yaml", "--preset", "invites"], "--preset invites needs a reward"),
        (
            &["sweep", "small.yaml", "--vary", "share=0..1:200", "--vary", "join=0..1:200"],
            "40_000 combinations",
        ),
        (&["sweep", "small.yaml", "--vary", "runs=1,2"], "`--runs`"),
        (&["sweep", "small.yaml", "--vary", "share=.1,.2", "--runs", "2_000_000"], "from 1 to 250,000"),
    ] {
        let (code, error) = failed(&desk, arguments);
        assert_eq!(code, 2, "{error}");
        assert!(error.contains(words), "{words}: {error}");
    }
}

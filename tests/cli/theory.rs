//! `kfactor theory`: the page, the files, the options.

use crate::{Desk, json, kfactor, printed, scenarios, text};
use unicode_width::UnicodeWidthStr;

fn check(lang: &str, words: &[&str]) {
    for path in scenarios() {
        let path = path.display().to_string();
        let page = printed(&["theory", &path, "--lang", lang]);
        for line in page.lines() {
            assert!(line.width() <= 80, "{path}: {} columns:\n{line}", line.width());
        }
        for word in words {
            assert!(page.contains(word), "{path}: no {word}:\n{page}");
        }
        assert!(!page.contains("NaN") && !page.contains("inf "), "{path}:\n{page}");
    }
}

/// The number of threads is bounded whichever way it is given, and whatever is asked.
#[test]
fn no_command_starts_as_many_threads_as_the_variable_says() {
    let desk = Desk::new();
    let bounded = |arguments: &[&str]| {
        let mut command = desk.kfactor(arguments);
        command.env("RAYON_NUM_THREADS", "100000").timeout(std::time::Duration::from_secs(120));
        command.assert().success();
    };
    bounded(&["theory", "small.yaml", "--quiet", "-o", "out"]);
    bounded(&["report", "out"]);
}

#[test]
fn fits_80_columns_in_both_languages() {
    check("en", &["K = ", "How far and how fast", "Expected course", "What moves K"]);
    check("zh", &["K = ", "规模与速度", "预期进程", "可调项"]);
}

#[test]
fn the_page_of_a_small_scenario() {
    let desk = Desk::new();
    let page = |lang: &str| {
        let output = desk.kfactor(&["theory", "small.yaml", "--lang", lang]).assert().success();
        text(&output.get_output().stdout)
    };
    insta::assert_snapshot!("theory_en", page("en"));
    insta::assert_snapshot!("theory_zh", page("zh"));
}

#[test]
fn files_appear_with_their_manifest() {
    let desk = Desk::new();
    let arguments = ["theory", "small.yaml", "--format", "json", "-o", "out", "--excel"];
    let output = desk.kfactor(&arguments).assert().success().get_output().clone();
    assert_eq!(text(&output.stdout), desk.read("out/theory.json"));
    let files = desk.files("out");
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "course.csv",
            "levers.csv",
            "manifest.json",
            "matrix.csv",
            "report.html",
            "report.json",
            "tables.xlsx",
            "theory.csv",
            "theory.json"
        ]
    );
    for name in names.iter().filter(|name| name.ends_with(".csv")) {
        assert!(files[*name].starts_with(b"\xef\xbb\xbf"), "{name}");
    }
    let manifest = json(&desk.read("out/manifest.json"));
    assert_eq!(manifest["files"].as_array().map(Vec::len), Some(names.len() - 1));
}

/// K = .35 · 12 · .06 but for one answer in a million, which comes after the end; each of the factors moves it one to one.
#[test]
fn numbers_are_told_in_full() {
    let desk = Desk::new();
    desk.kfactor(&["theory", "small.yaml", "-o", "out", "--quiet"]).assert().success().stdout("");
    let theory = json(&desk.read("out/theory.json"));
    let k = theory["theory"]["k"].as_f64().expect("a number");
    assert!((k / 0.252 - 1.0).abs() < 2e-6, "{k}");
    assert_eq!(theory["theory"]["exact"], true);
    let join = theory["levers"].as_array().expect("levers").iter().find(|lever| lever["key"] == "join");
    let critical = join.expect("a lever")["critical"].as_f64().expect("a number");
    assert!((critical * 0.252 / 0.06 - 1.0).abs() < 2e-6, "{critical}");
    let table = desk.read("out/theory.csv");
    assert!(table.starts_with("quantity,value\r\nk,0.25199"), "{table}");
    assert!(desk.read("out/matrix.csv").contains("\r\nall,all,all,1,0.25199"));
}

#[test]
fn set_changes_the_theory() {
    let desk = Desk::new();
    let set = ["theory", "small.yaml", "--set", "join=0.3", "--format", "json"];
    let theory = json(&text(&desk.kfactor(&set).assert().success().get_output().stdout));
    let k = theory["theory"]["k"].as_f64().expect("a number");
    assert!((k / 1.26 - 1.0).abs() < 2e-6, "{k}");
    let extinct = theory["theory"]["segments"][0]["extinction"].as_f64().expect("a number");
    // Shared by 35 %: q = .65 + .35·exp(-3.6(1-q)).
    assert!((extinct - (0.65 + 0.35 * (-3.6 * (1.0 - extinct)).exp())).abs() < 1e-5, "{extinct}");
}

#[test]
fn a_wrong_scenario_is_refused() {
    let desk = Desk::new();
    let wrong = desk.kfactor(&["theory", "small.yaml", "--set", "join=6", "-o", "out"]).assert().code(2);
    assert!(text(&wrong.get_output().stderr).contains("join=6"));
    assert!(!desk.at("out").exists());
    kfactor(&["theory", "nowhere.yaml"]).assert().code(4);
}

/// The summary of a run has the theory beside it.
#[test]
fn a_run_tells_the_same_theory() {
    let desk = Desk::new();
    let said = |command: &[&str]| json(&text(&desk.kfactor(command).assert().success().get_output().stdout));
    let run = said(&["run", "small.yaml", "--runs", "20", "--format", "json"]);
    let theory = said(&["theory", "small.yaml", "--format", "json"]);
    for name in ["k", "extinction", "new_users", "segments"] {
        assert_eq!(run["theory"][name], theory["theory"][name], "{name}");
    }
}

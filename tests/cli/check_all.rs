//! `check` does not fall silent: what is broken, gone, hopeless, interrupted or in the way is told, and the rest is
//! checked all the same.

use crate::check::{desk, expecting};
use crate::{Desk, SMALL, json, text};
use std::fs;
use std::process::Output;

const REPORTS: [&str; 6] = ["--junit", "j.xml", "--json", "j.json", "--markdown", "m.md"];

fn check(desk: &Desk, arguments: &[&str]) -> Output {
    let all: Vec<&str> = ["check"].iter().chain(arguments).copied().collect();
    desk.kfactor(&all).env_remove("GITHUB_ACTIONS").output().expect("it runs")
}

/// The exit code and what is printed.
fn told(desk: &Desk, arguments: &[&str]) -> (Option<i32>, String) {
    let output = check(desk, arguments);
    (output.status.code(), text(&output.stdout))
}

#[test]
fn a_broken_file_is_a_failure_of_its_own_and_the_others_are_checked() {
    let desk = desk(&["new_users.p50 >= 120"]);
    fs::write(desk.at("slip.yaml"), SMALL.replace("share:", "shrae:")).expect("a file");
    fs::write(desk.at("typo.yaml"), expecting(&["new_user.p50 >= 120", "new_users.p50 >= 5%"]))
        .expect("a file");
    let output = check(&desk, &[&["."][..], &REPORTS].concat());
    assert_eq!(output.status.code(), Some(2));
    let (page, errors) = (text(&output.stdout), text(&output.stderr));
    for words in [
        "did you mean `share`?",
        "did you mean `new_users`?",
        "counts people or events",
        "this file is not checked",
    ] {
        assert!(errors.contains(words), "{words}: {errors}");
    }
    assert!(!errors.contains("nothing was run"), "{errors}");
    assert!(page.contains("pass  new_users.p50 >= 120"), "{page}");
    assert!(page.contains("1 statement in 1 scenario: 1 passed\n2 files could not be checked\n"), "{page}");
    assert!(page.contains("slip.yaml\n  could not be checked: 1 problem\n    5:1: "), "{page}");

    let report = json(&desk.read("j.json"));
    assert_eq!((&report["pass"], &report["failed"]), (&json("1"), &json("true")));
    assert_eq!(report["broken"][0]["problems"][0]["line"], 5);
    assert!(desk.read("m.md").starts_with("## ❌") && desk.read("m.md").contains("slip.yaml"));
    let junit = desk.read("j.xml");
    assert!(junit.contains("tests=\"3\" failures=\"2\""), "{junit}");
    assert!(junit.contains("slip.yaml:5:1: "), "{junit}");

    let (code, page) = told(&desk, &[".", "--format", "github"]);
    assert_eq!((code, page.matches("::error file=./slip.yaml,line=5,col=1").count()), (Some(2), 1), "{page}");
    let (code, page) = told(&desk, &["slip.yaml", "--lang", "zh"]);
    assert!(code == Some(2) && page.contains("无法检验：共 1 个问题"), "{page}");
}

#[test]
fn a_broken_file_weighs_more_than_a_statement_that_does_not_hold() {
    let desk = desk(&["new_users.p50 >= 1_200"]);
    fs::write(desk.at("slip.yaml"), SMALL.replace("share:", "shrae:")).expect("a file");
    let (code, page) = told(&desk, &["."]);
    assert!(code == Some(2) && page.contains("FAIL"), "{page}");
    let (code, page) = told(&desk, &["small.yaml", "nowhere.yaml", "slip.yaml"]);
    assert!(code == Some(4) && page.contains("FAIL") && page.contains("nowhere.yaml"), "{page}");
}

#[test]
fn a_scenario_that_is_in_the_baseline_alone_is_told() {
    let desk = desk(&["theory.k < 1"]);
    fs::write(desk.at("autumn.yaml"), expecting(&["theory.k < 1"])).expect("a file");
    let base = [".", "--baseline", "base.json", "--runs", "50"];
    let with = |more: &[&'static str]| [&base[..], more].concat();
    assert_eq!(told(&desk, &with(&["--update-baseline"])).0, Some(0));
    fs::remove_file(desk.at("autumn.yaml")).expect("a file");
    let (code, page) = told(&desk, &base);
    assert_eq!(code, Some(0), "{page}");
    assert!(page.contains("Baseline: 1 identical, 1 gone\n  autumn.yaml is in the baseline"), "{page}");
    let (code, report) = told(&desk, &with(&["--strict", "--format", "json"]));
    assert_eq!((code, &json(&report)["vanished"][0]), (Some(1), &json("\"autumn.yaml\"")));
    let (_, junit) = told(&desk, &with(&["--strict", "--format", "junit"]));
    assert!(junit.contains("<testcase name=\"autumn.yaml\"") && junit.contains("failures=\"1\""), "{junit}");
    assert_eq!(
        told(&desk, &with(&["--strict", "--update-baseline"])).0,
        Some(0),
        "what is accepted is no failure"
    );
    assert_eq!(told(&desk, &with(&["--strict"])).0, Some(0));
}

/// A check of one scenario says nothing of those that it was not asked for.
#[test]
fn what_was_not_checked_is_not_gone() {
    let desk = desk(&["theory.k < 1"]);
    fs::write(desk.at("autumn.yaml"), expecting(&["theory.k < 1"])).expect("a file");
    let base = ["--baseline", "base.json", "--runs", "50"];
    check(&desk, &[&[".", "--update-baseline"][..], &base].concat());
    let (code, page) = told(&desk, &[&["small.yaml", "--strict"][..], &base].concat());
    assert!(code == Some(0) && !page.contains("gone"), "{page}");
}

#[test]
fn what_no_campaign_can_have_fails_at_once() {
    let statements =
        ["banned_day.mean > 3", "exhausted_day.p50 >= 2", "cac_paying.mean < 9", "new_users.p50 >= 120"];
    let desk = desk(&statements);
    let (code, report) = told(&desk, &["small.yaml", "--format", "json", "--max-runs", "100_000_000"]);
    let statements = &json(&report)["scenarios"][0]["statements"];
    assert_eq!(code, Some(1), "{report}");
    for hopeless in 0..3 {
        let statement = &statements[hopeless];
        assert_eq!((&statement["verdict"], &statement["replicates"]), (&json("\"fail\""), &json("0")));
    }
    assert_eq!(statements[3]["verdict"], "pass");
    let (_, page) = told(&desk, &["small.yaml"]);
    for reason in ["nobody can be banned", "nothing can run out", "nobody can pay"] {
        assert!(page.contains(reason), "{reason}: {page}");
    }
    fs::write(desk.at("small.yaml"), expecting(&["reach_50.mean < 3"])).expect("a file");
    let (code, page) = told(&desk, &["small.yaml", "--set", "share=0"]);
    assert!(code == Some(1) && page.contains("nobody can join"), "{page}");
}

#[test]
fn only_failures_are_shown_where_that_is_asked_for() {
    let desk = desk(&["new_users.p50 >= 120", "new_users.p50 >= 1_200"]);
    fs::write(desk.at("well.yaml"), expecting(&["theory.k < 1"])).expect("a file");
    let (code, page) = told(&desk, &[".", "--only-failures"]);
    assert_eq!(code, Some(1));
    assert!(page.contains(">= 1_200") && !page.contains(">= 120\n"), "{page}");
    assert!(!page.contains("pass ") && !page.contains("well.yaml"), "{page}");
    assert!(page.contains("3 statements in 2 scenarios: 2 passed, 1 failed"), "{page}");
}

/// With so many campaigns nothing would end before a test loses its patience.
const ENDLESS: [&str; 4] = ["--runs", "1_000_000_000", "--max-runs", "1_000_000_000"];

#[test]
fn what_cannot_be_written_is_found_before_anything_is_simulated() {
    let desk = desk(&["new_users.mean >= 167.9"]);
    fs::create_dir(desk.at("folder")).expect("a folder");
    for (option, path, words) in [
        ("--junit", "none/j.xml", "there is no folder none"),
        ("--json", "none/deep/j.json", "there is no folder none/deep"),
        ("--markdown", "none/m.md", "there is no folder none"),
        ("--json", "folder", "folder"),
        ("--markdown", "small.yaml/m.md", "small.yaml/m.md"),
    ] {
        let output = check(&desk, &[&["small.yaml", option, path][..], &ENDLESS].concat());
        assert_eq!(output.status.code(), Some(4), "{option} {path}");
        assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
    }
    let update = ["small.yaml", "--baseline", "none/base.json", "--update-baseline"];
    let output = check(&desk, &[&update[..], &ENDLESS].concat());
    assert_eq!(output.status.code(), Some(4), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("there is no folder none"), "{}", text(&output.stderr));
    assert_eq!(fs::read_dir(desk.at("")).expect("a folder").count(), 2, "nothing is left behind");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use crate::interrupt::{signal, spawn};
    use std::os::unix::fs::symlink;
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    #[test]
    fn reports_are_written_when_a_signal_comes() {
        for (name, code) in [("INT", 130), ("TERM", 143)] {
            let desk = desk(&["new_users.mean >= 167.9"]);
            fs::write(desk.at("other.yaml"), expecting(&["new_users.mean >= 167.9"])).expect("a file");
            fs::write(desk.at("slip.yaml"), SMALL.replace("share:", "shrae:")).expect("a file");
            let child = spawn(&desk, &[&["check", ".", "--lang", "en"][..], &ENDLESS, &REPORTS].concat());
            // The places of the reports are taken before the simulation begins, and one lies there hidden.
            let begin = Instant::now();
            while fs::read_dir(desk.at("")).expect("a folder").count() < 6 {
                assert!(begin.elapsed() < Duration::from_secs(60), "it does not begin");
                sleep(Duration::from_millis(5));
            }
            sleep(Duration::from_millis(500));
            signal(&child, name);
            let output = child.wait_with_output().expect("it ends");
            assert_eq!(output.status.code(), Some(code), "{}", text(&output.stderr));
            assert!(text(&output.stderr).contains("interrupted:"), "{}", text(&output.stderr));
            let report = json(&desk.read("j.json"));
            assert_eq!((&report["interrupted"], &report["inconclusive"]), (&json("true"), &json("2")));
            assert!(desk.read("j.xml").contains("not simulated: interrupted"), "{}", desk.read("j.xml"));
            assert!(desk.read("m.md").contains("interrupted:"), "{}", desk.read("m.md"));
        }
    }

    #[test]
    fn links_in_a_circle_end_and_links_out_of_the_folder_are_told() {
        let desk = desk(&["theory.k < 1"]);
        fs::create_dir_all(desk.at("in/deep")).expect("folders");
        fs::copy(desk.at("small.yaml"), desk.at("in/deep/a.yaml")).expect("a file");
        symlink(desk.at("in"), desk.at("in/deep/circle")).expect("a link");
        symlink(desk.at("small.yaml"), desk.at("in/out.yaml")).expect("a link");
        for path in ["in", "in/**/*.yaml"] {
            let output = check(&desk, &[path]);
            let page = text(&output.stdout);
            assert_eq!(output.status.code(), Some(0), "{page}");
            assert!(page.contains("in/deep/a.yaml") && !page.contains("circle"), "{page}");
        }
        let output = check(&desk, &["in"]);
        assert!(!text(&output.stdout).contains("out.yaml"), "{}", text(&output.stdout));
        assert!(text(&output.stderr).contains("in/out.yaml leads out"), "{}", text(&output.stderr));
        assert_eq!(told(&desk, &["in/out.yaml"]).0, Some(0), "who names it has it checked");
    }
}

/// What stands where the baseline is to be written is replaced if it was one, or nothing yet.
#[test]
fn a_file_of_somebody_else_is_no_baseline_to_write_anew() {
    let desk = desk(&["new_users.p50 > 5"]);
    let update = ["small.yaml", "--runs", "100", "--baseline", "b", "--update-baseline"];
    for (there, code) in [("my thesis", 2), ("{ \"kfactor\": torn", 0), ("", 0)] {
        fs::write(desk.at("b"), there).expect("a file");
        let output = check(&desk, &update);
        assert_eq!(output.status.code(), Some(code), "{there}: {}", text(&output.stderr));
        assert_eq!(desk.read("b") == there, code == 2, "{there}");
    }
}

/// A file of people is checked with the scenarios that name it, and a change of it is one of theirs.
#[test]
fn people_in_a_file_of_their_own_are_no_scenario() {
    let desk = desk(&["new_users.p50 > 5"]);
    let people = "seeds: 200\nshare: 30%\ncontacts: 8\njoin: 5%\n";
    let scenario =
        |name: &str| format!("name: {name}\ndays: 7\npeople: crowd.yaml\nexpect: [ new_users.p50 > 5 ]\n");
    fs::write(desk.at("crowd.yaml"), people).expect("a file");
    for name in ["a", "b"] {
        fs::write(desk.at(&format!("{name}.yaml")), scenario(name)).expect("a file");
    }
    let baseline = ["*.yaml", "--runs", "200", "--baseline", "before.json"];
    let written = check(&desk, &[&baseline[..], &["--update-baseline"]].concat());
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    assert!(text(&written.stderr).contains("crowd.yaml says who the people of a.yaml are"));
    fs::write(desk.at("crowd.yaml"), people.replace("30%", "40%")).expect("a file");
    let (code, page) = told(&desk, &baseline);
    assert!(code == Some(1) && page.contains("2 moved"), "{page}");
    assert!(!page.contains("the program has changed"), "{page}");
    fs::write(desk.at("crowd.yaml"), people.replace("share", "shares")).expect("a file");
    let (code, page) = told(&desk, &["*.yaml"]);
    assert!(code == Some(2) && page.contains("2 files could not be checked"), "{page}");
    assert_eq!(page.matches("crowd.yaml:2:1: ").count(), 2, "{page}");
    let (_, page) = told(&desk, &["a.yaml", "--format", "github"]);
    assert!(page.contains("file=crowd.yaml,line=2,col=1,"), "{page}");
}

//! `check`: verdicts, exit codes, baselines, reports.

use crate::{Desk, json, text};
use std::fs;

/// The small scenario with statements.
pub fn expecting(statements: &[&str]) -> String {
    let list: String = statements.iter().map(|statement| format!("  - {statement}\n")).collect();
    format!("{}expect:\n{list}", crate::SMALL)
}

/// A desk with the small scenario and these statements.
pub fn desk(statements: &[&str]) -> Desk {
    let desk = Desk::new();
    fs::write(desk.at("small.yaml"), expecting(statements)).expect("a file");
    desk
}

/// What a check prints, and its exit code, which is one of the three of a check that was made.
fn check(desk: &Desk, arguments: &[&str]) -> (String, i32) {
    let all: Vec<&str> = ["check"].iter().chain(arguments).copied().collect();
    let mut command = desk.kfactor(&all);
    let output = command.env_remove("GITHUB_ACTIONS").output().expect("it runs");
    let code = output.status.code().expect("a code");
    assert!(matches!(code, 0 | 1 | 3), "{arguments:?}: {code}: {}", text(&output.stderr));
    (text(&output.stdout), code)
}

#[test]
fn the_code_is_the_verdict() {
    let well = desk(&["new_users.p50 >= 120", "P(cost > 1000) <= 5%", "theory.k < 1"]);
    let (page, code) = check(&well, &["small.yaml"]);
    assert_eq!(code, 0);
    assert!(page.ends_with("3 statements in 1 scenario: 3 passed\n"), "{page}");

    let wrong = desk(&["new_users.p50 >= 120", "new_users.p50 >= 1_200", "cac.mean < 0.1"]);
    let (page, code) = check(&wrong, &["small.yaml"]);
    assert_eq!(code, 1);
    assert_eq!(page.matches("FAIL").count(), 2, "{page}");

    // The mean is 168 but for the friends of the last day.
    let open = desk(&["new_users.mean >= 167.9", "new_users.mean > 1"]);
    let limits = ["small.yaml", "--max-runs", "1500"];
    let (page, code) = check(&open, &limits);
    assert_eq!(code, 3);
    assert!(page.contains("inconclusive") && page.contains("1,500 campaigns"), "{page}");
    let strict = [&limits[..], &["--strict"]].concat();
    assert_eq!(check(&open, &strict).1, 1);
}

#[test]
fn what_is_clear_costs_few_campaigns_and_what_is_not_gets_more() {
    let desk = desk(&["new_users.p50 >= 120", "new_users.mean >= 167"]);
    let (page, code) =
        check(&desk, &["small.yaml", "--runs", "100", "--max-runs", "50000", "--format", "json"]);
    let statements = &json(&page)["scenarios"][0]["statements"];
    assert_eq!((code, &statements[0]["replicates"]), (0, &json("100")));
    let more = statements[1]["replicates"].as_u64().expect("a number");
    assert!(more > 100 && more.is_multiple_of(100), "{more}");
}

#[test]
fn the_same_check_says_the_same_on_any_threads() {
    let desk = desk(&["new_users.mean >= 167", "cac.p95 < 0.6", "P(referred_share < 0.2) < 10%"]);
    let on = |threads: &str| check(&desk, &["small.yaml", "--format", "json", "--threads", threads]);
    assert_eq!(on("1"), on("1"));
    assert_eq!(on("1"), on("5"));
}

#[test]
fn folders_and_patterns_are_checked_in_order() {
    let desk = desk(&["new_users.p50 >= 120"]);
    fs::create_dir_all(desk.at("more/deep")).expect("folders");
    for name in ["more/b.yml", "more/deep/a.yaml", "more/notes.txt"] {
        fs::write(desk.at(name), expecting(&["theory.k < 1"])).expect("a file");
    }
    let names = |arguments: &[&str]| {
        let (page, code) = check(&desk, arguments);
        assert_eq!(code, 0, "{page}");
        page.lines().filter(|line| line.contains(".y")).map(str::to_owned).collect::<Vec<_>>()
    };
    let slashes = |names: Vec<String>| names.iter().map(|name| name.replace('\\', "/")).collect::<Vec<_>>();
    assert_eq!(slashes(names(&["small.yaml", "more"])), ["small.yaml", "more/b.yml", "more/deep/a.yaml"]);
    assert_eq!(slashes(names(&["more/**/*.yaml", "*.yaml"])), ["more/deep/a.yaml", "small.yaml"]);
}

#[test]
fn a_wrong_command_line_is_2() {
    let desk = Desk::new();
    for (arguments, words) in [
        (&["check"][..], "PATH"),
        (&["check", "small.yaml"], "nothing to check"),
        (&["check", "nothing/*.yaml"], "no scenario"),
        (&["check", "small.yaml", "--runs", "100", "--max-runs", "50"], "--max-runs"),
        (&["check", "small.yaml", "--update-baseline"], "--baseline"),
        (&["check", "small.yaml", "--baseline", "none.json"], "--update-baseline"),
        (&["check", "small.yaml", "--baseline", "small.yaml"], "no baseline"),
    ] {
        if arguments.contains(&"--max-runs") {
            fs::write(desk.at("small.yaml"), expecting(&["theory.k < 1"])).expect("a file");
        }
        fs::create_dir_all(desk.at("nothing")).expect("a folder");
        let output = desk.kfactor(arguments).assert().code(2).get_output().clone();
        assert!(text(&output.stderr).contains(words), "{arguments:?}: {}", text(&output.stderr));
    }
    desk.kfactor(&["check", "nowhere.yaml"]).assert().code(4);
}

#[test]
fn a_baseline_is_identical_until_something_changes() {
    let desk = desk(&["new_users.p50 >= 120"]);
    let update = ["small.yaml", "--baseline", "base.json", "--update-baseline", "--runs", "300"];
    assert_eq!(check(&desk, &update).1, 0);
    let written = desk.read("base.json");
    let (page, code) = check(&desk, &["small.yaml", "--baseline", "base.json"]);
    assert!(code == 0 && page.contains("the numbers are identical to the baseline"), "{page}");

    // From another folder, with another comment: the same scenario, the same numbers.
    let same = format!("# {}\n{}", "a comment", desk.read("small.yaml"));
    fs::write(desk.at("small.yaml"), &same).expect("a file");
    fs::create_dir_all(desk.at("sub")).expect("a folder");
    let mut elsewhere = desk.kfactor(&["check", "../small.yaml", "--baseline", "../base.json"]);
    let output = elsewhere.current_dir(desk.at("sub")).assert().code(0).get_output().clone();
    assert!(text(&output.stdout).contains("identical"), "{}", text(&output.stdout));

    fs::write(desk.at("small.yaml"), same.replace("churn: 0.02", "churn: 0.03")).expect("a file");
    let (page, code) = check(&desk, &["small.yaml", "--baseline", "base.json"]);
    assert_eq!(code, 1, "{page}");
    for expected in ["moved from the baseline", "members_end.mean", "has been changed", "Baseline: 1 moved"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(!page.contains("seeds.mean") && !page.contains("cost.mean"), "{page}");
    assert_eq!(desk.read("base.json"), written, "only --update-baseline writes");

    assert_eq!(check(&desk, &update).1, 0, "what is accepted is no failure");
    assert_ne!(desk.read("base.json"), written);
    assert_eq!(check(&desk, &["small.yaml", "--baseline", "base.json"]).1, 0);
}

#[test]
fn a_baseline_of_other_streams_is_refused_and_one_of_other_luck_compared_as_a_sample() {
    let desk = desk(&["new_users.p50 >= 120"]);
    let base = ["small.yaml", "--baseline", "base.json"];
    let update = [&base[..], &["--update-baseline", "--seed", "7"]].concat();
    check(&desk, &update);
    let ours = desk.read("base.json");
    let streams = format!("\"streams\": {}", kfactor::baseline::STREAMS);
    assert!(ours.contains(&streams), "{ours}");
    fs::write(desk.at("base.json"), ours.replace(&streams, "\"streams\": 0")).expect("a file");
    let refused = desk.kfactor(&[&["check"][..], &base].concat()).assert().code(2);
    let said = text(&refused.get_output().stderr);
    assert!(said.contains("--update-baseline"), "{said}");
    check(&desk, &update);
    assert_eq!(desk.read("base.json"), ours, "written anew");
    let set = [&base[..], &["--set", "join=0.09"]].concat();
    let (page, code) = check(&desk, &set);
    assert!(code == 1 && page.contains("new_users.mean"), "{page}");
}

#[test]
fn a_baseline_keeps_what_was_not_checked_and_forgets_what_is_gone() {
    let desk = desk(&["theory.k < 1"]);
    for name in ["a.yaml", "b.yaml"] {
        fs::write(desk.at(name), expecting(&["theory.k < 1"])).expect("a file");
    }
    let update = |path: &str| {
        check(&desk, &[path, "--baseline", "base.json", "--update-baseline", "--runs", "50"]);
        let keys = json(&desk.read("base.json"))["scenarios"].as_object().expect("a map").clone();
        keys.into_iter().map(|(key, _)| key).collect::<Vec<_>>()
    };
    assert_eq!(update("."), ["a.yaml", "b.yaml", "small.yaml"]);
    fs::remove_file(desk.at("b.yaml")).expect("a file");
    assert_eq!(update("a.yaml"), ["a.yaml", "small.yaml"]);
    fs::write(desk.at("c.yaml"), expecting(&["theory.k < 1"])).expect("a file");
    let (page, code) = check(&desk, &["c.yaml", "--baseline", "base.json"]);
    assert!(code == 0 && page.contains("not in the baseline"), "{page}");
}

#[test]
fn reports_are_written_beside_what_is_printed() {
    let desk = desk(&["new_users.p50 >= 120", "new_users.p50 >= 1_200"]);
    let files = ["small.yaml", "--junit", "j.xml", "--json", "j.json", "--markdown", "m.md", "--quiet"];
    let (page, code) = check(&desk, &files);
    assert_eq!((page.as_str(), code), ("", 1));
    for (format, file) in [("junit", "j.xml"), ("json", "j.json"), ("markdown", "m.md")] {
        let (printed, _) = check(&desk, &["small.yaml", "--format", format]);
        assert_eq!(printed, desk.read(file), "{format}");
    }
    assert!(desk.read("j.xml").contains("failures=\"1\""));
}

#[test]
fn on_github_the_lines_are_annotated() {
    let desk = desk(&["new_users.p50 >= 120", "new_users.p50 >= 1_200"]);
    let mut command = desk.kfactor(&["check", "small.yaml"]);
    command.env("GITHUB_ACTIONS", "true").env("GITHUB_WORKSPACE", desk.at(".."));
    let page = text(&command.assert().code(1).get_output().stdout);
    let folder = desk.at("").file_name().expect("a name").to_string_lossy().into_owned();
    let expected =
        format!("::error file={folder}/small.yaml,line=14,col=5,title=new_users.p50 >= 1_200::estimate");
    assert!(page.contains(&expected), "{page}");
    assert_eq!(page.matches("::error").count(), 1);
    let (page, _) = check(&desk, &["small.yaml"]);
    assert!(!page.contains("::error"), "{page}");
}

#[test]
fn a_run_does_not_test_but_tells_of_it() {
    let desk = desk(&["new_users.p50 >= 1_200"]);
    let output = desk.kfactor(&["run", "small.yaml", "--runs", "20"]).assert().success().get_output().clone();
    assert!(text(&output.stdout).contains("kfactor check"), "{}", text(&output.stdout));
}

#[test]
fn the_scenario_may_come_from_standard_input() {
    let desk = Desk::new();
    let mut command = desk.kfactor(&["check", "-"]);
    let output = command.write_stdin(expecting(&["theory.k < 1"])).assert().success().get_output().clone();
    assert!(text(&output.stdout).starts_with("<stdin>\n"), "{}", text(&output.stdout));
}

/// The workflows of `docs/ci.md` are YAML, and their commands do what the page says.
#[test]
fn the_examples_for_ci_work() {
    const PAGE: &str = include_str!("../../docs/ci.md");
    let blocks: Vec<&str> =
        PAGE.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 2);
    for block in &blocks {
        let workflow: serde_yaml::Value = serde_yaml::from_str(block).expect("YAML");
        assert!(workflow.as_mapping().is_some_and(|map| !map.is_empty()));
    }
    let desk = Desk::new();
    fs::create_dir_all(desk.at("campaigns")).expect("a folder");
    fs::write(desk.at("campaigns/poster.yaml"), expecting(&["new_users.p50 >= 120"])).expect("a file");
    let commands = PAGE.lines().filter_map(|line| Some(&line[line.find("kfactor check campaigns/")?..]));
    let mut commands: Vec<&str> = commands.map(|line| line.split(" ||").next().unwrap_or(line)).collect();
    // What is written must be there before it is read.
    commands.sort_by_key(|command| !command.contains("--update-baseline"));
    assert!(commands.len() >= 4);
    for command in commands {
        let arguments: Vec<&str> = command.split_whitespace().skip(2).collect();
        let (page, code) = check(&desk, &arguments);
        assert_eq!(code, 0, "{command}: {page}");
    }
    assert!(
        desk.read("junit.xml").contains("name=\"baseline\"") && desk.read("summary.md").contains("identical")
    );
}

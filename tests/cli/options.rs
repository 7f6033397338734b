//! Options of `run`.

use crate::{Desk, json, kfactor, printed, scenario, text};

fn mean(summary: &serde_json::Value, metric: &str) -> f64 {
    summary["metrics"][metric]["mean"].as_f64().expect("a mean")
}

#[test]
fn json_is_the_summary_file() {
    let desk = Desk::new();
    let arguments = ["run", "small.yaml", "--runs", "50", "--format", "json", "--quiet", "-o", "out"];
    let output = desk.kfactor(&arguments).assert().success().get_output().clone();
    assert_eq!(text(&output.stdout), desk.read("out/summary.json"));
    assert_eq!(text(&output.stderr), "");
    assert_eq!(json(&text(&output.stdout))["replicates"], 50);
}

#[test]
fn quiet_says_nothing() {
    assert_eq!(printed(&["run", &scenario("exam-prep-poster"), "--runs", "20", "--quiet"]), "");
}

#[test]
fn what_takes_long_is_told_before() {
    let desk = Desk::new();
    let told = |rule: &str, quiet: bool| {
        let scenario = format!(
            "name: x\ndays: 2\nseeds: 1\nshare: 0.1\ncontacts: {{ mean: 100000, k: 1 }}\njoin: 0.05\n\
             incentive: [{{ to: inviter, when: {rule}, value: 5, cost: 5 }}]\n"
        );
        let arguments = ["run", "-", "--runs", "1", "--quiet"];
        let mut command = desk.kfactor(&arguments[..if quiet { 5 } else { 4 }]);
        text(&command.write_stdin(scenario).assert().success().get_output().stderr)
    };
    assert!(told("{ every: 5 }", false).contains("this takes long"));
    assert_eq!(told("{ every: 5 }", true), "");
    assert_eq!(told("{ every: 5 }, cap: 2", false), "");
    assert_eq!(told("{ invites: 5 }", false), "");
    // A cap that is as good as none.
    assert!(told("{ every: 1000 }, cap: 20", false).contains("apart in every step"));
}

/// Whatever the reason is: a campaign is tried before the others.
#[test]
fn how_long_it_takes_is_told_before() {
    let desk = Desk::new();
    let told = |arguments: &[&str]| {
        let scenario = "{ name: x, days: 30, step: 1m, seeds: 400, join: 0.05, contacts: { mean: 1e4, k: 0.1 }, \
                        market: 1e9, share: { content: 0.3, after: 8h, again: 0.9 } }";
        let mut command = desk.kfactor(arguments);
        text(&command.write_stdin(scenario).assert().success().get_output().stderr)
    };
    let remark = told(&["run", "-", "--runs", "1"]);
    assert!(
        remark.starts_with("note: this takes long: one campaign takes") && remark.contains(" here. "),
        "{remark}"
    );
    let remark = told(&["compare", "-", "--vary", "join=5%,6%", "--runs", "1", "--lang", "zh"]);
    assert!(remark.contains("计算较慢：模拟一次") && remark.contains("，全部 2 次"), "{remark}");
    assert_eq!(told(&["run", "-", "--runs", "1", "--quiet"]), "");
}

#[test]
fn a_pipe_gets_no_colour_and_no_progress() {
    let desk = Desk::new();
    for (variable, value) in [("NO_COLOR", "1"), ("TERM", "xterm-256color")] {
        let mut command = desk.kfactor(&["run", "small.yaml", "--runs", "5000"]);
        let output = command.env(variable, value).assert().success().get_output().clone();
        assert_eq!(text(&output.stderr), "", "no progress where there is no terminal");
        assert!(!output.stdout.contains(&0x1b), "no colour with {variable}");
    }
    let mut forced = desk.kfactor(&["run", "small.yaml", "--runs", "20"]);
    let output = forced.env("CLICOLOR_FORCE", "1").assert().success().get_output().clone();
    assert!(output.stdout.contains(&0x1b), "colour on demand");
}

#[test]
fn the_environment_chooses_the_language() {
    let desk = Desk::new();
    let run = ["run", "small.yaml", "--runs", "20"];
    let said = |variable: &str, value: &str| {
        text(&desk.kfactor(&run).env(variable, value).assert().success().get_output().stdout)
    };
    let chinese = said("LANG", "zh_CN.UTF-8");
    assert!(chinese.contains("增量用户"), "{chinese}");
    assert_eq!(said("KFACTOR_LANG", "zh"), chinese);
    assert!(said("LANG", "de_DE.UTF-8").contains("Added users"));
    let asked: Vec<&str> = run.into_iter().chain(["--lang", "zh"]).collect();
    assert_eq!(text(&desk.kfactor(&asked).assert().success().get_output().stdout), chinese);
}

#[test]
fn the_scenario_may_come_from_standard_input() {
    let desk = Desk::new();
    let named = desk.kfactor(&["run", "small.yaml", "--runs", "20"]).assert().success().get_output().clone();
    let mut piped = desk.kfactor(&["run", "-", "--runs", "20"]);
    let piped = piped.write_stdin(crate::SMALL).assert().success().get_output().clone();
    assert_eq!(text(&piped.stdout), text(&named.stdout));
    let mut wrong = desk.kfactor(&["run", "-"]);
    let wrong = wrong.write_stdin("name: x\nshrae: 1\n").assert().code(2).get_output().clone();
    assert!(text(&wrong.stderr).contains("<stdin>:2:1"), "{}", text(&wrong.stderr));
}

#[test]
fn set_changes_numbers() {
    let desk = Desk::new();
    let run = |set: &[&str]| {
        let arguments: Vec<&str> =
            ["run", "small.yaml", "--runs", "200", "--format", "json"].iter().chain(set).copied().collect();
        json(&text(&desk.kfactor(&arguments).assert().success().get_output().stdout))
    };
    let (plain, changed) = (run(&[]), run(&["--set", "seeds=1_000", "--set", "costs.fixed=500"]));
    assert_eq!(mean(&changed, "seeds"), 1000.0);
    assert_eq!(mean(&changed, "other_cost"), 500.0);
    let growth = mean(&changed, "new_users") / mean(&plain, "new_users");
    assert!((1.9..2.1).contains(&growth), "{growth}");
    assert_eq!(run(&["--set", "incentive.0.cost=9"])["metrics"]["new_users"], plain["metrics"]["new_users"]);
}

/// Harry's expects something of the tier at 50 friends; without that tier it has nothing to say of it.
#[test]
fn a_changed_design_may_lose_what_was_expected_of_it() {
    let harrys = scenario("harrys-prelaunch");
    let run = |set: &str| kfactor(&["run", &harrys, "--runs", "4", "--quiet", "--set", set]).assert();
    run("incentive.3.when.invites=60").success();
    run("expect.0=new_usrs.p50 > 5").code(2);
}

#[test]
fn runs_and_seed_of_the_file_are_defaults() {
    let desk = Desk::new();
    std::fs::write(desk.at("small.yaml"), format!("{}runs: 33\nseed: 5\n", crate::SMALL)).expect("a file");
    let run = |arguments: &[&str]| {
        let arguments =
            ["run", "small.yaml", "--format", "json"].into_iter().chain(arguments.iter().copied());
        let arguments: Vec<&str> = arguments.collect();
        json(&text(&desk.kfactor(&arguments).assert().success().get_output().stdout))
    };
    let (file, typed) = (run(&[]), run(&["--runs", "44", "--seed", "6"]));
    assert_eq!((&file["replicates"], &file["seed"]), (&json("33"), &json("5")));
    assert_eq!((&typed["replicates"], &typed["seed"]), (&json("44"), &json("6")));
}

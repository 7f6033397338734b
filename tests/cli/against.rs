//! `--against no-reward`: what the bait adds to the same campaign without it.

use crate::{Desk, json};
use std::fs;

const MOVED: &str = "
name: moved
days: 7
seeds: 300
share: { content: 0.1, reward: { max: 0.6, half: 5 } }
contacts: 12
join: 0.06
incentive: [{ to: invitee, when: join, value: 8, cost: 8 }, { to: inviter, when: join, value: 8, cost: 0 }]
";

#[test]
fn a_run_tells_what_the_bait_adds_and_what_that_costs() {
    let desk = Desk::new();
    fs::write(desk.at("moved.yaml"), MOVED).expect("a file");
    let run = |file: &str, more: &[&str]| {
        let arguments = [&["run", file, "--runs", "400", "--against", "no-reward"][..], more].concat();
        String::from_utf8(desk.kfactor(&arguments).assert().success().get_output().stdout.clone())
            .expect("text")
    };
    let report = json(&run("moved.yaml", &["--format", "json"]));
    let against = &report["against_no_reward"];
    let number = |key: &str| against[key]["mean"].as_f64().expect("a number");
    assert!(
        number("users") > 0.0 && number("users") < report["metrics"]["added_users"]["mean"].as_f64().unwrap()
    );
    assert!(number("per_head") > 8.0, "{against}");
    let page = run("moved.yaml", &[]);
    assert!(page.contains("Against no reward"), "{page}");
    // A plain chance to share is moved by no bait.
    let page = run("small.yaml", &[]).replace('\n', " ");
    assert!(page.contains("The bait adds 0 users"), "{page}");
}

#[test]
fn a_comparison_begins_with_the_campaign_without_reward() {
    let desk = Desk::new();
    let arguments =
        ["compare", "small.yaml", "--against", "no-reward", "--runs", "50", "--quiet", "--format", "json"];
    let printed = String::from_utf8(desk.kfactor(&arguments).assert().success().get_output().stdout.clone())
        .expect("text");
    let comparison = json(&printed);
    let names: Vec<&str> = comparison["designs"]
        .as_array()
        .expect("designs")
        .iter()
        .filter_map(|design| design["name"].as_str())
        .collect();
    assert_eq!(names, ["no reward", "考研资料海报"]);
}

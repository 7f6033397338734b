//! Real campaigns: what a scenario says it reproduces in its `# reproduces:` block is what nine of ten of its simulated
//! campaigns do. `statement` is the form of the block, `evidence` holds it against a simulation.
//!
//! ```text
//! cargo test --test reproduces -- --nocapture
//! ```
//!
//! prints every statement with what was found.

mod evidence;
mod statement;

use evidence::Evidence;
use statement::{Basis, Statement, statements};
use std::fs;
use std::path::Path;

/// Scenarios of campaigns that took place.
const REAL: [&str; 9] = [
    "bluesky-invites",
    "dropbox",
    "harrys-prelaunch",
    "monzo-referral",
    "paypal-bonus",
    "quiet-group",
    "wangyi-commission",
    "xinshixiang-course",
    "xinshixiang-refunds",
];

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(format!("{name}.yaml"));
    fs::read_to_string(path).expect("the scenario is there")
}

/// Names of the shipped scenarios that say what they reproduce.
fn with_statements() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = fs::read_dir(folder).expect("readable folder").map(|entry| entry.expect("readable").path());
    let scenarios = files.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    let mut names: Vec<String> =
        scenarios.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.retain(|name| text(name).contains("# reproduces:"));
    names.sort();
    names
}

/// Every statement that does not hold, in words.
fn failures(name: &str) -> Vec<String> {
    let text = text(name);
    let mut failures = Vec::new();
    let mut simulated: Vec<(Vec<String>, Evidence)> = Vec::new();
    for statement in statements(&text).unwrap_or_else(|fault| panic!("{name}: {fault}")) {
        let Statement { with, claim, basis, source, text: words } = statement;
        if !simulated.iter().any(|(known, _)| *known == with) {
            let evidence = Evidence::of(&text, &with).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            simulated.push((with.clone(), evidence));
        }
        let evidence = simulated.iter().find(|(known, _)| *known == with).map(|(_, evidence)| evidence);
        let verdict = evidence.expect("just simulated").verdict(&claim);
        let verdict = verdict.unwrap_or_else(|fault| panic!("{name}: `{words}`: {fault}"));
        let kind = if basis == Basis::Fit { "fit" } else { "follows" };
        let line = format!("{name}: {words} ({kind}; {source}): found {}", verdict.found);
        println!("{line}");
        if !verdict.holds {
            failures.push(line);
        }
    }
    failures
}

#[test]
fn real_campaigns_say_what_they_reproduce() {
    assert_eq!(with_statements(), REAL);
}

#[test]
fn real_campaigns_are_reproduced() {
    let failures: Vec<String> = REAL.iter().flat_map(|name| failures(name)).collect();
    assert!(failures.is_empty(), "not reproduced: {failures:#?}");
}

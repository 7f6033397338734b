//! Help to begin: templates, schema, completions, manual pages, help.

use crate::{Desk, json, kfactor, printed, scenarios, text};
use std::fs;

const TEMPLATES: [&str; 10] = [
    "task-unlock",
    "group-fission",
    "refer-a-friend",
    "commission",
    "trial-course",
    "waitlist",
    "newsletter",
    "team-buy",
    "red-packets",
    "purchase-points",
];

/// Every command that the help names, but for `help` itself.
fn commands() -> Vec<String> {
    let help = printed(&["--help"]);
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let named = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let commands: Vec<String> =
        named.filter(|name| !["", "help"].contains(name)).map(str::to_owned).collect();
    assert!(commands.len() > 8, "{help}");
    commands
}

#[test]
fn init_lists_its_templates() {
    let list = printed(&["init"]);
    for template in TEMPLATES {
        assert!(list.contains(template), "{template}");
    }
    assert!(printed(&["init", "--lang", "zh"]).contains("任务宝"));
}

#[test]
fn every_template_runs_as_it_is_written() {
    let desk = Desk::new();
    let validator = validator();
    for lang in ["en", "zh"] {
        for template in TEMPLATES {
            let name = format!("{template}.{lang}.yaml");
            desk.kfactor(&["init", template, "--lang", lang, "-o", &name]).assert().success();
            let bring =
                if lang == "zh" { "# 需要你自己提供的数字：" } else { "# What you must bring: " };
            assert!(desk.read(&name).contains(bring), "{name}");
            desk.kfactor(&["run", &name, "--runs", "20"]).assert().success().stderr("");
            check_schema(&validator, &desk.read(&name), &name);
        }
    }
}

#[test]
fn a_template_has_its_name_by_default() {
    let desk = Desk::new();
    let output = desk.kfactor(&["init", "waitlist"]).assert().success().get_output().clone();
    assert!(text(&output.stdout).contains("kfactor run waitlist.yaml"));
    assert_eq!(printed(&["init", "waitlist", "-o", "-"]), desk.read("waitlist.yaml"));
}

#[test]
fn a_template_may_be_called_by_its_chinese_name() {
    let desk = Desk::new();
    desk.kfactor(&["init", "任务宝"]).assert().success();
    assert_eq!(desk.read("任务宝.yaml"), printed(&["init", "task-unlock", "-o", "-", "--lang", "zh"]));
    let failed = kfactor(&["init", "任务", "--lang", "zh"]).assert().code(2).get_output().clone();
    assert!(text(&failed.stderr).contains("任务宝、群裂变"), "{}", text(&failed.stderr));
}

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&json(&printed(&["schema"]))).expect("a JSON Schema")
}

fn check_schema(validator: &jsonschema::Validator, yaml: &str, name: &str) {
    let value: serde_json::Value = serde_yaml::from_str(yaml).expect("YAML");
    let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{name}: {faults:#?}");
}

#[test]
fn the_schema_admits_every_scenario() {
    let validator = validator();
    for path in scenarios() {
        check_schema(
            &validator,
            &fs::read_to_string(&path).expect("a scenario"),
            &path.display().to_string(),
        );
    }
}

#[test]
fn shells_get_completions() {
    for (shell, sign) in
        [("bash", "complete -F"), ("zsh", "#compdef kfactor"), ("fish", "complete -c kfactor")]
    {
        let script = printed(&["completions", shell]);
        assert!(script.contains(sign), "{shell}");
        assert!(commands().iter().all(|command| script.contains(command)), "{shell}");
    }
}

#[test]
fn manual_pages_are_pages() {
    let all = printed(&["man"]);
    assert!(all.contains(".TH kfactor 1") && all.contains("kfactor\\-run"));
    for command in commands() {
        let page = printed(&["man", &command]);
        assert!(
            page.contains(&format!(".TH kfactor-{command} 1")) && page.contains(".SH SYNOPSIS"),
            "{command}"
        );
    }
}

#[test]
fn every_help_has_examples() {
    for command in commands() {
        let help = printed(&[&command, "--help"]);
        assert!(
            help.contains("Example") && help.contains(&format!("kfactor {command}")),
            "{command}:\n{help}"
        );
    }
    assert!(printed(&["--help"]).contains("Examples:"));
    kfactor(&["--version"]).assert().success().stdout(format!("kfactor {}\n", env!("CARGO_PKG_VERSION")));
}

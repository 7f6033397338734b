//! Names that would give orders to a terminal, a spreadsheet or a reader of XML, in scenarios, names of files and arguments:
//! through every command, in everything that is printed or written.

use crate::{Desk, text};
use std::fs;
use std::process::Output;

/// An escape sequence that clears the screen, the same in one byte, a title of the window, a turn of direction, a null, ends
/// of lines, marks of XML, of Markdown and of GitHub's commands; as YAML spells them.
const EVIL: &str = r"]]> <b>&amp; ``|`\e[2J\x9b2J\e]0;t\a\u202ex\u2066\0\u2028\r::error::\b\x7f";

fn scenario() -> String {
    format!(
        r#"
name: "=1+1 {EVIL}"
days: 6
contacts: 9
segments:
  "@one {EVIL}": {{ seeds: 60, share: {{ reward: {{ max: 0.5, half: 5 }} }}, funnel: {{ "+see {EVIL}": 0.5, "join": 30% to 40% }} }}
  "＝two {EVIL}": {{ seeds: 20, share: 0.2, join: 0.1 }}
incentive:
  - {{ name: "-2+3 {EVIL}", to: inviter, when: {{ invites: 2 }}, value: 9, cost: 3 }}
expect:
  - "new_users.mean > 1"
  - "P(cost > 3) < 1%"
"#
    )
}

/// Whether a character is an order, or is seen by nobody.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn assert_visible(text: &str, what: &str) {
    let hidden: Vec<char> = text.chars().filter(|c| is_hidden(*c)).collect();
    assert!(hidden.is_empty(), "{what}: {hidden:?} in {text}");
}

fn assert_harmless(path: &str, bytes: &[u8]) {
    if path.ends_with(".png") {
        return;
    }
    let content = text(bytes);
    if path.ends_with(".csv") {
        assert_visible(&content.replace("\r\n", "\n"), path);
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        for row in rows.records().map(Result::unwrap) {
            for cell in &row {
                let begins = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
                assert!(!begins || cell.trim_end_matches('%').parse::<f64>().is_ok(), "{path}: {cell}");
            }
        }
        return;
    }
    assert_visible(&content, path);
    if path.ends_with(".svg") || path.ends_with(".xml") {
        roxmltree::Document::parse(&content).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    if path.ends_with(".json") {
        serde_json::from_str::<serde_json::Value>(&content).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
}

fn assert_quiet(output: &Output, arguments: &[&str]) {
    for stream in [&output.stdout, &output.stderr] {
        assert_visible(&text(stream), &arguments.join(" "));
    }
}

#[test]
fn nobody_obeys_a_name() {
    let desk = Desk::new();
    let [one, two] = ["a\u{1b}[2J\u{202e}\u{9b}.yaml", "b ]]>.yaml"];
    fs::write(desk.at(one), scenario()).expect("a file");
    fs::write(desk.at(two), scenario().replace("days: 6", "days: 7")).expect("a file");
    let few = ["--runs", "200"];
    let set = "incentive.0.name=\"x\u{202e}\"";
    let commands: &[&[&str]] = &[
        &["run", one, "--runs", "200", "--set", set, "--against", "no-reward", "-o", "run"],
        &["theory", one, "-o", "theory"],
        &["compare", one, two, "--runs", "200", "-o", "compare"],
        &["sweep", one, "--vary", "contacts=5,9", "--runs", "200", "-o", "sweep"],
        &["check", one, two, "--junit", "c.xml", "--json", "c.json", "--markdown", "c.md"],
        &["check", one, "--baseline", "base.json", "--update-baseline"],
    ];
    for arguments in commands {
        let output = desk.kfactor(arguments).output().expect("it runs");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {}", text(&output.stderr));
        assert_quiet(&output, arguments);
    }
    for format in ["json", "junit", "markdown", "github", "text"] {
        let arguments = [&["check", one, "--format", format][..], &few].concat();
        let output = desk.kfactor(&arguments).output().expect("it runs");
        assert_quiet(&output, &arguments);
    }
    let mut seen = 0;
    for (path, bytes) in desk.files("").iter().filter(|(path, _)| !path.ends_with(".yaml")) {
        assert_harmless(path, bytes);
        seen += 1;
    }
    assert!(seen > 40, "{seen} files");
}

#[test]
fn nobody_obeys_a_mistake() {
    let desk = Desk::new();
    let evil = "\u{1b}[2J\u{9b}2J\u{1b}]0;t\u{7}\u{202e}";
    fs::write(desk.at("keys.yaml"), format!("name: x\n\"{EVIL}\": 3\n\"@ {EVIL}\": 3\nunits: \"{EVIL}\"\n"))
        .expect("a file");
    fs::write(desk.at("raw.yaml"), format!("name: \"a\u{202e}b\"\ndays: {evil}\n")).expect("a file");
    let named = format!("small.yaml{evil}");
    let set = format!("{evil}={evil}");
    let share = format!("share={evil}");
    let commands: &[&[&str]] = &[
        &["run", "keys.yaml"],
        &["run", "raw.yaml"],
        &["check", "raw.yaml", "keys.yaml", "--format", "github"],
        &["run", &named],
        &["run", "small.yaml", "--set", &set],
        &["run", "small.yaml", "--set", &share],
        &["run", "small.yaml", "--runs", evil],
        &["run", "small.yaml", evil],
        &["sweep", "small.yaml", "--vary", &share],
        &["compare", "small.yaml", &named],
        &["check", &named],
        &["check", "small.yaml", "--baseline", &named],
        &["init", evil],
        &["man", evil],
        &[evil],
    ];
    for arguments in commands {
        let output = desk.kfactor(arguments).output().expect("it runs");
        assert!(!output.status.success(), "{arguments:?}");
        assert_quiet(&output, arguments);
    }
}

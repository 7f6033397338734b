//! `kfactor compare`: designs side by side.

use crate::interrupt::{signal, spawn};
use crate::{Desk, json, kfactor, printed, scenario, text};
use serde_json::Value;
use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};
use unicode_width::UnicodeWidthStr;

const BAITS: [&str; 4] = ["baits/cash", "baits/coupon", "baits/course", "baits/tiers"];

/// `compare` with the baits that are shipped and these arguments.
fn baits(arguments: &[&str]) -> Vec<String> {
    let paths = BAITS.map(scenario).into_iter();
    let arguments = arguments.iter().map(|argument| (*argument).to_owned());
    ["compare".to_owned()].into_iter().chain(paths).chain(arguments).collect()
}

fn refs(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// A desk with the small scenario, and another like it but for some lines.
fn desk(name: &str, lines: &str) -> Desk {
    let desk = Desk::new();
    fs::write(desk.at(name), format!("{}{lines}", crate::SMALL)).expect("a file");
    desk
}

#[test]
fn the_page_in_english() {
    insta::assert_snapshot!(printed(&refs(&baits(&["--runs", "300"]))));
}

#[test]
fn the_page_in_chinese() {
    insta::assert_snapshot!(printed(&refs(&baits(&["--runs", "300", "--lang", "zh"]))));
}

/// Long names, many designs, few campaigns, every measure to judge by.
#[test]
fn the_page_fits_80_columns() {
    let desk = Desk::new();
    let many = "seeds=401..426:26";
    let set = format!("name={}", "考研资料海报 and a very long name of it ".repeat(3));
    let pages: [&[&str]; 6] = [
        &["compare", "small.yaml", "--vary", many, "--runs", "20"],
        &["compare", "small.yaml", "small.yaml", "--set", &set, "--runs", "40"],
        &["compare", "small.yaml", "--vary", "join=0,1%", "--runs", "1", "--by", "new_users"],
        &[
            "compare",
            "small.yaml",
            "--vary",
            "seeds=1_000_000,2_000_000",
            "--set",
            "costs.fixed=1e9",
            "--runs",
            "9",
        ],
        &["compare", "small.yaml", "--vary", "days=7,14", "--by", "cost", "--runs", "50"],
        &[
            "compare",
            "small.yaml",
            "--vary",
            "incentive.0.cost=6,6.05",
            "--by",
            "cac_retained",
            "--runs",
            "50",
        ],
    ];
    for arguments in pages {
        for lang in ["en", "zh"] {
            let arguments: Vec<&str> = arguments.iter().copied().chain(["--lang", lang]).collect();
            let page = text(&desk.kfactor(&arguments).assert().success().get_output().stdout);
            for line in page.lines() {
                assert!(line.width() <= 80, "{arguments:?}: {} columns:\n{line}", line.width());
            }
            assert!(!page.contains("NaN") && !page.contains("inf "), "{arguments:?}:\n{page}");
        }
    }
}

/// The designs run as they do alone, on the same replicates.
#[test]
fn a_design_is_that_of_run() {
    let desk = Desk::new();
    let compared =
        ["compare", "small.yaml", "--vary", "incentive.0.invites=3,5", "--runs", "150", "--format", "json"];
    let compared = json(&text(&desk.kfactor(&compared).assert().success().get_output().stdout));
    for (design, invites) in [(0, "3"), (1, "5")] {
        let set = format!("incentive.0.invites={invites}");
        let alone = ["run", "small.yaml", "--runs", "150", "--format", "json", "--set", &set];
        let alone = json(&text(&desk.kfactor(&alone).assert().success().get_output().stdout));
        for metric in ["new_users", "cost_with_owed", "cac", "members_end"] {
            let (one, other) =
                (&compared["measures"][metric]["designs"][design]["mean"], &alone["metrics"][metric]["mean"]);
            assert!((number(one) - number(other)).abs() <= 1e-9 * number(other), "{metric}: {one}, {other}");
        }
    }
    let users = &compared["measures"]["new_users"]["designs"];
    let difference = number(&users[1]["difference"]["mean"]);
    assert!((difference - number(&users[1]["mean"]) + number(&users[0]["mean"])).abs() < 1e-9);
    assert!(users[0]["difference"].is_null());
    assert_eq!(compared["designs"][1]["name"], "invites=5");
}

#[test]
fn files_are_those_of_the_documentation() {
    let desk = Desk::new();
    let arguments = baits(&["--runs", "60", "--format", "json", "--quiet", "-o", "out"]);
    let output = desk.kfactor(&refs(&arguments)).assert().success().get_output().clone();
    let files = desk.files("out");
    let mut names: Vec<&str> = files.keys().map(String::as_str).collect();
    names.retain(|name| !name.ends_with(".png"));
    assert_eq!(
        names,
        [
            "charts/differences.svg",
            "charts/front.svg",
            "compare.csv",
            "compare.json",
            "manifest.json",
            "report.html",
            "report.json"
        ]
    );
    assert_eq!(output.stdout, files["compare.json"]);
    let manifest = json(&desk.read("out/manifest.json"));
    assert_eq!(manifest["files"].as_array().map(Vec::len), Some(files.len() - 1));
    assert_eq!(manifest["designs"][3]["design"], "D");

    let mut reader = csv::Reader::from_reader(&files["compare.csv"][..]);
    let head = reader.headers().expect("a head").clone();
    let told = json(&text(&output.stdout));
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 4 * told["measures"].as_object().map_or(0, serde_json::Map::len));
    let cell = |row: &csv::StringRecord, name: &str| {
        row[head.iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name}"))]
            .to_owned()
    };
    let design = |row: &csv::StringRecord| {
        ["A", "B", "C", "D"].iter().position(|letter| *letter == cell(row, "design"))
    };
    for row in &rows {
        let difference =
            &told["measures"][cell(row, "metric")]["designs"][design(row).expect("a letter")]["difference"];
        for (column, name) in
            [("difference", "mean"), ("high", "high"), ("p_holm", "p_holm"), ("better", "better")]
        {
            let expected = difference[name].as_f64();
            assert_eq!(cell(row, column).parse().ok(), expected, "{}, {column}", cell(row, "metric"));
        }
    }
}

#[test]
fn without_charts_there_are_none_and_a_later_run_replaces_the_files() {
    let desk = Desk::new();
    let compare = ["compare", "small.yaml", "--vary", "share=0.3,0.4", "--runs", "30", "-o", "out"];
    desk.kfactor(&compare).assert().success();
    desk.kfactor(&[&compare[..], &["--no-charts", "--excel"]].concat()).assert().success();
    let files = desk.files("out");
    let tables =
        ["compare.csv", "compare.json", "manifest.json", "report.html", "report.json", "tables.xlsx"];
    assert_eq!(files.keys().collect::<Vec<_>>(), tables);
    assert!(files["compare.csv"].starts_with(b"\xef\xbb\xbf"));
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let desk = Desk::new();
    let [one, others @ ..] = ["1", "2", "8"].map(|threads| {
        let arguments = baits(&["--runs", "400", "--threads", threads, "--quiet", "-o", threads]);
        desk.kfactor(&refs(&arguments)).assert().success();
        desk.files(threads)
    });
    assert!(one.keys().any(|name| name.starts_with("charts/")));
    for other in others {
        assert!(one == other, "files differ");
    }
}

#[test]
fn threads_may_be_chosen_for_varied_designs() {
    let desk = Desk::new();
    let pages = ["1", "2"].map(|threads| {
        let arguments =
            ["compare", "small.yaml", "--vary", "share=0.3,0.4", "--runs", "70", "--threads", threads];
        text(&desk.kfactor(&arguments).assert().success().get_output().stdout)
    });
    assert_eq!(pages[0], pages[1]);
}

/// What is varied is called as people call it.
#[test]
fn varied_designs_are_called_by_what_differs() {
    let desk = Desk::new();
    let arguments = ["compare", "small.yaml", "--vary", "incentive.0.when.invites=1,3", "--runs", "60"];
    let told = |lang: &str| {
        let arguments = [&arguments[..], &["--lang", lang]].concat();
        text(&desk.kfactor(&arguments).assert().success().get_output().stdout)
    };
    assert!(told("zh").contains("邀 3 人") && !told("zh").contains("invites"), "{}", told("zh"));
    assert!(told("en").contains("invites=3") && !told("en").contains("incentive.0"), "{}", told("en"));
}

#[test]
fn names_that_are_the_same_are_told_apart_by_file() {
    let desk = desk("other.yaml", "budget: 900\n");
    let arguments = ["compare", "small.yaml", "other.yaml", "--runs", "30", "--format", "json"];
    let told = json(&text(&desk.kfactor(&arguments).assert().success().get_output().stdout));
    assert_eq!(told["designs"][0]["name"], "考研资料海报 [small]");
    assert_eq!(told["designs"][1]["name"], "考研资料海报 [other]");
}

/// Runs a command that must fail with code 2 and returns what it says.
fn refused(desk: &Desk, arguments: &[&str]) -> String {
    text(&desk.kfactor(arguments).assert().code(2).get_output().stderr)
}

#[test]
fn what_cannot_be_compared_is_refused_with_a_reason() {
    let desk = desk("dollars.yaml", "currency: USD\n");
    let said = refused(&desk, &["compare", "small.yaml"]);
    assert!(said.contains("nothing to be compared with") && said.contains("--vary"), "{said}");
    let said = refused(&desk, &["compare", "small.yaml", "dollars.yaml", "-o", "out"]);
    assert!(said.contains("CNY") && said.contains("USD"), "{said}");
    let said = refused(&desk, &["compare", "small.yaml", "dollars.yaml", "--lang", "zh"]);
    assert!(said.contains("币种不同"), "{said}");
    let said = refused(&desk, &["compare", "small.yaml", "small.yaml", "--vary", "share=1%,2%"]);
    assert!(said.contains("exactly one scenario"), "{said}");
    let said = refused(&desk, &["compare", "small.yaml", "--vary", "seeds=1..27:27"]);
    assert!(said.contains("27 designs") && said.contains("sweep"), "{said}");
    let said = refused(&desk, &["compare", "small.yaml", "--vary", "share=1%,2%", "--by", "profit"]);
    assert!(said.contains("profit"), "{said}");
    assert_eq!(fs::read_dir(desk.at("")).expect("a folder").count(), 2, "nothing is left behind");
}

#[test]
fn all_files_are_checked_at_once() {
    let desk = desk("wrong.yaml", "chrun: 0.1\n");
    fs::write(desk.at("worse.yaml"), format!("{}seed: x\n", crate::SMALL)).expect("a file");
    let said = refused(&desk, &["compare", "small.yaml", "wrong.yaml", "worse.yaml"]);
    assert!(said.contains("wrong.yaml:") && said.contains("worse.yaml:"), "{said}");
    let said = refused(&desk, &["compare", "small.yaml", "--vary", "share=0.3,35"]);
    assert!(said.contains("35"), "{said}");
    desk.kfactor(&["compare", "small.yaml", "missing.yaml"]).assert().code(4);
}

#[test]
fn designs_of_different_length_and_seeds_are_compared_with_a_warning() {
    let desk = Desk::new();
    let page = |vary: &str| {
        let arguments = ["compare", "small.yaml", "--vary", vary, "--runs", "40"];
        text(&desk.kfactor(&arguments).assert().success().get_output().stdout)
    };
    assert!(page("days=7,14").contains("different times (days: A 7, B 14)"));
    assert!(page("seeds=400,500").contains("different numbers of seed users (A 400, B"));
    assert!(page("benchmark.cac=3,4").contains("do not agree on what a user costs elsewhere"));
}

#[test]
fn help_has_examples() {
    let help = text(&kfactor(&["compare", "--help"]).assert().success().get_output().stdout);
    assert!(help.contains("Examples:") && help.contains("--vary"), "{help}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_every_design_has_finished() {
    let desk = Desk::new();
    let design = ["compare", "small.yaml", "--vary", "share=0.3,0.4", "--lang", "en"];
    let child =
        spawn(&desk, &[&design[..], &["--runs", "1_000_000_000", "--no-charts", "-o", "out"]].concat());
    let begin = Instant::now();
    while fs::read_dir(desk.at("")).expect("a folder").count() < 2 {
        assert!(begin.elapsed() < Duration::from_secs(60), "it does not begin");
        sleep(Duration::from_millis(20));
    }
    // Long enough for the first campaigns, however slow the machine.
    sleep(Duration::from_millis(1_500));
    signal(&child, "INT");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("Interrupted"), "{}", text(&output.stdout));
    let told = json(&desk.read("out/compare.json"));
    assert_eq!(told["ended"], "interrupted");
    assert!(told["replicates"].as_u64().is_some_and(|done| done > 0));
    assert_eq!(told["measures"]["new_users"]["designs"][1]["n"], told["replicates"]);
}

#[test]
fn designs_are_called_as_it_is_asked() {
    let values = ["--vary", "incentive.0.value+incentive.0.cost=5/4,10/8", "--runs", "60"];
    let asked = |names: &str| {
        let desk = Desk::new();
        let path = scenario("baits/cash");
        let arguments = [&["compare", &path][..], &values, &["--names", names]].concat();
        desk.kfactor(&arguments).output().expect("it runs")
    };
    let output = asked("small, large");
    let page = text(&output.stdout);
    assert!(page.contains("A  small") && page.contains("B  large"), "{page}");
    assert!(page.contains("In what they differ\n") && page.contains("incentive · 1 · cost"), "{page}");
    for (names, told) in
        [("small", "there are 2 designs and 1 in --names"), ("a,a", "given twice"), ("a,", "is empty")]
    {
        let output = asked(names);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(told), "{}", text(&output.stderr));
    }
}

//! The files of `run -o DIR`.

use crate::{Desk, json, scenario, text};
use serde_json::Value;
use sha2::{Digest, Sha256};

const TABLES: [&str; 8] = [
    "funnel.csv",
    "ledger.csv",
    "report.html",
    "report.json",
    "runs.csv",
    "segments.csv",
    "summary.json",
    "timeline.csv",
];

/// Columns of `runs.csv` around the funnel stages and the tiers of the scenario, in the order of `docs/outputs.md`.
const COLUMNS: [&[&str]; 3] = [
    &[
        "replicate",
        "addressed",
        "seeds",
        "organic",
        "bought",
        "referred",
        "passed_on",
        "fake",
        "new_users",
        "added_users",
        "referred_share",
        "amplification",
        "members_end",
        "added_members",
        "peak_members",
        "d1",
        "d7",
        "d30",
        "sharers",
        "shares",
        "exposures",
    ],
    &[
        "accepted",
        "on_the_way",
        "expired",
        "reminded",
        "turned_away",
        "turned_away_by_accounts",
        "turned_away_by_code",
        "groups",
        "reach_50",
        "reach_90",
        "generations",
        "largest_tree",
        "structural_virality",
        "by_top_tenth",
        "rewards_due",
        "rewards_paid",
        "broken_promises",
        "uncovered",
    ],
    &[
        "reward_cost",
        "recovered",
        "rewards_lost",
        "other_cost",
        "cost",
        "owed",
        "cost_with_owed",
        "owed_on_the_way",
        "overspend",
        "exhausted_day",
        "days_spent",
        "cac",
        "cac_retained",
        "cac_paying",
        "cac_blended",
        "added_buyers",
        "revenue",
        "orders",
        "refunds",
        "refunds_open",
        "refunds_owed",
        "margin",
        "added_profit",
        "profit_blended",
        "roi",
        "hunter_cost",
        "accounts_struck",
        "banned_day",
        "stop_reason",
    ],
];

const QUANTILES: [&str; 5] = ["p05", "p25", "p50", "p75", "p95"];

fn table(bytes: &[u8]) -> (Vec<String>, Vec<csv::StringRecord>) {
    let mut reader = csv::Reader::from_reader(bytes);
    let head = reader.headers().expect("a head").iter().map(str::to_owned).collect();
    (head, reader.records().map(|row| row.expect("rows of equal length")).collect())
}

fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn run(arguments: &[&str]) -> Desk {
    let desk = Desk::new();
    let arguments: Vec<&str> = ["run"].iter().chain(arguments).copied().chain(["-o", "out"]).collect();
    desk.kfactor(&arguments).assert().success();
    desk
}

#[test]
fn the_manifest_lists_every_file_with_its_hash() {
    let desk = run(&["small.yaml", "--runs", "200"]);
    let mut files = desk.files("out");
    let manifest = json(&desk.read("out/manifest.json"));
    files.remove("manifest.json");
    let listed = manifest["files"].as_array().expect("a list");
    assert_eq!(listed.len(), files.len());
    for entry in listed {
        let path = entry["path"].as_str().expect("a path");
        let bytes = files.remove(path).expect(path);
        assert_eq!(entry["bytes"], bytes.len(), "{path}");
        assert_eq!(entry["sha256"], hexadecimal(&bytes), "{path}");
    }
    assert_eq!(manifest["scenario"]["sha256"], hexadecimal(crate::SMALL.as_bytes()));
    assert_eq!(manifest["replicates"], 200);
    assert_eq!(manifest["seed"], 1);
    assert_eq!(manifest["kfactor"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn all_files_are_there_and_nothing_else() {
    let desk = run(&["small.yaml", "--runs", "200"]);
    let names: Vec<String> = desk.files("out").into_keys().collect();
    for table in TABLES {
        assert!(names.iter().any(|name| name == table), "{table}");
    }
    for chart in ["growth", "k", "funnel", "cost", "cac"] {
        assert!(names.contains(&format!("charts/{chart}.svg")), "{chart}");
        assert_eq!(names.contains(&format!("charts/{chart}.png")), cfg!(feature = "png"), "{chart}");
    }
    assert_eq!(names.contains(&"card.png".to_owned()), cfg!(feature = "png"));
    let known = |name: &&String| {
        *name != "card.png"
            && !TABLES.contains(&name.as_str())
            && !name.starts_with("charts/")
            && *name != "manifest.json"
    };
    assert_eq!(names.iter().filter(known).count(), 0, "{names:?}");
    let beside: Vec<String> = desk.files("").into_keys().filter(|name| !name.starts_with("out/")).collect();
    assert_eq!(beside, ["small.yaml"]);
}

#[test]
fn without_charts_there_are_none() {
    let desk = run(&["small.yaml", "--runs", "20", "--no-charts"]);
    assert!(desk.files("out").keys().all(|name| !name.starts_with("charts") && name != "card.png"));
}

#[test]
fn runs_have_the_columns_of_the_documentation() {
    let desk = run(&[&scenario("mother-and-baby"), "--runs", "70", "--no-charts"]);
    let (head, rows) = table(&desk.files("out")["runs.csv"]);
    let expected =
        [COLUMNS[0], &["stage_see", "stage_scan"], COLUMNS[1], &["reached_3"], COLUMNS[2]].concat();
    assert_eq!(head, expected);
    assert_eq!(rows.len(), 70);
    let replicates: Vec<String> = rows.iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(replicates, (0..70).map(|n| n.to_string()).collect::<Vec<_>>());
    let stops = ["horizon", "extinct", "budget", "capacity", "banned", "market"];
    assert!(rows.iter().all(|row| stops.contains(&&row[row.len() - 1])));
}

#[test]
fn the_documentation_names_every_column() {
    let documentation = include_str!("../../docs/outputs.md");
    for column in COLUMNS.concat() {
        assert!(documentation.contains(&format!("`{column}`")), "{column}");
    }
}

fn summarised(keys: &[&'static str]) -> Vec<&'static str> {
    [keys, &["mean", "mcse"], &QUANTILES].concat()
}

#[test]
fn tables_have_their_heads_and_rows() {
    let desk = run(&[&scenario("mother-and-baby"), "--runs", "70", "--no-charts"]);
    let files = desk.files("out");
    let (head, rows) = table(&files["timeline.csv"]);
    assert_eq!(head, summarised(&["step", "day", "metric"]));
    let series = ["new_users", "added_users", "members", "shares", "accepted", "cost", "k"];
    assert_eq!(rows.len() % series.len(), 0);
    for name in series {
        assert_eq!(rows.iter().filter(|row| &row[2] == name).count(), rows.len() / series.len(), "{name}");
    }
    assert_eq!(&rows[rows.len() - 1][1], "14");

    let (head, rows) = table(&files["segments.csv"]);
    assert_eq!(head, summarised(&["segment", "metric"]));
    assert_eq!(rows.len(), 2 * 10);

    let (head, rows) = table(&files["funnel.csv"]);
    assert_eq!(head, summarised(&["segment", "stage", "pass_rate"]));
    assert_eq!(
        rows.iter().map(|row| &row[1]).collect::<Vec<_>>(),
        ["exposures", "see", "scan", "join"].repeat(2)
    );

    let (head, rows) = table(&files["ledger.csv"]);
    assert_eq!(head, ["day", "rule", "due", "paid", "broken", "cost", "cost_mcse"]);
    // From an evening to the evening 14 days later: 15 dates.
    assert_eq!(rows.len() % 15, 0);
    assert_eq!(&rows[0][1], "gift box");
}

fn cells(rows: &[csv::StringRecord], column: usize) -> Vec<f64> {
    rows.iter().filter_map(|row| row[column].parse().ok()).collect()
}

/// What a reader computes from `runs.csv` is what the summary says.
#[test]
fn rows_and_summary_agree() {
    let desk = run(&[&scenario("wangyi-commission"), "--runs", "90", "--no-charts"]);
    let files = desk.files("out");
    let summary = json(&desk.read("out/summary.json"));
    let (head, rows) = table(&files["runs.csv"]);
    let metrics = summary["metrics"].as_object().expect("metrics");
    assert_eq!(metrics.keys().collect::<Vec<_>>(), head[1..head.len() - 1].iter().collect::<Vec<_>>());
    for (column, name) in head.iter().enumerate().take(head.len() - 1).skip(1) {
        let (values, said) = (cells(&rows, column), &metrics[name]);
        let finite = values.iter().filter(|value| value.is_finite()).count();
        assert_eq!(said["n"], finite, "{name}");
        // What a head costs is all the money over all the heads.
        let heads = match name.as_str() {
            "cac" => "added_users",
            "cac_retained" => "added_members",
            "cac_paying" => "added_buyers",
            "cac_blended" => "new_users",
            _ => "",
        };
        let sum = |name: &str| {
            let column = head.iter().position(|known| known == name).expect("a column");
            cells(&rows, column).iter().sum::<f64>()
        };
        let mean = match heads {
            "" => values.iter().sum::<f64>() / values.len() as f64,
            heads => sum("cost_with_owed") / sum(heads),
        };
        let close = |said: &Value, value: f64| {
            said.as_f64().map_or(value.is_nan(), |said| (said - value).abs() <= 1e-9 * value.abs())
        };
        assert!(close(&said["mean"], mean), "{name}: {mean} is not {}", said["mean"]);
        let smallest = values.iter().copied().reduce(f64::min);
        assert!(close(&said["min"], smallest.unwrap_or(f64::NAN)), "{name}: {smallest:?}, {}", said["min"]);
    }
    for (reason, said) in summary["stop_reasons"].as_object().expect("reasons") {
        let count = rows.iter().filter(|row| &row[row.len() - 1] == reason).count();
        assert_eq!(said["count"], count, "{reason}");
    }
}

/// The ledger is the same money by day and rule.
#[test]
fn the_ledger_adds_up_to_the_cost() {
    let desk = run(&[&scenario("mother-and-baby"), "--runs", "60", "--no-charts"]);
    let (_, rows) = table(&desk.files("out")["ledger.csv"]);
    let booked: f64 = cells(&rows, 5).iter().sum();
    let summary = json(&desk.read("out/summary.json"));
    let cost = summary["metrics"]["cost"]["mean"].as_f64().expect("a number");
    assert!((booked - cost).abs() < 1e-6 * cost, "{booked} is not {cost}");
}

#[test]
fn tables_for_excel_are_the_same_with_titles() {
    let mark = b"\xef\xbb\xbf";
    let (plain, excel) = (
        run(&["small.yaml", "--runs", "20"]).files("out"),
        run(&["small.yaml", "--runs", "20", "--excel", "--lang", "zh"]).files("out"),
    );
    for (name, bytes) in plain.iter().filter(|(name, _)| name.ends_with(".csv")) {
        assert!(!bytes.starts_with(mark) && excel[name].starts_with(mark), "{name}");
        let head = text(excel[name].split(|byte| *byte == b'\r').next().expect("a head"));
        assert!(!head.is_ascii(), "{head}");
        let lines = |bytes: &[u8]| text(bytes).lines().count();
        assert_eq!(lines(&excel[name]), lines(bytes), "{name}");
    }
    assert!(excel["tables.xlsx"].starts_with(b"PK") && !plain.contains_key("tables.xlsx"));
}

#[test]
fn a_second_run_replaces_the_first() {
    let desk = run(&["small.yaml", "--runs", "20"]);
    std::fs::write(desk.at("out/notes.txt"), "mine").expect("a note");
    desk.kfactor(&["run", "small.yaml", "--runs", "30", "--no-charts", "-o", "out"]).assert().success();
    let files = desk.files("out");
    assert_eq!(table(&files["runs.csv"]).1.len(), 30);
    assert_eq!(files["notes.txt"], b"mine");
    assert!(files.keys().all(|name| !name.starts_with("charts")), "charts of the first run are gone");
}

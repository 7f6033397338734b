//! Who invited whom: `run --trees`.

use crate::{Desk, json, text};
use std::collections::BTreeMap;

const TREES: [&str; 7] = ["run", "small.yaml", "--trees", "--runs", "40", "-o", "out"];

/// The rows of `invitations.csv`.
fn invitations(desk: &Desk) -> Vec<csv::StringRecord> {
    let bytes = &desk.files("out")["invitations.csv"];
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let head: Vec<&str> = reader.headers().expect("a head").iter().collect();
    assert_eq!(head, ["replicate", "person", "inviter", "generation", "segment", "joined"]);
    reader.records().map(|row| row.expect("rows of equal length")).collect()
}

/// Everybody is invited by somebody above him who came earlier, and what is told of each campaign is what `runs.csv` says of it.
#[test]
fn the_trees_are_those_of_the_runs() {
    let desk = Desk::new();
    desk.kfactor(&[&TREES[..], &["--trees-runs", "30"]].concat()).assert().success();
    let rows = invitations(&desk);
    let runs = desk.files("out")["runs.csv"].clone();
    for run in csv::Reader::from_reader(&runs[..]).deserialize::<BTreeMap<String, String>>().take(30) {
        let run = run.expect("a row");
        let mut met: BTreeMap<&str, (usize, f64, &str)> = BTreeMap::new();
        let mut size: BTreeMap<&str, u64> = BTreeMap::new();
        for row in rows.iter().filter(|row| row[0] == run["replicate"]) {
            let (generation, joined) = (row[3].parse().unwrap(), row[5].parse().unwrap());
            let root = match &row[2] {
                "" => {
                    assert_eq!(generation, 0);
                    &row[1]
                }
                inviter => {
                    let (above, since, root) = met[inviter];
                    assert!(generation == above + 1 && joined >= since, "{row:?}");
                    root
                }
            };
            assert_eq!(&row[4], "all");
            assert!(met.insert(&row[1], (generation, joined, root)).is_none(), "once: {row:?}");
            *size.entry(root).or_default() += 1;
        }
        let number = |column: &str| run[column].parse::<u64>().expect(column);
        assert_eq!(met.len() as u64, number("seeds") + number("new_users"));
        assert_eq!(
            met.values().map(|(generation, ..)| *generation as u64).max(),
            Some(number("generations"))
        );
        assert_eq!(size.values().copied().max(), Some(number("largest_tree")));
    }
    assert_eq!(rows.last().map(|row| row[0].to_owned()), Some("29".to_owned()));
}

#[test]
fn members_are_followed_one_by_one_for_it_which_is_told() {
    let desk = Desk::new();
    let page = text(&desk.kfactor(&TREES).assert().success().get_output().stdout);
    let page: String = page.split_whitespace().collect();
    assert!(page.contains("agentengine,becauseitisaskedwhoinvitedwhom)"), "{page}");
    assert_eq!(json(&desk.read("out/manifest.json"))["engine_because"], "inviters");
    assert_eq!(
        invitations(&desk).last().map(|row| row[0].to_owned()),
        Some("9".to_owned()),
        "ten by default"
    );
    assert!(desk.files("out").contains_key("charts/tree.svg"));
    for (lang, way_out) in [("en", "Use --engine agent"), ("zh", "请改用 --engine agent")] {
        let arguments = [&TREES[..], &["--engine", "cohort", "--lang", lang]].concat();
        let output = desk.kfactor(&arguments).assert().code(2).get_output().clone();
        assert!(text(&output.stderr).contains(way_out), "{}", text(&output.stderr));
    }
}

#[test]
fn too_many_people_are_told_another_way_out_than_counting_them() {
    let desk = Desk::new();
    for (lang, way_out) in [("en", "Leave --trees out"), ("zh", "请去掉 --trees")] {
        let arguments = [&TREES[..], &["--set", "market=5000000000", "--lang", lang]].concat();
        let output = desk.kfactor(&arguments).assert().code(2).get_output().clone();
        let told: String = text(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(way_out) && !told.contains("--engine cohort"), "{told}");
    }
}

#[test]
fn threads_change_no_byte_and_a_run_without_takes_the_file_away() {
    let desk = Desk::new();
    let written = |threads: &str| {
        desk.kfactor(&[&TREES[..], &["--threads", threads]].concat()).assert().success();
        desk.files("out")["invitations.csv"].clone()
    };
    assert_eq!(written("1"), written("3"));
    desk.kfactor(&["run", "small.yaml", "--runs", "40", "-o", "out"]).assert().success();
    assert!(["invitations.csv", "charts/tree.svg"].iter().all(|file| !desk.files("out").contains_key(*file)));
    desk.kfactor(&["run", "small.yaml", "--trees"]).assert().code(2);
    desk.kfactor(&["run", "small.yaml", "--trees-runs", "3", "-o", "out"]).assert().code(2);
}

/// On a network people are called as in its files.
#[test]
fn people_have_the_ids_of_the_network() {
    let desk = Desk::new();
    std::fs::write(desk.at("edges.csv"), "\"张三, 一班\",b\nb,=c\n").expect("a file");
    let text = "name: x\ndays: 9\nstep: 1d\ndelay: none\nshare: 1\njoin: 100%\nnetwork: { file: edges.csv }\n\
                seeds: { count: 1, by: degree }\n";
    std::fs::write(desk.at("known.yaml"), text).expect("a file");
    desk.kfactor(&["run", "known.yaml", "--trees", "--runs", "1", "-o", "out"]).assert().success();
    let mut rows: Vec<String> =
        invitations(&desk).iter().map(|row| row.iter().collect::<Vec<_>>().join("|")).collect();
    rows.sort();
    assert_eq!(rows, ["0|'=c|b|1|all|1", "0|b||0|all|0", "0|张三, 一班|b|1|all|1"]);
    let manifest: serde_json::Value = serde_json::from_str(&desk.read("out/manifest.json")).expect("JSON");
    let files = manifest["network"].as_array().expect("a list");
    assert_eq!((files.len(), &files[0]["path"]), (1, &serde_json::json!("edges.csv")));
    assert_eq!(files[0]["sha256"].as_str().map(str::len), Some(64));
}

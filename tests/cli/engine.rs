//! How members are followed, and what says so.

use crate::{Desk, json, text};

const RUN: [&str; 6] = ["run", "small.yaml", "--runs", "60", "--engine", "agent"];

#[test]
fn the_engine_and_why_it_is_that_one_are_told() {
    let desk = Desk::new();
    let page = |arguments: &[&str]| text(&desk.kfactor(arguments).assert().success().get_output().stdout);
    // Lines break anywhere.
    let says = |arguments: &[&str], words: &str| {
        let page: String = page(arguments).split_whitespace().collect();
        assert!(page.contains(words), "{words}: {page}");
    };
    says(&RUN, "agentengine,asasked)");
    says(&[&RUN[..], &["--lang", "zh"]].concat(), "逐人模拟，按指定）");
    says(&["run", "small.yaml", "--runs", "60"], "cohortengine)");
    let summary = |engine: &str| {
        let arguments =
            ["run", "small.yaml", "--runs", "60", "--engine", engine, "--format", "json", "--quiet"];
        json(&page(&arguments))
    };
    for (asked, engine, because) in
        [("auto", "cohort", "faster"), ("cohort", "cohort", "asked"), ("agent", "agent", "asked")]
    {
        let summary = summary(asked);
        assert_eq!((&summary["engine"], &summary["engine_because"]), (&engine.into(), &because.into()));
        let trees = &summary["metrics"]["structural_virality"]["mean"];
        assert_eq!(trees.is_number(), engine == "agent", "who invited whom is known to one of them");
    }
}

#[test]
fn the_manifest_and_designs_side_by_side_name_the_engine() {
    let desk = Desk::new();
    desk.kfactor(&[&RUN[..], &["-o", "out"]].concat()).assert().success();
    assert_eq!(json(&desk.read("out/manifest.json"))["engine"], "agent");
    let arguments =
        ["small.yaml", "--vary", "join=0.1,0.2", "--runs", "60", "--engine", "agent", "--format", "json"];
    for command in ["compare", "sweep"] {
        let output = desk
            .kfactor(&[&[command, "--quiet"], &arguments[..]].concat())
            .assert()
            .success()
            .get_output()
            .clone();
        assert_eq!(json(&text(&output.stdout))["engine"], "agent", "{command}");
    }
}

#[test]
fn too_many_people_are_refused_with_a_way_out() {
    let desk = Desk::new();
    for (lang, way_out) in [("en", "Use --engine cohort"), ("zh", "请改用 --engine cohort")] {
        let arguments = [&RUN[..], &["--set", "market=5000000000", "--lang", lang]].concat();
        let output = desk.kfactor(&arguments).assert().code(2).get_output().clone();
        assert!(text(&output.stderr).contains(way_out), "{}", text(&output.stderr));
    }
}

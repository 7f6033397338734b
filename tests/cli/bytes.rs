//! The same command writes the same bytes, on any number of threads.

use crate::{Desk, scenario};

fn same_on_any_threads(name: &str, runs: &str) {
    let desk = Desk::new();
    let path = scenario(name);
    let [one, others @ ..] = ["1", "2", "8"].map(|threads| {
        let summary = desk.kfactor(&["run", &path, "--runs", runs, "--threads", threads, "-o", threads]);
        let mut files = desk_files(summary, &desk, threads);
        assert!(files.iter().any(|(name, _)| name.starts_with("charts/")));
        files.sort();
        files
    });
    for other in others {
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(one.0, other.0);
            assert!(one.1 == other.1, "{name}: {} differs", one.0);
        }
        assert_eq!(one.len(), other.len());
    }
}

/// The files of a run, and what it printed but for the name of the folder.
fn desk_files(mut command: assert_cmd::Command, desk: &Desk, out: &str) -> Vec<(String, Vec<u8>)> {
    let output = command.assert().success().get_output().clone();
    let printed = crate::text(&output.stdout);
    let printed = printed.lines().filter(|line| !line.starts_with("Files:")).collect::<Vec<_>>().join("\n");
    let files = desk.files(out).into_iter();
    files.chain([("standard output".to_owned(), printed.into_bytes())]).collect()
}

#[test]
fn of_a_daily_campaign() {
    same_on_any_threads("exam-prep-poster", "3000");
}

#[test]
fn of_an_hourly_campaign() {
    same_on_any_threads("mother-and-baby", "150");
}

#[test]
fn of_a_campaign_with_uncertain_inputs() {
    same_on_any_threads("wine-course", "500");
}

#[test]
fn another_seed_writes_others() {
    let desk = Desk::new();
    for seed in ["1", "2"] {
        let arguments = ["run", "small.yaml", "--runs", "20", "--no-charts", "--seed", seed, "-o", seed];
        desk.kfactor(&arguments).assert().success();
    }
    assert_ne!(desk.files("1")["runs.csv"], desk.files("2")["runs.csv"]);
}

/// Replicate 7 is replicate 7, however many are run: rows of a short run are the first rows of a long one.
#[test]
fn more_runs_go_on_where_fewer_end() {
    let desk = Desk::new();
    for runs in ["100", "300"] {
        let arguments = ["run", "small.yaml", "--runs", runs, "--no-charts", "-o", runs];
        desk.kfactor(&arguments).assert().success();
    }
    assert!(desk.files("300")["runs.csv"].starts_with(&desk.files("100")["runs.csv"]));
}

//! Parts of a plan, computed apart in any cuts and merged in any order, give the bytes of one run: every file that a run
//! writes.

use kfactor::ensemble::{self, Ensemble, Part, Plan, Row, Silent, part};
use kfactor::output::RenderOptions;
use kfactor::output::answer::Answer;
use kfactor::output::answer::run::inputs::InputsWriter;
use kfactor::output::answer::run::runs::RunsWriter;
use kfactor::scenario::{Scenario, Valid};
use kfactor::study::run::report;
use kfactor::words::Lang;
use std::io;
use std::ops::Range;

const PLAN: Plan = Plan { seed: 11, replicates: 10_000, until: None };

fn scenario() -> Valid {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/baits/cash.yaml");
    let scenario = Scenario::from_file(path).expect("the scenario is valid");
    assert!(!scenario.inputs.is_empty(), "inputs are uncertain here");
    scenario
}

/// Files by name.
type Files = Vec<(String, Vec<u8>)>;

/// All files of a run but the manifest, which lists them with their digests.
fn files(scenario: &Valid, ensemble: &Ensemble, streamed: Files) -> Files {
    let report = report(scenario, ensemble, &Silent);
    let options = RenderOptions { lang: Lang::En, excel: false, charts: false };
    let rendered = report.files(&options).into_iter().map(|file| (file.path, file.bytes));
    streamed.into_iter().chain(rendered).collect()
}

/// `runs.csv` and `inputs.csv` of rows as they are shown.
fn streamed(
    scenario: &Valid,
    show: impl FnOnce(&mut dyn FnMut(&Row<'_>) -> io::Result<()>) -> Ensemble,
) -> (Ensemble, Files) {
    let metrics = kfactor::metrics::Layout::new(&scenario.shape()).metrics;
    let keys = scenario.inputs.iter().map(|input| input.key.as_str());
    let mut runs = RunsWriter::new(Vec::new(), &metrics, &scenario.currency, None).unwrap();
    let mut inputs = InputsWriter::new(Vec::new(), keys, None).unwrap();
    let ensemble = show(&mut |row| {
        runs.row(row.replicate, row.metrics, row.stop)?;
        inputs.row(row.replicate, row.inputs)
    });
    let files = [("runs.csv", runs.finish().unwrap()), ("inputs.csv", inputs.finish().unwrap())];
    (ensemble, files.map(|(name, bytes)| (name.to_owned(), bytes)).to_vec())
}

fn of_one_run(scenario: &Valid) -> Files {
    let run = |sink: &mut dyn FnMut(&Row<'_>) -> io::Result<()>| {
        ensemble::run(scenario, &PLAN, &Silent, sink).expect("memory takes everything")
    };
    let (ensemble, rows) = streamed(scenario, run);
    files(scenario, &ensemble, rows)
}

/// Written, read back and merged in this order.
fn of_parts(scenario: &Valid, cuts: impl IntoIterator<Item = Range<u64>>) -> Files {
    let mut merged = part(scenario, &PLAN, 0..0, &Silent);
    for cut in cuts {
        let bytes = part(scenario, &PLAN, cut, &Silent).to_bytes();
        merged.merge(Part::from_bytes(&bytes).expect("as it was written")).expect("of one plan");
    }
    let show = |sink: &mut dyn FnMut(&Row<'_>) -> io::Result<()>| {
        let ensemble = Ensemble::of(scenario, &PLAN, merged).expect("all of the plan");
        assert!(ensemble.rows(sink).expect("memory takes everything"));
        ensemble
    };
    let (ensemble, rows) = streamed(scenario, show);
    files(scenario, &ensemble, rows)
}

#[test]
fn parts_merged_are_one_run() {
    let scenario = scenario();
    let whole = of_one_run(&scenario);
    let cuts: [&[Range<u64>]; 4] = [
        &[0..5_000, 5_000..10_000],
        &[5_000..10_000, 0..5_000],
        &[9_984..10_000, 0..64, 4_096..9_984, 64..4_096],
        &[1..777, 0..1, 777..7_777, 7_777..10_000],
    ];
    for cuts in cuts {
        let merged = of_parts(&scenario, cuts.iter().cloned());
        for ((name, expected), (_, found)) in whole.iter().zip(&merged) {
            assert!(expected == found, "{name} differs when cut into {cuts:?}");
        }
        assert_eq!(whole.len(), merged.len());
    }
}

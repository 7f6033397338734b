//! A thousand replicates of a daily scenario of 30 days, stage by stage: simulated and thrown away, aggregated,
//! reported, made into files in memory.
//!
//! The first three are on one thread, so that what a stage adds is the difference to the stage before: aggregation is
//! `aggregated` less `simulated`. The files are made once per ensemble, however many replicates it has.

mod common;

use common::{Simulator, shipped_scenario};
use criterion::{Criterion, criterion_group, criterion_main};
use kfactor::ensemble::{self, Plan, Row, Silent};
use kfactor::metrics::Layout;
use kfactor::output::RenderOptions;
use kfactor::output::answer::Answer;
use kfactor::output::answer::run::runs::RunsWriter;
use kfactor::scenario::Valid;
use kfactor::study::run::{self, RunReport};
use kfactor::words::Lang;
use std::hint::black_box;
use std::time::Duration;

const REPLICATES: u64 = 1_000;
const PLAN: Plan = Plan { seed: 1, replicates: REPLICATES, until: None };

fn scenario() -> Valid {
    shipped_scenario("coupon-miniprogram")
}

fn question(scenario: &Valid) -> run::Question<'_> {
    run::Question::new(scenario).seed(PLAN.seed).replicates(PLAN.replicates)
}

fn report(scenario: &Valid) -> RunReport {
    question(scenario).answer()
}

fn stages(c: &mut Criterion) {
    let scenario = scenario();
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be had");
    let mut group = c.benchmark_group("1,000 replicates, one thread");
    let mut simulator = Simulator::new(&scenario);
    group.bench_function("simulated", |b| {
        b.iter(|| (0..REPLICATES).map(|_| simulator.run().metrics[0]).sum::<f64>());
    });
    let nowhere = &mut |_: &Row<'_>| Ok(());
    group.bench_function("aggregated", |b| {
        b.iter(|| one_thread.install(|| ensemble::run(black_box(&scenario), &PLAN, &Silent, nowhere)));
    });
    group.bench_function("reported", |b| b.iter(|| one_thread.install(|| report(black_box(&scenario)))));
    group.bench_function("reported, with runs.csv", |b| {
        b.iter(|| one_thread.install(|| with_rows(black_box(&scenario))));
    });
    group.finish();
    c.bench_function("1,000 replicates, all threads, reported", |b| b.iter(|| report(black_box(&scenario))));
}

/// A report, and the rows as a file in memory.
fn with_rows(scenario: &Valid) -> usize {
    let mut file = Vec::new();
    let metrics = Layout::new(&scenario.shape()).metrics;
    let mut rows =
        RunsWriter::new(&mut file, &metrics, &scenario.currency, None).expect("memory takes everything");
    let rows_of = question(scenario).answer_with(&mut |row| rows.row(row.replicate, row.metrics, row.stop));
    rows_of.expect("memory takes everything");
    rows.finish().expect("memory takes everything");
    file.len()
}

fn files(c: &mut Criterion) {
    let report = report(&scenario());
    let mut group = c.benchmark_group("files of a report, in memory");
    group.bench_function("summary.json", |b| b.iter(|| black_box(&report).json()));
    for (name, charts) in [("tables", false), ("tables and charts", true)] {
        let options = RenderOptions { lang: Lang::En, excel: false, charts };
        group.bench_function(name, |b| b.iter(|| black_box(&report).files(&options)));
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(2_000))
        .sample_size(10)
        .nresamples(5_000)
        .without_plots();
    targets = stages, files
}
criterion_main!(benches);

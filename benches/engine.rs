//! One replicate by the cohort engine: the reference growth, and every shipped scenario.
//!
//! Every iteration is a new replicate, so a figure is the mean over campaigns that go differently.

mod common;

use common::{CASES, Simulator, reference, shipped_scenario};
use criterion::{Criterion, criterion_group, criterion_main};
use kfactor::model::{Model, draw_inputs};
use kfactor::rng::ReplicateKey;
use kfactor::scenario::Scenario;
use kfactor::study::theory::step;
use std::hint::black_box;
use std::time::Duration;

fn reference_growth(c: &mut Criterion) {
    let mut group = c.benchmark_group("reference growth");
    for (name, market, seeds) in CASES {
        let mut simulator = Simulator::new(&reference(market, seeds));
        group.bench_function(name, |b| b.iter(|| simulator.run().metrics[0]));
    }
}

fn shipped_scenarios(c: &mut Criterion) {
    let mut group = c.benchmark_group("scenario");
    for (name, text) in common::shipped() {
        let scenario = step::chosen(&Scenario::from_yaml(&text).expect("the scenario is valid"));
        let mut simulator = Simulator::new(&scenario);
        group.bench_function(&name, |b| b.iter(|| simulator.run().metrics[0]));
    }
}

/// What a replicate costs on top where inputs are uncertain: drawing them and compiling the scenario with them.
fn compiling(c: &mut Criterion) {
    let mut group = c.benchmark_group("draw inputs and compile");
    for name in ["wine-course", "mother-and-baby"] {
        let scenario = shipped_scenario(name);
        let mut replicate = 0;
        group.bench_function(name, |b| {
            b.iter(|| {
                replicate += 1;
                let key = ReplicateKey::new(1, replicate);
                Model::compile(black_box(&scenario), &draw_inputs(&scenario, &key))
            });
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(1_000))
        .sample_size(20)
        .nresamples(5_000)
        .without_plots();
    targets = reference_growth, shipped_scenarios, compiling
}
criterion_main!(benches);

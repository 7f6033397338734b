//! From text to a checked scenario, or to the list of what is wrong with it: the shipped scenarios, and texts that
//! were made to be a burden. Nobody should wait for a refusal either.

mod common;

use criterion::{Criterion, criterion_group, criterion_main};
use kfactor::scenario::Scenario;
use kfactor::yaml::MAX_BYTES;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

fn shipped(c: &mut Criterion) {
    let mut group = c.benchmark_group("parse");
    for (name, text) in common::shipped() {
        group.bench_function(&name, |b| b.iter(|| Scenario::from_yaml(black_box(&text)).is_ok()));
    }
}

fn nasty(c: &mut Criterion) {
    let mut group = c.benchmark_group("refuse");
    for (name, text) in burdens() {
        assert!(Scenario::from_yaml(&text).is_err(), "{name} must be refused");
        group.bench_function(name, |b| b.iter(|| Scenario::from_yaml(black_box(&text)).is_ok()));
    }
}

const HEAD: &str = "name: x\ndays: 14\nseeds: 500\nshare: 0.35\ncontacts: 12\njoin: 6%\n";

/// Texts that no scenario needs. The long ones are as long as a text may be, except the first.
fn burdens() -> [(&'static str, String); 7] {
    let filled = |unit: &str| unit.repeat((MAX_BYTES - 2 * HEAD.len()) / unit.len());
    let mut misspelt = HEAD.to_owned();
    (0..2_000).for_each(|n| writeln!(misspelt, "contcts{n}: 1").expect("a string takes everything"));
    [
        ("10 MB", format!("{HEAD}description: \"{}\"\n", "x".repeat(10_000_000))),
        ("alias bomb", alias_bomb()),
        ("deep nesting", filled("[")),
        ("a long list", format!("{HEAD}hours: [{}]\n", filled("1, "))),
        ("a long text", format!("{HEAD}description: \"{}\"\nday: 1\n", filled("长"))),
        ("2,000 unknown keys", misspelt),
        (
            "2,000 bad rules",
            format!("{HEAD}incentive:\n{}", "  - { to: inviter, when: jion, value: -1 }\n".repeat(2_000)),
        ),
    ]
}

/// Nine aliases of nine aliases of …: 9^10 values in a few hundred bytes.
fn alias_bomb() -> String {
    let mut text = format!("{HEAD}a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for level in 1..10 {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(text, "a{level}: &a{level} [{below}]").expect("a string takes everything");
    }
    text
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(700))
        .sample_size(10)
        .nresamples(5_000)
        .without_plots();
    targets = shipped, nasty
}
criterion_main!(benches);

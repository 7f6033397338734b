//! Inputs made by chance, with the structure of real ones: whatever is typed is refused with a place and in words, or can be
//! simulated, and then the books balance.
//!
//! A short run of every target is part of `cargo test`. A long one is
//! `KFACTOR_FUZZ='campaigns 7 0 100000' cargo test --release --test fuzz -- --ignored --nocapture`: target, seed, first input,
//! how many. Every target is a function of bytes, so that any fuzzer may drive it.

mod books;
mod dice;
mod drive;
mod generate;
mod refusal;
mod targets;

use drive::{Target, drive};
use targets::ALL;

/// The seed of the short runs.
const SEED: u64 = 1;

fn target(name: &str) -> &'static Target {
    let names = || ALL.iter().map(|target| target.name).collect::<Vec<_>>();
    ALL.iter().find(|target| target.name == name).unwrap_or_else(|| panic!("{name} is none of {:?}", names()))
}

/// Tries so many inputs, of which at least `valid` of 100 must be valid: else too little is tried.
fn short(name: &str, inputs: u64, valid: u64) {
    let tally = drive(target(name), SEED, 0..inputs, |_| {});
    println!("{name}: {}", tally.told());
    let found = tally.read + tally.simulated + tally.too_large;
    assert!(found * 100 >= valid * tally.inputs, "{name}: {}", tally.told());
}

#[test]
fn texts() {
    short("texts", 3_000, 15);
}

#[test]
fn overrides() {
    short("overrides", 2_000, 15);
}

#[test]
fn statements() {
    short("statements", 3_000, 15);
}

#[test]
fn data() {
    short("data", 2_000, 15);
}

#[test]
fn networks() {
    short("networks", 2_000, 15);
}

#[test]
fn campaigns() {
    short("campaigns", 1_000, 50);
}

#[test]
fn answers() {
    short("answers", 40, 50);
}

/// A long run, as `KFACTOR_FUZZ` says; without it a minute or so of every target.
#[test]
#[ignore = "takes as long as one likes"]
fn long_run() {
    let asked = std::env::var("KFACTOR_FUZZ").unwrap_or_default();
    let words: Vec<&str> = asked.split_whitespace().collect();
    let number = |at: usize, usual: u64| {
        words.get(at).map_or(usual, |word| word.parse().unwrap_or_else(|_| panic!("{word} is no number")))
    };
    let (seed, first) = (number(1, SEED + 1), number(2, 0));
    for target in ALL.iter().filter(|target| words.first().is_none_or(|name| *name == target.name)) {
        let inputs = number(3, target.minute);
        let told =
            |tally: &drive::Tally| println!("{} (seed {seed}, from {first}): {}", target.name, tally.told());
        told(&drive(target, seed, first..first + inputs, told));
    }
}

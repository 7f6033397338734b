//! The lines of a sweep's journal: what is swept, and one line per point that is finished.
//!
//! Numbers are kept bit by bit, so that a sweep that was continued has the same bytes as one that was not.

use crate::input::Grid;
use crate::output::format::{hexadecimal, sha256};
use crate::stats::{QUANTILE_LEVELS, Summary};
use crate::study::sweep::{Difference, SweepPlan};
use serde_json::json;
use sha2::{Digest, Sha256};

/// The first line: all that the points depend on.
#[must_use]
pub fn header(grid: &Grid, plan: &SweepPlan) -> String {
    let axes: Vec<_> = grid
        .axes
        .iter()
        .map(|axis| json!([axis.key, axis.values.iter().map(|value| &value.text).collect::<Vec<_>>()]))
        .collect();
    let mut designs = Sha256::new();
    for design in &grid.designs {
        designs.update(json!(design).to_string().as_bytes());
    }
    json!({
        "sweep": FORMAT,
        "version": env!("CARGO_PKG_VERSION"),
        "grid": sha256(json!(axes).to_string().as_bytes()),
        "seed": plan.seed,
        "replicates": plan.replicates,
        "scenario": hexadecimal(&designs.finalize()),
    })
    .to_string()
}

/// Version of this format.
const FORMAT: u32 = 2;

/// The first thing in which the sweep of a journal differs from this one.
#[must_use]
pub fn difference(journal: &str, this: &str) -> Option<Difference> {
    let parse = |header: &str| serde_json::from_str::<serde_json::Value>(header).unwrap_or_default();
    let (journal, this) = (parse(journal), parse(this));
    let fields = [
        ("sweep", Difference::Format),
        ("version", Difference::Version),
        ("grid", Difference::Grid),
        ("seed", Difference::Seed),
        ("replicates", Difference::Replicates),
        ("scenario", Difference::Scenario),
    ];
    fields.into_iter().find(|(field, _)| journal[field] != this[field]).map(|(_, difference)| difference)
}

/// Numbers of a summary.
const NUMBERS: usize = 7 + QUANTILE_LEVELS.len();
/// Hexadecimal digits of a number.
const DIGITS: usize = 16;

/// The line of a point: its index, then the bits of all numbers.
#[must_use]
pub fn encode(index: usize, summaries: &[Summary]) -> String {
    let mut line = format!("{index} ");
    for summary in summaries {
        let Summary { n, infinite, mean, sd, mcse, min, max, quantiles } = summary;
        let numbers = [mean, sd, mcse, min, max].into_iter().chain(quantiles).map(|number| number.to_bits());
        for bits in [*n, *infinite].into_iter().chain(numbers) {
            line.push_str(&format!("{bits:016x}"));
        }
    }
    line
}

/// The index of the point and its summaries; `None` when the line is none.
#[must_use]
pub fn decode(line: &str) -> Option<(usize, Vec<Summary>)> {
    let (index, digits) = line.split_once(' ')?;
    if !digits.is_ascii() || !digits.len().is_multiple_of(NUMBERS * DIGITS) {
        return None;
    }
    let summaries = (0..digits.len())
        .step_by(NUMBERS * DIGITS)
        .map(|at| summary(&digits[at..at + NUMBERS * DIGITS]))
        .collect::<Option<_>>()?;
    Some((index.parse().ok()?, summaries))
}

fn summary(digits: &str) -> Option<Summary> {
    let bits = |number: usize| u64::from_str_radix(&digits[number * DIGITS..][..DIGITS], 16).ok();
    let number = |at: usize| bits(at).map(f64::from_bits);
    let mut quantiles = [0.0; QUANTILE_LEVELS.len()];
    for (at, quantile) in quantiles.iter_mut().enumerate() {
        *quantile = number(7 + at)?;
    }
    Some(Summary {
        n: bits(0)?,
        infinite: bits(1)?,
        mean: number(2)?,
        sd: number(3)?,
        mcse: number(4)?,
        min: number(5)?,
        max: number(6)?,
        quantiles,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Override, grid};
    use crate::yaml::Source;

    #[test]
    fn numbers_come_back_bit_by_bit() {
        let odd = Summary { n: 7, infinite: 3, mean: 0.1 + 0.2, min: -0.0, max: f64::MAX, ..Summary::EMPTY };
        let (index, back) = decode(&encode(12, &[odd, Summary::EMPTY])).unwrap();
        assert_eq!((index, back.len()), (12, 2));
        assert_eq!(encode(12, &back), encode(12, &[odd, Summary::EMPTY]));
        assert_eq!(decode(&encode(3, &[])).unwrap().1.len(), 0);
    }

    #[test]
    fn what_is_no_line_is_refused() {
        let line = encode(1, &[Summary::EMPTY]);
        for wrong in
            ["", "1", "x 00", &line[..line.len() - 1], &line.replace("0000000000000000", "00000000000000_0")]
        {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn another_sweep_is_told_by_what_differs() {
        let of = |text: &str, vary: &str, seed: u64, replicates: u64| {
            let grid = grid(&Source::new("a.yaml", text), &[], &[Override::varied(vary)]).unwrap();
            header(&grid, &SweepPlan { seed, replicates })
        };
        let a = "{ name: a, days: 7, seeds: 100, share: 0.3, contacts: 10, join: 0.05 }";
        let this = of(a, "share=0.2,0.3", 1, 100);
        assert_eq!(difference(&this, &of(&a.replace(", ", ",  "), "share=0.2,0.3", 1, 100)), None);
        for (other, differs) in [
            (of(a, "share=0.2,0.4", 1, 100), Difference::Grid),
            (of(a, "share=0.2,0.3", 2, 100), Difference::Seed),
            (of(a, "share=0.2,0.3", 1, 200), Difference::Replicates),
            (of(&a.replace("days: 7", "days: 8"), "share=0.2,0.3", 1, 100), Difference::Scenario),
            (this.replace(env!("CARGO_PKG_VERSION"), "0.0.9"), Difference::Version),
            ("nonsense".to_owned(), Difference::Format),
        ] {
            assert_eq!(difference(&other, &this), Some(differs));
        }
    }
}

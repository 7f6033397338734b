//! Whole distributions on a million campaigns each: total sizes of trees by chi-square.

use crate::branching::Offspring::{self, Binomial, NegativeBinomial, Poisson};
use crate::build::*;
use kfactor::ensemble::{self, Plan, Silent};
use kfactor::metrics::{Layout, Metric};
use kfactor::scenario::{Contacts, Scenario};

const REPLICATES: u64 = 1_000_000;
/// Sizes with a bin of their own. A tree of so many people has at most so many generations, and a campaign of one day
/// more has seen its end; what is larger is counted together.
const SIZES: usize = 9;
/// Upper 1e-5 of chi-square with as many degrees of freedom as there are sizes.
const LIMIT: f64 = 39.34;

/// One seed whose tree is watched for `days` generations.
fn tree(days: u32, contacts: Contacts, join: f64) -> Scenario {
    scenario(days, vec![segment("all", 1, contacts, join)])
}

fn of(law: Offspring, days: u32) -> Scenario {
    match law {
        Poisson(r) => tree(days, poisson(10.0 * r), 0.1),
        NegativeBinomial(r, k) => tree(days, negative_binomial(10.0 * r, k), 0.1),
        Binomial(n, p) => tree(days, fixed(n), p),
    }
}

/// Campaigns by the number of people who were brought; more than the last bin are left out. Rows are counted as they
/// come: a million of them would not fit into memory.
fn counts(scenario: Scenario) -> [u64; SIZES] {
    let scenario = &scenario.validate().expect("a valid scenario");
    let referred =
        Layout::new(&scenario.shape()).metric(&Metric::Referred).expect("a metric of every scenario");
    let mut counts = [0; SIZES];
    let plan = Plan { seed: 17, replicates: REPLICATES, until: None };
    let run = ensemble::run(scenario, &plan, &Silent, &mut |row| {
        if let Some(count) = counts.get_mut(row.metrics[referred] as usize) {
            *count += 1;
        }
        Ok(())
    });
    run.expect("counting does not fail");
    counts
}

/// Chi-square of counts against probabilities; the rest of both is the last bin.
fn chi_square(counts: &[u64], p: &[f64]) -> f64 {
    let total = REPLICATES as f64;
    let cell = |seen: f64, p: f64| (seen - p * total).powi(2) / (p * total);
    let rest = (total - counts.iter().sum::<u64>() as f64, 1.0 - p.iter().sum::<f64>());
    let cells = counts.iter().zip(p).map(|(seen, p)| cell(*seen as f64, *p));
    cells.sum::<f64>() + cell(rest.0, rest.1)
}

fn sizes_follow(law: Offspring) {
    let seen = counts(of(law, SIZES as u32 + 1));
    let known: Vec<f64> = (1..=SIZES as u32).map(|n| law.ln_total(n).exp()).collect();
    let found = chi_square(&seen, &known);
    assert!(found < LIMIT, "{law:?}: chi-square {found}");
}

#[test]
fn poisson_trees() {
    sizes_follow(Poisson(0.5));
    sizes_follow(Poisson(0.8));
}

#[test]
fn negative_binomial_trees() {
    sizes_follow(NegativeBinomial(0.5, 0.2));
}

#[test]
fn binomial_trees() {
    sizes_follow(Binomial(10.0, 0.05));
}

/// A member who brings one person in a hundred more than the law says is seen.
#[test]
fn a_hundredth_more_would_be_seen() {
    let counts_of = |law: Offspring| -> Vec<u64> {
        (1..=SIZES as u32).map(|n| (law.ln_total(n).exp() * REPLICATES as f64).round() as u64).collect()
    };
    let probabilities: Vec<f64> = (1..=SIZES as u32).map(|n| Poisson(0.5).ln_total(n).exp()).collect();
    assert!(chi_square(&counts_of(Poisson(0.5)), &probabilities) < 0.01);
    assert!(chi_square(&counts_of(Poisson(0.505)), &probabilities) > LIMIT);
}

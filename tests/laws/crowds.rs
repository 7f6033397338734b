//! Published spreadsheets to the digit: a campaign of so many people that luck does not show in the digits printed, or
//! one in which nothing is left to luck.

use crate::branching::{Offspring, busiest, final_fraction};
use crate::build::*;
use crate::compare::{mean, variance};
use crate::table::{Case, Table, by_engine};
use kfactor::scenario::{Contacts, Inflow, Recipient, Scenario, Trigger};

fn ask(scenario: Scenario, replicates: u64) -> Table {
    by_engine(&Case::new("crowd", scenario), 23, replicates)
}

/// Everybody brings so many the next day.
fn generations(days: u32, seeds: u64, contacts: Contacts, join: f64) -> Scenario {
    scenario(days, vec![segment("all", seeds, contacts, join)])
}

/// The mean of `values` rounds to `known`, and luck alone could not have moved it over the edge.
fn rounds_to(values: &[f64], known: f64, half_unit: f64) {
    let (mean, se) = (mean(values), (variance(values) / values.len() as f64).sqrt());
    assert!(4.0 * se < half_unit, "{mean} ± {se} is not known to {half_unit}");
    assert!((mean - known).abs() <= half_unit + 4.0 * se, "{mean} ± {se}, not {known}");
}

/// D. Skok, *Lessons learned – viral marketing*: 10 users, 10 invitations, 20 %. With 2 invitations that are all
/// accepted nothing is left to luck.
#[test]
fn skok() {
    let known = [10, 30, 70, 150, 310, 630, 1270, 2550, 5110, 10230, 20470, 40950, 81910];
    for (cycle, total) in (0u32..).zip(known) {
        let certain = generations(cycle + 1, 10, fixed(2.0), 1.0);
        assert_eq!(ask(certain, 1).totals(), [f64::from(total)]);
        const TIMES: f64 = 1e7;
        let lucky = ask(generations(cycle + 1, (10.0 * TIMES) as u64, fixed(10.0), 0.2), 20);
        let totals: Vec<f64> = lucky.totals().iter().map(|total| total / TIMES).collect();
        rounds_to(&totals, f64::from(total), (5e-4 * f64::from(total)).max(0.05));
    }
}

/// R. Vohra, *How to model viral growth*: 5,000 users, v = .2.
#[test]
fn vohra() {
    const TIMES: f64 = 1e5;
    for (cycle, total) in (0u32..).zip([5000.0, 6000.0, 6200.0, 6240.0, 6248.0, 6250.0]) {
        let people = generations(cycle + 1, (5000.0 * TIMES) as u64, poisson(2.0), 0.1);
        let totals: Vec<f64> = ask(people, 20).totals().iter().map(|total| total / TIMES).collect();
        rounds_to(&totals, total, 0.5);
    }
}

/// The same with 70,000 users once and 34,000 more a month that come by themselves.
#[test]
fn vohra_with_other_channels() {
    const TIMES: f64 = 1e5;
    let months = [
        (1, 104_000.0),
        (2, 158_800.0),
        (3, 203_760.0),
        (4, 246_752.0),
        (5, 289_350.0),
        (6, 331_870.0),
        (7, 374_374.0),
        (8, 416_875.0),
        (23, 1_054_375.0),
    ];
    for (month, users) in months {
        let mut people = generations(month, (70_000.0 * TIMES) as u64, poisson(2.0), 0.1);
        people.segments[0].inflow = vec![Inflow::free(34_000.0 * TIMES)];
        let totals: Vec<f64> = ask(people, 2_000).totals().iter().map(|total| total / TIMES).collect();
        rounds_to(&totals, users, 0.5);
    }
}

/// 100 users, K 1.5. Everybody invites once: 250, 475, 812.5. Everybody invites again in every cycle: 250, 625, 1562.5.
/// People confuse the two; the model has both, and `again: 0` is the default.
#[test]
fn two_laws_of_growth() {
    const TIMES: f64 = 1e7;
    for (again, known) in [(0.0, [250.0, 475.0, 812.5]), (1.0, [250.0, 625.0, 1562.5])] {
        for (cycle, total) in (1..).zip(known) {
            let mut people = generations(cycle + 1, (100.0 * TIMES) as u64, poisson(15.0), 0.1);
            people.segments[0].share.again = q(again);
            let totals: Vec<f64> = ask(people, 20).totals().iter().map(|total| total / TIMES).collect();
            rounds_to(&totals, total, 0.05);
        }
    }
}

/// `z = 1 - exp(-R z)` in a market of ten billion of whom one in a hundred thousand is told; at last with one in a
/// hundred.
#[test]
fn finite_markets() {
    const PEOPLE: f64 = 1e10;
    for (r, seeded, known) in [
        (1.2, 1e-5, 0.313698),
        (1.5, 1e-5, 0.582812),
        (2.0, 1e-5, 0.796812),
        (3.0, 1e-5, 0.940480),
        (0.8, 0.01, 0.045026),
        (1.5, 0.01, 0.593634),
    ] {
        let mut people = generations(250, (seeded * PEOPLE) as u64, poisson(r), 1.0);
        people.market = Some(q(PEOPLE));
        let part: Vec<f64> = ask(people, 30).totals().iter().map(|total| total / PEOPLE).collect();
        rounds_to(&part, final_fraction(r, seeded), 1e-4);
        // The few who are told at first move the known answer by less than its fourth digit.
        rounds_to(&part, known, 1e-4);
    }
}

/// Next-generation matrix [[.5, .3], [.2, .4]]. Its mix of people at length is one to one; seeds in that mix bring .7 of
/// their number in every generation, and .7 of all members came by invitation.
#[test]
fn segments_in_their_mix() {
    let kind = |name: &str, reach: f64, weights: &[f64]| {
        let mut people = segment(name, 1_000_000_000, poisson(reach), 1.0);
        people.recruits = row(weights);
        people
    };
    let both = || vec![kind("a", 0.8, &[5.0, 3.0]), kind("b", 0.6, &[2.0, 4.0])];
    let brought = |days: u32| mean(&ask(scenario(days, both()), 20).column("referred"));
    let (first, second, third) = (brought(2), brought(3), brought(4));
    assert!(((second - first) / first - 0.7).abs() < 1e-4);
    assert!(((third - second) / (second - first) - 0.7).abs() < 1e-4);
    rounds_to(&ask(scenario(80, both()), 20).column("referred_share"), 0.7, 5e-5);
    rounds_to(&ask(scenario(80, both()), 20).column("amplification"), 1.0 / 0.3, 5e-4);
}

/// Who brings four fifths of the people (epiverse-trace/superspreading), read from the tiers of a reward.
#[test]
fn a_few_bring_most() {
    for (r, k, known) in [(2.0, 0.5, 0.264), (1.0, 0.1, 0.0869), (2.0, 0.2, 0.156)] {
        const SEEDS: u64 = 10_000_000_000;
        const TIERS: u32 = 12;
        let mut people = generations(1, SEEDS, negative_binomial(r, k), 1.0);
        let tier = |n| rule(&format!("tier {n}"), Recipient::Inviter, Trigger::Invites(n), 0.0, 0.0);
        people.incentive = (1..=TIERS).map(tier).collect();
        let table = ask(people, 4);
        let least = |n: u32| {
            if n == 0 { 1.0 } else { mean(&table.column(&format!("reached_{n}"))) / SEEDS as f64 }
        };
        let found = busiest((0..TIERS).map(|n| least(n) - least(n + 1)), r, 0.8);
        let exact = busiest((0..).map(|n| Offspring::NegativeBinomial(r, k).chance_of(n)), r, 0.8);
        assert!((found - exact).abs() < 1e-4, "{found}, not {exact}");
        assert!((found - known).abs() < 6e-4, "{found}, not {known}");
    }
}

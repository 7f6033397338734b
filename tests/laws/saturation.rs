//! How well the engine treats invitations that meet in one step: against the oracle, which plays contact by contact, over a
//! range of hits per person of the market. A hit is a contact who would join if he had not been won before.
//!
//! ```text
//! cargo test --test laws saturation -- --ignored --nocapture
//! ```
//!
//! prints the table of docs/method.md.

use crate::build::*;
use crate::compare::{mean, squared_deviations, variance};
use crate::table::{Case, Table, by_engine, by_oracle};
use kfactor::scenario::{Contacts, Recipient, Trigger};

/// Contacts of a sharer in the mean; half of them would join.
const REACH: f64 = 20.0;

/// One step in which `sharers` share, in a market with so many hits per person.
fn one_step(contacts: Contacts, sharers: u64, hits_per_person: f64) -> Case {
    let mut s = scenario(1, vec![segment("all", sharers, contacts, 0.5)]);
    let market = (sharers as f64 * REACH * 0.5 / hits_per_person).round();
    s.market = Some(q(market.max(sharers as f64 + 1.0)));
    s.incentive = vec![rule("three", Recipient::Inviter, Trigger::Invites(3), 0.0, 0.0)];
    Case::new("one step", s)
}

/// Many steps: growth into a market from end to end.
fn whole_campaign(contacts: Contacts, people: f64) -> Case {
    let mut s = scenario(12, vec![segment("all", 5, contacts, 0.1)]);
    s.market = Some(q(people));
    s.incentive = vec![rule("three", Recipient::Inviter, Trigger::Invites(3), 0.0, 0.0)];
    Case::new("whole campaign", s)
}

fn laws() -> Vec<(&'static str, Contacts)> {
    vec![
        ("Poisson", poisson(REACH)),
        ("negative binomial, k .3", negative_binomial(REACH, 0.3)),
        ("fixed", fixed(REACH)),
        (
            "half Poisson, half fixed",
            Contacts::Mixture(vec![(q(1.0), poisson(REACH)), (q(1.0), fixed(REACH))]),
        ),
    ]
}

/// How the engine departs from the oracle in one metric: relative difference of means and of standard deviations, each
/// with its standard error.
struct Departure {
    oracle_mean: f64,
    mean: f64,
    mean_se: f64,
    sd: f64,
    sd_se: f64,
}

fn both(case: &Case, replicates: u64) -> [Table; 2] {
    [by_engine(case, 41, replicates), by_oracle(case, 43, replicates)]
}

fn departure([engine, oracle]: &[Table; 2], metric: &str) -> Departure {
    let (engine, oracle) = (engine.column(metric), oracle.column(metric));
    let n = engine.len() as f64;
    let (sd, oracle_sd) = (variance(&engine).sqrt(), variance(&oracle).sqrt());
    let scale = mean(&oracle);
    // Relative error of a standard deviation: half that of the variance.
    let sd_error = |values: &[f64]| {
        0.5 * (variance(&squared_deviations(values)) / n).sqrt() / variance(values).max(f64::MIN_POSITIVE)
    };
    Departure {
        oracle_mean: scale,
        mean: mean(&engine) / scale - 1.0,
        mean_se: (variance(&engine) / n + variance(&oracle) / n).sqrt() / scale,
        sd: if oracle_sd > 0.0 { sd / oracle_sd - 1.0 } else { 0.0 },
        sd_se: sd_error(&engine).hypot(sd_error(&oracle)),
    }
}

/// The table of docs/method.md.
#[test]
#[ignore = "a measurement of some minutes, to be read"]
fn table() {
    println!("| contacts | sharers | hits per person | metric | oracle | mean off by | spread off by |");
    println!("|---|---|---|---|---|---|---|");
    for (name, contacts) in laws() {
        for (sharers, replicates) in [(20, 8000), (200, 2000)] {
            for hits_per_person in [0.01, 0.1, 0.5, 1.0, 2.0, 5.0] {
                let case = one_step(contacts.clone(), sharers, hits_per_person);
                print(&format!("{name} | {sharers} | {hits_per_person}"), &both(&case, replicates));
            }
        }
        let case = whole_campaign(contacts, 2000.0);
        print(&format!("{name} | 5, for 12 days | –"), &both(&case, 1000));
    }
}

fn print(place: &str, tables: &[Table; 2]) {
    for metric in ["accepted", "reached_3"] {
        let Departure { oracle_mean, mean, mean_se, sd, sd_se } = departure(tables, metric);
        let [mean, mean_se, sd, sd_se] = [mean, mean_se, sd, sd_se].map(|part| 100.0 * part);
        println!(
            "| {place} | {metric} | {oracle_mean:.2} | {mean:+.2} % ± {mean_se:.2} | {sd:+.1} % ± {sd_se:.1} |"
        );
    }
}

/// Numbers of people are right wherever invitations meet. Spreads are too, but for many fixed contacts, and there they are
/// too large rather than too small.
#[test]
fn people_are_right_at_any_saturation() {
    for (name, contacts) in laws() {
        for (sharers, hits_per_person) in [(20, 0.1), (20, 2.0), (200, 1.0)] {
            let case = one_step(contacts.clone(), sharers, hits_per_person);
            let Departure { mean, mean_se, sd, sd_se, .. } = departure(&both(&case, 800), "accepted");
            let place = format!("{name}, {sharers} sharers, {hits_per_person} hits per person");
            assert!(mean.abs() < 4.5 * mean_se, "{place}: mean off by {mean}");
            let slack = if name == "fixed" { 0.5 } else { 0.0 };
            assert!(sd > -4.5 * sd_se && sd < 4.5 * sd_se + slack, "{place}: spread off by {sd}");
        }
    }
}

//! How many friends should the prize cost? One number out of a small sweep over `invites`.
//!
//! All designs run on the same seed and so share their luck: differences between rows are known better than
//! the rows themselves.
//!
//! ```text
//! cargo run --release --example sweep_invites
//! ```

use kfactor::{Metric, Sample, Scenario, Trigger, sample};
use std::error::Error;

const POSTER: &str = include_str!("../scenarios/exam-prep-poster.yaml");
const SEED: u64 = 1;
const REPLICATES: u64 = 400;

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn standard_error(values: &[f64]) -> f64 {
    let (n, mean) = (values.len() as f64, mean(values));
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n * (n - 1.0))).sqrt()
}

fn column(sample: &Sample, metric: Metric) -> Result<Vec<f64>, String> {
    sample.column(&metric).ok_or_else(|| format!("there is no metric {}", metric.name()))
}

fn main() -> Result<(), Box<dyn Error>> {
    let poster = Scenario::from_yaml(POSTER)?;
    println!(
        "{:>7}{:>9}{:>13}{:>9}{:>8}   users more than for one friend less",
        "invites", "users", "completions", "cost", "CAC"
    );
    let (mut before, mut cheapest) = (None::<Vec<f64>>, (0, f64::INFINITY));
    for invites in 1..=10 {
        let scenario = poster.changed(|scenario| scenario.incentive[0].when = Trigger::Invites(invites))?;
        let sample = sample(&scenario, SEED, REPLICATES);
        let users = column(&sample, Metric::NewUsers)?;
        let [completions, cost] =
            [column(&sample, Metric::Reached(invites))?, column(&sample, Metric::Cost)?].map(|v| mean(&v));
        let cac = cost / mean(&users);
        print!("{invites:>7}{:>9.0}{completions:>13.0}{cost:>9.0}{cac:>8.2}", mean(&users));
        match before {
            // Replicate by replicate: what luck has given to both cancels.
            Some(before) => {
                let more: Vec<f64> = users.iter().zip(&before).map(|(now, before)| now - before).collect();
                println!("   {:>+6.0} ± {:.1}", mean(&more), standard_error(&more));
            }
            None => println!(),
        }
        if cac < cheapest.1 {
            cheapest = (invites, cac);
        }
        before = Some(users);
    }
    println!("\nA new user is cheapest at {} friends: {:.2} each.", cheapest.0, cheapest.1);
    Ok(())
}

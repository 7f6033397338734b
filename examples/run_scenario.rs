//! Runs a scenario file from code and prints the numbers that matter.
//!
//! ```text
//! cargo run --release --example run_scenario -- scenarios/wine-course.yaml
//! ```

use kfactor::{Metric, Quantity, Scenario, run};
use std::error::Error;

const POSTER: &str = "scenarios/exam-prep-poster.yaml";

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| POSTER.to_owned());
    // All problems of a wrong file come back at once, each with its line.
    let scenario = Scenario::from_file(&path)?;

    // The seed is that of the scenario: the same seed gives the same numbers, on any number of threads.
    let report = run::Question::new(&scenario).replicates(2_000).answer();

    println!("{}: {} campaigns of {} days", scenario.name, report.replicates, scenario.clock.days());
    println!("{:<14}{:>12}{:>10}{:>24}", "", "mean", "error", "9 of 10 campaigns");
    for metric in [Metric::NewUsers, Metric::ReferredShare, Metric::MembersEnd, Metric::Cost, Metric::Cac] {
        let name = metric.name();
        let summary = report.metric(&metric).ok_or("every scenario has these metrics")?;
        let [low, .., high] = summary.quantiles;
        println!("{name:<14}{:>12.2}{:>10.2}{low:>13.2} –{high:>9.2}", summary.mean, summary.mcse);
    }
    println!("\nK by theory: {:.3}", report.theory.k);
    if let Some(benchmark) = scenario.benchmark_cac.as_ref().map(Quantity::typical) {
        let cac = report.metric(&Metric::Cac).map_or(f64::NAN, |cac| cac.median());
        println!("An added user costs {cac:.2} here and {benchmark:.2} elsewhere.");
    }
    for (risk, chance) in report.risks.iter().filter(|(_, chance)| chance.count > 0) {
        println!("{risk:?}: {:.1} % of campaigns", 100.0 * chance.p);
    }
    Ok(())
}

//! What must hold of engines whatever the campaign: the same said otherwise gives the same numbers, what makes no difference
//! makes none, and what is only another order or another cut is the same law. Each test comes with a change that it notices.

#[path = "../laws/two_samples.rs"]
mod two_samples;

mod cuts;
mod deletion;
mod money;
mod nothing;
mod spellings;

use kfactor::ensemble::{Sample, sample};
use kfactor::metrics::Metric;
use kfactor::scenario::{Scenario, Valid};
use two_samples::{Difference, compare};

/// A valid scenario.
fn scenario(text: &str) -> Valid {
    Scenario::from_yaml(text).unwrap_or_else(|problems| panic!("{text}\n{problems}"))
}

/// Replicates of seed 1.
fn rows(text: &str, replicates: u64) -> Sample {
    sample(&scenario(text), 1, replicates)
}

/// The values of a metric, by replicate.
fn column(sample: &Sample, metric: &Metric) -> Vec<f64> {
    sample.column(metric).unwrap_or_else(|| panic!("no {}", metric.name()))
}

/// Replicate by replicate the same numbers, to the bit, of every metric that both have, but of these.
fn assert_same_numbers(left: &Sample, right: &Sample, but: &[Metric]) {
    for metric in left.metrics.iter().filter(|metric| !but.contains(metric)) {
        let (left, Some(right)) = (column(left, metric), right.column(metric)) else { continue };
        let pairs = left.iter().zip(&right).enumerate();
        for (replicate, (a, b)) in pairs {
            assert!(a.to_bits() == b.to_bits(), "{} differs in {replicate}: {a} and {b}", metric.name());
        }
    }
    assert_eq!(left.stops, right.stops);
}

/// How two samples differ in these metrics beyond luck; they must not share it.
fn differences(left: &Sample, right: &Sample, of: &[Metric]) -> Vec<Difference> {
    let compared = |metric: &Metric| compare(&metric.name(), &column(left, metric), &column(right, metric));
    of.iter().flat_map(compared).collect()
}

fn assert_same_law(left: &Sample, right: &Sample, of: &[Metric]) {
    let found = differences(left, right, of);
    assert!(found.is_empty(), "{found:#?}");
}

//! Ten times the money is ten times the money, and nothing else.

use super::{column, rows};
use kfactor::ensemble::Sample;
use kfactor::metrics::{Metric, Unit};

/// A campaign in which everything that costs, pays or is felt is so many times as much. (A share of a price that rises is not
/// among it: it is of the mean of those who join together, to the nearest minor unit.)
fn campaign(times: u64) -> String {
    let m = |money: u64| money * times;
    format!(
        "
name: x
days: 6
step: 6h
segments:
  a: {{ seeds: [{{ count: 30 }}, {{ at: 2d, count: 20 }}], inflow: [{{ per_day: 4, cost: {} }}, {{ per_day: 3 }}],
    share: {{ content: 0.2, reward: {{ max: 0.5, half: {} }}, after: 6h, again: 0.4 }}, contacts: 9, join: 0.1,
    join_reward: {{ max: 0.1, half: {} }}, churn: 0.1, buys: {{ per_day: 0.1, margin: {} }}, recruits: {{ a: 9, h: 1 }} }}
  h: {{ fake: true, detect: 0.3, share: {{ reward: {{ table: {{ 0: 0.1, {}: 0.5 }} }} }}, contacts: 4, join: 0.2 }}
incentive:
  - {{ when: join, value: {}, cost: {}, redeem: 0.8, if_stays: 12h }}
  - {{ to: invitee, when: join, value: {}, cost: {} }}
  - {{ when: {{ invites: 2 }}, value: {}, cost: {}, stock: 9, when_exhausted: overdraw }}
  - {{ when: {{ rank: 2 }}, value: {}, cost: {} }}
budget: {{ limit: {}, when_exhausted: overdraw }}
price: {{ start: {}, step: {}, every: 20 }}
community: {{ group_size: 20, cost_per_group: {}, carers: 1, cost_per_carer_day: {} }}
costs: {{ fixed: {}, per_day: {}, per_seed: {} }}
benchmark: {{ cac: {} }}
",
        m(2), m(8), m(5), m(6), m(9), m(4), m(3), m(2), m(1), m(20), m(12), m(5), m(50), m(300), m(4), m(2), m(7), m(30), m(100),
        m(10), m(1), m(20)
    )
}

/// Everything that is money is so many times as much, and nothing else is.
fn is_times(times: f64, left: &Sample, right: &Sample) -> Result<(), String> {
    for metric in &left.metrics {
        let factor = if metric.unit() == Unit::Money { times } else { 1.0 };
        for (a, b) in column(left, metric).into_iter().zip(column(right, metric)) {
            // What is per head is a quotient, which rounds.
            let exact = metric.per_head().is_none() && *metric != Metric::Roi;
            let same = (a.is_nan() && b.is_nan()) || a * factor == b;
            let near = !exact && (a * factor - b).abs() <= 1e-12 * b.abs();
            if !same && !near {
                return Err(format!("{}: {a} and {b}", metric.name()));
            }
        }
    }
    Ok(())
}

#[test]
fn ten_times_the_money_is_ten_times_the_money() {
    let plain = rows(&campaign(1), 300);
    assert_eq!(is_times(10.0, &plain, &rows(&campaign(10), 300)), Ok(()));
    assert_eq!(is_times(1_000_000.0, &plain, &rows(&campaign(1_000_000), 300)), Ok(()));
}

#[test]
fn one_amount_that_is_left_is_noticed() {
    let left = campaign(10).replacen("half: 80", "half: 79", 1);
    assert!(is_times(10.0, &rows(&campaign(1), 300), &rows(&left, 300)).is_err());
}

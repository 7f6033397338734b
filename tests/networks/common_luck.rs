//! Designs on one network share their luck: draws are keyed by person and contact.

use crate::{Campaign, variance};

/// Barabási–Albert, 20 seeds at random, every member shares once.
fn new_users(join: f64, replicates: u64) -> Vec<f64> {
    let keys = format!(
        "days: 60\nnetwork: {{ generate: barabasi_albert, nodes: 10_000, m: 5 }}\nseeds: 20\nshare: 1\njoin: {join}"
    );
    Campaign::new(&keys, &[]).new_users(replicates, 3)
}

#[test]
fn a_larger_chance_brings_fewer_in_no_replicate() {
    for (join, larger, reduction) in [(0.02, 0.022, 8.0), (0.05, 0.055, 3.0)] {
        let (less, more) = (new_users(join, 3_000), new_users(larger, 3_000));
        let fewer = less.iter().zip(&more).filter(|(less, more)| more < less).count();
        assert_eq!(fewer, 0, "{join} against {larger}");
        let differences: Vec<f64> = less.iter().zip(&more).map(|(less, more)| more - less).collect();
        let found = (variance(&less) + variance(&more)) / variance(&differences);
        assert!(found >= reduction, "{join} against {larger}: variance reduced {found} times");
    }
}

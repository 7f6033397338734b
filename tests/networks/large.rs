//! Cascades on large random graphs, against generating functions (Newman, *Spread of epidemic disease on networks*, 2002): a new graph in
//! each replicate, one seed at random.

use crate::{Campaign, mean, mean_is};

const PEOPLE: f64 = 10_000.0;

fn cascade(degrees: &str, chance: f64, replicates: u64) -> Vec<f64> {
    let keys = format!(
        "days: 120\nnetwork: {{ generate: configuration, nodes: {PEOPLE}, degrees: {degrees}, redraw: true }}\n\
         seeds: {{ count: 1, by: random }}\nshare: 1\njoin: {chance}"
    );
    Campaign::new(&keys, &[]).new_users(replicates, 5)
}

/// Below the threshold the mean size is known.
#[test]
fn small_outbreaks_have_their_mean_size() {
    for (degrees, chance, size) in [
        ("4", 0.1, 1.666_667),
        ("4", 0.2, 5.0),
        ("{ mean: 4, k: 0.5 }", 0.05, 1.5),
        ("{ fixed: 4 }", 0.3, 13.0),
    ] {
        let what = format!("{degrees} at {chance}");
        mean_is(&what, &cascade(degrees, chance, 1_500), size - 1.0);
    }
}

/// Above it an outbreak becomes large with a chance, and then reaches a part of all that is the same number.
#[test]
fn large_outbreaks_reach_their_part() {
    const REPLICATES: u64 = 1_000;
    for (degrees, chance, part) in [
        ("4", 0.4, 0.641_981),
        ("{ mean: 4, k: 0.5 }", 0.1, 0.070_750),
        ("{ mean: 4, k: 0.5 }", 0.3, 0.414_662),
        ("{ fixed: 4 }", 0.4, 0.541_503),
        ("{ fixed: 4 }", 0.6, 0.956_219),
    ] {
        let what = format!("{degrees} at {chance}");
        let new_users = cascade(degrees, chance, REPLICATES);
        // What is large near the threshold is an order of magnitude larger than what is small.
        let large: Vec<f64> =
            new_users.iter().map(|users| (users + 1.0) / PEOPLE).filter(|size| *size > part / 4.0).collect();
        let often = large.len() as f64 / REPLICATES as f64;
        let error = (part * (1.0 - part) / REPLICATES as f64).sqrt();
        assert!((often - part).abs() < 4.0 * error + 0.004, "{what}: large in {often} ± {error}, not {part}");
        let reached = mean(&large);
        let spread = crate::variance(&large).sqrt() / (large.len() as f64).sqrt();
        assert!(
            (reached - part).abs() < 4.0 * spread + 0.002,
            "{what}: reached {reached} ± {spread}, not {part}"
        );
    }
}

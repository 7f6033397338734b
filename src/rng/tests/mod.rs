//! The samplers against their laws.

mod coupling;
mod exactness;
mod frozen;
mod mixing;
mod streams;

use super::{Purpose, ReplicateKey, Stream};

/// The stream of test number `i`.
fn stream(i: u32) -> Stream {
    ReplicateKey::new(20_261_122, 7).stream(Purpose::Study, i, 0)
}

/// Fails where `observed` (draws of `i` at place `i`) is not of the law `pmf`: chi-square with cells pooled to at
/// least 10 expected draws, at 4.5 standard deviations of its normal approximation (Wilson and Hilferty).
fn assert_law(name: &str, observed: &[u64], pmf: impl Fn(usize) -> f64) {
    let draws: u64 = observed.iter().sum();
    let draws = draws as f64;
    let (mut statistic, mut cells) = (0.0, 0.0);
    let (mut seen, mut expected, mut covered) = (0.0, 0.0, 0.0);
    let mut close = |seen: f64, expected: f64| {
        statistic += (seen - expected) * (seen - expected) / expected;
        cells += 1.0;
    };
    for (k, &count) in observed.iter().enumerate() {
        let probability = pmf(k);
        covered += probability;
        seen += count as f64;
        expected += probability * draws;
        if expected >= 10.0 && (1.0 - covered) * draws >= 10.0 {
            close(seen, expected);
            (seen, expected) = (0.0, 0.0);
        }
    }
    close(seen, expected + (1.0 - covered).max(0.0) * draws);
    let freedom = (cells - 1.0f64).max(1.0);
    let spread = 2.0 / (9.0 * freedom);
    let z = ((statistic / freedom).cbrt() - 1.0 + spread) / spread.sqrt();
    assert!(z < 4.5, "{name}: chi-square {statistic:.1} on {freedom} degrees of freedom");
}

/// Mean and variance within 4.5 standard errors (for laws that are not far from normal).
fn assert_moments(name: &str, draws: &[f64], mean: f64, variance: f64) {
    let n = draws.len() as f64;
    let seen = draws.iter().sum::<f64>() / n;
    let spread = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    assert!((seen - mean).abs() < 4.5 * (variance / n).sqrt(), "{name}: mean {seen} for {mean}");
    let fourth = draws.iter().map(|x| (x - mean).powi(4)).sum::<f64>() / n;
    let error = ((fourth - variance * variance).max(0.0) / n).sqrt();
    assert!((spread - variance).abs() < 4.5 * error, "{name}: variance {spread} for {variance}");
}

//! What the tests of the samplers share.

use super::{Purpose, ReplicateKey, Stream};

/// A stream for test number `i`.
pub(super) fn stream(i: u32) -> Stream {
    ReplicateKey::new(20_261_122, 7).stream(Purpose::Study, i, 0)
}

/// Chi-square statistic against expected counts, pooled to at least 10 per cell, and its degrees of freedom.
pub(super) fn chi_square(observed: &[u64], pmf: impl Fn(u64) -> f64, draws: f64) -> (f64, f64) {
    let (mut statistic, mut cells) = (0.0, 0.0);
    let (mut seen, mut expected, mut covered) = (0.0, 0.0, 0.0);
    for (k, &count) in observed.iter().enumerate() {
        let probability = pmf(k as u64);
        covered += probability;
        seen += count as f64;
        expected += probability * draws;
        if expected >= 10.0 && (1.0 - covered) * draws >= 10.0 {
            statistic += (seen - expected) * (seen - expected) / expected;
            cells += 1.0;
            (seen, expected) = (0.0, 0.0);
        }
    }
    let rest = expected + (1.0 - covered).max(0.0) * draws;
    (
        statistic + (seen - rest) * (seen - rest) / rest.max(1e-300),
        cells,
    )
}

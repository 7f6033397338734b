//! With the same numbers, slightly different laws give slightly different draws.

use crate::rng::{Level, Purpose, ReplicateKey, Stream, binomial, hypergeometric, poisson};

fn correlation(one: impl Fn(&mut Stream) -> f64, other: impl Fn(&mut Stream) -> f64) -> f64 {
    let pairs: Vec<[f64; 2]> = (0..4_000)
        .map(|replicate| {
            let stream = ReplicateKey::new(11, replicate).stream(Purpose::Accept, 1, 1);
            [one(&mut stream.clone()), other(&mut stream.clone())]
        })
        .collect();
    let n = pairs.len() as f64;
    let mean = [0, 1].map(|i| pairs.iter().map(|pair| pair[i]).sum::<f64>() / n);
    let product = |i: usize, j: usize| pairs.iter().map(|x| (x[i] - mean[i]) * (x[j] - mean[j])).sum::<f64>();
    product(0, 1) / (product(0, 0) * product(1, 1)).sqrt()
}

#[test]
fn designs_that_differ_little_share_their_luck() {
    for p in [1e-4, 0.004, 0.0102, 0.03, 0.2, 0.48, 0.5, 0.7, 0.97, 0.9995] {
        for n in [1_000u64, 100_000, 10_000_000_000] {
            let more = n + n / 20;
            let seen = correlation(|s| binomial(s, n, p) as f64, |s| binomial(s, more, p) as f64);
            assert!(seen > 0.95 || n as f64 * p < 1.0 || n as f64 * (1.0 - p) < 1.0, "{n} {p}: {seen}");
            assert!(seen > 0.9, "{n} {p}: {seen}");
            let likelier = (1.05 * p).min(1.0 - (1.0 - p) / 1.05);
            let seen = correlation(|s| binomial(s, n, p) as f64, |s| binomial(s, n, likelier) as f64);
            assert!(seen > 0.9, "{n} {p} and {likelier}: {seen}");
        }
    }
    for mean in [0.1, 0.48, 2.0, 4.9, 100.0, 3.9e6] {
        let seen = correlation(|s| poisson(s, mean) as f64, |s| poisson(s, 1.05 * mean) as f64);
        assert!(seen > 0.9, "{mean}: {seen}");
    }
    let seen = correlation(
        |s| hypergeometric(s, 1000, 300, 200) as f64,
        |s| hypergeometric(s, 1000, 520, 200) as f64,
    );
    assert!(seen > 0.9, "{seen}");
}

#[test]
fn a_larger_number_gives_a_larger_count() {
    let levels: Vec<Level> = (0..=4_000u64).map(|i| Level::from_bits(i << 52 | 1 << 51)).collect();
    for p in [0.0001, 0.02, 0.3, 0.5, 0.6, 0.99] {
        let chance = crate::rng::Chance::new(p);
        for n in [1, 2, 10, 30, 400, 5_000, 60_000_000] {
            let counts: Vec<u64> = levels.iter().map(|&level| chance.quantile(level, n)).collect();
            assert!(counts.is_sorted(), "{n} {p}");
        }
    }
}

#[test]
fn every_draw_takes_one_number() {
    for (n, p) in [(0, 0.5), (10, 0.0), (10, 0.3), (1_000_000, 0.5), (1_000_000, 1e-9)] {
        let mut drawn = super::stream(3);
        let mut plain = drawn.clone();
        binomial(&mut drawn, n, p);
        poisson(&mut drawn, n as f64 * p);
        plain.next_u64();
        plain.next_u64();
        assert_eq!(drawn.next_u64(), plain.next_u64());
    }
}

//! The occupancy law: how many different people are reached by contacts that each hit one of them at random.

use crate::engine::thin::number;
use crate::rng::{Stream, binomial};

/// How often somebody who is hit at all in this step is hit once more, given hazard and chance of a hit.
pub(super) fn repeats(hazard: f64, hit: f64) -> f64 {
    // Of h/(1-exp(-h)) - 1 the next term is h⁴/720.
    if hazard < 1e-3 { hazard * (0.5 + hazard * (1.0 / 12.0)) } else { hazard / hit - 1.0 }
}

/// How many different people `hits` invitations reach that each hit one of `people` at random: one by one while they
/// are few; beyond, a binomial number with mean and variance of the occupancy law.
pub(in crate::engine) fn distinct(stream: &mut Stream, hits: u64, people: u64) -> u64 {
    if hits <= 1 || people <= 1 {
        return hits.min(people);
    }
    let all = number(people);
    if hits <= ONE_BY_ONE {
        return (0..hits).fold(0, |won, _| won + u64::from(stream.chance(1.0 - number(won) / all)));
    }
    // Logarithm of the chance that somebody is not hit.
    let missed = number(hits) * libm::log1p(-1.0 / all);
    let (q, hit) = (libm::exp(missed), -libm::expm1(missed));
    let mean = all * hit;
    let pairs = libm::expm1(number(hits) * libm::log1p(-(all - 1.0).powi(-2)));
    let variance = all * q * (hit + (all - 1.0) * q * pairs);
    let p = (1.0 - variance / mean).clamp(0.5 * hit, 1.0);
    binomial(stream, (mean / p).round() as u64, p).min(hits).min(people)
}

/// Up to so many invitations of fixed contacts are followed one by one.
const ONE_BY_ONE: u64 = 512;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    /// Mean and variance of the occupancy law: `S(1-q)` and `S(S-1)(1-2/S)^H + Sq - (Sq)²`, where q = (1-1/S)^H.
    #[test]
    fn distinct_people_have_mean_and_spread_of_the_occupancy_law() {
        for (hits, people) in [(10, 5), (100, 60), (400, 10_000), (700, 1_500), (2_000, 900), (2_000, 2_000)]
        {
            let n = 4_000;
            let won: Vec<f64> = (0..n)
                .map(|replicate| {
                    let mut stream = ReplicateKey::new(3, replicate).stream(Purpose::Accept, 0, 0);
                    distinct(&mut stream, hits, people) as f64
                })
                .collect();
            let (s, h) = (people as f64, hits as f64);
            let q = (1.0 - 1.0 / s).powf(h);
            let mean = s * (1.0 - q);
            let variance = s * (s - 1.0) * (1.0 - 2.0 / s).powf(h) + s * q - (s * q).powi(2);
            let found = won.iter().sum::<f64>() / n as f64;
            let spread = won.iter().map(|x| (x - found).powi(2)).sum::<f64>() / (n - 1) as f64;
            let error = (variance / n as f64).sqrt();
            assert!((found - mean).abs() < 4.0 * error + 2e-4 * mean, "{hits} {people} {found} {mean}");
            assert!((spread / variance - 1.0).abs() < 0.12, "{hits} {people} {spread} {variance}");
        }
    }
}

//! Exact Poisson draws, one number of the stream each.

use super::expansion::{Expansion, LEAST_VARIANCE, expanded_quantile};
use super::lattice::{Lattice, add_up, inverse};
use super::level::Level;
use super::special::poisson_pmf;
use super::stream::Stream;

/// All cumulants of a Poisson law are its mean.
const EXPANSION: Expansion = Expansion::new(1.0, 1.0, 1.0);

/// A Poisson number of this mean (0 for means that are not positive; exact up to 10^13).
///
/// Takes one number of the stream, also where nothing is left to chance, and rises with it.
#[inline]
pub fn poisson(stream: &mut Stream, mean: f64) -> u64 {
    poisson_at(stream.level(), mean)
}

/// The least count whose distribution function reaches `level`.
#[inline]
pub fn poisson_at(level: Level, mean: f64) -> u64 {
    if mean >= LEAST_VARIANCE {
        return expanded_quantile(&Poisson { mean }, &EXPANSION, mean, level);
    }
    if mean > 0.5 {
        return Poisson { mean }.quantile_from_zero(level);
    }
    let mean = mean.max(0.0);
    // P(X >= 1) <= mean: most empty cells are settled here.
    if level.exceeds_small(mean) { few_from_top(level.tail(), mean) } else { 0 }
}

/// The count whose upper tail holds `tail`, for means below one half.
fn few_from_top(tail: f64, mean: f64) -> u64 {
    let mut rest = -libm::expm1(-mean);
    let mut term = 1.0 - rest;
    let mut k = 0;
    while tail < rest {
        k += 1;
        term *= mean * inverse(k);
        rest -= term;
    }
    k
}

/// The law itself, for the exact distribution function.
struct Poisson {
    mean: f64,
}

impl Lattice for Poisson {
    fn pmf(&self, k: u64) -> f64 {
        poisson_pmf(k as f64, self.mean)
    }

    fn ratio(&self, k: u64) -> f64 {
        self.mean / (k as f64 + 1.0)
    }

    #[inline]
    fn mean(&self) -> f64 {
        self.mean
    }

    fn quantile_from_zero(&self, level: Level) -> u64 {
        add_up(level, libm::exp(-self.mean), |k| self.mean * inverse(k + 1))
    }
}

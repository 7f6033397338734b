//! Exact quantiles of laws on 0, 1, 2, …: the slow and sure way.

use super::Level;

/// A unimodal law on 0, 1, 2, … whose neighbouring probabilities have a simple ratio.
pub(super) trait Lattice {
    /// P(X = k), 0 outside the support.
    fn pmf(&self, k: u64) -> f64;
    /// P(X = k + 1) / P(X = k).
    fn ratio(&self, k: u64) -> f64;
    /// The mean.
    fn mean(&self) -> f64;
    /// The quantile by adding up from 0, for small means.
    fn quantile_from_zero(&self, level: Level) -> u64;
    /// The mean as a whole number and a remainder, without rounding.
    fn split_mean(&self) -> (f64, f64) {
        let whole = self.mean().floor();
        (whole, self.mean() - whole)
    }
}

/// The quantile by adding up terms from P(X = 0) on; `ratio` gives the next term as a multiple of the last.
#[inline]
pub(super) fn add_up(level: Level, zero: f64, mut ratio: impl FnMut(u64) -> f64) -> u64 {
    let goal = level.value();
    let (mut term, mut sum, mut k) = (zero, zero, 0);
    while sum < goal {
        term *= ratio(k);
        // Beyond a vanishing term nothing is left that a double could tell, or nothing at all.
        if term < 1e-18 && sum > 0.5 {
            break;
        }
        sum += term;
        k += 1;
    }
    k
}

/// 1/k, from a table for small k.
#[inline]
pub(super) fn inverse(k: u64) -> f64 {
    INVERSE.get(k as usize).copied().unwrap_or_else(|| 1.0 / k as f64)
}

const INVERSE: [f64; 64] = {
    let mut table = [0.0; 64];
    let mut k = 1;
    while k < 64 {
        table[k] = 1.0 / k as f64;
        k += 1;
    }
    table
};

/// The least k with P(X <= k) >= level, searched from `guess`.
pub(super) fn search(law: &impl Lattice, level: Level, guess: u64) -> u64 {
    let mut k = guess;
    if is_above(law, level, k) {
        k += 1;
        while is_above(law, level, k) {
            k += 1;
        }
        return k;
    }
    while k > 0 && !is_above(law, level, k - 1) {
        k -= 1;
    }
    k
}

/// Whether the level lies above P(X <= k).
fn is_above(law: &impl Lattice, level: Level, k: u64) -> bool {
    if (k as f64) < law.mean() {
        let lower = sum_down(law, k);
        if level.is_upper() { 1.0 - lower > level.tail() } else { level.tail() > lower }
    } else {
        let upper = sum_up(law, k + 1);
        if level.is_upper() { upper > level.tail() } else { level.tail() > 1.0 - upper }
    }
}

/// P(X <= k) for k below the mean, where the terms fall.
fn sum_down(law: &impl Lattice, k: u64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for i in (0..k).rev() {
        term /= law.ratio(i);
        sum += term;
        if term < sum * NEGLIGIBLE {
            break;
        }
    }
    sum * law.pmf(k)
}

/// P(X >= k) for k above the mean, where the terms fall.
fn sum_up(law: &impl Lattice, k: u64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for i in k.. {
        term *= law.ratio(i);
        sum += term;
        if term < sum * NEGLIGIBLE {
            break;
        }
    }
    sum * law.pmf(k)
}

/// The terms fall faster than geometrically, so what follows a term this small is smaller than rounding.
const NEGLIGIBLE: f64 = 1e-19;

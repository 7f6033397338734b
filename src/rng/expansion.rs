//! Quantiles of laws of counts from the normal quantile, checked where in doubt.
//!
//! The inverse of the distribution function is expanded in powers of 1/σ (Cornish and Fisher 1938, with Sheppard's
//! corrections for the lattice, as Giles 2016 does for the Poisson law). The expansion gives a real number whose
//! whole part is the count. Its error is known to be below a small bound; where a whole number lies nearer than that bound, which is
//! rare, the exact distribution function decides. So the result is the exact quantile at the price of a
//! polynomial.

use super::lattice::{Lattice, search};
use super::level::Level;
use super::normal::quantile;

/// Below this variance the expansion is of no use.
pub(super) const LEAST_VARIANCE: f64 = 0.8;
/// Below this mean adding up from 0 is the quickest exact way.
const FEW: f64 = 12.0;
/// From this variance on the expansion is better than what can be summed in doubles.
const WIDE: f64 = 4.0e6;

/// Coefficients of the expansion of one law in powers of the normal quantile.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expansion {
    skew: f64,
    first: [f64; 2],
    second: [f64; 3],
}

impl Expansion {
    /// From the third, fourth and fifth cumulant, each divided by the variance.
    #[inline]
    pub(super) const fn new(g3: f64, g4: f64, g5: f64) -> Expansion {
        let (g33, g34, g333) = (g3 * g3, g3 * g4, g3 * g3 * g3);
        Expansion {
            skew: g3 / 6.0,
            first: [-1.0 / 24.0 - g4 / 8.0 + g33 * (5.0 / 36.0), g4 / 24.0 - g33 / 18.0],
            second: [
                g5 / 40.0 - g34 / 12.0 + g333 * (17.0 / 324.0) - g3 / 72.0,
                -g5 / 20.0 + g34 * (5.0 / 24.0) - g333 * (53.0 / 324.0) + g3 / 72.0,
                g5 / 120.0 - g34 / 24.0 + g333 / 27.0,
            ],
        }
    }

    /// Of the binomial law with this probability: what [`Expansion::new`] gives, multiplied out.
    #[inline]
    pub(super) const fn binomial(p: f64) -> Expansion {
        let (pq, skew) = (p * (1.0 - p), 1.0 - 2.0 * p);
        let scale = skew * (1.0 + 0.5 * pq);
        Expansion {
            // No division: laws whose probability changes in every step are expanded anew each time.
            skew: skew * (1.0 / 6.0),
            first: [(7.0 * pq - 1.0) * (1.0 / 36.0), (-1.0 - 2.0 * pq) * (1.0 / 72.0)],
            second: [scale * (-8.0 / 405.0), scale * (7.0 / 810.0), scale * (1.0 / 270.0)],
        }
    }

    /// The quantile of a law with this mean and variance at this normal quantile; in doubt for all others than those of
    /// [`expanded_quantile`], and where there is no normal quantile.
    #[inline(always)]
    pub(super) fn guess(&self, mean: f64, variance: f64, w: f64) -> Guess {
        let sigma = variance.sqrt();
        // Not 1/σ, which would have to wait for the root.
        let inverse = sigma * (1.0 / variance);
        let x = mean + self.offset(w, sigma, inverse);
        Guess { x, doubt: Expansion::bound(w, sigma, inverse), variance }
    }

    /// How far the expansion may be off.
    #[inline(always)]
    fn bound(w: f64, sigma: f64, inverse: f64) -> f64 {
        let square = w * w;
        let growth = 0.04 + 0.0012 * square * square * square;
        growth * inverse * inverse * inverse + 1e-9 * sigma
    }

    /// Distance of the quantile from the mean, such that its whole part is the count.
    #[inline(always)]
    fn offset(&self, w: f64, sigma: f64, inverse: f64) -> f64 {
        let square = w * w;
        let [b1, b3] = self.first;
        let [c0, c2, c4] = self.second;
        let first = w * (b1 + square * b3);
        let second = c0 + square * (c2 + square * c4);
        sigma * w + 0.5 + self.skew * (square - 1.0) + inverse * (first + inverse * second)
    }
}

/// The exact quantile of a law with this mean and variance (at least [`LEAST_VARIANCE`]).
// Always: a fresh expansion handed over in memory, number by number, makes the processor wait when it is read in pairs.
#[inline(always)]
pub(super) fn expanded_quantile(
    law: &impl Lattice,
    expansion: &Expansion,
    variance: f64,
    level: Level,
) -> u64 {
    if variance < WIDE
        && let Some(w) = level.quick_normal()
        && let Some(count) = expansion.guess(law.mean(), variance, w).count()
    {
        return count;
    }
    careful_quantile(law, expansion, variance.sqrt(), level)
}

/// A real number whose whole part is the quantile, unless a whole number lies nearer than its error.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Guess {
    x: f64,
    /// How far it may be off.
    doubt: f64,
    /// Of a law for which that is known.
    variance: f64,
}

impl Guess {
    /// The quantile, if there is no doubt.
    #[inline(always)]
    pub(super) fn count(self) -> Option<u64> {
        // Signed numbers convert in one instruction; a negative one ends in doubt.
        let k = self.x as i64;
        let part = self.x - k as f64;
        let is_known = self.variance >= LEAST_VARIANCE && self.variance < WIDE;
        (is_known && (part - 0.5).abs() < 0.5 - self.doubt).then_some(k.cast_unsigned())
    }
}

/// Where the expansion is in doubt or cannot be: the exact distribution function, or for enormous laws the
/// expansion with nothing lost to rounding.
#[cold]
fn careful_quantile(law: &impl Lattice, expansion: &Expansion, sigma: f64, level: Level) -> u64 {
    if law.mean() < FEW {
        return law.quantile_from_zero(level);
    }
    let offset = expansion.offset(quantile(level), sigma, 1.0 / sigma);
    let (whole, part) = law.split_mean();
    let guess = (whole as i64).saturating_add((part + offset).floor() as i64).max(0).cast_unsigned();
    if sigma * sigma < WIDE { search(law, level, guess) } else { guess }
}

#[cfg(test)]
mod tests {
    use super::super::special::{binomial_pmf, poisson_pmf};
    use super::*;

    /// The largest part of the bound that the error of the expansion takes up anywhere.
    fn worst(pmf: impl Fn(f64) -> f64, mean: f64, variance: f64, expansion: Expansion) -> f64 {
        let sigma = variance.sqrt();
        let top = (mean + 12.0 * sigma) as usize + 20;
        let terms: Vec<f64> = (0..top).map(|k| pmf(k as f64)).collect();
        let mut upper = vec![0.0; top + 1];
        for k in (0..top).rev() {
            upper[k] = upper[k + 1] + terms[k];
        }
        let (mut lower, mut worst) = (0.0, 0.0f64);
        for k in 0..top {
            lower += terms[k];
            let level = if lower < 0.5 { Level::lower(lower) } else { Level::upper(upper[k + 1]) };
            if let Some(w) = level.quick_normal() {
                let inverse = 1.0 / sigma;
                let error = mean + expansion.offset(w, sigma, inverse) - (k as f64 + 1.0);
                worst = worst.max(error.abs() / Expansion::bound(w, sigma, inverse));
            }
        }
        worst
    }

    fn assert_binomial_bound(n: f64, p: f64) {
        let pmf = |k: f64| if k > n { 0.0 } else { binomial_pmf(k, n, p) };
        let part = worst(pmf, n * p, n * p * (1.0 - p), Expansion::binomial(p));
        assert!(part < 0.8, "n = {n}, p = {p}: {part}");
    }

    #[test]
    fn the_binomial_expansion_keeps_its_bound() {
        for n in 3..120 {
            for p in (1..=50).map(|percent| 0.01 * f64::from(percent)) {
                let n = f64::from(n);
                if n * p * (1.0 - p) >= LEAST_VARIANCE {
                    assert_binomial_bound(n, p);
                }
            }
        }
        for variance in [0.8, 0.9, 1.2, 2.0, 2.4, 3.7, 5.0, 8.0, 15.0, 25.0, 60.0, 250.0, 1e3, 2e4] {
            for p in [1e-6f64, 0.003, 0.03, 0.1, 0.2, 0.3, 0.4, 0.47, 0.5] {
                assert_binomial_bound((variance / (p * (1.0 - p))).ceil(), p);
            }
        }
    }

    #[test]
    fn the_binomial_expansion_is_that_of_its_cumulants() {
        for p in [0.0, 0.1, 0.37, 0.5] {
            let (pq, skew) = (p * (1.0 - p), 1.0 - 2.0 * p);
            let general = Expansion::new(skew, 1.0 - 6.0 * pq, skew * (1.0 - 12.0 * pq));
            for w in [-3.0, -0.5, 0.0, 2.0] {
                let offsets = [general, Expansion::binomial(p)].map(|e| e.offset(w, 2.0, 0.5));
                assert!((offsets[0] - offsets[1]).abs() < 1e-13, "{p} {w}");
            }
        }
    }

    #[test]
    fn the_poisson_expansion_keeps_its_bound() {
        let few = (8..200).map(|tenths| 0.1 * f64::from(tenths));
        for mean in few.chain([25.0, 60.0, 250.0, 1e3, 2e4]) {
            let part = worst(|k| poisson_pmf(k, mean), mean, mean, Expansion::new(1.0, 1.0, 1.0));
            assert!(part < 0.8, "mean = {mean}: {part}");
        }
    }

    #[test]
    fn the_bound_holds_without_replacement() {
        for (population, marked, draws) in [
            (200, 60, 70),
            (1000, 500, 500),
            (1000, 10, 400),
            (30, 12, 11),
            (200, 7, 80),
            (5000, 900, 1200),
            (90, 45, 45),
        ] {
            let law = super::super::hypergeometric::Hypergeometric::new(population, marked, draws);
            let part = worst(|k| law.pmf(k as u64), law.mean(), law.variance(), law.expansion());
            assert!(part < 0.8, "{population} {marked} {draws}: {part}");
        }
    }
}

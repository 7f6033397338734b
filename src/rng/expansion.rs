//! Quantiles of laws of counts from the normal quantile, checked where in doubt.
//!
//! The inverse of the distribution function is expanded in powers of 1/σ (Cornish and Fisher 1938, with Sheppard's
//! corrections for the lattice, as Giles 2016 does for the Poisson law). The expansion gives a real number whose
//! whole part is the count. Its error is known to be below a small bound; where a whole number lies nearer than that bound, which is
//! rare, the exact distribution function decides. So the result is the exact quantile at the price of a
//! polynomial.

use super::lattice::{Lattice, search};
use super::level::Level;
use super::normal::{quantile, quick_quantile};

/// Below this variance the expansion is of no use.
pub(super) const LEAST_VARIANCE: f64 = 5.0;
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
            first: [
                -1.0 / 24.0 - g4 / 8.0 + g33 * (5.0 / 36.0),
                g4 / 24.0 - g33 / 18.0,
            ],
            second: [
                g5 / 40.0 - g34 / 12.0 + g333 * (17.0 / 324.0) - g3 / 72.0,
                -g5 / 20.0 + g34 * (5.0 / 24.0) - g333 * (53.0 / 324.0) + g3 / 72.0,
                g5 / 120.0 - g34 / 24.0 + g333 / 27.0,
            ],
        }
    }

    /// Of the binomial law with this probability.
    #[inline]
    pub(super) const fn binomial(p: f64) -> Expansion {
        let (pq, skew) = (p * (1.0 - p), 1.0 - 2.0 * p);
        Expansion::new(skew, 1.0 - 6.0 * pq, skew * (1.0 - 12.0 * pq))
    }

    /// How far the expansion may be off.
    #[inline]
    fn bound(w: f64, sigma: f64, inverse: f64) -> f64 {
        let square = w * w;
        let growth = 0.03 + 0.001 * square * square * square;
        growth * inverse * inverse * inverse + 1e-9 * sigma
    }

    /// Distance of the quantile from the mean, such that its whole part is the count.
    #[inline]
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
#[inline]
pub(super) fn expanded_quantile(
    law: &impl Lattice,
    expansion: &Expansion,
    variance: f64,
    level: Level,
) -> u64 {
    let sigma = variance.sqrt();
    if variance < WIDE
        && let Some(w) = quick_quantile(level)
    {
        let inverse = 1.0 / sigma;
        let x = law.mean() + expansion.offset(w, sigma, inverse);
        let k = x as u64;
        let part = x - k as f64;
        let doubt = Expansion::bound(w, sigma, inverse);
        if (part - 0.5).abs() < 0.5 - doubt {
            return k;
        }
    }
    careful_quantile(law, expansion, sigma, level)
}

/// Where the expansion is in doubt or cannot be: the exact distribution function, or for enormous laws the
/// expansion with nothing lost to rounding.
#[cold]
fn careful_quantile(law: &impl Lattice, expansion: &Expansion, sigma: f64, level: Level) -> u64 {
    let offset = expansion.offset(quantile(level), sigma, 1.0 / sigma);
    let (whole, part) = law.split_mean();
    let guess = (whole as i64 + (part + offset).floor() as i64).max(0) as u64;
    if sigma * sigma < WIDE {
        search(law, level, guess)
    } else {
        guess
    }
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
            let level = if lower < 0.5 {
                Level {
                    upper: false,
                    tail: lower,
                }
            } else {
                Level {
                    upper: true,
                    tail: upper[k + 1],
                }
            };
            if let Some(w) = quick_quantile(level) {
                let inverse = 1.0 / sigma;
                let error = mean + expansion.offset(w, sigma, inverse) - (k as f64 + 1.0);
                worst = worst.max(error.abs() / Expansion::bound(w, sigma, inverse));
            }
        }
        worst
    }

    #[test]
    fn the_expansion_keeps_its_bound() {
        for variance in [
            LEAST_VARIANCE,
            5.3,
            5.7,
            6.0,
            6.5,
            7.0,
            8.0,
            10.0,
            15.0,
            25.0,
            60.0,
            250.0,
            1e3,
            2e4,
        ] {
            let poisson = Expansion::new(1.0, 1.0, 1.0);
            let part = worst(|k| poisson_pmf(k, variance), variance, variance, poisson);
            assert!(part < 0.8, "variance = {variance}: {part}");
            for p in [1e-6, 0.003, 0.03, 0.1, 0.2, 0.3, 0.4, 0.47, 0.5] {
                let n = (variance / (p * (1.0 - p))).ceil();
                let pmf = |k: f64| if k > n { 0.0 } else { binomial_pmf(k, n, p) };
                let part = worst(pmf, n * p, n * p * (1.0 - p), Expansion::binomial(p));
                assert!(part < 0.8, "p = {p}, variance = {variance}: {part}");
            }
        }
    }

    #[test]
    fn the_bound_holds_without_replacement() {
        for (population, marked, draws) in [
            (200, 60, 70),
            (1000, 500, 500),
            (1000, 10, 400),
            (5000, 900, 1200),
            (90, 45, 45),
        ] {
            let law = super::super::hypergeometric::Hypergeometric::new(population, marked, draws);
            let part = worst(
                |k| law.pmf(k as u64),
                law.mean(),
                law.variance(),
                law.expansion(),
            );
            assert!(part < 0.8, "{population} {marked} {draws}: {part}");
        }
    }
}

//! Exact hypergeometric draws, one number of the stream each.

use super::expansion::{Expansion, LEAST_VARIANCE, expanded_quantile};
use super::lattice::{Lattice, add_up};
use super::level::Level;
use super::special::binomial_pmf;
use super::stream::Stream;

/// How many of `draws` people drawn without replacement from `population` are among the `marked`.
///
/// `marked` and `draws` above the population count as the population. Exact up to 10^12; takes one number of the stream and rises with it.
pub fn hypergeometric(stream: &mut Stream, population: u64, marked: u64, draws: u64) -> u64 {
    quantile(stream.level(), population, marked.min(population), draws.min(population))
}

/// Reduces the law to one where at most half are marked and at most half are drawn.
fn quantile(level: Level, population: u64, marked: u64, draws: u64) -> u64 {
    if marked > population - marked {
        return draws - quantile(level.mirrored(), population, population - marked, draws);
    }
    if draws > population - draws {
        return marked - quantile(level.mirrored(), population, marked, population - draws);
    }
    if marked == 0 || draws == 0 {
        return 0;
    }
    reduced_quantile(level, &Hypergeometric::new(population, marked, draws))
}

fn reduced_quantile(level: Level, law: &Hypergeometric) -> u64 {
    // Nobody, with a chance of at least 1 - mean: settled without a look at the law.
    let mean = law.mean();
    if mean < 0.5 && !level.exceeds_small(mean) {
        return 0;
    }
    let variance = law.variance();
    if variance < LEAST_VARIANCE {
        return law.quantile_from_zero(level);
    }
    expanded_quantile(law, &law.expansion(), variance, level)
}

/// Up to so many factors a product is quicker than logarithms.
const FEW_FACTORS: u64 = 24;

/// The law itself; at most half marked, at most half drawn.
pub(super) struct Hypergeometric {
    population: u64,
    marked: u64,
    draws: u64,
}

impl Hypergeometric {
    pub(super) fn new(population: u64, marked: u64, draws: u64) -> Hypergeometric {
        Hypergeometric { population, marked, draws }
    }

    /// P(X = 0); as a plain product where few are drawn or few are marked.
    fn none(&self) -> f64 {
        let (few, many) = (self.marked.min(self.draws), self.marked.max(self.draws));
        if few > FEW_FACTORS {
            return self.pmf(0);
        }
        let (population, missed) = (self.population as f64, (self.population - many) as f64);
        (0..few).map(|i| (missed - i as f64) / (population - i as f64)).product()
    }

    /// Parts of the population that are marked and that are drawn.
    fn parts(&self) -> (f64, f64) {
        let population = self.population as f64;
        (self.marked as f64 / population, self.draws as f64 / population)
    }

    pub(super) fn variance(&self) -> f64 {
        let (p, f) = self.parts();
        let population = self.population as f64;
        if self.population < 2 {
            return 0.0;
        }
        p * (1.0 - p) * f * (1.0 - f) * population * (population / (population - 1.0))
    }

    pub(super) fn expansion(&self) -> Expansion {
        let ((p, f), n) = (self.parts(), self.population as f64);
        let (pq, fg) = (p * (1.0 - p), f * (1.0 - f));
        let skew = (1.0 - 2.0 * p) * (1.0 - 2.0 * f) * n / (n - 2.0);
        let fourth = (1.0 + 1.0 / n - 6.0 * (pq + fg)) * n * n / ((n - 2.0) * (n - 3.0))
            + 6.0 * pq * fg * n * n * (5.0 * n - 6.0) / ((n - 1.0) * (n - 2.0) * (n - 3.0));
        let fifth = skew * (1.0 - 12.0 * (pq + fg) + 84.0 * pq * fg);
        Expansion::new(skew, fourth, fifth)
    }
}

impl Lattice for Hypergeometric {
    /// As a product of binomial probabilities, which need no factorials.
    fn pmf(&self, k: u64) -> f64 {
        if k > self.marked || k > self.draws {
            return 0.0;
        }
        let (_, f) = self.parts();
        let unmarked = (self.population - self.marked) as f64;
        let (k, draws, marked) = (k as f64, self.draws as f64, self.marked as f64);
        binomial_pmf(k, marked, f) * binomial_pmf(draws - k, unmarked, f)
            / binomial_pmf(draws, self.population as f64, f)
    }

    fn ratio(&self, k: u64) -> f64 {
        let spare = self.population - self.marked - self.draws;
        let (marked, draws) = (self.marked as f64, self.draws as f64);
        let (k, spare) = (k as f64, spare as f64);
        (marked - k) * (draws - k) / ((k + 1.0) * (spare + k + 1.0))
    }

    fn mean(&self) -> f64 {
        self.marked as f64 * self.parts().1
    }

    fn quantile_from_zero(&self, level: Level) -> u64 {
        add_up(level, self.none(), |k| self.ratio(k))
    }

    fn split_mean(&self) -> (f64, f64) {
        let product = u128::from(self.marked) * u128::from(self.draws);
        let population = u128::from(self.population);
        ((product / population) as f64, (product % population) as f64 / self.population as f64)
    }
}

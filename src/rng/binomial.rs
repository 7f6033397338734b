//! Exact binomial draws, one number of the stream each.

use super::expansion::{Expansion, LEAST_VARIANCE, expanded_quantile};
use super::lattice::Lattice;
use super::level::Level;
use super::special::binomial_pmf;
use super::stream::Stream;

/// How many of `n` have it, each with probability `p` (clipped to 0..=1; exact for n up to 10^12).
///
/// Takes one number of the stream, also where nothing is left to chance, and rises with it.
#[inline]
pub fn binomial(stream: &mut Stream, n: u64, p: f64) -> u64 {
    let level = stream.level();
    Half::new(p).quantile(level, n, |half| libm::log1p(-half.p))
}

/// A probability made ready for many draws.
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    half: Half,
    log_q: f64,
}

impl Chance {
    /// Prepares `p`, clipped to 0..=1; not a number counts as 0.
    #[must_use]
    pub fn new(p: f64) -> Chance {
        let half = Half::new(p);
        Chance {
            half,
            log_q: libm::log1p(-half.p),
        }
    }

    /// How many of `n` have it: as [`binomial()`].
    #[inline]
    pub fn draw(&self, stream: &mut Stream, n: u64) -> u64 {
        self.quantile(stream.level(), n)
    }

    /// The least count whose distribution function reaches `level`.
    #[inline]
    #[must_use]
    pub fn quantile(&self, level: Level, n: u64) -> u64 {
        self.half.quantile(level, n, |_| self.log_q)
    }

    /// The probability.
    #[inline]
    #[must_use]
    pub fn p(&self) -> f64 {
        if self.half.mirrored {
            1.0 - self.half.p
        } else {
            self.half.p
        }
    }
}

/// The rarer of the two outcomes.
#[derive(Clone, Copy, Debug)]
struct Half {
    /// At most one half.
    p: f64,
    /// Whether `p` is the probability of not having it.
    mirrored: bool,
    expansion: Expansion,
}

impl Half {
    #[inline]
    fn new(p: f64) -> Half {
        let mirrored = p > 0.5;
        let p = if mirrored {
            (1.0 - p).max(0.0)
        } else {
            p.max(0.0)
        };
        Half {
            p,
            mirrored,
            expansion: Expansion::binomial(p),
        }
    }

    #[inline]
    fn quantile(&self, level: Level, n: u64, log_q: impl FnOnce(&Half) -> f64) -> u64 {
        if self.mirrored {
            n - self.rare(level.mirrored(), n, log_q)
        } else {
            self.rare(level, n, log_q)
        }
    }

    /// The quantile of the rarer outcome's count.
    #[inline]
    fn rare(&self, level: Level, n: u64, log_q: impl FnOnce(&Half) -> f64) -> u64 {
        let mean = n as f64 * self.p;
        if mean <= 0.5 {
            // P(X >= 1) <= mean: most empty cells are settled here.
            if !level.upper || level.tail >= mean {
                return 0;
            }
            return few_from_top(level.tail, n as f64, self.p, log_q(self));
        }
        let variance = mean * (1.0 - self.p);
        if variance < LEAST_VARIANCE {
            return few(level, n, self.p, log_q(self));
        }
        expanded_quantile(&Binomial { n, p: self.p }, &self.expansion, variance, level)
    }
}

/// The count whose upper tail holds `tail`, for means below one half.
fn few_from_top(tail: f64, n: f64, p: f64, log_q: f64) -> u64 {
    let mut rest = -libm::expm1(n * log_q);
    let odds = p / (1.0 - p);
    let mut term = 1.0 - rest;
    let mut k = 0.0;
    while tail < rest && k < n {
        term *= odds * (n - k) / (k + 1.0);
        rest -= term;
        k += 1.0;
    }
    k as u64
}

/// The quantile by adding up from 0, for a handful of expected cases.
fn few(level: Level, n: u64, p: f64, log_q: f64) -> u64 {
    if n == 1 {
        return u64::from(level.exceeds(p));
    }
    let odds = p / (1.0 - p);
    let goal = level.value();
    let mut term = libm::exp(n as f64 * log_q);
    let mut sum = term;
    let mut k = 0;
    let mut left = n as f64 * odds;
    while sum < goal && k < n {
        k += 1;
        term *= left * inverse(k);
        left -= odds;
        sum += term;
        if term < 1e-18 && k > 12 {
            break;
        }
    }
    k
}

/// 1/k, from a table for small k.
#[inline]
pub(super) fn inverse(k: u64) -> f64 {
    INVERSE
        .get(k as usize)
        .copied()
        .unwrap_or_else(|| 1.0 / k as f64)
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

/// The law itself, for the exact distribution function.
struct Binomial {
    n: u64,
    p: f64,
}

impl Lattice for Binomial {
    fn pmf(&self, k: u64) -> f64 {
        if k > self.n {
            0.0
        } else {
            binomial_pmf(k as f64, self.n as f64, self.p)
        }
    }

    fn ratio(&self, k: u64) -> f64 {
        let (k, n) = (k as f64, self.n as f64);
        (n - k) * self.p / ((k + 1.0) * (1.0 - self.p))
    }

    #[inline]
    fn mean(&self) -> f64 {
        self.n as f64 * self.p
    }

    fn split_mean(&self) -> (f64, f64) {
        let (product, lost) = exact_product(self.n as f64, self.p);
        let whole = product.floor();
        (whole, product - whole + lost)
    }
}

/// A product and what rounding took from it (Dekker 1971).
fn exact_product(x: f64, y: f64) -> (f64, f64) {
    let halves = |v: f64| {
        let far = v * 134_217_729.0;
        let high = far - (far - v);
        (high, v - high)
    };
    let ((xh, xl), (yh, yl)) = (halves(x), halves(y));
    let product = x * y;
    (product, ((xh * yh - product) + xh * yl + xl * yh) + xl * yl)
}

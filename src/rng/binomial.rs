//! Exact binomial draws, one number of the stream each.

use super::expansion::{Expansion, Guess, LEAST_VARIANCE, expanded_quantile};
use super::lattice::{Lattice, add_up, inverse};
use super::level::Level;
use super::special::binomial_pmf;
use super::stream::Stream;

/// How many of `n` have it, each with probability `p` (clipped to 0..=1; exact for n up to 10^12).
///
/// Takes one number of the stream, also where nothing is left to chance, and rises with it.
#[inline]
pub fn binomial(stream: &mut Stream, n: u64, p: f64) -> u64 {
    binomial_at(stream.level(), n, p)
}

/// The least count whose distribution function reaches `level`.
#[inline]
pub fn binomial_at(level: Level, n: u64, p: f64) -> u64 {
    let half = Half::new(p);
    half.quantile(level, n, || libm::log1p(-half.p), || Expansion::binomial(half.p))
}

/// As [`binomial_at`], of several laws side by side.
#[inline(always)]
pub fn binomials_at<const LAWS: usize>(
    levels: &[Level; LAWS],
    n: &[u64; LAWS],
    p: &[f64; LAWS],
) -> [u64; LAWS] {
    let halves = p.map(Half::new);
    let law = |at: usize| (halves[at], Expansion::binomial(halves[at].p));
    side_by_side(levels, n, law, |at| binomial_at(levels[at], n[at], p[at]))
}

/// Guesses for all laws, and what is `exact` for those in doubt. A guess is arithmetic without a question, of which the
/// processor does two at once. Rows are written in place: what [`std::array::from_fn`] makes is moved once more, and the
/// processor waits for it.
#[inline(always)]
fn side_by_side<const LAWS: usize>(
    levels: &[Level; LAWS],
    n: &[u64; LAWS],
    law: impl Fn(usize) -> (Half, Expansion),
    exact: impl Fn(usize) -> u64,
) -> [u64; LAWS] {
    let mut means = [0.0; LAWS];
    for (at, mean) in means.iter_mut().enumerate() {
        *mean = Binomial { n: n[at], p: law(at).0.p }.mean();
    }
    let mut normals = [0.0; LAWS];
    for (at, normal) in normals.iter_mut().enumerate() {
        let looked_up = levels[at].looked_up();
        *normal = if law(at).0.mirrored { -looked_up } else { looked_up };
    }
    let mut guesses = [Guess::default(); LAWS];
    for (at, guess) in guesses.iter_mut().enumerate() {
        let (half, expansion) = law(at);
        *guess = expansion.guess(means[at], means[at] * (1.0 - half.p), normals[at]);
    }
    let mut counts = [0; LAWS];
    for (at, count) in counts.iter_mut().enumerate() {
        *count = match guesses[at].count() {
            Some(count) if law(at).0.mirrored => n[at] - count.min(n[at]),
            Some(count) => count,
            None => exact(at),
        };
    }
    counts
}

/// A probability made ready for many draws.
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    half: Half,
    log_q: f64,
    expansion: Expansion,
}

impl Chance {
    /// Prepares `p`, clipped to 0..=1; not a number counts as 0.
    #[must_use]
    pub fn new(p: f64) -> Chance {
        let half = Half::new(p);
        Chance { half, log_q: libm::log1p(-half.p), expansion: Expansion::binomial(half.p) }
    }

    /// How many of `n` have it: as [`binomial()`], with the same result.
    #[inline]
    pub fn draw(&self, stream: &mut Stream, n: u64) -> u64 {
        self.quantile(stream.level(), n)
    }

    /// The least count whose distribution function reaches `level`.
    #[inline]
    #[must_use]
    pub fn quantile(&self, level: Level, n: u64) -> u64 {
        self.half.quantile(level, n, || self.log_q, || self.expansion)
    }

    /// As [`Chance::quantile`], of several laws side by side.
    #[inline(always)]
    #[must_use]
    pub fn quantiles<const LAWS: usize>(&self, levels: &[Level; LAWS], n: &[u64; LAWS]) -> [u64; LAWS] {
        side_by_side(levels, n, |_| (self.half, self.expansion), |at| self.quantile(levels[at], n[at]))
    }

    /// The probability.
    #[inline]
    #[must_use]
    pub fn p(&self) -> f64 {
        if self.half.mirrored { 1.0 - self.half.p } else { self.half.p }
    }
}

/// The rarer of the two outcomes.
#[derive(Clone, Copy, Debug)]
struct Half {
    /// At most one half.
    p: f64,
    /// Whether `p` is the probability of not having it.
    mirrored: bool,
}

impl Half {
    #[inline]
    fn new(p: f64) -> Half {
        let mirrored = p > 0.5;
        Half { p: if mirrored { 1.0 - p } else { p }.max(0.0), mirrored }
    }

    /// The quantile, given how to come by the logarithm of the other probability and by the expansion.
    #[inline]
    fn quantile(
        self,
        level: Level,
        n: u64,
        log_q: impl FnOnce() -> f64,
        expansion: impl FnOnce() -> Expansion,
    ) -> u64 {
        let level = if self.mirrored { level.mirrored() } else { level };
        let count = Binomial { n, p: self.p }.quantile(level, log_q, expansion);
        if self.mirrored { n - count } else { count }
    }
}

/// The law itself, for the exact distribution function.
struct Binomial {
    n: u64,
    p: f64,
}

impl Binomial {
    // Always: what is not asked for again and again stays out of line.
    #[inline(always)]
    fn quantile(
        &self,
        level: Level,
        log_q: impl FnOnce() -> f64,
        expansion: impl FnOnce() -> Expansion,
    ) -> u64 {
        let mean = self.mean();
        if mean <= 0.5 {
            // P(X >= 1) <= mean: most empty cells are settled here.
            if !level.exceeds_small(mean) {
                return 0;
            }
            return if self.n == 1 { 1 } else { self.few_from_top(level.tail(), log_q()) };
        }
        let variance = mean * (1.0 - self.p);
        if variance < LEAST_VARIANCE {
            return self.few(level, log_q);
        }
        expanded_quantile(self, &expansion(), variance, level)
    }

    /// The count whose upper tail holds `tail`, for means below one half.
    #[inline(never)]
    fn few_from_top(&self, tail: f64, log_q: f64) -> u64 {
        let (n, odds) = (self.n as f64, self.odds());
        let mut rest = -libm::expm1(n * log_q);
        let (mut term, mut k) = (1.0 - rest, 0.0);
        while tail < rest && k < n {
            term *= odds * (n - k) / (k + 1.0);
            rest -= term;
            k += 1.0;
        }
        k as u64
    }

    /// The quantile by adding up from 0.
    #[inline(never)]
    fn few(&self, level: Level, log_q: impl FnOnce() -> f64) -> u64 {
        let (n, odds) = (self.n as f64, self.odds());
        let zero = match u32::try_from(self.n) {
            Ok(n) if n <= SMALL_POWER => power(1.0 - self.p, n),
            _ => libm::exp(n * log_q()),
        };
        add_up(level, zero, |k| odds * (n - k as f64) * inverse(k + 1))
    }

    fn odds(&self) -> f64 {
        self.p / (1.0 - self.p)
    }
}

/// Up to this exponent multiplying is quicker than the exponential function.
const SMALL_POWER: u32 = 16;

/// `x^n` by squaring.
#[inline]
fn power(x: f64, n: u32) -> f64 {
    let (mut result, mut square, mut left) = (1.0, x, n);
    while left > 0 {
        if left & 1 == 1 {
            result *= square;
        }
        square *= square;
        left >>= 1;
    }
    result
}

impl Lattice for Binomial {
    fn pmf(&self, k: u64) -> f64 {
        if k > self.n { 0.0 } else { binomial_pmf(k as f64, self.n as f64, self.p) }
    }

    fn ratio(&self, k: u64) -> f64 {
        let (k, n) = (k as f64, self.n as f64);
        (n - k) * self.p / ((k + 1.0) * (1.0 - self.p))
    }

    #[inline]
    fn mean(&self) -> f64 {
        // What fits a signed number converts in one instruction.
        self.n.min(i64::MAX.cast_unsigned()) as f64 * self.p
    }

    fn quantile_from_zero(&self, level: Level) -> u64 {
        self.few(level, || libm::log1p(-self.p))
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

//! Laws of times: how long answers take, and how long members wait for an occasion.

use super::part::Drawn;
use crate::rng::{Stream, normal as normal_number};
use crate::scenario::{ASSUMED_DELAY, Delay};
use crate::stats::lower_gamma;

/// A law of times with its numbers drawn, in days.
#[derive(Clone, Debug, PartialEq)]
pub enum Law {
    /// Always so long.
    Fixed(f64),
    /// Exponential with this mean.
    Exponential(f64),
    /// The logarithm is normal.
    Lognormal {
        /// Mean of the logarithm.
        mu: f64,
        /// Its standard deviation.
        sigma: f64,
    },
    /// Weibull.
    Weibull {
        /// Scale.
        scale: f64,
        /// Shape.
        shape: f64,
    },
    /// One of several, with these chances.
    OneOf(Vec<(f64, Law)>),
}

impl Law {
    pub(super) fn of(delay: &Delay, drawn: &Drawn<'_>) -> Law {
        match delay {
            // In cycles nobody asks how long.
            Delay::None => Law::Fixed(0.0),
            Delay::Fixed(days) => Law::Fixed(drawn.of(days)),
            Delay::Assumed => Law::Exponential(ASSUMED_DELAY),
            Delay::Exponential(mean) => Law::Exponential(drawn.of(mean)),
            Delay::Lognormal { median, sigma } => {
                Law::Lognormal { mu: libm::log(drawn.of(median)), sigma: drawn.of(sigma) }
            }
            Delay::Weibull { scale, shape } => {
                Law::Weibull { scale: drawn.of(scale), shape: drawn.of(shape) }
            }
            Delay::Mixture(parts) => {
                Law::one_of(parts.iter().map(|(weight, part)| (drawn.of(weight), Law::of(part, drawn))))
            }
            Delay::List(times) => {
                Law::one_of(times.iter().map(|(days, weight)| (drawn.of(weight), Law::Fixed(*days))))
            }
        }
    }

    fn one_of(parts: impl Iterator<Item = (f64, Law)>) -> Law {
        let mut parts: Vec<(f64, Law)> = parts.collect();
        let all: f64 = parts.iter().map(|(weight, _)| weight).sum();
        parts.iter_mut().for_each(|(weight, _)| *weight /= all);
        Law::OneOf(parts)
    }

    /// A time.
    #[must_use]
    pub fn draw(&self, stream: &mut Stream) -> f64 {
        match *self {
            Law::Fixed(days) => days,
            Law::Exponential(mean) => -mean * libm::log(stream.open01()),
            Law::Lognormal { mu, sigma } => libm::exp(mu + sigma * normal_number(stream)),
            Law::Weibull { scale, shape } => scale * libm::pow(-libm::log(stream.open01()), 1.0 / shape),
            Law::OneOf(ref parts) => {
                let mut left = stream.uniform();
                let part = parts.iter().find(|(chance, _)| {
                    left -= chance;
                    left < 0.0
                });
                part.or(parts.last()).map_or(0.0, |(_, law)| law.draw(stream))
            }
        }
    }

    /// Its mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match *self {
            Law::Fixed(mean) | Law::Exponential(mean) => mean,
            Law::Lognormal { mu, sigma } => libm::exp(mu + 0.5 * sigma * sigma),
            Law::Weibull { scale, shape } => scale * libm::tgamma(1.0 + 1.0 / shape),
            Law::OneOf(ref parts) => Law::mean_of(parts, Law::mean),
        }
    }

    /// The mean of the exponential law a quarter of which is over as soon as a quarter of this one, or that of this one, if it is less.
    #[must_use]
    pub fn quick_mean(&self) -> f64 {
        let (mut short, mut long) = (1e-9, 1e9);
        for _ in 0..100 {
            let middle = libm::sqrt(short * long);
            if self.by(middle) < 0.25 { short = middle } else { long = middle }
        }
        self.mean().min(long / -libm::log1p(-0.25))
    }

    /// Chance that nothing has come by then which comes at this rate per day.
    pub(super) fn comes_before(&self, rate: f64) -> f64 {
        match *self {
            Law::Fixed(days) => libm::exp(-rate * days),
            Law::Exponential(mean) => 1.0 / (1.0 + rate * mean),
            Law::Lognormal { mu, sigma } => {
                trapezoid(-9.0, 9.0, |z| density(z) * libm::exp(-rate * libm::exp(mu + sigma * z)))
            }
            // By the logarithm of the exponential number that makes it.
            Law::Weibull { scale, shape } => trapezoid(-36.0, 5.0, |y| {
                let x = libm::exp(y);
                x * libm::exp(-x - rate * scale * libm::pow(x, 1.0 / shape))
            }),
            Law::OneOf(ref parts) => Law::mean_of(parts, |law| law.comes_before(rate)),
        }
    }

    /// What the parts of a law come to, each by its chance.
    fn mean_of(parts: &[(f64, Law)], of: impl Fn(&Law) -> f64) -> f64 {
        parts.iter().map(|(chance, law)| chance * of(law)).sum()
    }

    /// `∫ below` from 0 to `days`.
    pub(super) fn mean_below(&self, days: f64) -> f64 {
        match *self {
            Law::Fixed(delay) => (days - delay).max(0.0),
            Law::Exponential(mean) if mean > 0.0 => days + mean * libm::expm1(-days / mean),
            Law::Lognormal { mu, sigma } if sigma > 0.0 => {
                let z = (libm::log(days) - mu) / sigma;
                // E[D; D < days] is `e^(mu + sigma²/2)·Φ(z - sigma)`, which far out is as well `days·φ(z)` times the Mills
                // ratio.
                let far = sigma - z;
                let partly = if far > 5.0 {
                    days * density(z) * mills_ratio(far)
                } else {
                    libm::exp(mu + 0.5 * sigma * sigma) * normal(-far)
                };
                days * normal(z) - partly
            }
            Law::Lognormal { mu, .. } => (days - libm::exp(mu)).max(0.0),
            Law::Weibull { scale, shape } if scale > 0.0 => {
                days - scale / shape * lower_gamma(1.0 / shape, libm::pow(days / scale, shape))
            }
            Law::Exponential(_) | Law::Weibull { .. } => days,
            Law::OneOf(ref parts) => Law::mean_of(parts, |law| law.mean_below(days)),
        }
    }

    /// Chance of a delay of at most `days`.
    pub(super) fn by(&self, days: f64) -> f64 {
        self.below(days * (1.0 + 4e-12))
    }

    /// Chance of a delay below `days`.
    pub(super) fn below(&self, days: f64) -> f64 {
        match *self {
            // A delay of exactly a whole number of steps belongs to the bin that begins there; the grain of
            // dust makes 45 minutes of 15-minute steps three, whatever the rounding.
            Law::Fixed(delay) => f64::from(u8::from(delay < days * (1.0 - 1e-12))),
            Law::Exponential(mean) if mean > 0.0 => -libm::expm1(-days / mean),
            Law::Exponential(_) => 1.0,
            Law::Lognormal { mu, sigma } if sigma > 0.0 => {
                0.5 * libm::erfc(-(libm::log(days) - mu) / (sigma * std::f64::consts::SQRT_2))
            }
            Law::Lognormal { mu, .. } => f64::from(u8::from(libm::exp(mu) < days * (1.0 - 1e-12))),
            Law::Weibull { scale, shape } => -libm::expm1(-libm::pow(days / scale, shape)),
            Law::OneOf(ref parts) => Law::mean_of(parts, |law| law.below(days)),
        }
    }
}

/// The distribution function of the normal law.
fn normal(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// The density of the normal law.
fn density(z: f64) -> f64 {
    const AT_NOUGHT: f64 = 0.398_942_280_401_432_7;
    AT_NOUGHT * libm::exp(-0.5 * z * z)
}

/// The tail of the normal law beyond `z` over its density, for large `z` (Laplace's continued fraction).
fn mills_ratio(z: f64) -> f64 {
    (1..=40).rev().fold(z, |fraction, k| z + f64::from(k) / fraction).recip()
}

/// The integral of a function that is nothing at either end.
fn trapezoid(from: f64, to: f64, of: impl Fn(f64) -> f64) -> f64 {
    const PARTS: u32 = 500;
    let width = (to - from) / f64::from(PARTS);
    (0..PARTS).map(|part| of(from + (f64::from(part) + 0.5) * width)).sum::<f64>() * width
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    fn laws() -> Vec<Law> {
        let simple = [
            Law::Fixed(2.0),
            Law::Exponential(2.0),
            Law::Lognormal { mu: 0.3, sigma: 0.8 },
            Law::Weibull { scale: 2.0, shape: 0.7 },
            Law::Weibull { scale: 2.0, shape: 3.0 },
        ];
        let parts = simple.iter().cloned().map(|law| (1.0, law));
        let all = Law::one_of(parts);
        simple.into_iter().chain([all]).collect()
    }

    #[test]
    fn what_is_drawn_has_the_mean_and_comes_before_what_it_should() {
        const DRAWN: u32 = 40_000;
        let mut stream = ReplicateKey::new(1, 0).stream(Purpose::Value, 0, 0);
        for law in laws() {
            let drawn: Vec<f64> = (0..DRAWN).map(|_| law.draw(&mut stream)).collect();
            let mean =
                |of: &dyn Fn(f64) -> f64| drawn.iter().map(|days| of(*days)).sum::<f64>() / f64::from(DRAWN);
            let near = |one: f64, other: f64| (one / other - 1.0).abs() < 0.03;
            assert!(near(mean(&|days| days), law.mean()), "{law:?}");
            for rate in [0.1, 1.0] {
                assert!(near(mean(&|days| libm::exp(-rate * days)), law.comes_before(rate)), "{law:?}");
            }
            assert!(
                near(mean(&|days| f64::from(u8::from(days < 1.5))), law.below(1.5).max(1e-9))
                    || law.below(1.5) == 0.0
            );
        }
    }

    #[test]
    fn the_quick_ones_say_how_quick_it_is() {
        let near = |one: f64, other: f64| (one / other - 1.0).abs() < 1e-6;
        assert!(near(Law::Fixed(2.0).quick_mean(), 2.0));
        assert!(near(Law::Weibull { scale: 2.0, shape: 1.0 }.quick_mean(), 2.0));
        let mixed = Law::one_of([(0.3, Law::Fixed(0.1)), (0.7, Law::Fixed(30.0))].into_iter());
        assert!(near(mixed.quick_mean(), 0.1 / 0.287_682_072), "{}", mixed.quick_mean());
    }

    /// Of members who leave with .1 a day .9^10 have their occasion after ten days, always so long; 1/(1 + 10·.10536) after an
    /// exponential time of ten days.
    #[test]
    fn who_leaves_waits_in_vain() {
        let rate = -libm::log(0.9);
        assert!((Law::Fixed(10.0).comes_before(rate) - 0.348_678).abs() < 1e-6);
        assert!((Law::Exponential(10.0).comes_before(rate) - 0.486_949).abs() < 1e-6);
        assert!((Law::Weibull { scale: 10.0, shape: 1.0 }.comes_before(rate) - 0.486_949).abs() < 1e-6);
        let narrow = Law::Lognormal { mu: libm::log(10.0), sigma: 1e-6 };
        assert!((narrow.comes_before(rate) - 0.348_678).abs() < 1e-6);
        for law in laws() {
            assert!((law.comes_before(1e-12) - 1.0).abs() < 1e-9, "{law:?}");
        }
    }
}

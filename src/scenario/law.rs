//! Laws of uncertain inputs: what may be written where a number is not known for sure.

use super::domain::Domain;
use crate::problem::{Bounds, LawFault, ProblemKind};
use serde::Serialize;

/// An uncertain number of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Input {
    /// Position in [`Scenario::inputs`](super::Scenario::inputs).
    #[serde(skip)]
    pub id: usize,
    /// Dotted path of the key, for example `segments.core.funnel.join`.
    pub key: String,
    /// Its law.
    pub law: Law,
    /// Least possible value; draws below are set to it.
    pub min: f64,
    /// Largest possible value; draws above are set to it.
    pub max: f64,
}

/// The law of an uncertain number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Law {
    /// `logit(X)` is normal; from `lo to hi` on a probability.
    LogitNormal {
        /// Mean of the logit.
        mu: f64,
        /// Standard deviation of the logit.
        sigma: f64,
    },
    /// `ln(X)` is normal; from `lo to hi` on a positive number, or `{ lognormal: { median, sigma } }`.
    Lognormal {
        /// Mean of the logarithm.
        mu: f64,
        /// Standard deviation of the logarithm.
        sigma: f64,
    },
    /// `{ normal: { mean, sd } }`.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
    },
    /// `{ beta: [a, b] }`.
    Beta {
        /// First shape.
        a: f64,
        /// Second shape.
        b: f64,
    },
    /// `{ uniform: [a, b] }`.
    Uniform {
        /// Least.
        min: f64,
        /// Largest.
        max: f64,
    },
    /// `{ triangular: [a, mode, b] }`.
    Triangular {
        /// Least.
        min: f64,
        /// Most likely.
        mode: f64,
        /// Largest.
        max: f64,
    },
}

impl Law {
    /// The median (for Beta: its usual approximation `(a-1/3)/(a+b-2/3)`, or the mean for small shapes).
    #[must_use]
    pub fn median(&self) -> f64 {
        match *self {
            Law::LogitNormal { mu, .. } => 1.0 / (1.0 + libm::exp(-mu)),
            Law::Lognormal { mu, .. } => libm::exp(mu),
            Law::Normal { mean, .. } => mean,
            Law::Beta { a, b } if a > 1.0 && b > 1.0 => (a - 1.0 / 3.0) / (a + b - 2.0 / 3.0),
            Law::Beta { a, b } => a / (a + b),
            Law::Uniform { min, max } => f64::midpoint(min, max),
            Law::Triangular { min, mode, max } => {
                let (left, right) = (mode - min, max - mode);
                if left >= right {
                    min + ((max - min) * left / 2.0).sqrt()
                } else {
                    max - ((max - min) * right / 2.0).sqrt()
                }
            }
        }
    }
}

impl Input {
    /// What is wrong with it as a number of this domain.
    pub(super) fn fault(&self, domain: Domain) -> Option<ProblemKind> {
        let Bounds { min, above_min, max } = domain.bounds;
        let low = if above_min { self.min > min } else { self.min >= min };
        let inside = low && self.min <= self.max && self.max <= max;
        self.law.fault(domain).or_else(|| bad(!inside, LawFault::Outside))
    }
}

impl Law {
    /// What is wrong with it as the law of a number of this domain.
    pub(crate) fn fault(&self, domain: Domain) -> Option<ProblemKind> {
        let outside = |end: f64| domain.within(end).err();
        let fault = match *self {
            Law::LogitNormal { mu, sigma } | Law::Lognormal { mu, sigma } => {
                not_finite(&[mu, sigma]).or_else(|| not_positive(sigma))
            }
            Law::Normal { mean, sd } => {
                not_finite(&[mean, sd]).or_else(|| outside(mean)).or_else(|| not_positive(sd))
            }
            Law::Beta { a, b } => not_finite(&[a, b]).or_else(|| not_positive(a.min(b))),
            Law::Uniform { min, max } => not_finite(&[min, max])
                .or_else(|| bad(min >= max, LawFault::Order))
                .or_else(|| outside(min))
                .or_else(|| outside(max)),
            Law::Triangular { min, mode, max } => not_finite(&[min, mode, max])
                .or_else(|| bad(min > mode || mode > max || min >= max, LawFault::Order))
                .or_else(|| outside(min))
                .or_else(|| outside(max)),
        };
        // Of a law whose middle is not possible nearly every draw would be set to a bound.
        let possible = domain.bounds.min..=domain.bounds.max;
        fault.or_else(|| bad(!possible.contains(&self.median()), LawFault::Outside))
    }
}

fn bad(wrong: bool, fault: LawFault) -> Option<ProblemKind> {
    wrong.then_some(ProblemKind::BadLaw(fault))
}

fn not_finite(parameters: &[f64]) -> Option<ProblemKind> {
    parameters.iter().any(|parameter| !parameter.is_finite()).then_some(ProblemKind::NotFinite)
}

fn not_positive(parameter: f64) -> Option<ProblemKind> {
    bad(parameter <= 0.0, LawFault::NotPositive)
}

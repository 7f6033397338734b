//! Whom a share reaches, what these must pass, and how long they take to answer.

use super::quantity::Quantity;
use serde::Serialize;

/// How members share into the chat groups in which they sit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShareInto {
    /// Into how many of their groups a share goes.
    pub groups: u32,
    /// Chance of each other person there to see it.
    pub see: Quantity,
}

/// How many contacts one share reaches.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Contacts {
    /// Everybody whom the sharer knows; on a network alone.
    All,
    /// Always so many; rounded to a whole number.
    Fixed(Quantity),
    /// Poisson with this mean.
    Poisson(Quantity),
    /// Negative binomial: mean and dispersion (small `k`: few people reach most).
    NegativeBinomial {
        /// Mean.
        mean: Quantity,
        /// Dispersion.
        k: Quantity,
    },
    /// A mixture of laws; weights are normalised, parts are not mixtures themselves.
    Mixture(Vec<(Quantity, Contacts)>),
}

/// One stage of the funnel.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stage {
    /// Name as in the file; the last is `join`.
    pub name: String,
    /// Chance to pass.
    pub pass: Quantity,
}

/// How long an invitee takes from the invitation to the answer; times in days.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Delay {
    /// Nobody said: exponential with a mean of [`ASSUMED_DELAY`] days.
    Assumed,
    /// No time passes but the cycle: who accepts joins in the next step. For all segments or for none.
    None,
    /// Always the same.
    Fixed(Quantity),
    /// Exponential with this mean.
    Exponential(Quantity),
    /// Lognormal.
    Lognormal {
        /// Median in days.
        median: Quantity,
        /// Standard deviation of the logarithm.
        sigma: Quantity,
    },
    /// Weibull.
    Weibull {
        /// Scale in days.
        scale: Quantity,
        /// Shape.
        shape: Quantity,
    },
    /// Each answer by one of several laws; weights are normalised, parts are not mixtures themselves.
    Mixture(Vec<(Quantity, Delay)>),
    /// One of these times, in days, rising; weights are normalised.
    List(Vec<(f64, Quantity)>),
}

/// Mean days of an answer where a scenario says nothing.
pub const ASSUMED_DELAY: f64 = 1.0;

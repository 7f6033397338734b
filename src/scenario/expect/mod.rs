//! What must hold of a campaign: the statements of `expect`, such as `new_users.p50 >= 5000` or
//! `P(cost > 30000) <= 5%`.
//!
//! Here is what a statement says and which names there are; `input` reads it, and whether it holds is for
//! `study::check`.

mod foreign;
mod vocabulary;

pub(crate) use vocabulary::{Names, Vocabulary};

use crate::metrics::{Metric, Risk, Scalar, Series};
use crate::problem::Place;
use serde::{Serialize, Serializer};
use std::fmt;

/// A statement: an estimate, a comparison, a bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// The statement as it was written.
    pub text: String,
    /// Where it was written, if it was.
    pub place: Option<Place>,
    /// What is estimated.
    pub estimand: Estimand,
    /// How it is compared.
    pub relation: Relation,
    /// With what: people, major units of money, days; chances and shares from 0 to 1.
    pub bound: f64,
}

/// What is estimated.
#[derive(Clone, Debug, PartialEq)]
pub enum Estimand {
    /// `new_users.p50`: a number that says something about the distribution over campaigns.
    Statistic {
        /// Of what.
        of: Observable,
        /// Which.
        statistic: Statistic,
    },
    /// `P(…)`: how often something happens.
    Chance(Occurrence),
    /// `theory.k`: a number that is computed, not simulated.
    Theory(Scalar),
}

impl Estimand {
    /// Of the mean of a cost per head: the money and the heads. It is the ratio of their means.
    #[must_use]
    pub fn mean_per_head(&self) -> Option<[&'static Metric; 2]> {
        match self {
            Estimand::Statistic { of: Observable::Metric(metric), statistic: Statistic::Mean } => {
                metric.per_head()
            }
            Estimand::Statistic { .. } | Estimand::Chance(_) | Estimand::Theory(_) => None,
        }
    }
}

impl Expectation {
    /// The day at which the timeline is read, where it is.
    #[must_use]
    pub fn day(&self) -> Option<f64> {
        match self.observable()? {
            Observable::Timeline { day, .. } => Some(*day),
            Observable::Metric(_) => None,
        }
    }

    /// The metric that it is about, if it is about one.
    #[must_use]
    pub fn metric(&self) -> Option<&Metric> {
        match self.observable()? {
            Observable::Metric(metric) => Some(metric),
            Observable::Timeline { .. } => None,
        }
    }

    /// What may happen, by its name, if it is about that.
    #[must_use]
    pub fn risk(&self) -> Option<Risk> {
        match self.estimand {
            Estimand::Chance(Occurrence::Named(risk)) => Some(risk),
            Estimand::Statistic { .. }
            | Estimand::Chance(Occurrence::Compared { .. })
            | Estimand::Theory(_) => None,
        }
    }

    /// Whether it is about money that was paid, and not about what is owed beside it.
    #[must_use]
    pub fn is_about_paid_money(&self) -> bool {
        matches!(
            self.observable(),
            Some(
                Observable::Metric(Metric::Cost | Metric::RewardCost)
                    | Observable::Timeline { series: Series::Cost, .. }
            )
        )
    }

    /// The number of the theory that it is about, if it is.
    #[must_use]
    pub fn scalar(&self) -> Option<Scalar> {
        if let Estimand::Theory(scalar) = self.estimand { Some(scalar) } else { None }
    }

    fn observable(&self) -> Option<&Observable> {
        match &self.estimand {
            Estimand::Statistic { of, .. } | Estimand::Chance(Occurrence::Compared { of, .. }) => Some(of),
            Estimand::Chance(Occurrence::Named(_)) | Estimand::Theory(_) => None,
        }
    }
}

/// A number that every campaign has.
#[derive(Clone, Debug, PartialEq)]
pub enum Observable {
    /// A metric, as it is at the end.
    Metric(Metric),
    /// A quantity at the end of the last step that is over by then.
    Timeline {
        /// Which quantity.
        series: Series,
        /// Days since the start.
        day: f64,
    },
}

/// Which number of a distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Statistic {
    /// The mean.
    Mean,
    /// The quantile of this level, above 0 and below 1.
    Quantile(f64),
}

/// What may happen in a campaign.
#[derive(Clone, Debug, PartialEq)]
pub enum Occurrence {
    /// Something with a name of its own: `banned`, `loss`.
    Named(Risk),
    /// `cost > 30000`: a number of the campaign lies on this side of the bound.
    Compared {
        /// The number.
        of: Observable,
        /// How it is compared.
        relation: Relation,
        /// With what.
        bound: f64,
    },
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Relation {
    /// Whether `left` and `right` stand in this relation; never, when one of them is undefined.
    #[must_use]
    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Relation::Less => left < right,
            Relation::AtMost => left <= right,
            Relation::More => left > right,
            Relation::AtLeast => left >= right,
        }
    }

    /// Whether small numbers on the left are wanted.
    #[must_use]
    pub fn wants_less(self) -> bool {
        matches!(self, Relation::Less | Relation::AtMost)
    }
}

impl fmt::Display for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// As it was written.
impl Serialize for Expectation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

//! What can be wrong with a statement of `expect`, as data.

use crate::metrics::Unit;
use serde::Serialize;

/// A kind of name in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Noun {
    /// `new_users`
    Metric,
    /// `timeline(members, …)`
    Series,
    /// `P(banned)`
    Event,
    /// `theory.k`
    Theory,
    /// `.mean`
    Statistic,
}

/// What is wrong with a statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StatementFault {
    /// No estimate where a statement must begin with one.
    NoEstimate,
    /// A name that nothing has.
    UnknownName {
        /// What it should be the name of.
        noun: Noun,
        /// The name.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
        /// What there is.
        known: Vec<String>,
    },
    /// A metric that there is no more.
    Retired {
        /// The name that it had.
        name: &'static str,
        /// What to ask for instead.
        instead: &'static [&'static str],
    },
    /// A metric without `.mean` or `.p50`.
    NoStatistic {
        /// The metric.
        name: String,
    },
    /// The least or largest of all campaigns: it depends on how many are simulated.
    Extreme {
        /// The word.
        word: String,
        /// What can be tested instead.
        instead: &'static str,
    },
    /// `p0`, `p100`, `p150`.
    NoSuchQuantile {
        /// The word.
        word: String,
    },
    /// `P(cost.mean > 3)`.
    StatisticInChance,
    /// `banned < 1%` without `P(…)`.
    EventWithoutP {
        /// The event.
        name: String,
    },
    /// No comparison behind the estimate.
    NoRelation,
    /// `=`, `==`, `!=`.
    Equality,
    /// Nothing behind the comparison.
    NoBound,
    /// Something other than a number behind the comparison.
    NotANumber,
    /// A number with a comma.
    Comma,
    /// A per cent or a duration where there is none.
    WrongUnit {
        /// What is compared.
        name: String,
        /// What it is measured in.
        unit: Unit,
    },
    /// `35` where a share or chance is meant.
    ForgottenPerCent {
        /// The number.
        number: f64,
    },
    /// A share or chance below 0 or above 1.
    NoShare,
    /// A chance that is to be 0 or 1 exactly: no number of campaigns can show that.
    Certainty,
    /// `)` or `,` is missing.
    Missing {
        /// The mark.
        mark: char,
    },
    /// Behind the comma of `timeline(…)` there is no `day N`.
    NoDay,
    /// A day after the end, or before the end of the first step.
    DayOutside {
        /// Days at the end of the first step.
        first: f64,
        /// Days of the campaign.
        last: f64,
    },
    /// An event that only a benchmark makes.
    NeedsBenchmark,
}

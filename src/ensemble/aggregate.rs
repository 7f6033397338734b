//! What is kept of a column: whatever the order of its values, the same.

use crate::stats::{Moments, Summary, Tally};

/// What is kept of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Aggregate {
    /// Mean, standard deviation, extremes and quantiles.
    Distribution(Box<Tally>),
    /// Mean and standard deviation.
    Mean(Moments),
}

impl Aggregate {
    /// Nothing yet, of a column whose quantiles are wanted.
    pub fn distribution() -> Aggregate {
        Aggregate::Distribution(Box::default())
    }

    /// Nothing yet, of a column whose mean is wanted.
    pub fn mean() -> Aggregate {
        Aggregate::Mean(Moments::default())
    }

    pub fn record_all(&mut self, values: &[f64]) {
        match self {
            Aggregate::Distribution(tally) => tally.record_all(values),
            Aggregate::Mean(moments) => moments.record_all(values),
        }
    }

    /// Takes in all that `other`, of the same column, has seen.
    pub fn merge(&mut self, other: &Aggregate) {
        match (self, other) {
            (Aggregate::Distribution(tally), Aggregate::Distribution(other)) => tally.merge(other),
            (Aggregate::Mean(moments), Aggregate::Mean(other)) => moments.merge(other),
            // Parts of one plan have the same columns.
            (Aggregate::Distribution(_), Aggregate::Mean(_))
            | (Aggregate::Mean(_), Aggregate::Distribution(_)) => {}
        }
    }

    pub fn summary(&self) -> Summary {
        match self {
            Aggregate::Distribution(tally) => tally.summary(),
            Aggregate::Mean(moments) => Summary {
                n: moments.count(),
                mean: moments.mean(),
                sd: moments.sd(),
                mcse: moments.standard_error(),
                ..Summary::EMPTY
            },
        }
    }

    pub fn moments(&self) -> &Moments {
        match self {
            Aggregate::Distribution(tally) => tally.moments(),
            Aggregate::Mean(moments) => moments,
        }
    }

    /// How many values it has seen.
    pub fn count(&self) -> u64 {
        match self {
            Aggregate::Distribution(tally) => tally.histogram().count(),
            Aggregate::Mean(moments) => moments.count(),
        }
    }

    pub fn tally(&self) -> Option<&Tally> {
        match self {
            Aggregate::Distribution(tally) => Some(tally),
            Aggregate::Mean(_) => None,
        }
    }
}

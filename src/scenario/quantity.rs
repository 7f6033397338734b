//! A number of a scenario, which need not be known.

use super::law::Input;
use serde::Serialize;

/// A number of a scenario: known, or known only up to a law.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Quantity {
    /// A plain number.
    Known(f64),
    /// A number that every replicate draws anew: entry `id` of [`Scenario::inputs`](super::Scenario::inputs).
    Uncertain(Input),
}

impl Quantity {
    /// The value in a replicate whose uncertain inputs came out as `drawn` (indexed by input id).
    #[must_use]
    pub fn value(&self, drawn: &[f64]) -> f64 {
        match self {
            Quantity::Known(number) => *number,
            Quantity::Uncertain(input) => drawn[input.id],
        }
    }

    /// The number itself, or the median of its law.
    #[must_use]
    pub fn typical(&self) -> f64 {
        match self {
            Quantity::Known(number) => *number,
            Quantity::Uncertain(input) => input.law.median(),
        }
    }
}

impl From<f64> for Quantity {
    fn from(number: f64) -> Quantity {
        Quantity::Known(number)
    }
}

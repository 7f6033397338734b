//! Money that goes back to the buyer.

use super::quantity::Quantity;
use serde::Serialize;

/// Some who have paid get their money back, at any moment of some time after it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Refund {
    /// Chance of each.
    pub chance: Quantity,
    /// Within so many days.
    pub within_days: f64,
}

impl Refund {
    /// With this chance, within so many days.
    #[must_use]
    pub fn new(chance: impl Into<Quantity>, within_days: f64) -> Refund {
        Refund { chance: chance.into(), within_days }
    }
}

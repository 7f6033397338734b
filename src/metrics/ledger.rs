//! What is booked in a line of the ledger on one day, and by which names.

use crate::units::Money;

/// Money and promises of one line on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LedgerCell {
    /// Rewards due.
    pub due: u64,
    /// Rewards paid.
    pub paid: u64,
    /// Promises broken.
    pub broken: u64,
    /// Money paid.
    pub cost: Money,
}

named! {
    /// A number of a cell of the ledger.
    LedgerMetric {
        /// Rewards due.
        Due = "due";
        /// Rewards paid.
        Paid = "paid";
        /// Promises broken.
        Broken = "broken";
        /// Money paid.
        Cost = "cost";
    }
}

impl LedgerMetric {
    /// The value; money in major units.
    #[must_use]
    pub fn value(self, cell: &LedgerCell, minor_per_major: f64) -> f64 {
        match self {
            LedgerMetric::Due => cell.due as f64,
            LedgerMetric::Paid => cell.paid as f64,
            LedgerMetric::Broken => cell.broken as f64,
            LedgerMetric::Cost => cell.cost.0 as f64 / minor_per_major,
        }
    }
}

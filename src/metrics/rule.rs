//! What is counted of one reward rule, and by which names.

use super::Unit;
use crate::units::Money;

/// What became of the promises of one rule: `promised = refused + void + unclaimed + due + open`, `due = paid + broken`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCounts {
    /// Rewards promised.
    pub promised: u64,
    /// Refused because a bonus hunter was found out.
    pub refused: u64,
    /// Void because the invitee left early, was turned away, or was deleted.
    pub void: u64,
    /// Never claimed.
    pub unclaimed: u64,
    /// Due.
    pub due: u64,
    /// Paid.
    pub paid: u64,
    /// Promises broken.
    pub broken: u64,
    /// Promises that wait beyond the end.
    pub open: u64,
    /// Money paid.
    pub cost: Money,
}

/// The value of a metric.
enum Value {
    Count(fn(&RuleCounts) -> u64),
    Money(fn(&RuleCounts) -> Money),
}

use Value::Count;

named! {
    /// A metric of a reward rule.
    RuleMetric: Value {
        /// Rewards promised.
        Promised = "promised" => Count(|counts| counts.promised);
        /// Refused because a bonus hunter was found out.
        Refused = "refused" => Count(|counts| counts.refused);
        /// Void because the invitee left early, was turned away, or was deleted.
        Void = "void" => Count(|counts| counts.void);
        /// Never claimed.
        Unclaimed = "unclaimed" => Count(|counts| counts.unclaimed);
        /// Due.
        Due = "due" => Count(|counts| counts.due);
        /// Paid.
        Paid = "paid" => Count(|counts| counts.paid);
        /// Promises broken.
        Broken = "broken" => Count(|counts| counts.broken);
        /// Promises that wait beyond the end.
        Open = "open" => Count(|counts| counts.open);
        /// Money paid.
        Cost = "cost" => Value::Money(|counts| counts.cost);
    }
}

impl RuleMetric {
    /// The unit of its values.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self.facts() {
            Count(_) => Unit::Count,
            Value::Money(_) => Unit::Money,
        }
    }

    /// The value; money in major units.
    #[must_use]
    pub fn value(self, counts: &RuleCounts, minor_per_major: f64) -> f64 {
        match self.facts() {
            Count(count) => count(counts) as f64,
            Value::Money(money) => money(counts).0 as f64 / minor_per_major,
        }
    }
}

//! What members buy, beside joining.

use super::quantity::Quantity;
use super::refund::Refund;
use serde::Serialize;

/// One kind of order of a segment's members.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Buys {
    /// When and how often.
    pub when: BuysWhen,
    /// What the buyer pays, in major units, where that is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Quantity>,
    /// What one order leaves after its own costs, in major units.
    pub margin: Quantity,
    /// Who of the segment buys.
    #[serde(skip_serializing_if = "Buyers::is_all")]
    pub who: Buyers,
    /// Who of the buyers gets his money back, if some do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refund: Option<Refund>,
}

/// When members order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BuysWhen {
    /// At any time, so often a day on average.
    PerDay(Quantity),
    /// Everybody who is there at this moment, with this chance.
    At {
        /// Days after the start.
        at_days: f64,
        /// Chance of each to order.
        chance: Quantity,
    },
    /// Everybody who is still there so long after joining, with this chance.
    After {
        /// Days after joining.
        after_days: f64,
        /// Chance of each to order.
        chance: Quantity,
    },
}

/// Who of a segment's members buys, by how they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Buyers {
    /// Everybody.
    #[default]
    All,
    /// Who came by invitation.
    Invited,
    /// Who came by inflow, bought or not.
    Organic,
    /// Seeds.
    Seeds,
}

impl Buyers {
    /// Whether it is everybody.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Buyers::All
    }

    /// Its word in a file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Buyers::All => "all",
            Buyers::Invited => "invited",
            Buyers::Organic => "organic",
            Buyers::Seeds => "seeds",
        }
    }
}

impl Buys {
    /// So many orders a day on average by everybody, each of which leaves this margin.
    #[must_use]
    pub fn per_day(per_day: impl Into<Quantity>, margin: impl Into<Quantity>) -> Buys {
        Buys {
            when: BuysWhen::PerDay(per_day.into()),
            price: None,
            margin: margin.into(),
            who: Buyers::All,
            refund: None,
        }
    }
}

//! What members buy, beside joining.

use super::bait::Amount;
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
    /// What one order leaves after its own costs: an amount, or a part of its price.
    pub margin: Amount,
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
    /// At any time, so often on average.
    Often {
        /// Orders of a member in one period.
        times: Quantity,
        /// The time that this is told for.
        period: Period,
    },
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

/// The time that a rate is told for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// Thirty days.
    Month,
}

impl Period {
    /// All of them.
    pub const ALL: [Period; 3] = [Period::Day, Period::Week, Period::Month];

    /// Its length.
    #[must_use]
    pub const fn days(self) -> f64 {
        match self {
            Period::Day => 1.0,
            Period::Week => 7.0,
            Period::Month => 30.0,
        }
    }

    /// The key of a number that is told for it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Period::Day => "per_day",
            Period::Week => "per_week",
            Period::Month => "per_month",
        }
    }
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

impl BuysWhen {
    /// At any time, so often a day on average.
    #[must_use]
    pub fn per_day(times: impl Into<Quantity>) -> BuysWhen {
        BuysWhen::Often { times: times.into(), period: Period::Day }
    }
}

impl Buys {
    /// So many orders a day on average by everybody, each of which leaves this margin.
    #[must_use]
    pub fn per_day(per_day: impl Into<Quantity>, margin: impl Into<Quantity>) -> Buys {
        Buys {
            when: BuysWhen::per_day(per_day),
            price: None,
            margin: Amount::Money(margin.into()),
            who: Buyers::All,
            refund: None,
        }
    }
}

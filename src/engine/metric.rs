//! What a campaign is measured by.

use serde::Serialize;

/// The unit of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole people or events.
    Count,
    /// Major units of the scenario's currency.
    Money,
    /// A part of a whole, 0 to 1; shown in per cent.
    Share,
    /// A plain number (K, amplification, return on investment).
    Ratio,
    /// Days since the start.
    Days,
}

/// One column of `runs.csv`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Metric {
    /// Name, for example `new_users`, `reached_3`, `stage_scan`.
    pub name: String,
    /// Unit of its values.
    pub unit: Unit,
}

/// Why a campaign stopped growing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// The horizon was reached.
    Horizon,
    /// Nobody was waiting, on the way or to come.
    Extinct,
    /// Money or goods ran out and the rules say that this ends the campaign.
    Budget,
    /// The capacity in all was reached.
    Capacity,
    /// The platform shut the campaign for good.
    Banned,
    /// Everybody in the market had accepted.
    Market,
}

impl StopReason {
    /// All reasons.
    pub const ALL: [StopReason; 6] = [
        StopReason::Horizon,
        StopReason::Extinct,
        StopReason::Budget,
        StopReason::Capacity,
        StopReason::Banned,
        StopReason::Market,
    ];

    /// The word in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            StopReason::Horizon => "horizon",
            StopReason::Extinct => "extinct",
            StopReason::Budget => "budget",
            StopReason::Capacity => "capacity",
            StopReason::Banned => "banned",
            StopReason::Market => "market",
        }
    }
}

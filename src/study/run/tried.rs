//! A change that was tried, and what it did: facts as data; the words are elsewhere.

use crate::metrics::{Metric, Risk};
use crate::stats::Contrast;
use serde::Serialize;

/// A change of a campaign that may be advised.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// So many times as many seeds, in every wave.
    Seeds(f64),
    /// No inflow that is bought.
    NothingBought,
    /// So many times the budget for rewards.
    Budget(f64),
    /// So many times the money of every day.
    DailyBudget(f64),
    /// So many times the stock of every reward that has one.
    Stock(f64),
    /// So many times the room.
    Capacity(f64),
    /// Rewards of so many times the value, at so many times the cost.
    Reward(f64),
    /// Rewards stop when the money or the goods are gone.
    StopRewards,
    /// Rewards promise only what can be kept.
    Reserve,
    /// Every inviter is rewarded so often at most.
    Cap(u32),
    /// Rewards for those alone who stay so many days.
    IfStays(f64),
}

/// What a change is to improve.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Aim {
    /// Something goes wrong less often.
    Risk(Risk),
    /// A metric of which one way is better.
    Metric(Metric),
    /// What a user costs; where a benchmark is given, those whom a change adds must cost less than that.
    CostPerUser,
    /// What the users would have cost elsewhere, less what they cost.
    Saving,
}

/// A change that was tried, and what it did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tried {
    /// The remark that it answers, by its place in the report.
    pub remark: usize,
    /// What was changed.
    pub change: Change,
    /// What it was to improve.
    pub aim: Aim,
    /// The mean of that before and after.
    pub aim_means: [f64; 2],
    /// How many more users there are.
    pub users: Contrast,
    /// How much more it costs.
    pub cost: Contrast,
    /// What a user costs before and after; `NaN` where hardly any come.
    pub per_user: [f64; 2],
    /// How these differ.
    pub per_user_change: Contrast,
}

impl Tried {
    /// Whether a difference is more than chance, and than what rounding leaves of numbers that are the same.
    #[must_use]
    pub fn is_clear(difference: &Contrast) -> bool {
        difference.mean.abs() > ROUNDING && difference.mean.abs() >= ERRORS * difference.se
    }
}

/// The cost per user that advice speaks of; its heads are the users, its money is the cost.
pub const PER_USER: Metric = Metric::Cac;
/// Means of amounts and of people do not differ by less.
const ROUNDING: f64 = 1e-9;
/// A difference of fewer errors is none.
pub const ERRORS: f64 = 2.0;

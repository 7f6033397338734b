//! The world around a campaign: events, novelty, capacity, groups, the platform, costs other than rewards.

use super::quantity::Quantity;
use serde::{Serialize, Serializer};

/// A stretch of time in which people behave differently; factors of 1 change nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Days after the start.
    pub at_days: f64,
    /// Length in days.
    pub for_days: f64,
    /// Factor on the chance to share.
    pub share: Quantity,
    /// Factor on the chance of the last funnel stage.
    pub join: Quantity,
    /// Factor on the chance to leave.
    pub churn: Quantity,
}

/// Novelty: `floor + (1-floor)·2^(-t/half_life)` multiplies the chance to share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Novelty {
    /// Days.
    pub half_life_days: Quantity,
    /// What is left in the end.
    pub floor: Quantity,
}

/// How many can join.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Capacity {
    /// In all.
    pub total: Option<Quantity>,
    /// Per hour.
    pub per_hour: Option<Quantity>,
}

/// Accounts through which people come in, spread evenly over them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Accounts {
    /// How many.
    pub count: u64,
    /// How many people each takes in an hour of the clock.
    pub per_hour: Option<Quantity>,
    /// The same in a day of the calendar.
    pub per_day: Option<Quantity>,
}

/// The code by which people enter the open group, and others after it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Code {
    /// How many people enter by one; the size of a group where nothing is said.
    pub max: Option<u64>,
    /// Days for which one is good; for good where nothing is said.
    pub for_days: Option<f64>,
    /// Days from its end to the next one.
    pub renew_days: f64,
}

/// Groups and the people who look after them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Community {
    /// Members per group.
    pub group_size: Option<u64>,
    /// By what people enter a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// Cost of opening a group, in major units.
    pub cost_per_group: Quantity,
    /// Community managers.
    pub carers: Option<u64>,
    /// Members one community manager can look after.
    pub members_per_carer: Quantity,
    /// Factor on the chance to leave while there are more members than that.
    pub overload: Quantity,
    /// Labour: cost of one community manager per day, in major units.
    pub cost_per_carer_day: Quantity,
}

/// What a strike of the platform hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hits {
    /// The campaign as a whole.
    #[default]
    Campaign,
    /// One of the accounts through which people come in.
    Account,
}

impl Hits {
    /// The word for it in a scenario.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Hits::Campaign => "campaign",
            Hits::Account => "account",
        }
    }
}

/// Whether it is what stands where nothing is said.
fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The platform's reaction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ban {
    /// What it hits.
    #[serde(skip_serializing_if = "is_usual")]
    pub hits: Hits,
    /// Hazard per person who joins.
    pub per_participant: Quantity,
    /// People in an hour of the clock beyond whom alone they count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above_per_hour: Option<Quantity>,
    /// Days of pause; `None`: for good.
    pub pause_days: Option<f64>,
    /// Whether the members brought by invitation are deleted.
    pub delete_induced: bool,
}

/// Nothing, the only one, or all of them: as a scenario has them.
pub(super) fn one_or_many<S: Serializer>(bans: &[Ban], serializer: S) -> Result<S::Ok, S::Error> {
    match bans {
        [] => serializer.serialize_none(),
        [only] => only.serialize(serializer),
        many => many.serialize(serializer),
    }
}

/// Costs other than rewards, in major units.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Costs {
    /// Once.
    pub fixed: Quantity,
    /// For every day of the horizon.
    pub per_day: Quantity,
    /// For every seed user.
    pub per_seed: Quantity,
}

/// How the chance to join grows with the members whom somebody knows, the inviter not among them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SocialProof {
    /// Factor for each of them.
    pub per_member_neighbour: Quantity,
    /// The largest factor.
    pub max: Quantity,
}

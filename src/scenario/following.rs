//! How the members of a campaign are followed, and why so.

use super::{Reward, Scenario, Segment};
use serde::{Serialize, Serializer};

/// How members are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Following {
    /// As the engine likes.
    #[default]
    Open,
    /// Those in the same state are counted.
    ByCounts(Why),
    /// One by one.
    OneByOne(Why),
}

/// Why members are followed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was asked for.
    Asked,
    /// People know each other.
    Network,
    /// A cap counts what the friends of each member do when they are members.
    Caps,
    /// Members have so many invitations to give away.
    Quotas,
    /// Members remember for how long they have waited.
    Waits,
    /// It was asked who invited whom.
    Inviters,
    /// The time it takes does not grow with the number of people.
    Faster,
}

impl Following {
    /// Whether it is what it is where nobody asks; then it is no part of what a scenario says.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        !matches!(self, Following::OneByOne(_))
    }

    /// This, but one by one where there is a reason for it.
    pub(super) fn or_one_by_one(self, why: Option<Why>) -> Following {
        match (self, why) {
            (Following::Open | Following::ByCounts(_), Some(why)) => Following::OneByOne(why),
            (following, _) => following,
        }
    }

    /// Why so.
    #[must_use]
    pub fn why(self) -> Why {
        match self {
            Following::Open => Why::Faster,
            Following::ByCounts(why) | Following::OneByOne(why) => why,
        }
    }
}

impl Scenario {
    /// Why its members must be followed one by one, if they must.
    #[must_use]
    pub fn needs_individuals(&self) -> Option<Why> {
        let counts_friends =
            |reward: &Reward| reward.cap.or(reward.cap_per_day).is_some() && reward.when.is_of_orders();
        let gives_away = |segment: &Segment| segment.quota.is_some();
        let remembers =
            |segment: &Segment| segment.share.after.as_ref().is_some_and(|wait| !wait.has_no_memory());
        match self {
            _ if self.network.is_some() => Some(Why::Network),
            _ if self.incentive.iter().any(counts_friends) => Some(Why::Caps),
            _ if self.segments.iter().any(gives_away) => Some(Why::Quotas),
            _ if self.segments.iter().any(remembers) => Some(Why::Waits),
            _ => None,
        }
    }
}

/// As how, whatever the reason.
impl Serialize for Following {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Following::Open => "open",
            Following::ByCounts(_) => "by_counts",
            Following::OneByOne(_) => "one_by_one",
        })
    }
}

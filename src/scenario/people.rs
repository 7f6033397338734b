//! Kinds of people: who they are, whom they reach, how they answer, how long they stay.

use super::buys::Buys;
use super::channel::Channel;
use super::quantity::Quantity;
use super::reach::{Contacts, Delay, ShareInto, Stage};
use super::reminders::Reminder;
use crate::network::FileName;
use crate::units::per_step;
use serde::Serialize;
use std::sync::Arc;

/// A kind of person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Segment {
    /// Name as in the file; `all` when the file names no segments.
    pub name: String,
    /// Bonus hunters (羊毛党): share for the bait alone, at once; leave at once; never count as users.
    pub fake: bool,
    /// Probability that a claim of a bonus hunter is refused.
    pub detect: Quantity,
    /// Seed users, by wave.
    pub seeds: Vec<SeedWave>,
    /// People who come without an invitation, by stretches of time.
    pub inflow: Vec<Inflow>,
    /// Whether and when a member shares.
    pub share: Share,
    /// How many contacts one share reaches.
    pub contacts: Contacts,
    /// How a share goes into the chat groups in which the sharer sits, if it does.
    pub groups: Option<ShareInto>,
    /// What a contact must pass, in order; the last stage is the joining itself.
    pub funnel: Vec<Stage>,
    /// What the reward to the invitee adds to the last stage.
    pub join_reward: Option<Response>,
    /// How long an invitee takes to answer.
    pub delay: Delay,
    /// Days for which an invitation is good: who would answer later does not accept. `None`: for ever.
    pub within_days: Option<Quantity>,
    /// The channels by which its shares go, if it distinguishes any; what they do not say is as above.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// How long a member stays.
    pub stay: Stay,
    /// Weights of the segments of the people this segment's members bring, by segment index, not
    /// normalised; `None`: the seeds' mix (for bonus hunters: their own segment).
    pub recruits: Option<Vec<Quantity>>,
    /// The same for invitees who joined only because of the invitee reward; `None`: as `recruits`.
    pub recruits_for_bait: Option<Vec<Quantity>>,
    /// What members buy.
    pub buys: Vec<Buys>,
    /// Messages to members.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    /// How many of the friends of a member may accept; `None`: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<Quota>,
}

/// How many friends of one member may accept: so many invitations he has to give away.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Quota {
    /// So many at joining, and one more each time so long after it; what is not used is kept.
    Kept {
        /// At joining.
        first: u32,
        /// Days to each of the others; `None`: there are no others.
        every_days: Option<f64>,
    },
    /// So many on every calendar day; what is not used lapses.
    PerDay(u32),
}

/// People whom you address at one moment: who reads it is a seed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeedWave {
    /// Days after the start.
    pub at_days: f64,
    /// How many are addressed; rounded to a whole number.
    pub count: Quantity,
    /// Chance of each to read it.
    pub reached: Quantity,
    /// How long these seeds stay, if not like everybody of their segment.
    pub stay: Option<Stay>,
    /// Who is addressed.
    pub pick: Pick,
}

/// Who is addressed to become a seed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Pick {
    /// Anybody, drawn anew in each replicate.
    #[default]
    Random,
    /// Those who reach most people on the network.
    Degree,
    /// Those whom a file lists.
    Listed {
        /// The file.
        file: FileName,
        /// The people, as the network numbers them; found when the scenario is validated.
        #[serde(skip)]
        people: Arc<[u32]>,
    },
}

impl SeedWave {
    /// So many people, all of whom read it.
    #[must_use]
    pub fn new(at_days: f64, count: impl Into<Quantity>) -> SeedWave {
        SeedWave {
            at_days,
            count: count.into(),
            reached: SeedWave::REACHED.usual().into(),
            stay: None,
            pick: Pick::Random,
        }
    }

    /// How many are expected to read it, under these values of uncertain inputs.
    pub(crate) fn reading(&self, drawn: &[f64]) -> f64 {
        self.count.value(drawn) * self.reached.value(drawn)
    }
}

/// A key for everybody that nobody uses, since every segment has its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdleKey {
    /// The key.
    pub key: String,
    /// The keys of the segments, which were probably meant.
    pub meant: Vec<String>,
}

/// People who come without an invitation during a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Inflow {
    /// Days after the start.
    pub from_days: f64,
    /// Days after the start at which it ends; `None`: with the campaign.
    pub until_days: Option<f64>,
    /// How many come.
    pub rate: Rate,
    /// What each of them costs, where they are bought, be it nothing; `None`: they come by themselves.
    pub cost: Option<Quantity>,
}

/// How many people come without an invitation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rate {
    /// So many a day, on average.
    PerDay(Quantity),
    /// Each person of the market who has not come yet, with this chance in a day.
    OfMarket(Quantity),
}

impl Rate {
    /// The number that says it.
    #[must_use]
    pub fn number(&self) -> &Quantity {
        match self {
            Rate::PerDay(number) | Rate::OfMarket(number) => number,
        }
    }
}

impl Inflow {
    /// So many a day who come by themselves, all the time.
    #[must_use]
    pub fn free(per_day: impl Into<Quantity>) -> Inflow {
        Inflow { from_days: 0.0, until_days: None, rate: Rate::PerDay(per_day.into()), cost: None }
    }

    /// Everybody of the market by himself, with this chance in a day, all the time.
    #[must_use]
    pub fn of_market(chance: impl Into<Quantity>) -> Inflow {
        Inflow { rate: Rate::OfMarket(chance.into()), ..Inflow::free(0.0) }
    }

    /// The same stretch, bought for so much a head.
    #[must_use]
    pub fn bought(self, cost: impl Into<Quantity>) -> Inflow {
        Inflow { cost: Some(cost.into()), ..self }
    }

    /// How many come in a campaign of so many days, of so many people who have not come yet.
    pub(crate) fn expected(&self, days: f64, people: f64, drawn: &[f64]) -> f64 {
        let days = (self.until_days.unwrap_or(days).min(days) - self.from_days).max(0.0);
        match &self.rate {
            Rate::PerDay(number) => number.value(drawn) * days,
            Rate::OfMarket(chance) if days > 0.0 => people * per_step(chance.value(drawn), days),
            Rate::OfMarket(_) => 0.0,
        }
    }
}

/// Whether, when and how often a member shares.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The chance to share on an occasion.
    pub drive: Drive,
    /// How long he waits for an occasion; `None`: there is one, at the moment of joining.
    #[serde(rename = "after_days")]
    pub after: Option<Wait>,
    /// Probability to wait for another occasion after sharing.
    pub again: Quantity,
}

/// How long a member waits for an occasion to share.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Wait {
    /// Exponential, with this mean in days; of 0 as if there were no wait.
    Mean(Quantity),
    /// By a law of its own.
    Law(Delay),
}

impl Wait {
    /// Whether it is no time at all.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(self, Wait::Mean(Quantity::Known(mean)) if *mean == 0.0)
    }

    /// Whether a wait that has lasted long is as likely to end as one that has just begun.
    pub(crate) fn has_no_memory(&self) -> bool {
        matches!(self, Wait::Mean(_) | Wait::Law(Delay::Exponential(_) | Delay::Assumed))
    }
}

/// What makes a member share.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
// A scenario holds a handful of these; their size does not matter.
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Drive {
    /// A plain chance that no reward changes.
    Plain(Quantity),
    /// Three independent motives: `1 - (1-content)(1-social)(1-reward(V))`.
    Motives {
        /// Worth of the content.
        content: Quantity,
        /// The social motive.
        social: Quantity,
        /// Response to the perceived value of the bait.
        reward: Option<Response>,
    },
}

/// A chance that grows with a perceived value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Response {
    /// `max · V / (V + half)`.
    Saturating {
        /// Chance at endless value.
        max: Quantity,
        /// Value at which half of `max` is reached.
        half: Quantity,
    },
    /// Monotone interpolation of (value, chance); flat outside; values rise strictly, chances do not fall.
    Table(Vec<(f64, Quantity)>),
}

/// How long a member stays.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stay {
    /// One class that leaves with this chance per day.
    Churn(Quantity),
    /// Observed retention: (days, share still there), days rising; fitted by two hidden classes.
    Retention(Vec<(f64, Quantity)>),
}

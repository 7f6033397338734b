//! A scenario: everything a marketer says about a campaign, checked.
//!
//! A [`Scenario`] has public fields and may say anything; a [`Valid`] one has been checked, and nobody who holds one
//! need check anything again. It is read from YAML by [`input`](crate::input) or built in Rust
//! ([`Scenario::validate`]). This room knows what can be said of a campaign, what is possible and what
//! contradicts itself; neither how it is typed nor how a campaign runs.

mod bait;
mod build;
mod buys;
mod channel;
mod clock;
pub(crate) mod currency;
mod default;
mod domain;
mod expect;
mod faults;
mod following;
mod ground;
mod law;
mod levels;
mod meetings;
mod network;
mod numbers;
mod people;
mod prices;
mod quantity;
mod reach;
mod refund;
mod reminders;
mod shape;
mod trigger;
mod unmoved;
mod valid;
mod ways;
mod weights;
mod well_mixed;
mod world;

pub(crate) use bait::Stretch;
pub use bait::{Amount, Budget, ByInvites, Levels, Price, Reward, WhenExhausted};
pub use buys::{Buyers, Buys, BuysWhen, Period};
pub use channel::Channel;
pub(crate) use channel::MOST_CHANNELS;
pub(crate) use clock::LENGTHS;
pub use clock::{Clock, Start, StepIs};
pub(crate) use default::{DEFAULT_RUNS, DEFAULT_SEED, EVERYBODY, MAX_ITEMS, MAX_STEPS};
pub use domain::{Domain, Meaning};
pub use expect::{Estimand, Expectation, Observable, Occurrence, Relation, Statistic};
pub(crate) use expect::{Names, Vocabulary};
pub(crate) use faults::contradictions;
pub use following::{Following, Why};
pub use ground::Ground;
pub use law::{Input, Law};
pub(crate) use levels::MOST_LINES;
pub use numbers::{About, Fallback, Number, every_number};
pub(crate) use numbers::{Fact, TIE, about, below};
pub use people::{Drive, IdleKey, Inflow, Pick, Quota, Rate, Response, SeedWave, Segment, Share, Stay, Wait};
pub(crate) use prices::first_price;
pub use quantity::Quantity;
pub use reach::{ASSUMED_DELAY, Contacts, Delay, ShareInto, Stage};
pub use refund::Refund;
pub use reminders::{Reminded, Reminder};
pub use trigger::{Counted, Recipient, Trigger, TriggerKind};
pub use unmoved::Unmoved;
pub use valid::{Invalid, Valid};
pub(crate) use ways::Way;
pub use world::{Accounts, Ban, Capacity, Code, Community, Costs, Event, Hits, Novelty, SocialProof};

pub use crate::network::Plan as NetworkPlan;
use crate::network::{Plan, Remark};
use crate::units::Currency;
use serde::Serialize;

/// A campaign: everything that is said about it. Engines take a [`Valid`] one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scenario {
    /// Title of the campaign, any script.
    pub name: String,
    /// What the campaign is.
    pub description: Option<String>,
    /// Where the numbers come from.
    pub source: Option<String>,
    /// Horizon and step.
    pub clock: Clock,
    /// Currency of every amount.
    pub currency: Currency,
    /// Replicates asked for by the file.
    pub runs: u64,
    /// Seed asked for by the file.
    pub seed: u64,
    /// People who can join, seeds included; `None` is without limit.
    pub market: Option<Quantity>,
    /// Who knows whom; `None`: contacts are drawn from the whole market.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network: Option<Plan>,
    /// How the chance to join grows with the members whom somebody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub social_proof: Option<SocialProof>,
    /// Chance of a genuine invited person to have come by himself at that very moment.
    pub anyway: Quantity,
    /// Kinds of people; at least one.
    pub segments: Vec<Segment>,
    /// Reward rules in the order in which they are served.
    pub incentive: Vec<Reward>,
    /// Goal gradient: a reward that is n invitations away is felt at `patience^(n-1)` of its value.
    pub patience: Quantity,
    /// Money for rewards, and what happens when it is gone.
    pub budget: Option<Budget>,
    /// What a joiner pays.
    pub price: Option<Price>,
    /// Weights of the 24 hours of the day (mean 1).
    pub hours: Option<[f64; 24]>,
    /// Weights of the weekdays from Monday (mean 1).
    pub weekdays: Option<[f64; 7]>,
    /// Stretches of time in which people behave differently.
    pub events: Vec<Event>,
    /// How the wish to share wears off.
    pub novelty: Option<Novelty>,
    /// How many can join.
    pub capacity: Capacity,
    /// Accounts through which people come in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accounts: Option<Accounts>,
    /// Groups and the people who look after them.
    pub community: Option<Community>,
    /// The platform's reactions.
    #[serde(serialize_with = "world::one_or_many")]
    pub ban: Vec<Ban>,
    /// Costs other than rewards.
    pub costs: Costs,
    /// What a new user costs elsewhere.
    pub benchmark_cac: Option<Quantity>,
    /// What must hold; tested by `kfactor check`.
    pub expect: Vec<Expectation>,
    /// Whether nobody is rewarded, and no bonus hunters come: the campaign that its bait is held against
    /// ([`Valid::without_reward`]). No file says so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unrewarded: bool,
    /// How its members are followed ([`Valid::followed`]). No file says so.
    #[serde(skip_serializing_if = "Following::is_usual")]
    pub following: Following,
    /// Every uncertain number, in the order of the file; `inputs[i].id == i`.
    pub inputs: Vec<Input>,
    /// Keys for everybody that nobody uses.
    pub idle: Vec<IdleKey>,
    /// What was left out of the files of the network; found when the scenario is validated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<Remark>,
}

impl Scenario {
    /// Whether time goes in cycles (`delay: none`): whom a step wins brings others in the next one.
    #[must_use]
    pub fn is_in_cycles(&self) -> bool {
        self.segments.iter().flat_map(Segment::ways).all(|way| *way.delay == Delay::None)
    }

    /// Whether accounts or codes decide who comes in, by the clock.
    pub(crate) fn counts_by_the_clock(&self) -> bool {
        let code = self.community.as_ref().and_then(|community| community.code.as_ref());
        self.accounts.is_some() || code.is_some()
    }

    /// Whether it matters in which hour of the clock who comes.
    pub(crate) fn goes_by_the_hour(&self) -> bool {
        self.capacity.per_hour.is_some() || self.counts_by_the_clock() || self.counts_hours()
    }

    /// Whether it counts, for accounts or for the platform, who comes in an hour of the clock.
    pub(crate) fn counts_hours(&self) -> bool {
        self.accounts.as_ref().is_some_and(|accounts| accounts.per_hour.is_some())
            || self.ban.iter().any(|ban| ban.above_per_hour.is_some())
    }

    /// Whether people enter groups by codes that follow each other at once, so that they turn nobody away.
    pub(crate) fn has_code_at_once(&self) -> bool {
        let code = self.community.as_ref().and_then(|community| community.code.as_ref());
        code.is_some_and(|code| code.renew_days == 0.0)
    }

    /// Whether members are reminded.
    #[must_use]
    pub fn reminds(&self) -> bool {
        self.segments.iter().any(|segment| !segment.reminders.is_empty())
    }

    /// Whether somebody may win so many friends only.
    #[must_use]
    pub fn has_quotas(&self) -> bool {
        self.segments.iter().any(|segment| segment.quota.is_some())
    }

    /// Whether the time that an answer takes was assumed, at least for one segment.
    #[must_use]
    pub fn assumes_delay(&self) -> bool {
        self.segments.iter().flat_map(Segment::ways).any(|way| *way.delay == Delay::Assumed)
    }
}

//! A scenario: everything a marketer says about a campaign, checked.
//!
//! A [`Scenario`] has public fields and may say anything; a [`Valid`] one has been checked, and nobody who holds one
//! need check anything again. It is read from YAML by [`input`](crate::input) or built in Rust
//! ([`Scenario::validate`]). This room knows what can be said of a campaign, what is possible and what
//! contradicts itself; neither how it is typed nor how a campaign runs.

mod build;
mod check;
pub(crate) mod currency;
mod default;
mod domain;
mod expect;
mod law;
mod numbers;
mod trigger;
mod valid;

pub(crate) use check::check;
pub(crate) use default::{DEFAULT_PATIENCE, DEFAULT_RUNS, DEFAULT_SEED, EVERYBODY, MAX_ITEMS, MAX_STEPS};
pub use domain::{Domain, Unit};
pub(crate) use expect::{EVENTS, THEORY, Vocabulary, look_up};
pub use expect::{
    Estimand, Expectation, Observable, Occurrence, Relation, Statistic, event_names, measured, theory_names,
};
pub use law::{Input, Law};
pub use numbers::{About, Fallback, Number, every_number};
pub use trigger::{Counted, Trigger, TriggerKind};
pub use valid::{Invalid, Valid};

use crate::units::Currency;
use serde::Serialize;

/// A number of a scenario: known, or known only up to a law.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Quantity {
    /// A plain number.
    Known(f64),
    /// A number that every replicate draws anew: entry `id` of [`Scenario::inputs`].
    Uncertain(Input),
}

impl Quantity {
    /// The value in a replicate whose uncertain inputs came out as `drawn` (indexed by input id).
    #[must_use]
    pub fn value(&self, drawn: &[f64]) -> f64 {
        match self {
            Quantity::Known(number) => *number,
            Quantity::Uncertain(input) => drawn[input.id],
        }
    }

    /// The number itself, or the median of its law.
    #[must_use]
    pub fn typical(&self) -> f64 {
        match self {
            Quantity::Known(number) => *number,
            Quantity::Uncertain(input) => input.law.median(),
        }
    }
}

impl From<f64> for Quantity {
    fn from(number: f64) -> Quantity {
        Quantity::Known(number)
    }
}

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
    /// Groups and the people who look after them.
    pub community: Option<Community>,
    /// The platform's reaction.
    pub ban: Option<Ban>,
    /// Costs other than rewards.
    pub costs: Costs,
    /// What a new user costs elsewhere.
    pub benchmark_cac: Option<Quantity>,
    /// What must hold; tested by `kfactor check`.
    pub expect: Vec<Expectation>,
    /// Every uncertain number, in the order of the file; `inputs[i].id == i`.
    pub inputs: Vec<Input>,
}

/// The horizon, cut into equal steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// Length of a step in minutes; divides a day, or is a day.
    pub step_minutes: u32,
    /// Number of steps of the campaign.
    pub steps: u32,
    /// Local date and time of step 0, when the scenario names one.
    pub start: Option<Start>,
}

impl Clock {
    /// Length of a step in days.
    #[must_use]
    pub fn step_days(&self) -> f64 {
        f64::from(self.step_minutes) / f64::from(crate::units::MINUTES_PER_DAY)
    }

    /// Length of the campaign in days.
    #[must_use]
    pub fn days(&self) -> f64 {
        f64::from(self.steps) * self.step_days()
    }

    /// The first step that begins at or after `days` days from the start (times that fall within a
    /// step count for the step they fall in).
    #[must_use]
    pub fn step_at(&self, days: f64) -> u32 {
        (days / self.step_days() + 1e-9).floor().max(0.0).min(f64::from(u32::MAX)) as u32
    }
}

/// When a campaign begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Start {
    /// Year, for example 2026.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Minutes since midnight.
    pub minute_of_day: u16,
}

impl Start {
    /// Whether there is such a day and such a minute.
    #[must_use]
    pub fn exists(&self) -> bool {
        let days = match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0) => 29,
            2 => 28,
            _ => 31,
        };
        (1900..=9999).contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=days).contains(&self.day)
            && u32::from(self.minute_of_day) < crate::units::MINUTES_PER_DAY
    }

    /// Day of the week, Monday = 0 (proleptic Gregorian calendar).
    #[must_use]
    pub fn weekday(&self) -> usize {
        // Sakamoto's method; Sunday = 0.
        const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = if self.month < 3 { self.year - 1 } else { self.year };
        let sunday_based = year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + SHIFT[usize::from(self.month) - 1]
            + i32::from(self.day);
        (sunday_based.rem_euclid(7) as usize + 6) % 7
    }
}

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
    /// Organic joiners a day.
    pub inflow: Quantity,
    /// Whether and when a member shares.
    pub share: Share,
    /// How many contacts one share reaches.
    pub contacts: Contacts,
    /// What a contact must pass, in order; the last stage is the joining itself.
    pub funnel: Vec<Stage>,
    /// What the reward to the invitee adds to the last stage.
    pub join_reward: Option<Response>,
    /// How long an invitee takes to answer.
    pub delay: Delay,
    /// How long a member stays.
    pub stay: Stay,
    /// Weights of the segments of the people this segment's members bring, by segment index, not
    /// normalised; `None`: the seeds' mix (for bonus hunters: their own segment).
    pub recruits: Option<Vec<Quantity>>,
    /// The same for invitees who joined only because of the invitee reward; `None`: as `recruits`.
    pub recruits_for_bait: Option<Vec<Quantity>>,
    /// Purchases of members.
    pub buys: Option<Buys>,
}

/// Seed users who start at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeedWave {
    /// Days after the start.
    pub at_days: f64,
    /// How many; rounded to a whole number.
    pub count: Quantity,
}

/// Whether, when and how often a member shares.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The chance to share on an occasion.
    pub drive: Drive,
    /// Mean wait for an occasion in days; `None` (or 0): at once, in the step of joining.
    pub after_days: Option<Quantity>,
    /// Probability to wait for another occasion after sharing.
    pub again: Quantity,
}

/// What makes a member share.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
// A scenario holds a handful of these; their size does not matter.
#[allow(clippy::large_enum_variant)]
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

/// How many contacts one share reaches.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Contacts {
    /// Always so many; rounded to a whole number.
    Fixed(Quantity),
    /// Poisson with this mean.
    Poisson(Quantity),
    /// Negative binomial: mean and dispersion (small `k`: few people reach most).
    NegativeBinomial {
        /// Mean.
        mean: Quantity,
        /// Dispersion.
        k: Quantity,
    },
    /// A mixture of laws; weights are normalised, parts are not mixtures themselves.
    Mixture(Vec<(Quantity, Contacts)>),
}

/// One stage of the funnel.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stage {
    /// Name as in the file; the last is `join`.
    pub name: String,
    /// Chance to pass.
    pub pass: Quantity,
}

/// How long an invitee takes from the invitation to the answer; times in days.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Delay {
    /// At once.
    None,
    /// Always the same.
    Fixed(Quantity),
    /// Exponential with this mean.
    Exponential(Quantity),
    /// Lognormal.
    Lognormal {
        /// Median in days.
        median: Quantity,
        /// Standard deviation of the logarithm.
        sigma: Quantity,
    },
    /// Weibull.
    Weibull {
        /// Scale in days.
        scale: Quantity,
        /// Shape.
        shape: Quantity,
    },
}

/// How long a member stays.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stay {
    /// One class that leaves with this chance per day.
    Churn(Quantity),
    /// Observed retention: (days, share still there), days rising; fitted by two hidden classes.
    Retention(Vec<(f64, Quantity)>),
}

/// Purchases of a member.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Buys {
    /// Chance to buy on a day.
    pub per_day: Quantity,
    /// Margin of one purchase, in major units.
    pub margin: Quantity,
}

/// One reward rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reward {
    /// Name as in the file, or one made from the rule (`invites_3`, `join_invitee`); unique.
    pub name: String,
    /// Who gets it.
    pub to: Recipient,
    /// What makes it due.
    pub when: Trigger,
    /// What the person sees in it, in major units (for `rank` and `lottery`: in the chance that one more
    /// invitation gives).
    pub value: Quantity,
    /// What one costs the company (for `pool`: the whole pool).
    pub cost: Amount,
    /// At most so many times per person.
    pub cap: Option<u32>,
    /// At most so many in all; rounded to a whole number.
    pub stock: Option<Quantity>,
    /// Probability that a due reward is really claimed.
    pub redeem: Quantity,
    /// Void when the invitee leaves before this age in days.
    pub if_stays_days: Option<f64>,
    /// What happens when the stock is gone.
    pub when_exhausted: WhenExhausted,
}

/// Who gets a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// Who invites.
    Inviter,
    /// Who was invited.
    Invitee,
    /// The inviter's inviter.
    Upline,
}

/// What a reward costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Major units.
    Money(Quantity),
    /// Share (0.10 for 10 %) of the price that a joiner pays.
    ShareOfPrice(Quantity),
}

/// Money for rewards.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Budget {
    /// Major units.
    pub limit: Quantity,
    /// What happens when it is gone.
    pub when_exhausted: WhenExhausted,
}

/// What happens when money or goods are gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenExhausted {
    /// The rule is off offer from the next step on.
    #[default]
    StopRewards,
    /// The campaign ends: nobody shares any more.
    EndCampaign,
    /// The company pays on; what it pays beyond is overspend.
    Overdraw,
}

/// What a joiner pays: `start + step · ⌊joiners so far / every⌋`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Price {
    /// Price of the first joiner, in major units.
    pub start: Quantity,
    /// Rise per stair; 0 for a fixed price.
    pub step: Quantity,
    /// Joiners per stair.
    pub every: u64,
}

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

/// Groups and the people who look after them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Community {
    /// Members per group.
    pub group_size: Option<u64>,
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

/// The platform's reaction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ban {
    /// Hazard per person who joins.
    pub per_participant: Quantity,
    /// Days of pause; `None`: for good.
    pub pause_days: Option<f64>,
    /// Whether the members brought by invitation are deleted.
    pub delete_induced: bool,
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

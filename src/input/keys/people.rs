//! The keys that describe people: at the top level for everybody, or by segment.

use super::{either_schema, number_or};
use crate::scenario::domain::{Chance, Count, FixedReach, NonNegative, Positive, Reach, Span, Wait, Weight};
use crate::scenario::leaf::{Named, Points, YesNo};
use crate::scenario::node::{Content, Node};
use crate::scenario::number::{Certain, Num};
use crate::scenario::problem::Expected;
use crate::scenario::reader::{Read, Reader, keys, plain_map, read_keys};

keys! {
    /// What people do. At the top level these keys are the defaults of every segment.
    RawPerson {
        /// Seed users, the first who share: one number, or a list of waves `{ at: 3d, count: 100 }`.
        seeds: RawSeeds,
        /// People who join by themselves, without an invitation, per day.
        inflow: Num<NonNegative>,
        /// Chance that a member shares: one number, or a map of what moves the member.
        share: RawShare,
        /// How many people one share reaches: a mean, or `{ fixed }`, `{ mean, k }`, `{ mixture }`.
        contacts: RawContacts,
        /// What a contact must do one after the other, each with its chance; the last stage is `join`.
        funnel: Named<Num<Chance>>,
        /// Chance that a contact joins, when there is no funnel.
        join: Num<Chance>,
        /// What a reward to the invitee adds to the chance to join.
        join_reward: RawResponse,
        /// How long an invitee takes to answer: a duration, or `{ exponential }`, `{ lognormal }`, `{ weibull }`.
        delay: RawDelay,
        /// Share of members still there after some time: `{ 1d: 80%, 7d: 50%, 30d: 20% }`.
        retention: Points<Wait, Num<Chance>>,
        /// Chance per day that a member leaves; instead of `retention`.
        churn: Num<Chance>,
        /// Which segments the people they bring belong to: `{ core: 10%, casual: 90% }`.
        recruits: Named<Num<Weight>>,
        /// The same for those who join only because of the reward to the invitee.
        recruits_for_bait: Named<Num<Weight>>,
        /// What members buy.
        buys: RawBuys,
    }
}

keys! {
    /// One kind of person.
    RawSegment {
        /// `true` for bonus hunters (羊毛党): they share for the reward alone and are no users.
        fake: YesNo,
        /// Chance that a claim of a bonus hunter is found out and refused.
        detect: Num<Chance>,
        ..person: RawPerson
    }
}
plain_map!(RawSegment, Motives, RawResponse, LawOfContacts, Part, RawWave, RawBuys, Median, Weibull);

/// `seeds`.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum RawSeeds {
    All(Num<Count>),
    Waves(Vec<RawWave>),
}

impl Read for RawSeeds {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawSeeds> {
        match &node.content {
            Content::List(_) => Read::read(node, reader).map(RawSeeds::Waves),
            content if super::looks_like_number(content) => Read::read(node, reader).map(RawSeeds::All),
            _ => reader.wrong(node, Expected::NumberOrWaves),
        }
    }
}
either_schema!(RawSeeds, "One number, or a list of waves.", Num<Count>, Vec<RawWave>);

keys! {
    /// Seed users who start at one moment.
    RawWave {
        /// When, counted from the start: `0h`, `3d`.
        at: Certain<Wait>,
        /// How many.
        count: Num<Count>,
    }
}

/// `share`.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum RawShare {
    Plain(Num<Chance>),
    Motives(Box<Motives>),
}

impl Read for RawShare {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawShare> {
        let motives = |motives| RawShare::Motives(Box::new(motives));
        number_or(node, reader, RawShare::Plain, motives, Expected::NumberOrMap)
    }
}
either_schema!(RawShare, "One chance, or what moves the member.", Num<Chance>, Motives);

keys! {
    /// What makes a member share: three motives that add up, and when.
    Motives {
        /// Chance to share for the worth of the content alone.
        content: Num<Chance>,
        /// Chance to share for social reasons: to be seen, to help, to belong.
        social: Num<Chance>,
        /// Chance to share for the reward, growing with what it is worth.
        reward: RawResponse,
        /// Mean wait until the next occasion to share; at once when left out.
        after: Num<Wait>,
        /// Chance to wait for another occasion after sharing.
        again: Num<Chance>,
    }
}

keys! {
    /// A chance that grows with a value: `{ max, half }`, or a `table`.
    RawResponse {
        /// Chance at an endless value.
        max: Num<Chance>,
        /// Value (in money) at which half of `max` is reached.
        half: Num<Positive>,
        /// Value and chance, interpolated: `{ 0: 0, 5: 12%, 20: 30% }`.
        table: Points<NonNegative, Num<Chance>>,
    }
}

/// `contacts`.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum RawContacts {
    Mean(Num<Reach>),
    Law(LawOfContacts),
}

impl Read for RawContacts {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawContacts> {
        number_or(node, reader, RawContacts::Mean, RawContacts::Law, Expected::NumberOrMap)
    }
}
either_schema!(RawContacts, "A mean number of people (Poisson), or a law.", Num<Reach>, LawOfContacts);

keys! {
    /// How many people one share reaches.
    LawOfContacts {
        /// Always so many.
        fixed: Num<FixedReach>,
        /// On average so many.
        mean: Num<Reach>,
        /// With `mean`: how unequal sharers are; the smaller, the more a few people reach most (0.1 to 1).
        k: Num<Positive>,
        /// Several kinds of sharers: a list of `{ weight, mean }`, `{ weight, mean, k }` or `{ weight, fixed }`.
        mixture: Vec<Part>,
    }
}

keys! {
    /// One part of a mixture of contacts.
    Part {
        /// Share of sharers of this kind.
        weight: Num<Weight>,
        /// Always so many contacts.
        fixed: Num<FixedReach>,
        /// On average so many contacts.
        mean: Num<Reach>,
        /// With `mean`: how unequal they are.
        k: Num<Positive>,
    }
}

/// `delay`.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum RawDelay {
    None,
    Fixed(Num<Wait>),
    Law(LawOfDelay),
}

impl Read for RawDelay {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawDelay> {
        if matches!(&node.content, Content::Text(text) if text == "none") {
            return Some(RawDelay::None);
        }
        match &node.content {
            // `{ lognormal: … }` is the law of single answers here, not of an uncertain number.
            Content::Map(_) => read_keys(node, reader, Expected::DurationOrLaw).map(RawDelay::Law),
            Content::Text(_) | Content::Number(_) => Read::read(node, reader).map(RawDelay::Fixed),
            _ => reader.wrong(node, Expected::DurationOrLaw),
        }
    }
}
either_schema!(RawDelay, "A duration, `none`, or a law.", Num<Wait>, NoDelay, LawOfDelay);

/// The word `none`.
struct NoDelay;

impl schemars::JsonSchema for NoDelay {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NoDelay".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": "none" })
    }
}

keys! {
    /// How long an invitee takes to answer.
    LawOfDelay {
        /// Always so long.
        fixed: Num<Wait>,
        /// Exponential with this mean.
        exponential: Num<Span>,
        /// Lognormal: half of the answers come before the `median`, some much later.
        lognormal: Median,
        /// Weibull.
        weibull: Weibull,
    }
}

keys! {
    /// A lognormal law.
    Median {
        /// Time by which half of the answers have come.
        median: Num<Span>,
        /// Spread of the logarithm (1 is usual: one in six takes more than 2.7 medians).
        sigma: Num<NonNegative>,
    }
}

keys! {
    /// A Weibull law.
    Weibull {
        /// Time by which 63 % of the answers have come.
        scale: Num<Span>,
        /// Below 1: many quick answers and a long tail.
        shape: Num<Positive>,
    }
}

keys! {
    /// What members buy.
    RawBuys {
        /// Chance that a member buys on a day.
        per_day: Num<Chance>,
        /// What one purchase leaves after its own costs, in money.
        margin: Num<NonNegative>,
    }
}

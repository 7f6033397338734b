//! The scenario as a whole, and the keys of the world around the campaign.

use super::{RawBudget, RawPerson, RawPrice, RawReward, RawSegment, either_schema};
use crate::scenario::domain::{Chance, Count, Horizon, NonNegative, People, Positive, Span, Step, Wait};
use crate::scenario::leaf::{Code, Date, Named, Statement, Text, YesNo};
use crate::scenario::node::{Content, Node};
use crate::scenario::number::{Certain, Num, Whole};
use crate::scenario::problem::{Expected, ProblemKind};
use crate::scenario::reader::{Read, Reader, keys, plain_map, read_keys};
use crate::units::MAX_PEOPLE;

keys! {
    /// A referral campaign.
    RawScenario {
        /// Title of the campaign.
        name: Text,
        /// What the campaign is.
        description: Text,
        /// Where the numbers come from.
        source: Text,
        /// How many days it runs.
        days: Certain<Horizon>,
        /// Length of a step of the simulation, from `1m` to `1d` (default); must divide a day.
        step: Certain<Step>,
        /// When it begins: `2026-03-02` or `2026-03-02 20:00`; hours and weekdays count from here.
        start: Date,
        /// Currency of every amount, for example `CNY` (default).
        currency: Code,
        /// How many campaigns to simulate (default 10000).
        runs: Whole<1, 1_000_000_000>,
        /// Seed of the random numbers: the same seed gives the same result (default 1).
        seed: Whole<0, { u64::MAX }>,
        /// People who can join at all, seeds included; unlimited when left out.
        market: Num<People>,
        /// Kinds of people, by name; keys left out are taken from the top level.
        segments: Named<RawSegment>,
        /// The rewards, in the order in which they are served.
        incentive: Vec<RawReward>,
        /// How much a reward one invitation further away is still felt (default 0.8).
        patience: Num<Chance>,
        /// Money for rewards: one number, or `{ limit, when_exhausted }`.
        budget: RawBudget,
        /// What a joiner pays: one number, or `{ start, step, every }`.
        price: RawPrice,
        /// How active people are by hour: 24 weights from midnight, or `wechat`.
        hours: RawHours,
        /// How active people are by weekday: 7 weights from Monday.
        weekdays: Vec<Certain<NonNegative>>,
        /// Stretches of time in which people behave differently.
        events: Vec<RawEvent>,
        /// How the wish to share wears off.
        novelty: RawNovelty,
        /// How many can join.
        capacity: RawCapacity,
        /// Groups and the people who look after them.
        community: RawCommunity,
        /// The risk that the platform bans the campaign.
        ban: RawBan,
        /// Costs other than rewards.
        costs: RawCosts,
        /// What a new user costs elsewhere.
        benchmark: RawBenchmark,
        /// What must hold, tested by `kfactor check`: `new_users.p50 >= 5000`, `P(cost > 30000) <= 5%`.
        expect: Vec<Statement>,
        ..person: RawPerson
    }
}
plain_map!(
    RawScenario,
    RawEvent,
    RawNovelty,
    RawCapacity,
    RawCommunity,
    RawBan,
    RawCosts,
    RawBenchmark,
    Pause
);

/// `hours`.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum RawHours {
    Weights(Vec<Certain<NonNegative>>),
    Wechat,
}

impl Read for RawHours {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawHours> {
        match &node.content {
            Content::List(_) => Read::read(node, reader).map(RawHours::Weights),
            Content::Text(text) if text == "wechat" => Some(RawHours::Wechat),
            Content::Text(text) => reader.unknown_word(node, text, &["wechat"]),
            _ => reader.wrong(node, Expected::HoursOrName),
        }
    }
}

impl schemars::JsonSchema for RawHours {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hours".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let weight = generator.subschema_for::<Certain<NonNegative>>();
        schemars::json_schema!({
            "anyOf": [
                { "type": "array", "items": weight, "minItems": 24, "maxItems": 24 },
                { "const": "wechat" },
            ],
        })
    }
}

keys! {
    /// A stretch of time in which people behave differently; factors of 1 change nothing.
    RawEvent {
        /// When it begins, counted from the start: `5d`.
        at: Certain<Wait>,
        /// How long it lasts.
        lasts ("for"): Certain<Span>,
        /// Factor on the chance to share.
        share: Num<NonNegative>,
        /// Factor on the chance to join.
        join: Num<NonNegative>,
        /// Factor on the chance to leave.
        churn: Num<NonNegative>,
    }
}

keys! {
    /// How the wish to share wears off.
    RawNovelty {
        /// Time after which half of it is gone.
        half_life: Num<Span>,
        /// What is left in the end, from 0 (default) to 1.
        floor: Num<Chance>,
    }
}

keys! {
    /// How many can join; who comes later is turned away.
    RawCapacity {
        /// In all.
        total: Num<Count>,
        /// Per hour.
        per_hour: Num<NonNegative>,
    }
}

keys! {
    /// Groups and the people who look after them.
    RawCommunity {
        /// Members per group.
        group_size: Whole<1, MAX_PEOPLE>,
        /// What opening a group costs.
        cost_per_group: Num<NonNegative>,
        /// Community managers.
        carers: Whole<1, 1_000_000>,
        /// Members that one community manager can look after.
        members_per_carer: Num<Positive>,
        /// Factor on the chance to leave while there are more members than that.
        overload: Num<NonNegative>,
        /// What one community manager costs per day.
        cost_per_carer_day: Num<NonNegative>,
    }
}

keys! {
    /// The risk that the platform bans the campaign.
    RawBan {
        /// Risk per person who joins, for example `1e-5`.
        per_participant: Num<Chance>,
        /// What follows: `end` (default), or `{ pause: 3d }`.
        then: RawThen,
        /// Whether the members who came by invitation are deleted as well.
        delete_induced: YesNo,
    }
}

/// `ban.then`.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum RawThen {
    End,
    Pause(Option<Certain<Span>>),
}

keys! {
    /// A pause.
    Pause {
        /// How long nobody can share.
        pause: Certain<Span>,
    }
}

impl Read for RawThen {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawThen> {
        match &node.content {
            Content::Text(text) if text == "end" => Some(RawThen::End),
            Content::Text(text) if text == "pause" => {
                let kind = ProblemKind::NeedsDetail { word: text.clone(), example: "then: { pause: 3d }" };
                reader.problem(node, kind);
                None
            }
            Content::Text(text) => reader.unknown_word(node, text, &["end", "pause"]),
            Content::Map(entries) if entries.is_empty() => {
                reader.problem(node, ProblemKind::ExactlyOne { of: &["pause"] });
                None
            }
            _ => read_keys(node, reader, Expected::BanThen).map(|pause: Pause| RawThen::Pause(pause.pause)),
        }
    }
}
either_schema!(RawThen, "`end`, or `{ pause: 3d }`.", End, Pause);

/// The word `end`.
struct End;

impl schemars::JsonSchema for End {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "End".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": "end" })
    }
}

keys! {
    /// Costs other than rewards.
    RawCosts {
        /// Once.
        fixed: Num<NonNegative>,
        /// For every day of the campaign.
        per_day: Num<NonNegative>,
        /// For every seed user.
        per_seed: Num<NonNegative>,
    }
}

keys! {
    /// What to compare with.
    RawBenchmark {
        /// What a new user costs elsewhere.
        cac: Num<Positive>,
    }
}

//! The keys of rewards, budget and price.

use super::{either_schema, number_or};
use crate::scenario::domain::{Chance, Count, NonNegative, Wait};
use crate::scenario::leaf::Choice;
use crate::scenario::leaf::{Text, Word};
use crate::scenario::node::{Content, Node};
use crate::scenario::number::Whole;
use crate::scenario::number::{Certain, Num};
use crate::scenario::problem::{Expected, ProblemKind};
use crate::scenario::reader::{Read, Reader, keys, plain_map};
use crate::scenario::{Recipient, Trigger, WhenExhausted};

/// How many of something per person or rule; more is a slip.
const MANY: u64 = 1_000_000;

keys! {
    /// One reward: who gets it, when, what it is worth and what it costs.
    RawReward {
        /// What reports call it; made from the rule when left out.
        name: Text,
        /// Who gets it: `inviter` (default), `invitee`, or `upline` (the inviter's inviter).
        to: Word<Recipient>,
        /// What for: `share`, `join`, or `{ invites: 3 }`, `{ every: 5 }`, `{ rank: 10 }`, `{ lottery: 5 }`, `{ pool: 10 }`.
        when: RawWhen,
        /// What the person sees in it, in money; as `cost` when left out.
        value: Num<NonNegative>,
        /// What one costs you, in money or as `10%` of the price; for a pool: the whole pool.
        cost: RawCost,
        /// At most so many times per person.
        cap: Whole<1, MANY>,
        /// At most so many in all.
        stock: Num<Count>,
        /// Chance that who has earned it really claims it (1 when left out).
        redeem: Num<Chance>,
        /// Given only if the invitee stays this long.
        if_stays: Certain<Wait>,
        /// When the stock is gone: `stop_rewards` (default), `end_campaign` or `overdraw`.
        when_exhausted: Word<WhenExhausted>,
    }
}
plain_map!(RawReward, Stairs, Limit);

/// `when`: a word, or a map with one of the others.
#[derive(Clone, Copy, Debug)]
pub(in crate::scenario) struct RawWhen(pub Trigger);

impl Choice for Trigger {
    const WORDS: &'static [(&'static str, Trigger)] = &[("share", Trigger::Share), ("join", Trigger::Join)];
}

keys! {
    /// A trigger with a number.
    Counted {
        /// So many invitations reached; several such rewards make tiers.
        invites: Whole<1, MANY>,
        /// Every so many invitations.
        every: Whole<1, MANY>,
        /// At the end, to the first so many by invitations.
        rank: Whole<1, MANY>,
        /// At the end, to so many winners; every invitation is a ticket.
        lottery: Whole<1, MANY>,
        /// At the end, one pool shared by all who reached so many invitations.
        pool: Whole<1, MANY>,
    }
}

impl Read for RawWhen {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawWhen> {
        if let Content::Text(text) = &node.content {
            let words = <Trigger as Choice>::WORDS;
            return match words.iter().find(|(word, _)| word == text) {
                Some((_, trigger)) => Some(RawWhen(*trigger)),
                None if COUNTED.contains(&text.as_str()) => {
                    let example = EXAMPLES[COUNTED.iter().position(|word| word == text).unwrap_or(0)];
                    reader.problem(node, ProblemKind::NeedsDetail { word: text.clone(), example });
                    None
                }
                None => reader.unknown_word(node, text, &TRIGGERS),
            };
        }
        let counted: Counted = crate::scenario::reader::read_keys(node, reader, Expected::Trigger)?;
        let triggers = [
            counted.invites.map(|n| Trigger::Invites(n.0 as u32)),
            counted.every.map(|n| Trigger::Every(n.0 as u32)),
            counted.rank.map(|n| Trigger::Rank(n.0 as u32)),
            counted.lottery.map(|n| Trigger::Lottery(n.0 as u32)),
            counted.pool.map(|n| Trigger::Pool(n.0 as u32)),
        ];
        if let Content::Map(entries) = &node.content
            && entries.len() != 1
        {
            reader.problem(node, ProblemKind::ExactlyOne { of: &COUNTED });
            return None;
        }
        triggers.into_iter().flatten().next().map(RawWhen)
    }
}

const COUNTED: [&str; 5] = ["invites", "every", "rank", "lottery", "pool"];
const EXAMPLES: [&str; 5] = [
    "when: { invites: 3 }",
    "when: { every: 5 }",
    "when: { rank: 10 }",
    "when: { lottery: 5 }",
    "when: { pool: 10 }",
];
const TRIGGERS: [&str; 7] = ["share", "join", "invites", "every", "rank", "lottery", "pool"];
either_schema!(RawWhen, "`share`, `join`, or a map with one of the others.", Word<Trigger>, Counted);

/// `cost`: money, or a percentage of the price.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum RawCost {
    Money(Num<NonNegative>),
    ShareOfPrice(Num<Chance>),
}

impl Read for RawCost {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawCost> {
        match &node.content {
            Content::Text(text) if text.contains('%') => Read::read(node, reader).map(RawCost::ShareOfPrice),
            content if super::looks_like_number(content) => Read::read(node, reader).map(RawCost::Money),
            _ => reader.wrong(node, Expected::MoneyOrPerCent),
        }
    }
}
either_schema!(RawCost, "Money, or a percentage of the price such as `10%`.", Num<NonNegative>);

/// `price`.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum RawPrice {
    Fixed(Num<NonNegative>),
    Stairs(Stairs),
}

impl Read for RawPrice {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawPrice> {
        number_or(node, reader, RawPrice::Fixed, RawPrice::Stairs, Expected::NumberOrMap)
    }
}
either_schema!(RawPrice, "One price, or a price that rises.", Num<NonNegative>, Stairs);

keys! {
    /// A price that rises as people join.
    Stairs {
        /// What the first pays.
        start: Num<NonNegative>,
        /// How much it rises each time.
        step: Num<NonNegative>,
        /// After how many it rises.
        every: Whole<1, { crate::units::MAX_PEOPLE }>,
    }
}

/// `budget`.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum RawBudget {
    Limit(Num<NonNegative>),
    Full(Limit),
}

impl Read for RawBudget {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawBudget> {
        number_or(node, reader, RawBudget::Limit, RawBudget::Full, Expected::NumberOrMap)
    }
}
either_schema!(RawBudget, "Money for rewards.", Num<NonNegative>, Limit);

keys! {
    /// Money for rewards, and what happens when it is gone.
    Limit {
        /// So much and no more.
        limit: Num<NonNegative>,
        /// `stop_rewards` (default), `end_campaign` or `overdraw`.
        when_exhausted: Word<WhenExhausted>,
    }
}

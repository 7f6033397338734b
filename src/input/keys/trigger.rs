//! `when`: what a reward is for.

use crate::input::read::{Choice, Read, Reader, Whole, Word, either_schema, keys, read_keys};
use crate::problem::{Expected, ProblemKind};
use crate::scenario::Trigger;
use crate::yaml::{Content, Node};

/// How many of something per person or rule; more is a slip.
pub(super) const MANY: u64 = 1_000_000;

/// `when`: a word, or a map with one of the others.
#[derive(Clone, Copy, Debug)]
pub(in crate::input) struct RawWhen(pub Trigger);

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
        let counted: Counted = read_keys(node, reader, Expected::Trigger)?;
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

//! `ban`: the risk that the platform bans the campaign.

use super::resolver::Resolver;
use crate::input::read::{
    Certain, Chance, Choice, Count, Num, Read, Reader, Span, Word, YesNo, either_schema, keys, plain_map,
    read_keys,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::{Ban, Hits};
use crate::yaml::{Content, Node};

/// `ban`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawBans {
    One(Box<RawBan>),
    List(Vec<RawBan>),
}

impl Read for RawBans {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawBans> {
        match &node.content {
            Content::List(_) => Read::read(node, reader).map(RawBans::List),
            _ => Read::read(node, reader).map(Box::new).map(RawBans::One),
        }
    }

    fn placeholder() -> Option<RawBans> {
        Some(RawBans::List(Vec::new()))
    }
}
either_schema!(RawBans, "A map, or a list of maps.", RawBan, Vec<RawBan>);

keys! {
    /// A risk that the platform strikes.
    RawBan {
        /// What it strikes: the `campaign` (default), or each `account` by the people who come through it.
        hits: Word<Hits>,
        per_participant: Num<Chance>,
        above_per_hour: Num<Count>,
        /// What follows: `end` (default), or `{ pause: 3d }`.
        then: RawThen,
        /// Whether the members who came by invitation are deleted as well.
        delete_induced: YesNo,
    }
}
plain_map!(RawBan, Pause);

impl Choice for Hits {
    const WORDS: &'static [(&'static str, Self)] =
        &[(Self::Campaign.word(), Self::Campaign), (Self::Account.word(), Self::Account)];
}

/// `ban.then`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawThen {
    End,
    Pause(Option<Certain<Span>>),
}

keys! {
    /// A pause.
    Pause {
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

impl Resolver {
    pub(super) fn bans(&mut self, raw: Option<&RawBans>) -> Vec<Ban> {
        let path = Path::root().key("ban");
        match raw {
            None => Vec::new(),
            Some(RawBans::One(ban)) => vec![self.ban(ban, &path)],
            Some(RawBans::List(bans)) => {
                self.findings.when(bans.is_empty(), &path, ProblemKind::EmptyList);
                bans.iter().enumerate().map(|(index, ban)| self.ban(ban, &path.index(index))).collect()
            }
        }
    }

    fn ban(&mut self, raw: &RawBan, path: &Path) -> Ban {
        let pause_days = match &raw.then {
            None | Some(RawThen::End) => None,
            Some(RawThen::Pause(pause)) => Some(self.lasting(pause.as_ref(), &path.key("then"), "pause")),
        };
        Ban {
            hits: raw.hits.map_or(Hits::default(), |hits| hits.0),
            per_participant: self.required(raw.per_participant.as_ref(), path, "per_participant"),
            above_per_hour: self.optional(raw.above_per_hour.as_ref()),
            pause_days,
            delete_induced: raw.delete_induced.is_some_and(|delete| delete.0),
        }
    }
}

//! `ban`: the risk that the platform bans the campaign.

use super::resolver::Resolver;
use crate::input::read::{
    Certain, Chance, Num, Read, Reader, Span, YesNo, either_schema, keys, plain_map, read_keys,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::Ban;
use crate::yaml::{Content, Node};

keys! {
    /// The risk that the platform bans the campaign.
    RawBan {
        per_participant: Num<Chance>,
        /// What follows: `end` (default), or `{ pause: 3d }`.
        then: RawThen,
        /// Whether the members who came by invitation are deleted as well.
        delete_induced: YesNo,
    }
}
plain_map!(RawBan, Pause);

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
    pub(super) fn ban(&mut self, raw: &RawBan) -> Ban {
        let path = Path::root().key("ban");
        let pause_days = match &raw.then {
            None | Some(RawThen::End) => None,
            Some(RawThen::Pause(pause)) => Some(self.lasting(pause.as_ref(), &path.key("then"), "pause")),
        };
        Ban {
            per_participant: self.required(raw.per_participant.as_ref(), &path, "per_participant"),
            pause_days,
            delete_induced: raw.delete_induced.is_some_and(|delete| delete.0),
        }
    }
}

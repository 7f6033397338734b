//! Values other than numbers: words, choices, dates, lists, and maps whose keys are names.

use super::Start;
use super::currency;
use super::duration;
use super::habit;
use super::node::{Content, Node};
use super::place::Place;
use super::problem::{Expected, ProblemKind};
use super::reader::{Read, Reader};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// Words in any script.
#[derive(Clone, Debug, JsonSchema)]
pub(super) struct Text(pub String);

impl Read for Text {
    fn read(node: &Node, reader: &mut Reader) -> Option<Text> {
        match &node.content {
            Content::Text(text) if text.trim().is_empty() => {
                reader.problem(node, ProblemKind::EmptyName);
                None
            }
            Content::Text(text) => Some(Text(text.clone())),
            // A campaign may well be called `618`.
            Content::Number(number) => Some(Text(number.to_string())),
            _ => reader.wrong(node, Expected::Text),
        }
    }
}

/// A statement of `expect`: what it says is read when the whole scenario is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Statement {
    /// The statement and where it stands; `None` where it is none.
    pub text: Option<(String, Place)>,
}

impl Read for Statement {
    fn read(node: &Node, reader: &mut Reader) -> Option<Statement> {
        match &node.content {
            Content::Text(text) => Some(Statement { text: Some((text.clone(), node.place.clone())) }),
            _ => reader.wrong(node, Expected::Statement),
        }
    }

    fn placeholder() -> Option<Statement> {
        Some(Statement::default())
    }
}

impl JsonSchema for Statement {
    fn schema_name() -> Cow<'static, str> {
        "Statement".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "What must hold: an estimate, a comparison, a bound.",
            "pattern": "^ *(P\\(.+\\)|timeline\\(.+\\)\\.[a-z0-9.]+|theory\\.[a-z_]+|[^ ].*\\.[a-z0-9.]+) *(<|<=|>|>=) *-?[0-9.]",
            "examples": [
                "new_users.p50 >= 5000",
                "P(cost > 30000) <= 5%",
                "cac.mean < 15",
                "timeline(new_users, day 3).p50 >= 1000",
                "theory.k < 1",
            ],
        })
    }
}

/// `true` or `false`.
#[derive(Clone, Copy, Debug, JsonSchema)]
pub(super) struct YesNo(pub bool);

impl Read for YesNo {
    fn read(node: &Node, reader: &mut Reader) -> Option<YesNo> {
        match node.content {
            Content::YesNo(yes) => Some(YesNo(yes)),
            _ => reader.wrong(node, Expected::YesNo),
        }
    }
}

/// A choice among a few words.
pub(super) trait Choice: Copy + 'static {
    /// The words and what they stand for.
    const WORDS: &'static [(&'static str, Self)];
}

/// One word of a [`Choice`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<C>(pub C);

impl<C: Choice> Word<C> {
    /// The words themselves.
    pub fn words() -> Vec<&'static str> {
        C::WORDS.iter().map(|(word, _)| *word).collect()
    }
}

impl<C: Choice> Read for Word<C> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Word<C>> {
        let Content::Text(text) = &node.content else {
            return reader.wrong(node, Expected::Word);
        };
        match C::WORDS.iter().find(|(word, _)| word == text) {
            Some((_, choice)) => Some(Word(*choice)),
            None => reader.unknown_word(node, text, &Self::words()),
        }
    }
}

impl<C: Choice> JsonSchema for Word<C> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Self::words().join("_or_").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": Self::words() })
    }
}

impl Choice for super::Recipient {
    const WORDS: &'static [(&'static str, Self)] =
        &[("inviter", Self::Inviter), ("invitee", Self::Invitee), ("upline", Self::Upline)];
}

impl Choice for super::WhenExhausted {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("stop_rewards", Self::StopRewards),
        ("end_campaign", Self::EndCampaign),
        ("overdraw", Self::Overdraw),
    ];
}

/// A date, with or without a time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Date(pub Start);

impl Read for Date {
    fn read(node: &Node, reader: &mut Reader) -> Option<Date> {
        match &node.content {
            Content::Text(text) => match duration::parse_date(text) {
                Some(start) => Some(Date(start)),
                None => match duration::date_fault(text) {
                    Some(kind) => {
                        reader.problem(node, kind);
                        None
                    }
                    None => reader.wrong(node, Expected::Date),
                },
            },
            _ => reader.wrong(node, Expected::Date),
        }
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A day, with or without a time: `2026-03-02` or `2026-03-02 20:00`.",
            "pattern": "^ *[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
        })
    }
}

/// A currency code of three capital letters.
#[derive(Clone, Debug)]
pub(super) struct Code(pub String);

impl Read for Code {
    fn read(node: &Node, reader: &mut Reader) -> Option<Code> {
        match &node.content {
            Content::Text(text) if currency::is_code(text) => Some(Code(text.clone())),
            Content::Text(text) => {
                let kind = ProblemKind::NoCurrency { code: text.clone(), meant: currency::meant(text) };
                reader.problem(node, kind);
                None
            }
            _ => reader.wrong(node, Expected::Currency),
        }
    }
}

impl JsonSchema for Code {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "CurrencyCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$" })
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Vec<T>> {
        let items = reader.list(node, Expected::List)?;
        // Every item is read, whatever is wrong with the ones before it.
        let read: Vec<Option<T>> = items
            .iter()
            .enumerate()
            .map(|(index, item)| reader.item(index, item).or_else(T::placeholder))
            .collect();
        read.into_iter().collect()
    }
}

/// A map whose keys are names of the scenario's own.
#[derive(Clone, Debug)]
pub(super) struct Named<T>(pub Vec<(String, T)>);

impl<T: Read> Read for Named<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Named<T>> {
        let entries = reader.names(node)?;
        let read: Vec<Option<(String, T)>> = entries
            .iter()
            .map(|entry| {
                if entry.key.trim().is_empty() {
                    reader.problem_at(&entry.key_place, ProblemKind::EmptyName);
                }
                reader.entry(entry).or_else(T::placeholder).map(|value| (entry.key.clone(), value))
            })
            .collect();
        read.into_iter().collect::<Option<_>>().map(Named)
    }
}

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("NamedMapOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "minProperties": 1,
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}

/// A map from points (durations, or values of money) to what is there, in rising order of the points.
#[derive(Clone, Debug)]
pub(super) struct Points<P, T> {
    /// Point, the key as it was typed, and what is there.
    pub points: Vec<(f64, String, T)>,
    kind: std::marker::PhantomData<P>,
}

impl<P: super::domain::Domain, T: Read> Read for Points<P, T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let entries = reader.names(node)?;
        let read: Vec<Option<(f64, String, T)>> = entries
            .iter()
            .map(|entry| {
                let point = P::parse(&entry.key).and_then(super::domain::bounded::<P>);
                let point = point
                    .map_err(|kind| habit::explain(kind, &entry.key, ""))
                    .map_err(|kind| reader.problem_at(&entry.key_place, kind))
                    .ok();
                let value = reader.entry(entry);
                point.zip(value).map(|(point, value)| (point, entry.key.clone(), value))
            })
            .collect();
        let mut points: Vec<_> = read.into_iter().collect::<Option<_>>()?;
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        Some(Points { points, kind: std::marker::PhantomData })
    }
}

impl<P: super::domain::Domain, T: JsonSchema> JsonSchema for Points<P, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("PointsOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "minProperties": 1,
            "propertyNames": { "pattern": "^ *[0-9.]" },
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}

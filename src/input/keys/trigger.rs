//! `when`: what a reward is for. Which triggers there are stands in the table of [`TriggerKind`].

use crate::input::naming::{key_names, word_names};
use crate::input::read::{Many, Read, Reader, Whole, either_schema};
use crate::problem::{Expected, ProblemKind};
use crate::scenario::{Trigger, TriggerKind};
use crate::yaml::{Content, Node};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// `when`: a word, or a map with one of the others.
#[derive(Clone, Copy, Debug)]
pub(in crate::input) struct RawWhen(pub Trigger);

impl Read for RawWhen {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawWhen> {
        let trigger = match &node.content {
            Content::Text(word) => word_alone(node, word, reader),
            _ => counted(node, reader),
        };
        trigger.map(RawWhen)
    }
}

fn word_alone(node: &Node, word: &str, reader: &mut Reader) -> Option<Trigger> {
    let in_chinese = |kind: &TriggerKind| key_names("when", kind.word()).contains(&word);
    let Some(kind) = TriggerKind::of_word(word).or_else(|| TriggerKind::COUNTED.into_iter().find(in_chinese))
    else {
        return reader.unknown_word(node, word, &TriggerKind::ALL.map(TriggerKind::word));
    };
    if kind.counts().is_some() {
        let kind = ProblemKind::NeedsDetail { word: kind.word().to_owned(), example: kind.example() };
        reader.problem(node, kind);
        return None;
    }
    Some(kind.with(0))
}

/// The trigger of this word, in either language, that has no number.
fn alone(word: &str) -> Option<TriggerKind> {
    let mut alone = TriggerKind::ALL.into_iter().filter(|kind| kind.counts().is_none());
    alone.find(|kind| kind.word() == word || word_names(kind.word()).contains(&word))
}

/// A trigger with a number.
fn counted(node: &Node, reader: &mut Reader) -> Option<Trigger> {
    let map = reader.map(node, Expected::Trigger)?;
    if let [entry] = map
        && let Some(kind) = alone(&entry.key)
    {
        reader.problem(node, ProblemKind::NeedsNoDetail { word: kind.word() });
        return None;
    }
    reader.refuse_others(map, &TriggerKind::COUNTED.map(TriggerKind::word));
    let read = |kind: TriggerKind, reader: &mut Reader| {
        let number: Option<Whole<Many>> = reader.key(map, kind.word());
        number.map(|number| kind.with(number.0 as u32))
    };
    let triggers = TriggerKind::COUNTED.map(|kind| read(kind, reader));
    if map.len() != 1 {
        reader.problem(node, ProblemKind::ExactlyOne { of: &TriggerKind::COUNTED_WORDS });
        return None;
    }
    triggers.into_iter().flatten().next()
}

/// The triggers that are a word alone.
struct Alone;

impl JsonSchema for Alone {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Alone".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let alone = TriggerKind::ALL.into_iter().filter(|kind| kind.counts().is_none());
        json_schema!({ "enum": alone.map(TriggerKind::word).collect::<Vec<_>>() })
    }
}

/// The triggers with a number.
struct Counted;

impl JsonSchema for Counted {
    fn schema_name() -> Cow<'static, str> {
        "Counted".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let number = generator.subschema_for::<Whole<Many>>();
        let key = |kind: TriggerKind| {
            let mut number = number.clone();
            number.insert("description".to_owned(), kind.words().into());
            (kind.word().to_owned(), number.to_value())
        };
        let keys: serde_json::Map<String, serde_json::Value> =
            TriggerKind::COUNTED.map(key).into_iter().collect();
        json_schema!({
            "type": "object",
            "additionalProperties": false,
            "properties": keys,
            "description": "A trigger with a number.",
        })
    }
}

either_schema!(RawWhen, "`share`, `join`, or a map with one of the others.", Alone, Counted);

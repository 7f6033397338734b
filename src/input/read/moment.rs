//! Points of the campaign's clock as they are typed: so long after the beginning, or a date. When the campaign begins, which a
//! date is counted from, is for the [resolver](crate::input::keys).

use super::date::Date;
use super::number::{Certain, NUMBER, plain_schema};
use super::points::Points;
use super::reader::{Read, Reader};
use super::slip::explain;
use super::typed::Typed;
use crate::problem::{Expected, ProblemKind};
use crate::scenario::Start;
use crate::yaml::{Content, Node};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// A point of the campaign's clock; the domain is that of the time since the beginning.
#[derive(Clone, Debug)]
pub(crate) enum Moment<D> {
    /// So long after the beginning.
    After(Certain<D>),
    /// On this date.
    On(Start),
}

impl<D: Typed> Read for Moment<D> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Moment<D>> {
        match &node.content {
            Content::Text(text) if Date::meant_by(text).is_some() => {
                Date::read(node, reader).map(|date| Moment::On(date.0))
            }
            _ => {
                let before = reader.problems.len();
                let read = Certain::read(node, reader).map(Moment::After);
                let start = reader.start;
                let problems = reader.problems[before..].iter_mut();
                problems.for_each(|problem| problem.kind = or_date(problem.kind.clone(), start));
                read
            }
        }
    }
}

/// Where no duration was found, a date would have done as well.
fn or_date(kind: ProblemKind, start: Option<Start>) -> ProblemKind {
    match kind {
        ProblemKind::WrongType { expected: Expected::Duration, found } => {
            let start = start.map(|start| [start.year, i32::from(start.month), i32::from(start.day)]);
            ProblemKind::WrongType { expected: Expected::Moment { start }, found }
        }
        other => other,
    }
}

impl<D: Typed> Moment<D> {
    /// The point that a key of a map says.
    fn of_key(key: &str) -> Result<Moment<D>, ProblemKind> {
        match Date::meant_by(key) {
            Some(date) => date.map(Moment::On),
            None => D::parse(key)
                .and_then(|days| D::DOMAIN.within(days))
                .map(|days| Moment::After(Certain::of(days)))
                .map_err(|kind| explain(kind, key)),
        }
    }
}

/// A map from points of the campaign's clock to what is there, such as `{ 0d: 20, 2026-03-09: 10 }`, in the order of the file.
#[derive(Clone, Debug)]
pub(crate) struct Moments<D, T> {
    /// Point, the key as it was typed, and what is there.
    pub moments: Vec<(Moment<D>, String, T)>,
}

impl<D: Typed, T: Read> Read for Moments<D, T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let read: Vec<Option<_>> = reader
            .names(node)?
            .iter()
            .map(|entry| {
                let moment = Moment::of_key(&entry.key);
                let start = reader.start;
                let moment =
                    moment.map_err(|kind| reader.problem_at(&entry.key_place, or_date(kind, start))).ok();
                let value = reader.entry(entry);
                moment.zip(value).map(|(moment, value)| (moment, entry.key.clone(), value))
            })
            .collect();
        read.into_iter().collect::<Option<_>>().map(|moments| Moments { moments })
    }
}

impl<D: Typed, T: JsonSchema> JsonSchema for Moments<D, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("MomentsOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Points::<D, T>::json_schema(generator)
    }
}

impl<D: Typed> JsonSchema for Moment<D> {
    fn schema_name() -> Cow<'static, str> {
        format!("Moment{}", D::SCHEMA.0).into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A duration since the beginning, or with `start` a date: `3d`, `2026-03-05 20:00`.",
            "anyOf": [
                plain_schema::<D>(),
                { "type": "string", "pattern": NUMBER },
            ],
        })
    }
}

//! Numbers as the reader meets them: uncertain ones and certain ones.

use super::law::{self, LAWS, is_law};
use super::reader::{Read, Reader, Uncertain};
use super::typed::{Typed, plain};
use crate::problem::{Expected, ProblemKind};
use crate::yaml::{Content, Node};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::marker::PhantomData;

/// How texts begin that are numbers, for the schema.
pub(crate) const NUMBER: &str = "^ *[¥￥$“]? *[0-9０-９.]";

/// A number that may be uncertain.
#[derive(Clone, Debug)]
pub(crate) struct Num<D> {
    pub number: Number,
    domain: PhantomData<D>,
}

/// What was typed for a [`Num`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number {
    Known(f64),
    /// The law stands at this rank of the file (see [`Node::enumerate`]).
    Uncertain(usize),
}

impl<D: Typed> Read for Num<D> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Num<D>> {
        let number = match law::law::<D>(&node.content) {
            Some(Ok(law)) => {
                let path = reader.path.clone();
                let (rank, place) = (node.order, node.written.clone());
                reader.uncertain.push(Uncertain { rank, place, path, law, domain: D::DOMAIN });
                Ok(Number::Uncertain(node.order))
            }
            Some(Err(kind)) => Err(kind),
            None => match plain::<D>(&node.content) {
                Some(number) => number.and_then(|number| D::DOMAIN.as_whole(number)).map(Number::Known),
                None => return reader.wrong(node, D::EXPECTED),
            },
        };
        note(number, node, reader).map(|number| Num { number, domain: PhantomData })
    }
}

pub(super) fn note<T>(result: Result<T, ProblemKind>, node: &Node, reader: &mut Reader) -> Option<T> {
    result.map_err(|kind| reader.problem(node, kind)).ok()
}

impl<D: Typed> JsonSchema for Num<D> {
    fn schema_name() -> Cow<'static, str> {
        D::SCHEMA.0.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": D::SCHEMA.1,
            "anyOf": [
                plain_schema::<D>(),
                { "type": "string", "pattern": NUMBER },
                { "type": "object", "minProperties": 1, "maxProperties": 1, "propertyNames": { "enum": LAWS } },
            ],
        })
    }
}

/// One plain number that YAML itself reads as a number. Its bounds are said key by key, from the list of numbers.
pub(super) fn plain_schema<D: Typed>() -> serde_json::Value {
    match D::EXPECTED {
        // Every other duration has a unit and is a text; and where nought is no length, nothing is left.
        Expected::Duration if D::DOMAIN.bounds.above_min => serde_json::json!(false),
        Expected::Duration => serde_json::json!({ "const": 0 }),
        _ => serde_json::json!({ "type": "number" }),
    }
}

/// A number that must be known.
#[derive(Clone, Debug)]
pub(crate) struct Certain<D>(pub f64, PhantomData<D>);

impl<D> Certain<D> {
    /// One that was typed somewhere else.
    pub(super) fn of(number: f64) -> Certain<D> {
        Certain(number, PhantomData)
    }
}

impl<D: Typed> Read for Certain<D> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Certain<D>> {
        let number = match law::law::<D>(&node.content) {
            Some(_) => Err(ProblemKind::NotCertain),
            None => match plain::<D>(&node.content) {
                Some(number) => number,
                None => return reader.wrong(node, certain(D::EXPECTED)),
            },
        };
        let number = number.map_err(|kind| match kind {
            ProblemKind::WrongType { expected, found } => {
                ProblemKind::WrongType { expected: certain(expected), found }
            }
            other => other,
        });
        note(number, node, reader).map(|number| Certain(number, PhantomData))
    }
}

/// What to say was expected where a range would not do.
fn certain(expected: Expected) -> Expected {
    if expected == Expected::Number { Expected::PlainNumber } else { expected }
}

impl<D: Typed> JsonSchema for Certain<D> {
    fn schema_name() -> Cow<'static, str> {
        format!("Certain{}", D::SCHEMA.0).into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                plain_schema::<D>(),
                { "type": "string", "pattern": NUMBER },
            ],
        })
    }
}

/// Whether a value is written as a number: plain, as a range or as a law.
pub(crate) fn looks_like_number(content: &Content) -> bool {
    match content {
        Content::Number(_) | Content::Text(_) => true,
        Content::Map(entries) => is_law(entries),
        _ => false,
    }
}

//! Points of the campaign's clock as they are typed: so long after the beginning, or a date. When the campaign begins, which a
//! date is counted from, is for the [resolver](crate::input::keys).

use super::date::Date;
use super::number::{Certain, NUMBER, plain_schema};
use super::reader::{Read, Reader};
use super::typed::Typed;
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
            Content::Text(text) if Date::is_meant_by(text) => {
                Date::read(node, reader).map(|date| Moment::On(date.0))
            }
            _ => Certain::read(node, reader).map(Moment::After),
        }
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

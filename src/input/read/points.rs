//! Curves and tables: maps whose keys are points, such as `{ 1d: 80%, 7d: 50% }`.

use super::number::NUMBER;
use super::reader::{Read, Reader};
use super::slip::explain;
use super::typed::Typed;
use crate::yaml::Node;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::marker::PhantomData;

/// A map from points (durations, or values of money) to what is there, in rising order of the points.
#[derive(Clone, Debug)]
pub(crate) struct Points<P, T> {
    /// Point, the key as it was typed, and what is there.
    pub points: Vec<(f64, String, T)>,
    kind: PhantomData<P>,
}

impl<P: Typed, T: Read> Read for Points<P, T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let entries = reader.names(node)?;
        let read: Vec<Option<(f64, String, T)>> = entries
            .iter()
            .map(|entry| {
                let point = P::parse(&entry.key).and_then(|point| P::DOMAIN.within(point));
                let point = point
                    .map_err(|kind| explain(kind, &entry.key))
                    .map_err(|kind| reader.problem_at(&entry.key_place, kind))
                    .ok();
                let value = reader.entry(entry);
                point.zip(value).map(|(point, value)| (point, entry.key.clone(), value))
            })
            .collect();
        let mut points: Vec<_> = read.into_iter().collect::<Option<_>>()?;
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        Some(Points { points, kind: PhantomData })
    }
}

impl<P: Typed, T: JsonSchema> JsonSchema for Points<P, T> {
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
            "propertyNames": { "pattern": NUMBER },
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}

//! Lists, and maps whose keys are names of the scenario's own.

use super::reader::{Read, Reader};
use crate::problem::{Expected, ProblemKind};
use crate::yaml::Node;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

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
pub(crate) struct Named<T>(pub Vec<(String, T)>);

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

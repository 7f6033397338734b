//! The JSON Schema of a scenario, for editors; made from the types that read it and from the list of numbers, which says
//! what each of them is.

use super::keys::RawScenario;
use crate::scenario::{About, every_number};
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::{Map, Value, json};

/// The JSON Schema (draft 2020-12) of a scenario file.
#[must_use]
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<RawScenario>();
    RecursiveTransform(|part: &mut Schema| optional(part)).transform(&mut schema);
    schema.insert("title".to_owned(), json!("kfactor scenario"));
    schema.insert("required".to_owned(), json!(["name", "days"]));
    let mut schema = schema.to_value();
    describe(&mut schema);
    schema
}

/// The reader's fields are all marked as required, because that makes schemars describe the bare type and
/// not "the type or null". Which keys must really be there depends on other keys; the reader says it.
fn optional(part: &mut Schema) {
    part.remove("required");
}

/// Says of every number what the list says of it.
fn describe(schema: &mut Value) {
    let list = every_number();
    let mut found = Vec::new();
    Walk { root: schema, list: &list, found: &mut found }.map("", "");
    for (place, words) in found {
        if let Some(Value::Object(number)) = schema.pointer_mut(&place) {
            number.insert("description".to_owned(), words.into());
        }
    }
}

/// A walk through a schema to its numbers.
struct Walk<'a> {
    root: &'a Value,
    list: &'a [About],
    /// Where a number is described, and by what words.
    found: &'a mut Vec<(String, &'static str)>,
}

impl Walk<'_> {
    /// Visits what is below the schema at `place`, which is that of the keys `pattern`.
    fn map(&mut self, place: &str, pattern: &str) {
        let root = self.root;
        let Some(Value::Object(schema)) = root.pointer(place) else { return };
        if let Some(link) = schema.get("$ref").and_then(Value::as_str) {
            self.map(link.trim_start_matches('#'), pattern);
        }
        for options in ["anyOf", "oneOf", "allOf"] {
            let count = schema.get(options).and_then(Value::as_array).map_or(0, Vec::len);
            (0..count).for_each(|at| self.map(&format!("{place}/{options}/{at}"), pattern));
        }
        if schema.contains_key("items") {
            self.map(&format!("{place}/items"), &joined(pattern, "<i>"));
        }
        for name in schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys) {
            self.key(&format!("{place}/properties/{name}"), &joined(pattern, name));
        }
        if pattern == "segments" {
            self.map(&format!("{place}/additionalProperties"), "segments.<name>");
        }
    }

    fn key(&mut self, place: &str, pattern: &str) {
        let is = |about: &&About| {
            let below = about.pattern.strip_prefix("segments.<name>.");
            about.pattern == pattern || below == Some(pattern)
        };
        if let Some(about) = self.list.iter().find(is).filter(|_| self.is_number(place)) {
            self.found.push((place.to_owned(), about.words));
        }
        self.map(place, pattern);
    }

    /// Whether nothing but a number can stand there.
    fn is_number(&self, place: &str) -> bool {
        let Some(schema) = self.root.pointer(place) else { return false };
        let linked = schema["$ref"].as_str().and_then(|link| self.root.pointer(link.trim_start_matches('#')));
        let options = linked.unwrap_or(schema)["anyOf"].as_array();
        let is_text =
            |option: &Value| option["pattern"].as_str().is_some_and(|text| text.starts_with("^ *[0-9"));
        let is_map = |option: &Value| option["properties"].is_object() || option["$ref"].is_string();
        options.is_some_and(|options| options.iter().any(is_text) && !options.iter().any(is_map))
    }
}

fn joined(pattern: &str, key: &str) -> String {
    if pattern.is_empty() { key.to_owned() } else { format!("{pattern}.{key}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::read::ReadKeys;

    #[test]
    fn the_schema_names_every_key_that_is_read_and_describes_it() {
        let schema = schema();
        let properties = schema["properties"].as_object().unwrap();
        let mut named: Vec<&str> = properties.keys().map(String::as_str).collect();
        let mut read = RawScenario::keys();
        named.sort_unstable();
        read.sort_unstable();
        assert_eq!(named, read);
        assert!(schema["$defs"]["RawEvent"]["properties"]["for"].is_object());
        let maps = schema["$defs"].as_object().unwrap().values().chain([&schema]);
        for (key, property) in maps.flat_map(|map| map["properties"].as_object().into_iter().flatten()) {
            assert!(property["description"].is_string(), "`{key}` is not described");
        }
    }
}

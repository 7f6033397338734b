//! The JSON Schema of a scenario, for editors; made from the types that read it and from the list of numbers, which says
//! what each of them is.

use super::chinese::in_chinese;
use super::keys::{RawScenario, is_of_people};
use super::naming::key_names;
use super::read::{NUMBER, ReadKeys, WHOLE};
use crate::problem::Bounds;
use crate::scenario::{About, Fallback, Meaning, every_number};
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::{Map, Value, json};

/// The JSON Schema (draft 2020-12) of a scenario file.
#[must_use]
pub fn schema() -> Value {
    let mut schema = generated();
    describe(&mut schema);
    in_chinese(&mut schema);
    schema["title"] = json!("kfactor scenario");
    let either = |key: &str| {
        let mut names = key_names("", key);
        names.insert(0, key);
        json!({ "anyOf": names.iter().map(|name| json!({ "required": [name] })).collect::<Vec<_>>() })
    };
    // A file of people, which scenarios name, has neither: it is known by having no key of a scenario that says nothing of people.
    let of_people = RawScenario::keys().into_iter().filter(|key| is_of_people(key) == Some(true));
    let of_people: Vec<&str> =
        of_people.flat_map(|key| key_names("", key).into_iter().chain([key])).collect();
    let whole = json!({ "allOf": [either("name"), either("days")] });
    let of_people = format!("^({})$", of_people.join("|"));
    schema["anyOf"] = json!([whole, { "propertyNames": { "pattern": of_people } }]);
    schema
}

/// The schema as the types that read a scenario have it: every key and word in its standard form.
pub(super) fn generated() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<RawScenario>();
    RecursiveTransform(|part: &mut Schema| optional(part)).transform(&mut schema);
    schema.to_value()
}

/// The reader's fields are all marked as required, because that makes schemars describe the bare type and
/// not "the type or null". Which keys must really be there depends on other keys; the reader says it.
fn optional(part: &mut Schema) {
    part.remove("required");
}

/// Says of every number what the list says of it: what it is, what is possible, what stands for it where it is left out.
fn describe(schema: &mut Value) {
    for Spot { place, about, is_key } in spots(schema) {
        let takes_numbers = options(schema, &place).iter().any(is_numeric);
        let is_inherited = is_inherited(schema, &place);
        let Some(Value::Object(number)) = schema.pointer_mut(&place) else { continue };
        if is_key {
            number.insert("description".to_owned(), about.words.into());
        }
        if let (true, false, Fallback::Number(usual)) = (is_key, is_inherited, about.fallback) {
            number.insert("default".to_owned(), written(about.meaning, usual));
        }
        if takes_numbers {
            let Bounds { min, above_min, max } = about.domain.bounds;
            let least = if above_min { "exclusiveMinimum" } else { "minimum" };
            number.insert(least.to_owned(), plain(min));
            number.insert("maximum".to_owned(), plain(max));
        }
    }
}

/// Where a number of the list stands in the schema.
struct Spot {
    place: String,
    about: About,
    /// Whether it is the value of its own key, and no short form or item of another.
    is_key: bool,
}

fn spots(schema: &Value) -> Vec<Spot> {
    let mut walk = Walk { root: schema, list: every_number(), found: Vec::new() };
    walk.map("", "");
    walk.found
}

/// A walk through a schema to its numbers.
struct Walk<'a> {
    root: &'a Value,
    list: Vec<About>,
    found: Vec<Spot>,
}

impl Walk<'_> {
    /// Visits the schema at `place`, which is that of the keys `pattern`, and what is below it.
    fn map(&mut self, place: &str, pattern: &str) {
        let root = self.root;
        let Some(Value::Object(schema)) = root.pointer(place) else { return };
        if let Some(about) = self.about(pattern).filter(|_| is_number(root, place)) {
            let is_full = about.pattern.trim_start_matches(SEGMENT) == pattern.trim_start_matches(SEGMENT);
            let is_key = is_full && place.rsplit('/').nth(1) == Some("properties");
            self.found.push(Spot { place: place.to_owned(), about: about.clone(), is_key });
            return;
        }
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
            self.map(&format!("{place}/properties/{name}"), &joined(pattern, name));
        }
        if let Some(family) = self.family(pattern) {
            self.map(&format!("{place}/additionalProperties"), &joined(pattern, &family));
        }
    }

    /// The number of this pattern, in full or short; at the top level without the segment.
    fn about(&self, pattern: &str) -> Option<&About> {
        let is = |written: &str| written == pattern || written.strip_prefix(SEGMENT) == Some(pattern);
        self.list.iter().find(|about| is(&about.pattern) || about.short.as_deref().is_some_and(is))
    }

    /// What the names below these keys stand for: `<name>`, `<stage>`, `<time>`.
    fn family(&self, pattern: &str) -> Option<String> {
        let below = |written: &str| {
            let rest = written.strip_prefix(pattern)?.strip_prefix('.')?;
            rest.split('.').next().filter(|part| part.starts_with('<') && *part != "<i>").map(str::to_owned)
        };
        let found = |about: &About| {
            below(&about.pattern).or_else(|| about.pattern.strip_prefix(SEGMENT).and_then(below))
        };
        self.list.iter().find_map(found)
    }
}

/// Keys of a segment.
const SEGMENT: &str = "segments.<name>.";

/// Whether nothing but a number can stand there.
fn is_number(root: &Value, place: &str) -> bool {
    let options = options(root, place);
    let is_text =
        |option: &Value| option["pattern"].as_str().is_some_and(|text| [NUMBER, WHOLE].contains(&text));
    let is_map = |option: &Value| option["properties"].is_object() || option["$ref"].is_string();
    options.iter().any(is_text) && !options.iter().any(is_map)
}

/// What can stand there, one of them.
fn options<'a>(root: &'a Value, place: &str) -> &'a [Value] {
    let linked = |schema: &'a Value| {
        let link = schema["$ref"].as_str();
        link.and_then(|link| root.pointer(link.trim_start_matches('#'))).unwrap_or(schema)
    };
    root.pointer(place).and_then(|schema| linked(schema)["anyOf"].as_array()).map_or(&[], Vec::as_slice)
}

fn is_numeric(option: &Value) -> bool {
    option["type"] == "number" || option["type"] == "integer"
}

/// Whether a segment that leaves the key out takes it from the top level, so that the default is said there.
fn is_inherited(root: &Value, place: &str) -> bool {
    let key = place.strip_prefix("/$defs/RawSegment/properties/");
    key.is_some_and(|key| root["properties"].get(key).is_some())
}

/// A number as a file has it.
fn written(meaning: Meaning, number: f64) -> Value {
    if meaning == Meaning::Days && number != 0.0 { format!("{number}d").into() } else { plain(number) }
}

/// Whole numbers without a point.
fn plain(number: f64) -> Value {
    if number.fract() == 0.0 && number >= 0.0 { json!(number as u64) } else { json!(number) }
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
        let mut named: Vec<&str> =
            properties.keys().map(String::as_str).filter(|key| key.is_ascii()).collect();
        let mut read = RawScenario::keys();
        named.sort_unstable();
        read.sort_unstable();
        assert_eq!(named, read);
        assert!(schema["$defs"]["RawEvent"]["properties"]["for"].is_object());
        let maps = schema["$defs"].as_object().unwrap().values().chain([&schema]);
        for (key, property) in maps.flat_map(|map| map["properties"].as_object().into_iter().flatten()) {
            let property = if key.is_ascii() {
                property
            } else {
                schema.pointer(&property["$ref"].as_str().unwrap()[1..]).unwrap()
            };
            assert!(property["description"].is_string(), "`{key}` is not described");
        }
    }
    #[test]
    fn every_number_of_the_list_has_its_bounds_in_the_schema() {
        let schema = schema();
        let spots = spots(&schema);
        for about in every_number() {
            let mut found = spots.iter().filter(|spot| spot.about.pattern == about.pattern).peekable();
            assert!(found.peek().is_some(), "{} is nowhere", about.pattern);
            for spot in found.filter(|spot| options(&schema, &spot.place).iter().any(is_numeric)) {
                let number = schema.pointer(&spot.place).unwrap();
                let Bounds { min, max, .. } = about.domain.bounds;
                let least = number.get("minimum").or(number.get("exclusiveMinimum"));
                assert_eq!((least, &number["maximum"]), (Some(&plain(min)), &plain(max)), "{}", spot.place);
            }
        }
    }

    #[test]
    fn defaults_are_those_of_the_list_and_said_where_they_hold() {
        let schema = schema();
        let default = |place: &str| schema.pointer(place).unwrap().get("default").cloned();
        assert_eq!(default("/properties/patience"), Some(json!(0.8)));
        assert_eq!(default("/properties/runs"), Some(json!(10_000)));
        assert_eq!(default("/properties/churn"), Some(json!(0)));
        assert_eq!(default("/$defs/RawSegment/properties/churn"), None, "it is the one of the top level");
        assert_eq!(default("/$defs/RawSegment/properties/detect"), Some(json!(0)));
        assert_eq!(default("/properties/days"), None);
    }
}

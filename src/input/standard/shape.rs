//! What may stand where in a scenario, as far as the standard form must know it; taken from the schema.

use crate::input::naming::{is_last_stage, key_names, word_names};
use crate::input::read::{DATE, NUMBER, WHOLE};
use crate::input::schema::generated;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What may stand at a place of a scenario.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// The key above; names of the scenario's own and positions do not count.
    above: String,
    /// The keys that a map may have here.
    pub keys: Vec<Key>,
    /// Where each of them stands in the list, by everything that it is called.
    places: BTreeMap<String, usize>,
    /// What stands below names of the scenario's own.
    pub below_names: Option<Box<Shape>>,
    /// Whether these names are numbers: the points of a curve.
    pub has_points: bool,
    /// What an item of a list is.
    pub items: Option<Box<Shape>>,
    /// Fixed words.
    pub words: Vec<String>,
    /// Whether it may be a number.
    pub is_number: bool,
    /// Whether it may be a date.
    pub is_date: bool,
    /// Whether it may be `true` or `false`.
    pub is_yes_no: bool,
}

/// A key of a map.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// As the reader has it.
    pub name: String,
    /// What it is called in Chinese; the first name is shown.
    pub chinese: Vec<&'static str>,
    /// What stands below it.
    pub shape: Shape,
}

/// The shape of a whole scenario.
pub(super) fn scenario() -> &'static Shape {
    static SCENARIO: LazyLock<Shape> = LazyLock::new(|| {
        let schema = generated();
        let mut shape = Shape::default();
        shape.take(&schema, &schema);
        shape
    });
    &SCENARIO
}

impl Shape {
    fn below(above: &str) -> Shape {
        Shape { above: above.to_owned(), ..Shape::default() }
    }

    /// Takes in one of the things that may stand here.
    fn take(&mut self, root: &Value, schema: &Value) {
        if let Some(link) = schema["$ref"].as_str().and_then(|link| link.strip_prefix('#')) {
            root.pointer(link).into_iter().for_each(|linked| self.take(root, linked));
        }
        schema["anyOf"].as_array().into_iter().flatten().for_each(|option| self.take(root, option));
        let words = schema["enum"].as_array().into_iter().flatten().chain([&schema["const"]]);
        self.words.extend(words.filter_map(Value::as_str).map(str::to_owned));
        let is_number = |pattern| pattern == NUMBER || pattern == WHOLE;
        self.is_number |= schema["pattern"].as_str().is_some_and(is_number);
        self.is_date |= self.is_number || schema["pattern"] == DATE;
        self.is_yes_no |= schema["type"] == "boolean";
        self.has_points |= schema["propertyNames"]["pattern"].as_str().is_some_and(is_number);
        self.take_maps(root, schema);
        if let Some(inner) = schema.get("items") {
            let mut items = Shape::below(&self.above);
            items.take(root, inner);
            self.items = Some(Box::new(items));
        }
    }

    fn take_maps(&mut self, root: &Value, schema: &Value) {
        for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
            let mut below = Shape::below(key);
            below.take(root, inner);
            self.add(key, below);
        }
        if let Some(inner) = schema.get("additionalProperties").filter(|inner| inner.is_object()) {
            let mut below = Shape::below(&self.above);
            below.take(root, inner);
            self.below_names = Some(Box::new(below));
        }
        for law in schema["propertyNames"]["enum"].as_array().into_iter().flatten().filter_map(Value::as_str)
        {
            self.add(law, Shape::of_law(law));
        }
    }

    fn add(&mut self, name: &str, shape: Shape) {
        let chinese = key_names(&self.above, name);
        for called in chinese.iter().copied().chain([name]) {
            self.places.entry(called.to_owned()).or_insert(self.keys.len());
        }
        self.keys.push(Key { name: name.to_owned(), chinese, shape });
    }

    /// What stands behind the name of a law: its parameters, in a list or by name.
    fn of_law(law: &str) -> Shape {
        let number = || Shape { is_number: true, ..Shape::below(law) };
        let mut shape = Shape { items: Some(Box::new(number())), ..Shape::below(law) };
        for name in ["a", "b", "min", "mode", "max", "mean", "sd", "median", "sigma"] {
            shape.add(name, number());
        }
        shape
    }

    /// The key that is written so.
    pub fn key(&self, written: &str) -> Option<&Key> {
        let place = self.places.get(written).or_else(|| self.places.get(written.trim()));
        place.and_then(|place| self.keys.get(*place))
    }

    /// Whether this is a key in the standard form.
    pub fn has(&self, name: &str) -> bool {
        self.key(name).is_some_and(|key| key.name == name)
    }

    /// The word that is written so.
    pub fn word(&self, written: &str) -> Option<&str> {
        let plain = written.trim_matches(['“', '”', ' ', '\u{3000}']);
        self.words.iter().find(|word| word_names(word).contains(&plain)).map(String::as_str)
    }

    /// Whether this is a stage of a funnel that is called as the last one is.
    pub fn is_last_stage(&self, written: &str) -> bool {
        self.above == "funnel" && is_last_stage(written)
    }
}

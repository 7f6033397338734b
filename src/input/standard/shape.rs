//! What may stand where in a scenario, as far as the standard form must know it; taken from the schema, as far down as it is
//! asked for: a scenario has few of the keys that it may have.

use crate::input::naming::{LAST_STAGE, is_last_stage, key_names, word_names};
use crate::input::read::{DATE, NUMBER, WHOLE};
use crate::input::schema::generated;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

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
    pub below_names: Option<Below>,
    /// Whether these names are numbers: the points of a curve.
    pub has_points: bool,
    /// What an item of a list is.
    pub items: Option<Below>,
    /// Fixed words.
    pub words: Vec<String>,
    /// Whether it may be a number.
    pub is_number: bool,
    /// Whether that may be a whole number only; whether it may be another, too.
    pub is_whole: bool,
    takes_others: bool,
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
    pub shape: Below,
}

/// What stands below a key, a name or in a list: a shape, once it is asked for.
#[derive(Clone, Debug)]
pub(super) struct Below {
    above: String,
    source: Source,
    shape: OnceLock<Box<Shape>>,
}

/// What says what may stand somewhere.
#[derive(Clone, Copy, Debug)]
enum Source {
    Schema(&'static Value),
    /// The name of a law: its parameters, in a list or by name.
    Law,
    /// A parameter of a law.
    Number,
}

/// The schema of a scenario.
static SCHEMA: LazyLock<Value> = LazyLock::new(generated);

/// The shape of a whole scenario.
pub(super) fn scenario() -> &'static Shape {
    static SCENARIO: LazyLock<Shape> = LazyLock::new(|| {
        let mut shape = Shape::default();
        shape.take(&SCHEMA);
        shape
    });
    &SCENARIO
}

impl Below {
    fn new(above: &str, source: Source) -> Below {
        Below { above: above.to_owned(), source, shape: OnceLock::new() }
    }
}

impl Deref for Below {
    type Target = Shape;

    fn deref(&self) -> &Shape {
        self.shape.get_or_init(|| {
            let mut shape = Shape { above: self.above.clone(), ..Shape::default() };
            match self.source {
                Source::Schema(schema) => shape.take(schema),
                Source::Law => shape.take_parameters(),
                Source::Number => shape.is_number = true,
            }
            Box::new(shape)
        })
    }
}

impl Shape {
    /// Takes in one of the things that may stand here.
    fn take(&mut self, schema: &'static Value) {
        if let Some(link) = schema["$ref"].as_str().and_then(|link| link.strip_prefix('#')) {
            SCHEMA.pointer(link).into_iter().for_each(|linked| self.take(linked));
        }
        schema["anyOf"].as_array().into_iter().flatten().for_each(|option| self.take(option));
        let words = schema["enum"].as_array().into_iter().flatten().chain([&schema["const"]]);
        self.words.extend(words.filter_map(Value::as_str).map(str::to_owned));
        let is_number = |pattern| pattern == NUMBER || pattern == WHOLE;
        self.is_number |= schema["pattern"].as_str().is_some_and(is_number);
        self.takes_others |= schema["pattern"] == NUMBER;
        self.is_whole = self.is_number && !self.takes_others;
        self.is_date |= self.is_number || schema["pattern"] == DATE;
        self.is_yes_no |= schema["type"] == "boolean";
        self.has_points |= schema["propertyNames"]["pattern"].as_str().is_some_and(is_number);
        self.take_maps(schema);
        if let Some(inner) = schema.get("items") {
            self.items = Some(Below::new(&self.above, Source::Schema(inner)));
        }
    }

    fn take_maps(&mut self, schema: &'static Value) {
        for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
            self.add(key, Source::Schema(inner));
        }
        if let Some(inner) = schema.get("additionalProperties").filter(|inner| inner.is_object()) {
            self.below_names = Some(Below::new(&self.above, Source::Schema(inner)));
        }
        for law in schema["propertyNames"]["enum"].as_array().into_iter().flatten().filter_map(Value::as_str)
        {
            self.add(law, Source::Law);
        }
    }

    fn take_parameters(&mut self) {
        self.items = Some(Below::new(&self.above, Source::Number));
        for name in ["a", "b", "min", "mode", "max", "mean", "sd", "median", "sigma"] {
            self.add(name, Source::Number);
        }
    }

    fn add(&mut self, name: &str, source: Source) {
        let chinese = key_names(&self.above, name);
        for called in chinese.iter().copied().chain([name]) {
            self.places.entry(called.to_owned()).or_insert(self.keys.len());
        }
        self.keys.push(Key { name: name.to_owned(), chinese, shape: Below::new(name, source) });
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
        self.is_of_funnel() && is_last_stage(written)
    }

    /// Whether it is what stands in a funnel, or a funnel itself.
    pub fn is_of_funnel(&self) -> bool {
        self.above == "funnel"
    }

    /// What the last stage of a funnel is called, if `name` is that of the standard form.
    pub fn last_stage(&self, name: &str) -> Option<&'static str> {
        (self.is_of_funnel() && name == "join").then(|| LAST_STAGE[0])
    }
}

//! Keys that a scenario knows, put where its schema has them: what is added to a scenario is tried without being named here.

use super::numbers;
use super::tree::Tree;
use crate::dice::Dice;
use kfactor::input::schema;
use serde_json::Value;
use std::sync::LazyLock;

static SCHEMA: LazyLock<Value> = LazyLock::new(schema);

/// Levels below a key that is added.
const DEEPEST: usize = 5;

/// Puts a key that is known there into the map at these keys; else a value that is possible in place of what is there.
pub fn known_key(place: &mut Tree, path: &[String], dice: &mut Dice<'_>) {
    let Some(schema) = below(&SCHEMA, path) else { return };
    let options = maps(schema);
    let properties: Vec<(&String, &Value)> = options.iter().flat_map(|map| map.iter()).collect();
    match place {
        Tree::Map(entries) if !properties.is_empty() => {
            let (key, schema) = *dice.pick(&properties);
            let value = value(schema, dice, DEEPEST);
            match entries.iter_mut().find(|(known, _)| known == key) {
                Some((_, known)) => *known = value,
                None => entries.push((key.clone(), value)),
            }
        }
        other => *other = value(schema, dice, DEEPEST),
    }
}

fn linked(schema: &Value) -> &Value {
    let link = schema["$ref"].as_str().and_then(|link| link.strip_prefix('#'));
    link.and_then(|link| SCHEMA.pointer(link)).unwrap_or(schema)
}

/// What may stand for a value, one of them.
fn options(schema: &Value) -> Vec<&Value> {
    let schema = linked(schema);
    let listed = ["anyOf", "oneOf"].iter().filter_map(|key| schema[*key].as_array()).flatten();
    let options: Vec<&Value> = listed.flat_map(options).collect();
    if options.is_empty() { vec![schema] } else { options }
}

/// The keys of every map that may stand there.
fn maps(schema: &Value) -> Vec<&serde_json::Map<String, Value>> {
    options(schema).into_iter().filter_map(|option| option["properties"].as_object()).collect()
}

/// The schema at these keys.
fn below<'a>(schema: &'a Value, path: &[String]) -> Option<&'a Value> {
    let Some((key, rest)) = path.split_first() else { return Some(schema) };
    let step = |option: &'a Value| -> Option<&'a Value> {
        let named = option["properties"].get(key);
        let item = option.get("items").filter(|_| key == "<i>");
        named.or(item).or_else(|| option.get("additionalProperties").filter(|more| more.is_object()))
    };
    options(schema).into_iter().filter_map(step).find_map(|next| below(next, rest))
}

/// A value that the schema allows.
fn value(schema: &Value, dice: &mut Dice<'_>, deepest: usize) -> Tree {
    let options = options(schema);
    let schema = *dice.pick(&options);
    if let Some(word) = schema["const"].as_str() {
        return word.into();
    }
    if let Some(words) = schema["enum"].as_array() {
        return Tree::Word(dice.pick(words).as_str().unwrap_or("x").to_owned());
    }
    if deepest == 0 {
        return "1".into();
    }
    match schema["type"].as_str() {
        Some("boolean") => Tree::Word(dice.word(&["true", "false"])),
        Some("array") => {
            let count = schema["minItems"].as_u64().map_or_else(|| dice.below(4), |least| least as usize);
            Tree::List((0..count).map(|_| value(&schema["items"], dice, deepest - 1)).collect())
        }
        Some("object") => object(schema, dice, deepest),
        _ => number(schema, dice),
    }
}

fn object(schema: &Value, dice: &mut Dice<'_>, deepest: usize) -> Tree {
    let mut entries = Vec::new();
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        if dice.one_in(3) {
            entries.push((key.clone(), value(property, dice, deepest - 1)));
        }
    }
    let names = schema["propertyNames"]["enum"].as_array();
    if let Some(names) = names {
        entries.push((dice.pick(names).as_str().unwrap_or("x").to_owned(), "[0.1, 0.3]".into()));
    }
    if let Some(more) = schema.get("additionalProperties").filter(|more| more.is_object()) {
        let key = dice.word(&["core", "路人", "join", "0", "5", "1d", "7d"]);
        entries.push((key, value(more, dice, deepest - 1)));
    }
    Tree::Map(entries)
}

/// A number, at its bounds or usual; a time, or a text.
fn number(schema: &Value, dice: &mut Dice<'_>) -> Tree {
    let bound = ["minimum", "exclusiveMinimum", "maximum"].map(|key| schema[key].as_f64());
    let bounds: Vec<f64> = bound.into_iter().flatten().collect();
    match dice.below(6) {
        0 if !bounds.is_empty() => Tree::Word(format!("{}", dice.pick(&bounds))),
        1 => numbers::wait(dice),
        2 => numbers::people(dice),
        3 => numbers::money(dice),
        4 => Tree::Word(dice.word(&["CNY", "JPY", "EUR", "KWD", "XXX", "2026-03-02", "\"a: b\""])),
        _ => numbers::chance(dice),
    }
}

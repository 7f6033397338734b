//! The Chinese names of keys and words in the JSON Schema, so that editors complete and accept them.

use super::naming::{key_names, word_names};
use serde_json::{Map, Value, json};

/// Adds the Chinese names to a schema of the standard form.
pub(super) fn in_chinese(schema: &mut Value) {
    keys(schema, "#");
    words(schema);
}

/// Every key once more under each of its Chinese names, in the schema that stands at `place`.
fn keys(schema: &mut Value, place: &str) {
    match schema {
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(at, item)| keys(item, &format!("{place}/{at}")));
        }
        Value::Object(members) => {
            members.iter_mut().for_each(|(name, member)| keys(member, &format!("{place}/{name}")));
            let Some(Value::Object(properties)) = members.get_mut("properties") else { return };
            let named = |key: &String| {
                let link = json!({ "$ref": format!("{place}/properties/{key}") });
                key_names("", key).into_iter().map(move |name| (name.to_owned(), link.clone()))
            };
            let chinese: Map<String, Value> = properties.keys().flat_map(named).collect();
            properties.extend(chinese);
        }
        _ => {}
    }
}

/// Every fixed word once more in Chinese.
fn words(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(words),
        Value::Object(members) => {
            members.values_mut().for_each(words);
            let is_yes_no = members.get("type").is_some_and(|kind| kind == "boolean");
            let known = match members.get("enum") {
                Some(Value::Array(known)) => known.clone(),
                _ if is_yes_no => vec![json!(true), json!(false)],
                _ => members.get("const").cloned().into_iter().collect(),
            };
            let chinese: Vec<Value> = known.iter().flat_map(in_words).map(Value::from).collect();
            if !chinese.is_empty() {
                members.retain(|name, _| name != "const" && name != "type");
                members.insert("enum".to_owned(), known.into_iter().chain(chinese).collect());
            }
        }
        _ => {}
    }
}

/// What a fixed word, or the name of a law, is called in Chinese.
fn in_words(word: &Value) -> Vec<&'static str> {
    let word = word.as_str().map_or_else(|| word.to_string(), str::to_owned);
    let names = word_names(&word);
    if names.is_empty() { key_names("", &word) } else { names.to_vec() }
}

//! `docs/scenario.md` names every key of the schema, and no key that does not exist.

use serde_json::Value;
use std::collections::BTreeSet;

const REFERENCE: &str = include_str!("../docs/scenario.md");

/// Stages of a funnel have free names; the schema knows none of them, the reference explains the last.
const BEYOND_THE_SCHEMA: [&str; 1] = ["funnel.join"];

#[test]
fn the_reference_names_every_key() {
    let named = keys_named(REFERENCE);
    let missing: Vec<String> = keys_of_schema().into_iter().filter(|key| !named.contains(key)).collect();
    assert!(missing.is_empty(), "docs/scenario.md does not explain {missing:#?}");
}

#[test]
fn the_reference_invents_no_key() {
    let mut known = keys_of_schema();
    known.extend(BEYOND_THE_SCHEMA.map(str::to_owned));
    let invented: Vec<String> =
        keys_named(REFERENCE).into_iter().filter(|key| !known.contains(key)).collect();
    assert!(invented.is_empty(), "docs/scenario.md explains what does not exist: {invented:#?}");
}

/// Keys in the first cells of the reference's tables: `dotted.names` in code style.
fn keys_named(reference: &str) -> BTreeSet<String> {
    let first_cells = reference.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let code = first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let is_key = |text: &&str| text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.'));
    code.filter(is_key).map(str::to_owned).collect()
}

/// Dotted names of all keys; positions in lists and free names are left out, and so are keys of a
/// segment that are the same at the top level.
fn keys_of_schema() -> BTreeSet<String> {
    let root = serde_json::to_value(kfactor::input::schema()).expect("a schema is JSON");
    let mut keys = BTreeSet::new();
    collect(&root, &root, "", &mut keys);
    let inherited = |key: &String| key.strip_prefix("segments.").is_some_and(|rest| keys.contains(rest));
    keys.iter().filter(|key| !inherited(key)).cloned().collect()
}

fn collect(root: &Value, schema: &Value, path: &str, keys: &mut BTreeSet<String>) {
    if let Some(target) = schema["$ref"].as_str().and_then(|link| link.strip_prefix('#')) {
        collect(root, root.pointer(target).expect("links lead somewhere"), path, keys);
    }
    for option in ["anyOf", "oneOf", "allOf"].iter().filter_map(|name| schema[*name].as_array()).flatten() {
        collect(root, option, path, keys);
    }
    for inner in ["items", "additionalProperties"].iter().filter_map(|name| schema.get(name)) {
        collect(root, inner, path, keys);
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let key = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        collect(root, inner, &key, keys);
        keys.insert(key);
    }
}

mod the_checks_themselves {
    use super::*;

    #[test]
    fn keys_are_read_from_first_cells_only() {
        let text = "| `a.b`, `c` | `d` | words |\n| `e: 1` | law |\nWords with `f`.\n";
        assert_eq!(keys_named(text), BTreeSet::from(["a.b".to_owned(), "c".to_owned()]));
    }

    #[test]
    fn keys_are_found_behind_links_lists_and_choices() {
        let schema = serde_json::json!({
            "properties": {
                "a": { "anyOf": [{ "type": "number" }, { "$ref": "#/$defs/A" }] },
                "l": { "items": { "properties": { "x": {} } } },
            },
            "$defs": { "A": { "properties": { "b": {} } } },
        });
        let mut keys = BTreeSet::new();
        collect(&schema, &schema, "", &mut keys);
        assert_eq!(keys.into_iter().collect::<Vec<_>>(), ["a", "a.b", "l", "l.x"]);
    }
}

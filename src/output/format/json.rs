//! JSON: keys keep their order, numbers their full precision; what is undefined is `null`, what is infinite a word.

pub(in crate::output) use super::visible::escaped_json;

use crate::stats::{QUANTILE_LEVELS, Summary};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Names of the quantiles, at [`QUANTILE_LEVELS`].
pub(in crate::output) const QUANTILE_NAMES: [&str; QUANTILE_LEVELS.len()] =
    ["p05", "p25", "p50", "p75", "p95"];

/// A file: pretty, with a line feed at the end.
pub(in crate::output) fn document(value: &Value) -> String {
    escaped_json(format!("{value:#}\n"))
}

/// A number, also one that JSON has none for: `null` where undefined, the word `inf` where infinite.
pub(in crate::output) fn number(value: f64) -> Value {
    match value {
        f64::INFINITY => json!("inf"),
        f64::NEG_INFINITY => json!("-inf"),
        value => json!(value),
    }
}

/// Every number of a summary.
pub(in crate::output) fn numbers(summary: &Summary) -> Map<String, Value> {
    let Summary { n, infinite, mean, sd, mcse, min, max, quantiles } = summary;
    let mut object = Map::new();
    object.insert("n".to_owned(), json!(n));
    object.insert("infinite".to_owned(), json!(infinite));
    for (name, value) in [("mean", mean), ("sd", sd), ("mcse", mcse), ("min", min), ("max", max)] {
        object.insert(name.to_owned(), number(*value));
    }
    for (name, value) in QUANTILE_NAMES.iter().zip(quantiles) {
        object.insert((*name).to_owned(), number(*value));
    }
    object
}

/// The word that serde writes for a plain variant.
pub(in crate::output) fn name_of(variant: &impl Serialize) -> String {
    json!(variant).as_str().unwrap_or_default().to_owned()
}

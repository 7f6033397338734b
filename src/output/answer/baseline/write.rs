//! Writes a baseline. Numbers are rounded to what a comparison needs; the digest is of all digits.

use super::QUANTILES;
use crate::output::format::json::{escaped_json, number};
use crate::study::baseline::{Baseline, Mark, Snapshot};
use serde_json::{Map, Value, json};

/// Digits of means and quantiles.
const FINE: usize = 10;
/// Digits of the means of stretches.
const BLOCK: usize = 8;
/// Digits of a spread.
const COARSE: usize = 6;

/// The file as text.
#[must_use]
pub fn text(baseline: &Baseline) -> String {
    let scenarios: Vec<String> =
        baseline.scenarios.iter().map(|(path, snapshot)| scenario(path, snapshot)).collect();
    escaped_json(format!(
        "{{\n  \"kfactor\": {},\n  \"streams\": {},\n  \"scenarios\": {{\n{}\n  }}\n}}\n",
        json!(baseline.version),
        baseline.streams,
        scenarios.join(",\n")
    ))
}

fn scenario(path: &str, snapshot: &Snapshot) -> String {
    let Snapshot { sha256, overrides, engine, seed, replicates, step_minutes, metrics } = snapshot;
    let mut lines = vec![format!("      \"sha256\": {}", json!(sha256))];
    if !overrides.is_empty() {
        lines.push(format!("      \"set\": {}", json!(overrides)));
    }
    lines.push(format!("      \"engine\": {}", json!(engine)));
    lines.push(format!("      \"seed\": {seed}"));
    lines.push(format!("      \"replicates\": {replicates}"));
    lines.push(format!("      \"step_minutes\": {step_minutes}"));
    let metrics: Vec<String> =
        metrics.iter().map(|mark| format!("        {}: {}", json!(mark.name), entry(mark))).collect();
    lines.push(format!("      \"metrics\": {{\n{}\n      }}", metrics.join(",\n")));
    format!("    {}: {{\n{}\n    }}", json!(path), lines.join(",\n"))
}

/// A metric in one line; what follows from the rest is left out.
fn entry(mark: &Mark) -> Value {
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    put("unit", json!(mark.unit));
    put("n", json!(mark.n));
    if mark.infinite > 0 {
        put("infinite", json!(mark.infinite));
    }
    if mark.n > 0 {
        put("mean", rounded(mark.mean, FINE));
    }
    if mark.infinite > 0 || !mark.sd.is_nan() && mark.sd > 0.0 {
        put("sd", rounded(mark.sd, COARSE));
        for (name, value) in QUANTILES.iter().zip(mark.quantiles) {
            put(name, rounded(value, FINE));
        }
    }
    if !mark.blocks.is_empty() {
        put("blocks", mark.blocks.iter().map(|value| rounded(*value, BLOCK)).collect());
    }
    put("digest", json!(mark.digest));
    Value::Object(object)
}

/// The number with so many significant digits; `null` where undefined, a word where infinite.
fn rounded(value: f64, digits: usize) -> Value {
    if !value.is_finite() {
        return number(value);
    }
    let rounded = format!("{value:.*e}", digits - 1).parse::<f64>();
    // Whole numbers need no exponent, and nought no sign.
    rounded.map_or(Value::Null, |rounded| json!(rounded + 0.0))
}

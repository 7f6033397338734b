//! Writes a baseline. Numbers are rounded to what a comparison needs; the digest is of all digits.

use super::QUANTILES;
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
    format!(
        "{{\n  \"kfactor\": {},\n  \"streams\": {},\n  \"scenarios\": {{\n{}\n  }}\n}}\n",
        json!(baseline.version),
        baseline.streams,
        scenarios.join(",\n")
    )
}

fn scenario(path: &str, snapshot: &Snapshot) -> String {
    let Snapshot { sha256, overrides, seed, replicates, step_minutes, metrics } = snapshot;
    let mut lines = vec![format!("      \"sha256\": {}", json!(sha256))];
    if !overrides.is_empty() {
        lines.push(format!("      \"set\": {}", json!(overrides)));
    }
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
    if mark.n > 0 {
        put("mean", json!(rounded(mark.mean, FINE)));
    }
    if !mark.blocks.is_empty() {
        put("sd", json!(rounded(mark.sd, COARSE)));
        for (name, value) in QUANTILES.iter().zip(mark.quantiles) {
            put(name, json!(rounded(value, FINE)));
        }
        put("blocks", mark.blocks.iter().map(|value| json!(rounded(*value, BLOCK))).collect());
    }
    put("digest", json!(mark.digest));
    Value::Object(object)
}

/// The number with so many significant digits; `None` where undefined.
fn rounded(number: f64, digits: usize) -> Option<f64> {
    if !number.is_finite() {
        return None;
    }
    let rounded = format!("{number:.*e}", digits - 1).parse::<f64>().ok()?;
    // Whole numbers need no exponent, and nought no sign.
    Some(rounded + 0.0)
}

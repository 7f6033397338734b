//! The file of `kfactor check --baseline`: JSON with one line per metric, so that a diff of two of them can be read.
//!
//! Numbers are rounded to what a comparison needs; the digest is of all digits.

use crate::metrics::Unit;
use crate::study::baseline::{BLOCKS, Baseline, LEVELS, Mark, Snapshot};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Names of the quantiles, at [`LEVELS`].
const QUANTILES: [&str; LEVELS.len()] = ["p05", "p50", "p95"];
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
    let Snapshot { sha256, overrides, seed, replicates, metrics } = snapshot;
    let mut lines = vec![format!("      \"sha256\": {}", json!(sha256))];
    if !overrides.is_empty() {
        lines.push(format!("      \"set\": {}", json!(overrides)));
    }
    lines.push(format!("      \"seed\": {seed}"));
    lines.push(format!("      \"replicates\": {replicates}"));
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

/// Reads a file.
///
/// # Errors
/// What is missing or wrong in it, in English, with the path of keys.
pub fn parse(text: &str) -> Result<Baseline, String> {
    let root: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let streams = whole(&root, "streams", "")?;
    let mut scenarios = BTreeMap::new();
    for (path, value) in map(&root, "scenarios", "")? {
        scenarios.insert(path.clone(), snapshot(value, path)?);
    }
    Ok(Baseline {
        version: word(&root, "kfactor", "")?,
        streams: u32::try_from(streams).map_err(|_| wrong("streams", ""))?,
        scenarios,
    })
}

fn snapshot(value: &Value, path: &str) -> Result<Snapshot, String> {
    let set = value.get("set").and_then(Value::as_array).into_iter().flatten();
    Ok(Snapshot {
        sha256: word(value, "sha256", path)?,
        overrides: set.filter_map(|set| set.as_str().map(str::to_owned)).collect(),
        seed: whole(value, "seed", path)?,
        replicates: whole(value, "replicates", path)?.max(1),
        metrics: map(value, "metrics", path)?
            .iter()
            .map(|(name, entry)| mark(name, entry, path))
            .collect::<Result<_, _>>()?,
    })
}

fn mark(name: &str, value: &Value, path: &str) -> Result<Mark, String> {
    let within = format!("{path}: {name}");
    let n = whole(value, "n", &within)?;
    let number = |key: &str| value.get(key).and_then(Value::as_f64).unwrap_or(f64::NAN);
    let mean = number("mean");
    let blocks: Vec<f64> = value
        .get("blocks")
        .and_then(Value::as_array)
        .map(|blocks| blocks.iter().map(|block| block.as_f64().unwrap_or(f64::NAN)).collect())
        .unwrap_or_default();
    if !blocks.is_empty() && blocks.len() != BLOCKS {
        return Err(wrong("blocks", &within));
    }
    if n > 0 && mean.is_nan() {
        return Err(wrong("mean", &within));
    }
    let varies = !blocks.is_empty();
    let unit = serde_json::from_value::<Unit>(value["unit"].clone()).map_err(|_| wrong("unit", &within))?;
    Ok(Mark {
        name: name.to_owned(),
        unit,
        n,
        mean,
        sd: match (varies, n) {
            (true, _) => number("sd"),
            (false, 0) => f64::NAN,
            (false, _) => 0.0,
        },
        quantiles: if varies { QUANTILES.map(number) } else { [mean; LEVELS.len()] },
        blocks,
        digest: word(value, "digest", &within)?,
    })
}

fn word(value: &Value, key: &str, within: &str) -> Result<String, String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| wrong(key, within))
}

fn whole(value: &Value, key: &str, within: &str) -> Result<u64, String> {
    value.get(key).and_then(Value::as_u64).ok_or_else(|| wrong(key, within))
}

fn map<'a>(value: &'a Value, key: &str, within: &str) -> Result<&'a Map<String, Value>, String> {
    value.get(key).and_then(Value::as_object).ok_or_else(|| wrong(key, within))
}

fn wrong(key: &str, within: &str) -> String {
    let colon = if within.is_empty() { "" } else { ": " };
    format!("{within}{colon}`{key}`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Scenario, Valid};
    use crate::study::baseline::{Question, STREAMS, Taken, compare};

    fn scenario() -> Valid {
        let text = "{ name: file, days: 5, seeds: 60, share: 0.4, contacts: 9, join: 0.06, ban: { per_participant: 1e-3 } }";
        Scenario::from_yaml(text).unwrap()
    }

    fn taken(replicates: u64) -> Taken {
        Question::new(&scenario()).seed(1).replicates(replicates).answer().unwrap()
    }

    fn baseline(replicates: u64) -> Baseline {
        let mut snapshot = taken(replicates).snapshot;
        snapshot.sha256 = "0123".to_owned();
        snapshot.overrides = vec!["share=0.4".to_owned()];
        let scenarios = BTreeMap::from([("海报 \"a\".yaml".to_owned(), snapshot)]);
        Baseline { version: "0.1.0".to_owned(), streams: STREAMS, scenarios }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let written = text(&baseline(200));
        let read = parse(&written).unwrap();
        assert_eq!(text(&read), written);
        let now = taken(200);
        assert_eq!(read.scenarios["海报 \"a\".yaml"].metrics.len(), now.snapshot.metrics.len());
        assert!(compare(&read.scenarios["海报 \"a\".yaml"], &now, true).is_identical());
        // Rounding alone moves nothing.
        let mut broken = read;
        for mark in &mut broken.scenarios.get_mut("海报 \"a\".yaml").unwrap().metrics {
            mark.digest = String::new();
        }
        let mut drift = compare(&broken.scenarios["海报 \"a\".yaml"], &now, true);
        crate::study::baseline::settle(&mut [&mut drift], 0.01);
        assert!(!drift.has_moved() && drift.different > 30);
    }

    #[test]
    fn a_metric_is_a_line() {
        let written = text(&baseline(40));
        let line = written.lines().find(|line| line.trim_start().starts_with("\"seeds\"")).unwrap();
        assert_eq!(
            line,
            "        \"seeds\": {\"unit\":\"count\",\"n\":40,\"mean\":60.0,\"digest\":\"bd92ee0a553b5295\"},"
        );
        assert!(written.lines().all(|line| line.len() < 400), "{written}");
    }

    #[test]
    fn what_is_wrong_is_told() {
        assert!(parse("nonsense").is_err());
        assert_eq!(parse("{}").unwrap_err(), "`streams`");
        let broken = text(&baseline(40)).replacen("\"n\":40", "\"n\":\"many\"", 1);
        assert_eq!(parse(&broken).unwrap_err(), "海报 \"a\".yaml: seeds: `n`");
    }
}

//! Reads a baseline again.

use super::QUANTILES;
use crate::metrics::Unit;
use crate::study::baseline::{BLOCKS, Baseline, LEVELS, Mark, Snapshot};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

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
        // A file from before there were two says nothing.
        engine: value.get("engine").map_or(Ok("cohort".to_owned()), |_| word(value, "engine", path))?,
        seed: whole(value, "seed", path)?,
        replicates: whole(value, "replicates", path)?.max(1),
        step_minutes: u32::try_from(whole(value, "step_minutes", path)?)
            .map_err(|_| wrong("step_minutes", path))?,
        metrics: map(value, "metrics", path)?
            .iter()
            .map(|(name, entry)| mark(name, entry, path))
            .collect::<Result<_, _>>()?,
    })
}

fn mark(name: &str, value: &Value, path: &str) -> Result<Mark, String> {
    let within = format!("{path}: {name}");
    let n = whole(value, "n", &within)?;
    let number = |key: &str| value.get(key).map_or(f64::NAN, number);
    let infinite = value.get("infinite").map_or(Ok(0), |_| whole(value, "infinite", &within))?;
    let mean = number("mean");
    let blocks: Vec<f64> = value
        .get("blocks")
        .and_then(Value::as_array)
        .map(|blocks| blocks.iter().map(|block| block.as_f64().unwrap_or(f64::NAN)).collect())
        .unwrap_or_default();
    if !blocks.is_empty() && blocks.len() != BLOCKS {
        return Err(wrong("blocks", &within));
    }
    // That of a cost per head may be undefined all the same.
    if n > 0 && mean.is_nan() && !value.get("mean").is_some_and(Value::is_null) {
        return Err(wrong("mean", &within));
    }
    let varies = value.get("sd").is_some();
    let unit = serde_json::from_value::<Unit>(value["unit"].clone()).map_err(|_| wrong("unit", &within))?;
    Ok(Mark {
        name: name.to_owned(),
        unit,
        n,
        infinite,
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

/// A number, or the word for one that is infinite; `NaN` for anything else.
fn number(value: &Value) -> f64 {
    match value.as_str() {
        Some("inf") => f64::INFINITY,
        Some(_) => f64::NAN,
        None => value.as_f64().unwrap_or(f64::NAN),
    }
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

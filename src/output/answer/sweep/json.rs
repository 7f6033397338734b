//! `sweep.json`: what was swept, the best points, and every point with its metrics.
//!
//! A large grid has millions of numbers: points are written one by one, each on a line of its own.

use crate::input::Axis;
use crate::metrics::Better;
use crate::output::format::json::{QUANTILE_NAMES, escaped_json, name_of, number};
use crate::stats::Summary;
use crate::study::sweep::{Best, PointMetric, SweepReport};
use serde_json::{Map, Value, json};

/// The report as JSON with a line feed at the end.
#[must_use]
pub fn json(report: &SweepReport) -> String {
    let document = json!({
        "kfactor": env!("CARGO_PKG_VERSION"),
        "command": "sweep",
        "scenario": report.first.name,
        "currency": report.first.currency.code,
        "engine": report.engine,
        "engine_because": report.first.following.why(),
        "seed": report.seed,
        "replicates": report.replicates,
        "few_replicates": report.has_few_replicates(),
        "step_error": report.step_error.map(|(point, error)| json!({ "point": point, "error": number(error) })),
        "unmoved": report.unmoved,
        "unmoved_points": report.unmoved_points,
        "keys": report.axes.iter().enumerate().map(|(at, axis)| self::axis(axis, at, report)).collect::<Vec<_>>(),
        "by": report.by.name(),
        "best": report.best.iter().map(|best| self::best(best, report)).collect::<Vec<_>>(),
    });
    let head = format!("{document:#}");
    let mut text = head.trim_end().trim_end_matches('}').trim_end().to_owned();
    text.push_str(",\n  \"points\": [\n");
    for index in 0..report.points.len() {
        let end = if index + 1 == report.points.len() { "" } else { "," };
        text.push_str(&format!("    {}{end}\n", point(index, report)));
    }
    text.push_str("  ]\n}\n");
    escaped_json(text)
}

fn axis(axis: &Axis, at: usize, report: &SweepReport) -> Value {
    let (changes_nothing, moves_nobody) = (report.idle.contains(&at), report.of_idle_rewards.contains(&at));
    let values = axis.values.iter().map(|value| json!({ "text": value.text, "number": value.number }));
    json!({ "key": axis.key, "log": axis.log, "changes_nothing": changes_nothing, "moves_nobody": moves_nobody, "values": values.collect::<Vec<_>>() })
}

fn best(best: &Best, report: &SweepReport) -> Value {
    json!({
        "metric": best.metric.name(),
        "goal": match best.better {
            Better::More => "most",
            Better::Less => "least",
        },
        "point": best.point,
        "values": values(best.point, report),
        "mean": best.summary.mean,
        "mcse": best.summary.mcse,
        "as_good": best.rivals,
    })
}

fn point(index: usize, report: &SweepReport) -> Value {
    let metrics: Map<String, Value> = report.points[index].iter().map(metric).collect();
    json!({ "point": index, "values": values(index, report), "metrics": metrics })
}

/// The value of every key, as it was typed.
fn values(index: usize, report: &SweepReport) -> Value {
    let pair = |(axis, value): (&Axis, &crate::input::AxisValue)| (axis.key.clone(), json!(value.text));
    Value::Object(report.axes.iter().zip(report.values(index)).map(pair).collect())
}

fn metric((metric, summary): (&PointMetric, &Summary)) -> (String, Value) {
    let mut object = Map::new();
    object.insert("unit".to_owned(), json!(name_of(&metric.unit())));
    object.insert("n".to_owned(), json!(summary.n));
    object.insert("infinite".to_owned(), json!(summary.infinite));
    object.insert("mean".to_owned(), json!(summary.mean));
    object.insert("mcse".to_owned(), json!(summary.mcse));
    for (name, value) in QUANTILE_NAMES.iter().zip(summary.quantiles) {
        object.insert((*name).to_owned(), number(value));
    }
    (metric.name().into_owned(), Value::Object(object))
}

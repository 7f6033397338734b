//! `theory.json`: what follows from a scenario, for programs.

use crate::metrics::{K_OVER_TIME, Scalar};
use crate::output::format::json::{document, number};
use crate::study::theory::{Theory, TheoryReport};
use serde_json::{Map, Value, json};

/// `theory.json`, which `kfactor theory --format json` prints as well.
#[must_use]
pub fn json(report: &TheoryReport) -> String {
    let mut theory = beside(&report.theory);
    theory["uncertain"] = json!(report.theory.uncertain);
    theory["reached"] = reached(&report.theory);
    theory["course"] = course(&report.theory);
    document(&json!({
        "kfactor": env!("CARGO_PKG_VERSION"),
        "theory": theory,
        "levers": report.levers,
        "step_error": report.step_error.map(number),
        "unmoved": report.scenario.unmoved(),
        "scenario": report.scenario,
    }))
}

fn reached(theory: &Theory) -> Value {
    let tiers = theory.course.reached.iter().map(|(mark, mean)| (mark.to_string(), json!(mean)));
    Value::Object(tiers.collect())
}

fn course(theory: &Theory) -> Value {
    let mut object = Map::new();
    object.insert("day".to_owned(), theory.course.points.iter().map(|point| point.day).collect());
    object.extend(
        theory.course.series.iter().map(|(series, values)| (series.name().to_owned(), json!(values))),
    );
    object.insert(K_OVER_TIME.to_owned(), json!(theory.course.k));
    Value::Object(object)
}

/// The theory beside the metrics, but for its course, which `kfactor theory` tells.
pub(in crate::output) fn beside(theory: &Theory) -> Value {
    let scalars = Scalar::ALL.map(|scalar| (scalar.name().to_owned(), json!(theory.scalar(scalar))));
    let mut object = Map::from_iter(scalars);
    object.insert("exact".to_owned(), json!(theory.exact));
    object.insert("ignored".to_owned(), json!(theory.ignored));
    object.insert("segments".to_owned(), json!(theory.segments));
    Value::Object(object)
}

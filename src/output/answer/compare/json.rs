//! `compare.json`: everything a comparison says, for programs.

use crate::output::format::json::{document, name_of, number, numbers};
use crate::scenario::Quantity;
use crate::study::compare::{
    Comparison, Course, Difference, Differing, Dominance, Driver, Given, Measured, Verdict, letter,
};
use serde_json::{Map, Value, json};

/// `compare.json`, which `--format json` prints as well: pretty JSON with a line feed at the end. What is undefined is
/// `null`.
#[must_use]
pub fn to_json(comparison: &Comparison) -> String {
    let measures = comparison.measures.iter().map(|of| (of.measure.name().into_owned(), measured(of)));
    let designs = comparison.designs.iter().enumerate();
    document(&json!({
        "kfactor": env!("CARGO_PKG_VERSION"),
        "engine": comparison.engine,
        "engine_because": comparison.designs.first().map(|first| first.scenario.following.why()),
        "seed": comparison.seed,
        "replicates": comparison.replicates,
        "requested": comparison.requested,
        "ended": comparison.ended,
        "verdict": verdict(&comparison.verdict),
        "standings": comparison.dominance.iter().enumerate().map(dominance).collect::<Vec<_>>(),
        "measures": Value::Object(measures.collect()),
        "courses": comparison.courses.iter().enumerate().map(course).collect::<Vec<_>>(),
        "cautions": comparison.cautions,
        "differing": comparison.differing().iter().map(differing).collect::<Vec<_>>(),
        "designs": designs
            .map(|(index, design)| {
                let step_error = comparison.step_errors.get(index).copied().flatten().map(number);
                json!({ "design": letter(index), "name": design.name, "step_error": step_error, "scenario": design.scenario })
            })
            .collect::<Vec<_>>(),
    }))
}

fn differing(of: &Differing) -> Value {
    let value = |given: &Option<Given>| match given {
        None => Value::Null,
        Some(Given::Number(_, Quantity::Known(value))) => json!(value),
        Some(Given::Number(_, Quantity::Uncertain(input))) => json!(input.law),
        Some(Given::Word(word)) => json!(word),
        Some(Given::Name(name)) => json!(name),
    };
    json!({ "key": of.key.to_string(), "values": of.values.iter().map(value).collect::<Vec<_>>() })
}

fn verdict(verdict: &Verdict) -> Value {
    json!({
        "by": verdict.by,
        "better_is": verdict.by.better(),
        "state": verdict.state,
        "best": letter(verdict.best),
        "next": letter(verdict.next),
        "lead": difference(&verdict.lead),
        "open": verdict.open.iter().map(|design| letter(*design)).collect::<Vec<_>>(),
        "more_replicates": verdict.more_replicates,
        "pilot": verdict.driver.as_ref().map(driver),
    })
}

fn driver(driver: &Driver) -> Value {
    json!({
        "key": driver.key,
        "share": driver.r_squared,
        "even": driver.break_even,
        "for_larger": driver.for_larger,
    })
}

fn dominance((design, dominance): (usize, &Dominance)) -> Value {
    let winner = |(winner, settled): &(usize, bool)| json!({ "design": letter(*winner), "settled": settled });
    json!({
        "design": letter(design),
        "front": dominance.on_front,
        "beaten_by": dominance.dominated_by.iter().map(winner).collect::<Vec<_>>(),
    })
}

fn course((design, course): (usize, &Course)) -> Value {
    let added = course.points.iter().zip(&course.added).map(|(point, added)| {
        let mut object = Map::new();
        object.insert("day".to_owned(), json!(point.day));
        object.extend(numbers(added));
        Value::Object(object)
    });
    let spent =
        course.spent.iter().map(|(line, spent)| json!({ "line": line.name(), "mean": number(*spent) }));
    json!({
        "design": letter(design),
        "added_users": added.collect::<Vec<_>>(),
        "spent": spent.collect::<Vec<_>>(),
    })
}

fn measured(of: &Measured) -> Value {
    let designs = of.values.iter().enumerate().map(|(design, value)| {
        let mut object = Map::new();
        object.insert("design".to_owned(), json!(letter(design)));
        object.extend(numbers(value));
        let to_first = design.checked_sub(1).and_then(|index| of.differences.get(index));
        object.insert("difference".to_owned(), to_first.map_or(Value::Null, difference));
        Value::Object(object)
    });
    json!({
        "unit": of.measure.unit(),
        "better_is": name_of(&of.measure.better()),
        "designs": designs.collect::<Vec<_>>(),
    })
}

fn difference(of: &Difference) -> Value {
    let [low, high] = of.interval;
    let [single_p05, single_p95] = of.nine_of_ten;
    json!({
        "n": of.n,
        "mean": of.mean,
        "se": of.se,
        "low": low,
        "high": high,
        "single_p05": number(single_p05),
        "single_p95": number(single_p95),
        "better": of.better,
        "equal": of.equal,
        "better_apart": of.better_apart,
        "equal_apart": of.equal_apart,
        "better_mean": of.better_mean,
        "p": of.p,
        "p_holm": of.p_holm,
        "settled": of.is_settled(),
        "variance_reduction": number(of.variance_reduction),
        "equivalent_replicates": number(of.equivalent_replicates()),
    })
}

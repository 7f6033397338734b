//! `summary.json`, which `--format json` prints as well: everything a report says, for programs.

use crate::metrics::{Metric, Risk, StopReason, Unit};
use crate::output::answer::theory::json::beside;
use crate::output::format::json::{document, number, numbers};
use crate::stats::{Summary, VarianceSplit};
use crate::study::run::{Chance, FunnelReport, InputShare, RuleReport, RunReport, SegmentReport};
use serde_json::{Map, Value, json};

/// The report as pretty JSON with a line feed at the end.
#[must_use]
pub fn summary(report: &RunReport) -> String {
    document(&json!({
        "kfactor": env!("CARGO_PKG_VERSION"),
        "engine": report.engine,
        "engine_because": report.scenario.following.why(),
        "seed": report.seed,
        "replicates": report.replicates,
        "requested": report.requested,
        "ended": report.ended,
        "theory": beside(&report.theory),
        "metrics": metrics(report.metrics.iter().map(|(metric, value)| (metric.name(), metric.unit(), value))),
        "stop_reasons": stop_reasons(&report.stop_reasons, report.replicates),
        "risks": risks(&report.risks),
        "k_over_time": {
            "day": report.timeline.points.iter().map(|point| point.day).collect::<Vec<_>>(),
            "k": report.timeline.k,
        },
        "segments": report.segments.iter().map(segment).collect::<Vec<_>>(),
        "rules": report.rules.iter().map(rule).collect::<Vec<_>>(),
        "cost_histogram": report.cost_histogram,
        "cac_histogram": report.cac_histogram,
        "profit_histogram": report.profit_histogram,
        "spread": variance(&report.variance_splits),
        "inputs": inputs(&report.inputs),
        "hangs_on": report.hangs_on(&Metric::AddedUsers).map(|input| &input.key),
        "against_no_reward": report.against.map(|against| serde_json::json!({
            "replicates": against.replicates,
            "users": against.users,
            "cost": against.cost,
            "per_head": against.per_head,
            "moves_anybody": against.moves_anybody,
        })),
        "remarks": report.remarks,
        "advice": report.advice,
        "step_error": report.step_error.map(number),
        "retention_misfits": misfits(&report.retention_misfits),
        "scenario": report.scenario,
    }))
}

/// Summaries by name, each with its unit.
fn metrics<'a, N: Into<String>>(metrics: impl Iterator<Item = (N, Unit, &'a Summary)>) -> Value {
    let entry = |(name, unit, summary): (N, Unit, &Summary)| (name.into(), of_unit(unit, summary));
    Value::Object(metrics.map(entry).collect())
}

fn of_unit(unit: Unit, summary: &Summary) -> Value {
    let mut object = Map::new();
    object.insert("unit".to_owned(), json!(unit));
    object.extend(numbers(summary));
    Value::Object(object)
}

/// By metric, the shares of all inputs, largest first; empty where every input is known.
fn inputs(inputs: &[(Metric, Vec<InputShare>)]) -> Value {
    let entry = |(metric, shares): &(Metric, Vec<InputShare>)| (metric.name().into_owned(), json!(shares));
    Value::Object(inputs.iter().map(entry).collect())
}

/// Empty where every input is known.
fn variance(splits: &[(Metric, VarianceSplit)]) -> Value {
    let entry = |(metric, split): &(Metric, VarianceSplit)| {
        let VarianceSplit { between, se, sd_between, sd_within, groups } = split;
        let parts = json!({
            "by_inputs": between,
            "by_inputs_se": se,
            "sd_inputs": sd_between,
            "sd_luck": sd_within,
            "groups": groups,
        });
        (metric.name().into_owned(), parts)
    };
    Value::Object(splits.iter().map(entry).collect())
}

fn stop_reasons(reasons: &[(StopReason, u64)], replicates: u64) -> Value {
    let entry = |(reason, count): &(StopReason, u64)| {
        let share = *count as f64 / replicates as f64;
        (reason.name().to_owned(), json!({ "count": count, "p": share }))
    };
    Value::Object(reasons.iter().map(entry).collect())
}

fn risks(risks: &[(Risk, Chance)]) -> Value {
    let entry = |(risk, chance): &(Risk, Chance)| (risk.name().to_owned(), json!(chance));
    Value::Object(risks.iter().map(entry).collect())
}

fn segment(segment: &SegmentReport) -> Value {
    let stage = |(name, summary): &(String, Summary)| {
        let mut object = Map::new();
        object.insert("stage".to_owned(), json!(name));
        object.extend(numbers(summary));
        Value::Object(object)
    };
    let stages = |funnel: &FunnelReport| funnel.stages.iter().map(stage).collect::<Vec<_>>();
    let mut object = json!({
        "segment": segment.segment,
        "metrics": metrics(segment.metrics.iter().map(|(metric, value)| (metric.name(), metric.unit(), value))),
    });
    match &segment.funnels[..] {
        [only] if only.channel.is_none() => object["funnel"] = json!(stages(only)),
        channels => {
            let channel =
                |funnel: &FunnelReport| json!({ "channel": funnel.channel, "funnel": stages(funnel) });
            object["channels"] = channels.iter().map(channel).collect();
        }
    }
    object
}

fn rule(rule: &RuleReport) -> Value {
    let of = rule.metrics.iter().map(|(metric, value)| (metric.name(), metric.unit(), value));
    json!({ "rule": rule.rule, "metrics": metrics(of) })
}

fn misfits(misfits: &[(String, f64)]) -> Vec<Value> {
    misfits.iter().map(|(segment, misfit)| json!({ "segment": segment, "misfit": misfit })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::run as fixture;

    fn parsed(report: &RunReport) -> Value {
        serde_json::from_str(&summary(report)).unwrap()
    }

    #[test]
    fn a_number_comes_with_its_error_and_quantiles() {
        let document = parsed(&fixture::campaign());
        let users = &document["metrics"]["new_users"];
        let keys: Vec<&String> = users.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            ["unit", "n", "infinite", "mean", "sd", "mcse", "min", "max", "p05", "p25", "p50", "p75", "p95"]
        );
        assert_eq!(users["p95"], 1_599.0);
        assert_eq!(document["risks"]["breaks_promises"]["count"], 3_412);
        assert_eq!(document["stop_reasons"]["extinct"]["p"], 0.0388);
        assert_eq!(document["segments"][1]["funnel"][3]["stage"], "join");
        assert_eq!(document["spread"]["cost"]["by_inputs"], 0.412);
        assert_eq!(document["inputs"]["added_users"][0]["key"], "segments.core.funnel.join");
        assert_eq!(document["inputs"]["added_users"][1]["share"], 0.187);
        assert_eq!(document["hangs_on"], "segments.core.funnel.join");
        assert_eq!(document["scenario"]["clock"]["steps"], 14);
    }

    #[test]
    fn undefined_is_null_and_infinite_a_word() {
        let document = parsed(&fixture::nobody());
        let cac = &document["metrics"]["cac"];
        assert!(cac["mean"].is_null());
        assert_eq!((&cac["n"], &cac["p50"], &cac["max"]), (&json!(0), &json!("inf"), &json!("inf")));
        assert!(document["metrics"]["d7"]["p50"].is_null());
        assert!(document["cac_histogram"].is_null());
    }

    #[test]
    fn the_same_report_makes_the_same_bytes() {
        assert_eq!(summary(&fixture::campaign()), summary(&fixture::campaign()));
    }
}

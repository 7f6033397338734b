//! Fabricated reports for the tests of this room: plausible numbers, no simulation.

use crate::engine::{Metric, StopReason, Unit};
use crate::scenario::*;
use crate::stats::{QUANTILE_LEVELS, Summary, VarianceSplit};
use crate::study;
use crate::study::run::*;
use crate::study::theory::Theory;

const RUNS: u64 = 10_000;

/// A campaign with two kinds of people, a budget, a benchmark and several remarks.
pub fn campaign() -> RunReport {
    RunReport {
        scenario: scenario("Exam-prep poster 考研资料海报"),
        engine: "cohort",
        seed: 1,
        replicates: RUNS,
        requested: RUNS,
        ended: Ended::Complete,
        metrics: metrics(),
        stop_reasons: vec![(StopReason::Horizon, 9_612), (StopReason::Extinct, 388)],
        timeline: timeline(),
        segments: vec![segment("core", 200.0, 0.35), segment("casual", 300.0, 0.65)],
        rules: vec![rule("course", 171.2, 12.4, 952.8), rule("红包", 1_262.0, 84.0, 5_890.0)],
        ledger: ledger(),
        cost_histogram: Some(bell(Unit::Money, 17_000.0, 26_000.0, 36)),
        cac_histogram: Some(bell(Unit::Money, 13.6, 20.0, 36)),
        risks: vec![
            (Risk::DiesOut, chance(0)),
            (Risk::BreaksPromises, chance(3_412)),
            (Risk::Exhausted, chance(2_967)),
            (Risk::AboveBenchmark, chance(2_120)),
        ],
        spread: vec![split("new_users", Unit::Count, 0.834), split("cac", Unit::Money, 0.412)],
        theory: theory(),
        retention_misfits: vec![("core".to_owned(), 0.032)],
        remarks: vec![
            Remark::BreaksPromises { chance: chance(3_412), mean: 96.4 },
            Remark::Exhausted { chance: chance(2_967), day: 11.0 },
            Remark::FewStay { share: 0.412 },
        ],
    }
}

/// The theory of such a campaign.
fn theory() -> Theory {
    Theory {
        k: 0.7213,
        ..study::theory::theory(&scenario("Exam-prep poster 考研资料海报").validate().expect("a valid one"))
    }
}

/// The same campaign when nobody joins: constants, undefined quotients, empty charts.
pub fn nobody() -> RunReport {
    let mut report = campaign();
    for (metric, summary) in &mut report.metrics {
        *summary = match metric.name.as_str() {
            "seeds" => constant(500.0),
            "cac" | "cac_retained" | "d7" | "reach_50" => Summary::EMPTY,
            _ => constant(0.0),
        };
    }
    for series in &mut report.timeline.series {
        series.values.fill(if series.metric.name == "k" { Summary::EMPTY } else { constant(0.0) });
    }
    for segment in &mut report.segments {
        segment.funnel.iter_mut().for_each(|(_, summary)| *summary = constant(0.0));
    }
    report.cost_histogram =
        Some(Histogram { unit: Unit::Money, start: 0.0, width: 1.0, counts: vec![RUNS], outside: [0, 0] });
    report.cac_histogram = None;
    report.spread.clear();
    report.remarks = vec![Remark::NobodyInvited];
    report
}

/// Gives a metric another summary.
pub fn set(report: &mut RunReport, name: &str, summary: Summary) {
    for (metric, value) in &mut report.metrics {
        if metric.name == name {
            *value = summary;
        }
    }
}

/// The report of so few campaigns.
pub fn few(runs: u64) -> RunReport {
    let mut report = campaign();
    (report.replicates, report.requested) = (runs, runs);
    let columns = report.timeline.series.iter_mut().flat_map(|series| &mut series.values);
    for summary in report.metrics.iter_mut().map(|(_, summary)| summary).chain(columns) {
        summary.n = summary.n.min(runs);
    }
    report
}

/// Gives a report revenue and this mean profit.
pub fn with_profit(report: &mut RunReport, mean: f64) {
    report.metrics.push((named("revenue", Unit::Money), spread(21_000.0, 1_000.0)));
    report.metrics.push((named("profit", Unit::Money), spread(mean, 100.0)));
}

/// A summary with this mean and spread, skewed a little to the right.
pub fn spread(mean: f64, sd: f64) -> Summary {
    let z = [-1.55, -0.69, -0.03, 0.66, 1.72];
    Summary {
        n: RUNS,
        mean,
        sd,
        mcse: sd / (RUNS as f64).sqrt(),
        min: (mean - 3.0 * sd).max(0.0),
        max: mean + 4.2 * sd,
        quantiles: std::array::from_fn(|i| mean + sd * z[i]),
    }
}

/// A summary of whole numbers.
fn counts(mean: f64, sd: f64) -> Summary {
    let mut summary = spread(mean, sd);
    summary.quantiles.iter_mut().for_each(|q| *q = q.round().max(0.0));
    (summary.min, summary.max) = (summary.min.round(), summary.max.round());
    summary
}

/// The same value in every campaign.
pub fn constant(value: f64) -> Summary {
    Summary {
        n: RUNS,
        mean: value,
        sd: 0.0,
        mcse: 0.0,
        min: value,
        max: value,
        quantiles: [value; QUANTILE_LEVELS.len()],
    }
}

fn chance(count: u64) -> Chance {
    let p = count as f64 / RUNS as f64;
    Chance { count, p, se: (p * (1.0 - p) / RUNS as f64).sqrt() }
}

fn split(name: &str, unit: Unit, between: f64) -> (Metric, VarianceSplit) {
    let (sd_between, sd_within) = (181.0 * between.sqrt(), 181.0 * (1.0 - between).sqrt());
    (named(name, unit), VarianceSplit { between, se: 0.0152, sd_between, sd_within, groups: RUNS / 8 })
}

fn named(name: &str, unit: Unit) -> Metric {
    Metric { name: name.to_owned(), unit }
}

fn metrics() -> Vec<(Metric, Summary)> {
    let count = |name: &str, mean: f64, sd: f64| (named(name, Unit::Count), counts(mean, sd));
    let other = |name: &str, unit: Unit, mean: f64, sd: f64| (named(name, unit), spread(mean, sd));
    vec![
        (named("seeds", Unit::Count), constant(500.0)),
        count("organic", 0.0, 0.0),
        count("referred", 1_287.3, 181.0),
        count("new_users", 1_287.3, 181.0),
        other("k", Unit::Ratio, 0.7184, 0.031),
        count("members_end", 735.8, 98.0),
        other("d7", Unit::Share, 0.5312, 0.0021),
        count("sharers", 624.1, 71.0),
        other("reach_50", Unit::Days, 4.5, 0.6),
        count("reached_3", 171.2, 28.0),
        count("broken_promises", 96.4, 120.0),
        other("reward_cost", Unit::Money, 6_842.8, 720.0),
        other("other_cost", Unit::Money, 14_600.0, 0.0),
        other("cost", Unit::Money, 21_442.8, 1_480.0),
        other("cac", Unit::Money, 16.84, 1.21),
        other("cac_retained", Unit::Money, 29.31, 2.4),
        (named("banned_day", Unit::Days), Summary::EMPTY),
    ]
}

fn timeline() -> Timeline {
    let days = 14;
    let points: Vec<TimePoint> = (0..days).map(|step| TimePoint { step, day: f64::from(step + 1) }).collect();
    let along = |name: &str, unit: Unit, at: &dyn Fn(f64) -> Summary| Series {
        metric: named(name, unit),
        values: points.iter().map(|point| at(point.day)).collect(),
    };
    let grown = |day: f64| 1.0 - (-day / 3.6).exp();
    let series = vec![
        along("new_users", Unit::Count, &|day| counts(1_310.0 * grown(day), 184.0 * grown(day))),
        along("members", Unit::Count, &|day| {
            counts(500.0 + 900.0 * grown(day) - 40.0 * day, 90.0 * grown(day))
        }),
        along("shares", Unit::Count, &|day| counts(300.0 * (-day / 3.6).exp(), 40.0 * (-day / 3.6).exp())),
        along("accepted", Unit::Count, &|day| counts(400.0 * (-day / 3.6).exp(), 60.0 * (-day / 3.6).exp())),
        along("cost", Unit::Money, &|day| spread(12_000.0 + 9_400.0 * grown(day), 1_480.0 * grown(day))),
        along("budget_left", Unit::Money, &|day| {
            let mut left = spread(8_000.0 - 6_900.0 * grown(day), 740.0 * grown(day));
            left.quantiles.iter_mut().for_each(|q| *q = q.max(0.0));
            left
        }),
        along("k", Unit::Ratio, &|day| spread(0.72 * grown(day), 0.03 + 0.05 * (-day / 3.0).exp())),
    ];
    Timeline { points, series }
}

fn segment(name: &str, seeds: f64, part: f64) -> SegmentReport {
    let metric = |name: &str, mean: f64, sd: f64| (named(name, Unit::Count), counts(mean, sd));
    SegmentReport {
        segment: name.to_owned(),
        metrics: vec![
            metric("seeds", seeds, 0.0),
            metric("organic", 0.0, 0.0),
            metric("referred", 1_287.3 * part, 181.0 * part),
            metric("members_end", 735.8 * part, 98.0 * part),
            metric("sharers", 624.1 * part, 71.0 * part),
            metric("shares", 702.0 * part, 80.0 * part),
            metric("exposures", 24_960.0 * part, 3_100.0 * part),
            metric("accepted", 1_287.3 * part, 181.0 * part),
        ],
        funnel: vec![
            ("exposures".to_owned(), counts(24_960.0 * part, 3_100.0 * part)),
            ("see".to_owned(), counts(9_984.0 * part, 1_250.0 * part)),
            ("scan".to_owned(), counts(3_014.0 * part, 400.0 * part)),
            ("join".to_owned(), counts(1_287.3 * part, 181.0 * part)),
        ],
    }
}

fn rule(name: &str, due: f64, broken: f64, cost: f64) -> RuleReport {
    let metric = |name: &str, mean: f64| (named(name, Unit::Count), counts(mean, mean / 7.0));
    RuleReport {
        rule: name.to_owned(),
        metrics: vec![
            metric("earned", due * 1.2),
            metric("refused", 0.0),
            metric("void", 0.0),
            metric("unclaimed", due * 0.2),
            metric("due", due),
            metric("paid", due - broken),
            metric("broken", broken),
            (named("cost", Unit::Money), spread(cost, cost / 9.0)),
        ],
    }
}

fn ledger() -> Vec<LedgerRow> {
    let row = |day: u32, rule: &str, due: f64, broken: f64, cost: f64| LedgerRow {
        day,
        rule: rule.to_owned(),
        due,
        paid: due - broken,
        broken,
        cost,
        cost_mcse: cost / 400.0,
    };
    vec![
        row(1, "fixed", 0.0, 0.0, 11_800.0),
        row(1, "course", 101.2, 2.0, 595.2),
        row(1, "per_day", 0.0, 0.0, 1_400.0),
        row(2, "course", 70.0, 10.4, 357.6),
        row(2, "per_day", 0.0, 0.0, 1_400.0),
    ]
}

/// A histogram in the form of a bell.
fn bell(unit: Unit, low: f64, high: f64, bins: usize) -> Histogram {
    let height = |bin: usize| {
        let x = (bin as f64 + 0.5) / bins as f64 * 6.0 - 2.8;
        (1_000.0 * (-x * x / 2.0).exp()) as u64
    };
    Histogram {
        unit,
        start: low,
        width: (high - low) / bins as f64,
        counts: (0..bins).map(height).collect(),
        outside: [48, 51],
    }
}

fn scenario(name: &str) -> Scenario {
    let logit = Law::LogitNormal { mu: -2.63, sigma: 0.192 };
    let join = Input { id: 0, key: "segments.casual.join".to_owned(), law: logit, min: 0.0, max: 1.0 };
    Scenario {
        runs: RUNS,
        segments: vec![
            person("core", 200.0, 0.06.into()),
            person("casual", 300.0, Quantity::Uncertain(join.clone())),
        ],
        incentive: vec![reward("course", 3, 299.0, 6.0), reward("红包", 1, 5.0, 5.0)],
        budget: Some(Budget { limit: 8_000.0.into(), when_exhausted: WhenExhausted::StopRewards }),
        costs: Costs { fixed: 11_800.0.into(), per_day: 200.0.into(), per_seed: 0.0.into() },
        benchmark_cac: Some(18.0.into()),
        inputs: vec![join],
        ..Scenario::new(name, 14)
    }
}

fn person(name: &str, seeds: f64, join: Quantity) -> Segment {
    Segment {
        name: name.to_owned(),
        fake: false,
        detect: 0.0.into(),
        seeds: vec![SeedWave { at_days: 0.0, count: seeds.into() }],
        inflow: 0.0.into(),
        share: Share { drive: Drive::Plain(0.35.into()), after_days: None, again: 0.0.into() },
        contacts: Contacts::Poisson(40.0.into()),
        funnel: vec![
            Stage { name: "see".to_owned(), pass: 0.4.into() },
            Stage { name: "scan".to_owned(), pass: 0.3.into() },
            Stage { name: "join".to_owned(), pass: join },
        ],
        join_reward: None,
        delay: Delay::None,
        stay: Stay::Churn(0.02.into()),
        recruits: None,
        recruits_for_bait: None,
        buys: None,
    }
}

fn reward(name: &str, invites: u32, value: f64, cost: f64) -> Reward {
    Reward {
        name: name.to_owned(),
        to: Recipient::Inviter,
        when: Trigger::Invites(invites),
        value: value.into(),
        cost: Amount::Money(cost.into()),
        cap: None,
        stock: None,
        redeem: 1.0.into(),
        if_stays_days: None,
        when_exhausted: WhenExhausted::StopRewards,
    }
}

//! The books of any campaign balance: every promise comes to something, and the money adds up to the last unit.

use kfactor::engine::{Engine, Outcome, State};
use kfactor::metrics::{Layout, LedgerMetric, Line, Metric, RuleCounts, Series};
use kfactor::model::Model;
use kfactor::rng::ReplicateKey;
use kfactor::scenario::{Scenario, Valid, WhenExhausted};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;

/// A reward rule in the words of a scenario.
fn rule(priced: bool) -> impl Strategy<Value = String> {
    let whom = prop_oneof![
        3 => Just("to: inviter, when: join"),
        1 => Just("to: inviter, when: join, cap: 2"),
        2 => Just("to: invitee, when: join"),
        1 => Just("to: upline, when: join"),
        1 => Just("to: inviter, when: share"),
        2 => Just("to: inviter, when: { invites: 2 }"),
        1 => Just("to: inviter, when: { every: 2 }"),
        1 => Just("to: inviter, when: { rank: 2 }"),
        1 => Just("to: inviter, when: { lottery: 2 }"),
        1 => Just("to: inviter, when: { pool: 2 }"),
    ];
    let stock = prop_oneof![
        3 => Just(""),
        2 => Just(", stock: 7"),
        1 => Just(", stock: 4, when_exhausted: overdraw"),
        1 => Just(", stock: 9, when_exhausted: end_campaign"),
    ];
    (whom, stock, 1..9_u32, any::<[bool; 4]>()).prop_map(
        move |(whom, stock, cost, [part, redeem, stays, reserve])| {
            let is_final = ["rank", "lottery", "pool"].iter().any(|word| whom.contains(word));
            let cost = if part && priced && !is_final { format!("{cost}0%") } else { format!("{cost}.5") };
            let redeem = if redeem { ", redeem: 0.7" } else { "" };
            let stays = if stays && !is_final && !whom.contains("share") { ", if_stays: 36h" } else { "" };
            let reserve = if reserve && !stock.contains("overdraw") { ", reserve: true" } else { "" };
            format!("  - {{ {whom}, value: 4, cost: {cost}{stock}{redeem}{stays}{reserve} }}\n")
        },
    )
}

fn campaign() -> impl Strategy<Value = String> {
    let rules = |priced| prop::collection::vec(rule(priced), 1..5);
    let time = prop_oneof![
        Just("step: 8h\ndelay: { exponential: 1d }"),
        Just("step: 1d\ndelay: none"),
        Just("step: 1d\ndelay: 40h"),
    ];
    let world = prop_oneof![
        4 => Just(""),
        1 => Just("market: 150\n"),
        1 => Just("capacity: 60\n"),
        1 => Just("ban: { per_participant: 0.01, pause: 1d, delete_induced: true }\n"),
    ];
    let budget = prop_oneof![
        2 => Just("budget: 60"),
        1 => Just("budget: { limit: 50, when_exhausted: overdraw }"),
        1 => Just("budget: { limit: 70, when_exhausted: end_campaign }"),
    ];
    let rises = any::<bool>();
    (rules(true), time, world, budget, rises).prop_map(|(rules, time, world, budget, rises)| {
        // A percentage of a price that rises cannot be held.
        let rises = rises && !rules.iter().any(|rule| rule.contains('%') && rule.contains("reserve"));
        let price = if rises { "{ start: 5, step: 1.25, every: 9 }" } else { "5" };
        format!(
            "name: x\ndays: 6\nprice: {price}\n{time}\n{world}{budget}\nsegments:\n  a: {{ seeds: 12, share: 0.7, \
             contacts: 5, join: 0.3, churn: 0.1, recruits: {{ a: 8, h: 2 }} }}\n  h: {{ fake: true, detect: 0.3, \
             share: 0.8, contacts: 3, join: 0.3 }}\nincentive:\n{}",
            rules.concat()
        )
    })
}

fn simulate(scenario: &Valid, layout: &Layout, replicate: u64) -> Outcome {
    let (model, key) = (Model::typical(scenario), ReplicateKey::new(7, replicate));
    let (mut state, mut outcome) = (State::default(), Outcome::new(layout));
    Engine::of(scenario).simulate(&model, layout, &key, &mut state, &mut outcome, &|| false);
    outcome
}

/// Every promise comes to something.
fn promises_add_up(scenario: &Scenario, rules: &[RuleCounts]) {
    for (rule, counts) in scenario.incentive.iter().zip(rules) {
        let RuleCounts { promised, refused, void, unclaimed, due, paid, broken, open, .. } = *counts;
        assert_eq!(promised, refused + void + unclaimed + due + open, "{}: {counts:?}", rule.name);
        assert_eq!(due, paid + broken, "{}: {counts:?}", rule.name);
        assert!(!rule.reserve || broken == 0, "{}: {counts:?}", rule.name);
        let stock = rule.stock.as_ref().filter(|_| rule.when_exhausted != WhenExhausted::Overdraw);
        let pooled = rule.when.kind().is_pooled();
        assert!(
            pooled || stock.is_none_or(|stock| paid as f64 <= stock.typical()),
            "{}: {counts:?}",
            rule.name
        );
    }
}

/// The ledger, day by day, is what the rules and the timeline say.
fn money_adds_up(layout: &Layout, outcome: &Outcome) {
    let metric = |metric: Metric| outcome.metrics[layout.metric(&metric).unwrap()];
    let value = |of: LedgerMetric, day: usize, line: usize| {
        of.value(&outcome.ledger[day * layout.lines.len() + line], layout.minor_per_major)
    };
    let near = |a: f64, b: f64, what: &str| assert!((a - b).abs() < 1e-6, "{what}: {a} {b}");
    for (line, counts) in outcome.rules.iter().enumerate() {
        let sum = |of: LedgerMetric| (0..layout.days).map(|day| value(of, day, line)).sum::<f64>();
        near(sum(LedgerMetric::Paid), counts.paid as f64, "paid");
        near(sum(LedgerMetric::Due), counts.due as f64, "due");
        near(sum(LedgerMetric::Cost), counts.cost.minor() / layout.minor_per_major, "cost of a rule");
    }
    let cost_until = |day: usize| {
        let days = (0..=day).flat_map(|day| (0..layout.lines.len()).map(move |line| (day, line)));
        days.map(|(day, line)| value(LedgerMetric::Cost, day, line)).sum::<f64>()
    };
    near(cost_until(layout.days - 1), metric(Metric::Cost), "cost");
    let series = layout.series.iter().position(|series| *series == Series::Cost).unwrap();
    for (place, point) in layout.points.iter().enumerate() {
        if (point + 1) % layout.steps_per_day == 0 {
            let told = outcome.timeline[place * layout.series.len() + series];
            near(told, cost_until((point / layout.steps_per_day) as usize), "cost up to a day");
        }
    }
    near(metric(Metric::CostWithOwed), metric(Metric::Cost) + metric(Metric::Owed), "owed");
    let rewards = |line: &Line| matches!(line, Line::Rule(_));
    assert_eq!(layout.lines.iter().filter(|line| rewards(line)).count(), outcome.rules.len());
}

/// The books of the campaigns of this text, where it is one: some rules cannot stand together.
fn books_balance(text: &str) -> bool {
    let Ok(scenario) = Scenario::from_yaml(text) else { return false };
    let layout = Layout::new(&scenario.shape());
    for replicate in 0..4 {
        let outcome = simulate(&scenario, &layout, replicate);
        promises_add_up(&scenario, &outcome.rules);
        money_adds_up(&layout, &outcome);
        let rewards = outcome.metrics[layout.metric(&Metric::RewardCost).unwrap()];
        let budget = scenario.budget.as_ref().unwrap();
        let limited = budget.when_exhausted != WhenExhausted::Overdraw;
        assert!(!limited || rewards <= budget.limit.typical() + 1e-9, "{rewards}");
    }
    true
}

#[test]
fn the_books_balance() {
    const CAMPAIGNS: u32 = 300;
    let config = ProptestConfig { cases: CAMPAIGNS, failure_persistence: None, ..ProptestConfig::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let balanced = Cell::new(0);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let result = runner.run(&campaign(), |text| {
        balanced.set(balanced.get() + u32::from(books_balance(&text)));
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.unwrap_err());
    assert!(balanced.get() > CAMPAIGNS / 2, "only {} are campaigns", balanced.get());
}

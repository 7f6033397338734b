//! The money: by day and line, by rule, and in all.

use super::{Replicate, is_certain, near, near_for};
use kfactor::metrics::{LedgerMetric, Line, Metric, OtherLine, Series};
use kfactor::scenario::WhenExhausted;

/// The ledger, day by day, is what rules, other costs and the timeline say.
pub fn money_adds_up(replicate: &Replicate<'_>) {
    ledger(replicate);
    limits(replicate);
    profit(replicate);
    if is_certain(replicate.scenario) {
        planned(replicate);
    }
}

fn value(replicate: &Replicate<'_>, of: LedgerMetric, day: usize, line: usize) -> f64 {
    let layout = replicate.layout;
    of.value(&replicate.outcome.ledger[day * layout.lines.len() + line], layout.minor_per_major)
}

/// What a line amounts to over all days.
fn line(replicate: &Replicate<'_>, of: LedgerMetric, line: usize) -> f64 {
    (0..replicate.layout.days).map(|day| value(replicate, of, day, line)).sum()
}

fn ledger(replicate: &Replicate<'_>) {
    let Replicate { layout, outcome, .. } = replicate;
    for (at, counts) in outcome.rules.iter().enumerate() {
        near(line(replicate, LedgerMetric::Paid, at), counts.paid as f64, "paid");
        near(line(replicate, LedgerMetric::Due, at), counts.due as f64, "due");
        near(line(replicate, LedgerMetric::Broken, at), counts.broken as f64, "broken");
        near(
            line(replicate, LedgerMetric::Cost, at),
            counts.cost.minor() / layout.minor_per_major,
            "cost of a rule",
        );
    }
    let is_rule = |(_, line): &(usize, &Line)| matches!(line, Line::Rule(_));
    let lines: Vec<(usize, f64)> = layout
        .lines
        .iter()
        .enumerate()
        .filter(|line| !is_rule(line))
        .map(|(at, _)| (at, line(replicate, LedgerMetric::Cost, at)))
        .collect();
    near(lines.iter().map(|(_, cost)| cost).sum(), replicate.metric(&Metric::OtherCost), "other cost");
    let rewards: f64 = (0..layout.rules).map(|at| line(replicate, LedgerMetric::Cost, at)).sum();
    near(rewards, replicate.metric(&Metric::RewardCost), "cost of rewards");
    over_time(replicate);
}

/// The cost up to the end of a day.
fn over_time(replicate: &Replicate<'_>) {
    let layout = replicate.layout;
    let costs = replicate.course(Series::Cost).expect("every campaign has it");
    let mut until = vec![0.0; layout.days];
    let mut sum = 0.0;
    for (day, until) in until.iter_mut().enumerate() {
        sum +=
            (0..layout.lines.len()).map(|line| value(replicate, LedgerMetric::Cost, day, line)).sum::<f64>();
        *until = sum;
    }
    near(sum, replicate.metric(&Metric::Cost), "cost");
    for (told, point) in costs.iter().zip(&layout.points) {
        let (day, passed) =
            (layout.day_of(*point), f64::from(point + 1) * replicate.scenario.clock.step_days());
        if (layout.length_of(day + 1) - passed).abs() < 1e-9 {
            // A part of a day costs a whole number of minor units.
            let size = told.abs() + 1e9 / layout.minor_per_major;
            near_for(*told, until[day], size, "cost up to a day");
        }
    }
}

/// No more is paid than there is, but where it is said.
fn limits(replicate: &Replicate<'_>) {
    let metric = |metric: Metric| replicate.metric(&metric);
    let rules = &replicate.scenario.incentive;
    let overdraws =
        rules.iter().any(|rule| rule.when_exhausted == WhenExhausted::Overdraw && rule.stock.is_some());
    if let Some(budget) = replicate.model.budget
        && budget.when_exhausted != WhenExhausted::Overdraw
        && !overdraws
    {
        let limit = budget.limit.minor() / replicate.layout.minor_per_major;
        assert!(metric(Metric::RewardCost) <= limit * (1.0 + 1e-12), "more is paid than the budget");
        assert_eq!(metric(Metric::Overspend), 0.0);
    }
    let beyond = metric(Metric::CostWithOwed) * (1.0 + 1e-12);
    assert!((0.0..=beyond).contains(&metric(Metric::Overspend)), "more is overspent than spent");
    assert!((0.0..=beyond).contains(&metric(Metric::HunterCost)), "hunters got more than there was");
}

fn profit(replicate: &Replicate<'_>) {
    let metric = |metric: Metric| replicate.metric(&metric);
    near(metric(Metric::Cost), metric(Metric::RewardCost) + metric(Metric::OtherCost), "cost of all");
    near(metric(Metric::CostWithOwed), metric(Metric::Cost) + metric(Metric::Owed), "owed");
    let income = metric(Metric::Revenue) + metric(Metric::Margin);
    let cost = metric(Metric::CostWithOwed);
    let size = income.abs().max(cost);
    near_for(metric(Metric::ProfitBlended), income - cost, size, "profit");
    let of_all = income - metric(Metric::ProfitBlended) + metric(Metric::AddedProfit);
    assert!(
        of_all <= income + metric(Metric::CostWithOwed) + 1e-6 * income.abs(),
        "nothing was done and earned"
    );
    let heads = [
        (Metric::Cac, Metric::AddedUsers),
        (Metric::CacRetained, Metric::AddedMembers),
        (Metric::CacPaying, Metric::AddedBuyers),
        (Metric::CacBlended, Metric::NewUsers),
    ];
    for (price, heads) in heads {
        let (price, heads) = (metric(price), metric(heads));
        if heads > 0.0 && !price.is_nan() {
            near(price * heads, metric(Metric::CostWithOwed), "cost per head");
        }
    }
}

/// Costs that are known beforehand, and those of people who were told and bought.
fn planned(replicate: &Replicate<'_>) {
    let Replicate { scenario, layout, .. } = replicate;
    let costs = &scenario.costs;
    let minor = |money: f64| (money * layout.minor_per_major).round() / layout.minor_per_major;
    let of = |other: OtherLine| layout.line(other).map_or(0.0, |at| line(replicate, LedgerMetric::Cost, at));
    near(of(OtherLine::Fixed), minor(costs.fixed.typical()), "fixed costs");
    let days = scenario.clock.days();
    near(of(OtherLine::PerDay), minor(minor(costs.per_day.typical()) * days), "daily costs");
    if !replicate.has_hunters() {
        let told = replicate.metric(&Metric::Addressed);
        near(of(OtherLine::PerSeed), minor(costs.per_seed.typical()) * told, "costs of seeds");
    }
}

//! Other orders and other cuts are the same law: kinds of people in halves or in another order, seeds one by one, steps halved.

use super::{assert_same_law, column, differences, rows, scenario};
use crate::two_samples::{compare, mean, variance};
use kfactor::ensemble::{Sample, sample};
use kfactor::metrics::Metric;
use kfactor::study::theory::theory;

/// Enough to see a difference of a twentieth.
const REPLICATES: u64 = 4_000;

/// What is compared.
const OF: [Metric; 6] = [
    Metric::NewUsers,
    Metric::MembersEnd,
    Metric::Sharers,
    Metric::Exposures,
    Metric::RewardCost,
    Metric::AddedUsers,
];

/// The same of other luck.
fn of_other_luck(text: &str) -> Sample {
    sample(&scenario(text), 2, REPLICATES)
}

const KEYS: &str = "share: { content: 0.2, reward: { max: 0.4, half: 8 }, after: 8h, again: 0.3 }, \
                    contacts: { mean: 8, k: 0.7 }, join: 0.14, churn: 0.1";
const OTHERS: &str =
    "share: 0.5, contacts: { fixed: 4 }, join: 0.15, retention: { 1d: 0.7, 7d: 0.3 }, delay: 20h";
const RULES: [&str; 3] = [
    "{ name: a, when: { invites: 2 }, value: 12, cost: 5, redeem: 0.7 }",
    "{ name: b, to: invitee, when: join, value: 2, cost: 2, if_stays: 1d }",
    "{ name: c, to: upline, when: join, cost: 1 }",
];

fn campaign(segments: &str, rules: [&str; 3], world: &str) -> String {
    let [a, b, c] = rules;
    format!(
        "name: x\ndays: 5\nstep: 6h\n{world}\nsegments:\n{segments}incentive:\n  - {a}\n  - {b}\n  - {c}\n"
    )
}

fn two_kinds(world: &str) -> String {
    let segments = format!(
        "  a: {{ seeds: 30, inflow: 4, {KEYS}, recruits: {{ a: 4, b: 6 }} }}\n  b: {{ seeds: 10, {OTHERS}, recruits: {{ a: 1, b: 2 }} }}\n"
    );
    campaign(&segments, RULES, world)
}

/// The first kind of people in two halves, of this many seeds each.
fn in_halves(seeds: u32, world: &str) -> String {
    let half = |name: char| {
        format!("  {name}: {{ seeds: {seeds}, inflow: 2, {KEYS}, recruits: {{ a: 2, c: 2, b: 6 }} }}\n")
    };
    let b = format!("  b: {{ seeds: 10, {OTHERS}, recruits: {{ a: 1, c: 1, b: 4 }} }}\n");
    campaign(&format!("{}{}{b}", half('a'), half('c')), RULES, world)
}

#[test]
fn two_halves_of_a_segment_are_the_segment() {
    for world in ["", "market: 500"] {
        let whole = rows(&two_kinds(world), REPLICATES);
        assert_same_law(&whole, &of_other_luck(&in_halves(15, world)), &OF);
        assert!(!differences(&whole, &of_other_luck(&in_halves(16, world)), &OF).is_empty());
    }
    let k = |text: &str| theory(&scenario(text)).k;
    assert!((k(&two_kinds("")) - k(&in_halves(15, ""))).abs() < 1e-9);
}

#[test]
fn the_order_of_segments_and_of_independent_rules_is_the_same_law() {
    let [a, b, c] = RULES;
    let segments = format!(
        "  b: {{ seeds: 10, {OTHERS}, recruits: {{ a: 1, b: 2 }} }}\n  a: {{ seeds: 30, inflow: 4, {KEYS}, recruits: {{ a: 4, b: 6 }} }}\n"
    );
    for world in ["", "market: 500", "capacity: { total: 300 }"] {
        let there = rows(&two_kinds(world), REPLICATES);
        assert_same_law(&there, &of_other_luck(&campaign(&segments, [c, b, a], world)), &OF);
        let other = campaign(&segments.replace("seeds: 30", "seeds: 31"), [c, b, a], world);
        assert!(!differences(&there, &of_other_luck(&other), &[Metric::Seeds]).is_empty());
    }
}

/// Rules one after the other, none of which moves anybody or runs out, are promised alike in any order: to the digit.
#[test]
fn each_rule_has_its_own_luck() {
    let text = |rules: [&str; 3]| campaign(&format!("  a: {{ seeds: 30, {KEYS} }}\n"), rules, "");
    let [a, b, c] = RULES;
    let of = [Metric::NewUsers, Metric::MembersEnd, Metric::Exposures];
    let [there, back] = [text([a, b, c]), text([c, b, a])].map(|text| rows(&text, 300));
    for metric in of {
        assert_eq!(column(&there, &metric), column(&back, &metric), "{}", metric.name());
    }
}

/// Without limits the lines of two seeds do not know of each other.
#[test]
fn one_seed_and_one_seed_are_two() {
    let of = |seeds: u32, luck: u64| {
        let text = format!(
            "name: x\ndays: 8\nstep: 8h\nseeds: {seeds}\nshare: {{ content: 0.6, after: 8h, again: 0.5 }}\n\
             contacts: {{ mean: 7, k: 0.5 }}\njoin: 0.2\nchurn: 0.1\nincentive: [{{ when: {{ invites: 2 }}, value: 0, cost: 3 }}]\n"
        );
        sample(&scenario(&text), luck, 8_000)
    };
    let (two, one, another) = (of(2, 3), of(1, 4), of(1, 5));
    for metric in
        [Metric::NewUsers, Metric::MembersEnd, Metric::Shares, Metric::Exposures, Metric::RewardCost]
    {
        let sum = column(&one, &metric).into_iter().zip(column(&another, &metric)).map(|(a, b)| a + b);
        let found = compare(&metric.name(), &column(&two, &metric), &sum.collect::<Vec<_>>());
        assert!(found.is_empty(), "{found:?}");
        assert!(!compare("one", &column(&two, &metric), &column(&one, &metric)).is_empty());
    }
}

/// A step changes what can be seen, not what happens: its error is below a hundredth, with the luck of these replicates.
#[test]
fn half_the_step_is_the_same_campaign() {
    let text = |step: &str| {
        format!(
            "name: x\ndays: 6\nstep: {step}\nseeds: 60\nshare: {{ content: 0.5, after: 12h, again: 0.4 }}\n\
             contacts: 6\njoin: 0.15\ndelay: {{ exponential: 12h }}\nchurn: 0.1\n\
             incentive: [{{ when: join, value: 0, cost: 2, if_stays: 1d }}]\n"
        )
    };
    let [whole, half] =
        [(text("4h"), 6), (text("2h"), 7)].map(|(text, luck)| sample(&scenario(&text), luck, REPLICATES));
    let apart = |whole: &Sample, half: &Sample, metric: &Metric| {
        let (a, b) = (column(whole, metric), column(half, metric));
        let se = ((variance(&a) + variance(&b)) / REPLICATES as f64).sqrt();
        ((mean(&a) - mean(&b)).abs(), 0.01 * mean(&b) + 4.5 * se)
    };
    for metric in [Metric::NewUsers, Metric::MembersEnd, Metric::RewardCost, Metric::OnTheWay] {
        let (difference, allowed) = apart(&whole, &half, &metric);
        assert!(difference < allowed, "{}: {difference} of {allowed}", metric.name());
    }
    let coarse = sample(&scenario(&text("1d").replace("churn: 0.1", "churn: 0.2")), 6, REPLICATES);
    let (difference, allowed) = apart(&coarse, &half, &Metric::MembersEnd);
    assert!(difference > allowed, "another chance to leave is noticed");
}

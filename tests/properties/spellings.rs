//! The same said otherwise: other names, other units, other forms.

use super::{assert_same_numbers, rows, scenario};

/// A campaign of two kinds of people with a bit of everything; names are put in.
fn campaign(core: &str, casual: &str, rule: &str) -> String {
    format!(
        "
name: x
days: 6
step: 6h
market: 5000
segments:
  {core}: {{ seeds: 40, share: {{ content: 0.2, reward: {{ max: 0.5, half: 8 }}, after: 6h, again: 0.4 }},
    contacts: {{ mean: 9, k: 0.6 }}, join: 0.12, churn: 0.1, recruits: {{ {core}: 3, {casual}: 7 }} }}
  {casual}: {{ inflow: 9, share: 0.3, contacts: 6, join: 0.1, retention: {{ 1d: 0.6, 7d: 0.3 }},
    recruits: {{ {core}: 1, {casual}: 9 }} }}
incentive:
  - {{ name: {rule}, when: {{ invites: 2 }}, value: 20, cost: 6, stock: 30, redeem: 0.8 }}
  - {{ to: invitee, when: join, value: 2, cost: 2 }}
budget: 300
price: 3
"
    )
}

#[test]
fn names_are_names() {
    let [plain, renamed] =
        [campaign("core", "casual", "pack"), campaign("路人", "a1", "zz")].map(|text| rows(&text, 200));
    assert_same_numbers(&plain, &renamed, &[]);
}

/// Pairs of words for one thing.
const SAME: [[&str; 2]; 22] = [
    ["churn: 5%", "churn: 0.05"],
    ["join: 6%", "funnel: { join: 0.06 }"],
    ["join: 0.06", "join: 6.0e-2"],
    ["join: 0.05 to 0.09", "join: 5% to 9%"],
    ["join: &a 0.06\nchurn: *a", "join: 0.06\nchurn: 0.06"],
    ["step: 12h", "step: 0.5d"],
    ["step: 1h", "step: 60m"],
    ["events: [{ at: 1d, for: 2d, share: 2 }]", "events: [{ at: 24h, for: 48h, share: 2.0 }]"],
    ["delay: { exponential: 12h }", "delay: { exponential: 0.5d }"],
    ["delay: 2h", "delay: { fixed: 120m }"],
    ["retention: { 1d: 0.8, 7d: 0.5 }", "retention: { 24h: 80%, 1w: 50% }"],
    ["novelty: { half_life: 5h }", "novelty: { half_life: 300m, floor: 0 }"],
    ["market: 20_000", "market: 2e4"],
    ["inflow: 3", "inflow: { per_day: 3 }"],
    ["inflow: 3", "inflow: [{ from: 0h, per_day: 3 }]"],
    ["capacity: { total: 60 }", "capacity: { total: 60.0 }"],
    ["price: 3", "price: { start: 3 }"],
    [
        "incentive: [{ when: { invites: 3 }, cost: 4 }]\nbudget: 9",
        "incentive:\n  - when:\n      invites: 3\n    cost: 4.00\nbudget: { limit: 9, when_exhausted: stop_rewards }",
    ],
    [
        "incentive: [{ when: join, value: 4 }]",
        "incentive: [{ to: inviter, when: join, value: 4, cost: 4, redeem: 100% }]",
    ],
    ["ban: { per_participant: 1e-3 }", "ban: { per_participant: 0.1%, then: end }"],
    ["costs: { fixed: 100 }", "costs: { fixed: 100.00, per_day: 0 }"],
    ["currency: CNY", "seed: 1\nruns: 10_000"],
];

/// A campaign with these words.
fn with(words: &str) -> String {
    let join = if words.starts_with("join") || words.starts_with("funnel") { "" } else { "join: 6%\n" };
    format!("name: x\ndays: 4\nseeds: 30\nshare: 0.4\ncontacts: 9\n{join}{words}\n")
}

#[test]
fn equal_spellings_are_equal_and_give_equal_numbers() {
    for words in SAME {
        let [left, right] = words.map(|words| scenario(&with(words)));
        assert_eq!(serde_json::to_value(&left).unwrap(), serde_json::to_value(&right).unwrap(), "{words:?}");
        let [left, right] = words.map(|words| rows(&with(words), 40));
        assert_same_numbers(&left, &right, &[]);
    }
}

/// Weights are brought to a mean of 1.
#[test]
fn weights_are_relative() {
    let hours = |weight: &str| with(&format!("hours: [{}]", [weight; 24].join(", ")));
    assert_same_numbers(&rows(&hours("1"), 40), &rows(&hours("2.5"), 40), &[]);
    assert_same_numbers(&rows(&hours("1"), 40), &rows(&with(""), 40), &[]);
}

/// Contacts, seeds and shares in their short and their full forms, with segments and without.
#[test]
fn short_forms_are_the_full_ones() {
    let short = "{ name: x, days: 4, seeds: 30, share: 0.4, contacts: 9, join: 6% }";
    let full = "
name: \"x\"
days: 4d
segments:
  all:
    seeds: [{ at: 0h, count: 30, reached: 1 }]
    share: { content: 0.4 }
    contacts: { mean: 9 }
    funnel: { join: 6% }
    churn: 0
";
    assert_same_numbers(&rows(short, 100), &rows(full, 100), &[]);
}

/// Another number is not another spelling.
#[test]
#[should_panic(expected = "differs")]
fn another_number_is_noticed() {
    let [left, right] = ["join: 6%", "join: 6.1%"].map(|words| rows(&with(words), 40));
    assert_same_numbers(&left, &right, &[]);
}

//! Whether somebody who was invited brings somebody: the chain breaks at once where the tree of every seed ends with those
//! whom the seed has brought.

use crate::branching::Offspring;
use kfactor::ensemble::sample;
use kfactor::metrics::Metric;
use kfactor::scenario::Scenario;

/// Campaigns asked.
const CAMPAIGNS: u64 = 20_000;

fn share_that_breaks(text: &str) -> f64 {
    let scenario = Scenario::from_yaml(&format!("name: Chain\n{text}")).unwrap();
    let passed_on = sample(&scenario, 9, CAMPAIGNS).column(&Metric::PassedOn).unwrap();
    passed_on.iter().filter(|passed_on| **passed_on == 0.0).count() as f64 / CAMPAIGNS as f64
}

fn breaks(text: &str, expected: f64) {
    let (found, error) = (share_that_breaks(text), (expected * (1.0 - expected) / CAMPAIGNS as f64).sqrt());
    assert!((found - expected).abs() < 4.0 * error, "{found} for {expected} ± {error}\n{text}");
}

const CYCLES: &str = "step: 1d\ndelay: none\n";
const IN_TIME: &str = "step: 6h\ndelay: 1d\n";
/// Rules that ask who brought whom: how many each has brought, and who invited whom.
const PLAIN: &str = "";
const TIER: &str = "incentive: [{ to: inviter, when: { invites: 2 }, value: 0, cost: 1 }]\n";
const UPLINE: &str = "incentive: [{ to: upline, when: join, value: 0, cost: 1 }]\n";

#[test]
fn the_chain_breaks_as_often_as_trees_end_with_the_second_generation() {
    let laws = [
        ("8", Offspring::Poisson(0.8)),
        ("{ mean: 8, k: 0.5 }", Offspring::NegativeBinomial(0.8, 0.5)),
        ("{ fixed: 8 }", Offspring::Binomial(8.0, 0.1)),
    ];
    for (contacts, offspring) in laws {
        for time in [CYCLES, IN_TIME] {
            for rule in [PLAIN, TIER, UPLINE] {
                breaks(
                    &format!("days: 30\nseeds: 2\nshare: 1\ncontacts: {contacts}\njoin: 0.1\n{time}{rule}"),
                    offspring.ends_within(2).powi(2),
                );
            }
        }
    }
}

/// How often the tree of a seed ends with those whom he has brought, where everybody shares again with this chance and brings so many
/// by each share: shares are geometric from one on, each brings a Poisson number.
fn ends_with_the_second(again: f64, per_share: f64) -> f64 {
    let generating = |s: f64| {
        let one = (per_share * (s - 1.0)).exp();
        (1.0 - again) * one / (1.0 - again * one)
    };
    generating(generating(0.0))
}

/// One seed shares until he stops, and is not alone any more when those whom he has brought begin: his later shares are told
/// from theirs.
#[test]
fn who_shares_again_is_told_from_who_was_invited() {
    let expected = ends_with_the_second(0.6, 0.5);
    for (time, after) in [(CYCLES, ""), (IN_TIME, ", after: 1d")] {
        for rule in [PLAIN, TIER, UPLINE] {
            breaks(
                &format!(
                    "days: 60\nseeds: 1\nshare: {{ content: 1, again: 0.6{after} }}\ncontacts: 5\njoin: 0.1\n{time}{rule}"
                ),
                expected,
            );
        }
    }
}

/// Who was invited shares in vain again and again, beside seeds in the same state of whom now and then one brings somebody.
#[test]
fn who_was_invited_is_known_however_often_he_shares_in_vain() {
    for rule in [PLAIN, TIER] {
        let share = "share: { content: 1, again: 0.9 }\ncontacts: 5\njoin: 0.01";
        breaks(
            &format!("days: 150\nseeds: 8\n{share}\n{CYCLES}{rule}"),
            ends_with_the_second(0.9, 0.05).powi(8),
        );
    }
}

/// Hunters bring hunters: that is no chain of people.
#[test]
fn hunters_are_no_chain() {
    let text = "days: 20\nstep: 1d\ndelay: none\ncontacts: 4\njoin: 0.5\nsegments:\n  \
        people: { seeds: 5, share: 1, recruits: { hunters: 1 } }\n  \
        hunters: { fake: true, share: 1, recruits: { hunters: 1 } }\n\
        incentive: [{ to: inviter, when: join, value: 1, cost: 1 }]\n";
    assert_eq!(share_that_breaks(text), 1.0);
}

//! What moved is found, and what did not is not.

use super::*;
use crate::scenario::Scenario;

fn taken(change: &str, seed: u64, replicates: u64) -> Taken {
    let text = "{ name: base, days: 7, seeds: 60, contacts: 9, join: 0.06, churn: 0.05, costs: { fixed: 100 }, \
                incentive: [{ when: { invites: 2 }, value: 9, cost: 3 }], ban: { per_participant: 1e-4 }, share: 0.4 }";
    let text = if change.is_empty() {
        text.to_owned()
    } else {
        text.replacen(change.split("->").next().unwrap(), change.split("->").nth(1).unwrap(), 1)
    };
    let scenario = Scenario::from_yaml(&text).unwrap();
    Question::new(&scenario).seed(seed).replicates(replicates).answer().unwrap()
}

fn drift(before: &Taken, now: &Taken) -> Drift {
    let mut drift = compare(&before.snapshot, now);
    settle(&mut [&mut drift], 0.01);
    drift
}

fn moved(drift: &Drift) -> Vec<&str> {
    let mut names: Vec<&str> =
        drift.shifts.iter().filter(|shift| shift.moved).map(|shift| shift.name.as_str()).collect();
    names.dedup();
    names
}

#[test]
fn the_same_is_identical() {
    let seen = drift(&taken("", 1, 300), &taken("", 1, 300));
    assert!(seen.is_identical() && !seen.has_moved() && seen.paired && seen.shifts.is_empty());
    assert!(seen.compared > 30);
}

#[test]
fn other_luck_is_no_drift() {
    let seen = drift(&taken("", 1, 1_000), &taken("", 2, 1_000));
    assert!(!seen.is_identical() && !seen.paired && !seen.has_moved(), "{:?}", moved(&seen));
    assert!(seen.different > 10);
}

#[test]
fn a_changed_input_is_found_where_it_acts_and_only_there() {
    let seen = drift(&taken("", 1, 300), &taken("churn: 0.05->churn: 0.06", 1, 300));
    assert!(seen.paired && seen.has_moved());
    let names = moved(&seen);
    assert!(names.contains(&"members_end") && names.contains(&"d7"), "{names:?}");
    assert!(!names.contains(&"seeds") && !names.contains(&"other_cost"), "{names:?}");
    let seen = drift(&taken("", 1, 300), &taken("fixed: 100->fixed: 101", 1, 300));
    assert!(moved(&seen).contains(&"other_cost") && !moved(&seen).contains(&"new_users"));
}

/// Pairs see ten times more than two samples.
#[test]
fn pairs_see_small_changes() {
    let (before, now) = (taken("", 1, 400), taken("join: 0.06->join: 0.0615", 1, 400));
    assert!(moved(&drift(&before, &now)).contains(&"accepted"));
    let now = taken("join: 0.06->join: 0.0615", 2, 400);
    let mut apart = compare(&before.snapshot, &now);
    settle(&mut [&mut apart], 0.01);
    assert!(!apart.has_moved(), "{:?}", moved(&apart));
}

#[test]
fn two_samples_see_large_changes() {
    let seen = drift(&taken("", 1, 1_000), &taken("join: 0.06->join: 0.08", 2, 1_000));
    let names = moved(&seen);
    assert!(!seen.paired && names.contains(&"new_users") && names.contains(&"cost"), "{names:?}");
    let seen = drift(&taken("", 1, 1_000), &taken("1e-4->1e-3", 2, 1_000));
    let defined =
        |shift: &Shift| shift.moved && shift.name == "banned_day" && shift.aspect == Aspect::Defined;
    assert!(seen.shifts.iter().any(defined));
}

/// A campaign that often brings nobody: in pairs its cost per user is compared by the stretches of money and of heads.
#[test]
fn a_cost_per_head_moves_with_its_parts() {
    let cac = |seed: u64, change: &str| {
        let before = taken("seeds: 60->seeds: 2", 1, 2_000);
        let change = format!("seeds: 60, contacts: 9, join: 0.06->seeds: 2, contacts: 9, join: {change}");
        let drift = drift(&before, &taken(&change, seed, 2_000));
        let is_mean = |shift: &&Shift| shift.name == "cac" && shift.aspect == Aspect::Mean;
        drift.shifts.iter().find(is_mean).cloned().map(|shift| (shift.moved, shift.error, shift.now))
    };
    assert_eq!(cac(1, "0.06"), None, "the same numbers");
    let (moved, in_pairs, now) = cac(1, "0.05").unwrap();
    assert!(moved && now.is_finite());
    let (_, apart, _) = cac(2, "0.05").unwrap();
    assert!(in_pairs < 0.7 * apart, "{in_pairs} {apart}");
    assert!(!cac(2, "0.06").unwrap().0, "other luck");
}

#[test]
fn metrics_come_and_go() {
    let seen = drift(&taken("", 1, 100), &taken("invites: 2->invites: 3", 1, 100));
    assert_eq!(
        (&seen.gone[..], &seen.new[..]),
        (&["reached_2".to_owned()][..], &["reached_3".to_owned()][..])
    );
    assert!(seen.has_moved());
}

/// Two results without any difference but luck, many times: false alarms are as rare as asked for.
#[test]
fn false_alarms_are_rare() {
    let alarms = (0..60).filter(|run| {
        let (before, now) = (taken("", 2 * run, 200), taken("", 2 * run + 1, 200));
        let mut drift = compare(&before.snapshot, &now);
        settle(&mut [&mut drift], 0.05);
        drift.has_moved()
    });
    // More than eight of sixty at 5 % has a chance of one in a thousand.
    assert!(alarms.count() <= 8);
}

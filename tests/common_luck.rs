//! Two designs of a campaign share their luck: replicate by replicate the same draws decide the same questions, so that
//! the difference of two designs is known from far fewer replicates than two independent runs would take.
//!
//! `(var A + var B) / var(A - B)` says how many times fewer; the project promises three. No pairing can keep
//! that promise where one design varies far more than the other, or where a limit cuts the luck of one of them
//! off; what is possible at most is printed beside what is reached:
//! `cargo test --release --test common_luck -- --nocapture --test-threads 1`.

use kfactor::ensemble::{Sample, sample};
use kfactor::metrics::Metric;
use kfactor::scenario::{Drive, Recipient, Reward, Scenario, Trigger, Valid};
use std::path::Path;

/// Replicates of a design; factors are then known to about a tenth.
const REPLICATES: u64 = 400;
/// What is promised.
const THREE: f64 = 3.0;
/// No promise but that sharing luck does no harm; the rest is the uncertainty of the factor.
const NO_HARM: f64 = 0.99;

/// What is compared in every pair.
const COMPARED: [&str; 2] = ["new_users", "cost"];
/// A daily campaign and an hourly one, both with a threshold reward for three invitations.
const THRESHOLD: [&str; 2] = ["exam-prep-poster", "mother-and-baby"];

fn scenario(name: &str) -> Valid {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(format!("{name}.yaml"));
    Scenario::from_file(path).expect("it is valid")
}

fn with(name: &str, change: impl FnOnce(&mut Scenario)) -> Valid {
    let changed = scenario(name).changed(|scenario| {
        change(scenario);
        // What it expects of itself may name what the change took away.
        scenario.expect.clear();
    });
    changed.expect("the changed scenario is valid")
}

/// The reward of a threshold campaign for so many invitations, goods without limit.
fn goal(name: &str, invites: u32) -> Valid {
    with(name, |scenario| {
        scenario.incentive[0].when = Trigger::Invites(invites);
        scenario.incentive[0].stock = None;
    })
}

fn stocked(name: &str, stock: f64) -> Valid {
    with(name, |scenario| scenario.incentive[0].stock = Some(stock.into()))
}

fn run(scenario: &Valid) -> Sample {
    sample(scenario, 1, REPLICATES)
}

fn metric(name: &str) -> Metric {
    Metric::named(name).expect("a name")
}

fn column(sample: &Sample, name: &str) -> Vec<f64> {
    sample.column(&metric(name)).expect("a metric of every scenario")
}

fn variance(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)
}

/// How many times fewer replicates the paired difference needs.
fn reduction(a: &[f64], b: &[f64]) -> f64 {
    let difference: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
    (variance(a) + variance(b)) / variance(&difference)
}

/// The most that any way of pairing could reach: the lowest with the lowest, the highest with the highest.
fn possible(a: &[f64], b: &[f64]) -> f64 {
    let sorted = |values: &[f64]| {
        let mut values = values.to_vec();
        values.sort_by(f64::total_cmp);
        values
    };
    reduction(&sorted(a), &sorted(b))
}

/// Checks that a pair of designs reaches at `least` these factors for users and cost, and prints them.
fn share_luck(what: &str, a: &Valid, b: &Valid, least: [f64; 2]) {
    let (a, b) = (run(a), run(b));
    for (metric, least) in COMPARED.into_iter().zip(least) {
        let (a, b) = (column(&a, metric), column(&b, metric));
        let factor = reduction(&a, &b);
        println!("{what:<52} {metric:<10} {factor:>7.2} of at most {:>7.2}", possible(&a, &b));
        assert!(factor >= least, "{what}: the variance of {metric} falls {factor:.2} times only");
    }
}

/// The packs due for five invitations are a few of those due for three: that draw is nobody's in the other
/// design, so that the cost gains less than the users do.
#[test]
fn a_goal_farther_away() {
    for name in THRESHOLD {
        share_luck(&format!("{name}: 3 or 4 invitations"), &goal(name, 3), &goal(name, 4), [THREE, 2.0]);
        share_luck(&format!("{name}: 3 or 5 invitations"), &goal(name, 3), &goal(name, 5), [THREE, 1.2]);
    }
}

/// Without the reward hardly anybody comes: there is little luck to share.
#[test]
fn a_reward_or_none() {
    for name in THRESHOLD {
        let none = with(name, |scenario| scenario.incentive.clear());
        share_luck(&format!("{name}: a reward or none"), &scenario(name), &none, [1.05, NO_HARM]);
    }
}

/// The cost of the hourly pair can gain 3.7 times at most.
#[test]
fn a_coupon_of_more_value() {
    for (step_minutes, least) in [(1440, [THREE, THREE]), (60, [THREE, 2.3])] {
        let worth = |value: f64| {
            with("coupon-miniprogram", |scenario| {
                scenario.clock.steps *= scenario.clock.step_minutes / step_minutes;
                scenario.clock.step_minutes = step_minutes;
                scenario.budget = None;
                for reward in &mut scenario.incentive {
                    *reward = Reward::new(reward.name.clone(), reward.to, reward.when, value);
                }
            })
        };
        let what = format!("coupon-miniprogram by {step_minutes} minutes: 5 or 8 CNY");
        share_luck(&what, &worth(5.0), &worth(8.0), least);
    }
}

/// A stock that runs out in the luckier campaigns leaves the others as they are; one that always runs out cuts the
/// luck of its design off.
#[test]
fn a_stock_or_none() {
    for (name, ample, scarce) in [("exam-prep-poster", 225.0, 100.0), ("mother-and-baby", 130.0, 60.0)] {
        let endless = with(name, |scenario| scenario.incentive[0].stock = None);
        let what = |stock: f64| format!("{name}: a stock of {stock} or none");
        share_luck(&what(ample), &stocked(name, ample), &endless, [THREE, THREE]);
        share_luck(&what(scarce), &stocked(name, scarce), &endless, [1.1, NO_HARM]);
    }
}

#[test]
fn tiers_or_one_threshold() {
    let tier =
        |n: u32, value: f64| Reward::new(format!("tier {n}"), Recipient::Inviter, Trigger::Invites(n), value);
    for name in THRESHOLD {
        let one = with(name, |scenario| scenario.incentive = vec![tier(3, 60.0)]);
        let three =
            with(name, |scenario| scenario.incentive = vec![tier(1, 10.0), tier(3, 30.0), tier(6, 60.0)]);
        share_luck(&format!("{name}: one threshold or three tiers"), &one, &three, [THREE, THREE]);
    }
    // The later tiers are most of the money and of its luck.
    let name = "harrys-prelaunch";
    let first = with(name, |scenario| scenario.incentive.truncate(1));
    share_luck(&format!("{name}: four tiers or the first"), &scenario(name), &first, [THREE, NO_HARM]);
}

/// The baits that `docs/which-bait.md` compares. What is not known of them is the same in all of them, and is shared like
/// luck.
#[test]
fn the_baits_that_are_shipped() {
    let names = ["cash", "coupon", "course", "tiers"];
    let baits = names.map(|name| scenario(&format!("baits/{name}")));
    for (index, name) in names.iter().enumerate() {
        for other in index + 1..names.len() {
            share_luck(
                &format!("baits: {name} or {}", names[other]),
                &baits[index],
                &baits[other],
                [THREE, THREE],
            );
        }
    }
}

/// The files say that people are the same in all of them, but for what only one bait does to them.
#[test]
fn the_baits_differ_in_the_bait_only() {
    let people = |name: &str| {
        let mut scenario = scenario(&format!("baits/{name}")).into_inner();
        scenario.name.clear();
        scenario.description = None;
        scenario.expect.clear();
        scenario.incentive.clear();
        scenario.segments[0].join_reward = None;
        scenario.segments[0].recruits_for_bait = None;
        scenario.segments[1].share = scenario.segments[0].share.clone();
        scenario
    };
    for name in ["coupon", "course", "tiers"] {
        assert!(people(name) == people("cash"), "{name}");
    }
}

/// The campaign if everybody shared alike, whatever the bait.
fn unmoved(name: &str, share: f64, change: impl FnOnce(&mut Scenario)) -> Valid {
    with(name, |scenario| {
        for segment in &mut scenario.segments {
            segment.share.drive = Drive::Plain(share.into());
        }
        change(scenario);
    })
}

/// Metrics of who came, who left, who shared, who answered when.
const PEOPLE: [&str; 7] =
    ["new_users", "members_end", "peak_members", "shares", "exposures", "reach_50", "reach_90"];

fn same_people(what: &str, designs: &[Valid]) {
    let samples: Vec<Sample> = designs.iter().map(run).collect();
    for (other, sample) in samples.iter().enumerate().skip(1) {
        for metric in PEOPLE {
            let same = column(&samples[0], metric)
                .iter()
                .zip(column(sample, metric))
                .filter(|(a, b)| a.to_bits() == b.to_bits())
                .count() as u64;
            assert!(same == REPLICATES, "{what}, design {other}: {metric} is the same in {same} only");
        }
    }
}

/// Where nobody shares, every seed leaves on the same day whatever is offered to him.
#[test]
fn no_reward_reshuffles_who_leaves() {
    for name in THRESHOLD {
        let designs = [
            unmoved(name, 0.0, |_| ()),
            unmoved(name, 0.0, |scenario| scenario.incentive[0].when = Trigger::Invites(5)),
            unmoved(name, 0.0, |scenario| scenario.incentive[0].when = Trigger::Join),
            unmoved(name, 0.0, |scenario| scenario.incentive.clear()),
        ];
        same_people(name, &designs);
    }
}

/// Where people share without looking at the bait, its terms change money alone.
#[test]
fn a_reward_that_moves_nobody_moves_nobody() {
    for name in THRESHOLD {
        let designs = [
            unmoved(name, 0.3, |_| ()),
            unmoved(name, 0.3, |scenario| scenario.incentive[0].value = 1.0.into()),
            unmoved(name, 0.3, |scenario| scenario.incentive[0].stock = Some(10.0.into())),
            unmoved(name, 0.3, |scenario| scenario.incentive[0].redeem = 0.1.into()),
        ];
        same_people(name, &designs);
    }
}

/// Where nobody is told apart, plain numbers take the place of cells; the course of a campaign is the same.
#[test]
fn plain_numbers_take_the_course_of_cells() {
    let courses = [
        "share: 0.4\n",
        "share: { content: 0.3, after: 2d, again: 1 }\nmarket: 3_000\n",
        "share: { content: 0.6, after: 12h, again: 0.5 }\ncontacts: { mean: 12, k: 0.4 }\nmarket: 20_000\n",
        "share: 0.4\ncontacts: { fixed: 12 }\nmarket: 2_000\n",
        "share: 0.5\ninflow: 20\nprice: 9\ncapacity: { total: 900 }\n",
        "share: 0.4\nevents: [{ at: 2d, for: 3d, churn: 3, share: 1.5 }]\nbuys: { per_day: 0.1, margin: 5 }\n",
    ];
    for course in courses {
        let head = "name: x\ndays: 12\nstep: 1d\ndelay: none\nseeds: 150\nchurn: 0.1\njoin: 0.1\n";
        let contacts = if course.contains("contacts") { "" } else { "contacts: 12\n" };
        let plain = format!("{head}{contacts}{course}");
        // A bait of no value and no cost, for which invitations have to be counted all the same.
        let counted =
            format!("{plain}incentive: [{{ to: inviter, when: {{ invites: 3 }}, value: 0, cost: 0 }}]\n");
        let [plain, counted] =
            [plain, counted].map(|text| sample(&Scenario::from_yaml(&text).expect("it is valid"), 7, 300));
        for metric in
            ["new_users", "shares", "accepted", "exposures", "members_end", "peak_members", "profit_blended"]
        {
            let bits = |sample: &Sample| -> Option<Vec<u64>> {
                Some(sample.column(&self::metric(metric))?.into_iter().map(f64::to_bits).collect())
            };
            assert!(bits(&plain) == bits(&counted), "{metric} of {course}");
        }
    }
}

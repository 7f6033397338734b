//! What makes no difference makes none: rewards that nobody sees anything in, limits that are never met, and nothing done.

use super::{assert_same_law, assert_same_numbers, column, rows};
use crate::two_samples::compare;
use kfactor::metrics::Metric;
use kfactor::scenario::{Following, Why};
use kfactor::study::theory::theory;

/// A campaign, and what else it says.
fn campaign(more: &str) -> String {
    format!(
        "
name: x
days: 6
step: 6h
seeds: 40
inflow: 5
share: {{ content: 0.3, after: 6h, again: 0.3 }}
contacts: {{ mean: 9, k: 0.6 }}
join: 0.12
churn: 0.1
buys: {{ per_day: 0.1, margin: 6 }}
{more}
"
    )
}

/// What a reward is counted by, and what hangs on who is who among people in one state, whom rewards may distinguish: who of
/// them shared for the first time, and who brings somebody.
const OF_REWARDS: [Metric; 5] =
    [Metric::RewardsDue, Metric::RewardsPaid, Metric::ExhaustedDay, Metric::Sharers, Metric::PassedOn];

/// Ways to earn a reward, but for that of the upline: who has an inviter is distinguished there, and draws other numbers.
const WAYS: [&str; 9] = [
    "when: share",
    "when: join",
    "to: invitee, when: join",
    "when: { invites: 2 }",
    "when: { every: 2 }, cap: 3",
    "when: { rank: 2 }",
    "when: { lottery: 2 }",
    "when: { pool: 2 }",
    "when: join, if_stays: 1d, stock: 1_000_000, redeem: 0.5",
];

#[test]
fn rewards_of_no_value_and_no_cost_change_nothing() {
    let plain = rows(&campaign(""), 200);
    for way in WAYS {
        let rewarded = rows(&campaign(&format!("incentive: [{{ {way}, value: 0, cost: 0 }}]")), 200);
        assert_same_numbers(&plain, &rewarded, &OF_REWARDS);
        let earned: f64 = column(&rewarded, &Metric::RewardsDue).iter().sum();
        assert!(earned > 0.0, "{way} is never earned");
    }
}

#[test]
fn an_upline_that_sees_nothing_in_it_changes_no_law() {
    let other_luck = |value: u32| {
        let text = campaign(&format!("incentive: [{{ to: upline, when: join, value: {value}, cost: 0 }}]"));
        kfactor::ensemble::sample(&super::scenario(&moved(&text)), 2, 3_000)
    };
    let (plain, of) =
        (rows(&moved(&campaign("")), 3_000), [Metric::NewUsers, Metric::MembersEnd, Metric::Shares]);
    assert_same_law(&plain, &other_luck(0), &of);
    assert!(!super::differences(&plain, &other_luck(1), &of).is_empty());
}

/// People who are moved by a reward as well.
fn moved(text: &str) -> String {
    text.replace("content: 0.3", "content: 0.3, reward: { max: 0.5, half: 5 }")
}

#[test]
#[should_panic(expected = "differs")]
fn a_reward_that_is_seen_is_noticed() {
    let of = |value: u32| {
        let text = campaign(&format!("incentive: [{{ when: join, value: {value}, cost: 0 }}]"));
        rows(&moved(&text), 200)
    };
    assert_same_numbers(&of(0), &of(1), &[]);
}

/// A reward, and limits far beyond it.
#[test]
fn limits_that_are_never_met_change_nothing() {
    let reward = "incentive: [{ when: { invites: 2 }, value: 5, cost: 3 }, { to: invitee, when: join, value: 2, cost: 1 }]";
    let plain = rows(&campaign(reward), 200);
    let limits = [
        "budget: 1_000_000_000",
        "budget: { limit: 1_000_000_000, when_exhausted: end_campaign }",
        "community: { carers: 1, members_per_carer: 1_000_000_000, overload: 3 }",
        "ban: { per_participant: 0 }",
        "novelty: { half_life: 3d, floor: 1 }",
    ];
    for limit in limits {
        let limited = rows(&campaign(&format!("{reward}\n{limit}")), 200);
        // Who stayed is computed along the course where leaving is not always the same: with the same result.
        let stayed = [Metric::D1, Metric::D7, Metric::D30];
        let own = [Metric::ExhaustedDay, Metric::BannedDay];
        assert_same_numbers(&plain, &limited, &[&own[..], &stayed].concat());
        for metric in stayed {
            let apart =
                column(&plain, &metric).into_iter().zip(column(&limited, &metric)).map(|(a, b)| a - b);
            assert!(apart.fold(0.0, |most: f64, apart| most.max(apart.abs())) < 1e-12, "{}", metric.name());
        }
    }
    let stocked = reward
        .replace("cost: 3", "cost: 3, stock: 1_000_000_000")
        .replace("cost: 1", "cost: 1, stock: 1_000_000");
    assert_same_numbers(&plain, &rows(&campaign(&stocked), 200), &[Metric::ExhaustedDay]);
}

/// Where there may be no room everybody who comes in a step meets at one door: other numbers are drawn, of the same law.
#[test]
fn room_without_end_is_none() {
    let of = [Metric::NewUsers, Metric::MembersEnd, Metric::Exposures, Metric::AddedUsers];
    let other_luck = |text: &str| kfactor::ensemble::sample(&super::scenario(text), 2, 3_000);
    let plain = rows(&campaign(""), 3_000);
    let vast = "capacity: { total: 1_000_000_000, per_hour: 1_000_000_000 }";
    assert_same_law(&plain, &other_luck(&campaign(vast)), &of);
    assert!(!super::differences(&plain, &other_luck(&campaign("capacity: { total: 60 }")), &of).is_empty());
}

/// Where nobody ever accepts, rewards for friends are never earned: when the money for those who share goes is foreseen as well as
/// without them.
#[test]
fn a_reward_that_nobody_can_earn_changes_nothing() {
    let of = |more: &str| {
        let rewards = format!("incentive: [{{ when: share, value: 5, cost: 3 }}{more}]\nbudget: 60");
        rows(&moved(&campaign(&rewards)).replace("join: 0.12", "join: 0"), 200)
    };
    let plain = of("");
    assert!(column(&plain, &Metric::ExhaustedDay).iter().filter(|day| day.is_finite()).count() > 50);
    for way in ["when: join", "to: invitee, when: join", "when: { invites: 2 }", "when: { every: 2 }"] {
        assert_same_numbers(&plain, &of(&format!(", {{ {way}, value: 0, cost: 3 }}")), &[]);
    }
}

/// A market couples everybody, so that other numbers are drawn; of the same law.
#[test]
fn a_market_without_end_is_none() {
    let of = [Metric::NewUsers, Metric::MembersEnd, Metric::Exposures, Metric::AddedUsers];
    let other_luck = |text: &str| kfactor::ensemble::sample(&super::scenario(text), 2, 3_000);
    let plain = rows(&campaign(""), 3_000);
    assert_same_law(&plain, &other_luck(&campaign("market: 1e12")), &of);
    assert!(!super::differences(&plain, &other_luck(&campaign("market: 400")), &of).is_empty());
}

#[test]
#[should_panic(expected = "differs")]
fn a_limit_that_is_met_is_noticed() {
    let reward = "incentive: [{ when: { invites: 2 }, value: 5, cost: 3 }]";
    let limited = rows(&campaign(&format!("{reward}\nbudget: 30")), 200);
    assert_same_numbers(&rows(&campaign(reward), 200), &limited, &[]);
}

/// The twin is the campaign in which nothing is done, run by itself: in markets and in full houses, too.
#[test]
fn added_is_the_campaign_less_that_in_which_nothing_is_done() {
    for world in [
        "",
        "market: 300",
        "capacity: { total: 120 }",
        "capacity: { per_hour: 0.4 }",
        "price: 5\nmarket: 200",
    ] {
        let bait = "incentive: [{ when: join, value: 5, cost: 3 }]";
        let done = rows(&campaign(&format!("{world}\n{bait}")), 200);
        let undone = campaign(world).replace("content: 0.3", "content: 0");
        let undone = rows(&undone, 200);
        let twin = |all, added| -> Vec<f64> {
            column(&done, all).into_iter().zip(column(&done, added)).map(|(all, added)| all - added).collect()
        };
        let users = twin(&Metric::NewUsers, &Metric::AddedUsers);
        assert_eq!(users, column(&undone, &Metric::NewUsers), "users in {world:?}");
        let members = twin(&Metric::MembersEnd, &Metric::AddedMembers);
        let found = compare("members", &members, &column(&undone, &Metric::MembersEnd));
        assert!(found.is_empty(), "{world:?}: {found:?}");
    }
}

/// Whoever wins nobody brings nobody for certain, and rounding makes nothing more than certain.
#[test]
fn nothing_is_more_than_certain() {
    for weight in ["0.5", "0.3", "1", "3"] {
        let text = format!(
            "{{ name: x, days: 1, step: 1d, delay: none, inflow: 12, share: {{ social: 1, after: 12h }}, join: 0, \
             contacts: {{ mixture: [{{ mean: 5, weight: {weight} }}, {{ mean: 5, weight: 0.5 }}, {{ mean: 5, weight: 0.001 }}] }} }}"
        );
        let theory = theory(&super::scenario(&text));
        assert!((1.0 - 1e-9..=1.0).contains(&theory.brings_nobody), "{}", theory.brings_nobody);
        assert!((1.0 - 1e-9..=1.0).contains(&theory.segments[0].brings_nobody), "{:?}", theory.segments);
    }
}

/// However many there are, nobody brings more than he reaches.
#[test]
fn nobody_brings_more_than_he_reaches() {
    let text = "
name: x
days: 1
step: 1d
seeds: 900_000_000
share: 0.9
contacts: { fixed: 400 }
join: 0.9999
delay: 60d
incentive: [{ when: { invites: 400 }, value: 0, cost: 1 }, { when: { invites: 401 }, value: 0, cost: 1 }]
";
    let sample = rows(text, 20);
    assert!(column(&sample, &Metric::Reached(400)).iter().all(|people| *people > 7e8));
    assert_eq!(column(&sample, &Metric::Reached(401)), [0.0; 20]);
}

/// The same amount for every friend is that amount, whatever else is limited.
#[test]
fn the_same_for_every_friend_makes_no_difference() {
    for (limits, more) in [
        ("cap: 5", "budget: 60"),
        ("levels: { share: 50%, up_to: 3 }, hold: 1d", "budget: 60"),
        ("cap: { per_day: 1 }, stock: 30", ""),
    ] {
        let of = |value: &str, cost: &str| {
            let reward = format!("incentive: [{{ when: join, value: {value}, cost: {cost}, {limits} }}]");
            rows(&campaign(&format!("{reward}\n{more}")), 200)
        };
        let plain = of("3", "2");
        let by_invites = of("{ by_invites: { 0: 3, 4: 3 } }", "{ by_invites: { 1: 2, 2: 2 } }");
        assert_same_numbers(&plain, &by_invites, &[]);
        assert!(column(&plain, &Metric::RewardsPaid).iter().sum::<f64>() > 0.0);
        let another = of("3", "{ by_invites: { 0: 2, 2: 2.5 } }");
        assert_ne!(column(&plain, &Metric::RewardCost), column(&another, &Metric::RewardCost));
    }
}

/// 2 for each friend and 3 more from the third on are 2, and 5 from the third on.
#[test]
fn more_from_a_friend_on_is_one_reward_more() {
    let cycles = |rewards: &str| {
        let text = campaign(&format!("delay: none\nincentive: [{rewards}]")).replace("after: 6h, ", "");
        column(&rows(&text, 200), &Metric::RewardCost)
    };
    let rises = cycles("{ when: join, value: 0, cost: { by_invites: { 0: 2, 3: 5 } } }");
    let late = "{ name: late, when: join, value: 0, cost: { by_invites: { 3: 3 } } }";
    assert_eq!(rises, cycles(&format!("{{ when: join, value: 0, cost: 2 }}, {late}")));
    let late = cycles(late);
    assert!(late.iter().zip(&rises).all(|(late, rises)| late < rises) && late.iter().any(|cost| *cost > 0.0));
}

/// One friend is one friend, whatever his number: where all are paid for who are let in, so many are.
#[test]
fn nobody_is_paid_for_twice() {
    let text = campaign(
        "incentive: [{ when: join, value: 0, cost: { by_invites: { 0: 1, 2: 2, 3: 3 } } }]\ncapacity: { total: 80 }",
    );
    for following in [Following::Open, Following::OneByOne(Why::Asked)] {
        let followed = super::scenario(&text).changed(|scenario| scenario.following = following);
        let sample = kfactor::ensemble::sample(&followed.expect("it was valid"), 1, 300);
        assert_eq!(column(&sample, &Metric::Referred), column(&sample, &Metric::RewardsDue));
        assert!(column(&sample, &Metric::TurnedAway).iter().sum::<f64>() > 0.0);
    }
}

/// Of a hundred first friends, who are due on the fourth day, fifty are paid, so that the last piece goes at noon; of the hundred second
/// friends who accept on that day, half do before, and are promised what is never there.
#[test]
fn the_last_piece_goes_for_every_friend() {
    let broken = |value: &str| {
        let text = format!(
            "
name: x
days: 6
step: 1d
contacts: {{ fixed: 1 }}
join: 1
delay: {{ fixed: 29h }}
segments:
  early: {{ seeds: 100, share: {{ content: 1, after: {{ fixed: 42h }}, again: 1 }}, recruits: {{ friend: 1 }} }}
  late: {{ seeds: [{{ at: 2d, count: 100 }}], share: 1, recruits: {{ friend: 1 }} }}
  friend: {{ share: 0 }}
incentive: [{{ when: join, from: 2d, cost: 2, stock: 50, value: {value} }}]
"
        );
        let broken = column(&rows(&text, 400), &Metric::BrokenPromises);
        broken.iter().sum::<f64>() / broken.len() as f64
    };
    for value in ["0", "{ by_invites: { 0: 0, 2: 1 } }"] {
        let mean = broken(value);
        assert!((mean - 100.0).abs() < 1.5, "{value}: {mean}");
    }
}

/// What is counted of rewards.
const COUNTED: [Metric; 5] = [
    Metric::RewardsDue,
    Metric::RewardsPaid,
    Metric::BrokenPromises,
    Metric::RewardCost,
    Metric::ExhaustedDay,
];

/// Where it costs the same for every friend, and nobody is moved by what it is worth, friends are told apart for nothing: whatever is
/// limited, held or waits for orders, and whoever is followed.
#[test]
fn friends_who_are_told_apart_for_nothing_change_no_law() {
    for (reward, more) in [
        ("when: join, cost: 2, stock: 30", ""),
        ("when: join, cost: 2, stock: 30, reserve: true, redeem: 0.6", ""),
        ("when: join, cost: 2, if_stays: 1d, cap: { total: 6, per_day: 1 }", "capacity: { total: 90 }"),
        ("when: join, cost: 2, hold: 12h", "budget: { limit: 300, per_day: 22 }"),
        ("when: join, cost: 20%, hold: 1d", "price: { start: 9, refund: { chance: 40%, within: 2d } }"),
        ("when: order, cost: 2, within: 3d", "budget: 25"),
        ("when: buy, cost: 2, cap: 2, stock: 12", ""),
        ("when: join, cost: 2, stock: 8", "market: 60"),
    ] {
        let of = |value: &str, seed, following: Following| {
            let text = campaign(&format!("incentive: [{{ {reward}, value: {value} }}]\n{more}"));
            let followed = super::scenario(&text).changed(|scenario| scenario.following = following);
            kfactor::ensemble::sample(&followed.expect("it was valid"), seed, 2_000)
        };
        for following in [Following::Open, Following::OneByOne(Why::Asked)] {
            let orders_capped = reward.contains("buy, cost: 2, cap");
            let following = if orders_capped { Following::OneByOne(Why::Caps) } else { following };
            let plain = of("0", 1, following);
            let apart = of("{ by_invites: { 0: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5 } }", 2, following);
            let found = super::differences(&plain, &apart, &COUNTED);
            assert!(found.is_empty(), "{reward}, {following:?}: {found:#?}");
            assert!(column(&plain, &Metric::RewardsPaid).iter().sum::<f64>() > 0.0, "{reward}");
        }
    }
}

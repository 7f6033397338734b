//! Rewards whose amount depends on how many the inviter has brought.

use super::limits::busy_leaders;
use super::{STEPS, agree, ask, known, mean_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::Case;
use kfactor::scenario::{
    Amount, Buyers, Buys, BuysWhen, ByInvites, Delay, Levels, Price, Recipient, Reward, Scenario, SeedWave,
    Stay, Trigger, WhenExhausted,
};

fn by<T>(from: u32, later: Vec<(u32, T)>) -> Option<ByInvites<T>> {
    Some(ByInvites { from, later })
}

fn money(amount: f64) -> Amount {
    Amount::Money(q(amount))
}

fn part(part: f64) -> Amount {
    Amount::ShareOfPrice(q(part))
}

fn friend(value: f64, cost: f64) -> Reward {
    rule("friend", Recipient::Inviter, Trigger::Join, value, cost)
}

/// Two kinds of people and hunters, whom some of them bring, in a market that fills; a tier beside it, levels above, and money
/// that runs out.
pub fn in_a_market() -> Case {
    let mut patient = sharer(8);
    (patient.name, patient.delay) = ("patient".to_owned(), Delay::Exponential(q(0.6)));
    patient.recruits = row(&[0.5, 0.3, 0.2]);
    let mut prompt = segment("prompt", 0, negative_binomial(6.0, 0.5), 0.3);
    prompt.delay = Delay::Fixed(q(0.4));
    prompt.seeds = vec![SeedWave::new(0.0, 4.0), SeedWave::new(2.4, 6.0)];
    prompt.stay = Stay::Churn(q(0.1));
    prompt.recruits = row(&[0.4, 0.5, 0.1]);
    let mut hunters = hunters(0, poisson(3.0), 0.4, saturating(0.9, 3.0), 0.4);
    hunters.delay = Delay::Exponential(q(0.3));
    let mut s = scenario(9, vec![patient, prompt, hunters]);
    s.market = Some(q(170.0));
    s.incentive = vec![
        Reward {
            value_by_invites: by(0, vec![(3, q(6.0))]),
            cost_by_invites: by(0, vec![(3, money(4.0)), (5, money(3.0))]),
            levels: Some(Levels { share: q(0.5), up_to: 2 }),
            ..friend(3.0, 2.0)
        },
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 6.0, 4.0),
    ];
    s.budget = budget(130.0, WhenExhausted::StopRewards);
    Case::new("by invites in a market", s).plain()
}

/// In cycles, with a commission for each order that rises with the second and the fourth friend, and a part of the price of joining
/// from the third on.
fn in_cycles() -> Case {
    let mut people = sharer(8);
    people.delay = Delay::None;
    people.buys = vec![Buys { price: Some(q(10.0)), ..Buys::per_day(0.2, 4.0) }];
    let mut s = scenario(9, vec![people]);
    s.price = Some(Price { start: q(8.0), step: q(1.0), every: 20, refund: None });
    s.incentive = vec![
        Reward {
            cost_by_invites: by(1, vec![(2, part(0.2)), (4, part(0.3))]),
            cost: part(0.1),
            ..rule("commission", Recipient::Inviter, Trigger::Order, 1.0, 1.0)
        },
        Reward {
            cost: part(0.25),
            cost_by_invites: by(3, Vec::new()),
            ..rule("entry", Recipient::Inviter, Trigger::Join, 4.0, 0.0)
        },
    ];
    Case::new("by invites in cycles", s)
}

/// In steps of four hours, with caps in all and for a day, for a time, and money for a day and in all; a commission of which some
/// is held.
pub fn limited() -> Case {
    let mut people = sharer(12);
    people.contacts = negative_binomial(9.0, 0.8);
    people.delay = Delay::Exponential(q(0.4));
    people.share.after = waits(0.5);
    people.stay = Stay::Churn(q(0.15));
    let mut s = Scenario { clock: clock(6, 240), ..scenario(6, vec![people]) };
    s.incentive = vec![
        Reward {
            cap: Some(4),
            cap_per_day: Some(2),
            from_days: 1.0,
            until_days: Some(5.0),
            value_by_invites: by(2, vec![(4, q(5.0))]),
            cost_by_invites: by(2, vec![(4, money(3.0))]),
            ..friend(3.0, 1.0)
        },
        Reward {
            cap: Some(3),
            cost_by_invites: by(0, vec![(3, money(2.0))]),
            hold_days: Some(1.0),
            ..rule("first", Recipient::Inviter, Trigger::Join, 2.0, 1.0)
        },
    ];
    s.budget = budget(90.0, WhenExhausted::StopRewards);
    Case::new("by invites, limited", s).plain()
}

/// The same in steps of a day, where as much is held as there is.
pub fn held() -> Case {
    let Case { scenario: mut s, .. } = limited();
    s.clock = clock(8, 1_440);
    s.incentive[1].reserve = true;
    s.incentive[1].redeem = q(0.7);
    s.incentive[0].if_stays_days = Some(1.5);
    s.market = Some(q(160.0));
    Case::new("by invites, held", s).plain()
}

agree!(in_a_market, in_cycles, limited, held);

/// A thousand leaders, each of whom brings a Poisson number of friends with mean 8 in two days, and their friends, who bring
/// nobody; and the mean of that number as far as it is at most so large.
fn leaders(minutes: u32) -> Scenario {
    let mut s = busy_leaders(minutes, 3);
    s.events = vec![event(2.0, 1.0, 0.0, 1.0, 1.0)];
    s
}

fn at_most(most: u32) -> f64 {
    let mut term = (-8f64).exp();
    let mut all = 0.0;
    for number in 0..most {
        all += term * f64::from(most - number);
        term *= 8.0 / f64::from(number + 1);
    }
    f64::from(most) - all
}

/// 10 for each of the first four and 20 from the fifth on, 20 from the fifth on alone, and with a cap of six.
fn from_the_fifth_on(sampler: Sampler, replicates: u64) {
    let (four, six) = (at_most(4), at_most(6));
    let rises = Reward { cost_by_invites: by(0, vec![(5, money(20.0))]), ..friend(10.0, 10.0) };
    let late = Reward { cost_by_invites: by(5, Vec::new()), ..friend(20.0, 20.0) };
    let capped = Reward { cap: Some(6), ..rises.clone() };
    let late_and_capped = Reward { cap: Some(2), ..late.clone() };
    for minutes in STEPS {
        for (reward, known) in [
            (&rises, 10.0 * four + 20.0 * (8.0 - four)),
            (&late, 20.0 * (8.0 - four)),
            (&capped, 10.0 * four + 20.0 * (six - four)),
            (&late_and_capped, 20.0 * (six - four)),
        ] {
            let s = Scenario { incentive: vec![reward.clone()], ..leaders(minutes) };
            let table = ask(sampler, s, replicates);
            mean_is("cost", &table.column("reward_cost"), 1_000.0 * known, 40.0);
            assert!(table.column("broken_promises").iter().all(|broken| *broken == 0.0));
        }
    }
}

/// Of an order of each friend 10 %, from the fifth friend on 15 %: it is the number that the friend had when he accepted.
fn commission_rises(sampler: Sampler, replicates: u64) {
    let reward = Reward {
        cost: part(0.1),
        cost_by_invites: by(0, vec![(5, part(0.15))]),
        ..rule("commission", Recipient::Inviter, Trigger::Order, 10.0, 0.0)
    };
    for minutes in STEPS {
        let mut s = leaders(minutes);
        let when = BuysWhen::At { at_days: 2.5, chance: q(0.4) };
        let price = || Some(q(100.0));
        s.segments[1].buys =
            vec![Buys { when, price: price(), who: Buyers::Invited, ..Buys::per_day(0.0, 40.0) }];
        s.incentive = vec![reward.clone()];
        let table = ask(sampler, s, replicates);
        let known = 400.0 * (10.0 * at_most(4) + 15.0 * (8.0 - at_most(4)));
        mean_is("commission", &table.column("reward_cost"), known, 40.0);
    }
}

/// One stock for all friends, whatever they are paid.
fn one_stock(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let reward = Reward {
            stock: Some(q(5_000.0)),
            cost_by_invites: by(0, vec![(5, money(20.0))]),
            ..friend(10.0, 10.0)
        };
        let s = Scenario { incentive: vec![reward], ..leaders(minutes) };
        let table = ask(sampler, s, replicates);
        assert!(table.column("rewards_paid").iter().all(|paid| *paid == 5_000.0));
    }
}

/// Three friends for each of a hundred seeds and three for each of these: 10, 10 and 20 to who has invited, and half of it above.
fn levels_pass_on_what_the_friend_was_worth(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let people = |name: &str, seeds, next: usize| {
            let mut people = segment(name, seeds, fixed(if next < 3 { 3.0 } else { 0.0 }), 1.0);
            people.delay = Delay::Fixed(q(0.01));
            let mut bring = [0.0; 3];
            bring[next.min(2)] = 1.0;
            people.recruits = row(&bring);
            people
        };
        let segments = vec![people("a", 100, 1), people("b", 0, 2), people("c", 0, 3)];
        let mut s = Scenario { clock: clock(3, minutes), ..scenario(3, segments) };
        s.incentive = vec![Reward {
            cost_by_invites: by(0, vec![(3, money(20.0))]),
            levels: Some(Levels { share: q(0.5), up_to: 5 }),
            ..friend(10.0, 10.0)
        }];
        let cost = ask(sampler, s, replicates).column("reward_cost");
        mean_is("levels", &cost, 100.0 * (40.0 + 3.0 * (40.0 + 20.0)), 0.0);
    }
}

known!(from_the_fifth_on(40, 4), commission_rises(40, 4), levels_pass_on_what_the_friend_was_worth(4, 4));

#[test]
fn one_stock_by_engine() {
    one_stock(crate::table::by_engine, 20);
}

/// What is felt: 5 for each of two friends, 10 for a third, .8 of it while it is two away: max(5, .64·10), max(5, .8·10), 10.
#[test]
fn what_pulls_most_is_felt() {
    let text = |value: &str| {
        format!(
            "{{ name: x, days: 9, seeds: 9, share: {{ reward: {{ table: {{ 0: 0, 100: 1 }} }} }}, contacts: 1, join: 1, \
             incentive: [{{ when: join, value: {value}, cost: 1 }}] }}"
        )
    };
    let drive = |value: &str| {
        let scenario = Scenario::from_yaml(&text(value)).expect("a scenario");
        let model = kfactor::model::Model::typical(&scenario);
        model.behaviour().of(0).drives(false).to_vec()
    };
    let near = |left: &[f64], right: &[f64]| {
        left.len() == right.len() && left.iter().zip(right).all(|(a, b)| (a - b).abs() < 1e-12)
    };
    assert!(near(&drive("{ by_invites: { 0: 5, 3: 10 } }"), &[0.064, 0.08, 0.1]));
    assert!(near(&drive("{ by_invites: { 0: 10, 2: 5 } }"), &[0.1, 0.05]));
}

//! Rewards that are on offer for a time, or are worth and cost less and less.

use super::{STEPS, agree, ask, known, mean_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::Case;
use kfactor::scenario::{
    Amount, ByInvites, Delay, Drive, Recipient, Reward, Scenario, SeedWave, Segment, Stay, Trigger,
    WhenExhausted,
};
use kfactor::study::theory::theory;

fn money(amount: f64) -> Amount {
    Amount::Money(q(amount))
}

/// Rewards that begin, end and change, beside tiers and a cap, with a stock and a budget that run out; a coupon that brings
/// others, for some days.
pub fn terms_that_change() -> Case {
    let mut people = sharer(14);
    people.delay = Delay::Exponential(q(0.7));
    people.join_reward = Some(saturating(0.4, 5.0));
    people.seeds.push(SeedWave::new(3.0, 6.0));
    people.recruits = row(&[0.8, 0.2]);
    people.recruits_for_bait = row(&[0.2, 0.8]);
    let mut others = segment("others", 0, poisson(3.0), 0.25);
    others.delay = Delay::Exponential(q(0.5));
    others.stay = Stay::Churn(q(0.2));
    others.recruits = row(&[0.5, 0.5]);
    let mut s = scenario(10, vec![people, others]);
    let friend = rule("friend", Recipient::Inviter, Trigger::Join, 6.0, 4.0);
    let invites = rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 5.0, 6.0);
    let coupon = rule("coupon", Recipient::Invitee, Trigger::Join, 5.0, 2.0);
    s.incentive = vec![
        Reward {
            value_later: vec![(2.0, q(3.0)), (6.0, q(1.0))],
            cost_later: vec![(2.0, money(2.0)), (5.0, money(1.0))],
            stock: Some(q(40.0)),
            cap: Some(4),
            ..friend
        },
        Reward { from_days: 4.0, ..invites },
        Reward { from_days: 1.0, until_days: Some(7.0), ..coupon },
        Reward { until_days: Some(3.0), ..rule("share", Recipient::Inviter, Trigger::Share, 2.0, 0.5) },
    ];
    s.budget = budget(140.0, WhenExhausted::StopRewards);
    Case::new("terms that change", s)
}

/// The same in cycles, where the money ends the campaign.
fn terms_in_cycles() -> Case {
    let Case { scenario: mut s, .. } = terms_that_change();
    s.segments.iter_mut().for_each(|segment| segment.delay = Delay::None);
    s.budget = budget(140.0, WhenExhausted::EndCampaign);
    Case::new("terms in cycles", s)
}

/// The same where goods and money are held for what is promised.
fn terms_in_reserve() -> Case {
    let Case { scenario: mut s, .. } = terms_that_change();
    s.segments[0].delay = Delay::Exponential(q(1.5));
    s.incentive[0].reserve = true;
    s.incentive[2].reserve = true;
    Case::new("terms in reserve", s)
}

/// Who is moved by the bait alone, which is worth less from the first day on, and more from the third friend on.
pub fn for_the_bait() -> Case {
    let mut people = segment("all", 40, poisson(4.0), 0.2);
    people.seeds.push(SeedWave::new(1.5, 80.0));
    people.share.drive = motives(0.0, 0.0, Some(saturating(0.9, 40.0)));
    (people.share.after, people.share.again) = (waits(1.0), q(0.6));
    (people.delay, people.stay) = (Delay::Exponential(q(0.5)), Stay::Churn(q(0.1)));
    let mut s = scenario(8, vec![people]);
    s.incentive = vec![
        Reward {
            value_later: vec![(1.0, q(12.0))],
            ..rule("friend", Recipient::Inviter, Trigger::Join, 18.0, 2.0)
        },
        Reward {
            value_by_invites: Some(ByInvites { from: 0, later: vec![(3, q(12.0))] }),
            ..rule("third", Recipient::Inviter, Trigger::Join, 3.0, 1.0)
        },
    ];
    s.budget = budget(240.0, WhenExhausted::StopRewards);
    Case::new("for the bait", s).plain()
}

agree!(terms_that_change, terms_in_cycles, terms_in_reserve, for_the_bait);

/// A thousand seeds who share once, after a day on average, with one friend each, who comes soon and brings nobody.
fn one_friend_each(minutes: u32, days: u32, reward: Reward) -> Scenario {
    let mut leader = segment("leader", 1_000, fixed(1.0), 1.0);
    leader.share.after = waits(1.0);
    leader.recruits = row(&[0.0, 1.0]);
    let mut friend = segment("friend", 0, fixed(0.0), 1.0);
    friend.share.drive = Drive::Plain(q(0.0));
    for segment in [&mut leader, &mut friend] {
        segment.delay = Delay::Fixed(q(1.0 / 24.0));
    }
    let incentive = vec![reward];
    Scenario { clock: clock(days, minutes), incentive, ..scenario(days, vec![leader, friend]) }
}

fn bonus() -> Reward {
    let friend = rule("bonus", Recipient::Inviter, Trigger::Join, 20.0, 20.0);
    Reward { cost_later: vec![(1.0, money(10.0)), (2.0, money(5.0))], ..friend }
}

/// 20, from the first day on 10, from the second on 5: 632.12·20 + 232.54·10 + 135.34·5 = 15,644.53; at 20 until the first day
/// 12,642.41. What is promised is paid, on whatever day the friend comes.
fn a_bonus_that_falls(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let costs = ask(sampler, one_friend_each(minutes, 14, bonus()), replicates).column("reward_cost");
        mean_is("in three steps", &costs, 15_644.53, 0.01);
        let ends = Reward { until_days: Some(1.0), cost_later: Vec::new(), ..bonus() };
        let costs = ask(sampler, one_friend_each(minutes, 14, ends), replicates).column("reward_cost");
        mean_is("until the first day", &costs, 12_642.41, 0.01);
    }
}

/// One stock for all terms: of 800 pieces 632.12 go at 20 and the others at 10.
fn one_stock(sampler: Sampler, replicates: u64) {
    for (minutes, reserve) in STEPS.into_iter().flat_map(|minutes| [(minutes, false), (minutes, true)]) {
        let reward = Reward { stock: Some(q(800.0)), reserve, ..bonus() };
        let table = ask(sampler, one_friend_each(minutes, 14, reward), replicates);
        assert!(table.column("rewards_paid").iter().all(|paid| *paid == 800.0));
        mean_is("cost", &table.column("reward_cost"), 632.121 * 20.0 + 167.879 * 10.0, 0.01);
    }
}

/// Who is moved by the bait alone (max .4, half 10; worth 10 until day 5) shares with .2 before and not at all from then on.
fn nobody_is_moved_by_what_is_over(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let people = Segment {
            seeds: vec![SeedWave::new(0.0, 1_000.0), SeedWave::new(5.0, 1_000.0)],
            ..segment("all", 0, fixed(1.0), 0.0)
        };
        let mut people = Segment { delay: Delay::Assumed, ..people };
        people.share.drive = motives(0.0, 0.0, Some(saturating(0.4, 10.0)));
        let reward = rule("friend", Recipient::Inviter, Trigger::Join, 10.0, 10.0);
        let mut s = Scenario { clock: clock(7, minutes), ..scenario(7, vec![people]) };
        s.incentive = vec![Reward { until_days: Some(5.0), ..reward }];
        let expected = theory(&s.clone().validate().expect("a campaign")).course.total().shares;
        assert!((expected - 200.0).abs() < 1e-6, "{expected}");
        mean_is("shares", &ask(sampler, s, replicates).column("shares"), 200.0, 0.0);
    }
}

known!(a_bonus_that_falls(200, 30), one_stock(100, 20), nobody_is_moved_by_what_is_over(200, 40),);

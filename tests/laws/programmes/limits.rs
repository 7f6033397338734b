//! Limits per person and time: caps of a day, and caps that begin with their reward.

use super::{STEPS, agree, ask, known, mean_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::Case;
use kfactor::scenario::{
    Budget, Delay, Drive, Inflow, Quota, Recipient, Reward, Scenario, SeedWave, Segment, Share, Start, Stay,
    Trigger, WhenExhausted,
};

/// Caps of a day beside one of the whole campaign, a tier, marks, and a budget that runs out; some come by themselves and leave.
pub fn caps_of_a_day() -> Case {
    let mut people = sharer(14);
    people.contacts = negative_binomial(9.0, 0.8);
    people.delay = Delay::Exponential(q(0.4));
    people.share.after = waits(0.5);
    people.share.drive = motives(0.1, 0.0, Some(saturating(0.8, 4.0)));
    people.inflow = vec![Inflow::free(0.8)];
    people.seeds.push(SeedWave::new(2.4, 5.0));
    people.recruits = row(&[0.5, 0.5]);
    let mut others = segment("others", 0, poisson(2.0), 0.25);
    others.delay = Delay::Exponential(q(0.5));
    others.stay = Stay::Churn(q(0.2));
    others.recruits = row(&[0.2, 0.8]);
    let mut s = scenario(8, vec![people, others]);
    s.incentive = vec![
        Reward {
            cap: Some(4),
            cap_per_day: Some(2),
            ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 2.0)
        },
        Reward { cap_per_day: Some(1), ..rule("every_2", Recipient::Inviter, Trigger::Every(2), 3.0, 3.0) },
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 5.0, 5.0),
    ];
    s.budget = budget(110.0, WhenExhausted::StopRewards);
    Case::new("caps of a day", s).plain()
}

/// The same in steps of four hours that begin in the evening, with a cap that begins on the third day.
pub fn caps_in_short_steps() -> Case {
    let Case { scenario: mut s, .. } = caps_of_a_day();
    let start = Some(Start { year: 2026, month: 3, day: 2, minute_of_day: 20 * 60 });
    s.clock = kfactor::scenario::Clock { start, ..clock(6, 240) };
    s.incentive[1] = Reward {
        cap: Some(2),
        from_days: 2.0,
        until_days: Some(5.0),
        ..rule("late", Recipient::Inviter, Trigger::Join, 3.0, 1.0)
    };
    Case::new("caps in short steps", s).plain()
}

/// In cycles, where people may be won twice.
fn caps_in_cycles() -> Case {
    let Case { scenario: mut s, .. } = caps_of_a_day();
    s.segments.iter_mut().for_each(|segment| segment.delay = Delay::None);
    s.market = Some(q(150.0));
    Case::new("caps in cycles", s)
}

/// Days that have so much money, beside a limit that is reached, caps, a tier and pieces that are held.
pub fn money_of_a_day() -> Case {
    let Case { scenario: mut s, .. } = caps_of_a_day();
    s.incentive[0] = Reward {
        reserve: true,
        stock: Some(q(30.0)),
        ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 2.0)
    };
    s.incentive.push(rule("welcome", Recipient::Invitee, Trigger::Join, 2.0, 1.0));
    s.budget =
        Some(Budget { per_day: Some(q(25.0)), ..budget(130.0, WhenExhausted::StopRewards).expect("one") });
    Case::new("money of a day", s).plain()
}

/// The same by the hour, where the last money ends the campaign.
pub fn money_of_a_day_by_the_hour() -> Case {
    let Case { scenario: mut s, .. } = money_of_a_day();
    s.clock = clock(5, 180);
    s.incentive[0].reserve = false;
    s.budget =
        Some(Budget { per_day: Some(q(25.0)), ..budget(90.0, WhenExhausted::EndCampaign).expect("one") });
    Case::new("money of a day by the hour", s).plain()
}

agree!(caps_of_a_day, caps_in_short_steps, caps_in_cycles, money_of_a_day, money_of_a_day_by_the_hour);

/// Two kinds of people with invitations to give away, kept or for a day, in a market; a tier, a cap of a day, money that runs out.
pub fn quotas() -> Case {
    let Case { scenario: mut s, .. } = caps_of_a_day();
    s.segments[0].quota = Some(Quota::Kept { first: 2, every_days: Some(1.5) });
    s.segments[1].quota = Some(Quota::PerDay(1));
    s.segments[1].share.after = waits(0.6);
    s.segments[1].share.again = q(0.7);
    s.segments.iter_mut().for_each(|segment| segment.contacts = poisson(8.0));
    s.market = Some(q(150.0));
    Case::new("quotas", s)
}

/// The same in steps of two hours.
fn quotas_in_short_steps() -> Case {
    let Case { scenario: mut s, .. } = quotas();
    s.clock = clock(6, 120);
    Case::new("quotas in short steps", s)
}

/// The same in cycles, where all may come.
fn quotas_in_cycles() -> Case {
    let Case { scenario: mut s, .. } = quotas();
    s.segments.iter_mut().for_each(|segment| segment.delay = Delay::None);
    s.clock = clock(8, 1_440);
    s.segments[0].quota = Some(Quota::Kept { first: 1, every_days: Some(2.0) });
    s.market = None;
    Case::new("quotas in cycles", s)
}

#[test]
fn quotas_of_engine_and_oracle() {
    [quotas(), quotas_in_short_steps(), quotas_in_cycles()].iter().for_each(crate::agreement::agree);
}

/// Leaders who share every six hours on average, with one friend each time, who comes soon and brings nobody.
pub(super) fn busy_leaders(minutes: u32, days: u32) -> Scenario {
    let mut leader = segment("leader", 1_000, fixed(1.0), 1.0);
    leader.share.after = waits(0.25);
    leader.share.again = q(1.0);
    leader.recruits = row(&[0.0, 1.0]);
    let mut friend = segment("friend", 0, fixed(0.0), 1.0);
    friend.share.drive = Drive::Plain(q(0.0));
    let soon = |people: Segment| Segment { delay: Delay::Fixed(q(1.0 / 24.0)), ..people };
    Scenario { clock: clock(days, minutes), ..scenario(days, vec![soon(leader), soon(friend)]) }
}

/// Of a Poisson number with mean 4 a day at most 3 count: 3 − 19e⁻⁴ = 2.652; nothing is broken.
fn three_a_day(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let friend = rule("friend", Recipient::Inviter, Trigger::Join, 5.0, 1.0);
        let reward = Reward { cap_per_day: Some(3), until_days: Some(2.0), ..friend };
        let table =
            ask(sampler, Scenario { incentive: vec![reward], ..busy_leaders(minutes, 3) }, replicates);
        mean_is("paid", &table.column("rewards_paid"), 2_000.0 * (3.0 - 19.0 * (-4f64).exp()), 0.01);
        assert!(table.column("broken_promises").iter().all(|broken| *broken == 0.0));
    }
}

/// With five in all beside it, two days count Y₁ + Y₂ of such numbers up to 3, but for one where both are 3, with (1 − 13e⁻⁴)²:
/// 2·2.652 − .580 = 4.724.
fn three_a_day_and_five_in_all(sampler: Sampler, replicates: u64) {
    let none = (-4f64).exp();
    for minutes in STEPS {
        let friend = rule("friend", Recipient::Inviter, Trigger::Join, 5.0, 1.0);
        let reward = Reward { cap: Some(5), cap_per_day: Some(3), until_days: Some(2.0), ..friend };
        let table =
            ask(sampler, Scenario { incentive: vec![reward], ..busy_leaders(minutes, 3) }, replicates);
        let known = 2.0 * (3.0 - 19.0 * none) - (1.0 - 13.0 * none).powi(2);
        mean_is("paid", &table.column("rewards_paid"), 1_000.0 * known, 0.01);
        assert!(table.column("broken_promises").iter().all(|broken| *broken == 0.0));
    }
}

/// A cap of three that begins on the second day counts what comes from then on.
fn a_cap_begins_with_its_reward(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let friend = rule("friend", Recipient::Inviter, Trigger::Join, 5.0, 1.0);
        let reward = Reward { cap: Some(3), from_days: 1.0, until_days: Some(2.0), ..friend };
        let table =
            ask(sampler, Scenario { incentive: vec![reward], ..busy_leaders(minutes, 3) }, replicates);
        mean_is("paid", &table.column("rewards_paid"), 1_000.0 * (3.0 - 19.0 * (-4f64).exp()), 0.01);
    }
}

/// A hundred and thirty friends come a day; 1,000 a day pay for a hundred of them at 10 each, and nothing is broken.
fn a_hundred_a_day(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut leader = segment("leader", 0, fixed(1.0), 1.0);
        leader.inflow = vec![Inflow { until_days: Some(4.0), ..Inflow::free(1_300.0) }];
        leader.share.drive = Drive::Plain(q(0.1));
        leader.recruits = row(&[0.0, 1.0]);
        let mut friend = segment("friend", 0, fixed(0.0), 1.0);
        friend.share.drive = Drive::Plain(q(0.0));
        for people in [&mut leader, &mut friend] {
            people.delay = Delay::Fixed(q(1.0 / 24.0));
        }
        let mut s = Scenario { clock: clock(5, minutes), ..scenario(5, vec![leader, friend]) };
        s.incentive = vec![rule("friend", Recipient::Inviter, Trigger::Join, 10.0, 10.0)];
        s.budget = Some(Budget {
            per_day: Some(q(1_000.0)),
            ..budget(1e5, WhenExhausted::StopRewards).expect("one")
        });
        let table = ask(sampler, s, replicates);
        mean_is("accepted", &table.column("accepted"), 4.0 * 130.0, 0.01);
        mean_is("paid", &table.column("rewards_paid"), 4.0 * 100.0, 0.001);
        assert!(table.column("broken_promises").iter().all(|broken| *broken == 0.0));
    }
}

/// Who has three invitations a day gives away 3 − 19e⁻⁴ = 2.652 of those for whom four friends would be there.
fn three_invitations_a_day(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut s = busy_leaders(minutes, 2);
        s.segments[0].quota = Some(Quota::PerDay(3));
        let accepted = ask(sampler, s, replicates).column("accepted");
        mean_is("accepted", &accepted, 2_000.0 * (3.0 - 19.0 * (-4f64).exp()), 0.01);
    }
}

/// Members who ask all the time and have one invitation every ten days double every ten days; in cycles every eleven, and nobody
/// comes before his day.
fn members_double(sampler: Sampler, replicates: u64) {
    let asks = |days: u32, minutes: u32, delay: Delay| {
        let mut people = segment("all", 100, fixed(1.0), 1.0);
        people.share = Share { after: waits(0.04), again: q(1.0), ..people.share };
        people.quota = Some(Quota::Kept { first: 0, every_days: Some(10.0) });
        people.delay = delay;
        Scenario { clock: clock(days, minutes), ..scenario(days, vec![people]) }
    };
    for (members, days, cycles) in [(200.0, 15, 12), (400.0, 25, 23), (800.0, 35, 34)] {
        for minutes in STEPS {
            let soon = Delay::Fixed(q(10.0 / 1_440.0));
            let totals = ask(sampler, asks(days, minutes, soon), replicates).totals();
            mean_is("members", &totals, members, 0.01);
        }
        let totals = ask(sampler, asks(cycles, 1_440, Delay::None), replicates).totals();
        mean_is("members in cycles", &totals, members, 0.0);
    }
    for (members, cycles) in [(100.0, 11), (300.0, 22), (700.0, 33)] {
        let totals = ask(sampler, asks(cycles, 1_440, Delay::None), replicates).totals();
        mean_is("members a cycle before", &totals, members, 0.0);
    }
}

known!(
    three_invitations_a_day(20, 5),
    members_double(4, 2),
    a_hundred_a_day(40, 20),
    three_a_day(60, 10),
    three_a_day_and_five_in_all(60, 10),
    a_cap_begins_with_its_reward(60, 10)
);

//! Known answers about money: what is promised, due, paid, broken and owed, and when.

use crate::anchors::{Sampler, mean_is};
use crate::build::*;
use crate::table::{Case, Table, by_engine};
use kfactor::scenario::{
    Amount, Delay, Drive, Inflow, Price, Recipient, Reward, Scenario, Segment, Trigger, WhenExhausted,
};
use kfactor::units::MINUTES_PER_DAY;

fn ask(sampler: Sampler, scenario: Scenario, replicates: u64) -> Table {
    sampler(&Case::new("money", scenario), 11, replicates)
}

/// These metrics are these numbers in every campaign.
fn all_are(what: &str, table: &Table, known: &[(&str, f64)]) {
    for &(metric, known) in known {
        for value in table.column(metric) {
            assert!((value - known).abs() < 1e-9, "{what}: {metric} {value}, not {known}");
        }
    }
}

/// One leader, and so many friends who accept as he comes and bring nobody; answers after `delay`.
fn crowd(days: u32, friends: f64, delay: Delay) -> Scenario {
    let mut leader = segment("leader", 1, fixed(friends), 1.0);
    leader.recruits = row(&[0.0, 1.0]);
    let mut friend = segment("friend", 0, fixed(0.0), 1.0);
    friend.share.drive = Drive::Plain(q(0.0));
    [leader.delay, friend.delay] = [delay.clone(), delay];
    scenario(days, vec![leader, friend])
}

fn friend(to: Recipient, cost: f64) -> Reward {
    rule("friend", to, Trigger::Join, cost, cost)
}

fn stop(limit: f64) -> Option<kfactor::scenario::Budget> {
    budget(limit, WhenExhausted::StopRewards)
}

/// What is held beyond the end is neither paid nor broken; what the budget does not cover of it is told.
pub fn holding(sampler: Sampler) {
    let mut s = crowd(3, 10.0, Delay::None);
    s.incentive = vec![Reward { if_stays_days: Some(30.0), ..friend(Recipient::Inviter, 10.0) }];
    s.budget = stop(50.0);
    let known = [
        ("rewards_due", 0.0),
        ("broken_promises", 0.0),
        ("reward_cost", 0.0),
        ("owed", 100.0),
        ("owed_on_the_way", 0.0),
        ("cost_with_owed", 100.0),
        ("cac", 10.0),
        ("added_profit", -100.0),
        ("uncovered", 5.0),
        ("overspend", 0.0),
    ];
    all_are("holding", &ask(sampler, s.clone(), 5), &known);
    s.budget = budget(50.0, WhenExhausted::Overdraw);
    all_are("paid on", &ask(sampler, s.clone(), 5), &[("uncovered", 0.0), ("overspend", 50.0)]);
    s.budget = None;
    s.incentive[0].stock = Some(q(7.0));
    all_are("pieces", &ask(sampler, s.clone(), 5), &[("uncovered", 3.0), ("overspend", 0.0)]);
    s.incentive[0].when_exhausted = WhenExhausted::Overdraw;
    all_are("more pieces", &ask(sampler, s.clone(), 5), &[("uncovered", 0.0), ("overspend", 30.0)]);
    s.incentive[0].reserve = true;
    s.incentive[0].when_exhausted = WhenExhausted::StopRewards;
    all_are("held pieces", &ask(sampler, s, 5), &[("owed", 70.0), ("uncovered", 0.0)]);
}

/// Six hundred are told at 3.5 fen each, and two kinds of others bought one by one at 1.4 and .4: all together cost what they cost.
pub fn parts_of_a_coin(sampler: Sampler) {
    let mut people = segment("all", 600, fixed(0.0), 1.0);
    people.share.drive = Drive::Plain(q(0.0));
    let mut s = scenario(4, vec![people]);
    s.clock = clock(4, 60);
    s.costs.per_seed = q(0.035);
    all_are("messages", &ask(sampler, s.clone(), 5), &[("other_cost", 21.0)]);
    s.costs.per_seed = q(0.004);
    all_are("cheap messages", &ask(sampler, s.clone(), 5), &[("other_cost", 2.4)]);
    s.costs.per_seed = q(0.0);
    s.segments[0].inflow =
        [0.014, 0.004].map(|cost| Inflow { cost: Some(q(cost)), ..Inflow::free(300.0) }).into();
    let table = ask(sampler, s, 20);
    for (cost, bought) in table.column("other_cost").iter().zip(table.column("bought")) {
        assert!((cost / bought - 0.009).abs() < 0.0005, "{cost} for {bought}");
    }
}

/// A hundred accept at once, and there is one piece: whatever was promised is due when they join. In reserve one is
/// promised.
pub fn one_piece(sampler: Sampler) {
    for (reserve, minutes, due, broken) in
        [(false, MINUTES_PER_DAY, 100.0, 99.0), (false, 480, 100.0, 99.0), (true, MINUTES_PER_DAY, 1.0, 0.0)]
    {
        let mut s = crowd(40, 100.0, Delay::Exponential(q(3.0)));
        s.clock = clock(40, minutes);
        s.incentive = vec![Reward { stock: Some(q(1.0)), reserve, ..friend(Recipient::Inviter, 2.0) }];
        let known =
            [("rewards_due", due), ("broken_promises", broken), ("rewards_paid", 1.0), ("reward_cost", 2.0)];
        all_are("one piece", &ask(sampler, s, 20), &known);
    }
}

/// Ten pairs, both sides at 2 each, and a budget of 15.
pub fn two_sides(sampler: Sampler) {
    for (reserve, due, broken) in [(false, 20.0, 13.0), (true, 7.0, 0.0)] {
        let mut s = crowd(3, 10.0, Delay::None);
        let side = |name, to| Reward { reserve, ..rule(name, to, Trigger::Join, 2.0, 2.0) };
        s.incentive = vec![side("inviter", Recipient::Inviter), side("invitee", Recipient::Invitee)];
        s.budget = stop(15.0);
        let known = [("rewards_due", due), ("rewards_paid", 7.0), ("broken_promises", broken)];
        all_are("two sides", &ask(sampler, s, 5), &known);
    }
}

/// A payment never comes before its friend.
pub fn on_the_way(sampler: Sampler, replicates: u64) {
    let paid_after = |days, delay| {
        let mut s = crowd(days, 100.0, delay);
        s.incentive = vec![friend(Recipient::Inviter, 5.0)];
        s
    };
    for (days, paid, waiting) in [(2, 0.0, 500.0), (4, 500.0, 0.0)] {
        let table = ask(sampler, paid_after(days, Delay::Fixed(q(3.0))), 5);
        let known = [
            ("reward_cost", paid),
            ("owed", 0.0),
            ("owed_on_the_way", waiting),
            ("on_the_way", waiting / 5.0),
            ("accepted", 100.0),
        ];
        all_are("a fixed delay", &table, &known);
    }
    let table = ask(sampler, paid_after(3, Delay::Exponential(q(3.0))), replicates);
    let left = 500.0 * (-1f64).exp();
    mean_is("paid within the mean delay", &table.column("reward_cost"), 500.0 - left, 0.0);
    mean_is("on the way after it", &table.column("owed_on_the_way"), left, 0.0);
}

/// What friends have taken is not there for the pool at the end, unless it is held.
pub fn pool(sampler: Sampler) {
    for (reserve, friends_paid, pools) in [(false, 200.0, 0.0), (true, 50.0, 1.0)] {
        let mut s = crowd(3, 1000.0, Delay::None);
        let pool = rule("pool", Recipient::Inviter, Trigger::Pool(1), 300.0, 300.0);
        s.incentive = vec![friend(Recipient::Inviter, 2.0), Reward { reserve, ..pool }];
        s.budget = stop(400.0);
        let known = [
            ("reward_cost", 400.0),
            ("rewards_due", 1001.0),
            ("rewards_paid", friends_paid + pools),
            ("broken_promises", 1001.0 - friends_paid - pools),
        ];
        all_are("pool", &ask(sampler, s, 3), &known);
    }
}

/// A percentage is of what that very buyer pays.
pub fn percentages(sampler: Sampler) {
    for (buyers, [start, rise, every], part, known) in
        [(100.0, [10.0, 10.0, 50.0], 0.1, 150.0), (1e5, [9.9, 5.0, 1e4], 0.4, 1_296_000.0)]
    {
        let mut s = crowd(3, buyers, Delay::None);
        s.price = Some(Price { start: q(start), step: q(rise), every: every as u64, refund: None });
        s.incentive = vec![Reward { cost: Amount::ShareOfPrice(q(part)), ..friend(Recipient::Inviter, 0.0) }];
        all_are("percentage", &ask(sampler, s, 1), &[("reward_cost", known)]);
    }
}

/// A hundred acceptances a day at any moment, answers of a day in the mean, 300 pieces: in continuous time the last goes at
/// `t - 1 + e^-t = 3`, when `100·(1 - e^-t)` are promised and not due. Steps change little.
pub fn stock_in_time(sampler: Sampler, replicates: u64) {
    const KNOWN: f64 = 98.2;
    for minutes in [60, 360, 480, MINUTES_PER_DAY] {
        let mut s = crowd(12, 1.0, Delay::Exponential(q(1.0)));
        s.segments[0] =
            Segment { seeds: Vec::new(), inflow: vec![Inflow::free(100.0)], ..s.segments[0].clone() };
        s.clock = clock(12, minutes);
        s.incentive = vec![Reward { stock: Some(q(300.0)), ..friend(Recipient::Inviter, 1.0) }];
        let table = ask(sampler, s, replicates);
        let what = format!("broken in steps of {minutes} minutes");
        mean_is(&what, &table.column("broken_promises"), KNOWN, 1.0);
        all_are(&what, &table, &[("rewards_paid", 300.0)]);
    }
}

mod tests {
    use super::*;

    #[test]
    fn money_happens_when_it_happens() {
        holding(by_engine);
        one_piece(by_engine);
        two_sides(by_engine);
        on_the_way(by_engine, 2000);
        pool(by_engine);
        percentages(by_engine);
        parts_of_a_coin(by_engine);
    }

    #[test]
    fn the_last_piece_goes_within_a_step() {
        stock_in_time(by_engine, 400);
    }
}

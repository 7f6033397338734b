//! Rewards that are paid when the friend buys.

use super::{STEPS, agree, ask, known, mean_is, promised_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::Case;
use kfactor::scenario::{
    Amount, Budget, Buyers, Buys, BuysWhen, Contacts, Delay, Drive, Quantity, Recipient, Reward, Scenario,
    SeedWave, Stay, Trigger, WhenExhausted,
};

fn buys(when: BuysWhen, price: f64, who: Buyers) -> Buys {
    Buys { when, who, price: Some(q(price)), ..Buys::per_day(0.0, 0.4 * price) }
}

fn often(per_day: f64) -> BuysWhen {
    BuysWhen::per_day(per_day)
}

fn at(at_days: f64, chance: f64) -> BuysWhen {
    BuysWhen::At { at_days, chance: q(chance) }
}

fn after(after_days: f64, chance: f64) -> BuysWhen {
    BuysWhen::After { after_days, chance: q(chance) }
}

fn part(part: f64) -> Amount {
    Amount::ShareOfPrice(q(part))
}

/// Every kind of reward for orders, to everybody who can get one, beside a tier, by two kinds of people who leave; hunters among
/// them; money that runs out.
pub fn everything() -> Case {
    let mut people = sharer(12);
    people.stay = Stay::Churn(q(0.15));
    people.recruits = row(&[0.5, 0.4, 0.1]);
    people.join_reward = Some(saturating(0.5, 4.0));
    people.buys = vec![
        buys(often(0.15), 40.0, Buyers::All),
        buys(at(5.0, 0.4), 40.0, Buyers::All),
        buys(after(2.0, 0.3), 40.0, Buyers::Invited),
    ];
    let mut others = segment("others", 0, poisson(5.0), 0.3);
    others.seeds = vec![SeedWave::new(0.0, 4.0), SeedWave::new(2.4, 5.0)];
    others.stay = Stay::Churn(q(0.25));
    others.recruits = row(&[0.4, 0.6, 0.0]);
    others.buys = vec![buys(often(0.3), 40.0, Buyers::All)];
    let hunters = hunters(1, fixed(4.0), 0.4, saturating(0.9, 3.0), 0.4);
    let mut s = scenario(9, vec![people, others, hunters]);
    s.incentive = vec![
        Reward { within_days: Some(4.0), ..rule("buy", Recipient::Inviter, Trigger::Buy, 4.0, 6.0) },
        Reward { cost: part(0.1), ..rule("order", Recipient::Inviter, Trigger::Order, 2.0, 0.0) },
        rule("spent", Recipient::Invitee, Trigger::Spent(80), 3.0, 5.0),
        Reward { cost: part(0.05), ..rule("upline", Recipient::Upline, Trigger::Order, 1.0, 0.0) },
        Reward { redeem: q(0.7), ..rule("rebate", Recipient::Buyer, Trigger::Buy, 0.0, 1.0) },
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 8.0, 6.0),
    ];
    s.budget = budget(150.0, WhenExhausted::StopRewards);
    Case::new("rewards for orders", in_time(s, 0.7)).plain()
}

/// The same in cycles; pieces and money are held for first orders.
pub fn held_in_cycles() -> Case {
    let mut s = everything().scenario;
    s.segments.iter_mut().for_each(|segment| segment.delay = Delay::None);
    s.segments[0].buys[1].when = at(5.0, 0.5);
    s.segments[1].seeds[1].at_days = 2.0;
    let pieces: Option<Quantity> = Some(q(14.0));
    s.incentive[0] = Reward { reserve: true, stock: pieces, ..s.incentive[0].clone() };
    s.incentive[2].reserve = true;
    Case::new("rewards for orders in cycles", s).plain()
}

/// Pieces and money are held for first orders, of people who are in one market and would come anyway at times.
pub fn held() -> Case {
    let mut s = everything().scenario;
    s.market = Some(q(140.0));
    s.anyway = q(0.3);
    let pieces: Option<Quantity> = Some(q(12.0));
    s.incentive[0] = Reward { reserve: true, stock: pieces, ..s.incentive[0].clone() };
    s.incentive[2] = Reward { reserve: true, within_days: Some(2.5), ..s.incentive[2].clone() };
    Case::new("rewards held for orders", s).coupled().plain()
}

/// Percentages of orders of several prices, and what is spent on them.
pub fn prices() -> Case {
    let mut s = everything().scenario;
    s.budget = None;
    s.segments[0].buys[1].price = Some(q(60.0));
    s.segments[1].buys.push(buys(after(1.4, 0.6), 25.0, Buyers::All));
    s.incentive[2].when = Trigger::Spent(100);
    Case::new("rewards for orders of several prices", s).plain()
}

/// Who brings somebody is paid for his first order alone, within three days, and tiers count all.
pub fn in_time_to_buy() -> Case {
    let mut people = sharer(15);
    people.buys = vec![buys(often(0.3), 40.0, Buyers::All)];
    let mut s = scenario(9, vec![people]);
    s.incentive = vec![
        Reward { within_days: Some(3.0), ..rule("buy", Recipient::Inviter, Trigger::Buy, 4.0, 6.0) },
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 8.0, 0.0),
    ];
    s.budget = budget(150.0, WhenExhausted::StopRewards);
    Case::new("first orders in time", in_time(s, 0.7)).plain()
}

agree!(everything, held_in_cycles, held, prices, in_time_to_buy);

/// Nobody is paid for more than two friends who buy, and hopes for no more; what he gets for their orders ends with three.
pub fn capped() -> Case {
    let mut case = everything();
    case.name = "caps on orders";
    let s = &mut case.scenario;
    s.segments[0].share.again = q(0.8);
    s.segments[0].buys.truncate(1);
    s.incentive[0] = Reward { cap: Some(2), ..s.incentive[0].clone() };
    s.incentive[1] = Reward { cap: Some(3), ..s.incentive[1].clone() };
    case
}

#[test]
fn caps_agree_with_the_oracle() {
    crate::agreement::agree(&capped());
}

/// What is earned on a day by orders, and by friends who join, may cost so much.
pub fn money_of_a_day() -> Case {
    let mut case = everything();
    case.name = "money of a day for orders";
    case.scenario.incentive.push(rule("friend", Recipient::Inviter, Trigger::Join, 2.0, 2.0));
    case.scenario.budget =
        Some(Budget { per_day: Some(q(24.0)), ..budget(150.0, WhenExhausted::StopRewards).expect("one") });
    case
}

/// The same in cycles, beside pieces and money that are held.
fn money_of_a_day_in_cycles() -> Case {
    let mut case = held_in_cycles();
    case.name = "money of a day for orders in cycles";
    case.scenario.budget = money_of_a_day().scenario.budget;
    case
}

/// The same in steps of four hours, with prices of several kinds.
fn money_of_a_day_in_short_steps() -> Case {
    let mut s = prices().scenario;
    s.clock = clock(6, 240);
    s.budget = money_of_a_day().scenario.budget;
    Case::new("money of a day for orders in short steps", s).plain()
}

mod limits_of_a_day {
    use super::*;

    agree!(money_of_a_day, money_of_a_day_in_cycles, money_of_a_day_in_short_steps);
}

/// Nobody is paid for more than one order of his friends on a day, nor for more than three in all; beside money of a day.
fn capped_by_day() -> Case {
    let mut case = capped();
    case.name = "caps of a day on orders";
    let s = &mut case.scenario;
    s.clock = clock(6, 480);
    s.segments[0].buys[0].when = often(0.5);
    s.incentive[1] = Reward { cap_per_day: Some(1), ..s.incentive[1].clone() };
    s.budget = money_of_a_day().scenario.budget;
    case
}

#[test]
fn caps_of_a_day_agree_with_the_oracle() {
    crate::agreement::agree(&capped_by_day());
}

/// A thousand people who share once, whose friends all say yes within half an hour, and bring nobody.
fn with_friends(minutes: u32, days: u32, friends: f64) -> Scenario {
    let mut leader = segment("leader", 1_000, fixed(friends), 1.0);
    leader.delay = Delay::Fixed(q(0.02));
    leader.recruits = row(&[0.0, 1.0]);
    let mut friend = segment("friend", 0, fixed(0.0), 1.0);
    (friend.delay, friend.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
    friend.buys = vec![buys(often(0.1), 50.0, Buyers::All)];
    Scenario { clock: clock(days, minutes), ..scenario(days, vec![leader, friend]) }
}

/// A rule for the orders of the ten days after joining.
fn of_ten_days(when: Trigger, cost: Amount) -> Reward {
    Reward { within_days: Some(10.0), cost, ..rule("paid", Recipient::Inviter, when, 1.0, 0.0) }
}

fn money(cost: f64) -> Amount {
    Amount::Money(q(cost))
}

/// One friend each, .1 orders a day for ten days after joining: 632.12 buy at all; 10 % of 50 for each order are 5,000; 264.24
/// spend 100.
fn friends_who_buy(sampler: Sampler, replicates: u64) {
    let known = [
        (Trigger::Buy, money(10.0), 6_321.206),
        (Trigger::Order, part(0.1), 5_000.0),
        (Trigger::Spent(100), money(10.0), 2_642.411),
    ];
    for minutes in STEPS {
        for (when, cost, expected) in &known {
            let mut s = with_friends(minutes, 13, 1.0);
            s.incentive = vec![of_ten_days(*when, cost.clone())];
            let table = ask(sampler, s, replicates);
            mean_is("cost", &table.column("reward_cost"), *expected, 0.0015 * expected);
        }
    }
}

/// Where a tenth leaves on a day, 424.49 buy at all, and 618.18 times.
fn friends_who_leave(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        for (when, expected) in [(Trigger::Buy, 424.49), (Trigger::Order, 618.18)] {
            let mut s = with_friends(minutes, 13, 1.0);
            s.segments[1].stay = Stay::Churn(q(0.1));
            s.incentive = vec![of_ten_days(when, money(1.0))];
            let table = ask(sampler, s, replicates);
            mean_is("cost", &table.column("reward_cost"), expected, 0.002 * expected);
        }
    }
}

/// Of 1,000 promises of 10 a budget of 3,000 keeps 300, and 332.12 are broken. Held from the promise on, 300 are promised,
/// 189.64 of them paid and none broken.
fn money_that_runs_out(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        for (reserve, paid, broken) in [(false, 300.0, 332.12), (true, 189.64, 0.0)] {
            let mut s = with_friends(minutes, 13, 1.0);
            s.incentive = vec![Reward { reserve, ..of_ten_days(Trigger::Buy, money(10.0)) }];
            s.budget = budget(3_000.0, WhenExhausted::StopRewards);
            let table = ask(sampler, s, replicates);
            mean_is("paid", &table.column("rewards_paid"), paid, 0.0);
            mean_is("broken", &table.column("broken_promises"), broken, 0.001 * broken);
        }
    }
}

#[test]
fn three_hundred_are_promised() {
    for minutes in STEPS {
        let mut s = with_friends(minutes, 13, 1.0);
        s.incentive = vec![Reward { reserve: true, ..of_ten_days(Trigger::Buy, money(10.0)) }];
        s.budget = budget(3_000.0, WhenExhausted::StopRewards);
        promised_is(&s, 300.0, 20);
    }
}

/// Who is paid for one friend at most is paid for any of three with 1 - e^-3: 950.21.
fn one_friend_of_three(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut s = with_friends(minutes, 13, 3.0);
        s.incentive = vec![Reward { cap: Some(1), ..of_ten_days(Trigger::Buy, money(1.0)) }];
        mean_is("cost", &ask(sampler, s, replicates).column("reward_cost"), 950.213, 0.5);
    }
}

/// A rebate on each order of anybody, also of who was not invited: 1,000 orders of seeds in ten days.
fn rebates(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut s = with_friends(minutes, 10, 1.0);
        s.segments[0].contacts = Contacts::Fixed(q(0.0));
        s.segments[0].buys = vec![buys(often(0.1), 50.0, Buyers::All)];
        s.incentive =
            vec![Reward { cost: part(0.1), ..rule("rebate", Recipient::Buyer, Trigger::Order, 0.0, 0.0) }];
        let table = ask(sampler, s, replicates);
        mean_is("cost", &table.column("reward_cost"), 5_000.0, 0.0);
    }
}

/// Two hundred orders a day earn a rebate of 10 each; 1,000 a day pay for a hundred of them, and nothing is broken. Of what orders for
/// 30 and for 20 earn, a tenth each, 300 a day pay for all of a hundred orders, and of two hundred for three fifths and two fifths.
fn a_hundred_orders_a_day(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut s = with_friends(minutes, 5, 1.0);
        s.segments[0].contacts = Contacts::Fixed(q(0.0));
        s.segments[0].buys = vec![buys(often(0.2), 50.0, Buyers::All)];
        let rebate = || rule("rebate", Recipient::Buyer, Trigger::Order, 0.0, 10.0);
        s.incentive = vec![rebate()];
        let day = |money| {
            Some(Budget { per_day: Some(q(money)), ..budget(1e5, WhenExhausted::StopRewards).expect("one") })
        };
        s.budget = day(1_000.0);
        let table = ask(sampler, s.clone(), replicates);
        mean_is("paid", &table.column("rewards_paid"), 500.0, 0.0);
        mean_is("days", &table.column("days_spent"), 5.0, 0.0);
        mean_is("broken", &table.column("broken_promises"), 0.0, 0.0);
        s.segments[0].buys = vec![buys(often(0.1), 30.0, Buyers::All), buys(often(0.1), 20.0, Buyers::All)];
        s.incentive = vec![Reward { cost: part(0.1), ..rebate() }];
        s.budget = day(250.0);
        let table = ask(sampler, s, replicates);
        mean_is("cost", &table.column("reward_cost"), 1_250.0, 4.0);
        mean_is("paid", &table.column("rewards_paid"), 500.0, 3.0);
    }
}

/// The friend of each of a thousand people orders on either of two days four times at most, each time with chance 1/2; three a day are
/// paid: 2 − 1/16 on average.
fn three_orders_a_day(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut s = with_friends(minutes, 4, 1.0);
        let times = [1.1, 1.3, 1.5, 1.7, 2.1, 2.3, 2.5, 2.7];
        s.segments[1].buys = times.iter().map(|day| buys(at(*day, 0.5), 50.0, Buyers::All)).collect();
        let paid = rule("paid", Recipient::Inviter, Trigger::Order, 1.0, 1.0);
        s.incentive = vec![Reward { cap_per_day: Some(3), ..paid }];
        let table = ask(sampler, s, replicates);
        mean_is("paid", &table.column("rewards_paid"), 2_000.0 * (2.0 - 1.0 / 16.0), 0.5);
    }
}

/// A thousand friends order on one day, each is followed by himself, and half of what they earn is held until the next day begins: that
/// is drawn for each.
#[test]
fn what_is_held_falls_due_one_by_one() {
    let mut s = with_friends(1_440, 2, 1.0);
    s.segments[1].buys = vec![buys(after(1.0, 1.0), 50.0, Buyers::All)];
    let paid = rule("paid", Recipient::Inviter, Trigger::Order, 1.0, 1.0);
    s.incentive = vec![Reward { cap: Some(9), hold_days: Some(0.5), ..paid }];
    let due = crate::table::by_engine(&Case::new("held", s), 11, 10).column("rewards_due");
    assert!(due.iter().all(|due| (400.0..600.0).contains(due)), "{due:?}");
}

known!(
    a_hundred_orders_a_day(20, 10),
    three_orders_a_day(20, 10),
    friends_who_buy(60, 20),
    friends_who_leave(100, 40),
    money_that_runs_out(60, 20),
    one_friend_of_three(40, 20),
    rebates(60, 20),
);

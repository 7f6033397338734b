//! Rewards that are held, and money that goes back.

use super::{STEPS, agree, ask, known, mean_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::{Case, Table};
use kfactor::scenario::{
    Amount, Buyers, Buys, BuysWhen, Delay, Drive, Following, Inflow, Price, Quantity, Recipient, Refund,
    Reward, Scenario, Segment, Stay, Trigger, WhenExhausted, Why,
};

fn buys(when: BuysWhen, price: f64, who: Buyers) -> Buys {
    Buys { when, who, price: Some(q(price)), ..Buys::per_day(0.0, 0.5 * price) }
}

fn returned(buys: Buys, chance: f64, within: f64) -> Buys {
    Buys { refund: Some(Refund::new(chance, within)), ..buys }
}

/// Orders of several kinds, some of which go back, by two kinds of people who leave; rewards that are held for less and for more
/// than that takes, beside a tier, and money that runs out; first shares and who stays are held too.
pub fn orders() -> Case {
    let mut people = sharer(10);
    people.stay = Stay::Churn(q(0.15));
    people.recruits = row(&[0.6, 0.4]);
    people.buys = vec![
        returned(buys(BuysWhen::per_day(0.2), 40.0, Buyers::All), 0.4, 3.0),
        returned(buys(BuysWhen::At { at_days: 3.4, chance: q(0.5) }, 40.0, Buyers::All), 0.3, 2.0),
        buys(BuysWhen::After { after_days: 2.0, chance: q(0.3) }, 40.0, Buyers::Invited),
    ];
    let mut others = segment("others", 5, poisson(5.0), 0.3);
    others.stay = Stay::Churn(q(0.25));
    others.recruits = row(&[0.4, 0.6]);
    others.buys = vec![returned(buys(BuysWhen::per_day(0.3), 40.0, Buyers::All), 0.5, 1.0)];
    let mut s = scenario(9, vec![people, others]);
    let held = |days: f64, part: f64, reward| Reward { hold_days: Some(days), recovered: q(part), ..reward };
    s.incentive = vec![
        held(1.4, 0.5, rule("buy", Recipient::Inviter, Trigger::Buy, 4.0, 6.0)),
        held(4.0, 0.0, rule("order", Recipient::Upline, Trigger::Order, 2.0, 2.0)),
        held(0.6, 1.0, rule("rebate", Recipient::Buyer, Trigger::Order, 0.0, 1.0)),
        Reward { recovered: q(0.25), ..rule("spent", Recipient::Invitee, Trigger::Spent(80), 3.0, 4.0) },
        held(1.2, 0.0, rule("share", Recipient::Inviter, Trigger::Share, 1.0, 2.0)),
        Reward {
            if_stays_days: Some(1.0),
            ..held(2.5, 0.0, rule("join", Recipient::Inviter, Trigger::Join, 1.0, 1.0))
        },
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 8.0, 6.0),
    ];
    s.budget = budget(160.0, WhenExhausted::StopRewards);
    Case::new("refunds of orders", in_time(s, 0.7)).plain()
}

/// The same in cycles; pieces are held for first orders.
pub fn orders_in_cycles() -> Case {
    let mut s = orders().scenario;
    s.segments.iter_mut().for_each(|segment| segment.delay = Delay::None);
    s.segments[0].buys[1].when = BuysWhen::At { at_days: 3.0, chance: q(0.5) };
    let pieces: Option<Quantity> = Some(q(12.0));
    s.incentive[0] = Reward { reserve: true, stock: pieces, ..s.incentive[0].clone() };
    Case::new("refunds of orders in cycles", s).plain()
}

/// Some get the price of joining back; who invited them is paid before or after, as long as there is money. Hunters pay it, too; a
/// tier, and some people come anyway.
pub fn joining() -> Case {
    let mut people = sharer(10);
    people.recruits = row(&[0.85, 0.15]);
    people.stay = Stay::Churn(q(0.1));
    people.inflow = vec![Inflow::free(1.5)];
    let hunters = hunters(1, fixed(3.0), 0.4, saturating(0.9, 3.0), 0.4);
    let mut s = scenario(9, vec![people, hunters]);
    s.price = Some(Price { start: q(10.0), step: q(0.0), every: 1, refund: Some(Refund::new(0.4, 3.0)) });
    s.incentive = vec![
        Reward {
            recovered: q(0.5),
            cost: Amount::ShareOfPrice(q(0.3)),
            ..rule("friend", Recipient::Inviter, Trigger::Join, 3.0, 0.0)
        },
        Reward { hold_days: Some(1.5), ..rule("welcome", Recipient::Invitee, Trigger::Join, 2.0, 2.0) },
        Reward { hold_days: Some(6.0), ..rule("upline", Recipient::Upline, Trigger::Join, 1.0, 1.0) },
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 8.0, 6.0),
    ];
    s.budget = budget(60.0, WhenExhausted::StopRewards);
    Case::new("refunds of joining", in_time(s, 0.6)).coupled().plain()
}

agree!(orders, orders_in_cycles, joining);

/// A thousand people who share once, whose friends all say yes within half an hour; each friend orders on day one, for 100. A fifth
/// gets it back within a week. The commission is a tenth.
fn friends_order_on_day_one(minutes: u32, days: u32, hold: Option<f64>, recovered: f64) -> Scenario {
    let mut leader = segment("leader", 1_000, fixed(1.0), 1.0);
    leader.delay = Delay::Fixed(q(0.02));
    leader.recruits = row(&[0.0, 1.0]);
    let mut friend = segment("friend", 0, fixed(0.0), 1.0);
    (friend.delay, friend.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
    let order = buys(BuysWhen::At { at_days: 1.0, chance: q(1.0) }, 100.0, Buyers::All);
    friend.buys = vec![returned(Buys { margin: Amount::Money(q(100.0)), ..order }, 0.2, 7.0)];
    let commission = rule("commission", Recipient::Inviter, Trigger::Order, 10.0, 0.0);
    Scenario {
        clock: clock(days, minutes),
        incentive: vec![Reward {
            hold_days: hold,
            recovered: q(recovered),
            cost: Amount::ShareOfPrice(q(0.1)),
            ..commission
        }],
        ..scenario(days, vec![leader, friend])
    }
}

fn columns_are(table: &Table, known: &[(&str, f64)]) {
    for (name, expected) in known {
        mean_is(name, &table.column(name), *expected, 0.0005 * expected);
    }
}

/// Held for a week, as long as buyers may return it: income 80,000 and commission 8,000, all on day eight. Held for three days
/// 85.71 are void, 9,142.86 is paid and 1,142.86 of it lost, half of which comes back. Held for no time 10,000 is paid, 2,000 lost.
/// A campaign that ends on day five sees four of seven refunds; what the others take is still in its margins.
fn refunds_before_and_after(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let table =
            |days, hold, part| ask(sampler, friends_order_on_day_one(minutes, days, hold, part), replicates);
        let week = table(9, Some(7.0), 0.0);
        columns_are(&week, &[("margin", 80_000.0), ("reward_cost", 8_000.0), ("refunds", 200.0)]);
        let before_it_is_due = table(8, Some(7.0), 0.0);
        columns_are(&before_it_is_due, &[("reward_cost", 0.0), ("owed", 8_000.0)]);
        let three_days = table(9, Some(3.0), 1.0);
        columns_are(
            &three_days,
            &[("rewards_paid", 914.286), ("reward_cost", 8_000.0), ("recovered", 1_142.86)],
        );
        let half = table(9, Some(3.0), 0.5);
        columns_are(&half, &[("reward_cost", 8_571.43), ("recovered", 571.43), ("rewards_lost", 571.43)]);
        let nothing_back = table(9, Some(3.0), 0.0);
        columns_are(
            &nothing_back,
            &[("reward_cost", 9_142.86), ("rewards_lost", 1_142.86), ("recovered", 0.0)],
        );
        columns_are(&table(9, None, 0.0), &[("reward_cost", 10_000.0), ("rewards_lost", 2_000.0)]);
        let at_once = table(9, None, 1.0);
        columns_are(
            &at_once,
            &[
                ("rewards_paid", 1_000.0),
                ("recovered", 2_000.0),
                ("rewards_lost", 0.0),
                ("refunds_open", 0.0),
            ],
        );
        let to_day_five = table(5, None, 0.0);
        columns_are(
            &to_day_five,
            &[
                ("refunds", 114.286),
                ("refunds_open", 85.714),
                ("refunds_owed", 8_571.43),
                ("margin", 88_571.43),
                ("rewards_lost", 1_142.86),
            ],
        );
    }
}

/// Held just as long as buyers may return it nothing is lost, though the last refunds and the payment fall in one step; paid and
/// returned in one step it comes back.
fn refunds_in_the_step_of_the_payment(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let table = |within, hold, part| {
            let mut s = friends_order_on_day_one(minutes, 4, hold, part);
            s.segments[1].buys[0].refund = Some(Refund::new(0.2, within));
            ask(sampler, s, replicates)
        };
        for within in [1.5, 0.5] {
            let held = table(within, Some(within), 0.0);
            columns_are(&held, &[("refunds", 200.0), ("reward_cost", 8_000.0), ("rewards_lost", 0.0)]);
        }
        let at_once = table(0.5, None, 1.0);
        columns_are(&at_once, &[("reward_cost", 8_000.0), ("recovered", 2_000.0)]);
    }
}

/// Of a thousand people who pay 100 for joining a fifth gets it back; so does the campaign in which nothing is done. A campaign of
/// two days sees half of that.
fn prices_go_back(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut people: Segment = segment("all", 0, fixed(0.0), 0.0);
        (people.delay, people.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
        people.inflow = vec![Inflow { until_days: Some(1.0), ..Inflow::free(1_000.0) }];
        let price = Price { start: q(100.0), step: q(0.0), every: 1, refund: Some(Refund::new(0.2, 3.0)) };
        let of_days = |days| Scenario {
            clock: clock(days, minutes),
            price: Some(price.clone()),
            ..scenario(days, vec![people.clone()])
        };
        let early = ask(sampler, of_days(2), replicates);
        columns_are(
            &early,
            &[("revenue", 90_000.0), ("refunds", 100.0), ("refunds_open", 100.0), ("refunds_owed", 10_000.0)],
        );
        let table = ask(sampler, of_days(6), replicates);
        columns_are(&table, &[("revenue", 80_000.0), ("refunds", 200.0)]);
        mean_is("added", &table.column("added_profit"), 0.0, 0.0);
        mean_is("buyers", &table.column("added_buyers"), 0.0, 0.0);
    }
}

/// A thousand friends each order once a day, for 100; an order goes back within half a day with chance 0.4. After n days all have
/// ordered n times, and 1 − 0.4ⁿ have kept an order.
fn an_order_that_is_kept_makes_a_buyer(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        for following in [Following::ByCounts(Why::Asked), Following::OneByOne(Why::Asked)] {
            for days in 1..4 {
                let at = |day: i32| BuysWhen::At { at_days: f64::from(day), chance: q(1.0) };
                let order = |day| returned(buys(at(day), 100.0, Buyers::All), 0.4, 0.5);
                let mut s = friends_order_on_day_one(minutes, 5, None, 0.0);
                s.segments[1].buys = (1..=days).map(order).collect();
                let table = ask(sampler, Scenario { following, ..s }, replicates);
                let kept = 1.0 - 0.4f64.powi(days);
                columns_are(
                    &table,
                    &[("added_buyers", 1_000.0 * kept), ("orders", 1_000.0 * f64::from(days))],
                );
            }
        }
    }
}

/// A thousand people who are bought on the first day order 0.2 times a day, at any time; half of the orders go back within 0.1 days.
/// Each keeps a Poisson number until day twelve, with mean 0.1 a day and what is left of the last refunds, 0.005.
fn somebody_orders_until_he_keeps_it(sampler: Sampler, replicates: u64) {
    let none = |days: f64| (-0.1 * days - 0.005).exp();
    let known = 1_000.0 * (1.0 - (none(11.0) - none(12.0)) / 0.1);
    for minutes in STEPS {
        let mut people: Segment = segment("all", 0, fixed(0.0), 0.0);
        (people.delay, people.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
        people.inflow = vec![Inflow { until_days: Some(1.0), ..Inflow::free(1_000.0).bought(1.0) }];
        people.buys = vec![returned(buys(BuysWhen::per_day(0.2), 10.0, Buyers::All), 0.5, 0.1)];
        let rebate = |name, when| rule(name, Recipient::Buyer, when, 0.0, 1.0);
        // The second one asks how much each has spent.
        for incentive in [vec![], vec![rebate("first", Trigger::Buy), rebate("spent", Trigger::Spent(20))]] {
            let s = Scenario { clock: clock(12, minutes), incentive, ..scenario(12, vec![people.clone()]) };
            let table = ask(sampler, s, replicates);
            mean_is("buyers", &table.column("added_buyers"), known, 0.0005 * known);
        }
    }
}

/// Who has kept an order has kept it where nothing is done, too, beside which a campaign of a market is held.
fn buyers_are_there_anyhow(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut people: Segment = segment("all", 400, fixed(0.0), 0.0);
        (people.delay, people.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
        people.stay = Stay::Churn(q(0.1));
        people.buys = vec![returned(buys(BuysWhen::per_day(0.5), 10.0, Buyers::All), 0.6, 2.0)];
        let s = Scenario { clock: clock(6, minutes), market: Some(q(500.0)), ..scenario(6, vec![people]) };
        mean_is("buyers", &ask(sampler, s, replicates).column("added_buyers"), 0.0, 0.0);
    }
}

known!(
    an_order_that_is_kept_makes_a_buyer(50, 12),
    somebody_orders_until_he_keeps_it(100, 24),
    buyers_are_there_anyhow(20, 6),
    refunds_before_and_after(100, 24),
    refunds_in_the_step_of_the_payment(100, 24),
    prices_go_back(100, 24)
);

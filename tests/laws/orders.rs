//! What members buy: small campaigns with every kind of order, by everybody or by some, and known answers.

use crate::anchors::mean_is;
use crate::build::*;
use crate::cases::sharer;
use crate::in_time::daily;
use crate::table::{Case, by_engine, by_oracle};
use kfactor::scenario::{
    Buyers, Buys, BuysWhen, Following, Inflow, Recipient, Reward, Scenario, SeedWave, Stay, Trigger,
    WhenExhausted, Why,
};
use kfactor::units::MINUTES_PER_DAY;

fn at(at_days: f64, chance: f64) -> BuysWhen {
    BuysWhen::At { at_days, chance: q(chance) }
}

fn after(after_days: f64, chance: f64) -> BuysWhen {
    BuysWhen::After { after_days, chance: q(chance) }
}

fn order(when: BuysWhen, margin: f64, who: Buyers) -> Buys {
    Buys { when, who, ..Buys::per_day(0.0, margin) }
}

fn often(per_day: f64) -> BuysWhen {
    BuysWhen::per_day(per_day)
}

/// Everything that can be ordered, by people of two segments, beside tiers and a budget that runs out.
pub fn in_cycles() -> Case {
    let mut core = sharer(12);
    core.stay = Stay::Churn(q(0.15));
    core.inflow = vec![Inflow::free(2.0), Inflow::free(1.0).bought(3.0)];
    core.recruits = row(&[0.6, 0.4]);
    core.buys = vec![
        order(often(0.05), 10.0, Buyers::Invited),
        order(at(3.0, 0.4), 25.0, Buyers::All),
        order(after(2.0, 0.3), 40.0, Buyers::Organic),
        order(often(0.1), 5.0, Buyers::Seeds),
    ];
    let mut casual = sharer(0);
    casual.name = "casual".to_owned();
    casual.stay = Stay::Churn(q(0.3));
    casual.seeds = vec![SeedWave::new(0.0, 5.0), SeedWave::new(2.0, 6.0)];
    casual.recruits = row(&[0.3, 0.7]);
    casual.buys =
        vec![order(after(1.0, 0.5), 8.0, Buyers::All), order(after(3.0, 0.4), 8.0, Buyers::Invited)];
    let mut s = scenario(9, vec![core, casual]);
    s.incentive = vec![
        rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 3.0),
        Reward {
            stock: Some(q(5.0)),
            ..rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 8.0, 10.0)
        },
    ];
    s.budget = budget(70.0, WhenExhausted::StopRewards);
    Case::new("orders in cycles", s)
}

/// The same in time, with moments within steps.
pub fn in_time() -> Case {
    let mut case = daily("orders in time", in_cycles(), 9, 0.7);
    let segments = &mut case.scenario.segments;
    segments[0].buys[1].when = at(3.3, 0.4);
    segments[0].buys[2].when = after(1.6, 0.3);
    segments[1].seeds[1].at_days = 2.45;
    segments[1].buys[0].when = after(0.4, 0.5);
    segments[1].buys[1].when = after(2.25, 0.4);
    case
}

/// Beside a campaign in which nothing is done: people of one market, some of whom would come anyway.
pub fn beside_nothing() -> Case {
    let mut case = in_time();
    case.name = "orders beside nothing";
    case.scenario.market = Some(q(160.0));
    case.scenario.anyway = q(0.4);
    case.coupled()
}

/// Nobody but seeds, or but inflow, at these steps, by either engine.
fn known(steps: [u32; 2], days: u32, people: impl Fn(&mut Scenario), expected: f64) {
    for (minutes, replicates) in steps.into_iter().zip([200, 20]) {
        for following in [Following::ByCounts(Why::Asked), Following::OneByOne(Why::Asked)] {
            let mut s = in_time_of(days, minutes);
            people(&mut s);
            let case = Case::new("known", Scenario { following, ..s });
            let orders = by_engine(&case, 5, replicates).column("orders");
            mean_is(&format!("orders in steps of {minutes} min"), &orders, expected, 0.002 * expected);
        }
    }
}

/// The same by the oracle.
fn known_to_the_oracle(days: u32, people: impl Fn(&mut Scenario), expected: f64) {
    for (minutes, replicates) in DAY_AND_HOUR.into_iter().zip([40, 10]) {
        let mut s = in_time_of(days, minutes);
        people(&mut s);
        let orders = by_oracle(&Case::new("known", s), 5, replicates).column("orders");
        mean_is(&format!("orders in steps of {minutes} min"), &orders, expected, 0.002 * expected);
    }
}

fn in_time_of(days: u32, minutes: u32) -> Scenario {
    let mut people = segment("all", 0, poisson(1.0), 0.0);
    people.stay = Stay::Churn(q(0.1));
    let s = crate::build::in_time(scenario(days, vec![people]), 1.0);
    Scenario { clock: clock(days, minutes), ..s }
}

const DAY_AND_HOUR: [u32; 2] = [MINUTES_PER_DAY, 60];

/// 1,000 of whom a tenth leaves on a day: on day five there are 590.49, of whom three in ten order.
#[test]
fn who_is_there_at_a_moment_may_buy_then() {
    // The other one in the midst of a step.
    for (day, expected) in [(5.0, 177.147), (5.4, 300.0 * 0.9f64.powf(5.4))] {
        let people = |s: &mut Scenario| {
            s.segments[0].seeds = wave(0.0, 1_000);
            s.segments[0].buys = vec![order(at(day, 0.3), 1.0, Buyers::All)];
        };
        known(DAY_AND_HOUR, 10, people, expected);
        known_to_the_oracle(6, people, expected);
    }
}

/// A hundred a day for twenty days: those of the first fifteen may buy on their fifth day, 265.7 do.
#[test]
fn who_stays_so_long_may_buy_then() {
    for days in [5.0f64, 4.3, 0.5] {
        let people = |s: &mut Scenario| {
            s.segments[0].inflow = vec![Inflow::free(100.0)];
            s.segments[0].buys = vec![order(after(days, 0.3), 1.0, Buyers::All)];
        };
        let expected = 100.0 * (20.0 - days) * 0.9f64.powf(days) * 0.3;
        known(DAY_AND_HOUR, 20, people, expected);
        known_to_the_oracle(20, people, expected);
    }
}

/// Of a thousand for ten days, a tenth of whom leaves on a day: 618.18 orders.
#[test]
fn who_leaves_buys_no_more() {
    let people = |s: &mut Scenario| {
        s.segments[0].seeds = wave(0.0, 1_000);
        s.segments[0].buys =
            vec![order(often(0.1), 1.0, Buyers::Seeds), order(often(0.1), 1.0, Buyers::Invited)];
    };
    known(DAY_AND_HOUR, 10, people, 618.18);
}

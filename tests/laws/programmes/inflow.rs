//! Inflow as a plan: stretches of time, a part of the market, what a head costs.

use super::{STEPS, agree, ask, known, mean_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::Case;
use kfactor::scenario::{
    Capacity, Delay, Drive, Inflow, Recipient, Reward, Scenario, Segment, Stay, Trigger, WhenExhausted,
};
use kfactor::study::theory::theory;

fn during(from_days: f64, until_days: f64, inflow: Inflow) -> Inflow {
    Inflow { from_days, until_days: Some(until_days), ..inflow }
}

/// Two kinds of people come of a small market, free and bought, beside those whom friends win; not all find room, money runs
/// out.
pub fn part_of_a_market() -> Case {
    let mut people = sharer(8);
    people.delay = Delay::Exponential(q(0.7));
    people.inflow = vec![Inflow::of_market(0.03), during(1.3, 5.6, Inflow::of_market(0.08).bought(2.0))];
    people.recruits = row(&[0.7, 0.3]);
    let mut others = segment("others", 2, poisson(4.0), 0.3);
    others.delay = Delay::Assumed;
    others.stay = Stay::Churn(q(0.15));
    others.inflow = vec![during(2.0, 9.0, Inflow::of_market(0.05)), Inflow::free(1.5)];
    let mut s = scenario(9, vec![people, others]);
    s.market = Some(q(150.0));
    s.capacity = Capacity { total: Some(q(110.0)), per_hour: None };
    s.incentive = vec![
        Reward { cap: Some(3), ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 3.0) },
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 8.0, 7.0),
    ];
    s.budget = budget(90.0, WhenExhausted::StopRewards);
    Case::new("part of a market", s).coupled().plain()
}

agree!(part_of_a_market);

fn idle() -> Segment {
    let mut people = segment("all", 0, fixed(0.0), 0.0);
    (people.delay, people.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
    people
}

fn in_steps(minutes: u32, days: u32, people: Segment, market: f64) -> Scenario {
    Scenario { clock: clock(days, minutes), market: Some(q(market)), ..scenario(days, vec![people]) }
}

/// Of 10,000 people a tenth of those who are left come in a day: 4,095.1, 6,513.2 and 7,941.1 after 5, 10 and 15 days. At a rate
/// of a tenth, 9.516 % a day: 3,934.7, 6,321.2 and 7,768.7.
fn a_tenth_of_those_who_are_left(sampler: Sampler, replicates: u64) {
    let a_day = [(0.1, [4_095.1, 6_513.2, 7_941.1]), (0.095_162_58, [3_934.7, 6_321.2, 7_768.7])];
    for minutes in STEPS {
        for (chance, known) in a_day {
            for (days, known) in [5, 10, 15].into_iter().zip(known) {
                let people = Segment { inflow: vec![Inflow::of_market(chance)], ..idle() };
                let s = in_steps(minutes, days, people, 10_000.0);
                let theory = theory(&s.clone().validate().expect("a campaign")).course.total().joined();
                assert!((theory - known).abs() < 0.06, "{theory}, not {known}");
                mean_is("part", &ask(sampler, s, replicates).column("organic"), known, 0.06);
            }
        }
    }
}

/// 200 a day until day 7 for 12 each: 1,400 people and 16,800. Whoever finds no room is paid for.
fn bought_for_a_week(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        for room in [None, Some(q(500.0))] {
            let people =
                Segment { inflow: vec![during(0.0, 7.0, Inflow::free(200.0).bought(12.0))], ..idle() };
            let mut s = in_steps(minutes, 10, people, 1e6);
            (s.market, s.capacity.total) = (None, room.clone());
            let table = ask(sampler, s, replicates);
            mean_is("people", &table.column("bought"), if room.is_some() { 500.0 } else { 1_400.0 }, 0.0);
            mean_is("cost", &table.column("cost"), 16_800.0, 0.0);
        }
    }
}

/// Who would come by two plans comes by one of them, by lot: of chances 19 % and 10 % a day twice as many by the first. What is
/// bought beside the free is taken from them, too: they come first in half of the cases.
fn two_plans(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let inflow = vec![Inflow::of_market(0.19), Inflow::of_market(0.1).bought(1.0)];
        let table = ask(sampler, in_steps(minutes, 1, Segment { inflow, ..idle() }, 3_000.0), replicates);
        let all = 3_000.0 * (1.0 - 0.81 * 0.9);
        mean_is("free", &table.column("organic"), all * 2.0 / 3.0, 0.0);
        mean_is("bought", &table.column("bought"), all / 3.0, 0.0);
        mean_is("added", &table.column("added_users"), all - 0.19 * 3_000.0, 0.0);
    }
}

/// A stretch counts by its part of a step: from 6 h to 30 h of a chance of a half a day.
fn a_day_across_two(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let inflow = vec![during(0.25, 1.25, Inflow::of_market(0.5))];
        let s = in_steps(minutes, 3, Segment { inflow, ..idle() }, 400.0);
        mean_is("half", &ask(sampler, s, replicates).column("organic"), 200.0, 0.0);
    }
}

known!(
    a_tenth_of_those_who_are_left(60, 4),
    bought_for_a_week(100, 20),
    two_plans(400, 40),
    a_day_across_two(400, 100),
);

//! Accounts that take so many an hour and a day, and codes of groups that end.

use super::{STEPS, agree, ask, known, mean_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::{hourly, sharer};
use crate::table::Case;
use kfactor::scenario::{
    Accounts, Ban, Capacity, Code, Community, Delay, Drive, Inflow, Quantity, Recipient, Reward, Scenario,
    SeedWave, Segment, Start, Stay, Trigger, WhenExhausted,
};

fn accounts(count: u64, per_hour: Option<f64>, per_day: Option<f64>) -> Option<Accounts> {
    let people = |limit: Option<f64>| limit.map(Quantity::Known);
    Some(Accounts { count, per_hour: people(per_hour), per_day: people(per_day) })
}

/// Groups of so many, entered by a code.
fn groups(size: u64, code: Code) -> Option<Community> {
    Some(Community {
        group_size: Some(size),
        code: Some(code),
        cost_per_group: q(5.0),
        carers: Some(1),
        members_per_carer: q(1e9),
        overload: q(1.0),
        cost_per_carer_day: q(0.0),
    })
}

fn code(max: Option<u64>, for_days: Option<f64>, renew_days: f64) -> Code {
    Code { max, for_days, renew_days }
}

/// An evening on which more come than the accounts take, some by waves; a tier, a goal that ends, a platform that looks.
pub fn accounts_on_an_evening() -> Case {
    let mut people = sharer(0);
    people.seeds = (0..6).map(|h| SeedWave::new(f64::from(h) / 24.0, 4.0)).collect();
    people.contacts = poisson(6.0);
    people.share.after = waits(0.1);
    people.inflow = vec![Inflow::free(30.0), Inflow::free(20.0).bought(1.0)];
    people.delay = Delay::Exponential(q(4.0 / 24.0));
    people.stay = Stay::Churn(q(0.3));
    let mut hours = [0.5; 24];
    hours[18..24].fill(2.5);
    let mut s = hourly(2, vec![people]);
    s.clock.start = Some(Start { year: 2026, month: 3, day: 1, minute_of_day: 20 * 60 });
    s.hours = Some(hours);
    s.accounts = accounts(2, Some(3.0), Some(25.0));
    s.incentive = vec![
        Reward { cap: Some(3), ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 3.0) },
        rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 8.0, 6.0),
    ];
    s.budget = budget(60.0, WhenExhausted::StopRewards);
    s.ban = vec![Ban::new(0.004, Some(0.2))];
    Case::new("accounts on an evening", s).coupled().plain()
}

/// Codes that end by their places and by their time, in steps that are longer than what lies between two; some would come
/// anyway, places are few, a tier, pieces that are held, money that runs out, and many leave.
pub fn codes_in_long_steps() -> Case {
    let mut people = sharer(0);
    people.seeds = vec![SeedWave::new(0.0, 10.0), SeedWave::new(1.4, 7.0)];
    people.contacts = poisson(7.0);
    people.inflow = vec![Inflow::free(9.0)];
    people.delay = Delay::Exponential(q(0.6));
    people.stay = Stay::Churn(q(0.3));
    let mut s = scenario(6, vec![people]);
    s.anyway = q(0.3);
    s.capacity = Capacity { total: Some(q(70.0)), per_hour: None };
    s.community = groups(12, code(None, Some(0.9), 0.3));
    s.incentive = vec![
        Reward {
            stock: Some(q(14.0)),
            reserve: true,
            ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 3.0)
        },
        rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 8.0, 6.0),
    ];
    s.budget = budget(60.0, WhenExhausted::StopRewards);
    s.ban = vec![Ban::new(0.01, None)];
    Case::new("codes in long steps", s).coupled().plain()
}

/// In cycles of a day over two calendar days: by the hours of each.
pub fn accounts_in_cycles() -> Case {
    let mut people = sharer(12);
    people.contacts = poisson(5.0);
    people.inflow = vec![Inflow::free(10.0)];
    let mut hours = [0.2; 24];
    hours[8..20].fill(1.0);
    let mut s = scenario(6, vec![people]);
    s.clock.start = Some(Start { year: 2026, month: 3, day: 2, minute_of_day: 18 * 60 });
    s.hours = Some(hours);
    s.accounts = accounts(3, Some(1.0), Some(4.0));
    s.community = groups(5, code(None, None, 0.1));
    s.market = Some(q(90.0));
    Case::new("accounts in cycles", s).coupled().plain()
}

agree!(accounts_on_an_evening, codes_in_long_steps, accounts_in_cycles);

fn idle() -> Segment {
    let mut people = segment("all", 0, fixed(0.0), 0.0);
    (people.delay, people.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
    people
}

fn in_steps(minutes: u32, days: u32, people: Segment) -> Scenario {
    Scenario { clock: clock(days, minutes), ..scenario(days, vec![people]) }
}

/// Of 500 who arrive in one hour 8 accounts of 40 an hour turn 180 away. The next hour takes as many again, the day no more.
fn five_hundred_in_an_hour(sampler: Sampler, replicates: u64) {
    for (waves, per_day, turned_away) in [(1, None, 180.0), (2, None, 360.0), (2, Some(50.0), 600.0)] {
        let seeds = (0..waves).map(|hour| SeedWave::new(f64::from(hour) / 24.0, 500.0)).collect();
        let mut s = in_steps(60, 1, Segment { seeds, ..idle() });
        s.accounts = accounts(8, Some(40.0), per_day);
        let table = ask(sampler, s, replicates);
        mean_is("turned away", &table.column("turned_away"), turned_away, 0.0);
        assert_eq!(table.column("turned_away_by_accounts"), table.column("turned_away"));
    }
}

/// The same where they come in the hour at moments of their own, and in a step that begins half an hour after the clock: two hours
/// take them.
fn an_hour_across_two(sampler: Sampler, replicates: u64) {
    let plan = Inflow { until_days: Some(1.0 / 24.0), ..Inflow::free(24.0 * 500.0) };
    for (minute_of_day, turned_away) in [(0, 180.0), (30, 0.0)] {
        let mut s = in_steps(60, 1, Segment { inflow: vec![plan.clone()], ..idle() });
        s.clock.start = Some(Start { year: 2026, month: 3, day: 2, minute_of_day });
        s.accounts = accounts(8, Some(40.0), None);
        mean_is("turned away", &ask(sampler, s, replicates).column("turned_away"), turned_away, 0.0);
    }
}

/// Twenty seeds who share twice an hour in the lively half of the day, each with a friend who comes a minute later: forty come in an
/// hour, by Poisson's law, and thirty are let in. In the first of these hours a minute's worth of them is missing.
fn a_lively_hour(sampler: Sampler, replicates: u64) {
    let beyond = |mean: f64| {
        let chances = (1..200).scan((-mean).exp(), |chance, n| {
            *chance *= mean / f64::from(n);
            Some((n, *chance))
        });
        chances.filter(|(n, _)| *n > 30).map(|(n, chance)| f64::from(n - 30) * chance).sum::<f64>()
    };
    let mut seeds = segment("seeds", 20, fixed(1.0), 1.0);
    (seeds.share.after, seeds.share.again) = (waits(1.0 / 24.0), q(1.0));
    (seeds.delay, seeds.recruits) = (Delay::Fixed(q(1.0 / 1440.0)), row(&[0.0, 1.0]));
    let friends = idle();
    let mut hours = [0.0; 24];
    hours[12..].fill(2.0);
    let mut s = Scenario { clock: clock(1, 60), hours: Some(hours), ..scenario(1, vec![seeds, friends]) };
    s.clock.start = Some(Start { year: 2026, month: 3, day: 2, minute_of_day: 0 });
    s.accounts = accounts(1, Some(30.0), None);
    let turned_away = 11.0 * beyond(40.0) + beyond(40.0 * 59.0 / 60.0);
    mean_is("turned away", &ask(sampler, s, replicates).column("turned_away"), turned_away, 0.0);
}

/// Of 500 who arrive in one hour a group of 200, with four hours until the next code, turns 300 away.
fn a_group_is_full(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        for (code, turned_away, opened) in [
            (code(None, None, 4.0 / 24.0), 300.0, 1.0),
            (code(Some(100), None, 4.0 / 24.0), 400.0, 1.0),
            (code(None, Some(7.0), 0.0), 0.0, 3.0),
        ] {
            let mut s = in_steps(minutes, 2, Segment { seeds: wave(0.0, 500), ..idle() });
            s.community = groups(200, code);
            let table = ask(sampler, s, replicates);
            mean_is("turned away", &table.column("turned_away"), turned_away, 0.0);
            assert_eq!(table.column("turned_away_by_code"), table.column("turned_away"));
            mean_is("groups", &table.column("groups"), opened, 0.0);
        }
    }
}

/// Of 150 and 150 three days later hardly any are there together. Without a code those who come find the places of those who have
/// left; with one no place is given twice.
fn a_place_is_given_once(sampler: Sampler, replicates: u64) {
    let seeds = vec![SeedWave::new(0.0, 150.0), SeedWave::new(3.0, 150.0)];
    for minutes in STEPS {
        for (is_there, opened) in [(false, 1.0), (true, 2.0)] {
            let stay = Stay::Churn(q(0.9));
            let mut s = in_steps(minutes, 5, Segment { seeds: seeds.clone(), stay, ..idle() });
            s.community = groups(200, code(None, None, 0.0));
            if let Some(community) = s.community.as_mut().filter(|_| !is_there) {
                community.code = None;
            }
            let table = ask(sampler, s, replicates);
            mean_is("groups", &table.column("groups"), opened, 0.0);
            mean_is("cost of groups", &table.column("other_cost"), 5.0 * opened, 0.0);
        }
    }
}

/// 10 a day, a code for 7 days, a day until the next: of 28 days 3 are without, so that 30 are turned away.
fn a_code_ends(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut s = in_steps(minutes, 28, Segment { inflow: vec![Inflow::free(10.0)], ..idle() });
        s.community = groups(200, code(None, Some(7.0), 1.0));
        mean_is("turned away", &ask(sampler, s, replicates).column("turned_away"), 30.0, 0.0);
    }
}

/// Who leaves gives no place back: nine of ten leave on a day, and still a group of 200 is full of the first 200.
fn places_are_not_given_twice(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let inflow = vec![Inflow::free(100.0)];
        let mut s = in_steps(minutes, 10, Segment { inflow, stay: Stay::Churn(q(0.9)), ..idle() });
        s.community = groups(200, code(None, None, 30.0));
        let table = ask(sampler, s, replicates);
        assert!(table.column("organic").iter().all(|entered| *entered == 200.0));
        mean_is("there at the end", &table.column("members_end"), 0.0, 0.001);
    }
}

/// Whoever comes at any moment finds places as often as one step tells and another: a place takes a tenth of a day on average, and
/// another tenth passes until the next code.
fn codes_of_one_place(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut s = in_steps(minutes, 40, Segment { inflow: vec![Inflow::free(10.0)], ..idle() });
        s.community = groups(1, code(None, None, 0.1));
        // A renewal process: cycles of mean .2 and standard deviation .1, 40 days long, the first place open at once.
        let entered = 40.0 / 0.2 + (0.1_f64.powi(2) - 0.2_f64.powi(2)) / (2.0 * 0.2_f64.powi(2)) + 0.5;
        mean_is("entered", &ask(sampler, s, replicates).column("organic"), entered, 0.0);
    }
}

known!(
    five_hundred_in_an_hour(20, 20),
    an_hour_across_two(400, 40),
    a_lively_hour(4_000, 200),
    a_group_is_full(20, 20),
    a_place_is_given_once(20, 20),
    a_code_ends(400, 100),
    codes_of_one_place(400, 100),
    places_are_not_given_twice(20, 10),
);

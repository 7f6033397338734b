//! Waits for an occasion of any law: they remember how long they have lasted, run on the clock of hours and weekdays, stand still
//! while the platform has shut the campaign, and begin anew after each share.

use super::{STEPS, ask, known, mean_is};
use crate::agreement::agree;
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::Case;
use kfactor::scenario::{
    Ban, Buys, Delay, Drive, Hits, Inflow, Recipient, Reminded, Reminder, Reward, Scenario, SeedWave, Start,
    Stay, Trigger, Wait, WhenExhausted,
};
use kfactor::study::theory::theory;

fn law(law: Delay) -> Option<Wait> {
    Some(Wait::Law(law))
}

fn fixed_wait(days: f64) -> Option<Wait> {
    law(Delay::Fixed(q(days)))
}

fn list(times: &[(f64, f64)]) -> Delay {
    Delay::List(times.iter().map(|(days, weight)| (*days, q(*weight))).collect())
}

/// Two kinds of people in a market, who share again and again; tiers, a reward for the first share, and money that runs out. Some
/// would have come anyway, some who come buy, and all may leave.
pub fn of_many_laws() -> Case {
    let mut patient = sharer(12);
    patient.name = "patient".to_owned();
    patient.share.after = law(Delay::Mixture(vec![
        (q(0.6), Delay::Fixed(q(0.7))),
        (q(0.4), Delay::Lognormal { median: q(1.5), sigma: q(0.6) }),
    ]));
    patient.share.again = q(0.8);
    patient.delay = Delay::Exponential(q(0.8));
    patient.inflow = vec![Inflow::free(0.8)];
    patient.buys = vec![Buys::per_day(0.1, 2.0)];
    patient.recruits = row(&[0.6, 0.4]);
    let mut prompt = segment("prompt", 0, negative_binomial(5.0, 0.6), 0.3);
    prompt.seeds = vec![SeedWave::new(0.0, 5.0), SeedWave::new(2.4, 6.0)];
    prompt.share.after = law(list(&[(0.25, 2.0), (1.0, 1.0), (2.6, 1.0)]));
    prompt.share.again = q(0.5);
    prompt.stay = Stay::Churn(q(0.2));
    prompt.delay = Delay::Exponential(q(0.6));
    prompt.recruits = row(&[0.3, 0.7]);
    let mut s = scenario(9, vec![patient, prompt]);
    s.market = Some(q(170.0));
    s.anyway = q(0.2);
    s.incentive = vec![
        rule("first", Recipient::Inviter, Trigger::Share, 2.0, 1.5),
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 8.0, 6.0),
        Reward { cap: Some(2), ..rule("friend", Recipient::Inviter, Trigger::Join, 3.0, 2.0) },
    ];
    s.budget = budget(90.0, WhenExhausted::StopRewards);
    Case::new("waits of many laws", s).coupled().plain()
}

/// In steps of three hours that begin in the evening, with hours, weekdays, reminders, and a platform that shuts the campaign for a
/// while, also as a wave comes.
pub fn on_the_clock() -> Case {
    let Case { scenario: mut s, .. } = of_many_laws();
    s.clock = kfactor::scenario::Clock {
        start: Some(Start { year: 2026, month: 3, day: 6, minute_of_day: 18 * 60 }),
        ..clock(7, 180)
    };
    let mut hours = [0.2; 24];
    hours[..6].fill(0.0);
    hours[18..].fill(2.5);
    (s.hours, s.weekdays) = (Some(hours), Some([1.0, 1.0, 1.0, 1.0, 1.3, 2.0, 0.4]));
    s.segments[1].seeds.push(SeedWave::new(1.45, 12.0));
    s.segments[0].reminders = vec![Reminder { to: Reminded::Waiting, ..Reminder::new(2.0, 0.5) }];
    s.ban = vec![Ban::new(0.02, Some(1.1))];
    (s.market, s.anyway, s.budget) = (None, q(0.0), None);
    Case::new("waits on the clock", s).plain()
}

/// Who comes first finds room, and the platform looks before anybody shares.
pub fn at_a_door() -> Case {
    let Case { scenario: mut s, .. } = of_many_laws();
    s.capacity.total = Some(q(60.0));
    s.ban = vec![Ban { hits: Hits::Campaign, ..Ban::new(0.01, Some(1.6)) }];
    (s.market, s.anyway) = (None, q(0.0));
    Case::new("waits at a door", s).plain()
}

#[test]
fn of_engine_and_oracle() {
    [of_many_laws(), on_the_clock(), at_a_door()].iter().for_each(agree);
}

/// A thousand leaders who share with one friend each time, who comes soon and brings nobody.
fn leaders(minutes: u32, days: u32, after: Option<Wait>) -> Scenario {
    let mut leader = segment("leader", 1_000, fixed(1.0), 1.0);
    (leader.share.after, leader.recruits) = (after, row(&[0.0, 1.0]));
    leader.delay = Delay::Fixed(q(1e-6));
    let mut friend = segment("friend", 0, fixed(0.0), 1.0);
    (friend.delay, friend.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
    Scenario { clock: clock(days, minutes), ..scenario(days, vec![leader, friend]) }
}

/// Of those who leave with .1 a day .9^10 are still there after ten days, always so long; 1/(1 + 10·.10536) after an exponential time
/// of ten days, be it said as a law, for which people are followed one by one, or as a mean, for which they are counted.
fn who_leaves_waits_in_vain(sampler: Sampler, replicates: u64) {
    let weibull = law(Delay::Weibull { scale: q(10.0), shape: q(1.0) });
    for minutes in STEPS {
        for (after, part) in
            [(fixed_wait(10.0), 0.348_678), (weibull.clone(), 0.486_949), (waits(10.0), 0.486_949)]
        {
            let mut s = leaders(minutes, 60, after);
            s.segments[0].stay = Stay::Churn(q(0.1));
            mean_is("asked", &ask(sampler, s, replicates).column("accepted"), 1_000.0 * part, 0.0);
        }
    }
}

/// K is the same, however long the wait would be for who stays.
#[test]
fn theory_knows_who_waits_in_vain() {
    for (after, part) in [(fixed_wait(10.0), 0.348_678), (waits(10.0), 0.486_949)] {
        let mut s = leaders(1_440, 200, after);
        s.segments.truncate(1);
        (s.segments[0].stay, s.segments[0].recruits) = (Stay::Churn(q(0.1)), None);
        let k = theory(&s.validate().expect("a campaign")).k;
        assert!((k - part).abs() < 2e-6, "{k}");
    }
}

/// One friend each, who goes on: after 1, 2 or 3 days, equally likely. Of S days for n generations are at most five, S₁ always,
/// S₂ with 8/9, S₃ with 10/27, S₄ with 5/81, S₅ with 1/243.
fn generations_are_known_by_the_day(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut s = leaders(minutes, 6, law(list(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)])));
        s.segments.truncate(1);
        s.segments[0].recruits = None;
        mean_is("come", &ask(sampler, s, replicates).column("referred"), 2_325.103, 0.001);
    }
}

/// With .4 days of the clock to each occasion there are two in a day and four in two days, the last in the night of which is put off;
/// whether the clock goes evenly or stands still at night.
fn occasions_come_by_the_clock(sampler: Sampler, replicates: u64) {
    let mut hours = [0.0; 24];
    hours[8..20].fill(1.0);
    for (minutes, hours) in [(1_440, None), (60, None), (60, Some(hours))] {
        for days in [1, 2] {
            let mut s = leaders(minutes, days, fixed_wait(0.4));
            s.segments[0].share.again = q(1.0);
            s.hours = hours;
            let shares = ask(sampler, s, replicates).column("shares");
            mean_is("shares", &shares, 2_000.0 * f64::from(days), 0.0);
        }
    }
}

/// The platform shuts the campaign for two days as the seeds come; the wait of a day is over on the fourth day.
fn waits_stand_still_while_shut(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        for (days, shared) in [(3, 0.0), (4, 1_000.0)] {
            let mut s = leaders(minutes, days, fixed_wait(1.0));
            s.ban = vec![Ban::new(1.0, Some(2.0))];
            mean_is("shares", &ask(sampler, s, replicates).column("shares"), shared, 0.0);
        }
    }
}

/// Who opens a reminder after a day, and shares, waits three days from then on.
fn a_reminder_begins_the_wait_anew(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        for (days, shared) in [(4, 1_000.0), (5, 2_000.0)] {
            let mut s = leaders(minutes, days, fixed_wait(3.0));
            s.segments[0].share.again = q(1.0);
            s.segments[0].reminders = vec![Reminder::new(1.0, 1.0)];
            mean_is("shares", &ask(sampler, s, replicates).column("shares"), shared, 0.0);
        }
    }
}

/// A thousand leaders share at the third midnight; half of those they ask answer within a day by the law of their answers, be the
/// step as long as it may. A friend who comes at some moment shares three days after it.
fn answers_come_from_the_moment_of_the_share(sampler: Sampler, replicates: u64) {
    let day = |day: f64| 1.0 - (-day).exp();
    for minutes in [1_440, 720, 480, 60] {
        for (days, come) in [(4, day(1.0)), (5, day(2.0))] {
            let mut s = leaders(minutes, days, fixed_wait(3.0));
            s.segments[0].delay = Delay::Exponential(q(1.0));
            mean_is("referred", &ask(sampler, s, replicates).column("referred"), 1_000.0 * come, 0.0);
        }
        let mut s = leaders(minutes, 7, fixed_wait(3.0));
        s.segments.truncate(1);
        (s.segments[0].recruits, s.segments[0].delay) = (None, Delay::Fixed(q(0.4)));
        mean_is("referred", &ask(sampler, s, replicates).column("referred"), 2_000.0, 0.0);
    }
}

known!(
    who_leaves_waits_in_vain(60, 20),
    answers_come_from_the_moment_of_the_share(60, 20),
    generations_are_known_by_the_day(60, 30),
    occasions_come_by_the_clock(4, 2),
    waits_stand_still_while_shut(4, 2),
    a_reminder_begins_the_wait_anew(4, 2),
);

//! Answers of any law: of several kinds, and after one of several times.

use super::{STEPS, agree, ask, known, mean_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::Case;
use kfactor::scenario::{
    Contacts, Delay, Drive, Recipient, Reward, Scenario, SeedWave, Segment, Stay, Trigger, WhenExhausted,
};
use kfactor::study::theory::theory;

fn mixture(parts: &[(f64, Delay)]) -> Delay {
    Delay::Mixture(parts.iter().map(|(weight, part)| (q(*weight), part.clone())).collect())
}

fn list(times: &[(f64, f64)]) -> Delay {
    Delay::List(times.iter().map(|(days, weight)| (*days, q(*weight))).collect())
}

fn exponential(mean: f64) -> Delay {
    Delay::Exponential(q(mean))
}

/// Some answer at once and some after days, in a market that fills; a tier, money that runs out, leaving.
fn of_two_kinds() -> Case {
    let mut patient = sharer(10);
    patient.name = "patient".to_owned();
    patient.delay = mixture(&[(0.7, exponential(0.1)), (0.3, Delay::Fixed(q(2.3)))]);
    patient.recruits = row(&[0.6, 0.4]);
    let mut prompt = segment("prompt", 0, negative_binomial(6.0, 0.5), 0.4);
    prompt.seeds = vec![SeedWave::new(0.0, 4.0), SeedWave::new(2.4, 6.0)];
    prompt.delay = list(&[(0.25, 2.0), (1.0, 1.0), (1.6, 1.0)]);
    prompt.within_days = Some(q(1.2));
    prompt.stay = Stay::Churn(q(0.2));
    prompt.recruits = row(&[0.3, 0.7]);
    let mut s = scenario(9, vec![patient, prompt]);
    s.market = Some(q(160.0));
    s.incentive = vec![
        Reward { stock: Some(q(25.0)), ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 3.0) },
        rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 8.0, 6.0),
    ];
    s.budget = budget(110.0, WhenExhausted::StopRewards);
    Case::new("answers of two kinds", s)
}

/// At the end many of those who answer late are still on the way.
pub fn late_and_early() -> Case {
    let mut people = segment("all", 30, poisson(5.0), 0.25);
    people.delay = mixture(&[(0.7, exponential(0.1)), (0.3, Delay::Fixed(q(2.3)))]);
    people.stay = Stay::Churn(q(0.1));
    let mut s = scenario(2, vec![people]);
    s.incentive = vec![rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 8.0, 6.0)];
    s.budget = budget(60.0, WhenExhausted::StopRewards);
    Case::new("late and early", s).plain()
}

agree!(of_two_kinds, late_and_early);

fn in_steps(minutes: u32, days: u32, people: Vec<Segment>) -> Scenario {
    Scenario { clock: clock(days, minutes), ..scenario(days, people) }
}

/// A hundred leaders with ten friends each, who all say yes and bring nobody.
fn leaders(delay: Delay) -> Vec<Segment> {
    let mut leader = segment("leader", 100, fixed(10.0), 1.0);
    (leader.delay, leader.recruits) = (delay, row(&[0.0, 1.0]));
    let mut friend = segment("friend", 0, Contacts::Fixed(q(0.0)), 1.0);
    (friend.delay, friend.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
    vec![leader, friend]
}

/// Of 70 % who answer after two hours on average and 30 % after a day nearly all of the ones and 1 - e^-2 of the others have
/// come after two days; of times of 1, 2 and 3 days one third.
fn come_by_the_second_day(sampler: Sampler, replicates: u64) {
    let known = [
        (mixture(&[(0.7, exponential(1.0 / 12.0)), (0.3, exponential(1.0))]), 0.959_399),
        (list(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]), 1.0 / 3.0),
    ];
    for minutes in STEPS {
        for (delay, part) in &known {
            let table = ask(sampler, in_steps(minutes, 2, leaders(delay.clone())), replicates);
            mean_is("come", &table.column("referred"), 1_000.0 * part, 0.001);
        }
    }
}

known!(come_by_the_second_day(300, 60));

/// With 1.5 friends each: half answer after half a day on average and half after one and a half, growth at .548584 a day in the
/// limit of fine steps; after 1, 2 or 3 days, at .210060.
#[test]
fn growth_is_that_of_the_law() {
    let known = [
        (mixture(&[(0.5, exponential(0.5)), (0.5, exponential(1.5))]), 0.548_584, [0.12, 0.001]),
        (list(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]), 0.210_060, [0.001, 0.001]),
    ];
    for (delay, rate, slack) in known {
        for (minutes, slack) in STEPS.into_iter().zip(slack) {
            let mut people = segment("all", 10, poisson(15.0), 0.1);
            people.delay = delay.clone();
            let s = in_steps(minutes, 60, vec![people]).validate().expect("a campaign");
            let growth = theory(&s).growth.expect("growth").rate_per_day;
            assert!((growth / rate - 1.0).abs() < slack, "{minutes}: {growth}");
        }
    }
}

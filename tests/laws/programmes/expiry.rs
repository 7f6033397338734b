//! Invitations that expire.

use super::{STEPS, agree, ask, known, mean_is, promised_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::Case;
use kfactor::scenario::{
    Contacts, Delay, Drive, Recipient, Reward, Scenario, SeedWave, Segment, Stay, Trigger, WhenExhausted,
};
use kfactor::study::theory::theory;

fn expiring(people: Segment, delay: Delay, within: f64) -> Segment {
    Segment { delay, within_days: Some(q(within)), ..people }
}

fn exponential(mean: f64) -> Delay {
    Delay::Exponential(q(mean))
}

/// Two kinds of people who answer too late at times, in a market that fills; pieces that are held, a tier, money that runs out.
pub fn market_and_means() -> Case {
    let mut patient = expiring(sharer(10), exponential(1.2), 1.5);
    patient.name = "patient".to_owned();
    patient.recruits = row(&[0.6, 0.4]);
    let mut prompt = expiring(segment("prompt", 0, negative_binomial(8.0, 0.5), 0.4), exponential(1.0), 0.8);
    prompt.seeds = vec![SeedWave::new(0.0, 4.0), SeedWave::new(2.4, 6.0)];
    prompt.stay = Stay::Churn(q(0.2));
    prompt.recruits = row(&[0.3, 0.7]);
    let mut s = scenario(9, vec![patient, prompt]);
    s.market = Some(q(160.0));
    let held = rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 3.0);
    s.incentive = vec![
        Reward { stock: Some(q(25.0)), reserve: true, ..held },
        rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 8.0, 6.0),
    ];
    s.budget = budget(110.0, WhenExhausted::StopRewards);
    Case::new("expiring in a market", s).plain()
}

/// Contacts of every law, some of whom answer when an invitation has expired; hunters among them; a stage before the last.
pub fn all_contacts() -> Case {
    let law = Contacts::Mixture(vec![(q(3.0), poisson(4.0)), (q(1.0), fixed(9.0))]);
    let mut people = expiring(sharer(10), Delay::Weibull { scale: q(1.0), shape: q(0.7) }, 0.6);
    people.contacts = law;
    people.funnel = funnel(&[("see", 0.7), ("join", 0.5)]);
    people.recruits = row(&[0.85, 0.15]);
    let hunters = expiring(hunters(2, fixed(4.0), 0.5, saturating(0.9, 3.0), 0.4), exponential(0.4), 0.4);
    let mut s = scenario(9, vec![people, hunters]);
    s.incentive = vec![
        rule("friend", Recipient::Inviter, Trigger::Join, 3.0, 2.0),
        rule("upline", Recipient::Upline, Trigger::Join, 1.0, 1.0),
    ];
    Case::new("expiring, all contacts", s)
}

agree!(market_and_means, all_contacts);

/// A hundred leaders with ten friends each, who all say yes and bring nobody.
fn leaders(delay: Delay, within: f64) -> Vec<Segment> {
    let mut leader = expiring(segment("leader", 100, fixed(10.0), 1.0), delay, within);
    leader.recruits = row(&[0.0, 1.0]);
    let mut friend = segment("friend", 0, fixed(0.0), 1.0);
    (friend.delay, friend.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
    vec![leader, friend]
}

fn in_steps(minutes: u32, days: u32, segments: Vec<Segment>) -> Scenario {
    Scenario { clock: clock(days, minutes), ..scenario(days, segments) }
}

/// Who would answer later does not accept: 63.21 % of answers of an exponential time come within their mean, 86.40 % of a
/// lognormal one (median 1 d, σ 1) within 3 d, all of 2 d within 2 d. The others are told.
fn answers_in_time(sampler: Sampler, replicates: u64) {
    let lognormal = Delay::Lognormal { median: q(1.0), sigma: q(1.0) };
    let known =
        [(exponential(30.0), 30.0, 0.632_121), (lognormal, 3.0, 0.864_031), (Delay::Fixed(q(2.0)), 2.0, 1.0)];
    for minutes in STEPS {
        for (delay, within, part) in &known {
            let s = in_steps(minutes, 2, leaders(delay.clone(), *within));
            let table = ask(sampler, s, replicates);
            mean_is("accepted", &table.column("accepted"), 1000.0 * part, 0.001);
            mean_is("expired", &table.column("expired"), 1000.0 * (1.0 - part), 0.001);
        }
    }
}

/// An exponential 30 days within 30 days, and .8 who say yes: K .505696, and 2.0230 people from a seed.
fn people_from_a_seed(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let people = expiring(segment("all", 100, poisson(8.0), 0.1), exponential(30.0), 30.0);
        let s = in_steps(minutes, 400, vec![people]);
        let k = theory(&s.clone().validate().expect("a campaign")).k;
        assert!((k - 0.505_696).abs() < 1e-6, "{k}");
        let totals = ask(sampler, s, replicates).totals();
        mean_is("from a hundred seeds", &totals, 202.305, 0.05);
    }
}

/// A thousand are asked, who answer after three days on average, and within three days or not at all; a piece of this stock for each.
fn a_piece_each(minutes: u32, stock: f64, reserve: bool) -> Scenario {
    let rule = rule("friend", Recipient::Inviter, Trigger::Join, 2.0, 2.0);
    let incentive = vec![Reward { stock: Some(q(stock)), reserve, ..rule }];
    Scenario { incentive, ..in_steps(minutes, 8, leaders(exponential(3.0), 3.0)) }
}

/// No piece is held for who would answer too late: of eight hundred pieces as many go as friends come. Five hundred are all
/// promised, and paid; where they are not held, 132.12 promises are broken.
fn nothing_is_held_for_the_late(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let table = ask(sampler, a_piece_each(minutes, 800.0, true), replicates);
        mean_is("accepted", &table.column("accepted"), 632.121, 0.001);
        assert_eq!(table.column("rewards_paid"), table.column("accepted"));
        for (reserve, broken) in [(true, 0.0), (false, 132.121)] {
            let table = ask(sampler, a_piece_each(minutes, 500.0, reserve), replicates);
            assert!(table.column("rewards_paid").iter().all(|paid| *paid == 500.0));
            mean_is("broken", &table.column("broken_promises"), broken, 0.001);
        }
    }
}

#[test]
fn five_hundred_are_promised() {
    for minutes in STEPS {
        promised_is(&a_piece_each(minutes, 500.0, true), 500.0, 20);
    }
}

/// Who answered too late may be asked again, and has taken no place of the market: where half of the answers are late, one
/// friend among four people, whom three leaders ask with two contacts each, comes with 1 - (7/8)^6.
fn asked_again(sampler: Sampler, replicates: u64) {
    let mut segments = leaders(exponential(1.0), 2f64.ln());
    (segments[0].seeds, segments[0].contacts) = (wave(0.0, 3), fixed(2.0));
    for minutes in STEPS {
        let s = Scenario { market: Some(q(4.0)), ..in_steps(minutes, 4, segments.clone()) };
        let accepted = ask(sampler, s, replicates).column("accepted");
        mean_is("accepted", &accepted, 1.0 - 0.875f64.powi(6), 0.0);
    }
}

known!(
    answers_in_time(400, 100),
    people_from_a_seed(200, 20),
    nothing_is_held_for_the_late(200, 20),
    asked_again(20_000, 20_000),
);

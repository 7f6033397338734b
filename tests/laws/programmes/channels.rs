//! Channels: shares that go several ways.

use super::{STEPS, agree, ask, known, mean_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::{Case, by_engine};
use kfactor::scenario::{
    Channel, Contacts, Delay, Drive, Recipient, Reward, Scenario, SeedWave, Segment, Share, Stay, Trigger,
    WhenExhausted,
};
use kfactor::study::theory::theory;

fn channel(name: &str, usage: f64, contacts: Contacts, join: f64) -> Channel {
    Channel {
        usage: q(usage),
        contacts: Some(contacts),
        funnel: Some(funnel(&[("join", join)])),
        ..Channel::new(name)
    }
}

/// Two kinds of people in a market, each with channels of their own, on which funnels, delays and laws differ; one of them is as
/// the segment has it. Who comes for the bait alone is of another kind. Tiers, a cap, and money that runs out.
pub fn in_a_market() -> Case {
    let mut patient = sharer(10);
    patient.name = "patient".to_owned();
    patient.delay = Delay::Exponential(q(0.6));
    patient.join_reward = Some(saturating(0.4, 4.0));
    patient.recruits = row(&[0.6, 0.4]);
    patient.recruits_for_bait = row(&[0.2, 0.8]);
    let moments = Channel {
        funnel: Some(funnel(&[("see", 0.5), ("join", 0.3)])),
        delay: Some(Delay::Exponential(q(2.0))),
        within_days: Some(q(2.5)),
        ..channel("moments", 0.6, negative_binomial(9.0, 0.6), 0.0)
    };
    let private = Channel { usage: q(0.7), ..Channel::new("private") };
    patient.channels = vec![moments, private, channel("printed", 0.4, fixed(2.0), 0.3)];
    let mut prompt = segment("prompt", 0, poisson(5.0), 0.3);
    prompt.delay = Delay::Fixed(q(0.4));
    prompt.seeds = vec![SeedWave::new(0.0, 4.0), SeedWave::new(2.4, 8.0)];
    prompt.share = Share { drive: motives(0.3, 0.0, Some(saturating(0.5, 6.0))), ..prompt.share };
    prompt.stay = Stay::Churn(q(0.1));
    prompt.recruits = row(&[0.3, 0.7]);
    let later = Channel { delay: Some(Delay::Fixed(q(1.3))), ..channel("later", 0.5, poisson(3.0), 0.4) };
    prompt.channels = vec![later, Channel::new("at once")];
    let mut s = scenario(9, vec![patient, prompt]);
    s.market = Some(q(160.0));
    s.incentive = vec![
        rule("welcome", Recipient::Invitee, Trigger::Join, 3.0, 1.0),
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 8.0, 6.0),
        Reward { cap: Some(2), ..rule("friend", Recipient::Inviter, Trigger::Join, 3.0, 2.0) },
    ];
    s.budget = budget(90.0, WhenExhausted::StopRewards);
    Case::new("channels in a market", s).coupled()
}

/// In cycles, without a market: an upline, a tier that comes again and again, a rank; hunters, who share by channels too.
fn in_cycles() -> Case {
    let mut people = sharer(8);
    (people.delay, people.recruits) = (Delay::None, row(&[0.9, 0.1]));
    let mixture = Contacts::Mixture(vec![(q(3.0), poisson(1.0)), (q(1.0), fixed(4.0))]);
    people.channels = vec![
        channel("moments", 0.5, mixture, 0.3),
        Channel { usage: q(0.3), ..Channel::new("private") },
        channel("forum", 1.0, negative_binomial(1.0, 0.3), 0.2),
    ];
    let mut hunters = hunters(2, fixed(0.0), 0.5, saturating(0.9, 3.0), 0.4);
    hunters.delay = Delay::None;
    hunters.channels = vec![channel("a", 0.5, fixed(2.0), 0.4), channel("b", 0.5, poisson(1.0), 0.5)];
    let mut s = scenario(9, vec![people, hunters]);
    s.incentive = vec![
        rule("every_2", Recipient::Inviter, Trigger::Every(2), 4.0, 3.0),
        rule("upline", Recipient::Upline, Trigger::Join, 1.0, 1.0),
        rule("best", Recipient::Inviter, Trigger::Rank(2), 9.0, 5.0),
    ];
    Case::new("channels in cycles", s)
}

agree!(in_a_market, in_cycles);

/// Six in ten shares reach ten people of whom a tenth join, five in ten reach four of whom a quarter do.
fn two_channels() -> Vec<Channel> {
    vec![channel("moments", 0.6, poisson(10.0), 0.1), channel("private", 0.5, poisson(4.0), 0.25)]
}

fn in_steps(minutes: u32, days: u32, segments: Vec<Segment>) -> Scenario {
    Scenario { clock: clock(days, minutes), ..scenario(days, segments) }
}

/// G(s) = (.4 + .6 e^(s-1)) (.5 + .5 e^(s-1)): K 1.1, nobody with G(0) = .424540; of a hundred leaders' friends, who bring nobody,
/// 110 come.
fn what_a_share_brings(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut leader = segment("leader", 1, fixed(0.0), 0.0);
        (leader.delay, leader.channels) = (Delay::Exponential(q(0.2)), two_channels());
        leader.recruits = row(&[0.0, 1.0]);
        let mut friend = segment("friend", 0, fixed(0.0), 1.0);
        (friend.delay, friend.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
        let accepted =
            ask(sampler, in_steps(minutes, 3, vec![leader, friend]), replicates).column("accepted");
        mean_is("accepted", &accepted, 1.1, 0.0);
        let nobody: Vec<f64> = accepted.iter().map(|n| f64::from(u8::from(*n == 0.0))).collect();
        mean_is("nobody", &nobody, 0.424_540, 0.0);
    }
}

/// The chance that the line of one seed dies out is the least root of G(s) = s: .873794. Lines that have less than four hundred
/// people after a hundred cycles do.
#[test]
fn lines_die_out() {
    let mut people = segment("all", 1, fixed(0.0), 0.0);
    people.channels = two_channels();
    let s = in_steps(1440, 100, vec![people]);
    let told = theory(&s.clone().validate().expect("a campaign"));
    assert!((told.k - 1.1).abs() < 1e-9, "{}", told.k);
    let of = &told.segments[0];
    assert!((of.extinction - 0.873_794).abs() < 1e-6, "{}", of.extinction);
    assert!((of.brings_nobody - 0.424_540).abs() < 1e-6, "{}", of.brings_nobody);
    let totals = ask(by_engine, s, 20_000).totals();
    let dies: Vec<f64> = totals.iter().map(|n| f64::from(u8::from(*n < 400.0))).collect();
    mean_is("dies out", &dies, 0.873_794, 0.002);
}

/// All channels draw on the same people, each of whom says yes once: three leaders ask one friend among four people, each by
/// one channel with (1/4)·½, by the other with ½·(1/4): he comes with 1 - (7/8)^6.
fn one_market(sampler: Sampler, replicates: u64) {
    let mut leader = segment("leader", 3, fixed(0.0), 0.0);
    leader.channels = vec![channel("a", 1.0, fixed(1.0), 0.5), channel("b", 0.5, fixed(1.0), 1.0)];
    (leader.delay, leader.recruits) = (Delay::Exponential(q(0.1)), row(&[0.0, 1.0]));
    let mut friend = segment("friend", 0, fixed(0.0), 1.0);
    (friend.delay, friend.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
    for minutes in STEPS {
        let segments = vec![leader.clone(), friend.clone()];
        let s = Scenario { market: Some(q(4.0)), ..in_steps(minutes, 2, segments) };
        let accepted = ask(sampler, s, replicates).column("accepted");
        mean_is("accepted", &accepted, 1.0 - 0.875f64.powi(6), 0.0);
    }
}

known!(what_a_share_brings(20_000, 20_000), one_market(20_000, 20_000));

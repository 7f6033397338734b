//! Rewards to those above who has invited, on several levels.

use super::{STEPS, agree, ask, known, mean_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::Case;
use kfactor::scenario::{
    Amount, Buys, BuysWhen, Delay, Drive, Levels, Price, Recipient, Reward, Scenario, SeedWave, Segment,
    Stay, Trigger, WhenExhausted,
};

fn levels(share: f64, up_to: u32) -> Option<Levels> {
    Some(Levels { share: q(share), up_to })
}

fn to_level(name: &str, level: u32, when: Trigger, cost: f64) -> Reward {
    Reward { level: Some(level), ..rule(name, Recipient::Upline, when, 1.0, cost) }
}

/// Genuine people of two kinds and hunters, whom some of them bring; tiers, levels and money that runs out, in a market that fills.
pub fn in_a_market() -> Case {
    let mut patient = sharer(8);
    (patient.name, patient.delay) = ("patient".to_owned(), Delay::Exponential(q(0.6)));
    patient.recruits = row(&[0.5, 0.3, 0.2]);
    let mut prompt = segment("prompt", 0, negative_binomial(6.0, 0.5), 0.3);
    prompt.delay = Delay::Fixed(q(0.4));
    prompt.seeds = vec![SeedWave::new(0.0, 4.0), SeedWave::new(2.4, 6.0)];
    prompt.stay = Stay::Churn(q(0.1));
    prompt.recruits = row(&[0.4, 0.5, 0.1]);
    let mut hunters = hunters(0, poisson(3.0), 0.4, saturating(0.9, 3.0), 0.4);
    hunters.delay = Delay::Exponential(q(0.3));
    let mut s = scenario(9, vec![patient, prompt, hunters]);
    s.market = Some(q(170.0));
    s.incentive = vec![
        Reward { levels: levels(0.5, 4), ..rule("friend", Recipient::Inviter, Trigger::Join, 3.0, 2.0) },
        to_level("third", 3, Trigger::Join, 0.7),
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 6.0, 4.0),
    ];
    s.budget = budget(150.0, WhenExhausted::StopRewards);
    Case::new("levels in a market", s).plain()
}

/// In cycles, with a commission for each order on three levels and a part of the price of joining on four.
fn in_cycles() -> Case {
    let mut people = sharer(8);
    people.delay = Delay::None;
    people.buys = vec![Buys { price: Some(q(10.0)), ..Buys::per_day(0.2, 4.0) }];
    let mut s = scenario(9, vec![people]);
    s.price = Some(Price { start: q(8.0), step: q(0.0), every: 1, refund: None });
    let commission = rule("commission", Recipient::Inviter, Trigger::Order, 1.0, 1.0);
    let entry = rule("entry", Recipient::Inviter, Trigger::Join, 0.5, 0.0);
    let part = Amount::ShareOfPrice(q(0.1));
    s.incentive = vec![
        Reward { levels: levels(0.5, 3), ..commission },
        Reward { cost: part, levels: levels(0.5, 4), ..entry },
    ];
    Case::new("levels in cycles", s)
}

agree!(in_a_market, in_cycles);

fn in_steps(minutes: u32, days: u32, segments: Vec<Segment>) -> Scenario {
    Scenario { clock: clock(days, minutes), ..scenario(days, segments) }
}

/// A thousand seeds with K = 1/2: 500 whom invited people invite, on the second level, 250 on the third; and of 10 for a friend and
/// half of it on each further level 13,333, rounding aside.
fn what_levels_cost(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut people = segment("all", 1_000, poisson(5.0), 0.1);
        people.delay = Delay::Exponential(q(0.02));
        let mut s = in_steps(minutes, 8, vec![people]);
        let friend = rule("friend", Recipient::Inviter, Trigger::Join, 10.0, 10.0);
        s.incentive = vec![Reward { levels: levels(0.5, 10), ..friend }];
        let cost = ask(sampler, s.clone(), replicates).column("reward_cost");
        mean_is("levels", &cost, 13_333.0, 12.0);
        for (level, claims) in [(1, 1_000.0), (2, 500.0), (3, 250.0)] {
            s.incentive = vec![to_level("level", level, Trigger::Join, 1.0)];
            let paid = ask(sampler, s.clone(), replicates).column("rewards_paid");
            mean_is(&format!("level {level}"), &paid, claims, 0.002 * claims);
        }
    }
}

/// One buys, with so many people above him: 2,000 to himself and 1,000 above, half of it on each further level.
fn one_order(sampler: Sampler, replicates: u64) {
    let names = ["a", "b", "c", "d", "e", "f", "g"];
    let known = [2000.0, 3000.0, 3500.0, 3750.0, 3875.0, 3937.5, 3968.75];
    for (last, known) in known.into_iter().enumerate() {
        for minutes in STEPS {
            let one = |(index, name): (usize, &&str)| {
                let next = usize::from(index < last);
                let mut person = segment(name, 0, fixed(next as f64), 1.0);
                person.delay = Delay::Exponential(q(0.001));
                let mut bring = vec![0.0; last + 1];
                bring[(index + 1).min(last)] = 1.0;
                person.recruits = row(&bring);
                person
            };
            let mut segments: Vec<Segment> = names[..=last].iter().enumerate().map(one).collect();
            segments[0].seeds = wave(0.0, 1);
            if last == 0 {
                segments[0].share.drive = Drive::Plain(q(0.0));
            }
            let when = BuysWhen::At { at_days: 2.0, chance: q(1.0) };
            segments[last].buys = vec![Buys { when, price: Some(q(50_000.0)), ..Buys::per_day(0.0, 0.0) }];
            let mut s = in_steps(minutes, 3, segments);
            s.incentive = vec![
                rule("finder", Recipient::Buyer, Trigger::Buy, 0.0, 2_000.0),
                Reward {
                    levels: levels(0.5, 10),
                    ..rule("above", Recipient::Inviter, Trigger::Buy, 0.0, 1_000.0)
                },
            ];
            let cost = ask(sampler, s, replicates).column("reward_cost");
            mean_is(&format!("{last} above"), &cost, known, 0.0);
        }
    }
}

known!(what_levels_cost(400, 20), one_order(4, 4));

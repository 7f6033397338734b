//! Reminders to members, of whom some open them and some leave.

use super::{STEPS, agree, ask, known, mean_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::sharer;
use crate::table::Case;
use kfactor::scenario::{
    Ban, Buyers, Buys, BuysWhen, Community, Delay, Drive, Inflow, Recipient, Reminded, Reminder, Reward,
    Scenario, SeedWave, Share, Stay, Trigger, WhenExhausted,
};
use kfactor::study::theory::theory;

fn to(to: Reminded, at_days: f64, opens: f64, churn: f64) -> Reminder {
    Reminder { to, churn: q(churn), ..Reminder::new(at_days, opens) }
}

/// Two kinds of people in a market, to each group of whom something is sent; some answer at once. Tiers, a reward for the first
/// share, and money that runs out. Some would have come anyway, and some who come buy.
pub fn in_a_market() -> Case {
    let mut patient = sharer(12);
    patient.name = "patient".to_owned();
    patient.delay = Delay::Exponential(q(0.6));
    patient.recruits = row(&[0.6, 0.4]);
    patient.inflow = vec![Inflow::free(0.8)];
    let weekly = |every: f64, reminder: Reminder| Reminder { every_days: Some(every), ..reminder };
    patient.reminders = vec![
        weekly(3.0, to(Reminded::Done, 2.0, 0.5, 0.03)),
        to(Reminded::Waiting, 3.0, 0.4, 0.0),
        to(Reminded::Never, 5.0, 0.6, 0.1),
    ];
    patient.buys = vec![
        Buys::per_day(0.1, 2.0),
        Buys {
            when: BuysWhen::At { at_days: 6.0, chance: q(0.3) },
            who: Buyers::Invited,
            ..Buys::per_day(0.0, 4.0)
        },
    ];
    let mut prompt = segment("prompt", 0, negative_binomial(6.0, 0.5), 0.3);
    prompt.delay = Delay::Fixed(q(0.4));
    prompt.seeds = vec![SeedWave::new(0.0, 6.0), SeedWave::new(2.4, 8.0)];
    prompt.share = Share { drive: motives(0.3, 0.0, Some(saturating(0.5, 6.0))), ..prompt.share };
    prompt.stay = Stay::Churn(q(0.1));
    prompt.recruits = row(&[0.3, 0.7]);
    prompt.reminders = vec![weekly(2.0, to(Reminded::All, 2.0, 0.3, 0.05))];
    let mut s = scenario(9, vec![patient, prompt]);
    s.market = Some(q(160.0));
    s.anyway = q(0.2);
    s.incentive = vec![
        rule("first", Recipient::Inviter, Trigger::Share, 2.0, 1.5),
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 8.0, 6.0),
        Reward { cap: Some(2), ..rule("friend", Recipient::Inviter, Trigger::Join, 3.0, 2.0) },
    ];
    s.budget = budget(90.0, WhenExhausted::StopRewards);
    Case::new("reminders in a market", s).coupled()
}

/// In cycles, with an upline, goods that are held, too many to look after, and a platform that deletes who was invited.
fn in_cycles() -> Case {
    let mut people = sharer(25);
    people.reminders = vec![
        Reminder { every_days: Some(2.0), ..to(Reminded::Done, 1.0, 0.5, 0.04) },
        to(Reminded::All, 4.0, 0.7, 0.02),
    ];
    let mut s = scenario(8, vec![people]);
    let upline = rule("upline", Recipient::Upline, Trigger::Join, 1.0, 1.0);
    s.incentive = vec![
        Reward {
            stock: Some(q(30.0)),
            reserve: true,
            ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 3.0)
        },
        upline,
    ];
    s.ban = vec![Ban { delete_induced: true, ..Ban::new(0.004, Some(2.0)) }];
    s.community = Some(Community {
        group_size: None,
        code: None,
        cost_per_group: q(0.0),
        carers: Some(1),
        members_per_carer: q(40.0),
        overload: q(2.0),
        cost_per_carer_day: q(0.0),
    });
    Case::new("reminders in cycles", s)
}

/// The issues of a newsletter, which come without the programme, too; money ends the programme, and not the issues.
fn issues() -> Case {
    let mut people = sharer(20);
    people.inflow = vec![Inflow::free(1.5), Inflow::free(1.0).bought(2.0)];
    people.buys = vec![Buys::per_day(0.1, 2.0)];
    people.reminders =
        vec![Reminder { every_days: Some(2.0), regular: true, ..to(Reminded::All, 2.0, 0.5, 0.15) }];
    let mut s = scenario(10, vec![people]);
    s.anyway = q(0.3);
    s.incentive = vec![rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 3.0)];
    s.budget = budget(40.0, WhenExhausted::EndCampaign);
    Case::new("issues", s)
}

/// The same in a market, with a message of the programme's own.
fn issues_in_a_market() -> Case {
    let mut case = issues();
    case.scenario.market = Some(q(90.0));
    let own = Reminder { every_days: Some(3.0), ..to(Reminded::Never, 3.0, 0.4, 0.05) };
    case.scenario.segments[0].reminders.push(own);
    Case::new("issues in a market", case.scenario).coupled()
}

agree!(in_a_market, in_cycles, issues, issues_in_a_market);

/// A thousand members who do not wait any more, of whom half share when they open a reminder, with a friend each who says yes and
/// brings nobody.
fn members(minutes: u32, days: u32, churn: f64) -> Scenario {
    let mut member = segment("member", 1_000, fixed(1.0), 1.0);
    member.share = Share { drive: Drive::Plain(q(0.5)), after: None, again: q(0.0) };
    member.delay = Delay::Exponential(q(0.01));
    member.stay = Stay::Churn(q(churn));
    member.recruits = row(&[0.0, 1.0]);
    let mut friend = segment("friend", 0, fixed(0.0), 1.0);
    (friend.delay, friend.share.drive) = (Delay::Exponential(q(0.01)), Drive::Plain(q(0.0)));
    Scenario { clock: clock(days, minutes), ..scenario(days, vec![member, friend]) }
}

/// Of a thousand who are done 60 friends are invited, and 4 are gone; where half had left before, 30 and 2. (Half of all share as
/// they come.)
fn who_is_done_is_woken(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        for (churn, part) in [(0.0, 1.0), (0.5, 0.5)] {
            let mut s = members(minutes, 2, churn);
            s.segments[0].reminders = vec![to(Reminded::Done, 1.0, 0.12, 0.004)];
            // Nobody leaves later, so that who is gone of those reminded is gone by it.
            s.events = vec![event(1.0, 1.0, 1.0, 1.0, 0.0)];
            let expected = theory(&s.clone().validate().expect("a campaign")).course.total();
            assert!((expected.accepted - 500.0 - 60.0 * part).abs() < 1e-6, "{}", expected.accepted);
            let table = ask(sampler, s, replicates);
            mean_is("reminded", &table.column("reminded"), 1_000.0 * part, 0.0);
            mean_is("invited", &table.column("accepted"), 500.0 + 60.0 * part, 0.0);
            let columns = ["reminded", "new_users", "members_end"].map(|name| table.column(name));
            let gone: Vec<f64> =
                (0..columns[0].len()).map(|at| columns[0][at] + columns[1][at] - columns[2][at]).collect();
            mean_is("gone", &gone, 4.0 * part, 0.0);
        }
    }
}

/// Who has shared is not reminded with `never`; who waits has his next occasion at the reminder and not a second one.
fn groups_are_told_apart(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut s = members(minutes, 2, 0.0);
        s.segments[0].reminders = vec![to(Reminded::Never, 1.0, 1.0, 0.0)];
        let table = ask(sampler, s, replicates);
        mean_is("never", &table.column("reminded"), 500.0, 0.0);
        mean_is("shared", &table.column("sharers"), 750.0, 0.0);
        let mut s = members(minutes, 14, 0.0);
        s.segments[0].share.after = waits(1.0);
        s.segments[0].reminders = vec![to(Reminded::Waiting, 1.0, 1.0, 0.0)];
        let table = ask(sampler, s, replicates);
        mean_is("waiting", &table.column("reminded"), 1_000.0 * (-1.0f64).exp(), 0.0);
        mean_is("once", &table.column("shares"), 500.0, 0.0);
    }
}

/// Nobody shares, and each of three issues drives one in ten away, with the programme and without it: it takes nobody from those who
/// would have stayed. Where the programme alone sends them it does.
fn what_is_sent_anyway_is_no_harm_of_the_programme(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        for (regular, taken) in [(true, 0.0), (false, -271.0)] {
            let mut s = members(minutes, 4, 0.0);
            s.segments[0].share.drive = Drive::Plain(q(0.0));
            let issue = Reminder { every_days: Some(1.0), ..to(Reminded::All, 1.0, 0.5, 0.1) };
            s.segments[0].reminders = vec![Reminder { regular, ..issue }];
            let table = ask(sampler, s, replicates);
            mean_is("members", &table.column("members_end"), 729.0, 0.0);
            let added = table.column("added_members");
            mean_is("added", &added, taken, 0.0);
            assert!(!regular || added.iter().all(|added| *added == 0.0));
        }
    }
}

/// Five reminders, one a day: everybody opens each and shares with half a chance: 500 as they come, and 2,500.
fn again_and_again(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut s = members(minutes, 6, 0.0);
        s.segments[0].reminders =
            vec![Reminder { every_days: Some(1.0), ..to(Reminded::All, 1.0, 1.0, 0.0) }];
        let table = ask(sampler, s, replicates);
        mean_is("reminded", &table.column("reminded"), 5_000.0, 0.0);
        mean_is("shares", &table.column("shares"), 3_000.0, 0.0);
        mean_is("sharers", &table.column("sharers"), 1_000.0 * (1.0 - 0.5f64.powi(6)), 0.0);
    }
}

known!(
    who_is_done_is_woken(400, 100),
    groups_are_told_apart(300, 60),
    again_and_again(300, 60),
    what_is_sent_anyway_is_no_harm_of_the_programme(300, 60),
);

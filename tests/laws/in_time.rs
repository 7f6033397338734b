//! Small campaigns in time: several rounds in a step, waves and events within it, limits that are met in its midst. What
//! [`cases`](crate::cases) has in cycles is here in daily steps.

use crate::build::*;
use crate::cases::{self, banned, market, retention, sharer};
use crate::oracle::TwoClass;
use crate::table::Case;
use kfactor::scenario::{
    Contacts, Drive, Inflow, Novelty, Price, Recipient, Scenario, SeedWave, Start, Stay, Trigger,
};
use kfactor::units::MINUTES_PER_DAY;

/// A case in cycles, in time: so many days in daily steps, answers after so many.
pub fn daily(name: &'static str, case: Case, days: u32, answer: f64) -> Case {
    let clock = clock(days, MINUTES_PER_DAY);
    Case { name, scenario: in_time(Scenario { clock, ..case.scenario }, answer), ..case }
}

/// Answers so quick that daily steps loop within themselves, in a small market.
pub fn quick_answers() -> Case {
    let mut people = sharer(4);
    people.contacts = poisson(5.0);
    people.share.after = waits(0.4);
    let mut s = in_time(scenario(6, vec![people]), 0.3);
    s.market = Some(q(120.0));
    Case::new("quick answers", s)
}

/// Waves within a step, of people who share as they come and of people who wait; who is invited shares at once.
pub fn waves_within_a_step() -> Case {
    let wave = |at_days, count: f64| SeedWave::new(at_days, count);
    let mut prompt = segment("prompt", 3, poisson(4.0), 0.3);
    prompt.share.drive = Drive::Plain(q(0.7));
    prompt.seeds = vec![wave(0.3, 4.0), wave(0.8, 3.0), wave(3.55, 5.0)];
    prompt.stay = Stay::Churn(q(0.2));
    prompt.recruits = row(&[0.6, 0.4]);
    let mut patient = sharer(0);
    patient.name = "patient".to_owned();
    patient.seeds = vec![wave(0.0, 2.0), wave(1.7, 6.0)];
    patient.inflow = vec![Inflow::free(1.2)];
    patient.recruits = row(&[0.3, 0.7]);
    let mut s = in_time(scenario(7, vec![prompt, patient]), 0.6);
    s.market = Some(q(90.0));
    Case::new("waves within a step", s)
}

/// Sharing again and again within a step, with tiers whose progress is felt.
pub fn many_occasions() -> Case {
    let mut case = cases::tiers();
    let people = &mut case.scenario.segments[0];
    people.share.after = waits(0.3);
    people.share.again = q(0.8);
    people.stay = Stay::Churn(q(0.3));
    people.contacts = poisson(1.5);
    people.seeds = wave(0.0, 8);
    daily("many occasions", case, 8, 0.5)
}

/// Two hidden stay classes, whose visitors are gone within a step.
pub fn visitors() -> Case {
    let classes = TwoClass { w: 0.6, h1: 0.9, h2: 0.03 };
    let mut case = cases::if_stays();
    let people = &mut case.scenario.segments[0];
    people.stay = retention(classes);
    people.share.after = waits(0.7);
    case.scenario.events = vec![event(4.3, 1.9, 1.0, 1.0, 2.5)];
    case.two_class = vec![Some(classes)];
    daily("visitors", case, 10, 1.0)
}

/// Half days over hours, weekdays, novelty and events that begin and end within a step; purchases.
pub fn hours_and_events() -> Case {
    let Case { scenario: mut s, .. } = cases::half_days();
    s.clock.start = Some(Start { year: 2026, month: 3, day: 6, minute_of_day: 20 * 60 + 30 });
    s.weekdays = Some([0.8, 0.8, 0.8, 0.8, 1.0, 1.4, 1.4]);
    s.events =
        vec![event(1.2, 1.1, 2.0, 1.0, 1.0), event(1.9, 1.3, 1.0, 1.6, 4.0), event(4.1, 0.1, 3.0, 3.0, 1.0)];
    s.novelty = Some(Novelty { half_life_days: q(3.0), floor: q(0.3) });
    Case::new("hours and events", in_time(s, 0.4)).subtle()
}

/// Contacts of every kind in one law, in a small market, several rounds a step.
pub fn all_contacts() -> Case {
    let law = Contacts::Mixture(vec![
        (q(3.0), poisson(4.0)),
        (q(1.0), fixed(12.0)),
        (q(2.0), negative_binomial(6.0, 0.5)),
    ]);
    let mut case = market("all contacts", law, 0.3, 80.0);
    case.scenario.segments[0].share.again = q(0.7);
    case.scenario.segments[0].inflow = vec![Inflow::free(0.6)];
    case.scenario.incentive.push(rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 6.0, 5.0));
    daily("all contacts", case, 7, 0.4)
}

/// Bonus hunters whose invitees may come in the same step; fewer members leave for some days, hunters do.
pub fn hunters() -> Case {
    let mut case = cases::bonus_hunters();
    case.scenario.segments[1].seeds = wave(0.4, 3);
    case.scenario.events = vec![event(0.5, 5.0, 1.0, 1.0, 0.3)];
    daily("hunters", case, 8, 0.7)
}

/// Not everybody is let in, at the beginning of a step or within it.
pub fn capacity() -> Case {
    let mut case = cases::capacity_total();
    case.scenario.capacity.per_hour = Some(q(0.3));
    case.scenario.price = Some(Price { start: q(2.0), step: q(1.0), every: 10, refund: None });
    daily("capacity", case, 9, 0.5)
}

/// The platform ends it, before the sharing of a step.
pub fn ban() -> Case {
    daily("ban", cases::ban_for_good(), 8, 0.6)
}

/// A pause of a step and a half, and one that deletes.
pub fn pause() -> Case {
    let mut case = banned("pause", Some(1.5), true);
    case.scenario.segments[0].inflow = vec![Inflow::free(1.0)];
    daily("pause", case, 9, 0.6).subtle()
}

/// Who would share as he joins, in a pause, shares when it is over.
pub fn prompt_pause() -> Case {
    let mut prompt = segment("prompt", 6, poisson(5.0), 0.25);
    prompt.seeds.push(SeedWave::new(2.6, 6.0));
    prompt.inflow = vec![Inflow::free(1.5)];
    prompt.stay = Stay::Churn(q(0.1));
    let mut s = in_time(scenario(8, vec![prompt]), 0.7);
    s.ban = banned("", Some(1.5), false).scenario.ban;
    s.incentive = vec![rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 1.0, 1.0)];
    Case::new("prompt pause", s)
}

/// More members than can be looked after; purchases.
pub fn overload() -> Case {
    daily("overload", cases::overload(), 8, 0.7)
}

/// Money and goods run out within a step.
pub fn means() -> Case {
    daily("means", cases::stop_rewards(), 9, 0.5)
}

/// The campaign ends with its money.
pub fn end() -> Case {
    daily("end", cases::end_campaign(), 9, 0.5)
}

/// Prizes at the end, for invitations counted in rounds.
pub fn prizes() -> Case {
    daily("prizes", cases::prizes(), 7, 0.5)
}

/// Two sides, whose bait brings others than the content.
pub fn both_sides() -> Case {
    daily("both sides", cases::both_sides(), 8, 0.5)
}

/// Many rules at the same time, in a market and in time.
pub fn everything() -> Case {
    daily("everything", cases::everything(), 9, 0.6)
}

//! The entrance: what lets people in or counts them by the clock. Accounts that take so many in an hour and in a day, the code of
//! the open group, a platform that is alarmed by so many in an hour.

use crate::scenario::{Accounts, Code, Quantity, Scenario};
use crate::units::whole_people;

/// What stands between people and membership beside a capacity.
#[derive(Clone, Debug)]
pub struct Entrance {
    /// Accounts through which people come in.
    pub accounts: Option<AccountsModel>,
    /// The code by which people enter the open group.
    pub code: Option<CodeModel>,
    /// Length of a step.
    step_minutes: u32,
    /// Minutes since midnight at the start.
    start_minute: u32,
    /// How many come in each hour of the day, relative to other hours.
    hours: Option<[f64; 24]>,
}

/// Accounts that are all alike.
#[derive(Clone, Copy, Debug)]
pub struct AccountsModel {
    /// How many there are at the start.
    pub count: u64,
    /// How many people each takes in an hour of the clock.
    pub per_hour: Option<u64>,
    /// The same in a day of the calendar.
    pub per_day: Option<u64>,
}

/// A code by which people enter a group, and another one after it.
#[derive(Clone, Copy, Debug)]
pub struct CodeModel {
    /// How many people enter by one.
    pub max: u64,
    /// Steps for which one is good.
    pub good_for: f64,
    /// Steps from its end to the next one.
    pub renew: f64,
}

/// A part of a step that lies in one hour of the clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// The hour, counted from the midnight before the start.
    pub hour: u32,
    /// Where it begins and ends in the step, from 0 to 1.
    pub clock: [f64; 2],
    /// The part of those who come in the step at moments of their own who come before it begins, and before it ends.
    pub people: [f64; 2],
}

impl Stretch {
    /// The part of those people who come before this moment of the step.
    #[must_use]
    pub fn people_before(&self, moment: f64) -> f64 {
        between(moment, self.clock, self.people)
    }

    /// The moment of the step before which this part of them comes.
    #[must_use]
    pub fn moment_of(&self, part: f64) -> f64 {
        between(part, self.people, self.clock)
    }

    /// Its parts before and after a moment within it.
    #[must_use]
    pub fn cut(self, moment: f64) -> [Stretch; 2] {
        let [[from, to], [first, last]] = [self.clock, self.people];
        let people = self.people_before(moment);
        [
            Stretch { clock: [from, moment], people: [first, people], ..self },
            Stretch { clock: [moment, to], people: [people, last], ..self },
        ]
    }
}

/// Where a number between two ends falls between two others.
fn between(number: f64, [from, to]: [f64; 2], [first, last]: [f64; 2]) -> f64 {
    if number >= to { last } else { first + (last - first) * (number - from) / (to - from) }
}

/// What part of the people of a day come in an hour in which nobody does: so that every moment has its place among people.
const HARDLY_ANYBODY: f64 = 1e-9;

impl Entrance {
    pub(super) fn compile(scenario: &Scenario, drawn: &[f64]) -> Option<Entrance> {
        let step_days = scenario.clock.step_days();
        let community = scenario.community.as_ref();
        let code = community.and_then(|community| {
            let code = community.code.as_ref()?;
            CodeModel::compile(code, community.group_size, step_days)
        });
        let accounts = scenario.accounts.as_ref().map(|accounts| AccountsModel::compile(accounts, drawn));
        let counts = scenario.ban.iter().any(|ban| ban.above_per_hour.is_some());
        (accounts.is_some() || code.is_some() || counts).then(|| Entrance {
            accounts,
            code,
            step_minutes: scenario.clock.step_minutes,
            start_minute: scenario.clock.start.map_or(0, |start| u32::from(start.minute_of_day)),
            hours: scenario.hours,
        })
    }

    /// Whether somebody may be turned away, and not only counted.
    #[must_use]
    pub fn limits_room(&self) -> bool {
        self.accounts.is_some() || self.code.is_some()
    }

    /// The parts of step `t`, in order.
    pub fn stretches(&self, t: u32) -> impl Iterator<Item = Stretch> {
        let begin = u64::from(self.start_minute) + u64::from(t) * u64::from(self.step_minutes);
        let end = begin + u64::from(self.step_minutes);
        let hours = begin / 60..end.div_ceil(60);
        let minutes = move |hour: u64| [(hour * 60).max(begin), (hour * 60 + 60).min(end)];
        let people = move |hour: u64| {
            let [from, to] = minutes(hour);
            self.weight(hour) * (to - from) as f64
        };
        let all: f64 = hours.clone().map(people).sum();
        let clock = move |minute: u64| (minute - begin) as f64 / (end - begin) as f64;
        let mut before = 0.0;
        hours.map(move |hour| {
            let from = before;
            before += people(hour);
            let [begins, ends] = minutes(hour).map(clock);
            let to = if ends < 1.0 { before / all } else { 1.0 };
            Stretch { hour: hour as u32, clock: [begins, ends], people: [from / all, to] }
        })
    }

    /// How many come in an hour, relative to other hours.
    fn weight(&self, hour: u64) -> f64 {
        self.hours.map_or(1.0, |hours| {
            let all: f64 = hours.iter().sum();
            hours[(hour % 24) as usize].max(HARDLY_ANYBODY * all)
        })
    }
}

impl AccountsModel {
    fn compile(accounts: &Accounts, drawn: &[f64]) -> AccountsModel {
        let people = |limit: &Option<Quantity>| limit.as_ref().map(|limit| whole_people(limit.value(drawn)));
        AccountsModel {
            count: accounts.count,
            per_hour: people(&accounts.per_hour),
            per_day: people(&accounts.per_day),
        }
    }
}

impl CodeModel {
    /// Nothing where the next one is there at once: then nobody ever stands before a code that has ended.
    fn compile(code: &Code, group_size: Option<u64>, step_days: f64) -> Option<CodeModel> {
        let renew = code.renew_days / step_days;
        (renew > 0.0).then(|| CodeModel {
            max: code.max.or(group_size).unwrap_or(u64::MAX),
            good_for: code.for_days.map_or(f64::INFINITY, |days| days / step_days),
            renew,
        })
    }
}

//! The days of a campaign: by the calendar where it says when it starts, else counted; of long campaigns weeks, of short
//! ones hours.

use crate::output::format::document::plot::course::Slot;
use crate::scenario::{Clock, Scenario, Start};
use crate::units::MINUTES_PER_DAY;
use crate::words::Lang;
use crate::words::number::told_in_hours;
use crate::words::run::report::{Grain, day_name, day_told, days_told, moment_name};

/// A day, or several, or hours.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::output::answer) struct Stretch {
    /// In days from the start.
    pub(in crate::output::answer) from: f64,
    pub(in crate::output::answer) to: f64,
    /// Below a chart.
    pub(in crate::output::answer) name: [String; 2],
    /// In a sentence.
    pub(in crate::output::answer) told: String,
    /// Whether it is a Saturday or a Sunday.
    pub(in crate::output::answer) free: bool,
}

impl Stretch {
    /// Its place in a chart and what is told there, without a bar.
    pub(in crate::output::answer) fn without_bar(self, told: String) -> Slot {
        let Stretch { from, to, name, free, .. } = self;
        Slot { from, to, value: 0.0, shown: String::new(), name, free, told }
    }
}

/// More days than that are told in weeks, and more than that in as many weeks as make so few.
const MOST_DAYS: f64 = 45.0;

/// How long they are.
pub(in crate::output::answer) fn grain(clock: &Clock) -> Grain {
    match clock.days() {
        days if told_in_hours(days) => Grain::Hours(days.ceil() as u32),
        days if days <= MOST_DAYS => Grain::Day,
        days => Grain::Weeks((days / 7.0 / MOST_DAYS).ceil() as u32),
    }
}

/// All of them, in order.
pub(in crate::output::answer) fn stretches(scenario: &Scenario, lang: Lang) -> Vec<Stretch> {
    in_order(&scenario.clock, grain(&scenario.clock), lang)
}

/// All of them, in order, none shorter than a day: the books have days.
pub(in crate::output::answer) fn booked(scenario: &Scenario, lang: Lang) -> Vec<Stretch> {
    in_order(&scenario.clock, grain_of_books(&scenario.clock), lang)
}

/// How long those of the books are.
pub(in crate::output::answer) fn grain_of_books(clock: &Clock) -> Grain {
    match grain(clock) {
        Grain::Hours(_) => Grain::Day,
        days => days,
    }
}

/// How much of the first day is over as the campaign begins, in days.
pub(in crate::output::answer) fn passed(clock: &Clock) -> f64 {
    f64::from(clock.start.map_or(0, |start| start.minute_of_day)) / f64::from(MINUTES_PER_DAY)
}

fn in_order(clock: &Clock, grain: Grain, lang: Lang) -> Vec<Stretch> {
    let length = clock.days();
    let size = match grain {
        Grain::Hours(hours) => f64::from(hours) / 24.0,
        Grain::Day => 1.0,
        Grain::Weeks(weeks) => 7.0 * f64::from(weeks),
    };
    let first = first_end(clock, size, grain);
    let mut stretches = Vec::new();
    let (mut from, mut to) = (0.0, first);
    while from < length - 1e-9 {
        stretches.push(stretch(clock, [from, to.min(length)], grain, lang));
        (from, to) = (to, to + size);
    }
    stretches
}

/// Where the first one ends: at midnight, where there are dates.
fn first_end(clock: &Clock, size: f64, grain: Grain) -> f64 {
    if matches!(grain, Grain::Hours(_)) { size } else { size - passed(clock) }
}

fn stretch(clock: &Clock, [from, to]: [f64; 2], grain: Grain, lang: Lang) -> Stretch {
    let in_hours = matches!(grain, Grain::Hours(_));
    if let Some(start) = clock.start.filter(|_| !in_hours) {
        let [first, last] = [from, (to - 1e-6).max(from)].map(|day| date_of(start, day));
        if grain != Grain::Day && last != first {
            let [name, _] = day_name(&first, lang);
            let told = days_told(&first, &last, lang);
            return Stretch { from, to, name: [name, String::new()], told, free: false };
        }
        let free = grain == Grain::Day && first.weekday() >= 5;
        return Stretch { from, to, name: day_name(&first, lang), told: day_told(&first, lang), free };
    }
    let (first, many) = if in_hours { (from * 24.0, (to - from) * 24.0) } else { (from, to - from) };
    let told = moment_name(first, many.max(1.0), in_hours, lang);
    let name = [told.clone(), String::new()];
    Stretch { from, to, name, told, free: false }
}

/// The dates below an axis of time, as (days after the start, date): at most so many, each at the midnight with which it begins. None
/// where there are no dates, or the campaign is told in hours.
pub(in crate::output::answer) fn dates(clock: &Clock, most: usize, lang: Lang) -> Option<Vec<(f64, String)>> {
    let start = clock.start.filter(|_| !told_in_hours(clock.days()))?;
    let passed = passed(clock);
    let first = if passed > 0.0 { 1 } else { 0 };
    let days = (clock.days() + passed + 1e-9).floor() as u32;
    let every = [1, 2, 7, 14, 28].into_iter().find(|every| (days - first.min(days)) / every < most as u32);
    let every = every.unwrap_or_else(|| days.div_ceil(most as u32).next_multiple_of(28));
    let midnights = (first..=days).step_by(every as usize);
    let date = |day: u32| {
        let [date, _] = day_name(&start.after(day), lang);
        (f64::from(day) - passed, date)
    };
    Some(midnights.map(date).collect())
}

/// The date on which a moment falls, in days from the start.
fn date_of(start: Start, day: f64) -> Start {
    let passed = f64::from(start.minute_of_day) / f64::from(MINUTES_PER_DAY);
    start.after((day + passed + 1e-9).floor().max(0.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(days: u32, start: Option<Start>) -> Vec<(f64, String)> {
        let mut scenario = Scenario::new("any", days);
        scenario.clock.start = start;
        stretches(&scenario, Lang::En).into_iter().map(|of| (of.to, of.told)).collect()
    }

    #[test]
    fn days_end_at_midnight() {
        let start = Start { year: 2026, month: 3, day: 2, minute_of_day: 1080 };
        let days = told(2, Some(start));
        assert_eq!(days[0], (0.25, "Mon 2 Mar".to_owned()));
        assert_eq!(days[2], (2.0, "Wed 4 Mar".to_owned()));
        assert_eq!(days.len(), 3);
        let free = stretches(
            &Scenario {
                clock: Clock { start: Some(start), ..Scenario::new("any", 7).clock },
                ..Scenario::new("any", 7)
            },
            Lang::En,
        );
        assert_eq!(free.iter().filter(|day| day.free).count(), 2);
    }

    #[test]
    fn the_books_have_days_also_where_the_course_has_hours() {
        let mut scenario = Scenario::new("any", 1);
        assert_eq!(booked(&scenario, Lang::En).len(), 1);
        scenario.clock.start = Some(Start { year: 2026, month: 12, day: 7, minute_of_day: 1200 });
        let days = booked(&scenario, Lang::Zh);
        let told: Vec<(&str, bool)> = days.iter().map(|day| (day.told.as_str(), day.to == 1.0)).collect();
        assert_eq!(told, [("12月7日（周一）", false), ("12月8日（周二）", true)]);
        assert!((days[0].to - 1.0 / 6.0).abs() < 1e-12);
    }

    #[test]
    fn an_axis_has_the_dates_of_its_midnights() {
        let start = Start { year: 2026, month: 3, day: 2, minute_of_day: 1200 };
        let told = |days: u32, start: Option<Start>| {
            let clock = Clock { start, ..Scenario::new("any", days).clock };
            dates(&clock, 10, Lang::Zh)
        };
        let two_weeks = told(14, Some(start)).unwrap();
        assert_eq!(two_weeks[0], (1.0 - 1200.0 / 1440.0, "3/3".to_owned()));
        assert_eq!((two_weeks.len(), two_weeks[1].1.as_str()), (7, "3/5"));
        assert_eq!(told(14, Some(Start { minute_of_day: 0, ..start })).unwrap()[0], (0.0, "3/2".to_owned()));
        for days in [3, 30, 90, 365, 1_000, 36_500] {
            let told = told(days, Some(start)).unwrap();
            assert!((2..=10).contains(&told.len()), "{days}: {}", told.len());
            assert!(told.last().unwrap().0 <= f64::from(days));
        }
        assert_eq!(told(14, None), None);
        assert_eq!(told(1, Some(start)), None, "hours");
    }

    #[test]
    fn without_dates_days_are_counted() {
        let days = told(14, None);
        assert_eq!((days.len(), days[13].clone()), (14, (14.0, "day 14".to_owned())));
        assert_eq!(told(1, None).len(), 24);
        assert_eq!(told(1, None)[23].1, "hour 24");
    }

    #[test]
    fn of_long_campaigns_weeks_are_told() {
        let weeks = told(90, None);
        assert_eq!((weeks.len(), weeks[1].1.as_str()), (13, "days 8–14"));
        assert!(told(36_500, None).len() <= 46);
        let start = Start { year: 2026, month: 12, day: 1, minute_of_day: 1200 };
        let weeks = told(60, Some(start));
        assert_eq!([&weeks[0].1, &weeks[4].1], ["1–7 Dec", "29 Dec – 4 Jan"]);
        assert_eq!(weeks[8].1, "26–30 Jan", "the last is not whole");
    }
}

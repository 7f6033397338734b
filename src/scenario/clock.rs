//! When a campaign runs, and in which steps.

use super::default::MAX_STEPS;
use crate::problem::ProblemKind;
use crate::units::MINUTES_PER_DAY;
use serde::Serialize;

/// The horizon, cut into equal steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// Length of a step in minutes; divides a day, or is a day.
    pub step_minutes: u32,
    /// Number of steps of the campaign.
    pub steps: u32,
    /// Who says how long a step is.
    pub step_is: StepIs,
    /// Local date and time of step 0, when the scenario names one.
    pub start: Option<Start>,
}

/// Who says how long a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepIs {
    /// The scenario.
    Named,
    /// Nobody yet (`step: auto`): the coarsest one stands in until it is chosen.
    Open,
    /// kfactor, by the expected course.
    Chosen,
}

/// The lengths that a step of its own choice can have, in minutes, the coarsest first.
pub(crate) const LENGTHS: [u32; 14] = [1440, 720, 480, 360, 240, 180, 120, 60, 30, 20, 15, 10, 5, 1];

impl Clock {
    /// A campaign of so many days whose step is left to kfactor.
    ///
    /// # Errors
    /// That it lasts no whole number of minutes, or too long.
    pub(crate) fn auto(days: f64, start: Option<Start>) -> Result<Clock, ProblemKind> {
        let coarsest = LENGTHS.into_iter().find(|minutes| Clock::steps_of(days, *minutes).is_ok());
        let step_minutes = coarsest.unwrap_or(MINUTES_PER_DAY);
        let steps = Clock::steps_of(days, step_minutes)?;
        Ok(Clock { step_minutes, steps, step_is: StepIs::Open, start })
    }

    /// A campaign of so many days instead, in the same steps unless they are left to kfactor.
    ///
    /// # Errors
    /// That so many days are no whole number of steps, or too many.
    pub(crate) fn lasting(&self, days: f64) -> Result<Clock, ProblemKind> {
        if self.step_is != StepIs::Named {
            return Clock::auto(days, self.start);
        }
        Clock::steps_of(days, self.step_minutes).map(|steps| Clock { steps, ..*self })
    }

    /// The same campaign in steps of so many minutes; `None` where they do not make its days.
    #[must_use]
    pub fn in_steps_of(&self, minutes: u32) -> Option<Clock> {
        let steps = Clock::steps_of(self.days(), minutes).ok()?;
        Some(Clock { step_minutes: minutes, steps, ..*self })
    }

    /// Length of a step in days.
    #[must_use]
    pub fn step_days(&self) -> f64 {
        f64::from(self.step_minutes) / f64::from(MINUTES_PER_DAY)
    }

    /// Length of the campaign in days.
    #[must_use]
    pub fn days(&self) -> f64 {
        f64::from(self.steps) * self.step_days()
    }

    /// The minutes of a step of so many days.
    ///
    /// # Errors
    /// That such steps do not make a day.
    pub(crate) fn minutes_of(step_days: f64) -> Result<u32, ProblemKind> {
        let minutes = step_days * f64::from(MINUTES_PER_DAY);
        let whole = minutes.round();
        let divides = whole >= 1.0
            && (minutes - whole).abs() < 1e-6
            && whole <= f64::from(MINUTES_PER_DAY)
            && MINUTES_PER_DAY.is_multiple_of(whole as u32);
        if divides { Ok(whole as u32) } else { Err(ProblemKind::StepDoesNotDivideDay) }
    }

    /// The number of steps in so many days.
    ///
    /// # Errors
    /// That they are too many, or not whole.
    pub(crate) fn steps_of(days: f64, step_minutes: u32) -> Result<u32, ProblemKind> {
        let steps = days * f64::from(MINUTES_PER_DAY) / f64::from(step_minutes);
        if steps > MAX_STEPS as f64 {
            return Err(ProblemKind::TooManySteps { steps: steps.round() as u64, limit: MAX_STEPS });
        }
        let whole = (steps - steps.round()).abs() < 1e-6 && steps > 0.5;
        if whole { Ok(steps.round() as u32) } else { Err(ProblemKind::DaysNotWholeSteps) }
    }

    /// The last step that is over by this day.
    pub(crate) fn step_over_by(&self, day: f64) -> Option<u32> {
        let over = (day / self.step_days() + 1e-9).floor();
        (over >= 1.0 && over <= f64::from(self.steps)).then(|| over as u32 - 1)
    }

    /// The end of the first step, in days; of the finest there could be while none is chosen.
    pub(crate) fn first_day(&self) -> f64 {
        let minutes = if self.step_is == StepIs::Open { 1 } else { self.step_minutes };
        f64::from(minutes) / f64::from(MINUTES_PER_DAY)
    }

    /// The first step that begins at or after `days` days from the start (times that fall within a
    /// step count for the step they fall in).
    #[must_use]
    pub fn step_at(&self, days: f64) -> u32 {
        (days / self.step_days() + 1e-9).floor().max(0.0).min(f64::from(u32::MAX)) as u32
    }
}

impl Clock {
    /// Minutes from the beginning to the first midnight; none where it is not known when the campaign begins.
    pub(crate) fn minutes_to_midnight(&self) -> u32 {
        self.start.map_or(0, |start| (MINUTES_PER_DAY - u32::from(start.minute_of_day)) % MINUTES_PER_DAY)
    }

    /// Whether a step of so many minutes ends at every midnight.
    pub(crate) fn days_end_steps(&self, minutes: u32) -> bool {
        MINUTES_PER_DAY.is_multiple_of(minutes) && self.minutes_to_midnight().is_multiple_of(minutes)
    }
}

/// Whether a step of so many minutes ends (or begins) so many days after the beginning; of a time that is not known nothing is
/// said.
pub(crate) fn ends_a_step(days: f64, minutes: u32) -> bool {
    if days.is_nan() {
        return true;
    }
    let steps = days * f64::from(MINUTES_PER_DAY) / f64::from(minutes);
    (steps - steps.round()).abs() < 1e-6
}

/// When a campaign begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Start {
    /// Year, for example 2026.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Minutes since midnight.
    pub minute_of_day: u16,
}

impl Start {
    /// Whether there is such a day and such a minute.
    #[must_use]
    pub fn exists(&self) -> bool {
        (1900..=9999).contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=self.days_of_month()).contains(&self.day)
            && u32::from(self.minute_of_day) < MINUTES_PER_DAY
    }

    /// The day so many days later, at the same minute (proleptic Gregorian calendar).
    #[must_use]
    pub fn after(&self, days: u32) -> Start {
        let mut later = *self;
        for _ in 0..days {
            (later.month, later.day) = match later.day < later.days_of_month() {
                true => (later.month, later.day + 1),
                false => (later.month % 12 + 1, 1),
            };
            later.year += i32::from((later.month, later.day) == (1, 1));
        }
        later
    }

    /// The moment so many days later, to the minute.
    #[must_use]
    pub fn later(&self, days: f64) -> Start {
        let minutes = (days.max(0.0) * f64::from(MINUTES_PER_DAY)).round() + f64::from(self.minute_of_day);
        let day = f64::from(MINUTES_PER_DAY);
        let later = self.after((minutes / day).floor() as u32);
        Start { minute_of_day: (minutes % day) as u16, ..later }
    }

    fn days_of_month(&self) -> u8 {
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0) => 29,
            2 => 28,
            _ => 31,
        }
    }

    /// How many days this is after another; fewer than none where it is before it.
    #[must_use]
    pub(crate) fn days_after(&self, other: &Start) -> f64 {
        let day = i64::from(MINUTES_PER_DAY);
        let minutes = |start: &Start| start.day_number() * day + i64::from(start.minute_of_day);
        (minutes(self) - minutes(other)) as f64 / f64::from(MINUTES_PER_DAY)
    }

    /// Days since a day long ago (proleptic Gregorian calendar; the year begins in March, so that its odd day is its last).
    fn day_number(&self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month < 3);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day);
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
    }

    /// Day of the week, Monday = 0 (proleptic Gregorian calendar).
    #[must_use]
    pub fn weekday(&self) -> usize {
        // Sakamoto's method; Sunday = 0.
        const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = if self.month < 3 { self.year - 1 } else { self.year };
        let sunday_based = year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + SHIFT[usize::from(self.month) - 1]
            + i32::from(self.day);
        (sunday_based.rem_euclid(7) as usize + 6) % 7
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_on_over_months_and_years() {
        let start = |year, month, day| Start { year, month, day, minute_of_day: 1200 };
        assert_eq!(start(2026, 3, 2).after(14), start(2026, 3, 16));
        assert_eq!(start(2026, 3, 2).after(13).weekday(), 6);
        assert_eq!(start(2024, 2, 28).after(2), start(2024, 3, 1));
        assert_eq!(start(2025, 12, 31).after(366), start(2027, 1, 1));
        assert_eq!(start(9999, 12, 31).after(1), start(10_000, 1, 1));
    }
}

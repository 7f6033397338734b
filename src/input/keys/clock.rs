//! `days`, `step` and `start`: the horizon in whole steps.

use super::resolver::Resolver;
use crate::input::read::{Certain, Date, Horizon, Step};
use crate::problem::Path;
use crate::scenario::{Clock, MAX_STEPS};
use crate::units::MINUTES_PER_DAY;

impl Resolver {
    pub(super) fn clock(
        &mut self,
        days: Option<&Certain<Horizon>>,
        step: Option<&Certain<Step>>,
        start: Option<Date>,
    ) -> Clock {
        let root = Path::root();
        self.needs(days.is_some(), &root, "days");
        let step_minutes = self.step_minutes(step);
        Clock {
            step_minutes,
            // Without a horizon the longest one stands in, so that nothing seems to lie behind it.
            steps: days.map_or(MAX_STEPS as u32, |days| self.steps(days.0, step_minutes)),
            start: start.map(|date| date.0),
        }
    }

    fn step_minutes(&mut self, step: Option<&Certain<Step>>) -> u32 {
        let days = step.map_or(Clock::STEP.usual(), |step| step.0);
        Clock::minutes_of(days).unwrap_or_else(|kind| {
            self.findings.push(Path::root().key("step"), kind);
            MINUTES_PER_DAY
        })
    }

    fn steps(&mut self, days: f64, step_minutes: u32) -> u32 {
        Clock::steps_of(days, step_minutes).unwrap_or_else(|kind| {
            self.findings.push(Path::root().key("days"), kind);
            // What stands in for the horizon is as near to it as can be.
            (days * f64::from(MINUTES_PER_DAY) / f64::from(step_minutes)).round().clamp(1.0, MAX_STEPS as f64)
                as u32
        })
    }
}

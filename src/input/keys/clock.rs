//! `days`, `step` and `start`: the horizon in whole steps.

use super::resolver::Resolver;
use crate::input::read::{Certain, Date, Horizon, Step};
use crate::problem::{Path, ProblemKind};
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
        let Some(step) = step else {
            return MINUTES_PER_DAY;
        };
        let minutes = step.0 * f64::from(MINUTES_PER_DAY);
        let whole = minutes.round();
        let divides = whole >= 1.0
            && (minutes - whole).abs() < 1e-6
            && whole <= f64::from(MINUTES_PER_DAY)
            && MINUTES_PER_DAY.is_multiple_of(whole as u32);
        if !divides {
            self.findings.push(Path::root().key("step"), ProblemKind::StepDoesNotDivideDay);
            return MINUTES_PER_DAY;
        }
        whole as u32
    }

    fn steps(&mut self, days: f64, step_minutes: u32) -> u32 {
        let path = Path::root().key("days");
        let steps = days * f64::from(MINUTES_PER_DAY) / f64::from(step_minutes);
        if steps > MAX_STEPS as f64 {
            let kind = ProblemKind::TooManySteps { steps: steps.round() as u64, limit: MAX_STEPS };
            self.findings.push(path, kind);
            return MAX_STEPS as u32;
        }
        let whole = (steps - steps.round()).abs() < 1e-6 && steps > 0.5;
        self.findings.when(!whole, &path, ProblemKind::DaysNotWholeSteps);
        steps.round().max(1.0) as u32
    }
}

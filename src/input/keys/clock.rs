//! `days`, `step` and `start`: the horizon in whole steps.

use super::resolver::Resolver;
use crate::input::read::{Certain, Date, Horizon, Read, Reader, Step, either_schema, word_schema};
use crate::problem::Path;
use crate::scenario::{Clock, MAX_STEPS, StepIs};
use crate::units::MINUTES_PER_DAY;
use crate::yaml::{Content, Node};

/// `step`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawStep {
    Auto,
    Length(Certain<Step>),
}

impl Read for RawStep {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawStep> {
        if matches!(&node.content, Content::Text(text) if text == "auto") {
            return Some(RawStep::Auto);
        }
        Read::read(node, reader).map(RawStep::Length)
    }
}
either_schema!(RawStep, "A whole fraction of a day, or `auto` (default).", Certain<Step>, AutoStep);
word_schema!(AutoStep, "auto");

impl Resolver {
    pub(super) fn clock(
        &mut self,
        days: Option<&Certain<Horizon>>,
        step: Option<&RawStep>,
        start: Option<Date>,
    ) -> Clock {
        let root = Path::root();
        self.needs(days.is_some(), &root, "days");
        let start = start.map(|date| date.0);
        let length = match step {
            Some(RawStep::Length(length)) => Some(self.minutes_of(length)),
            Some(RawStep::Auto) | None => None,
        };
        // Without a horizon the longest one stands in, so that nothing seems to lie behind it.
        let longest = Clock {
            step_minutes: length.unwrap_or(MINUTES_PER_DAY),
            steps: MAX_STEPS as u32,
            step_is: if length.is_some() { StepIs::Named } else { StepIs::Open },
            start,
        };
        let Some(days) = days.map(|days| days.0) else { return longest };
        longest.lasting(days).unwrap_or_else(|kind| {
            self.findings.push(root.key("days"), kind);
            // What stands in for the horizon is as near to it as can be.
            let steps = days * f64::from(MINUTES_PER_DAY) / f64::from(longest.step_minutes);
            Clock { steps: steps.round().clamp(1.0, MAX_STEPS as f64) as u32, ..longest }
        })
    }

    fn minutes_of(&mut self, step: &Certain<Step>) -> u32 {
        Clock::minutes_of(step.0).unwrap_or_else(|kind| {
            self.findings.push(Path::root().key("step"), kind);
            MINUTES_PER_DAY
        })
    }
}

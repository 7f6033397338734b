//! Days and step to whole steps; weights of hours and weekdays.

use super::Resolver;
use crate::scenario::Clock;
use crate::scenario::domain::Domain;
use crate::scenario::number::Certain;
use crate::scenario::place::Path;
use crate::scenario::problem::ProblemKind;
use crate::scenario::raw::{RawHours, RawScenario};
use crate::units::MINUTES_PER_DAY;

/// The most steps that are simulated: two years in minutes.
pub(in crate::scenario) const MAX_STEPS: u64 = 1_000_000;

/// A typical shape of a day in a messaging app: a trough from 2 to 5, peaks at noon and in the evening
/// from 20 to 22. It is a shape, not a measurement; who has hourly figures should give them.
const WECHAT_HOURS: [f64; 24] = [
    0.6, 0.3, 0.15, 0.1, 0.1, 0.15, 0.4, 0.8, 1.1, 1.1, 1.1, 1.2, 1.6, 1.5, 1.1, 1.0, 1.0, 1.1, 1.3, 1.5,
    1.9, 2.0, 1.8, 1.1,
];

impl Resolver {
    pub(super) fn clock(&mut self, raw: &RawScenario) -> Clock {
        let root = Path::root();
        self.needs(raw.days.is_some(), &root, "days");
        let step_minutes = self.step_minutes(raw);
        Clock {
            step_minutes,
            // Without a horizon the longest one stands in, so that nothing seems to lie behind it.
            steps: raw.days.as_ref().map_or(MAX_STEPS as u32, |days| self.steps(days.0, step_minutes)),
            start: raw.start.map(|date| date.0),
        }
    }

    fn step_minutes(&mut self, raw: &RawScenario) -> u32 {
        let Some(step) = &raw.step else {
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

    pub(super) fn hours(&mut self, raw: &RawHours) -> Option<[f64; 24]> {
        match raw {
            RawHours::Wechat => normalised(WECHAT_HOURS),
            RawHours::Weights(weights) => self.weights(weights, &Path::root().key("hours")),
        }
    }

    /// Exactly `N` weights, not all zero, with mean 1.
    pub(super) fn weights<const N: usize, D: Domain>(
        &mut self,
        weights: &[Certain<D>],
        path: &Path,
    ) -> Option<[f64; N]> {
        let numbers: Vec<f64> = weights.iter().map(|weight| weight.0).collect();
        let Ok(weights) = <[f64; N]>::try_from(numbers) else {
            let kind = ProblemKind::WrongLength { expected: N, found: weights.len() };
            self.findings.push(path.clone(), kind);
            return None;
        };
        let normalised = normalised(weights);
        self.findings.when(normalised.is_none(), path, ProblemKind::AllZero);
        normalised
    }

    /// A duration that must be there.
    pub(super) fn lasting<D>(&mut self, days: Option<&Certain<D>>, path: &Path, key: &'static str) -> f64 {
        self.needs(days.is_some(), path, key);
        days.map_or(f64::NAN, |days| days.0)
    }
}

fn normalised<const N: usize>(weights: [f64; N]) -> Option<[f64; N]> {
    let mean = weights.iter().sum::<f64>() / N as f64;
    (mean > 0.0).then(|| weights.map(|weight| weight / mean))
}

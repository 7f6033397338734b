//! Factors that depend on the clock alone: hours and weekdays, events, novelty.

use crate::scenario::{Clock, Event, Quantity, Scenario};
use crate::units::MINUTES_PER_DAY;

/// Factors by step. Where a factor is the same in every step, one number stands for all.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Weight of hour and weekday on the hazard of an occasion (mean 1).
    pub occasion: ByStep,
    /// Novelty times events on the chance to share.
    pub share: ByStep,
    /// Events on the chance of the last funnel stage.
    pub join: ByStep,
    /// Events on the chance to leave.
    pub churn: ByStep,
}

/// A number for every step.
#[derive(Clone, Debug, PartialEq)]
pub struct ByStep(Vec<f64>);

impl ByStep {
    fn new(values: Vec<f64>) -> ByStep {
        match values.split_first() {
            Some((first, rest)) if rest.iter().all(|value| value == first) => ByStep(vec![*first]),
            _ => ByStep(values),
        }
    }

    /// The number of step `t`.
    #[inline]
    #[must_use]
    pub fn at(&self, t: u32) -> f64 {
        if self.0.len() == 1 { self.0[0] } else { self.0[t as usize] }
    }

    /// The distinct numbers in the order of steps: one if all are the same.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.0
    }

    /// Whether the number is 1 in every step.
    #[inline]
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.0.len() == 1 && self.0[0] == 1.0
    }
}

impl Profile {
    pub(super) fn compile(scenario: &Scenario, drawn: &[f64]) -> Profile {
        let clock = scenario.clock;
        let by_step = |value: &dyn Fn(u32) -> f64| ByStep::new((0..clock.steps.max(1)).map(value).collect());
        let events = |factor: fn(&Event) -> &Quantity, t: u32| {
            let active = scenario.events.iter().filter(|event| is_active(event, clock, t));
            active.map(|event| factor(event).value(drawn)).product::<f64>()
        };
        let novelty = |t: u32| {
            scenario.novelty.as_ref().map_or(1.0, |novelty| {
                let floor = novelty.floor.value(drawn);
                let halvings = f64::from(t) * clock.step_days() / novelty.half_life_days.value(drawn);
                floor + (1.0 - floor) * libm::exp2(-halvings)
            })
        };
        Profile {
            occasion: by_step(&|t| occasion_weight(scenario, t)),
            share: by_step(&|t| novelty(t) * events(|event| &event.share, t)),
            join: by_step(&|t| events(|event| &event.join, t)),
            churn: by_step(&|t| events(|event| &event.churn, t)),
        }
    }
}

/// Whether step `t` begins while `event` lasts.
fn is_active(event: &Event, clock: Clock, t: u32) -> bool {
    let begins = f64::from(t) * clock.step_days() + 1e-9;
    begins >= event.at_days && begins < event.at_days + event.for_days
}

/// Weight of hour and weekday in step `t`, averaged over the hours that the step touches.
fn occasion_weight(scenario: &Scenario, t: u32) -> f64 {
    if scenario.hours.is_none() && scenario.weekdays.is_none() {
        return 1.0;
    }
    let clock = scenario.clock;
    let (start_minute, start_weekday) =
        clock.start.map_or((0, 0), |start| (u64::from(start.minute_of_day), start.weekday()));
    let begin = start_minute + u64::from(t) * u64::from(clock.step_minutes);
    let end = begin + u64::from(clock.step_minutes);
    let mut weight = 0.0;
    let mut minute = begin;
    while minute < end {
        let next = ((minute / 60 + 1) * 60).min(end);
        let hour = (minute / 60 % 24) as usize;
        let weekday = (start_weekday + (minute / u64::from(MINUTES_PER_DAY)) as usize) % 7;
        let of_hour = scenario.hours.map_or(1.0, |hours| hours[hour] * 24.0 / hours.iter().sum::<f64>());
        let of_weekday =
            scenario.weekdays.map_or(1.0, |weekdays| weekdays[weekday] * 7.0 / weekdays.iter().sum::<f64>());
        weight += of_hour * of_weekday * (next - minute) as f64;
        minute = next;
    }
    weight / f64::from(clock.step_minutes)
}

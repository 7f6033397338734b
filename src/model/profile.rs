//! Factors that depend on the clock alone: hours and weekdays, events, novelty.

use super::part::{Drawn, Part};
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
    /// Which factors no uncertain input changes, in this order.
    constant: [bool; 4],
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
    /// The factors under these values of uncertain inputs; what does not depend on them is taken from `before`, the
    /// profile of another replicate.
    pub(super) fn compile(scenario: &Scenario, drawn: &[f64], before: Option<Profile>) -> Profile {
        let steps = scenario.clock.steps.max(1);
        let factor = |known: Option<ByStep>, value: &dyn Fn(&Drawn<'_>, u32) -> f64| {
            Part::new(known, drawn, |drawn| ByStep::new((0..steps).map(|t| value(drawn, t)).collect()))
        };
        let [occasion, share, join, churn] = before.map_or([const { None }; 4], Profile::into_constant);
        let occasion = factor(occasion, &|_, t| occasion_weight(scenario, t));
        let share = factor(share, &|drawn, t| {
            novelty(scenario, drawn, t) * events(scenario, drawn, |event| &event.share, t)
        });
        let join = factor(join, &|drawn, t| events(scenario, drawn, |event| &event.join, t));
        let churn = factor(churn, &|drawn, t| events(scenario, drawn, |event| &event.churn, t));
        Profile {
            constant: [occasion.constant, share.constant, join.constant, churn.constant],
            occasion: occasion.value,
            share: share.value,
            join: join.value,
            churn: churn.value,
        }
    }

    /// The factors that are the same in every replicate.
    fn into_constant(self) -> [Option<ByStep>; 4] {
        let Profile { occasion, share, join, churn, constant } = self;
        let mut constant = constant.into_iter();
        [occasion, share, join, churn].map(|factor| constant.next().unwrap_or(false).then_some(factor))
    }

    /// Whether no uncertain input changes any of the factors.
    #[cfg(test)]
    pub(super) fn is_constant(&self) -> bool {
        self.constant == [true; 4]
    }
}

/// What is left of the wish to share in step `t`.
fn novelty(scenario: &Scenario, drawn: &Drawn<'_>, t: u32) -> f64 {
    scenario.novelty.as_ref().map_or(1.0, |novelty| {
        let floor = drawn.of(&novelty.floor);
        let halvings = f64::from(t) * scenario.clock.step_days() / drawn.of(&novelty.half_life_days);
        floor + (1.0 - floor) * libm::exp2(-halvings)
    })
}

/// This factor of all events that last in step `t`.
fn events(scenario: &Scenario, drawn: &Drawn<'_>, factor: fn(&Event) -> &Quantity, t: u32) -> f64 {
    let active = scenario.events.iter().filter(|event| is_active(event, scenario.clock, t));
    active.map(|event| drawn.of(factor(event))).product()
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

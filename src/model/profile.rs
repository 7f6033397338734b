//! Factors that depend on the clock alone: hours and weekdays, events, novelty.

use super::part::{Drawn, Part};
use crate::scenario::{Event, Quantity, Scenario};
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
    /// Events on the rate at which members leave.
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

    /// Whether no uncertain input changes the factors on occasions and on leaving.
    pub(super) fn has_constant_rates(&self) -> bool {
        self.constant[0] && self.constant[3]
    }

    /// Whether no uncertain input changes any of the factors.
    #[cfg(test)]
    pub(super) fn is_constant(&self) -> bool {
        self.constant == [true; 4]
    }
}

/// What is left of the wish to share in the middle of step `t`; in cycles at its beginning, where all of it happens.
fn novelty(scenario: &Scenario, drawn: &Drawn<'_>, t: u32) -> f64 {
    scenario.novelty.as_ref().map_or(1.0, |novelty| {
        let floor = drawn.of(&novelty.floor);
        let middle = if scenario.is_in_cycles() { 0.0 } else { 0.5 };
        let halvings =
            (f64::from(t) + middle) * scenario.clock.step_days() / drawn.of(&novelty.half_life_days);
        floor + (1.0 - floor) * libm::exp2(-halvings)
    })
}

/// The mean over step `t` of the product of this factor of the events that last.
fn events(scenario: &Scenario, drawn: &Drawn<'_>, factor: fn(&Event) -> &Quantity, t: u32) -> f64 {
    let step_days = scenario.clock.step_days();
    let (begin, end) = (f64::from(t) * step_days, f64::from(t + 1) * step_days);
    let touching: Vec<&Event> =
        scenario.events.iter().filter(|event| event.at_days < end && begin < ends(event)).collect();
    if touching.is_empty() {
        return 1.0;
    }
    let mut cuts: Vec<f64> = touching.iter().flat_map(|event| [event.at_days, ends(event)]).collect();
    cuts.extend([begin, end]);
    cuts.retain(|cut| (begin..=end).contains(cut));
    cuts.sort_by(f64::total_cmp);
    let stretch = |stretch: &[f64]| {
        let middle = f64::midpoint(stretch[0], stretch[1]);
        let lasting = touching.iter().filter(|event| (event.at_days..ends(event)).contains(&middle));
        (stretch[1] - stretch[0]) / step_days * lasting.map(|event| drawn.of(factor(event))).product::<f64>()
    };
    cuts.windows(2).filter(|pair| pair[1] - pair[0] > 1e-9).map(stretch).sum()
}

fn ends(event: &Event) -> f64 {
    event.at_days + event.for_days
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

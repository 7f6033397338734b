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
        let share =
            factor(share, &|drawn, t| novelty(scenario, drawn, t) * share_by_events(scenario, drawn, t));
        let join = factor(join, &|drawn, t| join_by_events(scenario, drawn, t));
        let churn = factor(churn, &|drawn, t| churn_by_events(scenario, drawn, t));
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

/// What events make of sharing in step `t`: their mean over the occasions that fall into it.
fn share_by_events(scenario: &Scenario, drawn: &Drawn<'_>, t: u32) -> f64 {
    let stretches = stretches(scenario, t);
    stretches.iter().map(|stretch| stretch.occasions * stretch.product(drawn, |event| &event.share)).sum()
}

/// What they make of joining: their mean over the shares that fall into it.
fn join_by_events(scenario: &Scenario, drawn: &Drawn<'_>, t: u32) -> f64 {
    let stretches = stretches(scenario, t);
    let join = |stretch: &Stretch<'_>| stretch.product(drawn, |event| &event.join);
    let shares: Vec<f64> =
        stretches.iter().map(|stretch| stretch.product(drawn, |event| &event.share)).collect();
    let all: f64 = stretches.iter().zip(&shares).map(|(stretch, share)| stretch.occasions * share).sum();
    if all <= 0.0 || shares.iter().all(|share| *share == shares[0]) {
        return stretches.iter().map(|stretch| stretch.occasions * join(stretch)).sum();
    }
    let joining =
        stretches.iter().zip(&shares).map(|(stretch, share)| stretch.occasions * share * join(stretch));
    joining.sum::<f64>() / all
}

/// What they make of leaving: their mean over its time.
fn churn_by_events(scenario: &Scenario, drawn: &Drawn<'_>, t: u32) -> f64 {
    let stretches = stretches(scenario, t);
    stretches.iter().map(|stretch| stretch.part * stretch.product(drawn, |event| &event.churn)).sum()
}

/// A stretch of a step in which the same events last.
struct Stretch<'a> {
    /// Its part of the step's time, and of the occasions in it.
    part: f64,
    occasions: f64,
    lasting: Vec<&'a Event>,
}

impl Stretch<'_> {
    /// The product of this factor of the events.
    fn product(&self, drawn: &Drawn<'_>, factor: fn(&Event) -> &Quantity) -> f64 {
        self.lasting.iter().map(|event| drawn.of(factor(event))).product()
    }
}

/// The stretches of step `t`.
fn stretches(scenario: &Scenario, t: u32) -> Vec<Stretch<'_>> {
    let step_days = scenario.clock.step_days();
    let (begin, end) = (f64::from(t) * step_days, f64::from(t + 1) * step_days);
    let touching: Vec<&Event> =
        scenario.events.iter().filter(|event| event.at_days < end && begin < ends(event)).collect();
    if touching.is_empty() {
        return vec![Stretch { part: 1.0, occasions: 1.0, lasting: Vec::new() }];
    }
    let mut cuts: Vec<f64> = touching.iter().flat_map(|event| [event.at_days, ends(event)]).collect();
    cuts.extend([begin, end]);
    cuts.retain(|cut| (begin..=end).contains(cut));
    cuts.sort_by(f64::total_cmp);
    let stretch = |stretch: &[f64]| {
        let middle = f64::midpoint(stretch[0], stretch[1]);
        let lasting = touching.iter().filter(|event| (event.at_days..ends(event)).contains(&middle)).copied();
        let part = (stretch[1] - stretch[0]) / step_days;
        Stretch {
            part,
            occasions: part * weight_between(scenario, stretch[0], stretch[1]),
            lasting: lasting.collect(),
        }
    };
    let mut stretches: Vec<Stretch<'_>> =
        cuts.windows(2).filter(|pair| pair[1] - pair[0] > 1e-9).map(stretch).collect();
    let all: f64 = stretches.iter().map(|stretch| stretch.occasions).sum();
    let has_clock = scenario.hours.is_some() || scenario.weekdays.is_some();
    for stretch in stretches.iter_mut().filter(|_| has_clock) {
        stretch.occasions = if all > 0.0 { stretch.occasions / all } else { stretch.part };
    }
    stretches
}

fn ends(event: &Event) -> f64 {
    event.at_days + event.for_days
}

/// Weight of hour and weekday in step `t`, averaged over the hours that the step touches.
fn occasion_weight(scenario: &Scenario, t: u32) -> f64 {
    let minutes = f64::from(scenario.clock.step_minutes);
    weight_of_minutes(scenario, f64::from(t) * minutes, f64::from(t + 1) * minutes)
}

/// The same between two days of the campaign.
fn weight_between(scenario: &Scenario, from_day: f64, to_day: f64) -> f64 {
    let [from, to] = [from_day, to_day].map(|day| day * f64::from(MINUTES_PER_DAY));
    weight_of_minutes(scenario, from, to)
}

/// The same between two minutes of the campaign.
fn weight_of_minutes(scenario: &Scenario, from: f64, to: f64) -> f64 {
    if scenario.hours.is_none() && scenario.weekdays.is_none() {
        return 1.0;
    }
    let (start_minute, start_weekday) =
        scenario.clock.start.map_or((0.0, 0), |start| (f64::from(start.minute_of_day), start.weekday()));
    let (mut minute, end) = (start_minute + from, start_minute + to);
    let mut weight = 0.0;
    while minute < end {
        let hours = (minute / 60.0 + 1e-9).floor();
        let next = ((hours + 1.0) * 60.0).min(end);
        let (hour, day) = ((hours as u64 % 24) as usize, (hours as u64 / 24) as usize);
        let weekday = (start_weekday + day) % 7;
        let of_hour = scenario.hours.map_or(1.0, |hours| hours[hour] * 24.0 / hours.iter().sum::<f64>());
        let of_weekday =
            scenario.weekdays.map_or(1.0, |weekdays| weekdays[weekday] * 7.0 / weekdays.iter().sum::<f64>());
        weight += of_hour * of_weekday * (next - minute);
        minute = next;
    }
    weight / (to - from)
}

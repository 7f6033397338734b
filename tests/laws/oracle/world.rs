//! What does not change during a campaign: the scenario with its numbers drawn, and the plain formulas
//! of `MODEL.md` on top of it.

use super::dice;
use kfactor::scenario::{Amount, Event, Quantity, Reward, Scenario, Segment, Stay};
use kfactor::units::{Money, per_step, per_step_of_wait};
use rand::rngs::ChaCha8Rng;

/// Tolerance where a time in days meets the grid of steps.
const GRID: f64 = 1e-9;

/// The true two classes behind retention points: `w(1-h1)^d + (1-w)(1-h2)^d`.
#[derive(Clone, Copy, Debug)]
pub struct TwoClass {
    pub w: f64,
    pub h1: f64,
    pub h2: f64,
}

impl TwoClass {
    /// The share still there after `days`.
    pub fn survival(&self, days: f64) -> f64 {
        self.w * (1.0 - self.h1).powf(days) + (1.0 - self.w) * (1.0 - self.h2).powf(days)
    }
}

/// One replicate's view of the scenario.
pub struct World<'a> {
    pub scenario: &'a Scenario,
    pub drawn: Vec<f64>,
    /// Per segment: (weight, chance to leave in a plain step) of each stay class.
    pub classes: Vec<Vec<(f64, f64)>>,
}

impl<'a> World<'a> {
    pub fn new(scenario: &'a Scenario, two_class: &[Option<TwoClass>], rng: &mut ChaCha8Rng) -> Self {
        let drawn: Vec<f64> = scenario.inputs.iter().map(|input| dice::input(rng, input)).collect();
        let step = scenario.clock.step_days();
        let classes = scenario
            .segments
            .iter()
            .enumerate()
            .map(|(g, segment)| match (&segment.stay, two_class.get(g).copied().flatten()) {
                (Stay::Churn(c), _) => vec![(1.0, per_step(c.value(&drawn), step))],
                (Stay::Retention(_), Some(t)) => {
                    vec![(t.w, per_step(t.h1, step)), (1.0 - t.w, per_step(t.h2, step))]
                }
                (Stay::Retention(_), None) => {
                    panic!("a case with retention names its two classes")
                }
                (other, _) => panic!("the oracle does not know {other:?}"),
            })
            .collect();
        World { scenario, drawn, classes }
    }

    pub fn value(&self, quantity: &Quantity) -> f64 {
        quantity.value(&self.drawn)
    }

    pub fn steps(&self) -> u32 {
        self.scenario.clock.steps
    }

    pub fn step_days(&self) -> f64 {
        self.scenario.clock.step_days()
    }

    pub fn segment(&self, g: usize) -> &'a Segment {
        &self.scenario.segments[g]
    }

    pub fn money(&self, quantity: &Quantity) -> Money {
        Money::from_major(self.value(quantity), &self.scenario.currency)
    }

    pub fn whole_steps(&self, days: f64) -> u32 {
        (days / self.step_days() + GRID).floor() as u32
    }

    /// Seeds of segment `g` that are due in step `t`.
    pub fn seeds_due(&self, g: usize, t: u32) -> u64 {
        let waves = &self.segment(g).seeds;
        let due = waves.iter().filter(|wave| self.scenario.clock.step_at(wave.at_days) == t);
        due.map(|wave| self.value(&wave.count).round() as u64).sum()
    }

    /// Seeds of segment `g` in all waves.
    pub fn seeds_in_all(&self, g: usize) -> u64 {
        self.segment(g).seeds.iter().map(|wave| self.value(&wave.count).round() as u64).sum()
    }

    /// Price of the next joiner after so many payers.
    pub fn price(&self, payers: u64) -> Money {
        match &self.scenario.price {
            None => Money::ZERO,
            Some(price) => self.money(&price.start) + self.money(&price.step).times(payers / price.every),
        }
    }

    /// What one reward of this rule costs at this price.
    pub fn unit_cost(&self, rule: &Reward, price: Money) -> Money {
        match &rule.cost {
            Amount::Money(cost) => self.money(cost),
            Amount::ShareOfPrice(share) => Money((price.0 as f64 * self.value(share)).round() as i128),
        }
    }

    /// The product of one factor over the events that run at the start of step `t`.
    pub fn event_factor(&self, t: u32, factor: impl Fn(&Event) -> &Quantity) -> f64 {
        let now = f64::from(t) * self.step_days() + GRID;
        let running = |e: &&Event| e.at_days <= now && now < e.at_days + e.for_days;
        self.scenario.events.iter().filter(running).map(|e| self.value(factor(e))).product()
    }

    pub fn novelty(&self, t: u32) -> f64 {
        let Some(novelty) = &self.scenario.novelty else {
            return 1.0;
        };
        let floor = self.value(&novelty.floor);
        let halvings = f64::from(t) * self.step_days() / self.value(&novelty.half_life_days);
        floor + (1.0 - floor) * 0.5f64.powf(halvings)
    }

    /// Hour weight × weekday weight of step `t`.
    pub fn weight(&self, t: u32) -> f64 {
        let clock = &self.scenario.clock;
        let (weekday, minute) = clock.start.map_or((0, 0), |s| (s.weekday(), u64::from(s.minute_of_day)));
        let begin = minute + u64::from(t) * u64::from(clock.step_minutes);
        let minutes = if clock.step_minutes > 60 { u64::from(clock.step_minutes) } else { 1 };
        let hour = self.scenario.hours.map_or(1.0, |weights| {
            let sum: f64 = (begin..begin + minutes).map(|m| weights[(m / 60 % 24) as usize]).sum();
            sum / minutes as f64
        });
        let day = (weekday + (begin / (24 * 60)) as usize) % 7;
        hour * self.scenario.weekdays.map_or(1.0, |weights| weights[day])
    }

    /// The chance that a waiting member of segment `g` gets an occasion in step `t`.
    pub fn occasion(&self, g: usize, t: u32) -> f64 {
        let segment = self.segment(g);
        match segment.share.after_days.as_ref().map(|after| self.value(after)) {
            Some(after) if after > 0.0 && !segment.fake => {
                per_step_of_wait(after / self.weight(t), self.step_days())
            }
            _ => 1.0,
        }
    }

    /// The segment weights of the people whom segment `g` brings.
    pub fn recruits(&self, g: usize, baited: bool) -> Vec<f64> {
        let segment = self.segment(g);
        let row = segment.recruits_for_bait.as_ref().filter(|_| baited).or(segment.recruits.as_ref());
        if let Some(row) = row {
            return row.iter().map(|weight| self.value(weight)).collect();
        }
        let all = 0..self.scenario.segments.len();
        let seeds: Vec<f64> = all.clone().map(|h| self.seeds_in_all(h) as f64).collect();
        if segment.fake || seeds.iter().sum::<f64>() == 0.0 {
            return all.map(|h| if h == g { 1.0 } else { 0.0 }).collect();
        }
        seeds
    }

    /// The chance that somebody new in segment `g` is still there after `days`, events aside.
    pub fn stays(&self, g: usize, days: f64) -> f64 {
        if self.segment(g).fake {
            return 0.0;
        }
        let steps = f64::from(self.whole_steps(days));
        self.classes[g].iter().map(|(weight, leave)| weight * (1.0 - leave).powf(steps)).sum()
    }
}

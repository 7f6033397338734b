//! What does not change during a campaign: the scenario with its numbers drawn, and the plain formulas
//! of `docs/model.md` on top of it.

use super::dice;
use super::earning::is_of_orders;
use super::friends::Part;
use kfactor::scenario::{Amount, Event, Inflow, Quantity, Reward, Scenario, SeedWave, Segment, Stay, Wait};
use kfactor::units::Money;
use rand::rngs::ChaCha8Rng;
use std::cell::OnceCell;

/// Tolerance where a time in days meets the grid of steps.
pub const GRID: f64 = 1e-9;

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
    /// What each reward is of those of the file.
    pub(super) parts: Vec<Part>,
    /// The present step.
    pub now: u32,
    /// Whether whom a step wins brings others in the next one.
    pub cycles: bool,
    /// Weights of hours and weekdays, of mean 1.
    pub hours: [f64; 24],
    weekdays: [f64; 7],
    /// Per segment: (weight, chance to leave in a day) of each stay class.
    pub classes: Vec<Vec<(f64, f64)>>,
    /// By segment: of each wave that leaves by a chance of its own, when it comes, and its class behind those of everybody.
    own: Vec<Vec<(f64, usize)>>,
    /// By segment and way: [the chance](Self::answers_at_once) to answer within the step, once it is asked for.
    pub(super) at_once: Vec<Vec<OnceCell<f64>>>,
}

impl<'a> World<'a> {
    pub fn new(scenario: &'a Scenario, two_class: &[Option<TwoClass>], rng: &mut ChaCha8Rng) -> Self {
        let drawn: Vec<f64> = scenario.inputs.iter().map(|input| dice::input(rng, input)).collect();
        let mut classes: Vec<Vec<(f64, f64)>> = scenario
            .segments
            .iter()
            .enumerate()
            .map(|(g, segment)| match (&segment.stay, two_class.get(g).copied().flatten()) {
                (Stay::Churn(c), _) => vec![(1.0, c.value(&drawn))],
                (Stay::Retention(_), Some(t)) => vec![(t.w, t.h1), (1.0 - t.w, t.h2)],
                (Stay::Retention(_), None) => {
                    panic!("a case with retention names its two classes")
                }
                (other, _) => panic!("the oracle does not know {other:?}"),
            })
            .collect();
        let mut own = vec![Vec::new(); classes.len()];
        for (g, segment) in scenario.segments.iter().enumerate() {
            for wave in &segment.seeds {
                if let Some(Stay::Churn(churn)) = &wave.stay {
                    own[g].push((wave.at_days, classes[g].len()));
                    classes[g].push((0.0, churn.value(&drawn)));
                }
            }
        }
        let ways = |segment: &Segment| segment.channels.len().max(1);
        World {
            scenario,
            parts: (0..scenario.incentive.len()).map(Part::whole).collect(),
            own,
            at_once: scenario.segments.iter().map(|segment| vec![OnceCell::new(); ways(segment)]).collect(),
            now: 0,
            drawn,
            cycles: scenario.is_in_cycles(),
            hours: of_mean_1(scenario.hours.unwrap_or([1.0; 24])),
            weekdays: of_mean_1(scenario.weekdays.unwrap_or([1.0; 7])),
            classes,
        }
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

    /// The waves of seeds of segment `g` that are due in step `t`: the part of the step that has gone by, and how many
    /// are addressed, and the chance of each to read it.
    pub fn seeds_due(&self, g: usize, t: u32) -> Vec<(f64, u64, f64)> {
        let place = |wave: &SeedWave| wave.at_days / self.step_days() - f64::from(t);
        let due = self.segment(g).seeds.iter().filter(|wave| (-GRID..1.0 - GRID).contains(&place(wave)));
        let wave = |wave: &SeedWave| {
            (place(wave).max(0.0), self.value(&wave.count).round() as u64, self.value(&wave.reached))
        };
        due.map(wave).collect()
    }

    /// Days of step `t` during which people come by this plan.
    pub fn days_of_stretch(&self, plan: &Inflow, t: u32) -> f64 {
        let begin = f64::from(t) * self.step_days();
        let end = begin + self.step_days();
        let until = plan.until_days.unwrap_or(f64::INFINITY);
        (end.min(until) - begin.max(plan.from_days)).max(0.0)
    }

    /// The stay class of seeds who came at this moment of step `t`, where their wave has one of its own.
    pub fn own_class(&self, g: usize, t: u32, moment: f64) -> Option<usize> {
        let days = (f64::from(t) + moment) * self.step_days();
        self.own[g].iter().find(|(at, _)| (at - days).abs() < 1e-6).map(|(_, class)| *class)
    }

    /// People of segment `g` who are addressed in all waves.
    pub fn addressed(&self, g: usize) -> u64 {
        self.segment(g).seeds.iter().map(|wave| self.value(&wave.count).round() as u64).sum()
    }

    /// Those of them who read it, on average.
    fn reading(&self, g: usize) -> f64 {
        let wave = |wave: &SeedWave| self.value(&wave.count).round() * self.value(&wave.reached);
        self.segment(g).seeds.iter().map(wave).sum()
    }

    /// Price of the next joiner after so many payers.
    pub fn price(&self, payers: u64) -> Money {
        match &self.scenario.price {
            None => Money::ZERO,
            Some(price) => self.money(&price.start) + self.money(&price.step).times(payers / price.every),
        }
    }

    /// Whether the dates of this rule allow it to be on offer in step `t`.
    pub fn is_dated_for(&self, rule: &Reward, t: u32) -> bool {
        let now = f64::from(t) * self.step_days() + GRID;
        rule.from_days <= now && rule.until_days.is_none_or(|until| now < until)
    }

    /// Whether a day begins with step `t`.
    pub fn is_midnight(&self, t: u32) -> bool {
        let clock = &self.scenario.clock;
        let start = clock.start.map_or(0, |start| u32::from(start.minute_of_day));
        (start + t * clock.step_minutes).is_multiple_of(24 * 60)
    }

    /// On the how manieth of its terms this rule is in step `t`.
    pub fn term(&self, rule: &Reward, t: u32) -> usize {
        let now = f64::from(t) * self.step_days() + GRID;
        let of_values = rule.value_later.iter().map(|(from, _)| *from);
        let dates = of_values.chain(rule.cost_later.iter().map(|(from, _)| *from));
        dates.filter(|from| *from <= now).count()
    }

    /// What is the value of this rule in step `t`.
    pub fn worth(&self, rule: &Reward, t: u32) -> f64 {
        let now = f64::from(t) * self.step_days() + GRID;
        let then = rule.value_later.iter().rfind(|(from, _)| *from <= now);
        self.value(then.map_or(&rule.value, |(_, value)| value))
    }

    /// What one reward of this rule costs at this price, in minor units, by the terms of step `t`.
    pub fn cost(&self, rule: &Reward, price: f64, t: u32) -> f64 {
        let now = f64::from(t) * self.step_days() + GRID;
        let then = rule.cost_later.iter().rfind(|(from, _)| *from <= now);
        match then.map_or(&rule.cost, |(_, cost)| cost) {
            Amount::Money(cost) => self.money(cost).minor(),
            Amount::ShareOfPrice(share) => price * self.value(share),
        }
    }

    /// What one more reward of this rule costs while joining has this price; a part of an order is of the first that has a price.
    pub fn cost_of_one(&self, rule: &Reward, price: Money, t: u32) -> f64 {
        let genuine = self.scenario.segments.iter().filter(|segment| !segment.fake);
        let first = genuine.flat_map(|segment| &segment.buys).find_map(|buys| buys.price.as_ref());
        let of_orders = first.map_or(Money::ZERO, |price| self.money(price));
        let price = if is_of_orders(rule) { of_orders } else { price };
        self.cost(rule, price.minor(), t)
    }

    /// One factor of the events: the mean over step `t` of what runs at each moment.
    pub fn event_factor(&self, t: u32, factor: impl Fn(&Event) -> &Quantity) -> f64 {
        let begin = f64::from(t) * self.step_days();
        let end = begin + self.step_days();
        let mut cuts = vec![begin, end];
        let ends = self.scenario.events.iter().flat_map(|e| [e.at_days, e.at_days + e.for_days]);
        cuts.extend(ends.filter(|cut| begin < *cut && *cut < end));
        cuts.sort_unstable_by(f64::total_cmp);
        let of = |part: &[f64]| {
            self.event_factor_at(f64::midpoint(part[0], part[1]), &factor) * (part[1] - part[0])
        };
        cuts.windows(2).map(of).sum::<f64>() / self.step_days()
    }

    /// The factor of the events on joining: what runs at each moment of step `t` counts by the shares that are made then.
    pub fn join_factor(&self, t: u32) -> f64 {
        if self.scenario.events.is_empty() {
            return 1.0;
        }
        let length = self.step_days();
        let (begin, end) = (f64::from(t) * length, f64::from(t + 1) * length);
        let mut cuts = vec![begin, end];
        cuts.extend(self.scenario.events.iter().flat_map(|e| [e.at_days, e.at_days + e.for_days]));
        let minutes = (length * 1440.0).round() as u64;
        cuts.extend((0..minutes).map(|m| (u64::from(t) * minutes + m) as f64 / 1440.0));
        cuts.retain(|cut| (begin..=end).contains(cut));
        cuts.sort_unstable_by(f64::total_cmp);
        let (mut shares, mut joins) = (0.0, 0.0);
        for part in cuts.windows(2).filter(|part| part[1] > part[0]) {
            let middle = f64::midpoint(part[0], part[1]);
            let made = (part[1] - part[0])
                * self.weight_at((middle * 1440.0) as u64)
                * self.event_factor_at(middle, |e| &e.share);
            shares += made;
            joins += made * self.event_factor_at(middle, |e| &e.join);
        }
        if shares > 0.0 { joins / shares } else { 1.0 }
    }

    /// The factor of the events on sharing: what runs at each moment counts by the occasions that come then.
    pub fn share_factor(&self, t: u32) -> f64 {
        let length = self.step_days();
        let minutes = (length * 1440.0).round() as u64;
        let begin = u64::from(t) * minutes;
        let weights = (begin..begin + minutes).map(|m| self.weight_at(m));
        let all: f64 = weights.clone().sum();
        if all <= 0.0 || self.scenario.events.is_empty() {
            return self.event_factor(t, |e| &e.share);
        }
        let by_minute = weights
            .zip(begin..)
            .map(|(weight, m)| weight * self.event_factor_at((m as f64 + 0.5) / 1440.0, |e| &e.share));
        by_minute.sum::<f64>() / all
    }

    /// One factor of the events that run so many days after the start.
    pub fn event_factor_at(&self, days: f64, factor: impl Fn(&Event) -> &Quantity) -> f64 {
        let running = |e: &&Event| e.at_days <= days && days < e.at_days + e.for_days;
        self.scenario.events.iter().filter(running).map(|e| self.value(factor(e))).product()
    }

    pub fn novelty(&self, t: u32) -> f64 {
        let middle = if self.cycles { 0.0 } else { 0.5 };
        self.novelty_at((f64::from(t) + middle) * self.step_days())
    }

    /// Novelty so many days after the start.
    pub fn novelty_at(&self, days: f64) -> f64 {
        let Some(novelty) = &self.scenario.novelty else {
            return 1.0;
        };
        let floor = self.value(&novelty.floor);
        floor + (1.0 - floor) * 0.5f64.powf(days / self.value(&novelty.half_life_days))
    }

    /// Hour weight × weekday weight, minute by minute, in the mean of step `t`.
    pub fn weight(&self, t: u32) -> f64 {
        if self.scenario.hours.is_none() && self.scenario.weekdays.is_none() {
            return 1.0;
        }
        let minutes = u64::from(self.scenario.clock.step_minutes);
        let begin = u64::from(t) * minutes;
        (begin..begin + minutes).map(|m| self.weight_at(m)).sum::<f64>() / minutes as f64
    }

    /// Hour weight × weekday weight of the minute that begins so many minutes after the start.
    pub fn weight_at(&self, minutes: u64) -> f64 {
        let start = self.scenario.clock.start;
        let (weekday, minute) = start.map_or((0, 0), |s| (s.weekday(), u64::from(s.minute_of_day)));
        let now = minute + minutes;
        let day = (weekday + (now / (24 * 60)) as usize) % 7;
        self.hours[(now / 60 % 24) as usize] * self.weekdays[day]
    }

    /// How a member of segment `g` waits for an occasion; `None`: he has one, as he joins.
    pub fn wait(&self, g: usize) -> Option<&'a Wait> {
        let segment = self.segment(g);
        let is_nothing = |wait: &Wait| matches!(wait, Wait::Mean(mean) if self.value(mean) == 0.0);
        segment.share.after.as_ref().filter(|wait| !segment.fake && !is_nothing(wait))
    }

    /// The same where no member remembers how long he has waited: how long it is in the mean.
    pub fn mean_wait(&self, g: usize) -> Option<f64> {
        self.wait(g).map(|wait| match wait {
            Wait::Mean(mean) => self.value(mean),
            other => panic!("it is remembered how long it has lasted: {other:?}"),
        })
    }

    /// The segment weights of the people whom segment `g` brings.
    pub fn recruits(&self, g: usize, baited: bool) -> Vec<f64> {
        let segment = self.segment(g);
        let row = segment.recruits_for_bait.as_ref().filter(|_| baited).or(segment.recruits.as_ref());
        if let Some(row) = row {
            return row.iter().map(|weight| self.value(weight)).collect();
        }
        let all = 0..self.scenario.segments.len();
        let seeds: Vec<f64> = all.clone().map(|h| self.reading(h)).collect();
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
        let days = if self.cycles { f64::from(self.whole_steps(days)) * self.step_days() } else { days };
        self.classes[g].iter().map(|(weight, leave)| weight * (1.0 - leave).powf(days)).sum()
    }
}

fn of_mean_1<const N: usize>(weights: [f64; N]) -> [f64; N] {
    let mean = weights.iter().sum::<f64>() / N as f64;
    weights.map(|weight| weight / mean)
}

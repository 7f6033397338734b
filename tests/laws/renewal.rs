//! Growth in time: how fast a campaign grows when friends take their time to answer.
//!
//! The published rates are those of continuous time. A step forgets where in it something fell, which makes the times between
//! generations vary a little more, and a campaign grow a little faster, by an amount proportional to the square of the
//! step. Hence three links: the engine against the expected number of members by the same steps (the renewal equation,
//! exact), these against their own rate, and the rates against the published ones as the step vanishes.

use crate::anchors::mean_is;
use crate::build::*;
use crate::digits::close;
use crate::table::{Case, by_engine};
use kfactor::scenario::{Delay, Scenario, Wait};

/// People whom one member brings.
const R: f64 = 1.5;

/// From joining to the joining of who was invited: one day in the mean.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Interval {
    /// Always a day.
    Fixed,
    /// An answer after an exponential time.
    Exponential,
    /// An exponential wait for an occasion and an exponential answer, half a day each: gamma of shape 2.
    Gamma,
    /// An answer after a lognormal time, sigma 1.
    Lognormal,
}

use Interval::{Exponential, Fixed, Gamma, Lognormal};

/// Growth per day in continuous time.
const RATES: [(Interval, f64); 4] =
    [(Fixed, 0.405465), (Exponential, 0.5), (Gamma, 0.449490), (Lognormal, 0.529480)];

/// Chance that a time of this law is shorter.
type Within = fn(f64) -> f64;

const DAY: Within = |t| f64::from(t > 1.0 + 1e-9);
const EXPONENTIAL: Within = |t| -(-t).exp_m1();
const HALF_EXPONENTIAL: Within = |t| -(-2.0 * t).exp_m1();
const LOGNORMAL: Within = |t| 0.5 * libm::erfc(-(t.ln() + 0.5) / std::f64::consts::SQRT_2);

/// Chance of each number of steps within the horizon.
type Steps = Vec<f64>;

/// The law of `⌊u + time/step⌋`, `u` being these moments.
fn whole_steps(within: Within, step: f64, horizon: usize, moments: &[f64]) -> Steps {
    let below = |k: usize| {
        let of = |u: &f64| within((k as f64 - u).max(0.0) * step);
        if k == 0 { 0.0 } else { moments.iter().map(of).sum::<f64>() / moments.len() as f64 }
    };
    let below: Vec<f64> = (0..=horizon).map(below).collect();
    below.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

/// One time after the other, where the second is exponential with a mean of half a day and begins at any moment.
fn then_half_a_day(first: &[f64], step: f64) -> Steps {
    // No step with a chance of its own, then as many as it lasts.
    let none = 1.0 + (-2.0 * step).exp_m1() / (2.0 * step);
    let stay = (-2.0 * step).exp();
    let mut later = 0.0;
    let mut before = 0.0;
    let at = |p: &f64| {
        later = later * stay + before * (1.0 - none) * (1.0 - stay);
        before = *p;
        p * none + later
    };
    first.iter().map(at).collect()
}

impl Interval {
    /// Chance of so many steps from joining to the joining of who was invited, for whom it is not known when in a step he
    /// joined.
    fn steps(self, step: f64, horizon: usize) -> Steps {
        const MOMENTS: usize = 64;
        let any: Vec<f64> = (0..MOMENTS).map(|m| (m as f64 + 0.5) / MOMENTS as f64).collect();
        self.steps_from(&any, step, horizon)
    }

    fn steps_from(self, moments: &[f64], step: f64, horizon: usize) -> Steps {
        let law = |within| whole_steps(within, step, horizon, moments);
        match self {
            Fixed => law(DAY),
            Exponential => law(EXPONENTIAL),
            Lognormal => law(LOGNORMAL),
            Gamma => then_half_a_day(&law(HALF_EXPONENTIAL), step),
        }
    }

    /// The growth rate per day in steps of this length: the root of `R·Σ p_d·exp(-r·d·step) = 1` (Euler, Lotka).
    fn rate(self, step: f64) -> f64 {
        let intervals = self.steps(step, (60.0 / step) as usize);
        let brought = |r: f64| -> f64 {
            let discount = (-r * step).exp();
            intervals.iter().rev().fold(0.0, |sum, p| sum * discount + p) * R
        };
        let halve = |(low, high): (f64, f64)| {
            let middle = f64::midpoint(low, high);
            if brought(middle) > 1.0 { (middle, high) } else { (low, middle) }
        };
        (0..60).fold((0.0, 2.0), |ends, _| halve(ends)).0
    }

    /// Expected number of members per seed at the end of each step; seeds are there from the beginning.
    fn members(self, step: f64, horizon: usize) -> Vec<f64> {
        let (by_seeds, intervals) = (self.steps_from(&[0.0], step, horizon), self.steps(step, horizon));
        let mut joined: Vec<f64> = Vec::new();
        for t in 0..horizon {
            let brought: f64 = (1..=t).map(|d| intervals[d] * joined[t - d]).sum();
            // Who joins in a step brings some within it, who bring some within it.
            joined.push(R * (by_seeds[t] + brought) / (1.0 - R * intervals[0]));
        }
        let so_far = |sum: &mut f64, joined: f64| {
            *sum += joined;
            Some(*sum)
        };
        joined.into_iter().scan(1.0, so_far).collect()
    }

    fn scenario(self, days: u32, step_minutes: u32) -> Scenario {
        let mut people = segment("all", 1000, poisson(10.0 * R), 0.1);
        people.delay = match self {
            Fixed => Delay::Fixed(q(1.0)),
            Exponential => Delay::Exponential(q(1.0)),
            Gamma => Delay::Exponential(q(0.5)),
            Lognormal => Delay::Lognormal { median: q((-0.5f64).exp()), sigma: q(1.0) },
        };
        people.share.after = matches!(self, Gamma).then(|| Wait::Mean(q(0.5)));
        Scenario { clock: clock(days, step_minutes), ..scenario(days, vec![people]) }
    }
}

/// Without the part of the error that is proportional to the square of the step.
#[test]
fn rates_are_the_published_ones_as_steps_vanish() {
    for (interval, known) in RATES {
        let (coarse, fine) = (interval.rate(1.0 / 96.0), interval.rate(1.0 / 192.0));
        close((4.0 * fine - coarse) / 3.0, known, 6);
    }
}

/// How much long steps hasten growth: the figures of docs/method.md.
#[test]
fn long_steps_hasten_growth_a_little() {
    for (interval, gained) in [
        (Exponential, [0.000_11, 0.0039, 0.067]),
        (Gamma, [0.000_16, 0.0058, 0.097]),
        (Lognormal, [0.000_12, 0.0045, 0.087]),
    ] {
        let known = RATES.iter().find(|(other, _)| *other == interval).expect("a rate").1;
        for (hours, gained) in [1.0, 6.0, 24.0].into_iter().zip(gained) {
            let off = interval.rate(hours / 24.0) / known - 1.0;
            assert!((off - gained).abs() < 0.03 * gained, "{interval:?}, {hours} h: {off}");
        }
    }
}

#[test]
fn expected_members_grow_at_that_rate() {
    let step = 1.0 / 48.0;
    for interval in [Exponential, Gamma, Lognormal] {
        let members = interval.members(step, 48 * 40);
        let growth = (members[48 * 39] / members[48 * 35]).ln() / 4.0;
        assert!((growth - interval.rate(step)).abs() < 1e-5, "{interval:?}: {growth}");
    }
    // In pulses, one a day.
    let pulses = Fixed.members(step, 48 * 3);
    assert_eq!([pulses[47], pulses[48], pulses[96], pulses[143]], [1.0, 2.5, 4.75, 4.75]);
}

#[test]
fn the_engine_has_the_expected_members() {
    for (interval, _) in RATES {
        for (days, step_minutes) in [(3, 60), (8, 30), (5, 360), (5, 1440)] {
            let case = Case::new("growth", interval.scenario(days, step_minutes));
            let known =
                interval.members(f64::from(step_minutes) / 1440.0, case.scenario.clock.steps as usize);
            let totals = by_engine(&case, 29, 200).totals();
            mean_is("members", &totals, 1000.0 * known.last().expect("a step"), 0.0);
        }
    }
}

//! Growth in time: how fast a campaign grows when friends take their time to answer.
//!
//! The published rates are those of continuous time. Steps round a waiting time up, so a campaign in steps grows a
//! little slower, by an amount proportional to the step. Hence three links: the engine against the expected number of
//! members by the same steps (the renewal equation, exact), these against their own rate, and the rates against the
//! published ones as the step vanishes.

use crate::anchors::mean_is;
use crate::build::*;
use crate::digits::close;
use crate::table::{Case, by_engine};
use kfactor::scenario::{Delay, Scenario};

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

impl Interval {
    /// Chance of `d + 1` steps of this length, for all `d` within so many steps.
    fn steps(self, step: f64, horizon: usize) -> Vec<f64> {
        let bins = |within: &dyn Fn(f64) -> f64| -> Vec<f64> {
            (0..horizon).map(|d| within((d + 1) as f64 * step) - within(d as f64 * step)).collect()
        };
        let exponential = |mean: f64| bins(&|t| -(-t / mean).exp_m1());
        match self {
            Fixed => bins(&|t| f64::from(t > 1.0 - 0.5 * step)),
            Exponential => exponential(1.0),
            Lognormal => bins(&|t| 0.5 * libm::erfc(-(t.ln() + 0.5) / std::f64::consts::SQRT_2)),
            // The wait takes no step with the chance of the exponential's first bin, one with that of its second.
            Gamma => {
                let stay = (-step / 0.5f64).exp();
                let mut answered = exponential(0.5);
                let mut before = 0.0;
                for p in &mut answered {
                    before = *p * (1.0 - stay) + before * stay;
                    *p = before;
                }
                answered
            }
        }
    }

    /// The growth rate per day in steps of this length: the root of `R·Σ p_d·exp(-r·d·step) = 1` (Euler, Lotka).
    fn rate(self, step: f64) -> f64 {
        let intervals = self.steps(step, (60.0 / step) as usize);
        let brought = |r: f64| -> f64 {
            let discount = (-r * step).exp();
            intervals.iter().rev().fold(0.0, |sum, p| (sum + p) * discount) * R
        };
        let halve = |(low, high): (f64, f64)| {
            let middle = f64::midpoint(low, high);
            if brought(middle) > 1.0 { (middle, high) } else { (low, middle) }
        };
        (0..60).fold((0.0, 2.0), |ends, _| halve(ends)).0
    }

    /// Expected number of members per seed at the end of each step.
    fn members(self, step: f64, horizon: usize) -> Vec<f64> {
        let intervals = self.steps(step, horizon);
        let mut joined = vec![1.0];
        for t in 1..horizon {
            let brought: f64 = (0..t).map(|d| intervals[d] * joined[t - 1 - d]).sum();
            joined.push(R * brought);
        }
        let so_far = |sum: &mut f64, joined: f64| {
            *sum += joined;
            Some(*sum)
        };
        joined.into_iter().scan(0.0, so_far).collect()
    }

    fn scenario(self, days: u32, step_minutes: u32) -> Scenario {
        let mut people = segment("all", 1000, poisson(10.0 * R), 0.1);
        let step = f64::from(step_minutes) / 1440.0;
        people.delay = match self {
            Fixed => Delay::Fixed(q(1.0 - step)),
            Exponential => Delay::Exponential(q(1.0)),
            Gamma => Delay::Exponential(q(0.5)),
            Lognormal => Delay::Lognormal { median: q((-0.5f64).exp()), sigma: q(1.0) },
        };
        people.share.after_days = matches!(self, Gamma).then(|| q(0.5));
        Scenario { clock: clock(days, step_minutes), ..scenario(days, vec![people]) }
    }
}

/// Without the part of the error that is proportional to the step.
#[test]
fn rates_are_the_published_ones_as_steps_vanish() {
    for (interval, known) in RATES {
        let (fine, finer) = (interval.rate(1.0 / 1440.0), interval.rate(1.0 / 2880.0));
        close(2.0 * finer - fine, known, 6);
    }
}

/// How much steps slow growth down: the table of docs/method.md.
#[test]
fn long_steps_slow_growth_down() {
    for interval in [Exponential, Lognormal] {
        let known = RATES.iter().find(|(other, _)| *other == interval).expect("a rate").1;
        for (hours, lost) in [(1.0, 0.03), (6.0, 0.16), (24.0, 0.45)] {
            let off = 1.0 - interval.rate(hours / 24.0) / known;
            assert!((off - lost).abs() < 0.01, "{interval:?}, {hours} h: {off}");
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
        for (days, step_minutes) in [(3, 60), (8, 30)] {
            let case = Case::new("growth", interval.scenario(days, step_minutes));
            let known =
                interval.members(f64::from(step_minutes) / 1440.0, case.scenario.clock.steps as usize);
            let totals = by_engine(&case, 29, 200).totals();
            mean_is("members", &totals, 1000.0 * known.last().expect("a step"), 0.0);
        }
    }
}

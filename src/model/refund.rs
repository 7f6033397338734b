//! When buyers get their money back, as chances by step.

use crate::rng::{Stream, binomial, split};
use crate::scenario::{Refund, Scenario};

/// Some who have paid get their money back, at a moment drawn evenly from a time after it.
#[derive(Clone, Debug)]
pub struct RefundModel {
    chance: f64,
    /// When, and how likely each of these is.
    returns: Vec<Return>,
    weights: Vec<f64>,
}

/// When money goes back.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Return {
    /// So many steps after that in which it was paid.
    pub later: u32,
    /// Not before so long after it was paid, in steps.
    pub after: f64,
}

/// When the money is paid that some get back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Paid {
    /// At any moment of a step.
    Anytime,
    /// At this moment of it.
    At(f64),
}

impl RefundModel {
    pub(super) fn compile(refund: &Refund, paid: Paid, scenario: &Scenario, drawn: &[f64]) -> RefundModel {
        let in_cycles = scenario.is_in_cycles();
        let within = refund.within_days / scenario.clock.step_days();
        let shift = if let Paid::At(moment) = paid { moment } else { 0.0 };
        // Beyond the end it does not matter when.
        let last = within.min(f64::from(scenario.clock.steps) + 1.0);
        let mut cuts: Vec<f64> =
            (1..).map(|step| f64::from(step) - shift).take_while(|cut| *cut < last).collect();
        let holds = scenario.incentive.iter().filter_map(|reward| reward.held_days());
        cuts.extend(holds.map(|days| days / scenario.clock.step_days()).filter(|cut| *cut < within));
        cuts.extend([0.0, within]);
        cuts.sort_unstable_by(f64::total_cmp);
        cuts.dedup_by(|cut, before| *cut - *before < 1e-9);
        let mut law =
            RefundModel { chance: refund.chance.value(drawn), returns: Vec::new(), weights: Vec::new() };
        for pair in cuts.windows(2) {
            let [after, length] = [pair[0], pair[1] - pair[0]];
            let middle = after + 0.5 * length;
            match paid {
                Paid::Anytime if !in_cycles => {
                    law.push(middle.floor(), after, length * (1.0 - middle.fract()));
                    law.push(middle.floor() + 1.0, after, length * middle.fract());
                }
                _ => law.push((middle + shift).floor(), after, length),
            }
        }
        law
    }

    fn push(&mut self, later: f64, after: f64, weight: f64) {
        self.returns.push(Return { later: later as u32, after });
        self.weights.push(weight);
    }

    /// Who of so many gets his money back, and when: how many at each time.
    #[must_use]
    pub fn draw(&self, stream: &mut Stream, paid: u64) -> Vec<(Return, u64)> {
        let all = binomial(stream, paid, self.chance);
        self.times(stream, all, |_| true)
    }

    /// The chance of a buyer to get his money back at a time that is meant.
    #[must_use]
    pub fn chance(&self, meant: impl Fn(&Return) -> bool) -> f64 {
        let weights = || self.returns.iter().zip(&self.weights);
        let some: f64 = weights().filter(|(when, _)| meant(when)).map(|(_, weight)| weight).sum();
        let all: f64 = weights().map(|(_, weight)| weight).sum();
        if some >= all { self.chance } else { self.chance * (some / all) }
    }

    /// When so many get their money back who do at a time that is meant: how many at each.
    #[must_use]
    pub fn times(
        &self,
        stream: &mut Stream,
        all: u64,
        meant: impl Fn(&Return) -> bool,
    ) -> Vec<(Return, u64)> {
        if all == 0 {
            return Vec::new();
        }
        let weight = |(when, weight): (&Return, &f64)| if meant(when) { *weight } else { 0.0 };
        let weights: Vec<f64> = self.returns.iter().zip(&self.weights).map(weight).collect();
        let mut counts = vec![0; weights.len()];
        if all >= weights.len() as u64 {
            split(stream, all, &weights, &mut counts);
        } else {
            let mut ends = Vec::with_capacity(weights.len());
            let whole = weights.iter().fold(0.0, |sum, weight| {
                ends.push(sum + weight);
                sum + weight
            });
            let last = weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0);
            for _ in 0..all {
                let level = stream.uniform() * whole;
                counts[ends.partition_point(|end| *end <= level).min(last)] += 1;
            }
        }
        let times = self.returns.iter().copied().zip(counts);
        times.filter(|(_, count)| *count > 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    fn scenario(rest: &str) -> Scenario {
        let text = format!(
            "{{ name: x, days: 9, step: 1d, seeds: 1, share: 1, contacts: 1, join: 1, buys: {{ per_day: 1, price: 2 }}, {rest} }}"
        );
        Scenario::from_yaml(&text).expect("a campaign").into_inner()
    }

    fn part(law: &RefundModel, meant: impl Fn(&Return) -> bool) -> f64 {
        let all: f64 = law.weights.iter().sum();
        let some = law.returns.iter().zip(&law.weights).filter(|(time, _)| meant(time));
        some.map(|(_, weight)| weight).sum::<f64>() / all
    }

    /// Half of the first two days is over before a holding time of a day; who pays at any moment gets it back in the same step with
    /// a quarter of the chance.
    #[test]
    fn money_goes_back_at_any_moment_of_its_time() {
        let held = "incentive: [{ when: buy, cost: 1, hold: 1d }]";
        let law = |paid| RefundModel::compile(&Refund::new(0.5, 2.0), paid, &scenario(held), &[]);
        let any = law(Paid::Anytime);
        assert!((part(&any, |time| time.after < 1.0) - 0.5).abs() < 1e-12);
        let later = [0, 1, 2].map(|later| part(&any, |time| time.later == later));
        assert_eq!(later, [0.25, 0.5, 0.25]);
        let at = law(Paid::At(0.75));
        let later = [0, 1, 2].map(|later| part(&at, |time| time.later == later));
        assert_eq!(later, [0.125, 0.5, 0.375]);
        assert!((part(&at, |time| time.after < 1.0) - 0.5).abs() < 1e-12);
        let mut stream = ReplicateKey::new(1, 0).stream(Purpose::Value, 0, 0);
        for paid in [4, 4_000] {
            let all: u64 = any.draw(&mut stream, paid).iter().map(|(_, count)| count).sum();
            assert!(all <= paid && (paid < 10 || all.abs_diff(2_000) < 130), "{all}");
        }
    }
}

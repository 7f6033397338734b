//! A statement about the mean of a cost per head, which is the ratio `R` of two means: all money over all heads.
//!
//! Where heads are above nought on average, `R < b` says that `c - b·x` is below nought on average: an ordinary mean with
//! its ordinary interval. No interval of a ratio is needed but to show it.

use super::estimate::Estimate;
use super::finding::{Unmeasured, Verdict};
use crate::scenario::Expectation;
use crate::stats::RatioSums;
use crate::stats::interval::{self, Interval};

/// Money and heads, replicate by replicate.
#[derive(Default)]
pub(super) struct PerHead {
    money: Vec<f64>,
    heads: Vec<f64>,
}

/// Steps towards an end of the interval that is shown; each gives some digits more.
const STEPS: usize = 6;

impl PerHead {
    /// Takes the money and the heads of a replicate in.
    pub fn record(&mut self, [money, heads]: [f64; 2]) {
        self.money.push(money);
        self.heads.push(heads);
    }

    /// Replicates seen.
    pub fn count(&self) -> u64 {
        self.money.len() as u64
    }

    /// The ratio of means with its error, and the bounds that are not excluded with at most the probability `error`.
    pub fn estimate(&self, error: f64) -> Estimate {
        let sums = RatioSums::of(&self.money, &self.heads);
        let (value, mcse) = (sums.ratio().value(), sums.ratio().error());
        Estimate { value, mcse, interval: self.interval(value, error / 2.0) }
    }

    /// The verdict on a statement, wrong with at most the probability `error`: half of it for whether anybody comes on average,
    /// half for the statement.
    pub fn verdict(&self, expectation: &Expectation, error: f64) -> (Verdict, Option<Unmeasured>) {
        let heads = interval::of_mean(&self.heads, error / 2.0);
        if heads.high <= 0.0 {
            return (Verdict::Fail, Some(Unmeasured::AddsNobody));
        }
        if heads.low <= 0.0 {
            return (Verdict::Inconclusive, None);
        }
        let holds = |end: f64| expectation.relation.holds(end, 0.0);
        let beyond = self.beyond(expectation.bound, error / 2.0);
        let verdict = match (holds(beyond.low), holds(beyond.high)) {
            (true, true) => Verdict::Pass,
            (false, false) => Verdict::Fail,
            _ => Verdict::Inconclusive,
        };
        (verdict, None)
    }

    /// Where the mean of `c - bound·x` lies.
    fn beyond(&self, bound: f64, error: f64) -> Interval {
        let parts = self.money.iter().zip(&self.heads);
        interval::of_mean(&parts.map(|(money, heads)| money - bound * heads).collect::<Vec<_>>(), error)
    }

    /// From where to where `R` may lie: the bounds for which nought is an end of that interval, found step by step from `R`.
    fn interval(&self, ratio: f64, error: f64) -> Interval {
        let heads = self.heads.iter().sum::<f64>() / self.heads.len() as f64;
        if ratio.is_nan() {
            return Interval::EVERYTHING;
        }
        let end = |of: fn(Interval) -> f64| {
            (0..STEPS).fold(ratio, |bound, _| bound + of(self.beyond(bound, error)) / heads)
        };
        Interval { low: end(|beyond| beyond.low), high: end(|beyond| beyond.high) }
    }
}

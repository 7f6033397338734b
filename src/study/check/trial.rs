//! A statement under test: from replicates to its finding.

use super::finding::{Finding, Verdict};
use super::reading::Reading;
use super::sample::Sample;
use crate::ensemble::Replicates;
use crate::scenario::{Estimand, Expectation, Valid};
use crate::stats::interval::Interval;
use crate::study;

/// A statement under test.
pub(super) struct Trial {
    reading: Reading,
    sample: Sample,
    pub finding: Finding,
}

impl Trial {
    /// Of a statement; what theory can tell is settled at once.
    pub fn new(scenario: &Valid, expectation: &Expectation, simulation: &Replicates<'_>) -> Trial {
        let reading = Reading::new(&expectation.estimand, scenario, simulation.layout());
        let mut finding = Finding {
            expectation: expectation.clone(),
            unit: reading.unit(),
            verdict: Verdict::Inconclusive,
            replicates: 0,
            defined: 0,
            estimate: f64::NAN,
            mcse: f64::NAN,
            interval: Interval::EVERYTHING,
        };
        if let Estimand::Theory(scalar) = &expectation.estimand {
            // What theory cannot tell of this scenario stays open.
            if let Some(value) = study::theory::theory(scenario).scalar(*scalar) {
                finding.estimate = value;
                finding.mcse = 0.0;
                finding.interval = Interval { low: value, high: value };
                finding.verdict = verdict(expectation, finding.interval);
            }
        }
        Trial { reading, sample: Sample::of(&expectation.estimand), finding }
    }

    /// Whether more replicates can tell nothing new.
    pub fn is_settled(&self) -> bool {
        self.finding.verdict != Verdict::Inconclusive || self.is_theory()
    }

    fn is_theory(&self) -> bool {
        matches!(self.finding.expectation.estimand, Estimand::Theory(_))
    }

    /// Takes a replicate in.
    pub fn see(&mut self, metrics: &[f64], timeline: &[f64]) {
        if !self.is_settled() {
            self.sample.record(self.reading.value(metrics, timeline));
        }
    }

    /// Looks at what was seen; an interrupted look settles nothing.
    pub fn look(&mut self, replicates: u64, error: f64, interrupted: bool) {
        if self.is_settled() {
            return;
        }
        let estimate = self.sample.estimate(error);
        let finding = &mut self.finding;
        finding.replicates = replicates;
        finding.defined = self.sample.defined();
        finding.estimate = estimate.value;
        finding.mcse = estimate.mcse;
        finding.interval = estimate.interval;
        if !interrupted {
            finding.verdict = verdict(&finding.expectation, estimate.interval);
        }
    }
}

/// Settled when the statement holds at both ends of the interval, or at none.
pub(super) fn verdict(expectation: &Expectation, interval: Interval) -> Verdict {
    let holds = |value: f64| expectation.relation.holds(value, expectation.bound);
    match (holds(interval.low), holds(interval.high)) {
        (true, true) => Verdict::Pass,
        (false, false) => Verdict::Fail,
        _ => Verdict::Inconclusive,
    }
}

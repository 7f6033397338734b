//! A statement under test: from replicates to its finding.

use super::finding::{Finding, Unmeasured, Verdict};
use super::reading::Reading;
use super::sample::Sample;
use crate::ensemble::{Observer, Replicates};
use crate::metrics::{Metric, Scalar, Unit};
use crate::scenario::{Estimand, Expectation, Observable, Occurrence, Valid};
use crate::stats::interval::Interval;
use crate::study;

/// A statement under test.
pub(super) struct Trial {
    reading: Reading,
    sample: Sample,
    pub finding: Finding,
}

impl Trial {
    /// Of a statement; what needs no replicate is settled at once.
    pub fn new(
        scenario: &Valid,
        expectation: &Expectation,
        simulation: &Replicates<'_>,
        observer: &dyn Observer,
    ) -> Trial {
        let reading = Reading::new(&expectation.estimand, scenario, simulation.layout());
        let finding = Finding {
            expectation: expectation.clone(),
            unit: reading.unit(),
            verdict: Verdict::Inconclusive,
            unmeasured: None,
            replicates: 0,
            defined: 0,
            estimate: f64::NAN,
            mcse: f64::NAN,
            interval: Interval::EVERYTHING,
        };
        let mut trial = Trial { reading, sample: Sample::of(&expectation.estimand), finding };
        match &expectation.estimand {
            _ if observer.wants_to_stop() => trial.finding.unmeasured = Some(Unmeasured::Interrupted),
            Estimand::Theory(scalar) => trial.ask_theory(scenario, *scalar),
            Estimand::Statistic { of: Observable::Metric(metric), .. } => {
                if !metric.need().is_met(&scenario.shape()) {
                    trial.never(Unmeasured::Lacks(metric.need()));
                }
            }
            Estimand::Chance(Occurrence::Compared { of: Observable::Metric(metric), .. })
                if is_never_compared(metric, scenario) =>
            {
                trial.never(Unmeasured::Lacks(metric.need()));
            }
            Estimand::Statistic { .. } | Estimand::Chance(_) => {}
        }
        trial
    }

    fn ask_theory(&mut self, scenario: &Valid, scalar: Scalar) {
        let theory = study::theory::theory(scenario);
        let Some(value) = theory.scalar(scalar) else {
            let is_luck = theory.is_left_to_luck(scalar);
            return self.never(if is_luck { Unmeasured::LeftToLuck } else { Unmeasured::BeyondTheory });
        };
        let finding = &mut self.finding;
        finding.estimate = value;
        finding.mcse = 0.0;
        finding.interval = Interval { low: value, high: value };
        finding.verdict = verdict(&finding.expectation, finding.interval);
    }

    /// A number that no campaign can have is on no side of a bound.
    fn never(&mut self, why: Unmeasured) {
        self.finding.unmeasured = Some(why);
        self.finding.verdict = Verdict::Fail;
    }

    /// Whether more replicates can tell nothing new.
    pub fn is_settled(&self) -> bool {
        self.finding.verdict != Verdict::Inconclusive
    }

    /// Takes a replicate in.
    pub fn see(&mut self, metrics: &[f64], timeline: &[f64]) {
        if !self.is_settled() {
            self.sample.record(self.reading.read(metrics, timeline));
        }
    }

    /// Looks at what was seen; an interrupted look settles nothing.
    pub fn look(&mut self, replicates: u64, error: f64, interrupted: bool) {
        if self.is_settled() {
            return;
        }
        if replicates == 0 {
            self.finding.unmeasured = Some(Unmeasured::Interrupted);
            return;
        }
        let estimate = self.sample.estimate(error);
        let finding = &mut self.finding;
        finding.replicates = replicates;
        finding.defined = self.sample.defined();
        finding.estimate = estimate.value;
        finding.mcse = estimate.mcse;
        finding.interval = estimate.interval;
        if interrupted {
            return;
        }
        (finding.verdict, finding.unmeasured) = match &self.sample {
            Sample::PerHead(sample) => sample.verdict(&finding.expectation, error),
            Sample::Happened { .. } | Sample::Values(..) => {
                (verdict(&finding.expectation, estimate.interval), None)
            }
        };
    }
}

/// Whether no campaign of the scenario can have the number, so that a chance of it would be 0 whatever it is held against. A day
/// that never comes is one: it is later than any other.
fn is_never_compared(metric: &Metric, scenario: &Valid) -> bool {
    metric.unit() != Unit::Days && metric.need().leaves_undefined(&scenario.shape())
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

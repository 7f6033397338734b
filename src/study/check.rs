//! Whether what a scenario expects of itself holds.
//!
//! The statements are tested sequentially: after `first` replicates, after twice as many, and so on up to `most`. At
//! each of these *looks* every statement that is still open gets a confidence interval; a bound outside of it settles
//! the statement. The probability that an interval misses the truth is divided evenly over the looks (Bonferroni), so
//! that a verdict is wrong with at most the probability asked for, however often was looked. See `docs/check.md`.

mod gauge;
mod sample;

use crate::ensemble::{Observer, Rows};
use crate::metrics::Unit;
use crate::scenario::{Estimand, Expectation, Observable, Occurrence, Valid};
use crate::stats::interval::Interval;
use crate::study;
use gauge::Gauge;
use sample::Sample;
use serde::Serialize;

/// The probability with which a verdict may be wrong, for each statement, unless somebody asks for another.
pub const ERROR: f64 = 0.001;

/// How a scenario is checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CheckPlan {
    /// Seed.
    pub seed: u64,
    /// Replicates of the first look (at least 1).
    pub first: u64,
    /// Replicates of the last look (at least `first`).
    pub most: u64,
    /// The probability with which a verdict may be wrong, for each statement.
    pub error: f64,
}

impl CheckPlan {
    /// Replicates at every look: doubled from look to look, the last one cut to `most`.
    #[must_use]
    pub fn looks(&self) -> Vec<u64> {
        let doubled = std::iter::successors(Some(self.first), |look| look.checked_mul(2));
        let mut looks: Vec<u64> = doubled.take_while(|look| *look < self.most).collect();
        looks.push(self.most);
        looks
    }
}

/// What became of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// The bound lies within the confidence interval of the estimate.
    Inconclusive,
}

/// A statement and what was found about it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The statement.
    pub expectation: Expectation,
    /// Unit of the estimate and the bound.
    pub unit: Unit,
    /// Whether it holds.
    pub verdict: Verdict,
    /// Replicates behind the numbers; 0 for what is computed by theory.
    pub replicates: u64,
    /// In how many of them the number was defined.
    pub defined: u64,
    /// The estimate; `NaN` when it is not defined.
    pub estimate: f64,
    /// Its Monte Carlo standard error; `NaN` when it is not known.
    pub mcse: f64,
    /// The confidence interval that decided, or left open.
    pub interval: Interval,
}

impl Finding {
    /// How far the estimate is on the right side of the bound; negative on the wrong side.
    #[must_use]
    pub fn margin(&self) -> f64 {
        let above = self.estimate - self.expectation.bound;
        if self.expectation.relation.wants_less() { -above } else { above }
    }
}

/// What was found about a scenario.
#[derive(Clone, Debug)]
pub struct CheckReport {
    /// Replicates simulated.
    pub replicates: u64,
    /// The statements, in the order of the file.
    pub findings: Vec<Finding>,
    /// Whether an observer stopped it.
    pub interrupted: bool,
}

impl CheckReport {
    /// How many statements have this verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|finding| finding.verdict == verdict).count()
    }
}

/// A statement under test.
struct Trial {
    gauge: Gauge,
    sample: Sample,
    finding: Finding,
}

/// Tests every statement of the scenario.
#[must_use]
pub fn check(scenario: &Valid, plan: &CheckPlan, observer: &dyn Observer) -> CheckReport {
    let rows = Rows::new(scenario, plan.seed, &steps(scenario));
    let mut trials: Vec<Trial> =
        scenario.expect.iter().map(|expectation| Trial::new(scenario, expectation, &rows)).collect();
    let looks = plan.looks();
    let error = plan.error / looks.len() as f64;
    let (mut replicates, mut interrupted) = (0, false);
    for look in looks {
        if interrupted || trials.iter().all(Trial::is_settled) {
            break;
        }
        let mut seen = replicates;
        interrupted = !rows.visit(replicates..look, observer, &mut |metrics, timeline| {
            trials.iter_mut().for_each(|trial| trial.see(metrics, timeline));
            seen += 1;
        });
        replicates = seen;
        // What was interrupted before the look is over is reported, but settles nothing: looks are fixed beforehand.
        trials.iter_mut().for_each(|trial| trial.look(replicates, error, interrupted));
    }
    let findings = trials.into_iter().map(|trial| trial.finding).collect();
    CheckReport { replicates, findings, interrupted }
}

/// The steps that statements about the timeline name.
fn steps(scenario: &Valid) -> Vec<u32> {
    let step = |expectation: &Expectation| match &expectation.estimand {
        Estimand::Statistic { of: Observable::Timeline { step, .. }, .. }
        | Estimand::Chance(Occurrence::Compared { of: Observable::Timeline { step, .. }, .. }) => Some(*step),
        _ => None,
    };
    scenario.expect.iter().filter_map(step).collect()
}

impl Trial {
    fn new(scenario: &Valid, expectation: &Expectation, rows: &Rows<'_>) -> Trial {
        let gauge = Gauge::new(&expectation.estimand, scenario, rows.layout());
        let mut finding = Finding {
            expectation: expectation.clone(),
            unit: gauge.unit(),
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
        Trial { gauge, sample: Sample::of(&expectation.estimand), finding }
    }

    fn is_settled(&self) -> bool {
        self.finding.verdict != Verdict::Inconclusive || self.is_theory()
    }

    fn is_theory(&self) -> bool {
        matches!(self.finding.expectation.estimand, Estimand::Theory(_))
    }

    fn see(&mut self, metrics: &[f64], timeline: &[f64]) {
        if !self.is_settled() {
            self.sample.record(self.gauge.value(metrics, timeline));
        }
    }

    fn look(&mut self, replicates: u64, error: f64, interrupted: bool) {
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
fn verdict(expectation: &Expectation, interval: Interval) -> Verdict {
    let holds = |value: f64| expectation.relation.holds(value, expectation.bound);
    match (holds(interval.low), holds(interval.high)) {
        (true, true) => Verdict::Pass,
        (false, false) => Verdict::Fail,
        _ => Verdict::Inconclusive,
    }
}

#[cfg(test)]
mod tests;

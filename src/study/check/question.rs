//! What is asked of a check, and the way from there to its findings.

use super::finding::CheckReport;
use super::plan::CheckPlan;
use super::trial::Trial;
use crate::ensemble::{Observer, Replicates, Silent};
use crate::scenario::{Expectation, Valid};
use crate::study::notes::notes;
use crate::study::theory::step;

/// Does what a scenario expects of itself hold? The [plan](CheckPlan::of) is that of the scenario unless something else is
/// asked for.
#[derive(Clone, Copy)]
#[must_use = "a question is answered by `answer`"]
pub struct Question<'a> {
    scenario: &'a Valid,
    plan: CheckPlan,
    observer: &'a dyn Observer,
}

impl<'a> Question<'a> {
    /// Do the statements of this scenario hold?
    pub fn new(scenario: &'a Valid) -> Question<'a> {
        Question { scenario, plan: CheckPlan::of(scenario), observer: &Silent }
    }

    /// With this seed.
    pub fn seed(mut self, seed: u64) -> Question<'a> {
        self.plan.seed = seed;
        self
    }

    /// With so many replicates (at least 1) before the first look, and no fewer before the last.
    pub fn first(mut self, replicates: u64) -> Question<'a> {
        self.plan.first = replicates;
        self.plan.most = self.plan.most.max(replicates);
        self
    }

    /// With so many replicates (at least 1) before the last look, and no more before the first.
    pub fn most(mut self, replicates: u64) -> Question<'a> {
        self.plan.most = replicates;
        self.plan.first = self.plan.first.min(replicates);
        self
    }

    /// With this probability that the verdict on a statement is wrong.
    pub fn error(mut self, probability: f64) -> Question<'a> {
        self.plan.error = probability;
        self
    }

    /// Watched by `observer`, which may stop it.
    pub fn observed(mut self, observer: &'a dyn Observer) -> Question<'a> {
        self.observer = observer;
        self
    }

    /// How the scenario will be checked.
    #[must_use]
    pub fn plan(&self) -> CheckPlan {
        self.plan
    }

    /// Tests every statement of the scenario.
    #[must_use]
    pub fn answer(&self) -> CheckReport {
        let (scenario, plan) = (&step::chosen(&self.scenario.seeded(self.plan.seed)), self.plan);
        let simulation = Replicates::new(scenario, plan.seed, &steps(scenario));
        let trial = |expectation: &Expectation| Trial::new(scenario, expectation, &simulation, self.observer);
        let mut trials: Vec<Trial> = scenario.expect.iter().map(trial).collect();
        let looks = plan.looks();
        let error = plan.error / looks.len() as f64;
        let (mut replicates, mut interrupted) = (0, false);
        for look in looks {
            if interrupted || trials.iter().all(Trial::is_settled) {
                break;
            }
            let mut seen = replicates;
            interrupted = !simulation.visit(replicates..look, self.observer, &mut |metrics, timeline| {
                trials.iter_mut().for_each(|trial| trial.see(metrics, timeline));
                seen += 1;
            });
            replicates = seen;
            // What was interrupted before the look is over is reported, but settles nothing: looks are fixed beforehand.
            trials.iter_mut().for_each(|trial| trial.look(replicates, error, interrupted));
        }
        let findings = trials.into_iter().map(|trial| trial.finding).collect();
        // A stop is waited for by somebody.
        let step_error = if interrupted { None } else { step::error_of(scenario, step::is_named(scenario)) };
        let notes = notes(scenario, step_error);
        CheckReport { replicates, findings, interrupted, notes, step_error }
    }
}

/// The steps at whose ends statements read the timeline.
fn steps(scenario: &Valid) -> Vec<u32> {
    let days = scenario.expect.iter().filter_map(Expectation::day);
    days.filter_map(|day| scenario.clock.step_over_by(day)).collect()
}

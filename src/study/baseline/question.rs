//! What is asked for a baseline, and the way from there to what is kept.

use super::snapshot::{Taken, taken};
use crate::engine::Engine;
use crate::ensemble::{Observer, Replicates, Silent};
use crate::scenario::Valid;
use crate::study::theory::step;

/// Which numbers does a scenario give? Seed and replicates are those of the scenario unless others are asked for.
#[derive(Clone, Copy)]
#[must_use = "a question is answered by `answer`"]
pub struct Question<'a> {
    scenario: &'a Valid,
    seed: u64,
    replicates: u64,
    step_minutes: Option<u32>,
    observer: &'a dyn Observer,
}

impl<'a> Question<'a> {
    /// Which numbers does this scenario give?
    pub fn new(scenario: &'a Valid) -> Question<'a> {
        Question {
            scenario,
            seed: scenario.seed,
            replicates: scenario.runs,
            step_minutes: None,
            observer: &Silent,
        }
    }

    /// With this seed.
    pub fn seed(mut self, seed: u64) -> Question<'a> {
        self.seed = seed;
        self
    }

    /// With so many replicates.
    pub fn replicates(mut self, replicates: u64) -> Question<'a> {
        self.replicates = replicates;
        self
    }

    /// In steps of so many minutes, where the scenario leaves them to kfactor and can be cut so: numbers are compared with
    /// those of the same step.
    pub fn step_minutes(mut self, minutes: impl Into<Option<u32>>) -> Question<'a> {
        self.step_minutes = minutes.into();
        self
    }

    /// Watched by `observer`, which may stop it.
    pub fn observed(mut self, observer: &'a dyn Observer) -> Question<'a> {
        self.observer = observer;
        self
    }

    /// Simulates the scenario. `None` when an observer stopped it.
    #[must_use]
    pub fn answer(&self) -> Option<Taken> {
        let scenario = step::chosen_as(&self.scenario.seeded(self.seed), self.step_minutes);
        let simulation = Replicates::new(&scenario, self.seed, &[]);
        let metrics = &simulation.layout().metrics;
        let mut columns: Vec<Vec<f64>> = vec![Vec::new(); metrics.len()];
        let complete = simulation.visit(0..self.replicates, self.observer, &mut |metrics, _| {
            columns.iter_mut().zip(metrics).for_each(|(column, value)| column.push(*value));
        });
        complete.then(|| {
            let plan = (self.seed, self.replicates);
            taken(Engine::of(&scenario), scenario.clock.step_minutes, plan, metrics, columns)
        })
    }
}

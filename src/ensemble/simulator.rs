//! Replicates of one scenario, one at a time: what [`driver`](super::driver) and [`several`](super::several) share.

use crate::engine::{Layout, Outcome, cohort};
use crate::model::{Model, draw_inputs};
use crate::rng::ReplicateKey;
use crate::scenario::Scenario;

/// Replicates that one thread simulates at a stretch.
pub(super) const BLOCK: u64 = 64;

/// A scenario made ready; shared between threads.
#[derive(Debug)]
pub(super) struct Simulator<'a> {
    scenario: &'a Scenario,
    /// The compiled model where every input is known.
    known: Option<Model>,
    seed: u64,
    /// The shape of every outcome.
    pub layout: Layout,
}

/// What is used again from replicate to replicate, of one scenario and on one thread.
#[derive(Debug)]
pub(super) struct Buffers {
    /// The model of the replicate before, where inputs are uncertain.
    model: Option<Model>,
    state: cohort::State,
    outcome: Outcome,
}

impl<'a> Simulator<'a> {
    pub fn new(scenario: &'a Scenario, seed: u64) -> Simulator<'a> {
        let known = scenario.inputs.is_empty().then(|| Model::compile(scenario, &[]));
        Simulator { scenario, known, seed, layout: Layout::new(scenario) }
    }

    pub fn buffers(&self) -> Buffers {
        Buffers { model: None, state: cohort::State::default(), outcome: Outcome::new(&self.layout) }
    }

    /// The outcome of this replicate.
    pub fn replicate<'b>(&self, replicate: u64, buffers: &'b mut Buffers) -> &'b Outcome {
        let key = ReplicateKey::new(self.seed, replicate);
        let model = match &self.known {
            Some(model) => model,
            None => {
                let drawn = draw_inputs(self.scenario, &key);
                let model = match buffers.model.take() {
                    Some(model) => model.renewed(self.scenario, &drawn),
                    None => Model::compile(self.scenario, &drawn),
                };
                buffers.model.insert(model)
            }
        };
        cohort::simulate(model, &self.layout, &key, &mut buffers.state, &mut buffers.outcome);
        &buffers.outcome
    }
}

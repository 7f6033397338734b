//! What the benchmarks share: the reference growth, the shipped scenarios, and a simulator of one replicate.

// Every benchmark is a crate of its own that needs a part of this.
#![allow(dead_code, unused_imports)]

mod clock;

pub use clock::Clock;

use kfactor::engine::{Engine, Outcome, State};
use kfactor::metrics::{Layout, Metric};
use kfactor::model::Model;
use kfactor::rng::ReplicateKey;
use kfactor::scenario::{Contacts, Delay, Drive, Scenario, Stay, StepIs, Valid, Wait};
use std::path::Path;

/// Days in which members of the reference growth bring others.
pub const DAYS: u32 = 90;

/// The cases of the reference growth: name, market, seeds.
pub const CASES: [(&str, Option<f64>, f64); 5] = [
    ("5e4", Some(5e4), 1e3),
    ("5e6", Some(5e6), 1e3),
    ("5e8", Some(5e8), 1e3),
    ("endless", None, 1e3),
    ("5e8-100k-seeds", Some(5e8), 1e5),
];

/// The reference growth: every member shares on a day with chance .08, again and again, reaches Poisson(12) contacts,
/// each of whom joins with chance .06 (times the part of the market that has not joined), and leaves with chance .05.
///
/// Who accepts today is a member from tomorrow on, so that the joins of 90 days take 91 steps.
#[must_use]
pub fn reference(market: Option<f64>, seeds: f64) -> Valid {
    let mut scenario = Scenario::new("Reference growth", DAYS + 1);
    scenario.clock.step_is = StepIs::Named;
    scenario.market = market.map(Into::into);
    let people = &mut scenario.segments[0];
    people.set_seeds(seeds);
    people.share.drive = Drive::Plain(1.0.into());
    people.share.after = Some(Wait::Mean((-1.0 / 0.92f64.ln()).into()));
    people.share.again = 1.0.into();
    people.contacts = Contacts::Poisson(12.0.into());
    people.funnel[0].pass = 0.06.into();
    people.stay = Stay::Churn(0.05.into());
    people.delay = Delay::None;
    scenario.validate().expect("the reference growth is valid")
}

/// Name and text of every shipped scenario, by name.
#[must_use]
pub fn shipped() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the scenarios are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("the scenario can be read");
            (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), text)
        })
        .collect();
    found.sort();
    found
}

/// The shipped scenario of this name.
#[must_use]
pub fn shipped_scenario(name: &str) -> Valid {
    let text = shipped().into_iter().find(|(found, _)| found == name).expect("the scenario is shipped").1;
    Scenario::from_yaml(&text).expect("the scenario is valid")
}

/// One replicate after the other of a compiled scenario.
pub struct Simulator {
    engine: Engine,
    model: Model,
    layout: Layout,
    state: State,
    outcome: Outcome,
    replicate: u64,
}

impl Simulator {
    /// Compiles `scenario`; uncertain inputs are at their medians.
    #[must_use]
    pub fn new(scenario: &Valid) -> Simulator {
        let layout = Layout::new(&scenario.shape());
        let outcome = Outcome::new(&layout);
        let medians: Vec<f64> = scenario.inputs.iter().map(|input| input.law.median()).collect();
        let (engine, model) = (Engine::of(scenario), Model::compile(scenario, &medians));
        Simulator { engine, model, layout, state: State::default(), outcome, replicate: 0 }
    }

    /// Simulates the next replicate.
    pub fn run(&mut self) -> &Outcome {
        self.replicate += 1;
        let key = ReplicateKey::new(1, self.replicate);
        self.engine.simulate(&self.model, &self.layout, &key, &mut self.state, &mut self.outcome, &|| false);
        &self.outcome
    }

    /// A metric of the last replicate.
    #[must_use]
    pub fn metric(&self, metric: &Metric) -> f64 {
        let column = self.layout.metric(metric).expect("the metric exists");
        self.outcome.metrics[column]
    }
}

//! What is asked of a comparison, and the way from there to its answer.

use super::course::Courses;
use super::{Comparison, Design, Measure, Refusal, caution, dominance, measure, scenarios, tallies, verdict};
use crate::engine::Engine;
use crate::ensemble::{Designs, Observer, Silent};
use crate::metrics::Series;
use crate::scenario::{DEFAULT_RUNS, DEFAULT_SEED, Valid};
use crate::study::run::Ended;
use crate::study::theory::step;
use rayon::prelude::*;

/// Which design? Seed and replicates are those of the first design unless others are asked for.
#[derive(Clone)]
#[must_use = "a question is answered by `answer`"]
pub struct Question<'a> {
    designs: &'a [Design],
    seed: u64,
    replicates: u64,
    by: Option<Measure>,
    observer: &'a dyn Observer,
}

impl<'a> Question<'a> {
    /// Which of these designs? Differences are those to the first.
    pub fn new(designs: &'a [Design]) -> Question<'a> {
        let of_first = |design: &Design| (design.scenario.seed, design.scenario.runs);
        let (seed, replicates) = designs.first().map_or((DEFAULT_SEED, DEFAULT_RUNS), of_first);
        Question { designs, seed, replicates, by: None, observer: &Silent }
    }

    /// With this seed.
    pub fn seed(mut self, seed: u64) -> Question<'a> {
        self.seed = seed;
        self
    }

    /// With so many replicates of every design.
    pub fn replicates(mut self, replicates: u64) -> Question<'a> {
        self.replicates = replicates;
        self
    }

    /// Chosen by this measure, where it [can judge](Question::can_judge); by what suits the designs otherwise.
    pub fn by(mut self, measure: impl Into<Option<Measure>>) -> Question<'a> {
        self.by = measure.into();
        self
    }

    /// Watched by `observer`, which may stop it.
    pub fn observed(mut self, observer: &'a dyn Observer) -> Question<'a> {
        self.observer = observer;
        self
    }

    /// Campaigns simulated in all, as an observer counts them.
    #[must_use]
    pub fn campaigns(&self) -> u64 {
        self.replicates * self.designs.len() as u64
    }

    /// Whether these designs can be compared at all.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self) -> Result<(), Refusal> {
        caution::check(self.designs)
    }

    /// Whether these designs, of which there is at least one, can be judged by this measure.
    #[must_use]
    pub fn can_judge(&self, by: &Measure) -> bool {
        by.applies(&scenarios(self.designs))
    }

    /// Runs the designs on the same replicates and compares them.
    ///
    /// # Errors
    /// Why they cannot be compared.
    pub fn answer(&self) -> Result<Comparison, Refusal> {
        self.check()?;
        let designs = scenarios(self.designs);
        let seeded: Vec<Valid> = designs.iter().map(|design| design.seeded(self.seed)).collect();
        let scenarios = step::shared(&seeded);
        let is_named = seeded.iter().any(step::is_named);
        let step_errors = scenarios.par_iter().map(|design| step::error_of(design, is_named)).collect();
        let mut tallies = tallies::Tallies::new(&scenarios, self.seed, self.by.as_ref());
        let kept = measure::kept();
        let runs = Designs::with_courses(&scenarios, &kept, Series::AddedUsers, self.seed, self.replicates);
        let mut courses = Courses::new((0..scenarios.len()).map(|design| runs.layout(design)));
        let progress = runs.side_by_side(self.observer, &mut |values| {
            tallies.absorb(values);
            courses.absorb(values, kept.len());
            Ok(())
        });
        let progress = progress.expect("tallies take everything");
        let measures = tallies.measured();
        let verdict = verdict::verdict(&scenarios, &tallies);
        Ok(Comparison {
            engine: Engine::of(&scenarios[0]),
            seed: self.seed,
            replicates: progress.done,
            requested: self.replicates,
            ended: if progress.interrupted { Ended::Interrupted } else { Ended::Complete },
            dominance: dominance::dominance(&tallies),
            cautions: caution::cautions(&scenarios, &measures, progress.done),
            measures,
            verdict,
            courses: courses.found(),
            step_errors,
            designs: named(self.designs, scenarios),
        })
    }
}

/// The designs as they were simulated.
fn named(designs: &[Design], scenarios: Vec<Valid>) -> Vec<Design> {
    designs.iter().zip(scenarios).map(|(design, scenario)| Design::new(&design.name, scenario)).collect()
}

//! The answer of a comparison: plain numbers, design by design and measure by measure.

use super::inputs::differing;
use super::{Caution, Course, Design, Differing, Dominance, Measure, Measured, Verdict};
use crate::engine::Engine;
use crate::metrics::{Metric, Risk};
use crate::study::notes::{Note, notes, together};
use crate::study::run::Ended;
use crate::units::Currency;

/// The answer of `kfactor compare`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison {
    /// The designs; differences are those to the first.
    pub designs: Vec<Design>,
    /// The engine of all designs.
    pub engine: Engine,
    /// Seed used.
    pub seed: u64,
    /// Replicates that every design has finished.
    pub replicates: u64,
    /// Replicates asked for.
    pub requested: u64,
    /// Why no more replicates were done.
    pub ended: Ended,
    /// What the designs are measured by, most important first.
    pub measures: Vec<Measured>,
    /// By design: what dominates it by users and cost.
    pub dominance: Vec<Dominance>,
    /// By design: how it comes to its end.
    pub courses: Vec<Course>,
    /// What to choose.
    pub verdict: Verdict,
    /// What to mind when comparing these designs.
    pub cautions: Vec<Caution>,
    /// By design: how far the step puts the expected course off, as a part of it, where that is worth telling.
    pub step_errors: Vec<Option<f64>>,
}

impl Comparison {
    /// How often this design loses money, and brings users that are dearer than elsewhere, as far as that can be told.
    fn graves(&self, design: usize) -> impl Iterator<Item = f64> {
        let is_grave = |of: &&Measured| matches!(of.measure.risk(), Some(Risk::Loss | Risk::AboveBenchmark));
        let chances = self.measures.iter().filter(is_grave).map(move |of| of.values[design].mean);
        chances.filter(|chance| chance.is_finite())
    }

    /// Whether one of these happens more often than not, or the design costs members.
    #[must_use]
    pub fn is_bad(&self, design: usize) -> bool {
        self.loses_members(design).is_some() || self.graves(design).any(|chance| chance > 0.5)
    }

    /// That this design has fewer members at the end than if nothing were done, where it is so.
    #[must_use]
    pub fn loses_members(&self, design: usize) -> Option<&Caution> {
        let is_it =
            |caution: &&Caution| matches!(caution, Caution::LosesMembers { design: of, .. } if *of == design);
        self.cautions.iter().find(is_it)
    }

    /// Whether all of them do, so that nothing speaks for it.
    #[must_use]
    pub fn is_in_vain(&self, design: usize) -> bool {
        self.graves(design).next().is_some() && self.graves(design).all(|chance| chance > 0.5)
    }

    /// What is to be known of how the designs were understood, and of which of them.
    #[must_use]
    pub fn notes(&self) -> Vec<(Note, Vec<usize>)> {
        let designs = self.designs.iter().zip(&self.step_errors);
        together(designs.map(|(design, error)| notes(&design.scenario, *error)))
    }

    /// The currency of all designs.
    #[must_use]
    pub fn currency(&self) -> &Currency {
        &self.designs[0].scenario.currency
    }

    /// All that is put in and is not the same in all designs.
    #[must_use]
    pub fn differing(&self) -> Vec<Differing> {
        differing(&self.designs)
    }

    /// What this measure came to, if it is measured.
    #[must_use]
    pub fn measured(&self, measure: &Measure) -> Option<&Measured> {
        self.measures.iter().find(|measured| measured.measure == *measure)
    }

    /// What the measure that is this metric came to.
    #[must_use]
    pub fn metric(&self, metric: Metric) -> Option<&Measured> {
        self.measured(&Measure::Metric(metric))
    }
}

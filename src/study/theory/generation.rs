//! Whom an early member brings: the next-generation matrix by segment and stay class, its dominant eigenvalue K, and
//! who contributes how much to it.

use super::behaviour::{Behaviour, Detail};
use super::kernel::RenewalKernel;
use super::matrix::{Matrix, dominant_eigenvalue, reached, restricted, settled_mix};
use crate::model::{Model, SegmentModel};

/// The first generation after the seeds, in expected numbers, and what follows from it.
pub(super) struct Generation<'a> {
    /// How members behave, by segment.
    pub behaviours: Vec<Behaviour<'a>>,
    /// Part of the contacts who have not been won at the start.
    pub open: f64,
    /// Kernels of one member by segment, with the weights of the stay classes.
    pub kernels: Vec<Vec<(f64, RenewalKernel)>>,
    /// Mean number of people brought: a row per inviting segment, a column per invited one.
    pub matrix: Matrix,
    /// Members who start by themselves, by segment: seeds, and organic joiners over the horizon.
    pub start: Vec<f64>,
    /// Which segments can have a member at all.
    pub reached: Vec<bool>,
}

impl<'a> Generation<'a> {
    /// The generation of a model at its start.
    pub fn new(model: &'a Model) -> Generation<'a> {
        let open = model.susceptible_at_start().zip(model.market);
        Generation::with_open(model, open.map_or(1.0, |(free, market)| free as f64 / market.max(1) as f64))
    }

    /// The generation while this part of the contacts has not been won.
    pub fn with_open(model: &'a Model, open: f64) -> Generation<'a> {
        let behaviours: Vec<Behaviour<'a>> = (0..model.segments.len())
            .map(|segment| Behaviour::new(model, segment, Detail::Behaviour))
            .collect();
        let of_classes = |behaviour: &Behaviour<'_>| {
            let classes = behaviour.segment.classes.iter();
            classes.map(|class| (class.weight, RenewalKernel::new(behaviour, class, open))).collect()
        };
        let kernels: Vec<Vec<(f64, RenewalKernel)>> = behaviours.iter().map(of_classes).collect();
        let row = |(behaviour, classes): (&Behaviour<'_>, &Vec<(f64, RenewalKernel)>)| {
            let brings: f64 = classes.iter().map(|(weight, kernel)| weight * kernel.brings()).sum();
            behaviour.recruits.iter().map(|part| part * brings).collect()
        };
        let matrix: Matrix = behaviours.iter().zip(&kernels).map(row).collect();
        let horizon = f64::from(model.steps);
        let start: Vec<f64> = model
            .segments
            .iter()
            .map(|segment: &SegmentModel| segment.seed_total() as f64 + segment.inflow_per_step * horizon)
            .collect();
        let reached = reached(&matrix, &start);
        Generation { behaviours, open, kernels, matrix, start, reached }
    }

    /// The matrix of the segments that can have a member.
    pub fn of_reached(&self) -> Matrix {
        restricted(&self.matrix, &self.reached)
    }

    /// The viral coefficient K.
    pub fn k(&self) -> f64 {
        self.k_among(&self.reached)
    }

    /// K if these segments are those that can have members.
    pub fn k_among(&self, reached: &[bool]) -> f64 {
        dominant_eigenvalue(&restricted(&self.matrix, reached))
    }

    /// K of genuine people among themselves.
    pub fn k_genuine(&self) -> f64 {
        let keep: Vec<bool> = self
            .behaviours
            .iter()
            .zip(&self.reached)
            .map(|(behaviour, r)| *r && !behaviour.segment.fake)
            .collect();
        self.k_among(&keep)
    }

    /// The mix of segments into which the generations settle.
    pub fn mix(&self) -> Vec<f64> {
        settled_mix(&self.of_reached(), &self.start)
    }
}

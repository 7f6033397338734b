//! Whom an early member brings: the next-generation matrix by segment and stay class. Bonus hunters bring no genuine
//! people, so that these stand alone: K is the dominant eigenvalue of their block, and the loop of the hunters has its own.

use super::behaviour::{Behaviour, Detail};
use super::kernel::RenewalKernel;
use super::matrix::{Matrix, dominant_eigenvalue, reached, restricted, settled_mix};
use crate::model::{Model, SegmentModel, Since};

/// The first generation after the seeds, in expected numbers, and what follows from it.
pub(super) struct Generation<'a> {
    /// How members behave, by segment.
    pub behaviours: Vec<Behaviour<'a>>,
    /// Part of the contacts who have not been won at the start.
    pub open: f64,
    /// Kernels of one member by segment, with the weights of the stay classes.
    pub kernels: Vec<Kernels>,
    /// Mean number of people brought: a row per inviting segment, a column per invited one.
    pub matrix: Matrix,
    /// Members who start by themselves, by segment: seeds, and organic joiners over the horizon.
    pub start: Vec<f64>,
    /// Which genuine segments can have a member at all.
    pub genuine: Vec<bool>,
    /// Which segments of bonus hunters can.
    pub hunters: Vec<bool>,
}

/// Kernels of one member of a segment by stay class, with the weights of the classes.
pub(super) type Kernels = Vec<(f64, RenewalKernel)>;

impl<'a> Generation<'a> {
    /// The generation of a model at its start.
    pub fn new(model: &'a Model) -> Generation<'a> {
        Generation::with_open(model, model.open_at_start())
    }

    /// The generation while this part of the contacts has not been won.
    pub fn with_open(model: &'a Model, open: f64) -> Generation<'a> {
        let behaviours: Vec<Behaviour<'a>> = (0..model.segments.len())
            .map(|segment| Behaviour::new(model, segment, Detail::Behaviour))
            .collect();
        let kernels: Vec<Kernels> = behaviours.iter().map(|behaviour| kernels(behaviour, open)).collect();
        let matrix: Matrix =
            behaviours.iter().zip(&kernels).map(|(behaviour, kernels)| row(behaviour, kernels)).collect();
        let start: Vec<f64> = model
            .segments
            .iter()
            .map(|segment: &SegmentModel| {
                segment.expected_seeds()
                    + segment.inflow_in_all(model.steps, model.market.unwrap_or(0) as f64)
            })
            .collect();
        let reached = reached(&matrix, &start);
        let kind = |fake: bool| {
            let segments = model.segments.iter().zip(&reached);
            segments.map(|(segment, reached)| *reached && segment.fake == fake).collect()
        };
        Generation { genuine: kind(false), hunters: kind(true), behaviours, open, kernels, matrix, start }
    }

    /// The matrix of genuine people.
    pub fn of_genuine(&self) -> Matrix {
        restricted(&self.matrix, &self.genuine)
    }

    /// The matrix of bonus hunters among themselves.
    pub fn of_hunters(&self) -> Matrix {
        restricted(&self.matrix, &self.hunters)
    }

    /// The matrix of everybody who can be there.
    pub fn of_all(&self) -> Matrix {
        let reached = self.genuine.iter().zip(&self.hunters).map(|(genuine, hunter)| *genuine || *hunter);
        restricted(&self.matrix, &reached.collect::<Vec<bool>>())
    }

    /// The viral coefficient K.
    pub fn k(&self) -> f64 {
        self.k_among(&self.genuine)
    }

    /// K if these segments are those that can have members.
    pub fn k_among(&self, segments: &[bool]) -> f64 {
        dominant_eigenvalue(&restricted(&self.matrix, segments))
    }

    /// The same of another model, in which only members of `changed` segments behave otherwise.
    pub fn k_after(&self, model: &Model, changed: &[usize], among: &[bool]) -> f64 {
        let mut matrix = self.matrix.clone();
        for segment in changed {
            let behaviour = Behaviour::new(model, *segment, Detail::Behaviour);
            matrix[*segment] = row(&behaviour, &kernels(&behaviour, self.open));
        }
        dominant_eigenvalue(&restricted(&matrix, among))
    }

    /// Genuine people who start by themselves, by segment.
    pub fn genuine_start(&self) -> Vec<f64> {
        self.start
            .iter()
            .zip(&self.genuine)
            .map(|(start, genuine)| if *genuine { *start } else { 0.0 })
            .collect()
    }

    /// Whether there can be a genuine member at all.
    pub fn has_genuine(&self) -> bool {
        self.genuine.contains(&true)
    }

    /// The mix of genuine segments into which the generations settle; nought of each where nobody begins.
    pub fn mix(&self) -> Vec<f64> {
        if self.has_genuine() {
            settled_mix(&self.of_genuine(), &self.genuine_start())
        } else {
            vec![0.0; self.genuine.len()]
        }
    }

    /// Whom a member of this segment brings who are of the same kind: genuine people, or hunters.
    pub fn own_kind(&self, segment: usize) -> f64 {
        self.of_kind(segment, self.behaviours[segment].segment.fake)
    }

    /// Bonus hunters, or genuine people, whom a member of this segment brings.
    pub fn of_kind(&self, segment: usize, fake: bool) -> f64 {
        let brought = self.matrix[segment].iter().zip(&self.behaviours);
        brought.filter(|(_, behaviour)| behaviour.segment.fake == fake).map(|(mean, _)| mean).sum()
    }
}

fn kernels(behaviour: &Behaviour<'_>, open: f64) -> Kernels {
    let classes = behaviour.segment.classes.iter();
    classes.map(|class| (class.weight, RenewalKernel::new(behaviour, class, Since::Before, open))).collect()
}

/// Whom a member brings, by segment of the invited.
fn row(behaviour: &Behaviour<'_>, kernels: &Kernels) -> Vec<f64> {
    let brings: f64 = kernels.iter().map(|(weight, kernel)| weight * kernel.brings).sum();
    behaviour.recruits.iter().map(|part| part * brings).collect()
}

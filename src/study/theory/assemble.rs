//! From the parts to the whole answer.

use super::behaviour::Behaviour;
use super::dual::Dual;
use super::generation::Generation;
use super::growth::{self, AgeKernel, Growth};
use super::kernel::RenewalKernel;
use super::matrix::{self, Matrix};
use super::offspring::Offspring;
use super::{ClassTheory, SegmentTheory, Theory, concentration, course, extinction, final_size, limits};
use crate::model::{Model, StayClass};
use crate::scenario::Valid;

/// The theory of a scenario, at the medians of its uncertain inputs.
///
/// ```
/// use kfactor::scenario::Scenario;
/// use kfactor::study::theory::theory;
///
/// let scenario = Scenario::from_yaml("
/// name: Exam-prep poster
/// days: 14
/// seeds: 500
/// share: 0.35
/// contacts: 12
/// join: 0.06
/// ").unwrap();
/// let theory = theory(&scenario);
/// assert!((theory.k - 0.35 * 12.0 * 0.06).abs() < 1e-12);
/// assert_eq!(theory.extinction, 1.0);
/// assert!((theory.final_size.unwrap() - 500.0 / (1.0 - theory.k)).abs() < 1e-9);
/// ```
#[must_use]
pub fn theory(scenario: &Valid) -> Theory {
    let model = Model::typical(scenario);
    let generation = Generation::new(&model);
    let mix = generation.mix();
    let laws = Laws::of(&generation);
    let seeds: Vec<f64> = model.segments.iter().map(|segment| segment.seed_total() as f64).collect();
    let ignored = limits::ignored(&model);
    let fake = model.segments.iter().any(|segment| segment.fake);
    Theory {
        k: generation.k(),
        k_genuine: fake.then(|| generation.k_genuine()),
        extinction: extinction::of_all(&laws.extinction, &seeds),
        share_80: concentration::share_of_members(&concentration::mixed(&laws.probabilities, &mix)),
        brings_nobody: laws.probabilities.iter().zip(&mix).map(|(law, part)| law[0] * part).sum(),
        growth: growth_of(&generation, &model, &mix),
        final_size: members_ever(&generation, &model),
        market: model.market.map(|market| market as f64),
        course: course::course(scenario, &model),
        exact: model.market.is_none() && ignored.is_empty(),
        ignored,
        uncertain: scenario.inputs.len(),
        segments: segments(scenario, &generation, &mix, &laws),
    }
}

/// The true laws of what members bring, by segment.
struct Laws {
    extinction: Vec<f64>,
    probabilities: Vec<Vec<f64>>,
}

impl Laws {
    fn of(generation: &Generation<'_>) -> Laws {
        let offspring: Vec<Offspring<'_>> = generation
            .behaviours
            .iter()
            .zip(&generation.kernels)
            .map(|(behaviour, classes)| {
                let ends = classes.iter().map(|(_, kernel)| kernel.accepted.len() as u32).collect();
                Offspring::new(behaviour, generation.open, ends)
            })
            .collect();
        let generating = |q: &[f64]| {
            let of_segment = |(law, behaviour): (&Offspring<'_>, &Behaviour<'_>)| {
                let argument: f64 = behaviour.recruits.iter().zip(q).map(|(part, q)| part * q).sum();
                let value = law.generating(Dual::argument(argument));
                (value.value, behaviour.recruits.iter().map(|part| part * value.slope).collect::<Vec<f64>>())
            };
            offspring.iter().zip(&generation.behaviours).map(of_segment).unzip()
        };
        let brings = generation.matrix.iter().map(|row| row.iter().sum());
        Laws {
            extinction: extinction::extinction(&generating, offspring.len()),
            probabilities: offspring.iter().zip(brings).map(|(law, mean)| law.probabilities(mean)).collect(),
        }
    }
}

fn growth_of(generation: &Generation<'_>, model: &Model, mix: &[f64]) -> Option<Growth> {
    let segments = model.segments.iter().zip(&generation.kernels);
    let kernels: Vec<AgeKernel<'_>> =
        segments.map(|(segment, kernels)| AgeKernel::new(kernels, &segment.delay, model.steps)).collect();
    let recruits: Matrix = generation.behaviours.iter().map(|behaviour| behaviour.recruits.clone()).collect();
    growth::growth(&kernels, &matrix::restricted(&recruits, &generation.reached), mix, model.step_days)
}

/// Members ever if only the market ends it.
fn members_ever(generation: &Generation<'_>, model: &Model) -> Option<f64> {
    if let Some(market) = model.market {
        let at_first = Generation::with_open(model, 1.0);
        let members = final_size::in_market(&at_first.of_reached(), &generation.start, market as f64);
        return Some(members.iter().sum());
    }
    let totals = matrix::totals(&generation.of_reached())?;
    let descendants = totals.iter().map(|row| row.iter().sum::<f64>());
    Some(generation.start.iter().zip(descendants).map(|(start, each)| start * each).sum())
}

fn segments(scenario: &Valid, generation: &Generation<'_>, mix: &[f64], laws: &Laws) -> Vec<SegmentTheory> {
    let totals = matrix::totals(&generation.of_reached());
    let segment = |index: usize| {
        let (behaviour, law) = (&generation.behaviours[index], &laws.probabilities[index]);
        let brings: f64 = generation.matrix[index].iter().sum();
        let class = |(class, (weight, kernel)): (&StayClass, &(f64, RenewalKernel))| ClassTheory {
            weight: *weight,
            daily_survival: class.daily_survival,
            brings: kernel.brings(),
        };
        SegmentTheory {
            segment: scenario.segments[index].name.clone(),
            fake: behaviour.segment.fake,
            brings,
            recruits: generation.matrix[index].clone(),
            classes: behaviour.segment.classes.iter().zip(&generation.kernels[index]).map(class).collect(),
            mix: mix[index],
            contribution: mix[index] * brings,
            extinction: laws.extinction[index],
            descendants: totals.as_ref().map(|totals| totals[index].iter().sum()),
            brings_nobody: law[0],
            share_80: concentration::share_of_members(law),
        }
    };
    (0..scenario.segments.len()).map(segment).collect()
}

//! From the parts to the whole answer.

use super::behaviour::Behaviour;
use super::dual::Dual;
use super::generation::Generation;
use super::growth::{self, AgeKernel, Growth};
use super::kernel::RenewalKernel;
use super::matrix::{self, Matrix};
use super::offspring::Offspring;
use super::{
    ClassTheory, HuntersTheory, SegmentTheory, Theory, concentration, course, extinction, final_size, limits,
};
use crate::model::{Model, Since, StayClass, Wave};
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
/// assert!((theory.k - 0.35 * 12.0 * 0.06).abs() < 1e-6);
/// assert_eq!(theory.extinction, 1.0);
/// assert!((theory.final_size.unwrap() - 500.0 / (1.0 - theory.k)).abs() < 1e-9);
/// ```
#[must_use]
pub fn theory(scenario: &Valid) -> Theory {
    let model = Model::typical(scenario);
    let generation = Generation::new(&model);
    let mix = generation.mix();
    let laws = Laws::of(&generation);
    let ignored = limits::ignored(scenario, &model);
    Theory {
        k: generation.k(),
        hunters: hunters(&generation, &mix),
        extinction: libm::exp(log_of_dying_out(&model, &laws.extinction)),
        share_80: concentration::share_of_members(&concentration::mixed(&laws.probabilities, &mix)),
        brings_nobody: brings_nobody(&generation, &mix, &laws),
        growth: growth_of(&generation, &model, &mix),
        final_size: members_ever(&generation, &model),
        market: model.market.map(|market| market as f64),
        takes_off: takes_off(&generation, &model, &laws.extinction),
        course: course::course(scenario, &model),
        exact: model.market.is_none() && ignored.is_empty(),
        ignored,
        uncertain: scenario.inputs.len(),
        segments: segments(scenario, &generation, &mix, &laws),
    }
}

/// Chance that a genuine member brings nobody; certain where there is none.
fn brings_nobody(generation: &Generation<'_>, mix: &[f64], laws: &Laws) -> f64 {
    let nobody = laws.probabilities.iter().zip(mix).map(|(law, part)| law[0] * part);
    if generation.has_genuine() { nobody.sum::<f64>().min(1.0) } else { 1.0 }
}

/// These numbers of genuine segments, and nought of the others.
fn genuine(generation: &Generation<'_>, of_segments: Vec<f64>) -> Vec<f64> {
    let genuine = of_segments.into_iter().zip(&generation.genuine);
    genuine.map(|(number, genuine)| if *genuine { number } else { 0.0 }).collect()
}

/// The loop of the bonus hunters, where there can be any.
fn hunters(generation: &Generation<'_>, mix: &[f64]) -> Option<HuntersTheory> {
    let started = mix.iter().enumerate().map(|(segment, part)| part * generation.of_kind(segment, true));
    generation
        .behaviours
        .iter()
        .any(|behaviour| behaviour.segment.fake)
        .then(|| HuntersTheory { k: generation.k_among(&generation.hunters), started: started.sum() })
}

/// The chance that not all lines of those who join unasked die out, where the course in a market hangs on it.
fn takes_off(generation: &Generation<'_>, model: &Model, extinction: &[f64]) -> Option<f64> {
    let start = generation.genuine_start();
    // The number of those who come by themselves is Poisson.
    let organic = start.iter().zip(&model.segments).zip(extinction);
    let organic =
        organic.map(|((start, segment), q)| (start - segment.expected_seeds()).max(0.0) * (q - 1.0));
    let none = libm::exp(log_of_dying_out(model, extinction) + organic.sum::<f64>());
    (model.market.is_some() && none > LUCK && none < 1.0).then_some(1.0 - none)
}

/// Logarithm of the chance that the lines of all genuine seeds die out, by the chances of one line: each who is addressed
/// reads it or does not.
fn log_of_dying_out(model: &Model, extinction: &[f64]) -> f64 {
    let genuine = model.segments.iter().zip(extinction).filter(|(segment, _)| !segment.fake);
    let waves = genuine.flat_map(|(segment, q)| segment.seeds.iter().map(move |wave| (wave, *q)));
    let of_wave = |(wave, q): (&Wave, f64)| wave.count as f64 * libm::log1p(-wave.reached * (1.0 - q));
    waves.filter(|(wave, _)| wave.count > 0).map(of_wave).sum()
}

/// A course that comes to nothing in no more than this part of the campaigns is told as that of all.
const LUCK: f64 = 0.01;

/// The true laws of what members bring, by segment.
struct Laws {
    extinction: Vec<f64>,
    probabilities: Vec<Vec<f64>>,
}

impl Laws {
    fn of(generation: &Generation<'_>) -> Laws {
        let offspring: Vec<Offspring<'_>> =
            (0..generation.behaviours.len()).map(|segment| offspring(generation, segment)).collect();
        let fades = fading(generation);
        let generating = |q: &[f64]| {
            let of_segment = |(segment, law): (usize, &Offspring<'_>)| {
                let recruits = own_recruits(generation, segment);
                if fades[segment] {
                    return (1.0, vec![0.0; recruits.len()]);
                }
                let others = 1.0 - recruits.iter().sum::<f64>();
                let argument: f64 = others + recruits.iter().zip(q).map(|(part, q)| part * q).sum::<f64>();
                let value = law.generating(Dual::argument(argument));
                (value.value, recruits.iter().map(|part| part * value.slope).collect::<Vec<f64>>())
            };
            offspring.iter().enumerate().map(of_segment).unzip()
        };
        let accepted = |segment: usize| {
            let classes = generation.kernels[segment].iter();
            let invited: f64 =
                classes.map(|(weight, kernel)| weight * kernel.invited.iter().sum::<f64>()).sum();
            invited * own_recruits(generation, segment).iter().sum::<f64>()
        };
        let laws = offspring.iter().enumerate();
        Laws {
            extinction: extinction::extinction(&generating, &fades),
            probabilities: laws.map(|(segment, law)| law.probabilities(accepted(segment))).collect(),
        }
    }
}

/// Segments whose kind, genuine people or hunters, brings less than one of its kind each: their lines die out for certain.
fn fading(generation: &Generation<'_>) -> Vec<bool> {
    let of_kind = |fake: bool| -> Vec<bool> {
        generation.behaviours.iter().map(|behaviour| behaviour.segment.fake == fake).collect()
    };
    let [genuine, hunters] = [false, true].map(|fake| generation.k_among(&of_kind(fake)) < 1.0 - 1e-9);
    of_kind(true).into_iter().map(|fake| if fake { hunters } else { genuine }).collect()
}

fn offspring<'a>(generation: &'a Generation<'a>, segment: usize) -> Offspring<'a> {
    let ends = generation.kernels[segment].iter().map(|(_, kernel)| kernel.invited.len() as u32).collect();
    let own = own_recruits(generation, segment).iter().sum::<f64>().min(1.0);
    Offspring::new(&generation.behaviours[segment], generation.open, own, ends)
}

/// Segments of the invited of the inviter's own kind: genuine people, or hunters.
fn own_recruits(generation: &Generation<'_>, segment: usize) -> Vec<f64> {
    let inviter = &generation.behaviours[segment];
    let own = |(part, invited): (&f64, &Behaviour<'_>)| {
        if invited.segment.fake == inviter.segment.fake { *part } else { 0.0 }
    };
    inviter.recruits.iter().zip(&generation.behaviours).map(own).collect()
}

fn growth_of(generation: &Generation<'_>, model: &Model, mix: &[f64]) -> Option<Growth> {
    // Whoever joins later does so at any moment of a step.
    let of_class = |behaviour: &Behaviour<'_>, class: &StayClass| {
        (class.weight, RenewalKernel::new(behaviour, class, Since::Anytime, generation.open))
    };
    let kernels = generation.behaviours.iter().map(|behaviour| {
        let classes = behaviour.segment.classes.iter();
        let kernels: Vec<_> = classes.map(|class| of_class(behaviour, class)).collect();
        AgeKernel::new(&kernels, behaviour.delay_after(None), model.steps)
    });
    let kernels: Vec<AgeKernel<'_>> = kernels.collect();
    let recruits: Matrix = generation.behaviours.iter().map(|behaviour| behaviour.recruits.clone()).collect();
    growth::growth(&kernels, &matrix::restricted(&recruits, &generation.genuine), mix, model.step_days)
}

/// Genuine members ever if only the market ends it; hunters use it up as well.
fn members_ever(generation: &Generation<'_>, model: &Model) -> Option<f64> {
    if let Some(market) = model.market {
        let at_first = Generation::with_open(model, 1.0);
        let members = final_size::in_market(&at_first.of_all(), &generation.start, market as f64);
        return Some(genuine(generation, members).iter().sum());
    }
    let totals = matrix::totals(&generation.of_genuine())?;
    let descendants = totals.iter().map(|row| row.iter().sum::<f64>());
    Some(generation.genuine_start().iter().zip(descendants).map(|(start, each)| start * each).sum())
}

fn segments(scenario: &Valid, generation: &Generation<'_>, mix: &[f64], laws: &Laws) -> Vec<SegmentTheory> {
    let [genuine, hunters] =
        [generation.of_genuine(), generation.of_hunters()].map(|own| matrix::totals(&own));
    let segment = |index: usize| {
        let (behaviour, law) = (&generation.behaviours[index], &laws.probabilities[index]);
        let (fake, brings) = (behaviour.segment.fake, generation.own_kind(index));
        let totals = if fake { &hunters } else { &genuine };
        let own: f64 = own_recruits(generation, index).iter().sum();
        let classes = behaviour.segment.classes.iter().zip(&generation.kernels[index]);
        let class = |(class, (weight, kernel)): (&StayClass, &(f64, RenewalKernel))| ClassTheory {
            weight: *weight,
            daily_survival: class.daily_survival,
            brings: own * kernel.brings,
        };
        SegmentTheory {
            segment: scenario.segments[index].name.clone(),
            fake,
            brings,
            recruits: generation.matrix[index].clone(),
            classes: classes.filter(|(class, _)| !class.is_of_wave()).map(class).collect(),
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

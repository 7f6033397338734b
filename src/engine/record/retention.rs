//! Retention: which share of the joiners is expected to be a member after a day, a week, a month, under the churn that the
//! campaign met, reminders included. Not how members leave.

use super::tally::Tally;
use crate::engine::reminding::Reminding;
use crate::model::{Model, SegmentModel, Since, StayClass};

/// So small a part stays where all leave that nothing overflows.
const MOST: f64 = 700.0;

/// Ages at which retention is reported, in days.
const AGES: [f64; 3] = [1.0, 7.0, 30.0];

/// What was met, where the chance to leave changes in time; else nothing is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Met {
    /// Factor on the chance to leave, by step.
    factors: Vec<f64>,
    /// Members who joined, batch by batch.
    batches: Vec<Batch>,
    /// Members who left because of reminders.
    lost: Vec<Lost>,
}

/// A part of a segment's members left as a step began.
#[derive(Clone, Copy, Debug)]
struct Lost {
    step: usize,
    segment: usize,
    /// Logarithm of the part that stayed.
    log_staying: f64,
}

/// Genuine members who joined a segment in a step.
#[derive(Clone, Copy, Debug)]
struct Batch {
    step: u32,
    segment: usize,
    since: Since,
    count: u64,
}

impl Met {
    pub fn clear(&mut self) {
        self.factors.clear();
        self.batches.clear();
        self.lost.clear();
    }

    pub fn left(&mut self, factor: f64) {
        self.factors.push(factor);
    }

    pub fn lost(&mut self, step: u32, Reminding { segment, members, lost, .. }: Reminding) {
        if lost > 0 {
            let log_staying = libm::log1p(-(lost as f64 / members as f64)).max(-MOST);
            self.lost.push(Lost { step: step as usize, segment, log_staying });
        }
    }

    pub fn joined(&mut self, step: u32, segment: usize, since: Since, count: u64) {
        self.batches.push(Batch { step, segment, since, count });
    }

    /// Expected number of a segment's joiners in this class who are still members at each of the [`AGES`]; beyond the
    /// horizon the plain churn is taken.
    fn staying(&self, model: &Model, segment: usize, class: &StayClass) -> [f64; 3] {
        // Logarithms of the survival from the start to the end of every step.
        let mut log_survival = vec![0.0];
        for factor in &self.factors {
            let before = log_survival[log_survival.len() - 1];
            log_survival.push(before + class.log_staying(*factor));
        }
        let plain = class.log_staying(1.0);
        let batches = || self.batches.iter().filter(|batch| batch.segment == segment);
        // Whoever was there when a reminder was sent, until the age was reached.
        let reminded = |begin: usize, end: usize| {
            let met = self.lost.iter().filter(|lost| lost.segment == segment);
            met.filter(|lost| begin < lost.step && lost.step <= end).map(|lost| lost.log_staying).sum::<f64>()
        };
        AGES.map(|days| {
            let age = (days / model.step_days).round() as usize;
            let staying = |batch: &Batch| {
                let begin = batch.step as usize;
                let met = (begin + age).min(log_survival.len() - 1);
                let beyond = (begin + age - met) as f64;
                let log_staying = log_survival[met] - log_survival[begin] + beyond * plain;
                let log_staying = log_staying + reminded(begin, begin + age);
                batch.count as f64 * class.weight_of(batch.since) * libm::exp(log_staying)
            };
            batches().map(staying).sum()
        })
    }
}

/// Expected share of the genuine joiners who are still members at each of the [`AGES`]; `seeds` are those of a segment and
/// wave.
pub(super) fn stayed(
    model: &Model,
    tally: &[Tally],
    met: &Met,
    seeds: impl Fn(usize, usize) -> u64,
) -> [f64; 3] {
    let genuine = || model.segments.iter().enumerate().filter(|(_, segment)| !segment.fake);
    let joined = |segment: usize| tally[segment].genuine() as f64;
    let all: f64 = genuine().map(|(segment, _)| joined(segment)).sum();
    if all == 0.0 {
        return [f64::NAN; 3];
    }
    if model.churn_varies() {
        let classes =
            genuine().flat_map(|(segment, part)| part.classes.iter().map(move |class| (segment, class)));
        let staying = classes.map(|(segment, class)| met.staying(model, segment, class));
        let staying = staying.fold([0.0; 3], |sum, class| std::array::from_fn(|i| sum[i] + class[i]));
        return staying.map(|staying| staying / all);
    }
    AGES.map(|days| {
        let of_segment = |(segment, part): (usize, &SegmentModel)| {
            let staying = |since: Since| {
                let classes = part.classes.iter();
                classes
                    .map(|class| class.weight_of(since) * libm::pow(class.daily_survival, days))
                    .sum::<f64>()
            };
            let waves = (0..part.seeds.len()).filter(|_| part.seeds_stay_otherwise());
            let waves: Vec<(Since, f64)> =
                waves.map(|wave| (Since::Wave(wave as u32), seeds(segment, wave) as f64)).collect();
            let others = joined(segment) - waves.iter().map(|(_, count)| count).sum::<f64>();
            others * staying(Since::Anytime)
                + waves.iter().map(|(since, count)| count * staying(*since)).sum::<f64>()
        };
        genuine().map(of_segment).sum::<f64>() / all
    })
}

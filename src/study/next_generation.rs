//! The viral coefficient K: how many people an early member brings, from the next-generation matrix.
//!
//! For every segment and stay class the expected number of acceptances of a new member follows from the chances to
//! get an occasion before leaving, to share, and to do so again, along the states of progress; the matrix has the
//! segments of the invited as columns, and K is its dominant eigenvalue. Conditions are those of the start: all
//! rewards on offer, novelty at its height, nobody won yet.

use crate::model::{ContactLaw, Model, SegmentModel, StayClass};
use crate::rules::{drive, invitee_value, join_chances, perceived_value};

/// K of a model.
#[must_use]
pub fn viral_coefficient(model: &Model) -> f64 {
    let matrix: Vec<Vec<f64>> = model.segments.iter().map(|segment| offspring(model, segment)).collect();
    dominant_eigenvalue(&matrix)
}

/// Mean number of people by segment whom a new member of `segment` brings.
fn offspring(model: &Model, segment: &SegmentModel) -> Vec<f64> {
    let (join, bait_part) =
        join_chances(segment.join, segment.join_reward.as_ref(), invitee_value(model.rules.iter()));
    let in_time = segment.delay.within(model.steps.saturating_sub(2));
    let open = model
        .market
        .map_or(1.0, |market| model.susceptible_at_start().unwrap_or(market) as f64 / market.max(1) as f64);
    let chance = segment.reaches_join() * (join * model.profile.join.at(0)).clamp(0.0, 1.0) * in_time * open;
    let brought: f64 =
        segment.classes.iter().map(|class| class.weight * brought_by(model, segment, class, chance)).sum();
    (0..model.segments.len())
        .map(|kind| {
            let plain = segment.recruits[kind];
            let for_bait = segment.recruits_for_bait.as_ref().map_or(plain, |recruits| recruits[kind]);
            brought * (plain + bait_part * (for_bait - plain))
        })
        .collect()
}

/// States of progress that are told apart here; beyond, the bait is felt as at the last.
const STATES: usize = 64;

/// Mean number of acceptances of a new member of this class, when a contact accepts with `chance`.
fn brought_by(model: &Model, segment: &SegmentModel, class: &StayClass, chance: f64) -> f64 {
    let mean_weight = mean(model.profile.occasion.values());
    let occasion = mean_occasion(model, segment);
    if occasion == 0.0 || mean_weight == 0.0 {
        return 0.0;
    }
    let stays = 1.0 - class.churn.p();
    // An occasion comes before leaving.
    let in_time = occasion / (1.0 - (1.0 - occasion) * stays);
    let states = model.progress.states().min(STATES);
    let shares: Vec<[f64; 2]> = (0..states)
        .map(|j| {
            [false, true].map(|shared| {
                let value = perceived_value(model.rules.iter(), j, shared, model.patience);
                (drive(&segment.drive, value) * model.profile.share.at(0)).clamp(0.0, 1.0)
            })
        })
        .collect();
    let gains = acceptances(segment, chance, states);
    let per_share: f64 =
        segment.contacts.iter().map(|part| part.weight * part.law.mean()).sum::<f64>() * chance;
    // Expected future acceptances by [progress][shared before]; every round looks one share farther ahead.
    let mut future = vec![[0.0f64; 2]; states];
    for _ in 0..model.steps.min(10_000) {
        let next: Vec<[f64; 2]> = (0..states)
            .map(|j| {
                let after: f64 = gains
                    .iter()
                    .enumerate()
                    .map(|(d, p)| p * future[model.progress.fold(j + d).min(states - 1)][1])
                    .sum();
                shares[j].map(|share| in_time * share * (per_share + segment.again * stays * after))
            })
            .collect();
        let change = (next[0][0] - future[0][0]).abs();
        future = next;
        if change <= 1e-12 * future[0][0] {
            break;
        }
    }
    future[0][0]
}

/// Chance of an occasion in a step, averaged over the horizon.
fn mean_occasion(model: &Model, segment: &SegmentModel) -> f64 {
    let steps = model.profile.occasion.values().len() as u32;
    (0..steps).map(|t| segment.occasion(t).p()).sum::<f64>() / f64::from(steps)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Chances of 0, 1, 2 … acceptances of one share; the last entry takes all that are more.
fn acceptances(segment: &SegmentModel, chance: f64, states: usize) -> Vec<f64> {
    let mut law = vec![0.0; states + 1];
    for part in &segment.contacts {
        let (mut p, ratio): (f64, Box<dyn Fn(f64) -> f64>) = match part.law {
            ContactLaw::Poisson(mean) => {
                let mean = mean * chance;
                (libm::exp(-mean), Box::new(move |d| mean / (d + 1.0)))
            }
            ContactLaw::NegativeBinomial { mean, k } => {
                let odds = mean * chance / (k + mean * chance);
                (libm::pow(1.0 - odds, k), Box::new(move |d| odds * (k + d) / (d + 1.0)))
            }
            ContactLaw::Fixed(contacts) => {
                let contacts = contacts as f64;
                let odds = chance / (1.0 - chance).max(1e-12);
                let none = libm::pow(1.0 - chance, contacts);
                (none, Box::new(move |d| odds * (contacts - d).max(0.0) / (d + 1.0)))
            }
        };
        let mut rest = 1.0;
        for (d, entry) in law[..states].iter_mut().enumerate() {
            *entry += part.weight * p;
            rest -= p;
            p *= ratio(d as f64);
        }
        law[states] += part.weight * rest.max(0.0);
    }
    law
}

/// The dominant eigenvalue (spectral radius) of a matrix without negative entries: the growth rate of its powers, by
/// repeated squaring. Unlike power iteration this does not care whether the segments form chains or swap.
fn dominant_eigenvalue(matrix: &[Vec<f64>]) -> f64 {
    const SQUARINGS: i32 = 50;
    let mut power = matrix.to_vec();
    let mut log_growth = 0.0;
    for squaring in 0..=SQUARINGS {
        let norm = power.iter().flatten().copied().fold(0.0, f64::max);
        if norm == 0.0 {
            return 0.0;
        }
        log_growth += libm::log(norm) / libm::ldexp(1.0, squaring);
        power.iter_mut().flatten().for_each(|entry| *entry /= norm);
        power = product(&power, &power);
    }
    libm::exp(log_growth)
}

fn product(left: &[Vec<f64>], right: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let entry = |row: &[f64], column: usize| row.iter().zip(right).map(|(a, r)| a * r[column]).sum();
    left.iter().map(|row| (0..right.len()).map(|column| entry(row, column)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::dominant_eigenvalue;

    #[test]
    fn known_matrices() {
        assert!((dominant_eigenvalue(&[vec![0.5, 0.3], vec![0.2, 0.4]]) - 0.7).abs() < 1e-9);
        assert!((dominant_eigenvalue(&[vec![0.0, 2.0], vec![0.5, 0.0]]) - 1.0).abs() < 1e-9);
        assert_eq!(dominant_eigenvalue(&[vec![0.0]]), 0.0);
        // A chain of segments in which nobody brings his own kind ends after as many generations.
        assert_eq!(dominant_eigenvalue(&[vec![0.0, 2.0, 0.0], vec![0.0, 0.0, 2.0], vec![0.0; 3]]), 0.0);
        // Seeds of one kind bring another that brings few.
        assert!((dominant_eigenvalue(&[vec![0.0, 0.9], vec![0.0, 0.2]]) - 0.2).abs() < 1e-9);
    }
}

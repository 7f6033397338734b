//! A mixture of exponential curves by non-negative least squares over a fine grid of rates. Every curve of retention whose
//! members differ only in how soon they leave is such a mixture (Bernstein), and the squares are convex in the weights, so
//! that what is found is the best there is.

use super::class::{MOST_CLASSES, RetentionClass};

/// What the curve should meet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub age: f64,
    pub share: f64,
    pub weight: f64,
}

/// Nobody leaves faster than this, times the age of the first point: who is gone at once never shares, and no point says
/// that there are such members.
const FASTEST: f64 = 8.0;
/// Rates on the grid.
const RATES: usize = 400;
/// Weight of the rule that everybody is there at the beginning.
const WHOLE: f64 = 1e3;

/// Classes of members whose curve meets the targets best, those who leave soonest first; the grid of rates follows the
/// `points` that were observed.
pub(super) fn fit_mixture(targets: &[Target], points: &[(f64, f64)]) -> Vec<RetentionClass> {
    let (first, last) = (points[0].0, points[points.len() - 1].0);
    let (slowest, fastest) = (libm::log(1e-3 / last), libm::log(FASTEST / first));
    let rate = |i: usize| libm::exp(fastest + (slowest - fastest) * i as f64 / (RATES - 1) as f64);
    let mut rates: Vec<f64> = (0..RATES).map(rate).collect();
    loop {
        let weights = least_squares(targets, &rates);
        let mut classes = merged(&rates, &weights);
        if classes.len() <= MOST_CLASSES {
            let total: f64 = classes.iter().map(|(_, weight)| weight).sum();
            classes.iter_mut().for_each(|(_, weight)| *weight /= total);
            let class = |(rate, weight): (f64, f64)| RetentionClass { weight, churn: -libm::expm1(-rate) };
            return classes.into_iter().map(class).collect();
        }
        // The two that are most alike become one; where exactly the classes then stand is looked for around them.
        let likeness = |pair: &[(f64, f64)]| pair[0].0 / pair[1].0;
        let alike = (1..classes.len())
            .min_by(|a, b| likeness(&classes[a - 1..=*a]).total_cmp(&likeness(&classes[b - 1..=*b])));
        let Some(alike) = alike else { return Vec::new() };
        let (rate, weight) = classes.remove(alike);
        let (known, sum) = classes[alike - 1];
        let mean = libm::exp((libm::log(known) * sum + libm::log(rate) * weight) / (sum + weight));
        classes[alike - 1] = (mean, sum + weight);
        let around = |rate: f64| (-3..=3).rev().map(move |k| rate * libm::exp(0.03 * f64::from(k)));
        rates = classes.into_iter().flat_map(|(rate, _)| around(rate)).collect();
    }
}

/// Rates nearer than this factor are one.
const NEIGHBOURS: f64 = 1.25;

/// Neighbours on the grid that both have a weight are one class in between.
fn merged(rates: &[f64], weights: &[f64]) -> Vec<(f64, f64)> {
    let mut classes: Vec<(f64, f64)> = Vec::new();
    for (rate, weight) in rates.iter().zip(weights).filter(|(_, weight)| **weight > 0.0) {
        match classes.last_mut() {
            Some((known, sum)) if *known < rate * NEIGHBOURS => {
                *known = libm::exp((libm::log(*known) * *sum + libm::log(*rate) * weight) / (*sum + weight));
                *sum += weight;
            }
            _ => classes.push((*rate, *weight)),
        }
    }
    classes
}

/// Weights of the rates, none negative, with the least weighted squares of the misfits (Lawson and Hanson 1974).
fn least_squares(targets: &[Target], rates: &[f64]) -> Vec<f64> {
    let whole = Target { age: 0.0, share: 1.0, weight: WHOLE };
    let rows: Vec<Target> = std::iter::once(whole).chain(targets.iter().copied()).collect();
    let entry = |row: &Target, rate: f64| row.weight * libm::exp(-rate * row.age);
    let columns: Vec<Vec<f64>> =
        rates.iter().map(|rate| rows.iter().map(|row| entry(row, *rate)).collect()).collect();
    let wanted: Vec<f64> = rows.iter().map(|row| row.weight * row.share).collect();
    let mut weights = vec![0.0; rates.len()];
    let mut active: Vec<usize> = Vec::new();
    for _ in 0..200 {
        let misfit: Vec<f64> = (0..rows.len())
            .map(|row| wanted[row] - active.iter().map(|j| columns[*j][row] * weights[*j]).sum::<f64>())
            .collect();
        let gain = |j: usize| columns[j].iter().zip(&misfit).map(|(a, b)| a * b).sum::<f64>();
        let idle = (0..rates.len()).filter(|j| !active.contains(j));
        let Some((best, most)) = idle.map(|j| (j, gain(j))).max_by(|a, b| a.1.total_cmp(&b.1)) else { break };
        if most <= 1e-10 {
            break;
        }
        active.push(best);
        active.sort_unstable();
        settle(&columns, &wanted, &mut active, &mut weights);
        if weights[best] == 0.0 {
            break;
        }
    }
    weights
}

/// The best weights of the active columns; those that would be negative leave.
fn settle(columns: &[Vec<f64>], wanted: &[f64], active: &mut Vec<usize>, weights: &mut [f64]) {
    loop {
        let chosen: Vec<&[f64]> = active.iter().map(|j| &columns[*j][..]).collect();
        let solved = solve(&chosen, wanted);
        if solved.iter().all(|weight| *weight > 0.0) {
            active.iter().zip(solved).for_each(|(j, weight)| weights[*j] = weight);
            return;
        }
        // As far towards the solution as nothing becomes negative.
        let step = active
            .iter()
            .zip(&solved)
            .filter(|(_, to)| **to <= 0.0)
            .map(|(j, to)| weights[*j] / (weights[*j] - to))
            .fold(1.0, f64::min);
        for (j, to) in active.iter().zip(&solved) {
            weights[*j] += step * (to - weights[*j]);
        }
        let leaving: Vec<usize> = active
            .iter()
            .zip(&solved)
            .filter(|(j, to)| **to <= 0.0 && weights[**j] <= 1e-14)
            .map(|(j, _)| *j)
            .collect();
        leaving.iter().for_each(|j| weights[*j] = 0.0);
        active.retain(|j| !leaving.contains(j));
        if active.is_empty() || leaving.is_empty() {
            return;
        }
    }
}

/// Least squares by Householder's reflections; a column that adds nothing gets nothing.
fn solve(columns: &[&[f64]], wanted: &[f64]) -> Vec<f64> {
    let mut rest: Vec<Vec<f64>> = columns.iter().map(|column| column.to_vec()).collect();
    let mut wanted = wanted.to_vec();
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    for k in 0..rest.len().min(wanted.len()) {
        let norm = libm::sqrt(dot(&rest[k][k..], &rest[k][k..]));
        if norm == 0.0 {
            continue;
        }
        let mut mirror = rest[k][k..].to_vec();
        mirror[0] += norm.copysign(mirror[0]);
        let size = dot(&mirror, &mirror);
        let reflect = |values: &mut [f64]| {
            let part = 2.0 * dot(&mirror, values) / size;
            values.iter_mut().zip(&mirror).for_each(|(value, along)| *value -= part * along);
        };
        rest[k..].iter_mut().for_each(|column| reflect(&mut column[k..]));
        reflect(&mut wanted[k..]);
    }
    let mut solved = vec![0.0; rest.len()];
    for k in (0..rest.len().min(wanted.len())).rev() {
        let known: f64 = (k + 1..rest.len()).map(|j| rest[j][k] * solved[j]).sum();
        let pivot = rest[k][k];
        solved[k] = if pivot.abs() > 1e-13 { (wanted[k] - known) / pivot } else { 0.0 };
    }
    solved
}

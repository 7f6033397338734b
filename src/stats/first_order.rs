//! On which of its inputs an outcome hangs: first-order indices from data that is there anyway.

use serde::Serialize;

/// What knowing one input exactly would take from the variance of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FirstOrder {
    /// The part of the variance that lies between values of the input, luck and all other inputs averaged out
    /// (`Var E[Y|x] / Var Y`). Free of bias for an input that does nothing, and therefore a little below 0 at times.
    pub share: f64,
    /// Its standard error.
    pub se: f64,
}

/// Bins of an input, of equal counts.
const BINS: usize = 32;
/// Stretches of replicates of which each is left out once, for the error.
const STRETCHES: usize = 20;
/// Values of a bin at least, on average.
const LEAST: usize = 20;

/// In which bin of equal counts each value of an input falls, by rank. Of equal values the first come first.
#[derive(Clone, Debug)]
pub struct EqualBins(Vec<u8>);

impl EqualBins {
    /// The bins of these values, which are numbers.
    #[must_use]
    pub fn of(input: &[f64]) -> EqualBins {
        let mut order: Vec<u32> = (0..input.len() as u32).collect();
        order.sort_by(|a, b| input[*a as usize].total_cmp(&input[*b as usize]));
        let mut bins = vec![0; input.len()];
        for (rank, place) in order.into_iter().enumerate() {
            bins[place as usize] = (rank * BINS / input.len()) as u8;
        }
        EqualBins(bins)
    }

    /// The index of the input with these bins for an outcome, replicate by replicate; replicates whose outcome is not
    /// finite are passed over. `None` with fewer than 640 values, or where the outcome never varies.
    ///
    /// The estimator is that of given data (Plischke 2013): the variance of the means of the bins, less what the
    /// variance within them adds to it, over all the variance. It needs no design and works for dependent inputs too; a bin
    /// wide in itself hides up to 2 % of the index. The error is that of a jackknife over 20 stretches of replicates.
    #[must_use]
    pub fn first_order(&self, outcome: &[f64]) -> Option<FirstOrder> {
        let defined = || self.0.iter().zip(outcome).enumerate().filter(|(_, (_, value))| value.is_finite());
        let count = defined().count();
        if count < BINS * LEAST {
            return None;
        }
        let centre = defined().map(|(_, (_, value))| *value).sum::<f64>() / count as f64;
        let mut table = [[Cell::default(); BINS]; STRETCHES];
        for (replicate, (bin, value)) in defined() {
            table[replicate * STRETCHES / outcome.len()][usize::from(*bin)].record(value - centre);
        }
        let mut all = [Cell::default(); BINS];
        table.iter().for_each(|stretch| add(&mut all, stretch, 1.0));
        let share = share(&all)?;
        let without = |stretch: &[Cell; BINS]| {
            let mut rest = all;
            add(&mut rest, stretch, -1.0);
            self::share(&rest)
        };
        let rest: Vec<f64> = table.iter().map(without).collect::<Option<_>>()?;
        let mean = rest.iter().sum::<f64>() / STRETCHES as f64;
        let squares: f64 = rest.iter().map(|one| (one - mean).powi(2)).sum();
        Some(FirstOrder { share, se: (squares * (STRETCHES - 1) as f64 / STRETCHES as f64).sqrt() })
    }
}

/// Sums of a bin, around the mean of all.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Cell {
    fn record(&mut self, value: f64) {
        self.count += 1.0;
        self.sum += value;
        self.squares += value * value;
    }

    /// Squared deviations from the mean of the bin, in all.
    fn within(&self) -> f64 {
        if self.count > 0.0 { (self.squares - self.sum * self.sum / self.count).max(0.0) } else { 0.0 }
    }
}

fn add(cells: &mut [Cell; BINS], others: &[Cell; BINS], sign: f64) {
    for (cell, other) in cells.iter_mut().zip(others) {
        cell.count += sign * other.count;
        cell.sum += sign * other.sum;
        cell.squares += sign * other.squares;
    }
}

fn share(bins: &[Cell; BINS]) -> Option<f64> {
    let total = bins.iter().fold(Cell::default(), |all, bin| Cell {
        count: all.count + bin.count,
        sum: all.sum + bin.sum,
        squares: all.squares + bin.squares,
    });
    let filled = bins.iter().filter(|bin| bin.count > 0.0).count() as f64;
    let variance = total.within() / (total.count - 1.0);
    let within = bins.iter().map(Cell::within).sum::<f64>() / (total.count - filled);
    // Squared deviations of the means of the bins, by the number of bins or, which is the same where bins are equal,
    // weighted with their counts.
    let between = (total.within() - within * (total.count - filled)) / total.count;
    let share = (between - within * (filled - 1.0) / total.count) / variance;
    // A variance of the order of rounding errors is none.
    (variance > 0.0 && share.is_finite()).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::ChaCha8Rng;
    use rand::{RngExt, SeedableRng};

    /// Inputs that are uniform on (0, 1), `[input][replicate]`.
    fn uniforms(inputs: usize, n: usize, seed: u64) -> Vec<Vec<f64>> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut values = vec![Vec::with_capacity(n); inputs];
        for _ in 0..n {
            values.iter_mut().for_each(|input| input.push(rng.random::<f64>()));
        }
        values
    }

    fn indices(inputs: &[Vec<f64>], outcome: &[f64]) -> Vec<FirstOrder> {
        inputs.iter().map(|input| EqualBins::of(input).first_order(outcome).unwrap()).collect()
    }

    /// Four errors, and the 2 % that bins may hide.
    fn assert_near(found: FirstOrder, known: f64) {
        assert!((found.share - known).abs() < 4.0 * found.se + 0.02 * known, "{found:?}, not {known}");
    }

    /// Ishigami's function with a = 7 and b = .1: S = .313905, .442411, 0.
    #[test]
    fn ishigami() {
        use std::f64::consts::PI;
        let inputs = uniforms(3, 16_384, 1);
        let outcome: Vec<f64> = (0..16_384)
            .map(|at| {
                let [x, y, z] = [0, 1, 2].map(|input: usize| PI * (2.0 * inputs[input][at] - 1.0));
                x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin()
            })
            .collect();
        let found = indices(&inputs, &outcome);
        for (found, known) in found.iter().zip([0.313_905, 0.442_411, 0.0]) {
            assert_near(*found, known);
            assert!(found.se < 0.02, "{found:?}");
        }
    }

    /// Sobol's g function with a = 0, 1, 4.5, 9, 99, 99, 99, 99.
    #[test]
    fn g_function() {
        let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
        let known =
            [0.716_192, 0.179_048, 0.023_676, 0.007_162, 0.000_071_6, 0.000_071_6, 0.000_071_6, 0.000_071_6];
        let inputs = uniforms(8, 16_384, 2);
        let factor = |x: f64, a: f64| ((4.0 * x - 2.0).abs() + a) / (1.0 + a);
        let outcome: Vec<f64> = (0..16_384)
            .map(|at| inputs.iter().zip(a).map(|(input, a)| factor(input[at], a)).product())
            .collect();
        for (found, known) in indices(&inputs, &outcome).into_iter().zip(known) {
            assert_near(found, known);
        }
    }

    /// The sum of two inputs of which one counts twice, and of luck: S = .2/(1+l), .8/(1+l). An input that does nothing
    /// has none, and the error is that which is made.
    #[test]
    fn errors_are_honest_and_what_does_nothing_has_no_share() {
        let (mut held, mut held_idle) = (0, 0);
        let mut idle_shares = Vec::new();
        for seed in 0..100 {
            let inputs = uniforms(4, 4_096, 100 + seed);
            let outcome: Vec<f64> =
                (0..4_096).map(|at| inputs[0][at] + 2.0 * inputs[1][at] + 2.0 * inputs[2][at]).collect();
            let found = EqualBins::of(&inputs[0]).first_order(&outcome).unwrap();
            held += u32::from((found.share - 1.0 / 9.0).abs() < 1.729 * found.se);
            let idle = EqualBins::of(&inputs[3]).first_order(&outcome).unwrap();
            held_idle += u32::from(idle.share.abs() < 1.729 * idle.se);
            idle_shares.push(idle.share);
        }
        // Student's law with 19 degrees of freedom holds 90 % within 1.729 errors; four standard errors of 100 tries.
        assert!((78..=100).contains(&held) && (78..=100).contains(&held_idle), "{held} {held_idle}");
        let mean = idle_shares.iter().sum::<f64>() / 100.0;
        assert!(mean.abs() < 0.001, "{mean}");
    }

    #[test]
    fn what_is_undefined_is_passed_over() {
        let inputs = uniforms(1, 2_000, 3);
        let mut outcome = inputs[0].clone();
        outcome[7] = f64::NAN;
        outcome[8] = f64::INFINITY;
        let found = EqualBins::of(&inputs[0]).first_order(&outcome).unwrap();
        assert!(found.share > 0.99, "{found:?}");
        assert_eq!(EqualBins::of(&inputs[0]).first_order(&vec![3.0; 2_000]), None);
        assert_eq!(EqualBins::of(&inputs[0][..600]).first_order(&outcome[..600]), None);
        assert_eq!(EqualBins::of(&[]).first_order(&[]), None);
    }
}

//! Ratios of means that are compared: their differences are known from how all numerators and denominators vary together.

use super::ratio::CLEARLY_ABOVE;
use super::{Contrast, Covariances, Summary};

/// What is kept of the money and the heads of several designs.
#[derive(Clone, Debug)]
pub struct Ratios {
    /// Money and heads of the first design, of the second, and so on.
    parts: Covariances,
}

impl Ratios {
    /// Nothing yet, of so many designs.
    #[must_use]
    pub fn of(designs: usize) -> Ratios {
        Ratios { parts: Covariances::of(2 * designs) }
    }

    /// Takes replicates in: the money and the heads of every design.
    pub fn absorb(&mut self, parts: &[[&[f64]; 2]]) {
        let replicates = parts.first().map_or(0, |[money, _]| money.len());
        for replicate in 0..replicates {
            self.parts.record(parts.iter().flatten().map(|column| column[replicate]));
        }
    }

    /// Money in all for each head in all; `NaN` where a design adds nobody.
    #[must_use]
    pub fn value(&self, design: usize) -> f64 {
        let [money, heads] = places(design).map(|place| self.parts.mean(place));
        let error = (self.parts.variance(&[(places(design)[1], 1.0)]) / self.parts.count() as f64).sqrt();
        let adds_nobody = heads.is_nan() || heads <= 0.0 || heads < CLEARLY_ABOVE * error;
        if adds_nobody { f64::NAN } else { money / heads }
    }

    /// The summary of single values, with the ratio in the place of their mean.
    #[must_use]
    pub fn summary(&self, design: usize, of_values: Summary) -> Summary {
        let sd = self.variance(&[(design, 1.0)]).sqrt();
        let mcse = sd / (self.parts.count() as f64).sqrt();
        Summary { mean: self.value(design), sd, mcse, ..of_values }
    }

    /// How `b` differs from `a`.
    #[must_use]
    pub fn contrast(&self, a: usize, b: usize) -> Contrast {
        let (n, variance) = (self.parts.count(), self.variance(&[(b, 1.0), (a, -1.0)]));
        Contrast { n, mean: self.value(b) - self.value(a), se: (variance / n as f64).sqrt() }
    }

    /// How many times as many independent pairs would be needed to know the difference as well.
    #[must_use]
    pub fn variance_reduction(&self, a: usize, b: usize) -> f64 {
        let apart: f64 = [a, b].iter().map(|design| self.variance(&[(*design, 1.0)])).sum();
        apart / self.variance(&[(b, 1.0), (a, -1.0)])
    }

    /// The variance of a sum, over designs, of a weight times `(c - R·x) / mean of x`.
    fn variance(&self, designs: &[(usize, f64)]) -> f64 {
        let weights = designs.iter().flat_map(|(design, weight)| {
            let [money, heads] = places(*design);
            let for_money = weight / self.parts.mean(heads);
            [(money, for_money), (heads, -for_money * self.value(*design))]
        });
        self.parts.variance(&weights.collect::<Vec<_>>())
    }
}

/// Where the money and the heads of a design stand.
fn places(design: usize) -> [usize; 2] {
    [2 * design, 2 * design + 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the definition, pair by pair.
    #[test]
    fn the_error_of_a_difference_is_that_of_the_pairs() {
        let heads: Vec<f64> = (0..60).map(|i| f64::from(3 + i * 7 % 11)).collect();
        let dear: Vec<f64> = heads.iter().enumerate().map(|(i, x)| 5.0 * x + (i % 4) as f64).collect();
        let cheap: Vec<f64> = heads.iter().enumerate().map(|(i, x)| 2.0 * x + (i % 3) as f64).collect();
        let fewer: Vec<f64> = heads.iter().map(|x| x - 1.0).collect();
        let mut ratios = Ratios::of(2);
        ratios.absorb(&[[&dear, &heads], [&cheap, &fewer]]);
        let mean = |values: &[f64]| values.iter().sum::<f64>() / 60.0;
        let [a, b] = [mean(&dear) / mean(&heads), mean(&cheap) / mean(&fewer)];
        let residual =
            |i: usize| (cheap[i] - b * fewer[i]) / mean(&fewer) - (dear[i] - a * heads[i]) / mean(&heads);
        let squares: f64 = (0..60).map(|i| residual(i).powi(2)).sum();
        let Contrast { n, mean: difference, se } = ratios.contrast(0, 1);
        assert_eq!(n, 60);
        assert!((difference - (b - a)).abs() < 1e-12);
        assert!((se - (squares / 59.0 / 60.0).sqrt()).abs() < 1e-12, "{se}");
        let same = ratios.contrast(1, 1);
        assert_eq!((same.mean, same.se), (0.0, 0.0));
    }

    #[test]
    fn a_design_that_adds_nobody_has_no_ratio() {
        let mut ratios = Ratios::of(2);
        ratios.absorb(&[[&[5.0; 40], &[0.0; 40]], [&[5.0; 40], &[2.0; 40]]]);
        assert!(ratios.value(0).is_nan() && ratios.contrast(0, 1).mean.is_nan());
        assert_eq!(ratios.value(1), 2.5);
    }
}

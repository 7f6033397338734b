//! The ratio of two means: what is spent in all for each of all who came.

use super::{ExactSum, Moments};

/// How many errors a mean must be above nought before anything is divided by it.
pub const CLEARLY_ABOVE: f64 = 3.0;
/// A variance below this part of that of the numerators is one of rounding.
const ROUNDING: f64 = 1e-14;

/// Pairs of a numerator and a denominator, as sums.
#[derive(Clone, Copy, Debug)]
pub struct Ratio<'a> {
    numerators: &'a Moments,
    denominators: &'a Moments,
    products: &'a ExactSum,
}

impl<'a> Ratio<'a> {
    /// Of numerators, denominators and the products of both, over the same pairs.
    #[must_use]
    pub fn new(numerators: &'a Moments, denominators: &'a Moments, products: &'a ExactSum) -> Ratio<'a> {
        Ratio { numerators, denominators, products }
    }

    /// The mean of the numerators over that of the denominators; `NaN` where the latter is not [`CLEARLY_ABOVE`] nought.
    #[must_use]
    pub fn value(&self) -> f64 {
        if !is_clearly_above(self.denominators) {
            return f64::NAN;
        }
        self.numerators.mean() / self.denominators.mean()
    }

    /// The standard deviation of `(c - R·x) / mean of x`, of which the error is made.
    #[must_use]
    pub fn sd(&self) -> f64 {
        self.residual_variance().sqrt() / self.denominators.mean()
    }

    /// The standard error of the ratio (delta method); `NaN` where there is none, and below two pairs.
    #[must_use]
    pub fn error(&self) -> f64 {
        self.sd() / (self.numerators.count() as f64).sqrt()
    }

    /// The variance of `c - R·x`.
    fn residual_variance(&self) -> f64 {
        let ratio = self.value();
        let of_numerators = self.numerators.variance();
        let variance =
            of_numerators - 2.0 * ratio * self.covariance() + ratio * ratio * self.denominators.variance();
        if variance <= ROUNDING * of_numerators { 0.0 } else { variance }
    }

    fn covariance(&self) -> f64 {
        let n = self.numerators.count();
        self.products.crossed(n, self.numerators.sum(), self.denominators.sum())
            / (n as f64 * (n as f64 - 1.0))
    }
}

/// Whether a mean is so far above nought that others can be divided by it. A single value has no error to be above.
fn is_clearly_above(values: &Moments) -> bool {
    let (mean, error) = (values.mean(), values.standard_error());
    mean > 0.0 && (error.is_nan() || mean >= CLEARLY_ABOVE * error)
}

/// The sums of pairs that are at hand.
#[derive(Clone, Debug)]
pub struct RatioSums {
    numerators: Moments,
    denominators: Moments,
    products: ExactSum,
}

impl RatioSums {
    /// Of these numerators and denominators, pair by pair; all are finite.
    #[must_use]
    pub fn of(numerators: &[f64], denominators: &[f64]) -> RatioSums {
        let mut products = ExactSum::default();
        numerators.iter().zip(denominators).for_each(|(c, x)| products.add_product(*c, *x));
        RatioSums { numerators: Moments::of(numerators), denominators: Moments::of(denominators), products }
    }

    /// The ratio of the means.
    #[must_use]
    pub fn ratio(&self) -> Ratio<'_> {
        Ratio::new(&self.numerators, &self.denominators, &self.products)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(pairs: &[(f64, f64)]) -> [f64; 3] {
        let (numerators, denominators): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let sums = RatioSums::of(&numerators, &denominators);
        [sums.ratio().value(), sums.ratio().sd(), sums.ratio().error()]
    }

    #[test]
    fn what_is_not_clearly_above_nought_divides_nothing() {
        // One of ten has somebody: the mean is one error above 0.
        let mut pairs = vec![(5.0, 0.0); 9];
        pairs.push((5.0, 1.0));
        assert!(told(&pairs).iter().all(|number| number.is_nan()));
        assert!(told(&[(5.0, 0.0); 50])[0].is_nan());
        assert!(told(&[(5.0, -2.0); 50])[0].is_nan());
        assert!(told(&[])[0].is_nan());
    }

    #[test]
    fn a_fixed_price_has_no_error() {
        let pairs: Vec<(f64, f64)> = (0..100).map(|i| (0.3 * f64::from(i), f64::from(i))).collect();
        let [value, sd, error] = told(&pairs);
        assert!((value - 0.3).abs() < 1e-15);
        assert_eq!((sd, error), (0.0, 0.0));
    }

    #[test]
    fn one_campaign_has_a_ratio_and_no_error() {
        let [value, sd, error] = told(&[(6.0, 3.0)]);
        assert_eq!(value, 2.0);
        assert!(sd.is_nan() && error.is_nan());
    }

    proptest! {
        /// Against two passes in plain arithmetic.
        #[test]
        fn the_error_is_that_of_the_definition(pairs in prop::collection::vec((0.0..500.0f64, 5.0..10.0f64), 5..80)) {
            let n = pairs.len() as f64;
            let sum = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>();
            let (ratio, mean) = (sum(|pair| pair.0) / sum(|pair| pair.1), sum(|pair| pair.1) / n);
            let squares: f64 = pairs.iter().map(|(c, x)| (c - ratio * x).powi(2)).sum();
            let sd = (squares / (n - 1.0)).sqrt() / mean;
            let [value, told_sd, error] = told(&pairs);
            prop_assert!((value - ratio).abs() <= 1e-12 * ratio);
            prop_assert!((told_sd - sd).abs() <= 1e-9 * (sd + ratio));
            prop_assert!((error - sd / n.sqrt()).abs() <= 1e-9 * (sd + ratio));
        }
    }
}

//! Mean and variance, whatever the order of the values.

use super::exact::ExactSum;
use super::glance::{BLOCK, Glance};

/// Count, sum and sum of squares of finite values, exactly: merged in any order they give the same bits. Values that are
/// not finite are passed over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moments {
    count: u64,
    sum: ExactSum,
    squares: ExactSum,
}

impl Moments {
    /// Of these values.
    #[must_use]
    pub fn of(values: &[f64]) -> Moments {
        let mut moments = Moments::default();
        moments.record_all(values);
        moments
    }

    /// From what was kept of moments.
    #[must_use]
    pub fn from_sums(count: u64, sum: ExactSum, squares: ExactSum) -> Moments {
        Moments { count, sum, squares }
    }

    /// Takes a value in.
    pub fn record(&mut self, value: f64) {
        if value.is_finite() {
            self.count += 1;
            self.sum.add(value);
            self.squares.add_square(value);
        }
    }

    /// Takes values in: much faster than one by one.
    pub fn record_all(&mut self, values: &[f64]) {
        for block in values.chunks(BLOCK) {
            match Glance::at(block) {
                Some(glance) => self.record_block(&glance),
                None => block.iter().for_each(|value| self.record(*value)),
            }
        }
    }

    /// Takes in a block that was looked at.
    pub fn record_block(&mut self, block: &Glance<'_>) {
        self.count += block.values().len() as u64;
        block.add_to(&mut self.sum, &mut self.squares);
    }

    /// Takes in all that `other` has seen.
    pub fn merge(&mut self, other: &Moments) {
        self.count += other.count;
        self.sum.merge(&other.sum);
        self.squares.merge(&other.squares);
    }

    /// The same of the values with their signs turned.
    #[must_use]
    pub fn negated(&self) -> Moments {
        Moments { sum: self.sum.negated(), ..self.clone() }
    }

    /// How many values were taken in.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Their sum.
    #[must_use]
    pub fn sum(&self) -> &ExactSum {
        &self.sum
    }

    /// The sum of their squares.
    #[must_use]
    pub fn squares(&self) -> &ExactSum {
        &self.squares
    }

    /// Their mean, rounded once; `NaN` when there are none.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.sum.divided(self.count)
    }

    /// Their variance (n - 1), rounded once; `NaN` below two values.
    #[must_use]
    pub fn variance(&self) -> f64 {
        if self.count < 2 {
            return f64::NAN;
        }
        let (scatter, unit) = self.squares.scatter(self.count, &self.sum);
        // Three limbs more leave more digits than a double has after both divisions.
        let (by_n, more) = scatter.raised(3).divided(self.count);
        let (variance, still_more) = by_n.divided(self.count - 1);
        variance.rounded(unit - 192, more || still_more)
    }

    /// Their standard deviation; `NaN` below two values.
    #[must_use]
    pub fn sd(&self) -> f64 {
        self.variance().sqrt()
    }

    /// The standard error of the mean; `NaN` below two values.
    #[must_use]
    pub fn standard_error(&self) -> f64 {
        (self.variance() / self.count as f64).sqrt()
    }
}

impl FromIterator<f64> for Moments {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Moments {
        let values: Vec<f64> = values.into_iter().collect();
        Moments::of(&values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn few_values_have_no_spread() {
        let none = Moments::default();
        assert!(none.mean().is_nan() && none.sd().is_nan() && none.standard_error().is_nan());
        let one: Moments = [3.0].into_iter().collect();
        assert_eq!(one.mean(), 3.0);
        assert!(one.sd().is_nan());
    }

    #[test]
    fn a_large_offset_does_not_eat_the_variance() {
        let moments: Moments = [4.0, 7.0, 13.0, 16.0].into_iter().map(|x| x + 1e9).collect();
        assert_eq!(moments.variance(), 30.0);
    }

    #[test]
    fn the_ends_of_the_doubles() {
        assert_eq!(Moments::of(&[1e308, 1e308, -1e308]).mean(), 1e308 / 3.0);
        assert_eq!(Moments::of(&[1e200, -1e200]).variance(), f64::INFINITY);
        assert_eq!(Moments::of(&[0.0, 1e-160]).variance(), 5e-321);
        let always = Moments::of(&[0.1; 77]);
        assert_eq!((always.mean(), always.sd()), (0.1, 0.0));
        let some = Moments::of(&[f64::NAN, 1.0, f64::INFINITY, 3.0]);
        assert_eq!((some.count(), some.mean(), some.variance()), (2, 2.0, 2.0));
    }

    proptest! {
        #[test]
        fn merged_parts_are_the_whole(values in prop::collection::vec(-1e6..1e6f64, 0..200), cut in 0usize..200) {
            let (left, right) = values.split_at(cut.min(values.len()));
            let mut merged = Moments::of(right);
            merged.merge(&Moments::of(left));
            let whole = Moments::of(&values);
            prop_assert_eq!(&merged, &whole);
            prop_assert_eq!(merged.mean().to_bits(), whole.mean().to_bits());
            prop_assert_eq!(merged.sd().to_bits(), whole.sd().to_bits());
            prop_assert_eq!(merged.negated().negated(), whole);
        }

        /// Against two passes in plain arithmetic.
        #[test]
        fn mean_and_variance_are_those_of_the_definition(values in prop::collection::vec(-1e3..1e3f64, 2..100)) {
            let n = values.len() as f64;
            let mean = values.iter().sum::<f64>() / n;
            let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
            let moments = Moments::of(&values);
            prop_assert!((moments.mean() - mean).abs() < 1e-9);
            prop_assert!((moments.variance() - variance).abs() < 1e-9 * variance.max(1.0));
        }
    }
}

//! How several quantities vary together, so that the error of whatever is made of their means can be told.

/// Means and covariances of rows of numbers, taken in one by one (Welford 1962). The order of the rows matters in the last
/// digits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Covariances {
    count: u64,
    means: Vec<f64>,
    /// Sums of products of deviations; row `i` of the lower triangle begins at `i(i+1)/2`.
    together: Vec<f64>,
    deviations: Vec<f64>,
}

/// A variance that is this small a part of those it is made of is one of rounding.
const ROUNDING: f64 = 1e-12;

impl Covariances {
    /// Nothing yet, of so many quantities.
    #[must_use]
    pub fn of(quantities: usize) -> Covariances {
        Covariances {
            count: 0,
            means: vec![0.0; quantities],
            together: vec![0.0; quantities * (quantities + 1) / 2],
            deviations: vec![0.0; quantities],
        }
    }

    /// Takes a row in: a finite number of each quantity.
    pub fn record(&mut self, row: impl IntoIterator<Item = f64>) {
        self.count += 1;
        let (n, part) = (self.count as f64, (self.count - 1) as f64 / self.count as f64);
        for ((mean, deviation), value) in self.means.iter_mut().zip(&mut self.deviations).zip(row) {
            *deviation = value - *mean;
            *mean += *deviation / n;
        }
        let mut sums = self.together.iter_mut();
        for (i, of_i) in self.deviations.iter().enumerate() {
            let scaled = of_i * part;
            sums.by_ref().zip(&self.deviations[..=i]).for_each(|(sum, of_j)| *sum += scaled * of_j);
        }
    }

    /// How many rows were taken in.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The mean of a quantity; `NaN` of no rows.
    #[must_use]
    pub fn mean(&self, quantity: usize) -> f64 {
        if self.count == 0 { f64::NAN } else { self.means[quantity] }
    }

    /// The variance (n - 1) of the sum of these quantities, each times its weight; `NaN` below two rows.
    #[must_use]
    pub fn variance(&self, weights: &[(usize, f64)]) -> f64 {
        if self.count < 2 {
            return f64::NAN;
        }
        let term = |(i, a): (usize, f64), (j, b): (usize, f64)| a * b * self.product(i, j);
        let all: f64 = weights.iter().flat_map(|i| weights.iter().map(move |j| term(*i, *j))).sum();
        let size: f64 = weights.iter().map(|i| term(*i, *i)).sum();
        let variance = all / (self.count - 1) as f64;
        if all <= ROUNDING * size { 0.0 } else { variance }
    }

    fn product(&self, i: usize, j: usize) -> f64 {
        let (low, high) = (i.min(j), i.max(j));
        self.together[high * (high + 1) / 2 + low]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Moments;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_variance_of_a_sum_is_that_of_the_sums(
            rows in prop::collection::vec((-9.0..9.0f64, 90.0..99.0f64, -1.0..1.0f64), 2..60),
        ) {
            let mut covariances = Covariances::of(3);
            rows.iter().for_each(|(a, b, c)| covariances.record([*a, *b, *c]));
            let sums: Moments = rows.iter().map(|(a, _, c)| 2.0 * a - 3.0 * c).collect();
            let told = covariances.variance(&[(0, 2.0), (2, -3.0)]);
            prop_assert!((told - sums.variance()).abs() <= 1e-9 * sums.variance().max(1.0));
            let second: Moments = rows.iter().map(|row| row.1).collect();
            prop_assert!((covariances.mean(1) - second.mean()).abs() < 1e-9);
        }
    }

    #[test]
    fn what_cancels_has_no_variance() {
        let mut covariances = Covariances::of(2);
        (0..50).for_each(|i| covariances.record([0.3 * f64::from(i), f64::from(i)]));
        assert_eq!(covariances.variance(&[(0, 1.0), (1, -0.3)]), 0.0);
        assert!(Covariances::of(1).variance(&[(0, 1.0)]).is_nan());
    }
}

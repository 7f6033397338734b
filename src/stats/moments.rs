//! Mean and variance in one pass.

/// Count, mean and sum of squared deviations (Welford 1962), mergeable (Chan, Golub and LeVeque 1983).
///
/// Merging rounds: the same parts merged in the same order give the same bits, in another order nearly so.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    count: u64,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// Takes a value in.
    #[inline]
    pub fn record(&mut self, value: f64) {
        self.count += 1;
        let before = value - self.mean;
        self.mean += before / self.count as f64;
        self.squares += before * (value - self.mean);
    }

    /// Takes in all that `other` has seen.
    pub fn merge(&mut self, other: &Moments) {
        if other.count == 0 {
            return;
        }
        if self.count == 0 {
            *self = *other;
            return;
        }
        let (ours, theirs) = (self.count as f64, other.count as f64);
        let part = theirs / (ours + theirs);
        let gap = other.mean - self.mean;
        self.mean += gap * part;
        self.squares += other.squares + gap * gap * ours * part;
        self.count += other.count;
    }

    /// The same of the values with their signs turned.
    #[must_use]
    pub fn negated(self) -> Moments {
        Moments { mean: -self.mean, ..self }
    }

    /// How many values were taken in.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Their mean; `NaN` when there are none.
    #[must_use]
    pub fn mean(&self) -> f64 {
        if self.count == 0 { f64::NAN } else { self.mean }
    }

    /// Their variance (n - 1); `NaN` below two values.
    #[must_use]
    pub fn variance(&self) -> f64 {
        if self.count < 2 { f64::NAN } else { self.squares / (self.count - 1) as f64 }
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
        let mut moments = Moments::default();
        values.into_iter().for_each(|value| moments.record(value));
        moments
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

    proptest! {
        #[test]
        fn merged_parts_are_the_whole(values in prop::collection::vec(-1e6..1e6f64, 0..60), cut in 0usize..60) {
            let cut = cut.min(values.len());
            let whole: Moments = values.iter().copied().collect();
            let mut merged: Moments = values[..cut].iter().copied().collect();
            merged.merge(&values[cut..].iter().copied().collect());
            prop_assert_eq!(merged.count(), whole.count());
            if !values.is_empty() {
                prop_assert!((merged.mean() - whole.mean()).abs() < 1e-8);
            }
            if values.len() > 1 {
                prop_assert!((merged.sd() - whole.sd()).abs() < 1e-6);
            }
        }
    }
}

//! What is kept of a metric while replicates come in.

use super::glance::BLOCK;
use super::{Glance, LogHistogram, Moments, QUANTILE_LEVELS, Summary};

/// Moments, extremes and a histogram: a summary of any number of values in bounded memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    moments: Moments,
    histogram: LogHistogram,
    min: f64,
    max: f64,
}

impl Default for Tally {
    fn default() -> Tally {
        Tally {
            moments: Moments::default(),
            histogram: LogHistogram::default(),
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
        }
    }
}

impl Tally {
    /// Takes a value in; one that is undefined (`NaN`) is passed over.
    #[inline]
    pub fn record(&mut self, value: f64) {
        if value.is_nan() {
            return;
        }
        self.moments.record(value);
        self.histogram.record(value);
        self.reach(value, value);
    }

    /// Widens the extremes. Adding 0 makes the two zeros one, whichever came first.
    #[inline]
    fn reach(&mut self, low: f64, high: f64) {
        self.min = self.min.min(low) + 0.0;
        self.max = self.max.max(high) + 0.0;
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

    fn record_block(&mut self, block: &Glance<'_>) {
        self.moments.record_block(block);
        self.histogram.record_block(block);
        self.reach(block.low, block.high);
    }

    /// Takes in all that `other` has seen, in any order.
    pub fn merge(&mut self, other: &Tally) {
        self.moments.merge(&other.moments);
        self.histogram.merge(&other.histogram);
        self.reach(other.min, other.max);
    }

    /// From what was kept of a tally that is not empty; none where the parts are not of the same values.
    #[must_use]
    pub fn from_kept(moments: Moments, histogram: LogHistogram, [min, max]: [f64; 2]) -> Option<Tally> {
        let finite =
            histogram.infinite().iter().try_fold(histogram.count(), |all, beyond| all.checked_sub(*beyond));
        let fits = Some(moments.count()) == finite && histogram.count() > 0 && min <= max;
        fits.then_some(Tally { moments, histogram, min, max })
    }

    /// The least and the largest value; the wrong way round when there are none.
    #[must_use]
    pub fn extremes(&self) -> [f64; 2] {
        [self.min, self.max]
    }

    /// Count, mean and spread.
    #[must_use]
    pub fn moments(&self) -> &Moments {
        &self.moments
    }

    /// The histogram.
    #[must_use]
    pub fn histogram(&self) -> &LogHistogram {
        &self.histogram
    }

    /// What is said of the values: exact but for the quantiles, which have the histogram's resolution.
    #[must_use]
    pub fn summary(&self) -> Summary {
        if self.histogram.count() == 0 {
            return Summary::EMPTY;
        }
        let quantiles = self.histogram.quantiles(QUANTILE_LEVELS);
        Summary {
            n: self.moments.count(),
            infinite: self.histogram.infinite()[0],
            mean: self.moments.mean(),
            sd: self.moments.sd(),
            mcse: self.moments.standard_error(),
            min: self.min,
            max: self.max,
            quantiles: quantiles.map(|value| value.clamp(self.min, self.max)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(values: &[f64]) -> Tally {
        let mut tally = Tally::default();
        values.iter().for_each(|&value| tally.record(value));
        tally
    }

    #[test]
    fn nothing_is_undefined() {
        assert_eq!(of(&[f64::NAN]).summary().n, 0);
        assert!(of(&[]).summary().mean.is_nan());
        let one = of(&[2.5]).summary();
        assert_eq!((one.n, one.mean, one.quantiles), (1, 2.5, [2.5; 5]));
        assert!(one.mcse.is_nan());
    }

    #[test]
    fn the_infinite_counts_in_quantiles_and_not_in_the_mean() {
        let seen = of(&[f64::NAN, 2.0, f64::INFINITY, 4.0, f64::INFINITY]).summary();
        assert_eq!((seen.n, seen.infinite, seen.mean, seen.min, seen.max), (2, 2, 3.0, 2.0, f64::INFINITY));
        assert_eq!(seen.median(), f64::INFINITY);
        let endless = of(&[f64::INFINITY]).summary();
        assert_eq!((endless.n, endless.infinite, endless.quantiles), (0, 1, [f64::INFINITY; 5]));
        assert!(endless.mean.is_nan());
    }

    /// What is read again may be torn: parts of other values, of none, or with ends the wrong way round are no tally.
    #[test]
    fn parts_of_other_values_are_no_tally() {
        let (whole, other) = (of(&[1.0, 2.0, f64::INFINITY]), of(&[1.0, 2.0, 3.0]));
        let kept = |moments: &Tally, histogram: &Tally, extremes: [f64; 2]| {
            Tally::from_kept(moments.moments.clone(), histogram.histogram.clone(), extremes)
        };
        assert_eq!(kept(&whole, &whole, whole.extremes()), Some(whole.clone()));
        assert_eq!(kept(&other, &whole, whole.extremes()), None, "three values, and two and an infinite one");
        assert_eq!(kept(&whole, &whole, [2.0, 1.0]), None);
        assert_eq!(kept(&of(&[]), &of(&[]), [0.0, 0.0]), None);
    }

    /// Values of which some are undefined and some are far from the others.
    fn values() -> impl Strategy<Value = Vec<f64>> {
        let value = prop_oneof![
            0.0..50.0f64,
            -2.0..2.0f64,
            Just(0.0),
            Just(f64::NAN),
            Just(1e150),
            Just(7.0),
            Just(f64::INFINITY)
        ];
        prop::collection::vec(value, 0..200)
    }

    proptest! {
        #[test]
        fn blocks_are_their_values(values in values(), cut in 0usize..200) {
            let (left, right) = values.split_at(cut.min(values.len()));
            let mut blocks = Tally::default();
            blocks.record_all(right);
            let mut others = Tally::default();
            others.record_all(left);
            blocks.merge(&others);
            prop_assert_eq!(&blocks, &of(&values));
        }

        #[test]
        fn whole_numbers_are_summarised_exactly(values in prop::collection::vec(0u16..1024, 2..80), cut in 0usize..80) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let (left, right) = values.split_at(cut.min(values.len()));
            let mut tally = of(left);
            tally.merge(&of(right));
            let (seen, exact) = (tally.summary(), Summary::of(&values));
            prop_assert_eq!((seen.n, seen.min, seen.max), (exact.n, exact.min, exact.max));
            prop_assert_eq!(seen.quantiles, exact.quantiles);
            prop_assert_eq!((seen.mean, seen.sd), (exact.mean, exact.sd));
        }
    }
}

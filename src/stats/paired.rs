//! Two quantities observed together, such as the users of two designs in the same replicate.

use super::binomial::lower_tail;
use super::glance::BLOCK;
use super::{Contrast, Glance, LogHistogram, Moments};

/// What is kept of pairs `(a, b)` to tell how `b` differs from `a`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paired {
    a: Moments,
    b: Moments,
    difference: Moments,
    compared: u64,
    above: u64,
    equal: u64,
}

impl Paired {
    /// Takes a pair in. A pair with a `NaN` is passed over; one with an infinite value has an order and no difference.
    #[inline]
    pub fn record(&mut self, a: f64, b: f64) {
        if a.is_nan() || b.is_nan() {
            return;
        }
        self.compared += 1;
        self.above += u64::from(b > a);
        self.equal += u64::from(b == a);
        if a.is_finite() && b.is_finite() {
            self.a.record(a);
            self.b.record(b);
            self.difference.record(b - a);
        }
    }

    /// Takes pairs in: much faster than one by one.
    pub fn record_all(&mut self, a: &[f64], b: &[f64]) {
        for (a, b) in a.chunks(BLOCK).zip(b.chunks(BLOCK)) {
            let mut differences = [0.0; BLOCK];
            for (difference, (a, b)) in differences.iter_mut().zip(a.iter().zip(b)) {
                *difference = b - a;
            }
            let all = (Glance::at(a), Glance::at(b), Glance::at(&differences[..a.len().min(b.len())]));
            if let (Some(of_a), Some(of_b), Some(of_difference)) = all {
                self.compared += of_difference.values().len() as u64;
                self.above +=
                    of_difference.values().iter().filter(|difference| **difference > 0.0).count() as u64;
                self.equal +=
                    of_difference.values().iter().filter(|difference| **difference == 0.0).count() as u64;
                self.a.record_block(&of_a);
                self.b.record_block(&of_b);
                self.difference.record_block(&of_difference);
            } else {
                a.iter().zip(b).for_each(|(a, b)| self.record(*a, *b));
            }
        }
    }

    /// The same with both sides changed.
    #[must_use]
    pub fn reversed(&self) -> Paired {
        Paired {
            a: self.b.clone(),
            b: self.a.clone(),
            difference: self.difference.negated(),
            compared: self.compared,
            above: self.compared - self.above - self.equal,
            equal: self.equal,
        }
    }

    /// Differences `b - a`.
    #[must_use]
    pub fn difference(&self) -> &Moments {
        &self.difference
    }

    /// How the mean of `b` differs from that of `a`, over pairs of numbers.
    #[must_use]
    pub fn contrast(&self) -> Contrast {
        let difference = &self.difference;
        Contrast { n: difference.count(), mean: difference.mean(), se: difference.standard_error() }
    }

    /// The share of pairs in which `b` is above `a`, and that in which both are equal.
    #[must_use]
    pub fn shares(&self) -> Shares {
        let compared = self.compared as f64;
        Shares { above: self.above as f64 / compared, equal: self.equal as f64 / compared }
    }

    /// How many pairs were compared, and in how many of them both were equal.
    #[must_use]
    pub fn compared(&self) -> [u64; 2] {
        [self.compared, self.equal]
    }

    /// The p-value of the sign test that either is above the other as often (Arbuthnot 1710), equal pairs left out; 1 where
    /// all are equal.
    #[must_use]
    pub fn sign_p_value(&self) -> f64 {
        let differing = self.compared - self.equal;
        let rarer = self.above.min(differing - self.above);
        (2.0 * lower_tail(rarer, differing, 0.5)).min(1.0)
    }

    /// How many times as many independent pairs would be needed to know the difference as well:
    /// `(var a + var b) / var(b - a)`. Infinite where the difference is always the same, `NaN` where nothing varies.
    #[must_use]
    pub fn variance_reduction(&self) -> f64 {
        (self.a.variance() + self.b.variance()) / self.difference.variance()
    }
}

/// How often one of two is above the other, and how often both are equal; `NaN` where nothing was compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// The share in which the second is above the first.
    pub above: f64,
    /// The share in which they are equal.
    pub equal: f64,
}

impl Shares {
    /// The share in which the second is below the first.
    #[must_use]
    pub fn below(&self) -> f64 {
        // The three shares are counts over the same number, whose sum is 1 up to rounding.
        (1.0 - self.above - self.equal).max(0.0)
    }
}

/// The chance that a value drawn from `b` is above one drawn from `a` on its own, and that both are equal (Mann and Whitney
/// 1947). `NaN` when one is empty.
#[must_use]
pub fn shares_apart(a: &LogHistogram, b: &LogHistogram) -> Shares {
    let mut below = a.buckets().peekable();
    let (mut passed, mut above, mut ties, mut total_b) = (0u64, 0.0, 0.0, 0u64);
    for (value, count) in b.buckets() {
        while let Some((_, others)) = below.next_if(|(other, _)| *other < value) {
            passed += others;
        }
        let equal = below.peek().filter(|(other, _)| *other == value).map_or(0, |(_, others)| *others);
        above += count as f64 * passed as f64;
        ties += count as f64 * equal as f64;
        total_b += count;
    }
    let couples = a.count() as f64 * total_b as f64;
    Shares { above: above / couples, equal: ties / couples }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(pairs: &[(f64, f64)]) -> Paired {
        let mut paired = Paired::default();
        pairs.iter().for_each(|(a, b)| paired.record(*a, *b));
        paired
    }

    fn histogram(values: &[f64]) -> LogHistogram {
        let mut histogram = LogHistogram::default();
        values.iter().for_each(|value| histogram.record(*value));
        histogram
    }

    /// The sleep data of Student (1908) as R prints them: `t.test(extra ~ group, paired = TRUE)`.
    #[test]
    fn agrees_with_the_first_paired_test() {
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let paired = of(&first.into_iter().zip(second).collect::<Vec<_>>());
        assert!((paired.difference().mean() - 1.58).abs() < 1e-12);
        let contrast = paired.contrast();
        assert!((contrast.mean / contrast.se - 4.062_127_683_382_037).abs() < 1e-9);
        assert!((contrast.p_value() - 0.002_832_890_197_384_264).abs() < 1e-9);
        let [low, high] = contrast.interval(0.95);
        assert!((low - 0.700_114_2).abs() < 1e-6 && (high - 2.459_885_8).abs() < 1e-6, "{low} {high}");
        assert_eq!(paired.shares(), Shares { above: 0.9, equal: 0.1 });
        assert_eq!(paired.compared(), [10, 1]);
    }

    #[test]
    fn what_never_differs_is_even() {
        let paired = of(&[(1.0, 1.0), (5.0, 5.0), (3.0, 3.0)]);
        let contrast = paired.contrast();
        assert_eq!(contrast.interval(0.95), [0.0, 0.0]);
        assert_eq!(paired.shares(), Shares { above: 0.0, equal: 1.0 });
        assert_eq!((contrast.sure_above(), contrast.p_value()), (0.5, 1.0));
        assert!(paired.variance_reduction().is_infinite());
    }

    #[test]
    fn what_always_differs_alike_is_sure() {
        let contrast = of(&[(1.0, 3.0), (5.0, 7.0), (3.0, 5.0)]).contrast();
        assert_eq!((contrast.sure_above(), contrast.p_value()), (1.0, 0.0));
        assert_eq!(contrast.interval(0.95), [2.0, 2.0]);
    }

    #[test]
    fn the_undefined_is_passed_over_and_the_infinite_has_an_order() {
        let infinite = f64::INFINITY;
        let paired =
            of(&[(f64::NAN, 1.0), (2.0, infinite), (2.0, 1.0), (infinite, infinite), (infinite, 1.0)]);
        assert_eq!(paired.shares(), Shares { above: 0.25, equal: 0.25 });
        assert_eq!(paired.shares().below(), 0.5);
        assert_eq!(paired.difference().count(), 1);
        assert!(paired.contrast().interval(0.95)[0].is_nan());
    }

    #[test]
    fn signs_tell_without_numbers() {
        let infinite = f64::INFINITY;
        let paired = of(&[(infinite, 1.0); 10]);
        assert!((paired.sign_p_value() - 2.0 * 0.5f64.powi(10)).abs() < 1e-12);
        assert_eq!(of(&[(infinite, infinite); 10]).sign_p_value(), 1.0);
        assert_eq!(of(&[(infinite, 1.0), (1.0, infinite)]).sign_p_value(), 1.0);
    }

    #[test]
    fn reversed_is_as_if_recorded_the_other_way_round() {
        let pairs = [(1.0, 3.5), (5.0, 4.0), (2.0, 2.0), (1.0, f64::INFINITY)];
        assert_eq!(of(&pairs).reversed(), of(&pairs.map(|(a, b)| (b, a))));
    }

    /// `b = ρa + √(1-ρ²)e` with the same variance: the reduction is `2 / (2 - 2ρ)`.
    #[test]
    fn variance_reduction_is_that_of_the_correlation() {
        let (mut paired, rho) = (Paired::default(), 0.8f64);
        // A balanced design of two independent signs, each of variance 1.
        for (a, e) in [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)] {
            paired.record(a, rho * a + (1.0 - rho * rho).sqrt() * e);
        }
        assert!((paired.variance_reduction() - 1.0 / (1.0 - rho)).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn many_pairs_are_pairs_one_by_one(
            pairs in prop::collection::vec((-30i32..30, prop_oneof![-5.0..5.0f64, Just(f64::NAN), Just(2.0)]), 0..150),
        ) {
            let pairs: Vec<(f64, f64)> = pairs.into_iter().map(|(a, b)| (f64::from(a), b)).collect();
            let (a, b): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
            let mut many = Paired::default();
            many.record_all(&a, &b);
            prop_assert_eq!(many, of(&pairs));
        }

        #[test]
        fn apart_is_the_share_of_all_couples(
            a in prop::collection::vec(-30i32..30, 1..20),
            b in prop::collection::vec(-30i32..30, 1..20),
        ) {
            let floats = |values: &[i32]| values.iter().map(|&v| f64::from(v)).collect::<Vec<_>>();
            let (a, b) = (floats(&a), floats(&b));
            let couples = b.iter().flat_map(|b| a.iter().map(move |a| (a, b)));
            let all = (a.len() * b.len()) as f64;
            let won = couples.clone().filter(|(a, b)| b > a).count() as f64 / all;
            let equal = couples.filter(|(a, b)| a == b).count() as f64 / all;
            let told = shares_apart(&histogram(&a), &histogram(&b));
            prop_assert!((told.above - won).abs() < 1e-12 && (told.equal - equal).abs() < 1e-12);
        }
    }
}

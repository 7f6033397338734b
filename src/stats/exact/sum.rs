//! The sum of any doubles, exactly.

use super::{Natural, parts};
use std::ops::Range;

/// An exact sum of finite doubles, or of their squares.
///
/// One long whole number in two's complement, in units of a power of two: adding is carrying, so a sum does not depend
/// on order or grouping. (The idea is Kulisch's; a window takes the place of his 4,288 digits.) The window grows where
/// values ask for it, which are 2^64 times as large or as small.
#[derive(Clone, Debug, Default)]
pub struct ExactSum {
    /// The unit is `2^(64·low)`.
    low: i32,
    /// Least limb first. The last one holds the sign alone: it is 0 or all ones. Empty for 0.
    limbs: Vec<u64>,
}

/// The units of the squares of the least and the largest double, and of what sums of them may carry.
const LIMBS: Range<i32> = -34..36;

impl ExactSum {
    /// Adds a finite double.
    #[inline]
    pub fn add(&mut self, value: f64) {
        let (mantissa, exponent) = parts(value);
        self.add_scaled(i128::from(mantissa), exponent);
    }

    /// Adds the square of a finite double.
    #[inline]
    pub fn add_square(&mut self, value: f64) {
        let (mantissa, exponent) = parts(value);
        self.add_scaled(i128::from(mantissa) * i128::from(mantissa), 2 * exponent);
    }

    /// Adds the product of two finite doubles.
    #[inline]
    pub fn add_product(&mut self, a: f64, b: f64) {
        let ((a, exponent_of_a), (b, exponent_of_b)) = (parts(a), parts(b));
        self.add_scaled(i128::from(a) * i128::from(b), exponent_of_a + exponent_of_b);
    }

    /// Adds `mantissa·2^exponent`, where the exponent is that of a double or of a product of two.
    pub fn add_scaled(&mut self, mantissa: i128, exponent: i32) {
        if mantissa == 0 {
            return;
        }
        let (limb, shift) = (exponent.div_euclid(64), exponent.rem_euclid(64));
        let low = mantissa << shift;
        let high = (mantissa >> (127 - shift)) >> 1;
        self.add_limbs(limb, &[low as u64, (low >> 64) as u64, high as u64]);
    }

    /// Takes in all that `other` has summed.
    pub fn merge(&mut self, other: &ExactSum) {
        self.add_limbs(other.low, &other.limbs);
    }

    /// The sum with its sign turned.
    #[must_use]
    pub fn negated(&self) -> ExactSum {
        let mut negated = ExactSum { low: self.low, limbs: self.limbs.iter().map(|limb| !limb).collect() };
        if !negated.limbs.is_empty() {
            negated.add_limbs(self.low, &[1, 0]);
        }
        negated
    }

    /// The double nearest to the sum.
    #[must_use]
    pub fn value(&self) -> f64 {
        let (size, exponent) = self.size();
        self.signed(size.rounded(exponent, false))
    }

    /// The double nearest to the sum divided by `n`; `NaN` when that is 0.
    #[must_use]
    pub fn divided(&self, n: u64) -> f64 {
        if n == 0 {
            return f64::NAN;
        }
        // Two limbs more than there are leave more digits than a double has, whatever they are divided by.
        let (size, exponent) = self.size();
        let (quotient, more) = size.raised(2).divided(n);
        self.signed(quotient.rounded(exponent - 128, more))
    }

    /// `n·self - sum²`, of a sum of squares and the sum: a whole number, and the exponent of its unit.
    pub(in crate::stats) fn scatter(&self, n: u64, sum: &ExactSum) -> (Natural, i32) {
        let (squares, unit_of_squares) = self.size();
        let (sum, unit_of_sum) = sum.size();
        let unit = unit_of_squares.min(2 * unit_of_sum);
        let raise = |natural: Natural, of: i32| natural.raised((of - unit) as usize / 64);
        let (squares, sum) =
            (raise(squares.repeated(n), unit_of_squares), raise(sum.times(&sum), 2 * unit_of_sum));
        (squares.less(&sum), unit)
    }

    /// `n·self - a·b`, of a sum of products and the sums of their factors; rounded once.
    pub(in crate::stats) fn crossed(&self, n: u64, a: &ExactSum, b: &ExactSum) -> f64 {
        let (products, unit) = self.size();
        let mut crossed = ExactSum::of_size(products.repeated(n), unit, self.is_negative());
        let ((of_a, unit_of_a), (of_b, unit_of_b)) = (a.size(), b.size());
        let is_positive = a.is_negative() == b.is_negative();
        crossed.merge(&ExactSum::of_size(of_a.times(&of_b), unit_of_a + unit_of_b, is_positive));
        crossed.value()
    }

    /// The number of this size, in units of `2^exponent`, a multiple of 64.
    fn of_size(size: Natural, exponent: i32, negative: bool) -> ExactSum {
        let mut limbs = size.into_limbs();
        limbs.push(0);
        let sum = ExactSum { low: exponent / 64, limbs };
        if negative { sum.negated() } else { sum }
    }

    /// The limbs that matter, and the unit of the first of them: equal sums have equal ones.
    #[must_use]
    pub fn canonical(&self) -> (i32, &[u64]) {
        let zeros = self.limbs.iter().take_while(|limb| **limb == 0).count();
        let limbs = &self.limbs[zeros..];
        let Some(sign) = limbs.last() else { return (0, &[]) };
        // One limb of the sign is enough.
        let spare = limbs.iter().rev().take_while(|limb| *limb == sign).count() - 1;
        (self.low + zeros as i32, &limbs[..limbs.len() - spare])
    }

    /// The sum of these canonical limbs; none where they cannot be those of a sum.
    #[must_use]
    pub fn from_canonical(low: i32, limbs: &[u64]) -> Option<ExactSum> {
        let fits = LIMBS.contains(&low) && limbs.len() <= (LIMBS.end - low) as usize;
        let has_sign = limbs.last().is_none_or(|sign| *sign == 0 || *sign == u64::MAX);
        (fits && has_sign).then(|| ExactSum { low, limbs: limbs.to_vec() })
    }

    fn is_negative(&self) -> bool {
        self.limbs.last() == Some(&u64::MAX)
    }

    fn signed(&self, size: f64) -> f64 {
        if self.is_negative() { -size } else { size }
    }

    /// The size of the sum in units of a power of two, and its exponent, a multiple of 64.
    fn size(&self) -> (Natural, i32) {
        let limbs = if self.is_negative() { self.negated().limbs } else { self.limbs.clone() };
        (Natural::new(limbs), 64 * self.low)
    }

    /// Adds limbs in two's complement, of which the last one holds the sign.
    fn add_limbs(&mut self, low: i32, limbs: &[u64]) {
        let Some(sign) = limbs.last().map(|limb| if limb >> 63 == 1 { u64::MAX } else { 0 }) else { return };
        self.make_room(low, low + limbs.len() as i32 + 1);
        let begin = (low - self.low) as usize;
        let others = limbs.iter().copied().chain(std::iter::repeat(sign));
        let mut carry = false;
        for (limb, other) in self.limbs[begin..].iter_mut().zip(others) {
            let (sum, over) = limb.overflowing_add(other);
            let (sum, also_over) = sum.overflowing_add(u64::from(carry));
            *limb = sum;
            carry = over || also_over;
        }
        // Both numbers end with a limb of their signs, so the sum may reach into the last one, but not beyond it.
        match self.limbs.last() {
            Some(&last) if last != 0 && last != u64::MAX => {
                self.limbs.push(if last >> 63 == 1 { u64::MAX } else { 0 });
            }
            _ => {}
        }
    }

    /// Makes the window hold the limbs from `low` to before `end`.
    fn make_room(&mut self, low: i32, end: i32) {
        if self.limbs.is_empty() {
            self.low = low;
        }
        if low < self.low {
            self.limbs.splice(0..0, std::iter::repeat_n(0, (self.low - low) as usize));
            self.low = low;
        }
        let length = (end - self.low) as usize;
        if length > self.limbs.len() {
            let sign = self.limbs.last().copied().unwrap_or(0);
            self.limbs.resize(length, sign);
        }
    }
}

/// Equal sums, whatever windows hold them.
impl PartialEq for ExactSum {
    fn eq(&self, other: &ExactSum) -> bool {
        self.canonical() == other.canonical()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(values: &[f64]) -> ExactSum {
        let mut sum = ExactSum::default();
        values.iter().for_each(|value| sum.add(*value));
        sum
    }

    #[test]
    fn known_answers() {
        assert_eq!(of(&[1e308, 1e308, -1e308]).value(), 1e308);
        assert_eq!(of(&[0.1; 10]).value(), 1.0);
        assert_eq!(of(&[0.1, 0.2, 0.3, 1e16, -1e16, 1e-300, 3.5, 7.25]).value(), 11.35);
        assert_eq!(of(&[5e-324; 1024]).value(), libm::exp2(-1064.0));
        assert_eq!(of(&[f64::MAX, f64::MAX]).value(), f64::INFINITY);
        assert_eq!(of(&[f64::MAX, f64::MAX]).divided(2), f64::MAX);
        assert_eq!(of(&[f64::MAX, f64::MIN, -5e-324]).value(), -5e-324);
        assert_eq!(of(&[]).value(), 0.0);
        assert!(of(&[1.0]).divided(0).is_nan());
    }

    #[test]
    fn the_mean_of_equal_values_is_the_value() {
        for value in [0.1, -0.3, 1e300, 7e-310, 5e-324, 123.456] {
            for n in [1, 3, 7, 64, 1000] {
                assert_eq!(of(&vec![value; n]).divided(n as u64), value, "{value} {n}");
            }
        }
    }

    #[test]
    fn what_is_canonical_comes_back_and_nothing_else() {
        for sum in [of(&[]), of(&[-1.5]), of(&[1e300, -1e-300]), of(&[f64::MAX; 9])] {
            let (low, limbs) = sum.canonical();
            assert_eq!(ExactSum::from_canonical(low, limbs), Some(sum.clone()));
        }
        assert_eq!(ExactSum::from_canonical(0, &[1, 2]), None);
        assert_eq!(ExactSum::from_canonical(-35, &[1, 0]), None);
        assert_eq!(ExactSum::from_canonical(35, &[1, 0]), None);
    }

    /// Any finite double.
    fn values() -> impl Strategy<Value = Vec<f64>> {
        let value = any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |value| value.is_finite());
        prop::collection::vec(value, 0..40)
    }

    proptest! {
        #[test]
        fn order_and_grouping_do_not_matter(values in values(), cut in 0usize..40) {
            let (left, right) = values.split_at(cut.min(values.len()));
            let mut merged = of(right);
            merged.merge(&of(left));
            let mut turned = values.clone();
            turned.reverse();
            prop_assert_eq!(&merged, &of(&values));
            prop_assert_eq!(&of(&turned), &of(&values));
        }

        #[test]
        fn what_is_added_and_taken_away_leaves_nothing(values in values()) {
            let mut sum = of(&values);
            sum.merge(&of(&values).negated());
            prop_assert_eq!(&sum, &ExactSum::default());
            for value in &values {
                sum.add_square(*value);
            }
            prop_assert!(!sum.is_negative());
        }

        #[test]
        fn crossed_sums_are_those_of_whole_numbers(
            pairs in prop::collection::vec((-100_000i64..100_000, -100_000i64..100_000), 1..40),
        ) {
            let (mut products, mut a, mut b) = (ExactSum::default(), ExactSum::default(), ExactSum::default());
            for (x, y) in &pairs {
                products.add_product(*x as f64, *y as f64);
                a.add(*x as f64);
                b.add(*y as f64);
            }
            let sum = |of: fn(&(i64, i64)) -> i64| pairs.iter().map(of).sum::<i64>();
            let n = pairs.len() as i64;
            let expected = n * sum(|(x, y)| x * y) - sum(|(x, _)| *x) * sum(|(_, y)| *y);
            prop_assert_eq!(products.crossed(n as u64, &a, &b), expected as f64);
        }

        #[test]
        fn small_whole_numbers_sum_as_whole_numbers(values in prop::collection::vec(-1_000_000i64..1_000_000, 1..60)) {
            let floats: Vec<f64> = values.iter().map(|value| *value as f64).collect();
            let total: i64 = values.iter().sum();
            prop_assert_eq!(of(&floats).value(), total as f64);
            prop_assert_eq!(of(&floats).divided(values.len() as u64), total as f64 / values.len() as f64);
        }
    }
}

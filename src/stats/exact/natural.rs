//! Whole numbers of any size: just enough to turn exact sums into a mean and a variance.

use std::cmp::Ordering;

/// A whole number, least limb first; no limb at the top is 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Natural(Vec<u64>);

impl Natural {
    /// From limbs, least first.
    pub fn new(mut limbs: Vec<u64>) -> Natural {
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        Natural(limbs)
    }

    /// The limbs, least first.
    pub fn into_limbs(self) -> Vec<u64> {
        self.0
    }

    /// The same times `2^(64·limbs)`.
    pub fn raised(&self, limbs: usize) -> Natural {
        let mut raised = vec![0; limbs];
        raised.extend(&self.0);
        Natural::new(raised)
    }

    /// The product.
    pub fn times(&self, other: &Natural) -> Natural {
        let mut product = vec![0; self.0.len() + other.0.len()];
        for (i, a) in self.0.iter().enumerate() {
            let mut carry = 0;
            for (j, b) in other.0.iter().enumerate() {
                let sum = u128::from(*a) * u128::from(*b) + u128::from(product[i + j]) + carry;
                product[i + j] = sum as u64;
                carry = sum >> 64;
            }
            product[i + other.0.len()] = carry as u64;
        }
        Natural::new(product)
    }

    /// The product with a small number.
    pub fn repeated(&self, factor: u64) -> Natural {
        let mut carry = 0;
        let mut limbs: Vec<u64> = self
            .0
            .iter()
            .map(|limb| {
                let product = u128::from(*limb) * u128::from(factor) + carry;
                carry = product >> 64;
                product as u64
            })
            .collect();
        limbs.push(carry as u64);
        Natural::new(limbs)
    }

    /// What is left when `other` is taken away; 0 where `other` is larger.
    pub fn less(&self, other: &Natural) -> Natural {
        if self.compare(other) == Ordering::Less {
            return Natural::default();
        }
        let mut borrow = false;
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        let limbs = self.0.iter().zip(others).map(|(limb, other)| {
            let (without, below) = limb.overflowing_sub(other);
            let (without, also_below) = without.overflowing_sub(u64::from(borrow));
            borrow = below || also_below;
            without
        });
        Natural::new(limbs.collect())
    }

    /// The quotient by `divisor`, which is not 0, and whether something is left over.
    pub fn divided(&self, divisor: u64) -> (Natural, bool) {
        let mut rest = 0u128;
        let mut limbs: Vec<u64> = self
            .0
            .iter()
            .rev()
            .map(|limb| {
                let part = rest << 64 | u128::from(*limb);
                rest = part % u128::from(divisor);
                (part / u128::from(divisor)) as u64
            })
            .collect();
        limbs.reverse();
        (Natural::new(limbs), rest > 0)
    }

    /// The double nearest to `self·2^exponent`, to the even one of two; `more` says that the number is a little larger,
    /// by less than one. Infinite beyond the largest double.
    pub fn rounded(&self, exponent: i32, more: bool) -> f64 {
        let Some(top) = self.0.last() else { return 0.0 };
        let digits = 64 * self.0.len() as i32 - top.leading_zeros() as i32;
        // So many digits at the end are rounded away: what a double has no room for, or what lies below the least one.
        let dropped = (digits - 53).max(-1074 - exponent).max(0);
        let kept = self.digits_from(dropped);
        let half = dropped > 0 && self.digits_from(dropped - 1) & 1 == 1;
        let beyond_half = more || self.any_below(dropped - 1);
        let up = half && (beyond_half || kept & 1 == 1);
        // At most 2^53, which a double holds.
        libm::scalbn((kept + u64::from(up)) as f64, exponent + dropped)
    }

    /// The 64 digits from `place` on.
    fn digits_from(&self, place: i32) -> u64 {
        let (limb, shift) = (place as usize / 64, place as u32 % 64);
        let at = |limb: usize| u128::from(self.0.get(limb).copied().unwrap_or(0));
        ((at(limb + 1) << 64 | at(limb)) >> shift) as u64
    }

    /// Whether a digit below `place` is set.
    fn any_below(&self, place: i32) -> bool {
        (0..self.0.len()).take_while(|limb| (64 * limb) < place.max(0) as usize).any(|limb| {
            let below = (place as usize - 64 * limb).min(64);
            self.0[limb].trailing_zeros() < below as u32
        })
    }

    fn compare(&self, other: &Natural) -> Ordering {
        let length = self.0.len().cmp(&other.0.len());
        length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: u128) -> Natural {
        Natural::new(vec![value as u64, (value >> 64) as u64])
    }

    #[test]
    fn arithmetic_is_that_of_small_numbers() {
        let (a, b) = (0xfedc_ba98_7654_3210u128, 0x0123_4567_89ab_cdefu128);
        assert_eq!(of(a).times(&of(a)), of(a * a));
        assert_eq!(of(a).times(&of(b)), of(a * b));
        assert_eq!(of(b).repeated(a as u64), of(a * b));
        assert_eq!(of(a * b).less(&of(a)), of(a * b - a));
        assert_eq!(of(a).less(&of(a * b)), Natural::default());
        assert_eq!(of(a * b + 7).divided(a as u64), (of(b), true));
        assert_eq!(of(a * b).divided(b as u64), (of(a), false));
        assert_eq!(of(a).raised(1), of(a << 64));
    }

    #[test]
    fn rounding_is_to_the_nearest_and_to_even() {
        let even = 1u128 << 53;
        for (whole, more, expected) in [
            (even + 1, false, even),
            (even + 1, true, even + 2),
            (even + 3, false, even + 4),
            (even * 2 + 1, true, even * 2),
            (even * 2 + 3, false, even * 2 + 4),
        ] {
            assert_eq!(of(whole).rounded(0, more), expected as f64, "{whole} {more}");
        }
        // A tail in the lower limb counts.
        assert_eq!(of(((even + 1) << 60) + 1).rounded(-60, false), (even + 2) as f64);
    }

    #[test]
    fn the_ends_of_the_doubles() {
        assert_eq!(of(1).rounded(-1074, false), 5e-324);
        assert_eq!(of(1).rounded(-1075, false), 0.0);
        assert_eq!(of(3).rounded(-1075, false), 1e-323);
        assert_eq!(of(1).rounded(-1075, true), 5e-324);
        assert_eq!(of(1).rounded(1024, false), f64::INFINITY);
        assert_eq!(of((1 << 54) - 2).rounded(970, false), f64::MAX);
        assert_eq!(of((1 << 54) - 1).rounded(970, false), f64::INFINITY);
        assert_eq!(Natural::default().rounded(0, true), 0.0);
    }
}

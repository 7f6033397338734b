//! A uniform number that is as fine near 1 as near 0.

use super::normal_tail::quick_upper_quantile;

/// A number in (0, 1), kept as its distance from the nearer end.
///
/// Near 1 a plain `f64` has steps of 10^-16, near 0 of almost nothing; what is rare deserves the same care at both
/// ends. Nothing here branches on the side: a guess of the processor would be wrong every other time.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    /// Distance from the nearer end, in (0, 0.5]; negative when that end is 0, positive when it is 1.
    signed: f64,
    /// The normal quantile where it was looked up [ahead](Level::ahead), else not a number.
    normal: f64,
}

const SIGN: u64 = 1 << 63;

impl Level {
    /// Rises with `bits`.
    #[inline]
    pub(super) fn from_bits(bits: u64) -> Level {
        let upper = (bits.cast_signed() >> 63).cast_unsigned();
        // Below 2^63: the conversion of a signed number is one instruction.
        let distance = (bits ^ upper).cast_signed() as f64;
        let tail = (distance + 0.5) * (0.5 / SIGN as f64);
        Level::of(f64::from_bits(tail.to_bits() | (!bits & SIGN)))
    }

    #[inline]
    fn of(signed: f64) -> Level {
        Level { signed, normal: f64::NAN }
    }

    /// The same number with its normal quantile looked up. That is half of the work of a large draw, and can be done
    /// before it is known how many people the draw is about.
    #[inline]
    #[must_use]
    pub fn ahead(self) -> Level {
        Level { normal: self.quick_normal().unwrap_or(f64::NAN), ..self }
    }

    /// The normal quantile if it was looked up [ahead](Level::ahead), else not a number.
    #[inline]
    pub(super) fn looked_up(self) -> f64 {
        self.normal
    }

    /// The normal quantile to 10^-9, looked up if it was not ahead; `None` in the far tails.
    #[inline]
    pub(super) fn quick_normal(self) -> Option<f64> {
        if self.normal.is_nan() {
            return Some(self.sign(quick_upper_quantile(self.tail())?));
        }
        Some(self.normal)
    }

    /// The level with this much below it, at most one half.
    #[cfg(test)]
    pub(super) fn lower(tail: f64) -> Level {
        Level::of(-tail)
    }

    /// The level with this much above it, at most one half.
    #[cfg(test)]
    pub(super) fn upper(tail: f64) -> Level {
        Level::of(tail)
    }

    /// Distance from the nearer end.
    #[inline]
    pub(super) fn tail(self) -> f64 {
        self.signed.abs()
    }

    /// Whether the nearer end is 1.
    #[inline]
    pub(super) fn is_upper(self) -> bool {
        self.signed > 0.0
    }

    /// The number itself.
    #[inline]
    #[must_use]
    pub fn value(self) -> f64 {
        let lower = (self.signed.to_bits().cast_signed() >> 63).cast_unsigned();
        let end = f64::from_bits(1.0f64.to_bits() & !lower);
        (end - self.tail()).abs()
    }

    /// One minus the number.
    #[inline]
    #[must_use]
    pub fn complement(self) -> f64 {
        self.mirrored().value()
    }

    /// One minus the number, as a level.
    #[inline]
    pub(super) fn mirrored(self) -> Level {
        Level { signed: -self.signed, normal: -self.normal }
    }

    /// `size` above one half, `-size` below.
    #[inline]
    pub(super) fn sign(self, size: f64) -> f64 {
        size.copysign(self.signed)
    }

    /// Whether the number lies in the uppermost part of size `p`.
    #[inline]
    pub(super) fn exceeds(self, p: f64) -> bool {
        self.complement() < p
    }

    /// The same for `p` from 0 to 1/2, by one comparison: seen as bits, negative numbers are the largest.
    #[inline]
    pub(super) fn exceeds_small(self, p: f64) -> bool {
        self.signed.to_bits() < p.to_bits()
    }
}

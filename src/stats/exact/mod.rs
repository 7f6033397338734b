//! Sums of doubles without any rounding, so that neither order nor grouping changes them; rounded once, at the end.
//!
//! For sums over blocks of values see [`Glance`](super::Glance), which is what makes them fast.

mod natural;
mod sum;

pub(super) use natural::Natural;
pub use sum::ExactSum;

/// The whole number `m` and the power `e` of two with `value = m·2^e`, for a finite `value`.
#[inline]
pub(super) fn parts(value: f64) -> (i64, i32) {
    let bits = value.to_bits();
    let (exponent, fraction) = ((bits >> FRACTION) & 0x7ff, bits & ((1 << FRACTION) - 1));
    // A subnormal number has the exponent of the least normal one and no leading digit.
    let size = fraction | (u64::from(exponent > 0) << FRACTION);
    let mantissa = if value.is_sign_negative() { -(size as i64) } else { size as i64 };
    (mantissa, exponent.max(1) as i32 - 1075)
}

/// Binary digits of a double behind the leading one.
const FRACTION: u32 = f64::MANTISSA_DIGITS - 1;

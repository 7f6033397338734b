//! One stream of random numbers.

use super::Level;
use rand::TryRng;
use std::convert::Infallible;

/// Xoroshiro128++ (Blackman and Vigna, 2019): two words of state, which a fresh stream can afford to fill.
#[derive(Clone, Debug)]
pub struct Stream {
    a: u64,
    b: u64,
}

/// 2^-53, the spacing of the uniform numbers.
const SPACING: f64 = 1.0 / (1u64 << 53) as f64;

impl Stream {
    /// The stream that starts at this state; all zeros would stand still and are replaced.
    #[inline]
    pub(super) fn from_state(a: u64, b: u64) -> Stream {
        Stream { a, b: b | u64::from(a | b == 0) }
    }

    /// 64 random bits.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        let (a, b) = (self.a, self.b);
        let mixed = a ^ b;
        self.a = a.rotate_left(49) ^ mixed ^ (mixed << 21);
        self.b = mixed.rotate_left(28);
        a.wrapping_add(b).rotate_left(17).wrapping_add(a)
    }

    /// Uniform in [0, 1), 53 bits.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * SPACING
    }

    /// Uniform in (0, 1): never 0, never 1.
    #[inline]
    pub fn open01(&mut self) -> f64 {
        ((self.next_u64() >> 12) as f64 + 0.5) * (2.0 * SPACING)
    }

    /// Uniform in (0, 1), exact in both tails; takes one number.
    #[inline]
    pub fn level(&mut self) -> Level {
        Level::from_bits(self.next_u64())
    }

    /// The stream with its first number taken.
    #[inline]
    #[must_use]
    pub fn with_level(mut self) -> (Stream, Level) {
        let level = self.level();
        (self, level)
    }

    /// Whether something of probability `p` happens; takes one number. A larger number is a yes, as in all
    /// samplers.
    #[inline]
    pub fn chance(&mut self, p: f64) -> bool {
        self.level().exceeds(p)
    }

    /// A whole number below `bound` (0 for a bound of 0), without bias (Lemire, 2019).
    #[inline]
    pub fn below(&mut self, bound: u64) -> u64 {
        loop {
            let product = u128::from(self.next_u64()) * u128::from(bound);
            let low = product as u64;
            if low >= bound || low >= bound.wrapping_neg().checked_rem(bound).unwrap_or(0) {
                return (product >> 64) as u64;
            }
        }
    }
}

/// Lets the laws of `rand_distr` read a stream.
impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((Stream::next_u64(self) >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(Stream::next_u64(self))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&Stream::next_u64(self).to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

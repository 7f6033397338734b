//! A uniform number that is as fine near 1 as near 0.

/// A number in (0, 1), kept as its distance from the nearer end.
///
/// Near 1 a plain `f64` has steps of 10^-16, near 0 of almost nothing; what is rare deserves the same care at both
/// ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// Whether the number is above one half.
    pub(super) upper: bool,
    /// Distance from the nearer end, in (0, 0.5].
    pub(super) tail: f64,
}

impl Level {
    /// Rises with `bits`.
    #[inline]
    pub(super) fn from_bits(bits: u64) -> Level {
        let upper = bits >> 63 == 1;
        let distance = if upper { !bits } else { bits };
        // Below 2^63: the conversion of a signed number is one instruction.
        Level {
            upper,
            tail: (distance as i64 as f64 + 0.5) * (0.5 / (1u64 << 63) as f64),
        }
    }

    /// The number itself.
    #[inline]
    #[must_use]
    pub fn value(self) -> f64 {
        if self.upper {
            1.0 - self.tail
        } else {
            self.tail
        }
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
        Level {
            upper: !self.upper,
            tail: self.tail,
        }
    }

    /// Whether the number lies in the uppermost part of size `p`.
    #[inline]
    pub(super) fn exceeds(self, p: f64) -> bool {
        if self.upper {
            self.tail < p
        } else {
            1.0 - self.tail < p
        }
    }
}

//! Sums of a block of values, fast and exact: most columns of an ensemble are whole numbers, or always the same.
//!
//! Whole numbers below 2^23 are summed as doubles, in any order: no sum of 64 squares leaves the 53 digits of a double.
//! Other values are summed as whole numbers, those of each binary exponent apart. Each sum is then added once.

use super::exact::{ExactSum, parts};

/// The most values of a block.
pub const BLOCK: usize = 64;

/// What one pass over a block of values tells.
#[derive(Clone, Copy, Debug)]
pub struct Glance<'a> {
    values: &'a [f64],
    /// The least value.
    pub low: f64,
    /// The largest value.
    pub high: f64,
    kind: Kind,
}

/// How a block is summed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// All values are the same.
    Constant,
    /// Whole numbers below [`WHOLE`], with their sum and that of their squares.
    Whole { sum: f64, squares: f64 },
    /// Any doubles.
    Any,
}

/// Whole numbers below this are summed as doubles: 64 squares stay below 2^52.
const WHOLE: f64 = (1u64 << 23) as f64;
/// Added and taken away again, it leaves the whole part of what is smaller.
const ROUNDER: f64 = 1.5 * (1u64 << 52) as f64;
/// Values side by side, for the vector registers.
const LANES: usize = 4;
/// So many exponents next to each other have sums of their own.
const EXPONENTS: usize = 32;

impl<'a> Glance<'a> {
    /// Looks at 64 values at most; `None` where one is not finite, or there is none.
    #[must_use]
    #[inline]
    pub fn at(values: &'a [f64]) -> Option<Glance<'a>> {
        debug_assert!(values.len() <= BLOCK, "a block at most");
        let Reach { low, high, off } = reach(values);
        if off.is_nan() || values.is_empty() {
            return None;
        }
        let kind = if low == high {
            Kind::Constant
        } else if off == 0.0 && low > -WHOLE && high < WHOLE {
            let (sum, squares) = whole_sums(values);
            Kind::Whole { sum, squares }
        } else {
            Kind::Any
        };
        Some(Glance { values, low, high, kind })
    }

    /// Whether all values are the same.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.kind == Kind::Constant
    }

    /// The values.
    #[must_use]
    pub fn values(&self) -> &'a [f64] {
        self.values
    }

    /// Adds the values, and their squares.
    pub fn add_to(&self, sum: &mut ExactSum, squares: &mut ExactSum) {
        match self.kind {
            Kind::Constant => {
                let (mantissa, exponent) = parts(self.low);
                let (mantissa, n) = (i128::from(mantissa), self.values.len() as i128);
                sum.add_scaled(mantissa * n, exponent);
                squares.add_scaled(mantissa * mantissa * n, 2 * exponent);
            }
            Kind::Whole { sum: of_values, squares: of_squares } => {
                sum.add_scaled(i128::from(of_values as i64), 0);
                squares.add_scaled(i128::from(of_squares as i64), 0);
            }
            Kind::Any => self.add_by_exponent(sum, squares),
        }
    }

    /// Mantissas have 53 digits and their squares 106, so that sums of 64 fit into the whole numbers of the processor.
    fn add_by_exponent(&self, sum: &mut ExactSum, squares: &mut ExactSum) {
        let size = self.low.abs().max(self.high.abs());
        let least = parts(size).1 - EXPONENTS as i32 + 1;
        let mut sums = [(0i64, 0u128); EXPONENTS];
        for value in self.values {
            let (mantissa, exponent) = parts(*value);
            if let Some((sum, squares)) = sums.get_mut((exponent - least) as usize) {
                *sum += mantissa;
                *squares += u128::from(mantissa.unsigned_abs()) * u128::from(mantissa.unsigned_abs());
            } else {
                sum.add(*value);
                squares.add_square(*value);
            }
        }
        for (exponent, (of_values, of_squares)) in
            (least..).zip(sums).filter(|(_, (_, squares))| *squares > 0)
        {
            sum.add_scaled(i128::from(of_values), exponent);
            squares.add_scaled(of_squares as i128, 2 * exponent);
        }
    }
}

/// How far values reach.
struct Reach {
    low: f64,
    high: f64,
    /// How far they are from whole numbers, in all; not a number where one is not finite.
    off: f64,
}

/// Lane by lane: written so that the compiler takes vector registers.
#[inline]
fn reach(values: &[f64]) -> Reach {
    let from_whole = |value: f64| ((value + ROUNDER) - ROUNDER - value).abs();
    let (chunks, rest) = values.as_chunks::<LANES>();
    let (mut lows, mut highs, mut offs) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES], [0.0; LANES]);
    for chunk in chunks {
        for lane in 0..LANES {
            lows[lane] = if chunk[lane] < lows[lane] { chunk[lane] } else { lows[lane] };
        }
        for lane in 0..LANES {
            highs[lane] = if chunk[lane] > highs[lane] { chunk[lane] } else { highs[lane] };
        }
        for lane in 0..LANES {
            offs[lane] += from_whole(chunk[lane]);
        }
    }
    Reach {
        low: lows.iter().chain(rest).copied().fold(f64::INFINITY, f64::min),
        high: highs.iter().chain(rest).copied().fold(f64::NEG_INFINITY, f64::max),
        off: offs.iter().sum::<f64>() + rest.iter().map(|value| from_whole(*value)).sum::<f64>(),
    }
}

/// The sum of whole numbers below [`WHOLE`], and that of their squares.
fn whole_sums(values: &[f64]) -> (f64, f64) {
    const WIDE: usize = 2 * LANES;
    let (chunks, rest) = values.as_chunks::<WIDE>();
    let (mut sums, mut squares) = ([0.0; WIDE], [0.0; WIDE]);
    for chunk in chunks {
        for lane in 0..WIDE {
            sums[lane] += chunk[lane];
        }
        for lane in 0..WIDE {
            squares[lane] += chunk[lane] * chunk[lane];
        }
    }
    let of_rest =
        rest.iter().fold((0.0, 0.0), |(sum, squares), value| (sum + value, squares + value * value));
    (sums.iter().sum::<f64>() + of_rest.0, squares.iter().sum::<f64>() + of_rest.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The sums of values one by one.
    fn plain(values: &[f64]) -> (ExactSum, ExactSum) {
        let (mut sum, mut squares) = (ExactSum::default(), ExactSum::default());
        for value in values {
            sum.add(*value);
            squares.add_square(*value);
        }
        (sum, squares)
    }

    fn kind(values: &[f64]) -> Kind {
        Glance::at(values).unwrap().kind
    }

    #[test]
    fn kinds_of_blocks() {
        assert_eq!(kind(&[0.3; 5]), Kind::Constant);
        assert_eq!(kind(&[0.0, -0.0]), Kind::Constant);
        assert_eq!(kind(&[1.0, 2.0, -3.0]), Kind::Whole { sum: 0.0, squares: 14.0 });
        assert_eq!(kind(&[WHOLE, 1.0]), Kind::Any);
        assert_eq!(kind(&[0.5, 1.0]), Kind::Any);
        assert!(Glance::at(&[]).is_none());
        for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(Glance::at(&[1.0, 2.0, odd, 3.0, 4.0]).is_none());
        }
    }

    /// Values of every kind of block.
    fn value() -> impl Strategy<Value = f64> {
        prop_oneof![
            (-40i32..40).prop_map(f64::from),
            (-(1i64 << 24)..1 << 24).prop_map(|value| value as f64),
            (0u32..1_000_000).prop_map(|cents| f64::from(cents) / 100.0),
            -1.0..1.0f64,
            any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |value| value.is_finite()),
        ]
    }

    proptest! {
        #[test]
        fn a_block_sums_as_its_values_do(values in prop::collection::vec(value(), 1..=BLOCK), same in 0usize..3) {
            let values = if same == 0 { vec![values[0]; values.len()] } else { values };
            let glance = Glance::at(&values).unwrap();
            let (mut sum, mut squares) = (ExactSum::default(), ExactSum::default());
            glance.add_to(&mut sum, &mut squares);
            prop_assert_eq!((sum, squares), plain(&values));
            prop_assert_eq!(glance.low, values.iter().copied().fold(f64::INFINITY, f64::min));
            prop_assert_eq!(glance.high, values.iter().copied().fold(f64::NEG_INFINITY, f64::max));
        }

        #[test]
        fn whole_numbers_too(values in prop::collection::vec(-(1i64 << 23) + 1..1 << 23, 1..=BLOCK)) {
            let values: Vec<f64> = values.into_iter().map(|value| value as f64).collect();
            let (mut sum, mut squares) = (ExactSum::default(), ExactSum::default());
            Glance::at(&values).unwrap().add_to(&mut sum, &mut squares);
            prop_assert_eq!((sum, squares), plain(&values));
        }
    }
}

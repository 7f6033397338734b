//! The normal quantile as a function of the tail beyond it, where it is not negative.

#![expect(clippy::excessive_precision, reason = "coefficients as published")]

use std::sync::LazyLock;

/// The quantile with `tail` above it, at most one half, to double precision (Wichura 1988, AS 241).
pub(super) fn upper_quantile(tail: f64) -> f64 {
    if tail >= 0.075 { central(0.5 - tail) } else { outer((-libm::log(tail)).sqrt()) }
}

/// Octaves of tail probability the table spans: from 1/2 down to 2^-14, that is 3.8 standard deviations.
const OCTAVES: usize = 13;
/// Cells of one octave, as bits.
const CELL_BITS: u32 = 5;
/// How far a bit pattern is moved to leave exponent and cell.
const SHIFT: u32 = 52 - CELL_BITS;
/// Exponent and cell of 1/2, the first beyond the table.
const TOP: u64 = 0.5f64.to_bits() >> SHIFT;

/// Taylor coefficients of the quantile about the middle of each cell, the cell next to 1/2 first.
static TABLE: LazyLock<[[f64; 5]; OCTAVES << CELL_BITS]> =
    LazyLock::new(|| std::array::from_fn(|i| cell(middle(TOP - 1 - i as u64))));

/// The same to 10^-9 in a few multiplications, or `None` in the far tail. Next to 1/2 it may be negative by so much.
#[inline]
pub(super) fn quick_upper_quantile(tail: f64) -> Option<f64> {
    let place = tail.to_bits() >> SHIFT;
    let [c0, c1, c2, c3, c4] = TABLE.get(TOP.wrapping_sub(1 + place) as usize)?;
    let d = tail - middle(place);
    // Pairs first, for a shorter wait than from the inside out.
    let square = d * d;
    Some((c0 + d * c1) + square * ((c2 + d * c3) + square * c4))
}

/// The middle of a cell.
#[inline]
fn middle(place: u64) -> f64 {
    f64::from_bits(place << SHIFT | 1 << (SHIFT - 1))
}

/// Taylor coefficients at a tail probability: the quantile `z` solves z' = -1/density(z).
fn cell(tail: f64) -> [f64; 5] {
    let z = upper_quantile(tail);
    let r = -(2.0 * std::f64::consts::PI).sqrt() * libm::exp(0.5 * z * z);
    let (r2, z2) = (r * r, z * z);
    [z, r, z * r2 / 2.0, (1.0 + 2.0 * z2) * r2 * r / 6.0, z * (7.0 + 6.0 * z2) * r2 * r2 / 24.0]
}

/// The quantile at 1/2 + `q`, |q| <= 0.425.
fn central(q: f64) -> f64 {
    let r = 0.180_625 - q * q;
    q * polynomial(&A, r) / polynomial(&B, r)
}

/// The quantile at the tail exp(-r²).
fn outer(r: f64) -> f64 {
    if r <= 5.0 {
        polynomial(&C, r - 1.6) / polynomial(&D, r - 1.6)
    } else {
        polynomial(&E, r - 5.0) / polynomial(&F, r - 5.0)
    }
}

/// Coefficients from the constant upwards.
fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

const A: [f64; 8] = [
    3.387_132_872_796_366_608,
    1.331_416_678_917_843_774_5e2,
    1.971_590_950_306_551_442_7e3,
    1.373_169_376_550_946_112_5e4,
    4.592_195_393_154_987_145_7e4,
    6.726_577_092_700_870_085_3e4,
    3.343_057_558_358_812_810_5e4,
    2.509_080_928_730_122_672_7e3,
];
const B: [f64; 8] = [
    1.0,
    4.231_333_070_160_091_125_2e1,
    6.871_870_074_920_579_083e2,
    5.394_196_021_424_751_107_7e3,
    2.121_379_430_158_659_586_7e4,
    3.930_789_580_009_271_061e4,
    2.872_908_573_572_194_267_4e4,
    5.226_495_278_852_854_561e3,
];
const C: [f64; 8] = [
    1.423_437_110_749_683_577_34,
    4.630_337_846_156_545_295_9,
    5.769_497_221_460_691_405_5,
    3.647_848_324_763_204_605_04,
    1.270_458_252_452_368_382_58,
    2.417_807_251_774_506_117_7e-1,
    2.272_384_498_926_918_458_33e-2,
    7.745_450_142_783_414_076_4e-4,
];
const D: [f64; 8] = [
    1.0,
    2.053_191_626_637_758_821_87,
    1.676_384_830_183_803_849_4,
    6.897_673_349_851_000_045_5e-1,
    1.481_039_764_274_800_745_9e-1,
    1.519_866_656_361_645_719_66e-2,
    5.475_938_084_995_344_946e-4,
    1.050_750_071_644_416_843_24e-9,
];
const E: [f64; 8] = [
    6.657_904_643_501_103_777_2,
    5.463_784_911_164_114_369_9,
    1.784_826_539_917_291_335_8,
    2.965_605_718_285_048_912_3e-1,
    2.653_218_952_657_612_309_3e-2,
    1.242_660_947_388_078_438_6e-3,
    2.711_555_568_743_487_578_15e-5,
    2.010_334_399_292_288_132_65e-7,
];
const F: [f64; 8] = [
    1.0,
    5.998_322_065_558_879_376_9e-1,
    1.369_298_809_227_358_053_1e-1,
    1.487_536_129_085_061_485_25e-2,
    7.868_691_311_456_132_591e-4,
    1.846_318_317_510_054_681_8e-5,
    1.421_511_758_316_445_888_7e-7,
    2.044_263_103_389_939_785_64e-15,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantile_inverts_the_distribution_function() {
        for i in 1..400 {
            let z = 0.02 * f64::from(i);
            let tail = 0.5 * libm::erfc(z / std::f64::consts::SQRT_2);
            assert!((upper_quantile(tail) - z).abs() < 1e-14 * (1.0 + z), "{z}");
        }
    }

    #[test]
    fn the_table_is_as_fine_as_it_says() {
        for i in 1..200_000 {
            let tail = f64::from(i) / 400_000.0;
            if let Some(quick) = quick_upper_quantile(tail) {
                assert!((quick - upper_quantile(tail)).abs() < 5e-10, "{tail}");
            }
        }
        assert!(quick_upper_quantile(0.5).is_none_or(|z| z.abs() < 1e-9));
        assert!(quick_upper_quantile(1e-9).is_none());
    }
}

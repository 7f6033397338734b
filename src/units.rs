//! The quantities that everything is measured in.
//!
//! Time is kept in days (`f64`) where it is continuous and in whole steps where the simulation runs;
//! money is kept in whole minor units (fen, cents). Nothing here knows what a campaign is.

use serde::Serialize;
use std::ops::{Add, AddAssign, Sub, SubAssign};

/// Minutes in a day.
pub const MINUTES_PER_DAY: u32 = 24 * 60;

/// The most days that any duration may name (a century): beyond that somebody mistyped.
pub const MAX_DAYS: f64 = 36_500.0;

/// The most people that any count of a scenario may name.
pub const MAX_PEOPLE: u64 = 1_000_000_000_000;

/// A number of people: rounded, not negative, at most [`MAX_PEOPLE`].
#[must_use]
pub fn whole_people(number: f64) -> u64 {
    number.round().clamp(0.0, MAX_PEOPLE as f64) as u64
}

/// An amount of money in whole minor units (fen, cents); may be negative (a loss).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Money(pub i128);

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);

    /// The nearest whole number of minor units to `major` (yuan, dollars).
    #[must_use]
    pub fn from_major(major: f64, currency: &Currency) -> Money {
        Money((major * currency.minor_per_major()).round() as i128)
    }

    /// The amount in major units (yuan, dollars), for reports.
    #[must_use]
    pub fn to_major(self, currency: &Currency) -> f64 {
        self.minor() / currency.minor_per_major()
    }

    /// The amount in minor units as a real number.
    #[inline]
    #[must_use]
    pub fn minor(self) -> f64 {
        // Nearly every amount fits 64 bits, whose conversion is one instruction; that of 128 bits is fifty.
        match i64::try_from(self.0) {
            Ok(minor) => minor as f64,
            Err(_) => wide(self.0),
        }
    }

    /// `some` of `all` equal parts of this amount, to a whole minor unit below.
    #[must_use]
    pub fn part(self, some: u64, all: u64) -> Money {
        let whole = self.0.checked_mul(i128::from(some)).map(|product| product / i128::from(all.max(1)));
        // Beyond all the money of the world the last digits do not matter.
        Money(whole.unwrap_or_else(|| self.0 / i128::from(all.max(1)) * i128::from(some)))
    }

    /// `count` times this amount.
    #[must_use]
    pub fn times(self, count: u64) -> Money {
        Money(self.0 * i128::from(count))
    }
}

/// What one of many costs, exact to a millionth of a minor unit: a message at 3.5 fen is none at 4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitPrice(i128);

/// What does not make a whole minor unit yet, in millionths of one.
pub type Rest = i128;

impl UnitPrice {
    const PARTS: i128 = 1_000_000;

    /// So much in major units (yuan, dollars).
    #[must_use]
    pub fn from_major(major: f64, currency: &Currency) -> UnitPrice {
        UnitPrice((major * currency.minor_per_major() * Self::PARTS as f64).round() as i128)
    }

    /// What so many cost, to a whole minor unit; the rest is left for those who come later, or taken from them.
    pub fn charge(self, count: u64, rest: &mut Rest) -> Money {
        let all = *rest + self.0 * i128::from(count);
        let whole = (all + Self::PARTS / 2).div_euclid(Self::PARTS);
        *rest = all - whole * Self::PARTS;
        Money(whole)
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}

#[cold]
#[inline(never)]
fn wide(minor: i128) -> f64 {
    minor as f64
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Money) {
        self.0 -= other.0;
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

/// A currency: its ISO 4217 code and how many decimal digits its minor unit has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Currency {
    /// Three letters, for example `CNY`.
    pub code: String,
    /// Decimal digits of the minor unit: 2 for fen and cents, 0 for yen.
    pub minor_digits: u8,
}

impl Currency {
    /// The currency with this code; codes without a minor unit (JPY, KRW, VND …) keep whole units.
    #[must_use]
    pub fn new(code: &str) -> Currency {
        let minor_digits = match code {
            "JPY" | "KRW" | "VND" | "CLP" | "ISK" | "UGX" | "XAF" | "XOF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "OMR" | "TND" => 3,
            _ => 2,
        };
        Currency { code: code.to_owned(), minor_digits }
    }

    /// Minor units in one major unit.
    #[must_use]
    pub fn minor_per_major(&self) -> f64 {
        10f64.powi(i32::from(self.minor_digits))
    }
}

impl Default for Currency {
    fn default() -> Currency {
        Currency::new("CNY")
    }
}

/// The chance within one step of `step_days` days that belongs to the chance `per_day` of a whole day:
/// `1 - (1-p)^(step/day)`.
#[must_use]
pub fn per_step(per_day: f64, step_days: f64) -> f64 {
    if step_days == 1.0 {
        return per_day;
    }
    -libm::expm1(step_days * libm::log1p(-per_day))
}

/// The chance within one step of an event whose mean waiting time is `mean_days`: `1 - exp(-step/w)`.
#[must_use]
pub fn per_step_of_wait(mean_days: f64, step_days: f64) -> f64 {
    chance_of(step_days / mean_days)
}

/// The chance that something of this cumulative hazard happens: `1 - exp(-hazard)`.
#[must_use]
pub fn chance_of(hazard: f64) -> f64 {
    if hazard > SMALL_HAZARD {
        return -libm::expm1(-hazard);
    }
    let [a, b] = [1.0 - hazard * (1.0 / 2.0), (1.0 / 6.0) - hazard * (1.0 / 24.0)];
    let square = hazard * hazard;
    hazard * (a + square * (b + square * ((1.0 / 120.0) - hazard * (1.0 / 720.0))))
}

/// Up to here what follows the sixth term of the series is rounding.
const SMALL_HAZARD: f64 = 4e-3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_steps_makes_the_daily_chance() {
        let p = per_step(0.3, 1.0 / 24.0);
        assert!(((1.0 - p).powi(24) - 0.7).abs() < 1e-12);
        assert_eq!(per_step(0.3, 1.0), 0.3);
        assert_eq!(per_step(1.0, 0.5), 1.0);
    }

    #[test]
    fn small_hazards_are_chances() {
        for hazard in [0.0, 1e-12, 9.9e-5, 1.1e-4, 0.5, 800.0] {
            let exact = -libm::expm1(-hazard);
            assert!((chance_of(hazard) - exact).abs() <= 1e-13 * exact, "{hazard}");
        }
    }

    #[test]
    fn many_parts_of_a_minor_unit_make_whole_ones() {
        let message = UnitPrice::from_major(0.035, &Currency::new("CNY"));
        assert_eq!(message.charge(600, &mut 0), Money(2_100));
        let mut rest = 0;
        let one_by_one: Vec<Money> = (0..4).map(|_| message.charge(1, &mut rest)).collect();
        assert_eq!(one_by_one, [4, 3, 4, 3].map(Money));
        let tiny = UnitPrice::from_major(0.004, &Currency::new("CNY"));
        assert_eq!((tiny.charge(1, &mut 0), tiny.charge(1_000, &mut 0)), (Money(0), Money(400)));
    }

    #[test]
    fn money_rounds_to_the_nearest_minor_unit() {
        let cny = Currency::new("CNY");
        assert_eq!(Money::from_major(0.1 + 0.2, &cny), Money(30));
        assert_eq!(Money::from_major(9.9, &Currency::new("JPY")), Money(10));
        assert_eq!(Money(1234).to_major(&cny), 12.34);
    }
}

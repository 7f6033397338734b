//! What a row of the table of metrics says beside the name, and the words in which rows are written. The rows themselves
//! are in `metric`.

use super::{Better, Totals, Unit};
use crate::units::Money;

/// What definitions look at.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// The campaign itself.
    pub campaign: &'a Totals,
}

/// When a metric has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// It always has one.
    Never,
    /// It is a part of nothing.
    NothingToDivideBy,
    /// It is a cost per head of people who never came. Money that was spent for nobody is more per head than any price.
    Nobody,
    /// It is the day of something that never came: later than any day.
    NeverCame,
}

/// For whom a metric is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Prominence {
    /// For everybody.
    Always,
    /// For everybody where it is not nought in every campaign.
    Happening,
    /// For everybody where the campaign can take money.
    Income,
    /// For everybody where the campaign lasts from so many days up to, but not, so many.
    Lasting(f64, f64),
    /// For those who look into the files.
    Files,
}

/// The value of a metric.
pub(super) enum Value {
    Count(u64),
    Money(Money),
    Number(f64),
    Undefined,
}

/// A row of the table, but for the name.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    pub unit: Unit,
    pub better: Option<Better>,
    pub undefined: Undefined,
    pub prominence: Prominence,
    define: fn(&Counted<'_>) -> Value,
}

impl Facts {
    /// Of this unit, always defined, neither better nor worse, for the files.
    const fn new(unit: Unit, define: fn(&Counted<'_>) -> Value) -> Facts {
        let undefined = Undefined::Never;
        Facts { unit, better: None, undefined, prominence: Prominence::Files, define }
    }

    pub const fn more(self) -> Facts {
        Facts { better: Some(Better::More), ..self }
    }

    pub const fn less(self) -> Facts {
        Facts { better: Some(Better::Less), ..self }
    }

    const fn or(self, undefined: Undefined) -> Facts {
        Facts { undefined, ..self }
    }

    pub const fn shown(self, prominence: Prominence) -> Facts {
        Facts { prominence, ..self }
    }

    /// What it comes to, money in major units; `NaN` where undefined.
    pub fn value(&self, counted: &Counted<'_>, minor_per_major: f64) -> f64 {
        match (self.define)(counted) {
            Value::Count(count) => count as f64,
            Value::Money(money) => money.minor() / minor_per_major,
            Value::Number(number) if self.unit == Unit::Money => number / minor_per_major,
            Value::Number(number) => number,
            Value::Undefined => f64::NAN,
        }
    }
}

pub(super) const fn count(define: fn(&Counted<'_>) -> Value) -> Facts {
    Facts::new(Unit::Count, define)
}

pub(super) const fn money(define: fn(&Counted<'_>) -> Value) -> Facts {
    Facts::new(Unit::Money, define)
}

const fn share(define: fn(&Counted<'_>) -> Value) -> Facts {
    Facts::new(Unit::Share, define)
}

pub(super) const fn ratio(define: fn(&Counted<'_>) -> Value) -> Facts {
    Facts::new(Unit::Ratio, define).or(Undefined::NothingToDivideBy)
}

pub(super) const fn day(define: fn(&Counted<'_>) -> Value) -> Facts {
    Facts::new(Unit::Days, define).or(Undefined::NeverCame)
}

pub(super) fn quotient(part: f64, whole: f64) -> Value {
    if whole > 0.0 { Value::Number(part / whole) } else { Value::Undefined }
}

pub(super) fn per_head(money: Money, people: u64) -> Value {
    if people > 0 { Value::Number(money.minor() / people as f64) } else { Value::Undefined }
}

pub(super) fn defined(number: Option<f64>) -> Value {
    number.map_or(Value::Undefined, Value::Number)
}

pub(super) const fn stays(define: fn(&Counted<'_>) -> Value) -> Facts {
    share(define).more().or(Undefined::NothingToDivideBy)
}

pub(super) const fn price(define: fn(&Counted<'_>) -> Value) -> Facts {
    money(define).less().or(Undefined::Nobody).shown(Prominence::Happening)
}

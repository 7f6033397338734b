//! What a row of the table of metrics says beside name and definition, and the words in which it says so.

use super::{Better, Shape, Unit};

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

/// What a campaign must have for a metric to have a value at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// Somebody who may join beside the seeds.
    Newcomers,
    /// Somebody who may pay.
    Income,
    /// Rewards that may run out.
    Limit,
    /// A platform that may strike.
    Ban,
}

impl Need {
    /// Whether a campaign of this shape has it.
    #[must_use]
    pub fn is_met(self, shape: &Shape) -> bool {
        match self {
            Need::Nothing => true,
            Need::Newcomers => shape.has_newcomers,
            Need::Income => shape.has_income,
            Need::Limit => shape.is_limited(),
            Need::Ban => shape.has_ban,
        }
    }
}

/// For whom a metric is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Prominence {
    /// For everybody.
    Always,
    /// For everybody where it is not nought in every campaign.
    Happening,
    /// For everybody where it is not nought in half of the campaigns.
    Usual,
    /// For everybody where the campaign can take money.
    Income,
    /// For everybody where the campaign lasts from so many days up to, but not, so many.
    Lasting(f64, f64),
    /// For those who look into the files.
    Files,
}

/// What a row says beside name and definition.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    pub unit: Unit,
    pub better: Option<Better>,
    pub undefined: Undefined,
    pub need: Need,
    pub prominence: Prominence,
}

/// People or events.
pub(super) const COUNT: Facts = Facts::of(Unit::Count);
/// An amount.
pub(super) const MONEY: Facts = Facts::of(Unit::Money);
/// A quotient.
pub(super) const RATIO: Facts = Facts::of(Unit::Ratio).or(Undefined::NothingToDivideBy);
/// The day of something that may never come.
pub(super) const DAY: Facts = Facts::of(Unit::Days).or(Undefined::NeverCame);
/// A share of those who joined; the more, the better.
pub(super) const SHARE: Facts = Facts::of(Unit::Share).more().or(Undefined::NothingToDivideBy);
/// A cost per head.
pub(super) const PRICE: Facts = MONEY.less().or(Undefined::Nobody).shown(Prominence::Happening);

impl Facts {
    /// Of this unit, always defined, neither better nor worse, for the files.
    const fn of(unit: Unit) -> Facts {
        Facts {
            unit,
            better: None,
            undefined: Undefined::Never,
            need: Need::Nothing,
            prominence: Prominence::Files,
        }
    }

    /// More is better.
    pub const fn more(self) -> Facts {
        Facts { better: Some(Better::More), ..self }
    }

    /// Less is better.
    pub const fn less(self) -> Facts {
        Facts { better: Some(Better::Less), ..self }
    }

    /// Not always defined.
    const fn or(self, undefined: Undefined) -> Facts {
        Facts { undefined, ..self }
    }

    /// Never defined in a campaign that has not got this.
    pub const fn needs(self, need: Need) -> Facts {
        Facts { need, ..self }
    }

    /// For these readers.
    pub const fn shown(self, prominence: Prominence) -> Facts {
        Facts { prominence, ..self }
    }
}

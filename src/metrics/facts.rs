//! What a row of the table of metrics says beside name and definition, and the words in which it says so.

use super::{Better, Shape, Unit};

/// What a campaign must have for a metric to have a value at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// Somebody who may join beside the seeds.
    Newcomers,
    /// Somebody who may pay.
    Income,
    /// Something that costs money.
    Costs,
    /// Rewards that may run out.
    Limit,
    /// Money for rewards that is limited for a day.
    DailyMoney,
    /// A platform that may strike.
    Ban,
    /// Accounts through which people come in.
    Accounts,
    /// A code by which people enter a group.
    Code,
    /// Groups of some size.
    Groups,
    /// Members who are followed one by one.
    Members,
}

impl Need {
    /// Whether a campaign of this shape has it.
    #[must_use]
    pub fn is_met(self, shape: &Shape) -> bool {
        match self {
            Need::Nothing => true,
            Need::Newcomers => shape.has_newcomers,
            Need::Income => shape.has_income,
            Need::Costs => shape.has_costs,
            Need::Limit => shape.is_limited(),
            Need::DailyMoney => shape.has_daily_money,
            Need::Ban => shape.has_ban,
            Need::Accounts => shape.has_accounts,
            Need::Code => shape.has_code,
            Need::Groups => shape.has_groups,
            Need::Members => shape.knows_members,
        }
    }

    /// Whether for want of it a metric is undefined in every campaign of this shape. Where nobody can come, money is spent for
    /// nobody all the same.
    #[must_use]
    pub fn leaves_undefined(self, shape: &Shape) -> bool {
        self != Need::Newcomers && !self.is_met(shape)
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
    pub need: Need,
    pub prominence: Prominence,
}

/// People or events.
pub(super) const COUNT: Facts = Facts::of(Unit::Count);
/// An amount.
pub(super) const MONEY: Facts = Facts::of(Unit::Money);
/// A quotient; undefined where there is nothing to divide by.
pub(super) const RATIO: Facts = Facts::of(Unit::Ratio);
/// The day of something that may never come, which is later than any day: `+∞`.
pub(super) const DAY: Facts = Facts::of(Unit::Days);
/// A share of those who joined; the more, the better. Undefined of nobody.
pub(super) const SHARE: Facts = Facts::of(Unit::Share).more();
/// A part of something, be it more or less.
pub(super) const PART: Facts = Facts::of(Unit::Share);
/// A cost per head.
pub(super) const PRICE: Facts = MONEY.less().shown(Prominence::Happening);

impl Facts {
    /// Of this unit, always defined, neither better nor worse, for the files.
    const fn of(unit: Unit) -> Facts {
        Facts { unit, better: None, need: Need::Nothing, prominence: Prominence::Files }
    }

    /// More is better.
    pub const fn more(self) -> Facts {
        Facts { better: Some(Better::More), ..self }
    }

    /// Less is better.
    pub const fn less(self) -> Facts {
        Facts { better: Some(Better::Less), ..self }
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

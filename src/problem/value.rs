//! What a key takes and what was found there instead; not how it is read.

use serde::Serialize;

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Expected {
    /// A map of keys.
    Map,
    /// A list.
    List,
    /// Words.
    Text,
    /// `true` or `false`.
    YesNo,
    /// A number without further bounds than its range.
    Number,
    /// A number that must be known.
    PlainNumber,
    /// A number of days.
    Days,
    /// A probability or share.
    Chance,
    /// A whole number.
    Whole,
    /// A length of time.
    Duration,
    /// A length of time since the beginning, or a date.
    Moment {
        /// Year, month and day on which the campaign begins, where that is known.
        start: Option<[i32; 3]>,
    },
    /// A day, with or without a time.
    Date,
    /// One of a few words.
    Word,
    /// A currency code.
    Currency,
    /// A number, or a map with the details.
    NumberOrMap,
    /// A number, or a list of waves.
    NumberOrWaves,
    /// A number, or one or several stretches of inflow.
    NumberOrInflow,
    /// A duration, or the law of a delay.
    DurationOrLaw,
    /// Weights of the hours, or a name.
    HoursOrName,
    /// A trigger of a reward.
    Trigger,
    /// What happens after a ban.
    BanThen,
    /// Money, or a percentage of the price.
    MoneyOrPerCent,
    /// A statement of `expect`.
    Statement,
}

/// What was found instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Found {
    /// A map.
    Map,
    /// A list.
    List,
    /// Words.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    YesNo,
}

//! Numbers as people read them: thousands separators, currency signs, per cent, no false precision.
//!
//! Files keep the exact numbers; what is rounded here is read by eyes only. What is undefined is `–`.

mod money;
mod plain;
mod time;
mod unit;

pub use money::{about_money, money, money_decimals, money_with, short_money, with_symbol};
pub use plain::{
    UNDEFINED, about, about_whole, count, counted, grouped, k_told, percent, ratio, ratio_decimals, rounded,
    short_count, with_noun, with_word, word_of_size,
};
pub use time::{days, is_whole, length, moment, span, told_in_hours, told_in_minutes};
pub use unit::{beyond, error, no_mean, shortly_beyond, value};

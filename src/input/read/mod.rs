//! Typed values out of a tree: numbers, words, dates, lists, maps of keys. Which keys there are and what they mean is for
//! [`keys`](super::keys).

mod date;
mod keys;
mod law;
mod list;
mod meant;
mod moment;
mod number;
mod points;
mod reader;
mod slip;
mod typed;
mod whole;
mod word;

pub(crate) use date::{DATE, Date, date, standard_date};
pub(crate) use keys::{ReadKeys, either_schema, keys, number_or, plain_map, read_keys, word_schema};
pub(crate) use list::Named;
pub(crate) use moment::{Moment, Moments};
pub(crate) use number::{Certain, NUMBER, Num, Number, looks_like_number};
pub(crate) use points::Points;
pub(crate) use reader::{Read, Reader, Uncertain};
pub(crate) use slip::means_no_limit;
pub(crate) use typed::{
    Chance, Count, FixedReach, Horizon, Invitation, NonNegative, People, Positive, Rate, Reach, Span, Step,
    Typed, Wait, Weight,
};
pub(crate) use whole::{Crowd, Level, Many, Nodes, Runs, Seed, WHOLE, Whole};
pub(crate) use word::{Choice, Code, Text, Word, YesNo};

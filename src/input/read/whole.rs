//! Whole numbers that must be known, read to the last digit.

use super::law::is_law;
use super::number::note;
use super::reader::{Read, Reader};
use crate::problem::{Expected, ProblemKind};
use crate::scenario::{Domain, Scenario};
use crate::yaml::{Content, Node, is_money, parse_number};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::fmt::Debug;
use std::marker::PhantomData;
use std::ops::RangeInclusive;

/// Texts that are whole numbers, for the schema.
pub(crate) const WHOLE: &str = "^ *[0-9０-９][0-9０-９_,，.]*[千万亿]?[人个份次]? *$";

/// A whole number of these limits, which must be known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whole<L>(pub u64, PhantomData<L>);

/// What is possible for a whole number.
pub(crate) trait Limits: Copy + Debug {
    const DOMAIN: Domain;

    /// Every number that is possible.
    fn range() -> RangeInclusive<u64> {
        Self::DOMAIN.bounds.min as u64..=Self::DOMAIN.bounds.max as u64
    }
}

macro_rules! limits {
    ($($(#[$about:meta])* $name:ident: $domain:expr;)*) => {
        $($(#[$about])*
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct $name;
        impl Limits for $name {
            const DOMAIN: Domain = $domain;
        })*
    };
}

limits! {
    /// Campaigns to simulate.
    Runs: Scenario::RUNS.domain;
    /// A seed of random numbers.
    Seed: Scenario::SEED.domain;
    /// How many of something per person or rule.
    Many: Domain::MANY;
    /// A level of inviters above somebody.
    Level: Domain::LEVEL;
    /// People of a network that is drawn.
    Nodes: Domain::NODES;
    /// People who come together, of whom there is one at least.
    Crowd: Domain::CROWD;
}

impl<L: Limits> Read for Whole<L> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let out_of_range = |number| ProblemKind::OutOfRange { number, bounds: L::DOMAIN.bounds };
        let whole = match &node.content {
            Content::Number(number) => match (number.as_u64(), number.as_f64()) {
                (Some(whole), _) => Ok(whole),
                (None, Some(number)) if !number.is_finite() => Err(ProblemKind::NotFinite),
                (None, Some(number)) if number < 0.0 => Err(out_of_range(number)),
                (None, Some(number)) if number.fract() != 0.0 => Err(ProblemKind::NotWhole),
                (None, number) => Ok(number.unwrap_or_default() as u64),
            },
            Content::Text(text) if is_money(text) => Err(ProblemKind::MoneyForCount),
            Content::Text(text) if text.contains(" to ") => Err(ProblemKind::NotCertain),
            Content::Text(text) => {
                match (text.replace('_', "").parse(), parse_number(text, Expected::Whole, false)) {
                    (Ok(whole), _) => Ok(whole),
                    (Err(_), Ok(number)) if number.fract() == 0.0 => Err(out_of_range(number)),
                    (Err(_), Ok(_)) => Err(ProblemKind::NotWhole),
                    (Err(_), Err(kind)) => Err(kind),
                }
            }
            Content::Map(entries) if is_law(entries) => Err(ProblemKind::NotCertain),
            _ => return reader.wrong(node, Expected::Whole),
        };
        let whole = whole.and_then(|whole| {
            if L::range().contains(&whole) { Ok(whole) } else { Err(out_of_range(whole as f64)) }
        });
        note(whole, node, reader).map(|whole| Whole(whole, PhantomData))
    }
}

impl<L: Limits> JsonSchema for Whole<L> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Whole".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "integer" },
                { "type": "string", "pattern": WHOLE },
            ],
        })
    }
}

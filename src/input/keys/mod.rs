//! What was typed: one struct for each map of keys, with the descriptions that editors show. Nothing here
//! has defaults or knows of contradictions; that comes in `resolve` and `check`.

mod bait;
mod people;
mod world;

pub(super) use bait::{RawBudget, RawCost, RawPrice, RawReward};
pub(super) use people::{
    LawOfContacts, LawOfDelay, Motives, RawBuys, RawContacts, RawDelay, RawPerson, RawResponse, RawSeeds,
    RawSegment, RawShare, RawWave,
};
pub(super) use world::{
    RawBan, RawCommunity, RawCosts, RawEvent, RawHours, RawNovelty, RawScenario, RawThen,
};

use super::node::Content;
use super::number::looks_like_number;
use super::problem::Expected;
use super::reader::{Read, Reader};

/// Reads a value that is either one number or a map with the details.
fn number_or<N: Read, M: Read, T>(
    node: &super::node::Node,
    reader: &mut Reader,
    number: impl FnOnce(N) -> T,
    details: impl FnOnce(M) -> T,
    expected: Expected,
) -> Option<T> {
    if looks_like_number(&node.content) {
        N::read(node, reader).map(number)
    } else if matches!(node.content, Content::Map(_)) {
        M::read(node, reader).map(details)
    } else {
        reader.wrong(node, expected)
    }
}

/// The schema of a value that is either of two things.
macro_rules! either_schema {
    ($name:ident, $words:literal, $($option:ty),+) => {
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).trim_start_matches("Raw").into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let options = vec![$(generator.subschema_for::<$option>()),+];
                schemars::json_schema!({ "description": $words, "anyOf": options })
            }
        }
    };
}
use either_schema;

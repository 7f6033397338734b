//! `seeds`: who shares first.

use super::resolver::Resolver;
use crate::input::read::{
    Certain, Count, Num, Read, Reader, Wait, either_schema, keys, looks_like_number, plain_map,
};
use crate::problem::{Expected, Path};
use crate::scenario::SeedWave;
use crate::yaml::{Content, Node};

/// `seeds`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawSeeds {
    All(Num<Count>),
    Waves(Vec<RawWave>),
}

impl Read for RawSeeds {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawSeeds> {
        match &node.content {
            Content::List(_) => Read::read(node, reader).map(RawSeeds::Waves),
            content if looks_like_number(content) => Read::read(node, reader).map(RawSeeds::All),
            _ => reader.wrong(node, Expected::NumberOrWaves),
        }
    }
}
either_schema!(RawSeeds, "One number, or a list of waves.", Num<Count>, Vec<RawWave>);

keys! {
    /// Seed users who start at one moment.
    RawWave {
        at: Certain<Wait>,
        count: Num<Count>,
    }
}
plain_map!(RawWave);

impl Resolver {
    pub(super) fn seeds(&mut self, raw: Option<&RawSeeds>, path: &Path) -> Vec<SeedWave> {
        match raw {
            None => Vec::new(),
            Some(RawSeeds::All(count)) => vec![SeedWave { at_days: 0.0, count: self.quantity(count) }],
            Some(RawSeeds::Waves(waves)) => waves
                .iter()
                .enumerate()
                .map(|(index, RawWave { at, count })| SeedWave {
                    at_days: at.as_ref().map_or(SeedWave::AT.usual(), |at| at.0),
                    count: self.required(count.as_ref(), &path.index(index), "count"),
                })
                .collect(),
        }
    }
}

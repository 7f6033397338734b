//! `seeds`: who shares first.

use super::resolver::Resolver;
use crate::input::read::{
    Certain, Chance, Count, Num, Points, Read, Reader, Wait, either_schema, keys, looks_like_number,
    plain_map,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::{SeedWave, Stay};
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
            Content::Map(_) => RawWave::read(node, reader).map(|wave| RawSeeds::Waves(vec![wave])),
            _ => reader.wrong(node, Expected::NumberOrWaves),
        }
    }
}
either_schema!(RawSeeds, "One number, a wave, or a list of waves.", Num<Count>, RawWave, Vec<RawWave>);

keys! {
    /// People whom you address at one moment: who reads it is a seed.
    RawWave {
        at: Certain<Wait>,
        count: Num<Count>,
        reached: Num<Chance>,
        churn: Num<Chance>,
        /// How long these seeds stay, if not like everybody of their segment.
        retention: Points<Wait, Num<Chance>>,
    }
}
plain_map!(RawWave);

impl Resolver {
    pub(super) fn seeds(&mut self, raw: Option<&RawSeeds>, fake: bool, path: &Path) -> Vec<SeedWave> {
        match raw {
            None => Vec::new(),
            Some(RawSeeds::All(count)) => vec![SeedWave::new(0.0, self.quantity(count))],
            Some(RawSeeds::Waves(waves)) => waves
                .iter()
                .enumerate()
                .map(|(index, wave)| self.wave(wave, fake, &path.index(index)))
                .collect(),
        }
    }

    fn wave(&mut self, raw: &RawWave, fake: bool, path: &Path) -> SeedWave {
        let RawWave { at, count, reached, churn, retention } = raw;
        for (key, given) in [("churn", churn.is_some()), ("retention", retention.is_some())] {
            self.findings.when(fake && given, &path.key(key), ProblemKind::NotForFakes { key });
        }
        let both = churn.is_some() && retention.is_some();
        let kind = ProblemKind::EitherOr { one: "churn", other: "retention" };
        self.findings.when(both, &path.key("churn"), kind);
        let points =
            retention.as_ref().map(|points| Stay::Retention(self.points(points, &path.key("retention"))));
        SeedWave {
            at_days: at.as_ref().map_or(SeedWave::AT.usual(), |at| at.0),
            count: self.required(count.as_ref(), path, "count"),
            reached: self.or(reached.as_ref(), SeedWave::REACHED),
            stay: points.or(self.optional(churn.as_ref()).map(Stay::Churn)),
        }
    }
}

//! `seeds`: who shares first.

use super::resolver::Resolver;
use crate::input::read::{
    Chance, Choice, Count, Moment, Num, Points, Read, Reader, Text, Wait, Word, either_schema, keys,
    looks_like_number, plain_map,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::{Pick, SeedWave, Stay};
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
        at: Moment<Wait>,
        count: Num<Count>,
        reached: Num<Chance>,
        churn: Num<Chance>,
        /// On a network: who is addressed. `random` (default), or `degree`: those who reach most people.
        by: Word<By>,
        /// On a network: a file of the people who are addressed, `person` or `person,at`.
        file: Text,
        /// How long these seeds stay, if not like everybody of their segment.
        retention: Points<Wait, Num<Chance>>,
    }
}
plain_map!(RawWave);

/// Who is addressed.
#[derive(Clone, Copy, Debug)]
pub(in crate::input) enum By {
    Random,
    Degree,
}

impl Choice for By {
    const WORDS: &'static [(&'static str, By)] = &[("random", By::Random), ("degree", By::Degree)];
}

impl By {
    fn pick(self) -> Pick {
        match self {
            By::Random => Pick::Random,
            By::Degree => Pick::Degree,
        }
    }
}

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
        let RawWave { at, count, by, file, reached, churn, retention } = raw;
        for (key, given) in [("churn", churn.is_some()), ("retention", retention.is_some())] {
            self.findings.when(fake && given, &path.key(key), ProblemKind::NotForFakes { key });
        }
        let both = churn.is_some() && retention.is_some();
        let kind = ProblemKind::EitherOr { one: "churn", other: "retention" };
        self.findings.when(both, &path.key("churn"), kind);
        let points =
            retention.as_ref().map(|points| Stay::Retention(self.points(points, &path.key("retention"))));
        let said_by_file = [("at", at.is_some()), ("count", count.is_some()), ("by", by.is_some())];
        for (key, given) in said_by_file {
            let kind = ProblemKind::EitherOr { one: key, other: "file" };
            self.findings.when(file.is_some() && given, &path.key(key), kind);
        }
        let pick = match file {
            Some(file) => Pick::Listed { file: self.file_name(file), people: [].into() },
            None => by.map_or(Pick::Random, |by| by.0.pick()),
        };
        // How many are listed is known when their file has been read.
        let count = match file {
            Some(_) => 1.0.into(),
            None => self.required(count.as_ref(), path, "count"),
        };
        SeedWave {
            at_days: self.moment_or(at.as_ref(), &path.key("at"), SeedWave::AT),
            count,
            pick,
            reached: self.or(reached.as_ref(), SeedWave::REACHED),
            stay: points.or(self.optional(churn.as_ref()).map(Stay::Churn)),
        }
    }
}

//! `network`: who knows whom, from a file or by a law.

use super::resolver::Resolver;
use crate::input::read::{
    Certain, Chance, Choice, Many, Named, Nodes, Positive, Reach, Read, Reader, Text, Whole, Word, YesNo,
    either_schema, keys, number_or, plain_map, read_keys,
};
use crate::network::{Block, Circle, Degrees, FileName, Files, Generator, Law, LawKind, Plan, Seats};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::TIE;
use crate::yaml::{Content, Node};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;

keys! {
    /// Who knows whom, from a file or by a law.
    RawNetwork {
        /// A file of pairs of people who know each other: CSV, TSV or spaces, also gzip; a third column is a weight.
        file: Text,
        /// `true`: the first of a pair reaches the second, and not the other way round.
        directed: YesNo,
        /// A file that says of which segment everybody is: `person,segment`.
        people: Text,
        /// Chat groups: a file `person,group`, or `{ per_person, size, cap }`.
        groups: RawGroups,
        /// The law of a network that is drawn.
        generate: Spelt,
        nodes: Whole<Nodes>,
        mean: Certain<Reach>,
        m: Whole<Many>,
        neighbours: Whole<Many>,
        rewire: Certain<Chance>,
        /// The law of the number of contacts: a mean (Poisson), or `{ fixed }`, `{ mean, k }`, `{ exponent, min, max }`.
        degrees: RawDegrees,
        /// The blocks and how many people each has; blocks with names of segments are these.
        blocks: Named<Whole<Nodes>>,
        /// For every two blocks, row by row, the chance of two people to know each other.
        chances: Vec<Vec<Certain<Chance>>>,
        /// Kinds of circles into which people are put.
        circles: Vec<RawCircle>,
        /// `true`: another network in each replicate.
        redraw: YesNo,
    }
}

keys! {
    /// Numbers of contacts by a law.
    RawDegreesLaw {
        fixed: Whole<Many>,
        mean: Certain<Reach>,
        k: Certain<Positive>,
        exponent: Certain<Positive>,
        min: Whole<Many>,
        max: Whole<Many>,
    }
}

keys! {
    /// A kind of circle.
    RawCircle {
        size: Whole<Many>,
        tie: Certain<Chance>,
    }
}

keys! {
    /// Chat groups that are drawn.
    RawSeats {
        per_person: Certain<Reach>,
        size: Certain<Positive>,
        cap: Whole<Many>,
    }
}
plain_map!(RawNetwork, RawDegreesLaw, RawCircle, RawSeats);

/// `degrees`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawDegrees {
    Mean(Certain<Reach>),
    Law(RawDegreesLaw),
}

impl Read for RawDegrees {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawDegrees> {
        number_or(node, reader, RawDegrees::Mean, RawDegrees::Law, Expected::NumberOrMap)
    }
}
either_schema!(RawDegrees, "A mean (Poisson), or a law.", Certain<Reach>, RawDegreesLaw);

/// `network.groups`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawGroups {
    File(Text),
    Drawn(RawSeats),
}

impl Read for RawGroups {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawGroups> {
        match &node.content {
            Content::Map(_) => read_keys(node, reader, Expected::Map).map(RawGroups::Drawn),
            _ => Text::read(node, reader).map(RawGroups::File),
        }
    }
}
either_schema!(RawGroups, "A file, or groups that are drawn.", Text, RawSeats);

/// A law by its word; none where there is no such law, which is told and says all.
#[derive(Clone, Copy, Debug)]
pub(in crate::input) struct Spelt(Option<LawKind>);

impl Read for Spelt {
    fn read(node: &Node, reader: &mut Reader) -> Option<Spelt> {
        Some(Spelt(Word::read(node, reader).map(|Word(law)| law)))
    }
}

impl JsonSchema for Spelt {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Word::<LawKind>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Word::<LawKind>::json_schema(generator)
    }
}

impl Choice for LawKind {
    const WORDS: &'static [(&'static str, LawKind)] = &LawKind::WORDS;
}

/// The keys that mean something with this law.
fn keys_of(law: LawKind) -> &'static [&'static str] {
    match law {
        LawKind::ErdosRenyi => &["nodes", "mean"],
        LawKind::BarabasiAlbert => &["nodes", "m"],
        LawKind::WattsStrogatz => &["nodes", "neighbours", "rewire"],
        LawKind::Configuration => &["nodes", "degrees"],
        LawKind::StochasticBlock => &["blocks", "chances"],
        LawKind::Circles => &["nodes", "circles"],
    }
}

impl RawNetwork {
    /// The keys that belong to files or to single laws, and whether they are given.
    fn given(&self) -> [(&'static str, bool); 12] {
        [
            ("directed", self.directed.is_some()),
            ("people", self.people.is_some()),
            ("redraw", self.redraw.is_some()),
            ("nodes", self.nodes.is_some()),
            ("mean", self.mean.is_some()),
            ("m", self.m.is_some()),
            ("neighbours", self.neighbours.is_some()),
            ("rewire", self.rewire.is_some()),
            ("degrees", self.degrees.is_some()),
            ("blocks", self.blocks.is_some()),
            ("chances", self.chances.is_some()),
            ("circles", self.circles.is_some()),
        ]
    }
}

impl Resolver {
    /// Where the network comes from. Where that is not known, which is told, it is one of nothing, so that the rest is not taken
    /// to stand without one.
    pub(super) fn network(&mut self, raw: &RawNetwork) -> Plan {
        self.known_network(raw).unwrap_or_else(|| Plan::Files(Files::default()))
    }

    fn known_network(&mut self, raw: &RawNetwork) -> Option<Plan> {
        let path = Path::root().key("network");
        let both = raw.file.is_some() && raw.generate.is_some();
        let kind = ProblemKind::EitherOr { one: "generate", other: "file" };
        self.findings.when(both, &path.key("generate"), kind);
        let law = match raw.generate {
            Some(Spelt(law)) => Some(law?),
            None => None,
        };
        let (network, keys): (_, &[&str]) = match law {
            Some(law) => (law.word(), keys_of(law)),
            None => ("file", &["directed", "people"]),
        };
        let drawn = raw.generate.is_some();
        for (key, given) in raw.given() {
            let means = keys.contains(&key) || (key == "redraw" && drawn);
            let kind = ProblemKind::NotOfNetwork { key, network };
            self.findings.when(given && !means, &path.key(key), kind);
        }
        match law {
            Some(law) => {
                for key in keys.iter().copied() {
                    let there = raw.given().into_iter().any(|(other, given)| other == key && given);
                    self.needs(there, &path, key);
                }
                self.drawn(raw, law, &path)
            }
            None => self.files(raw, &path),
        }
    }

    fn files(&mut self, raw: &RawNetwork, path: &Path) -> Option<Plan> {
        let nothing = raw.file.is_none() && !matches!(raw.groups, Some(RawGroups::File(_)));
        self.findings.when(nothing, path, ProblemKind::ExactlyOne { of: &["file", "generate"] });
        let (groups, drawn_groups) = match &raw.groups {
            Some(RawGroups::File(file)) => (Some(self.file_name(file)), None),
            Some(RawGroups::Drawn(seats)) => (None, self.seats(seats, &path.key("groups"))),
            None => (None, None),
        };
        let name = |file: &Option<Text>| file.as_ref().map(|file| self.file_name(file));
        let files = Files {
            contacts: name(&raw.file),
            directed: raw.directed.is_some_and(|directed| directed.0),
            people: name(&raw.people),
            groups,
            drawn_groups,
            seeds: Vec::new(),
        };
        (!nothing).then_some(Plan::Files(files))
    }

    fn drawn(&mut self, raw: &RawNetwork, law: LawKind, path: &Path) -> Option<Plan> {
        let law = self.law_of_network(raw, law, path);
        let groups = match &raw.groups {
            Some(RawGroups::Drawn(seats)) => Some(self.seats(seats, &path.key("groups"))?),
            Some(RawGroups::File(_)) => {
                self.findings.push(path.key("groups"), ProblemKind::FileOfDrawn { key: "groups" });
                None
            }
            None => None,
        };
        let redraw = raw.redraw.is_some_and(|redraw| redraw.0);
        Some(Plan::Drawn { generator: Generator { law: law?, groups }, redraw })
    }

    /// The law, where everything is there that it needs.
    fn law_of_network(&mut self, raw: &RawNetwork, law: LawKind, path: &Path) -> Option<Law> {
        let nodes = || raw.nodes.map(|nodes| nodes.0 as u32);
        let many = |number: Option<Whole<Many>>| number.map(|number| number.0 as u32);
        Some(match law {
            LawKind::ErdosRenyi => Law::ErdosRenyi { people: nodes()?, mean: raw.mean.as_ref()?.0 },
            LawKind::BarabasiAlbert => Law::BarabasiAlbert { people: nodes()?, m: many(raw.m)? },
            LawKind::WattsStrogatz => Law::WattsStrogatz {
                people: nodes()?,
                neighbours: many(raw.neighbours)?,
                rewire: raw.rewire.as_ref()?.0,
            },
            LawKind::Configuration => {
                let degrees = self.degrees(raw.degrees.as_ref()?, &path.key("degrees"))?;
                Law::Configuration { people: nodes()?, degrees }
            }
            LawKind::StochasticBlock => {
                let block =
                    |(name, size): &(String, Whole<Nodes>)| Block { name: name.clone(), size: size.0 as u32 };
                let row = |row: &Vec<Certain<Chance>>| row.iter().map(|chance| chance.0).collect();
                Law::Blocks {
                    blocks: raw.blocks.as_ref()?.0.iter().map(block).collect(),
                    chances: raw.chances.as_ref()?.iter().map(row).collect(),
                }
            }
            LawKind::Circles => {
                let path = path.key("circles");
                let circles = raw.circles.as_ref()?.iter().enumerate();
                let circles: Vec<Circle> =
                    circles.filter_map(|(i, raw)| self.circle(raw, &path.index(i))).collect();
                self.findings.when(circles.is_empty(), &path, ProblemKind::EmptyList);
                Law::Circles { people: nodes()?, circles }
            }
        })
    }

    fn degrees(&mut self, raw: &RawDegrees, path: &Path) -> Option<Degrees> {
        let law = match raw {
            RawDegrees::Mean(mean) => return Some(Degrees::Poisson { mean: mean.0 }),
            RawDegrees::Law(law) => law,
        };
        let whole = |number: Option<Whole<Many>>| number.map(|number| number.0 as u32);
        match (law.fixed, &law.mean, &law.exponent) {
            (Some(fixed), None, None) => {
                self.alone(
                    path,
                    "fixed",
                    &[("k", law.k.is_some()), ("min", law.min.is_some()), ("max", law.max.is_some())],
                );
                Some(Degrees::Fixed(fixed.0 as u32))
            }
            (None, Some(mean), None) => {
                self.alone(path, "mean", &[("min", law.min.is_some()), ("max", law.max.is_some())]);
                Some(match &law.k {
                    Some(k) => Degrees::NegativeBinomial { mean: mean.0, k: k.0 },
                    None => Degrees::Poisson { mean: mean.0 },
                })
            }
            (None, None, Some(exponent)) => {
                self.alone(path, "exponent", &[("k", law.k.is_some())]);
                self.needs(law.min.is_some(), path, "min");
                self.needs(law.max.is_some(), path, "max");
                Some(Degrees::PowerLaw { exponent: exponent.0, min: whole(law.min)?, max: whole(law.max)? })
            }
            _ => {
                let of = &["fixed", "mean", "exponent"];
                self.findings.push(path.clone(), ProblemKind::ExactlyOne { of });
                None
            }
        }
    }

    /// Keys that mean nothing beside another.
    fn alone(&mut self, path: &Path, network: &'static str, others: &[(&'static str, bool)]) {
        for (key, given) in others {
            self.findings.when(*given, &path.key(key), ProblemKind::NotOfNetwork { key, network });
        }
    }

    fn circle(&mut self, raw: &RawCircle, path: &Path) -> Option<Circle> {
        self.needs(raw.size.is_some(), path, "size");
        Some(Circle { size: raw.size?.0 as u32, tie: raw.tie.as_ref().map_or(TIE.usual(), |tie| tie.0) })
    }

    fn seats(&mut self, raw: &RawSeats, path: &Path) -> Option<Seats> {
        let there = [
            ("per_person", raw.per_person.is_some()),
            ("size", raw.size.is_some()),
            ("cap", raw.cap.is_some()),
        ];
        there.into_iter().for_each(|(key, there)| self.needs(there, path, key));
        let (per_person, size) = (raw.per_person.as_ref()?.0, raw.size.as_ref()?.0);
        Some(Seats { per_person, size, cap: raw.cap?.0 as u32 })
    }

    /// A file beside the scenario.
    pub(super) fn file_name(&self, file: &Text) -> FileName {
        FileName::new(file.0.clone(), &self.folder)
    }
}

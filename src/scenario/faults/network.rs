//! Whether a network goes together with the people on it.

use super::known::{few, known};
use super::reaching::whom;
use crate::network::{Degrees, Files, Generator, Kinds, Law, Listed, Network, Plan};
use crate::problem::{Bounds, FileFault, FileProblem, Findings, Path, ProblemKind};
use crate::scenario::{Contacts, Pick, Scenario, SeedWave, Segment};

/// What is wrong with the law of a network; nothing can be drawn from such a one.
pub(super) fn law(scenario: &Scenario, findings: &mut Findings) {
    let Some(Plan::Drawn { generator: Generator { law, .. }, .. }) = &scenario.network else { return };
    let path = Path::root().key("network");
    let people = law.people();
    let others = f64::from(people.saturating_sub(1));
    let mut most = |number: f64, path: Path| {
        let bounds = Bounds { min: 0.0, above_min: false, max: others };
        findings.when(number > others, &path, ProblemKind::OutOfRange { number, bounds });
    };
    let mut below = |number: u32, path: Path| most(f64::from(number), path);
    match law {
        Law::ErdosRenyi { mean, .. } => most(*mean, path.key("mean")),
        Law::Configuration { degrees: Degrees::Poisson { mean }, .. } => most(*mean, path.key("degrees")),
        Law::Configuration { degrees: Degrees::NegativeBinomial { mean, .. }, .. } => {
            most(*mean, path.key("degrees").key("mean"));
        }
        Law::BarabasiAlbert { m, .. } => below(*m, path.key("m")),
        Law::WattsStrogatz { neighbours, .. } => {
            below(*neighbours, path.key("neighbours"));
            findings.when(!neighbours.is_multiple_of(2), &path.key("neighbours"), ProblemKind::NotEven);
        }
        Law::Configuration { degrees: Degrees::Fixed(number), .. } => {
            below(*number, path.key("degrees"));
            let odd = !(u64::from(*number) * u64::from(people)).is_multiple_of(2);
            findings.when(odd, &path.key("degrees"), ProblemKind::NotEven);
        }
        Law::Configuration { degrees: Degrees::PowerLaw { min, max, .. }, .. } => {
            below(*min, path.key("degrees").key("min"));
            let bounds = Bounds { min: f64::from(*min), above_min: false, max: others.max(f64::from(*min)) };
            let kind = ProblemKind::OutOfRange { number: f64::from(*max), bounds };
            findings.when(max < min || *max >= people, &path.key("degrees").key("max"), kind);
        }
        Law::Blocks { blocks, chances } => {
            few(blocks.len(), &path.key("blocks"), findings);
            let square = chances.len() == blocks.len() && chances.iter().all(|row| row.len() == blocks.len());
            let path = path.key("chances");
            let kind = ProblemKind::WrongLength { expected: blocks.len(), found: chances.len() };
            findings.when(!square, &path, kind);
            let other = |a: usize, b: usize| chances.get(b).and_then(|row| row.get(a));
            let symmetric = chances.iter().enumerate().all(|(a, row)| {
                row.iter().enumerate().all(|(b, chance)| other(a, b).is_none_or(|other| other == chance))
            });
            findings.when(!symmetric, &path, ProblemKind::NotSymmetric);
        }
        _ => {}
    }
    let contacts = law.expected_contacts();
    let kind = ProblemKind::TooManyContacts { limit: MOST_CONTACTS };
    findings.when(contacts > MOST_CONTACTS, &path, kind);
}

/// More contacts than these are not drawn: 8 GB.
const MOST_CONTACTS: f64 = 1e9;

/// What is wrong with the people of a scenario beside its network.
pub(super) fn check(scenario: &Scenario, network: Option<&Network>, findings: &mut Findings) {
    match network {
        Some(network) => Standing { scenario, network, findings }.all(),
        None if scenario.network.is_none() => without(scenario, findings),
        None => {}
    }
}

/// Where nobody knows anybody, some keys mean nothing.
fn without(scenario: &Scenario, findings: &mut Findings) {
    let root = Path::root();
    let proof = scenario.social_proof.is_some();
    findings.when(proof, &root.key("social_proof"), ProblemKind::NeedsNetwork { key: "social_proof" });
    for segment in &scenario.segments {
        let path = root.key("segments").key(&segment.name);
        let needs = |key| ProblemKind::NeedsNetwork { key };
        for (path, contacts, groups) in whom(segment, &path) {
            findings.when(groups.is_some(), &path.key("groups"), needs("groups"));
            let all = contacts == Some(&Contacts::All);
            findings.when(all, &path.key("contacts"), ProblemKind::Missing { key: "contacts" });
        }
        for (index, wave) in segment.seeds.iter().enumerate() {
            let path = path.key("seeds").index(index);
            match wave.pick {
                Pick::Random => {}
                Pick::Degree => findings.push(path.key("by"), needs("by")),
                Pick::Listed { .. } => findings.push(path.key("file"), needs("file")),
            }
        }
    }
}

struct Standing<'a> {
    scenario: &'a Scenario,
    network: &'a Network,
    findings: &'a mut Findings,
}

impl Standing<'_> {
    fn all(&mut self) {
        let root = Path::root();
        let people = self.network.people();
        let other =
            self.scenario.market.as_ref().is_some_and(|market| known(market) != Some(f64::from(people)));
        self.findings.when(other, &root.key("market"), ProblemKind::MarketIsNetwork { people });
        let kinds = self.kinds();
        self.groups();
        self.seeds(kinds.as_deref());
        for segment in &self.scenario.segments {
            let path = root.key("segments").key(&segment.name);
            self.contacts(segment, &path);
            if kinds.is_some() {
                self.recruits(segment, &path);
            }
            for (index, wave) in segment.seeds.iter().enumerate() {
                if let Pick::Listed { file, .. } = &wave.pick {
                    let path = path.key("seeds").index(index);
                    let listed = self.scenario.people_listed(self.network, file);
                    let problem = |(line, fault)| FileProblem {
                        file: file.typed().to_owned(),
                        line: Some(line),
                        fault,
                    };
                    if let Some(problem) = self.fault_of_list(segment, listed, kinds.as_deref()).map(problem)
                    {
                        self.findings.push(path.key("file"), ProblemKind::File(problem));
                    }
                }
            }
        }
    }

    /// The segments of the kinds of people, if the network says them; what is no segment is noted.
    fn kinds(&mut self) -> Option<Vec<Option<usize>>> {
        let segments = self.scenario.segments_of_kinds(self.network)?;
        let Kinds { names, lines, .. } = self.network.kinds()?;
        let unknown = segments.iter().position(Option::is_none);
        let known = || self.scenario.segments.iter().map(|segment| segment.name.clone()).collect();
        if let Some(unknown) = unknown {
            let name = names[unknown].clone();
            match &self.scenario.network {
                Some(Plan::Files(Files { people: Some(file), .. })) => {
                    let fault = FileFault::UnknownSegment { name, known: known() };
                    let problem =
                        FileProblem { file: file.typed().to_owned(), line: Some(lines[unknown]), fault };
                    let path = Path::root().key("network").key("people");
                    self.findings.push(path, ProblemKind::File(problem));
                }
                _ => {
                    let path = Path::root().key("network").key("blocks").key(&name);
                    let kind = ProblemKind::UnknownSegment { name, nearest: None, known: known() };
                    self.findings.push(path, kind);
                }
            }
        }
        Some(segments)
    }

    /// Nobody is a seed twice, and no segment has more people than it has.
    fn seeds(&mut self, kinds: Option<&[Option<usize>]>) {
        let all = self.network.people();
        let seeds: Vec<f64> = self.scenario.segments.iter().map(|segment| self.seeds_of(segment)).collect();
        let sizes = kinds.map(|kinds| self.people_of_segments(kinds));
        let mut found = false;
        for ((segment, seeds), size) in self.scenario.segments.iter().zip(&seeds).zip(sizes.iter().flatten())
        {
            let kind = ProblemKind::SeedsBeyondNetwork {
                seeds: *seeds,
                people: *size,
                segment: Some(segment.name.clone()),
            };
            let path = Path::root().key("segments").key(&segment.name).key("seeds");
            self.findings.when(*seeds > f64::from(*size), &path, kind);
            found |= *seeds > f64::from(*size);
        }
        let seeds: f64 = seeds.iter().sum();
        let kind = ProblemKind::SeedsBeyondNetwork { seeds, people: all, segment: None };
        self.findings.when(!found && seeds > f64::from(all), &Path::root().key("network"), kind);
    }

    /// How many are addressed of a segment; of uncertain numbers the middle, to whole people.
    fn seeds_of(&self, segment: &Segment) -> f64 {
        let of = |wave: &SeedWave| match &wave.pick {
            Pick::Listed { file, people } if people.is_empty() => {
                self.scenario.people_listed(self.network, file).len() as f64
            }
            Pick::Listed { people, .. } => people.len() as f64,
            Pick::Random | Pick::Degree => wave.count.typical().round(),
        };
        segment.seeds.iter().map(of).sum()
    }

    /// How many people each segment has, where the network knows it.
    fn people_of_segments(&self, kinds: &[Option<usize>]) -> Vec<u32> {
        let mut sizes = vec![0; self.scenario.segments.len()];
        for kind in self.network.kinds().into_iter().flat_map(|kinds| &kinds.of_person) {
            if let Some(segment) = kinds.get(usize::from(*kind)).copied().flatten() {
                sizes[segment] += 1;
            }
        }
        sizes
    }

    fn groups(&mut self) {
        let there = self.network.group_count() > 0;
        let used = self.scenario.ways().any(|(_, way)| way.groups.is_some());
        let path = Path::root().key("network").key("groups");
        self.findings.when(there && !used, &path, ProblemKind::ChatGroupsUnused);
        for segment in self.scenario.segments.iter().filter(|_| !there) {
            let path = Path::root().key("segments").key(&segment.name);
            for (path, _, groups) in whom(segment, &path) {
                self.findings.when(groups.is_some(), &path.key("groups"), ProblemKind::NoChatGroups);
            }
        }
    }

    fn contacts(&mut self, segment: &Segment, path: &Path) {
        let knows_nobody = self.network.targets().is_empty() && self.network.group_count() > 0;
        for (path, contacts, _) in whom(segment, path) {
            let limited = contacts.is_some_and(|contacts| *contacts != Contacts::All);
            let kind = ProblemKind::NobodyKnown { key: "contacts" };
            self.findings.when(knows_nobody && limited, &path.key("contacts"), kind);
        }
        let proof = self.scenario.social_proof.is_some() && knows_nobody;
        let kind = ProblemKind::NobodyKnown { key: "social_proof" };
        self.findings.when(proof, &Path::root().key("social_proof"), kind);
    }

    fn recruits(&mut self, segment: &Segment, path: &Path) {
        let given = [
            ("recruits", segment.recruits.is_some()),
            ("recruits_for_bait", segment.recruits_for_bait.is_some()),
        ];
        for (key, given) in given {
            self.findings.when(given, &path.key(key), ProblemKind::NetworkSaysSegment { key });
        }
    }

    /// The first on a list who cannot be a seed of this segment, with his line.
    fn fault_of_list(
        &self,
        segment: &Segment,
        listed: &[Listed],
        kinds: Option<&[Option<usize>]>,
    ) -> Option<(u64, FileFault)> {
        let days = self.scenario.clock.days();
        let segments = &self.scenario.segments;
        listed.iter().find_map(|one| {
            if one.at_days >= days {
                return Some((one.line, FileFault::AfterTheEnd { days }));
            }
            let kind = *self.network.kinds()?.of_person.get(one.person as usize)?;
            let own = segments.get((*kinds?.get(usize::from(kind))?)?)?;
            let id = self.network.id(one.person).into_owned();
            (own.name != segment.name)
                .then(|| (one.line, FileFault::OtherSegment { id, segment: own.name.clone() }))
        })
    }
}

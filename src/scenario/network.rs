//! The people of a scenario on their network: where it comes from, who on it is of which segment, who is on a list of seeds.

use super::meetings::Meetings;
use super::weights::Weights;
use super::{Ground, Pick, Scenario, SeedWave, Valid};
use crate::network::{FileName, Files, Listed, Network, Plan};
use crate::problem::{FileProblem, Path};
use std::sync::Arc;

impl Scenario {
    /// Takes from the network what the scenario leaves to it: seeds that are listed.
    pub(super) fn settle_on(&mut self, network: Arc<Network>) -> Ground {
        self.part_lists(&network);
        self.left_out = network.remarks().to_vec();
        let redrawn = match &self.network {
            Some(Plan::Drawn { generator, redraw: true }) => Some(Arc::new(generator.clone())),
            _ => None,
        };
        let segment_of = self.segment_of(&network);
        let meetings =
            segment_of.as_ref().map(|segment_of| Meetings::on(&network, segment_of, self.segments.len()));
        let weights = Weights::of(&network).map(Arc::new);
        let sizes = segment_of.as_ref().map(|segment_of| {
            let mut sizes = vec![0; self.segments.len()];
            segment_of.iter().for_each(|segment| sizes[usize::from(*segment)] += 1);
            sizes.into()
        });
        Ground { network, redrawn, segment_of, sizes, meetings: meetings.map(Arc::new), weights }
    }

    /// The segment of everybody, where the network knows it.
    fn segment_of(&self, network: &Network) -> Option<Arc<[u8]>> {
        let segments = self.segments_of_kinds(network)?;
        let of_kind = |kind: &u8| segments.get(usize::from(*kind)).copied().flatten().unwrap_or(0) as u8;
        Some(network.kinds()?.of_person.iter().map(of_kind).collect())
    }

    /// The network that people stand on, if there is one.
    ///
    /// # Errors
    /// What is wrong with its files.
    pub(super) fn stand(&self) -> Result<Option<Arc<Network>>, (Path, FileProblem)> {
        let lists = self.lists_of_seeds();
        let network = self.network.as_ref().map(|plan| plan.network(&lists, self.seed)).transpose();
        network.map_err(|problem| (self.key_of_file(&problem.file), problem))
    }

    /// Whether one network, or its groups, are drawn for all campaigns.
    #[must_use]
    pub fn has_one_drawn_network(&self) -> bool {
        match &self.network {
            Some(Plan::Drawn { redraw, .. }) => !redraw,
            Some(Plan::Files(files)) => files.drawn_groups.is_some(),
            None => false,
        }
    }

    /// The key that names a file.
    fn key_of_file(&self, file: &str) -> Path {
        let network = Path::root().key("network");
        let is_it = |name: &Option<FileName>| name.as_ref().is_some_and(|name| name.typed() == file);
        if let Some(Plan::Files(Files { contacts, people, groups, .. })) = &self.network {
            let keys = [("file", contacts), ("people", people), ("groups", groups)];
            if let Some((key, _)) = keys.into_iter().find(|(_, name)| is_it(name)) {
                return network.key(key);
            }
        }
        for segment in &self.segments {
            let lists = |wave: &SeedWave| matches!(&wave.pick, Pick::Listed { file: name, .. } if name.typed() == file);
            if let Some(index) = segment.seeds.iter().position(lists) {
                return Path::root().key("segments").key(&segment.name).key("seeds").index(index).key("file");
            }
        }
        network
    }

    /// The files that say who knows whom, who everybody is and who is addressed.
    #[must_use]
    pub fn files_of_people(&self) -> Vec<FileName> {
        let files = match &self.network {
            Some(Plan::Files(Files { contacts, people, groups, .. })) => [contacts, people, groups],
            _ => [&None; 3],
        };
        files.into_iter().flatten().cloned().chain(self.lists_of_seeds()).collect()
    }

    /// The different files in which seeds are listed.
    fn lists_of_seeds(&self) -> Vec<FileName> {
        let mut lists: Vec<FileName> = Vec::new();
        for wave in self.segments.iter().flat_map(|segment| &segment.seeds) {
            if let Pick::Listed { file, .. } = &wave.pick
                && !lists.contains(file)
            {
                lists.push(file.clone());
            }
        }
        lists
    }

    /// The people whom a file of seeds lists.
    pub(crate) fn people_listed<'a>(&self, network: &'a Network, file: &FileName) -> &'a [Listed] {
        let list = self.lists_of_seeds().iter().position(|other| other == file);
        list.map_or(&[], |list| network.listed(list))
    }

    /// For every kind of person that the network knows the segment of its name; `None` where it knows none, or where blocks
    /// of people are no segments.
    pub(crate) fn segments_of_kinds(&self, network: &Network) -> Option<Vec<Option<usize>>> {
        let kinds = network.kinds()?;
        let segment = |name: &String| self.segments.iter().position(|segment| segment.name == *name);
        let segments: Vec<Option<usize>> = kinds.names.iter().map(segment).collect();
        let from_file = kinds.lines.iter().any(|line| *line > 0);
        (from_file || segments.iter().any(Option::is_some)).then_some(segments)
    }

    /// Puts one wave for each moment of a list in the place of a wave that names the list.
    fn part_lists(&mut self, network: &Network) {
        let mut parted: Vec<Vec<SeedWave>> = Vec::new();
        for segment in &self.segments {
            let mut waves: Vec<SeedWave> = Vec::new();
            for wave in &segment.seeds {
                match &wave.pick {
                    Pick::Listed { file, .. } if is_listed_by(waves.last(), file) => {}
                    Pick::Listed { file, .. } => {
                        waves.extend(by_moment(wave, file, self.people_listed(network, file)))
                    }
                    Pick::Random | Pick::Degree => waves.push(wave.clone()),
                }
            }
            parted.push(waves);
        }
        for (segment, waves) in self.segments.iter_mut().zip(parted) {
            segment.seeds = waves;
        }
    }
}

impl Valid {
    /// The same campaign under another seed, where one network is drawn for all of it: that of this seed. Every other scenario is
    /// as it was.
    #[must_use]
    pub fn seeded(&self, seed: u64) -> Valid {
        if seed == self.seed || !self.has_one_drawn_network() {
            return self.clone();
        }
        let scenario = Scenario { seed, ..(**self).clone() };
        match scenario.stand() {
            Ok(network) => Valid::trusted(scenario, network).saying(self.said().to_vec()),
            // A file that has gone since it was read.
            Err(_) => self.clone(),
        }
    }
}

fn is_listed_by(wave: Option<&SeedWave>, list: &FileName) -> bool {
    wave.is_some_and(|wave| matches!(&wave.pick, Pick::Listed { file, .. } if file == list))
}

/// The waves of a list, in the order of their moments.
fn by_moment(wave: &SeedWave, file: &FileName, listed: &[Listed]) -> Vec<SeedWave> {
    let mut listed = listed.to_vec();
    listed.sort_by(|a, b| a.at_days.total_cmp(&b.at_days));
    let part = |part: &[Listed]| SeedWave {
        at_days: part[0].at_days,
        count: (part.len() as f64).into(),
        pick: Pick::Listed { file: file.clone(), people: part.iter().map(|one| one.person).collect() },
        ..wave.clone()
    };
    listed.chunk_by(|a, b| a.at_days == b.at_days).map(part).collect()
}

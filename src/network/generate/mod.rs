//! Networks drawn by a law, from the streams of one replicate.

mod attachment;
mod blocks;
mod chosen;
mod circles;
mod configuration;
mod dice;
mod groups;
mod law;
mod repair;
mod ring;
#[cfg(test)]
mod tests;

pub use law::{Block, Circle, Degrees, Generator, Law, LawKind, Seats};

use super::edges::{contacts, plain};
use super::graph::{Kinds, Network, Remark};
use crate::rng::{Purpose, ReplicateKey, Stream, lane};

impl Generator {
    /// Draws a network; the same key gives the same one.
    #[must_use]
    pub fn draw(&self, key: &ReplicateKey) -> Network {
        let people = self.law.people();
        let mut stream = key.stream(Purpose::Network, 0, lane::CONTACTS);
        let mut edges = Vec::new();
        let missing = self.law.draw(&mut stream, &mut |a, b| edges.push(plain(a.min(b), a.max(b))));
        edges.sort_unstable();
        edges.dedup();
        let mut network = Network::new(people);
        network.put_contacts(contacts(people as usize, &edges, false), None, false);
        network.remark(fewer_contacts(people, edges.len(), missing));
        drop(edges);
        if let Some(seats) = &self.groups {
            network = seats.drawn(network, key);
        }
        if let Law::Blocks { blocks, .. } = &self.law {
            network.put_kinds(kinds(blocks));
        }
        network
    }

    /// Draws the network that stays the same in all replicates under this seed.
    #[must_use]
    pub fn standing(&self, seed: u64) -> Network {
        self.draw(&ReplicateKey::new(seed, STANDING))
    }
}

impl Seats {
    /// The network with groups that stay the same in all replicates under this seed.
    pub(super) fn put_into(&self, network: Network, seed: u64) -> Network {
        self.drawn(network, &ReplicateKey::new(seed, STANDING))
    }

    fn drawn(&self, mut network: Network, key: &ReplicateKey) -> Network {
        let mut stream = key.stream(Purpose::Network, 0, lane::GROUPS);
        network.put_groups(groups::draw(self, network.people(), &mut stream));
        network
    }
}

/// The number of no replicate.
const STANDING: u64 = u64::MAX;

impl Law {
    /// How many people there are.
    #[must_use]
    pub fn people(&self) -> u32 {
        match self {
            Law::ErdosRenyi { people, .. }
            | Law::BarabasiAlbert { people, .. }
            | Law::WattsStrogatz { people, .. }
            | Law::Configuration { people, .. }
            | Law::Circles { people, .. } => *people,
            Law::Blocks { blocks, .. } => blocks.iter().map(|block| block.size).sum(),
        }
    }

    /// Draws pairs of different people; pairs that come twice are meant once. How many contacts are not there that the law asks
    /// for, each counted for both who would have it.
    fn draw(&self, stream: &mut Stream, pair: &mut impl FnMut(u32, u32)) -> u64 {
        match self {
            Law::ErdosRenyi { people, mean } => {
                let chance = mean / f64::from(people.saturating_sub(1).max(1));
                blocks::within(0, *people, chance, stream, pair);
            }
            Law::BarabasiAlbert { people, m } => attachment::draw(*people, *m, stream, pair),
            Law::WattsStrogatz { people, neighbours, rewire } => {
                ring::draw(*people, *neighbours, *rewire, stream, pair);
            }
            Law::Configuration { people, degrees } => {
                return configuration::draw(*people, degrees, stream, pair);
            }
            Law::Blocks { blocks, chances } => blocks::draw(blocks, chances, stream, pair),
            Law::Circles { people, circles } => circles::draw(*people, circles, stream, pair),
        }
        0
    }
}

/// That contacts are missing, where they are a hundredth or more of what the law asks for.
fn fewer_contacts(people: u32, pairs: usize, missing: u64) -> Option<Remark> {
    let (people, drawn) = (f64::from(people.max(1)), 2.0 * pairs as f64);
    let asked = drawn + missing as f64;
    (missing as f64 >= 0.01 * asked && missing > 1)
        .then_some(Remark::FewerContacts { contacts_asked: asked / people, contacts_drawn: drawn / people })
}

fn kinds(blocks: &[Block]) -> Kinds {
    let of_block = |(kind, block): (usize, &Block)| std::iter::repeat_n(kind as u8, block.size as usize);
    Kinds {
        names: blocks.iter().map(|block| block.name.clone()).collect(),
        lines: vec![0; blocks.len()],
        of_person: blocks.iter().enumerate().flat_map(of_block).collect(),
    }
}

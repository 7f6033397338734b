//! Networks in use: one that several scenarios stand on is read or drawn once.

use super::generate::Generator;
use super::graph::Network;
use super::plan::{Files, Plan};
use super::read::{Stamp, read, stamps};
use crate::problem::FileProblem;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// What a network hangs on.
#[derive(Clone, Debug, PartialEq)]
enum Label {
    Files { files: Files, stamps: Vec<Option<Stamp>>, seed: u64 },
    Drawn { generator: Generator, seed: u64 },
}

/// The networks that somebody holds.
static SHELF: Mutex<Vec<(Label, Weak<Network>)>> = Mutex::new(Vec::new());

impl Plan {
    /// The network of this plan under a seed. Where it is drawn anew in each replicate, an example of it.
    ///
    /// # Errors
    /// What is wrong with its files.
    pub fn network(
        &self,
        lists_of_seeds: &[super::FileName],
        seed: u64,
    ) -> Result<Arc<Network>, FileProblem> {
        let label = match self {
            Plan::Files(files) => {
                let files = Files { seeds: lists_of_seeds.to_vec(), ..files.clone() };
                Label::Files { stamps: stamps(&files), files, seed }
            }
            Plan::Drawn { generator, .. } => Label::Drawn { generator: generator.clone(), seed },
        };
        // Held while a network is built: whoever wants the same one waits for it.
        let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.retain(|(_, network)| network.strong_count() > 0);
        let known =
            shelf.iter().find(|(other, _)| *other == label).and_then(|(_, network)| network.upgrade());
        if let Some(network) = known {
            return Ok(network);
        }
        let network = Arc::new(label.build()?);
        shelf.push((label, Arc::downgrade(&network)));
        Ok(network)
    }
}

impl Label {
    fn build(&self) -> Result<Network, FileProblem> {
        match self {
            Label::Files { files, seed, .. } => {
                let network = read(files)?;
                Ok(match &files.drawn_groups {
                    Some(seats) => seats.put_into(network, *seed),
                    None => network,
                })
            }
            Label::Drawn { generator, seed } => Ok(generator.standing(*seed)),
        }
    }
}

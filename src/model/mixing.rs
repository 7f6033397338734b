//! Who reaches whom, where that is not anybody: a network, and what people make of members around them.

use crate::network::{Generator, Network};
use crate::rng::ReplicateKey;
use crate::scenario::{self, Ground, ShareInto, Valid};
use std::sync::Arc;

/// A network, and what it does.
#[derive(Clone, Debug)]
pub struct Mixing {
    /// Who knows whom; an example where each replicate has its own.
    pub network: Arc<Network>,
    /// The law by which each replicate draws its own, if it does.
    pub redrawn: Option<Arc<Generator>>,
    /// The segment of every person, where it is known.
    pub segment_of: Option<Arc<[u8]>>,
    /// How many people each segment has, where that is known.
    pub sizes: Option<Arc<[u64]>>,
    /// What members do to their neighbours by being there.
    pub proof: Option<Proof>,
}

/// Social proof: the last stage grows with every member around, but for the inviter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proof {
    /// Factor for each.
    pub per_member: f64,
    /// The largest factor in all.
    pub most: f64,
}

/// Into how many of his groups a share of a member goes, too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IntoGroups {
    /// Different groups, drawn anew for each share.
    pub groups: u32,
    /// Chance of each other person there to see it.
    pub see: f64,
}

/// Who of the people is told in a wave.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Pick {
    /// Anybody.
    #[default]
    Random,
    /// Who reaches most people.
    Degree,
    /// These, in this order.
    Listed(Arc<[u32]>),
}

impl Mixing {
    /// That of a scenario, if it has a network.
    pub(super) fn compile(scenario: &Valid, drawn: &[f64]) -> Option<Mixing> {
        let Ground { network, redrawn, segment_of, sizes, .. } = scenario.ground()?.clone();
        let proof = scenario.social_proof.as_ref().map(|proof| Proof {
            per_member: proof.per_member_neighbour.value(drawn),
            most: proof.max.value(drawn),
        });
        Some(Mixing { network, redrawn, segment_of, sizes, proof })
    }

    /// The network of a replicate.
    #[must_use]
    pub fn network(&self, key: &ReplicateKey) -> Arc<Network> {
        match &self.redrawn {
            Some(law) => Arc::new(law.draw(key)),
            None => Arc::clone(&self.network),
        }
    }
}

impl IntoGroups {
    pub(super) fn compile(into: &ShareInto, drawn: &[f64]) -> IntoGroups {
        IntoGroups { groups: into.groups, see: into.see.value(drawn) }
    }
}

impl Pick {
    pub(super) fn compile(pick: &scenario::Pick) -> Pick {
        match pick {
            scenario::Pick::Random => Pick::Random,
            scenario::Pick::Degree => Pick::Degree,
            scenario::Pick::Listed { people, .. } => Pick::Listed(Arc::clone(people)),
        }
    }
}

impl Proof {
    /// The factor where so many members are around.
    #[must_use]
    pub fn factor(self, members: u32) -> f64 {
        libm::pow(self.per_member, f64::from(members)).min(self.most)
    }
}

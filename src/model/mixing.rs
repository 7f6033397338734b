//! Who reaches whom, where that is not anybody: a network, and what people make of members around them.

use crate::network::Network;
use crate::rng::ReplicateKey;
use std::sync::Arc;

/// A network, and what it does.
#[derive(Clone, Debug)]
pub struct Mixing {
    /// Who knows whom.
    pub network: Arc<Network>,
    /// The segment of every person, where it is known.
    pub segment_of: Option<Arc<[u8]>>,
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
    /// The network of a replicate.
    #[must_use]
    pub fn network(&self, _key: &ReplicateKey) -> Arc<Network> {
        Arc::clone(&self.network)
    }
}

impl Proof {
    /// The factor where so many members are around.
    #[must_use]
    pub fn factor(self, members: u32) -> f64 {
        libm::pow(self.per_member, f64::from(members)).min(self.most)
    }
}

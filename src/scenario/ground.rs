//! What people stand on where they know each other; how a scenario comes to it is in [`network`](super::network).

use super::meetings::Meetings;
use super::weights::Weights;
use crate::network::{Generator, Network};
use std::sync::Arc;

/// The network that the people of a scenario stand on.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The network; an example where it is drawn anew in each replicate.
    pub network: Arc<Network>,
    /// The law by which each replicate draws its own, if it does.
    pub redrawn: Option<Arc<Generator>>,
    /// The segment of everybody, where the network knows it.
    pub segment_of: Option<Arc<[u8]>>,
    /// How many people each segment has, where the network knows it.
    pub sizes: Option<Arc<[u64]>>,
    /// How often people of one segment reach those of another, where that is known.
    pub(super) meetings: Option<Arc<Meetings>>,
    /// What contacts weigh, where they do.
    pub(super) weights: Option<Arc<Weights>>,
}

//! Who reaches most people of a network: found once for each.

use crate::model::{Model, Pick, Wave};
use crate::network::Network;
use std::sync::Arc;

/// The people of a network, who reaches most first.
#[derive(Clone, Debug, Default)]
pub(super) struct ByReach {
    of: Option<Arc<Network>>,
    people: Vec<u32>,
}

impl ByReach {
    /// Those of this network, if any wave of seeds asks for them.
    pub fn begin(&mut self, model: &Model, network: Option<&Arc<Network>>) {
        let asks = |wave: &Wave| wave.pick == Pick::Degree;
        let asked = model.segments.iter().flat_map(|segment| &segment.seeds).any(asks);
        let Some(network) = network.filter(|_| asked) else { return };
        if self.of.as_ref().is_none_or(|known| !Arc::ptr_eq(known, network)) {
            self.people = network.by_reach();
            self.of = Some(Arc::clone(network));
        }
    }

    pub fn people(&self) -> &[u32] {
        &self.people
    }
}

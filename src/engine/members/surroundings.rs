//! Social proof: how many members are around everybody.

use crate::engine::now::Now;
use crate::model::Model;
use crate::network::Network;

/// For every person the members present who have an edge to him; kept only where it matters.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    members: Vec<u32>,
    matter: bool,
}

impl Surroundings {
    /// No members yet.
    pub fn begin(&mut self, model: &Model, network: Option<&Network>) {
        self.matter = model.mixing.as_ref().is_some_and(|mixing| mixing.proof.is_some());
        self.members.clear();
        self.members
            .resize(network.filter(|_| self.matter).map_or(0, |network| network.people() as usize), 0);
    }

    /// Whether it matters who is around.
    pub fn matter(&self) -> bool {
        self.matter
    }

    /// A member is there, or not any more.
    pub fn change(&mut self, network: Option<&Network>, person: u64, comes: bool) {
        let Some(network) = network.filter(|_| self.matter) else { return };
        for neighbour in network.neighbours(person as u32) {
            let members = &mut self.members[*neighbour as usize];
            *members = if comes { *members + 1 } else { *members - 1 };
        }
    }

    /// The factor on the last stage for a person whom somebody asks who is, or is not, one of the members around.
    pub fn factor(&self, now: Now<'_>, person: u32, is_around: bool) -> f64 {
        let proof = now.at.model.mixing.as_ref().and_then(|mixing| mixing.proof);
        proof.map_or(1.0, |proof| proof.factor(self.members[person as usize] - u32::from(is_around)))
    }
}

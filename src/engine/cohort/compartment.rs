//! How waiting members are distinguished beyond their progress: by origin (see [`Origins`](crate::model::Origins)) and by
//! whether they have shared before. Each such kind waits in a compartment of its own.

use crate::model::Model;

/// The compartments that a model needs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Compartments {
    pub(super) origins: usize,
    pub(super) remembers_sharing: bool,
    /// Whether it matters to nothing but a count who has shared before.
    pub(super) sides_behave_alike: bool,
    pub(super) deletes_induced: bool,
    /// Whether those who are done are distinguished, too.
    pub(super) follows_done: bool,
}

impl Compartments {
    pub fn of(model: &Model) -> Compartments {
        Compartments {
            origins: model.origins.count,
            remembers_sharing: model.remembers_sharing,
            sides_behave_alike: model.sides_behave_alike(),
            deletes_induced: model.deletes_induced(),
            follows_done: model.follows_done,
        }
    }

    /// The bits of a compartment's number that tell its sides apart.
    fn side_bits(self) -> u32 {
        u32::from(self.remembers_sharing)
    }

    pub fn count(self) -> usize {
        self.origins << self.side_bits()
    }

    /// The compartment of members of this origin who have, or have not, shared before.
    pub fn of_kind(self, origin: usize, shared: bool) -> usize {
        origin << self.side_bits() | usize::from(shared && self.remembers_sharing)
    }

    pub fn origin(self, compartment: usize) -> usize {
        compartment >> self.side_bits()
    }

    pub fn has_shared(self, compartment: usize) -> bool {
        self.remembers_sharing && compartment % 2 == 1
    }

    /// Whether members of this compartment are deleted if the platform deletes who was brought by invitation.
    pub fn is_induced(self, compartment: usize) -> bool {
        self.deletes_induced && self.origin(compartment) > 0
    }
}

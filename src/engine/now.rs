//! Where a campaign stands: the step, and the conditions of it. Every point of a step reads them, none changes them.

use crate::metrics::Layout;
use crate::model::{Behaviour, Chances, Model};
use crate::rng::{Purpose, ReplicateKey, Stream};

/// A step and what never changes during a campaign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'a> {
    /// Number of the step.
    pub t: u32,
    pub model: &'a Model,
    pub layout: &'a Layout,
    pub key: &'a ReplicateKey,
}

/// The conditions of a step: what clock and state make of its chances.
#[derive(Clone, Copy, Debug)]
pub(super) struct Now<'a> {
    pub at: Step<'a>,
    /// Chances under the offers of now.
    pub behaviour: &'a Behaviour,
    /// Whether members may share.
    pub open: bool,
    /// Factor on the chance to leave, by events and by overload.
    pub churn: f64,
}

/// How somebody becomes a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Seed,
    Organic,
    Invited,
}

impl Step<'_> {
    /// The stream of this purpose and lane in this step.
    #[inline]
    pub fn stream(&self, purpose: Purpose, lane: u32) -> Stream {
        self.key.stream(purpose, self.t, lane)
    }

    /// The day on which the step ends.
    pub fn day(&self) -> f64 {
        f64::from(self.t + 1) * self.model.step_days
    }
}

impl<'a> Now<'a> {
    /// The chances of a segment.
    #[inline]
    pub fn chances(&self, segment: usize) -> &'a Chances {
        self.behaviour.of(segment)
    }

    /// Chance of a member to share on an occasion.
    #[inline]
    pub fn sharing(&self, segment: usize, shared: bool, progress: usize) -> f64 {
        self.chances(segment).sharing(self.at.model, self.at.t, shared, progress)
    }

    /// Chance of a contact to accept.
    #[inline]
    pub fn accepting(&self, segment: usize) -> f64 {
        self.chances(segment).accepting(self.at.model, &self.at.model.segments[segment], self.at.t)
    }
}

//! What is known of a promise, and what it waits for.

use crate::engine::returned::Returned;
use crate::model::{Model, RuleModel};
use crate::rng::lane;
use crate::terms::Claimant;
use crate::units::Money;
use std::ops::Range;

/// What promises have in common that share their fate but for luck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::engine) struct Key {
    pub rule: usize,
    pub party: Party,
    /// Segment of the invitee; for a first share of the member.
    pub kind: usize,
}

/// Who is to get a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::engine) enum Party {
    /// A member of this segment, for what he did.
    Member(usize),
    /// The inviter, of this origin, of a member of this segment.
    Upline { segment: usize, origin: usize },
    /// The invitee of a member of this segment.
    Invitee(usize),
}

/// What a rule should promise to one party for the events of a round.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Wish {
    pub rule: usize,
    pub party: Party,
    pub wanted: u64,
    /// What it does promise.
    pub granted: u64,
}

/// Promises of one key.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Bundle {
    pub key: Key,
    pub count: u64,
    /// What they cost together if all are paid; known when the invitees have joined.
    pub worth: Money,
    /// The invitee whose stay decides, where he is known; he has joined.
    pub on: Option<u32>,
    /// The step in which what was bought is paid back, if it is: what has been paid for it is lost then.
    pub returns: Option<u32>,
}

/// What promises made in this step wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum WaitsFor {
    /// The invitees, who join in this step.
    Joining(u32),
    /// This step, in which they fall due: the invitees have joined.
    Staying(u32),
}

/// Promises made in this step that have not fallen due.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Fresh {
    pub bundle: Bundle,
    pub moment: Option<f64>,
    pub waits_for: WaitsFor,
}

impl Fresh {
    /// Whether the invitees have joined.
    pub fn has_joined(&self) -> bool {
        matches!(self.waits_for, WaitsFor::Staying(_))
    }
}

/// Invitees of one segment who stood at the door together.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Arrived {
    pub segment: usize,
    pub came: u64,
    pub admitted: u64,
    /// Their numbers as buyers.
    pub buyers: Range<u64>,
    /// Who of them gets the price of joining back.
    pub returned: Returned,
}

impl Key {
    /// The lane of what becomes of these promises.
    pub fn lane(&self, model: &Model) -> u32 {
        lane::of_promises(self.rule, self.party.number(model), model.segments.len(), self.kind)
    }

    /// Who claims.
    pub fn claimant(&self, model: &Model) -> Claimant {
        match self.party {
            Party::Member(segment) => Claimant::member(&model.segments[segment]),
            Party::Upline { origin, .. } => {
                Claimant::upline(&model.origins, origin, model.rules[self.rule].level)
            }
            Party::Invitee(_) => Claimant::member(&model.segments[self.kind]),
        }
    }
}

impl Party {
    /// The segment of who did what earned the reward.
    pub fn segment(self) -> usize {
        match self {
            Party::Member(segment) | Party::Invitee(segment) | Party::Upline { segment, .. } => segment,
        }
    }

    /// The number of the party, for its lanes.
    pub fn number(self, model: &Model) -> usize {
        match self {
            Party::Member(segment) | Party::Invitee(segment) => segment,
            Party::Upline { segment, origin } => segment * model.origins.count + origin,
        }
    }
}

impl Bundle {
    /// Some of them.
    pub fn some(self, count: u64) -> Bundle {
        let worth = if count == self.count { self.worth } else { self.worth.part(count, self.count) };
        Bundle { count, worth, ..self }
    }

    /// Takes some of them out.
    pub fn split_off(&mut self, count: u64) -> Bundle {
        let some = self.some(count);
        self.count -= some.count;
        self.worth -= some.worth;
        some
    }

    /// Whether they are like others, but for how many they are.
    pub fn is_alike(&self, other: &Bundle) -> bool {
        let plain = |bundle: &Bundle| bundle.on.is_none() && bundle.returns.is_none();
        self.key == other.key && plain(self) && plain(other)
    }

    pub fn rule(self, model: &Model) -> &RuleModel {
        &model.rules[self.key.rule]
    }
}

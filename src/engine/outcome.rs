//! What one replicate yields.

use super::{Layout, StopReason, Unit};
use crate::units::Money;

/// The numbers of one replicate, in the order of its [`Layout`]. Buffers are reused from replicate to replicate.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// One number per metric; `NaN` where undefined.
    pub metrics: Vec<f64>,
    /// Why the campaign stopped growing.
    pub stop: StopReason,
    /// `timeline[point · series + quantity]`.
    pub timeline: Vec<f64>,
    /// By segment.
    pub segments: Vec<SegmentCounts>,
    /// By rule.
    pub rules: Vec<RuleCounts>,
    /// `ledger[day · lines + line]`.
    pub ledger: Vec<LedgerCell>,
}

/// A segment's part of a replicate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SegmentCounts {
    /// Seeds, organic joiners, invited joiners, bonus hunters who joined, members at the end, people who shared,
    /// shares, contacts reached, invitations accepted: as in [`SEGMENT_METRICS`].
    pub counts: [u64; 9],
    /// People who passed each stage of the segment's own funnel before the last.
    pub stages: Vec<u64>,
}

/// Names of [`SegmentCounts::counts`].
pub const SEGMENT_METRICS: [(&str, Unit); 9] = [
    ("seeds", Unit::Count),
    ("organic", Unit::Count),
    ("referred", Unit::Count),
    ("fake", Unit::Count),
    ("members_end", Unit::Count),
    ("sharers", Unit::Count),
    ("shares", Unit::Count),
    ("exposures", Unit::Count),
    ("accepted", Unit::Count),
];

/// What became of the claims under one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCounts {
    /// Rewards earned by the letter of the rule.
    pub earned: u64,
    /// Refused because a bonus hunter was found out.
    pub refused: u64,
    /// Void because the invitee left early.
    pub void: u64,
    /// Never claimed.
    pub unclaimed: u64,
    /// Due.
    pub due: u64,
    /// Paid.
    pub paid: u64,
    /// Promises broken.
    pub broken: u64,
    /// Money paid.
    pub cost: Money,
}

/// Names of the fields of [`RuleCounts`], in order.
pub const RULE_METRICS: [(&str, Unit); 8] = [
    ("earned", Unit::Count),
    ("refused", Unit::Count),
    ("void", Unit::Count),
    ("unclaimed", Unit::Count),
    ("due", Unit::Count),
    ("paid", Unit::Count),
    ("broken", Unit::Count),
    ("cost", Unit::Money),
];

impl RuleCounts {
    /// The fields in order; money in major units.
    #[must_use]
    pub fn values(&self, minor_per_major: f64) -> [f64; 8] {
        let count = |n: u64| n as f64;
        [
            count(self.earned),
            count(self.refused),
            count(self.void),
            count(self.unclaimed),
            count(self.due),
            count(self.paid),
            count(self.broken),
            self.cost.0 as f64 / minor_per_major,
        ]
    }
}

/// Money and promises of one line on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LedgerCell {
    /// Rewards due.
    pub due: u64,
    /// Rewards paid.
    pub paid: u64,
    /// Promises broken.
    pub broken: u64,
    /// Money paid.
    pub cost: Money,
}

impl Outcome {
    /// An outcome of this shape with nothing in it.
    #[must_use]
    pub fn new(layout: &Layout) -> Outcome {
        let segments = layout.stage_of.iter();
        let empty = |stages: &Vec<usize>| SegmentCounts { counts: [0; 9], stages: vec![0; stages.len()] };
        Outcome {
            metrics: vec![f64::NAN; layout.metrics.len()],
            stop: StopReason::Horizon,
            timeline: vec![f64::NAN; layout.points.len() * layout.series.len()],
            segments: segments.map(empty).collect(),
            rules: Vec::new(),
            ledger: vec![LedgerCell::default(); layout.days * layout.lines.len()],
        }
    }
}

//! What is counted of one segment, and by which names.

use super::Unit;

/// A segment's part of a replicate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SegmentCounts {
    /// Seed users who joined.
    pub seeds: u64,
    /// Organic joiners.
    pub organic: u64,
    /// Joiners who are bought.
    pub bought: u64,
    /// Joined by invitation.
    pub referred: u64,
    /// Bonus hunters who joined.
    pub fake: u64,
    /// Members at the end.
    pub members_end: u64,
    /// Members who shared at least once.
    pub sharers: u64,
    /// Times somebody shared.
    pub shares: u64,
    /// Contacts reached.
    pub exposures: u64,
    /// Acceptances of what the segment's members offered.
    pub accepted: u64,
}

/// How far the people came whom a segment's members reached by one way of sharing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunnelCounts {
    /// Contacts reached.
    pub exposures: u64,
    /// People who passed each stage before the last.
    pub stages: Vec<u64>,
    /// Acceptances.
    pub accepted: u64,
}

impl FunnelCounts {
    /// The numbers, from stage to stage.
    pub fn numbers(&self) -> impl Iterator<Item = f64> {
        let all = [self.exposures].into_iter().chain(self.stages.iter().copied()).chain([self.accepted]);
        all.map(|people| people as f64)
    }
}

named! {
    /// A metric of a segment.
    SegmentMetric: fn(&SegmentCounts) -> u64 {
        /// Seed users who joined.
        Seeds = "seeds" => |counts| counts.seeds;
        /// Organic joiners.
        Organic = "organic" => |counts| counts.organic;
        /// Joiners who are bought.
        Bought = "bought" => |counts| counts.bought;
        /// Joined by invitation.
        Referred = "referred" => |counts| counts.referred;
        /// Bonus hunters who joined.
        Fake = "fake" => |counts| counts.fake;
        /// Members at the end.
        MembersEnd = "members_end" => |counts| counts.members_end;
        /// Members who shared at least once.
        Sharers = "sharers" => |counts| counts.sharers;
        /// Times somebody shared.
        Shares = "shares" => |counts| counts.shares;
        /// Contacts reached.
        Exposures = "exposures" => |counts| counts.exposures;
        /// Acceptances of what the segment's members offered.
        Accepted = "accepted" => |counts| counts.accepted;
    }
}

impl SegmentMetric {
    /// The unit of its values.
    #[must_use]
    pub fn unit(self) -> Unit {
        Unit::Count
    }

    /// The value.
    #[must_use]
    pub fn value(self, counts: &SegmentCounts) -> f64 {
        self.facts()(counts) as f64
    }
}

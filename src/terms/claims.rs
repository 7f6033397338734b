//! From rewards earned by the letter of a rule to rewards due: bonus hunters found out are refused, claims for invitees who
//! leave early are void, some are never made.

use crate::model::{Above, Origins, RuleModel, SegmentModel};
use crate::rng::{Stream, binomial};

/// Who claims.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claimant {
    /// Chance of a claim to be refused.
    pub refused: f64,
    /// Whether it is a bonus hunter.
    pub fake: bool,
}

/// What became of earned rewards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fate {
    /// Refused because a bonus hunter was found out.
    pub refused: u64,
    /// Void because the invitee will leave too early.
    pub void: u64,
    /// Never claimed.
    pub unclaimed: u64,
    /// Due.
    pub due: u64,
}

impl Fate {
    /// All that are not due, and never will be.
    #[must_use]
    pub fn gone(&self) -> u64 {
        self.refused + self.void + self.unclaimed
    }
}

impl Claimant {
    /// A member of this segment.
    #[must_use]
    pub fn member(segment: &SegmentModel) -> Claimant {
        Claimant { refused: if segment.fake { segment.detect } else { 0.0 }, fake: segment.fake }
    }

    /// Who stands at this level above who is brought by members of this origin.
    #[must_use]
    pub fn upline(origins: &Origins, origin: usize, level: u32) -> Claimant {
        let Above { refused, fake } = origins.above(origin, level).unwrap_or_default();
        Claimant { refused, fake }
    }
}

/// What becomes of `earned` rewards of a rule, whose invitees stay long enough with chance `stays`.
pub fn claim(stream: &mut Stream, rule: &RuleModel, claimant: Claimant, earned: u64, stays: f64) -> Fate {
    let refused = binomial(stream, earned, claimant.refused);
    let staying = passed(stream, earned - refused, stays);
    let due = passed(stream, staying, rule.redeem);
    Fate { refused, void: earned - refused - staying, unclaimed: staying - due, due }
}

/// Keeps each with this chance; only what is sure to be kept takes no number from the stream.
fn passed(stream: &mut Stream, count: u64, chance: f64) -> u64 {
    if chance >= 1.0 { count } else { binomial(stream, count, chance) }
}

/// Keeps each with this chance; what is certain takes no number from the stream.
pub fn kept(stream: &mut Stream, count: u64, chance: f64) -> u64 {
    match chance {
        chance if chance >= 1.0 => count,
        chance if chance <= 0.0 || count == 0 => 0,
        chance => binomial(stream, count, chance),
    }
}

/// What becomes of the final rewards that `earned` winners have won. All segments read one stream, each a number for
/// the claims and, where there are bonus hunters, one for those found out.
pub fn claim_prize(stream: &mut Stream, rule: &RuleModel, claimant: Claimant, earned: u64) -> Fate {
    let refused = if claimant.fake { binomial(stream, earned, claimant.refused) } else { 0 };
    let due = binomial(stream, earned - refused, rule.redeem);
    Fate { refused, void: 0, unclaimed: earned - refused - due, due }
}

#[cfg(test)]
mod tests {
    use super::super::tests::rule;
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    /// Of 10,000: a fifth refused, half of the rest void, a quarter of what is left unclaimed.
    #[test]
    fn claims_pass_their_gates_one_after_the_other() {
        let rule = RuleModel { redeem: 0.75, ..rule() };
        let mut stream = ReplicateKey::new(1, 1).stream(Purpose::Claims, 0, 0);
        let fate = claim(&mut stream, &rule, Claimant { refused: 0.2, fake: true }, 10_000, 0.5);
        for (count, expected) in
            [(fate.refused, 2_000.0), (fate.void, 4_000.0), (fate.unclaimed, 1_000.0), (fate.due, 3_000.0)]
        {
            assert!((count as f64 - expected).abs() < 4.0 * 50.0, "{fate:?}");
        }
        assert_eq!(fate.refused + fate.void + fate.unclaimed + fate.due, 10_000);
    }

    #[test]
    fn what_is_sure_is_due() {
        let honest = Claimant { refused: 0.0, fake: false };
        let mut stream = ReplicateKey::new(1, 1).stream(Purpose::Claims, 0, 0);
        assert_eq!(claim(&mut stream, &rule(), honest, 7, 1.0), Fate { due: 7, ..Fate::default() });
        assert_eq!(claim_prize(&mut stream, &rule(), honest, 7), Fate { due: 7, ..Fate::default() });
    }
}

//! Levels: who is paid for a friend beyond who invited him: the inviter's inviter, his inviter, and so on.

use super::{Recipient, Reward, Scenario, Segment};
use std::ops::Range;

/// The level of an upline where nothing is said: the inviter's inviter.
const UPLINE: u32 = 2;

/// So many lines of inviters are told apart where members are counted.
pub(crate) const MOST_LINES: usize = 64;

impl Reward {
    /// The levels that it pays: 1 is the inviter. Of one that goes to somebody else, none.
    pub(crate) fn levels_paid(&self) -> Range<u32> {
        match (self.to, &self.levels) {
            (Recipient::Inviter, levels) => 1..levels.as_ref().map_or(1, |levels| levels.up_to) + 1,
            (Recipient::Upline, _) => {
                let level = self.level.unwrap_or(UPLINE);
                level..level + 1
            }
            (Recipient::Invitee | Recipient::Buyer, _) => 1..1,
        }
    }
}

impl Scenario {
    /// How many different lines of inviters have to be told apart, at most, so that all levels can be paid: how many inviters there are
    /// above a member, and which of them are bonus hunters, of which kind. Above bonus hunters there are such and others, above
    /// others none. Where nobody above an upline is paid, nothing need be counted.
    pub(crate) fn lines_of_inviters(&self) -> usize {
        let deepest = self.rewards().map(|reward| reward.levels_paid().end - 1).max().unwrap_or(0);
        if deepest <= UPLINE {
            return 0;
        }
        let above = deepest as usize - 1;
        let mut kinds: Vec<&Segment> = Vec::new();
        for hunters in self.segments.iter().filter(|segment| segment.fake) {
            if kinds.iter().all(|known| known.detect != hunters.detect) {
                kinds.push(hunters);
            }
        }
        let lines =
            |hunters: usize| kinds.len().saturating_pow(hunters as u32).saturating_mul(above - hunters + 1);
        (0..=above).map(lines).fold(0, usize::saturating_add)
    }
}

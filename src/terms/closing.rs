//! What closes a campaign for good, and which cause is reported.

use crate::metrics::StopReason;

/// What keeps everybody from sharing from now on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// As many have joined as may join in all.
    pub full: bool,
    /// Everybody in the market has accepted.
    pub market_empty: bool,
    /// Money or goods are gone, and the rule for it is to end the campaign.
    pub out_of_means: bool,
    /// The platform has struck for good.
    pub banned: bool,
}

/// Why the campaign is closed, if it is: the first cause in this order counts.
#[inline]
#[must_use]
pub fn cause_of_closing(ends: Ends) -> Option<StopReason> {
    match ends {
        Ends { full: true, .. } => Some(StopReason::Capacity),
        Ends { market_empty: true, .. } => Some(StopReason::Market),
        Ends { out_of_means: true, .. } => Some(StopReason::Budget),
        Ends { banned: true, .. } => Some(StopReason::Banned),
        _ => None,
    }
}

/// Why a campaign stops in which nobody can come any more.
#[must_use]
pub fn cause_of_stopping(closed: Option<StopReason>) -> StopReason {
    closed.unwrap_or(StopReason::Extinct)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cause_counts() {
        let banned = Ends { banned: true, ..Ends::default() };
        assert_eq!(cause_of_closing(banned), Some(StopReason::Banned));
        assert_eq!(cause_of_closing(Ends { out_of_means: true, ..banned }), Some(StopReason::Budget));
        assert_eq!(cause_of_closing(Ends { full: true, ..banned }), Some(StopReason::Capacity));
        assert_eq!(cause_of_closing(Ends::default()), None);
    }

    #[test]
    fn without_a_cause_it_died_out() {
        assert_eq!(cause_of_stopping(None), StopReason::Extinct);
        assert_eq!(cause_of_stopping(Some(StopReason::Market)), StopReason::Market);
    }
}

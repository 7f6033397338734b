//! What is counted of a whole campaign. What is made of it is in the table of metrics.

use crate::units::Money;

/// What an engine has counted when a campaign is over. Counts of people are of genuine people unless they say
/// otherwise.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Seed users who joined.
    pub seeds: u64,
    /// Organic joiners.
    pub organic: u64,
    /// Joined by invitation.
    pub referred: u64,
    /// Bonus hunters who ever joined.
    pub fake: u64,
    /// Members at the end of the horizon.
    pub members_end: u64,
    /// New users (not seeds) still members at the end of the horizon.
    pub retained: u64,
    /// Most members at the end of a step.
    pub peak_members: u64,
    /// Expected share of joiners still members after 1, 7 and 30 days.
    pub stayed: [f64; 3],
    /// Members who shared at least once, bonus hunters included.
    pub sharers: u64,
    /// Times somebody shared.
    pub shares: u64,
    /// Contacts reached.
    pub exposures: u64,
    /// People who passed each funnel stage before the last.
    pub stages: Vec<u64>,
    /// Invitations accepted.
    pub accepted: u64,
    /// People turned away.
    pub turned_away: u64,
    /// Days by which half and nine tenths of the new users had joined.
    pub reach: [Option<f64>; 2],
    /// Rewards due.
    pub rewards_due: u64,
    /// Rewards paid.
    pub rewards_paid: u64,
    /// Promises broken.
    pub broken_promises: u64,
    /// Members who reached each tier.
    pub reached: Vec<u64>,
    /// Money for rewards.
    pub reward_cost: Money,
    /// Everything else that costs money.
    pub other_cost: Money,
    /// Money beyond budget or stock.
    pub overspend: Money,
    /// Day of the first exhaustion.
    pub exhausted_day: Option<f64>,
    /// People who paid.
    pub buyers: u64,
    /// Prices paid.
    pub revenue: Money,
    /// Margins of purchases.
    pub margin: Money,
    /// Reward money that bonus hunters got.
    pub hunter_cost: Money,
    /// Day of the first ban.
    pub banned_day: Option<f64>,
}

impl Totals {
    pub(super) fn new_users(&self) -> u64 {
        self.organic + self.referred
    }

    pub(super) fn joined(&self) -> u64 {
        self.seeds + self.new_users()
    }

    pub(super) fn cost(&self) -> Money {
        self.reward_cost + self.other_cost
    }

    pub(super) fn profit(&self) -> Money {
        self.revenue + self.margin - self.cost()
    }
}

//! What is expected of a segment in all: the counts of a campaign as means. How they come about is the mean field.

use serde::Serialize;

/// Expected numbers of a segment; people are genuine except for `fake`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Counts {
    /// Seed users.
    pub seeds: f64,
    /// Organic joiners.
    pub organic: f64,
    /// Joiners who are bought.
    pub bought: f64,
    /// Joined by invitation.
    pub referred: f64,
    /// New users who would have come had nothing been done.
    pub anyhow: f64,
    /// Bonus hunters.
    pub fake: f64,
    /// Members at the end.
    pub members_end: f64,
    /// Members who shared at least once.
    pub sharers: f64,
    /// Shares.
    pub shares: f64,
    /// Contacts reached.
    pub exposures: f64,
    /// Acceptances of what the segment's members offered.
    pub accepted: f64,
    /// The same where members had as many invitations as they can use.
    pub willing: f64,
}

impl Counts {
    pub(super) fn plus(self, other: Counts) -> Counts {
        Counts {
            seeds: self.seeds + other.seeds,
            organic: self.organic + other.organic,
            bought: self.bought + other.bought,
            referred: self.referred + other.referred,
            anyhow: self.anyhow + other.anyhow,
            fake: self.fake + other.fake,
            members_end: self.members_end + other.members_end,
            sharers: self.sharers + other.sharers,
            shares: self.shares + other.shares,
            exposures: self.exposures + other.exposures,
            accepted: self.accepted + other.accepted,
            willing: self.willing + other.willing,
        }
    }

    /// All who joined but seeds.
    #[must_use]
    pub fn new_users(&self) -> f64 {
        self.organic + self.bought + self.referred
    }

    /// Those of them who would not have come had nothing been done.
    #[must_use]
    pub fn added_users(&self) -> f64 {
        self.new_users() - self.anyhow
    }

    /// Everybody who joined.
    #[must_use]
    pub fn joined(&self) -> f64 {
        self.seeds + self.new_users()
    }
}

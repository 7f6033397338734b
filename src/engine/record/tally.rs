//! What is counted of a segment while the campaign goes on.

use crate::engine::now::Way;
use crate::metrics::Totals;

/// The contacts of one way of sharing who accepted, and those who did not as far as they are not drawn yet; with the first way of a
/// segment its joiners and its shares.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::engine) struct Tally {
    /// Poisson intensity of all contacts.
    pub intensity: f64,
    /// Poisson intensity of those who reached the last stage and did not become acceptances.
    pub failed_intensity: f64,
    /// The part of it of who said yes too late.
    pub expired_intensity: f64,
    /// Contacts of fixed laws who dropped out before the last stage.
    pub dropped: u64,
    /// Contacts of fixed laws who failed at the last stage.
    pub failed: u64,
    /// Those of them who said yes too late.
    pub expired: u64,
    /// Times somebody shared.
    pub shares: u64,
    /// People who shared.
    pub sharers: u64,
    /// More people who shared, not rounded yet.
    pub fresh_sharers: f64,
    /// Invitations accepted.
    pub accepted: u64,
    /// Seeds who joined.
    pub seeds: u64,
    /// Organic joiners.
    pub organic: u64,
    /// Joiners who are bought.
    pub bought: u64,
    /// Joined by invitation.
    pub referred: u64,
    /// Bonus hunters who joined.
    pub fake: u64,
}

impl Tally {
    /// Counts acceptances among contacts whose number is Poisson: those who did not accept are independent of them and add
    /// up, so that they are drawn once, when the campaign is over.
    #[inline]
    pub fn poisson(&mut self, contacts: f64, accepted: u64, failed_intensity: f64) {
        self.accepted += accepted;
        self.intensity += contacts;
        self.failed_intensity += failed_intensity;
    }

    /// Counts acceptances among a fixed number of contacts, of whom `failed` reached the last stage in vain.
    #[inline]
    pub fn fixed(&mut self, contacts: u64, accepted: u64, failed: u64) {
        self.accepted += accepted;
        self.failed += failed;
        self.dropped += contacts - accepted - failed;
    }

    /// Counts joiners here and in the campaign as a whole.
    #[inline]
    pub fn joined(&mut self, totals: &mut Totals, way: Way, fake: bool, count: u64) {
        let (own, overall) = match way {
            _ if fake => (&mut self.fake, &mut totals.fake),
            Way::Seed(_) => (&mut self.seeds, &mut totals.seeds),
            Way::Organic => (&mut self.organic, &mut totals.organic),
            Way::Bought => (&mut self.bought, &mut totals.bought),
            Way::Invited | Way::Anyway => (&mut self.referred, &mut totals.referred),
        };
        *own += count;
        *overall += count;
    }

    /// Genuine people who joined.
    pub fn genuine(&self) -> u64 {
        self.seeds + self.organic + self.bought + self.referred
    }

    /// Different people who shared.
    pub fn all_sharers(&self) -> u64 {
        self.sharers + self.fresh_sharers.round() as u64
    }
}

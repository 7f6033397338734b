//! What events made due.

use super::ledger::Claim;
use super::{Campaign, Start, dice, people};
use kfactor::metrics::StopReason;
use kfactor::scenario::{Recipient, Trigger};
use rand::seq::SliceRandom;

impl Campaign<'_> {
    /// Serves what these claims make due.
    pub(super) fn settle(&mut self, t: u32, start: &Start, mut claims: Vec<Claim>) {
        let mut due: Vec<Vec<bool>> = vec![Vec::new(); self.world.scenario.incentive.len()];
        claims.shuffle(&mut self.rng);
        for claim in claims {
            if self.is_due(&claim) {
                let fake = self.fake(&self.members[claim.claimant]);
                due[claim.rule].push(fake);
            }
        }
        self.ledger.settle(&self.world, t, start.price, &due);
    }

    /// Serves what is won at the end, and takes off offer what can no longer be given.
    pub(super) fn end_of_rewards(&mut self, t: u32, start: &Start) {
        if t + 1 == self.world.steps() {
            let claims = self.final_claims(start);
            self.settle(t, start, claims);
        }
        if self.ledger.withdraw(&self.world, t, start.price) {
            self.closed.get_or_insert(StopReason::Budget);
        }
    }

    /// Refused, void, unclaimed, or due.
    fn is_due(&mut self, claim: &Claim) -> bool {
        let rule = &self.world.scenario.incentive[claim.rule];
        let claimant = self.world.segment(self.members[claim.claimant].segment);
        if claimant.fake && dice::chance(&mut self.rng, self.world.value(&claimant.detect)) {
            return false;
        }
        if let (Some(days), Some(invitee)) = (rule.if_stays_days, claim.invitee_segment)
            && !dice::chance(&mut self.rng, self.world.stays(invitee, days))
        {
            return false;
        }
        dice::chance(&mut self.rng, self.world.value(&rule.redeem))
    }

    /// Rank, lottery and pool.
    fn final_claims(&mut self, start: &Start) -> Vec<Claim> {
        let mut claims = Vec::new();
        for rule in self.rules(start, Recipient::Inviter, |_| true) {
            let winners = match self.world.scenario.incentive[rule].when {
                Trigger::Rank(k) => people::top(&self.members, k, &mut self.rng),
                Trigger::Lottery(k) => people::lottery(&self.members, k, &mut self.rng),
                Trigger::Pool(n) => people::reached(&self.members, n),
                _ => Vec::new(),
            };
            let claim = |claimant| Claim { rule, claimant, invitee_segment: None };
            claims.extend(winners.into_iter().map(claim));
        }
        claims
    }
}

//! Steps 3 to 7: occasion, decision, reach, acceptance, again.

use super::ledger::Claim;
use super::people::{OnTheWay, Origin};
use super::{Campaign, Start, dice};
use kfactor::scenario::{Recipient, Trigger};
use rand::RngExt;
use rand::seq::SliceRandom;

/// An answer that passed the funnel and would come in time.
struct Yes {
    inviter: usize,
    person: Option<usize>,
    baited: bool,
    joins: u32,
}

impl Campaign<'_> {
    /// Occasion, decision, reach, acceptance, again.
    pub(super) fn sharing(&mut self, t: u32, start: &Start, claims: &mut Vec<Claim>) {
        let mut answers = Vec::new();
        for id in 0..self.members.len() {
            let (g, j, shared) = {
                let m = &self.members[id];
                (m.segment, m.j, m.shared)
            };
            let waits = self.members[id].present && self.members[id].waiting;
            if !waits || !dice::chance(&mut self.rng, start.occasion[g]) {
                continue;
            }
            let perceived = self.world.perceived(&start.on_offer, j, shared);
            if !dice::chance(&mut self.rng, self.world.share(g, perceived, t)) {
                self.members[id].waiting = false;
                continue;
            }
            if !shared {
                for rule in self.rules(start, Recipient::Inviter, |when| when == Trigger::Share) {
                    claims.push(Claim { rule, claimant: id, invitee_segment: None });
                }
            }
            self.reach(id, t, start, &mut answers);
            let again = self.world.value(&self.world.segment(g).share.again);
            self.members[id].shared = true;
            self.members[id].waiting = dice::chance(&mut self.rng, again);
        }
        self.acceptance(start, answers, claims);
    }

    /// One share: its contacts pass the funnel one by one.
    fn reach(&mut self, inviter: usize, t: u32, start: &Start, answers: &mut Vec<Yes>) {
        let g = self.members[inviter].segment;
        let segment = self.world.segment(g);
        let (join, baited_part) = self.world.join(g, &start.on_offer, t);
        let (last, before) = segment.funnel.split_last().expect("a stage");
        debug_assert_eq!(last.name, "join");
        let contacts = dice::contacts(&mut self.rng, &segment.contacts, &self.world.drawn);
        self.tally.shares += 1;
        self.tally.exposures += contacts;
        'contact: for _ in 0..contacts {
            let person = self.market.as_ref().map(|m| self.rng.random_range(0..m.accepted.len()));
            for stage in before {
                if !dice::chance(&mut self.rng, self.world.value(&stage.pass)) {
                    continue 'contact;
                }
                *self.tally.stages.entry(stage.name.clone()).or_default() += 1;
            }
            if !dice::chance(&mut self.rng, join) {
                continue;
            }
            let delay = dice::delay_days(&mut self.rng, &segment.delay, &self.world.drawn);
            let joins = t.saturating_add(1).saturating_add(self.world.whole_steps(delay));
            if joins < self.world.steps() {
                let baited = dice::chance(&mut self.rng, baited_part);
                answers.push(Yes { inviter, person, baited, joins });
            }
        }
    }

    /// Each person of a market accepts once; who of several inviters is first is chance.
    fn acceptance(&mut self, start: &Start, mut answers: Vec<Yes>, claims: &mut Vec<Claim>) {
        answers.shuffle(&mut self.rng);
        for yes in answers {
            if let (Some(market), Some(person)) = (self.market.as_mut(), yes.person)
                && !market.take(person)
            {
                continue;
            }
            self.tally.accepted += 1;
            let mix = self.world.recruits(self.members[yes.inviter].segment, yes.baited);
            let segment = dice::pick(&mut self.rng, &mix);
            self.on_the_way.push(OnTheWay { joins: yes.joins, segment, inviter: yes.inviter });
            self.members[yes.inviter].j += 1;
            self.credit(start, yes.inviter, segment, claims);
        }
    }

    /// The claims of an inviter, and of his inviter, whose `j` has just grown.
    fn credit(&self, start: &Start, inviter: usize, invitee: usize, claims: &mut Vec<Claim>) {
        let member = &self.members[inviter];
        let j = member.j;
        for rule in self.rules(start, Recipient::Inviter, |_| true) {
            let within_cap =
                |times: u32| self.world.scenario.incentive[rule].cap.is_none_or(|cap| times <= cap);
            let earned = match self.world.scenario.incentive[rule].when {
                Trigger::Join => within_cap(j),
                Trigger::Invites(n) => j == n,
                Trigger::Every(n) => j.is_multiple_of(n) && within_cap(j / n),
                _ => false,
            };
            if earned {
                claims.push(Claim { rule, claimant: inviter, invitee_segment: Some(invitee) });
            }
        }
        if let Origin::Invited(upline) = member.origin {
            for rule in self.rules(start, Recipient::Upline, |when| when == Trigger::Join) {
                claims.push(Claim { rule, claimant: upline, invitee_segment: Some(invitee) });
            }
        }
    }
}

//! Stage 8: what the events of the step made due is paid.

use super::state::{Campaign, Credit};
use crate::model::{Model, RuleModel};
use crate::rng::{Purpose, Stream, binomial};
use crate::rules::marks_passed;
use crate::scenario::{Recipient, Trigger};
use crate::units::Money;

/// Events of the step that make rewards due.
#[derive(Clone, Debug, Default)]
pub(super) struct Claims {
    by_segment: Vec<Events>,
    any: bool,
}

/// Events of the step in one segment.
#[derive(Clone, Copy, Debug, Default)]
struct Events {
    first_shares: u64,
    accepted: u64,
    joined: u64,
}

impl Claims {
    /// Room for the segments of this model, and no events.
    pub fn reset(&mut self, model: &Model) {
        self.by_segment.clear();
        self.by_segment.resize(model.segments.len(), Events::default());
        self.any = false;
    }

    /// Forgets the events of the step.
    #[inline]
    fn clear(&mut self) {
        if self.any {
            for events in &mut self.by_segment {
                *events = Events::default();
            }
            self.any = false;
        }
    }

    pub fn first_shared(&mut self, segment: usize, count: u64) {
        self.by_segment[segment].first_shares += count;
        self.any |= count > 0;
    }

    pub fn accepted(&mut self, segment: usize, count: u64) {
        self.by_segment[segment].accepted += count;
        self.any |= count > 0;
    }

    pub fn joined_by_invitation(&mut self, segment: usize, count: u64) {
        self.by_segment[segment].joined += count;
        self.any |= count > 0;
    }

    /// Acceptances of this step of what a segment's members offered.
    pub fn accepted_now(&self, segment: usize) -> u64 {
        self.by_segment[segment].accepted
    }
}

/// Rewards of one rule that are due.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Due {
    /// All of them.
    pub all: u64,
    /// Those of bonus hunters who were not found out.
    pub to_hunters: u64,
}

impl Campaign<'_> {
    /// Counts the events under every rule on offer, serves the rules in the order of the file and takes off offer what
    /// can no longer be paid.
    #[inline]
    pub fn rewards(&mut self, t: u32) {
        if self.model.rules.is_empty() {
            self.state.claims.clear();
        } else {
            self.serve_rules(t);
        }
    }

    fn serve_rules(&mut self, t: u32) {
        let model = self.model;
        if self.state.claims.any {
            self.count_progress();
            for (index, rule) in model.rules.iter().enumerate().filter(|(_, rule)| !rule.is_final()) {
                if self.state.treasury.offers(index) {
                    let due = self.due(t, index, rule);
                    self.pay(t, index, rule, due);
                }
            }
            self.state.claims.clear();
        }
        self.close_offers(t);
    }

    /// Members who pass the tiers, and everybody's standing where the end of the campaign needs it.
    fn count_progress(&mut self) {
        let ranks = self.model.rules.iter().any(RuleModel::is_final);
        for credit in &self.state.credits {
            let cell = self.state.cells[credit.cell];
            let (before, after) = (cell.progress, cell.progress + credit.gained);
            for (tier, reached) in self.layout.tiers.iter().zip(&mut self.state.totals.reached) {
                *reached += credit.count * marks_passed(Trigger::Invites(*tier), None, before, after);
            }
            if ranks && credit.gained > 0 {
                let standing = &mut self.state.standing[cell.segment];
                let after = self.model.progress.fold(after);
                if after >= standing.len() {
                    standing.resize(after + 1, 0);
                }
                standing[after] += credit.count;
                if before > 0 {
                    standing[before] -= credit.count;
                }
            }
        }
    }

    /// Rewards due under a rule in this step, over all who claim.
    fn due(&mut self, t: u32, index: usize, rule: &RuleModel) -> Due {
        let mut due = Due::default();
        for segment in 0..self.model.segments.len() {
            match rule.to {
                Recipient::Upline => self.upline_due(t, index, rule, segment, &mut due),
                Recipient::Invitee => {
                    let earned = self.state.claims.by_segment[segment].joined;
                    self.claim(
                        t,
                        index,
                        rule,
                        Claimant::of(self.model, segment),
                        earned,
                        rule.stays[segment],
                        &mut due,
                    );
                }
                Recipient::Inviter => {
                    let earned = self.earned_by_inviters(rule, segment);
                    let stays = self.invitees_stay(rule, segment);
                    self.claim(t, index, rule, Claimant::of(self.model, segment), earned, stays, &mut due);
                }
            }
        }
        due
    }

    fn earned_by_inviters(&self, rule: &RuleModel, segment: usize) -> u64 {
        match (rule.when, rule.cap) {
            (Trigger::Share, _) => self.state.claims.by_segment[segment].first_shares,
            (Trigger::Join, None) => self.state.claims.by_segment[segment].accepted,
            _ => {
                let passed = |credit: &Credit| {
                    let before = self.state.cells[credit.cell].progress;
                    credit.count * marks_passed(rule.when, rule.cap, before, before + credit.gained)
                };
                self.credits_of(segment).map(passed).sum()
            }
        }
    }

    /// Acceptances credited to members of a segment in this step; none where nobody shared.
    pub(super) fn credits_of(&self, segment: usize) -> impl Iterator<Item = &Credit> {
        let credits = self.state.credits_of.get(segment).cloned().unwrap_or(0..0);
        self.state.credits[credits].iter()
    }

    /// The inviters' inviters claim for every acceptance.
    fn upline_due(&mut self, t: u32, index: usize, rule: &RuleModel, segment: usize, due: &mut Due) {
        let stays = self.invitees_stay(rule, segment);
        let lanes = self.lanes;
        for origin in 1..self.model.origins.count {
            let from = |credit: &&Credit| lanes.origin(self.state.cells[credit.cell].lane) == origin;
            let gained = |credit: &Credit| credit.count * credit.gained as u64;
            let earned = self.credits_of(segment).filter(from).map(gained).sum();
            self.claim(t, index, rule, Claimant::upline(self.model, segment, origin), earned, stays, due);
        }
    }

    /// Chance that an invitee of this segment's members stays as long as the rule asks.
    fn invitees_stay(&self, rule: &RuleModel, segment: usize) -> f64 {
        let inviter = &self.model.segments[segment];
        let mean =
            |recruits: &[f64]| recruits.iter().zip(&rule.stays).map(|(r, stays)| r * stays).sum::<f64>();
        if rule.stays.iter().all(|stays| *stays == 1.0) {
            return 1.0;
        }
        let plain = mean(&inviter.recruits);
        match &inviter.recruits_for_bait {
            Some(recruits) => plain + self.state.joins[segment].1 * (mean(recruits) - plain),
            None => plain,
        }
    }

    /// From rewards earned by the letter to rewards due: bonus hunters found out are refused, claims for invitees who
    /// leave early are void, some are never made.
    #[expect(clippy::too_many_arguments, reason = "a claim has as many circumstances")]
    fn claim(
        &mut self,
        t: u32,
        index: usize,
        rule: &RuleModel,
        claimant: Claimant,
        earned: u64,
        stays: f64,
        due: &mut Due,
    ) {
        if earned == 0 {
            return;
        }
        let mut stream = self.key.stream(Purpose::Claims, t, (index as u32) << 16 | claimant.lane);
        let refused = binomial(&mut stream, earned, claimant.refused);
        let staying = kept(&mut stream, earned - refused, stays);
        let claimed = kept(&mut stream, staying, rule.redeem);
        let counts = &mut self.outcome.rules[index];
        counts.earned += earned;
        counts.refused += refused;
        counts.void += earned - refused - staying;
        counts.unclaimed += staying - claimed;
        due.all += claimed;
        due.to_hunters += if claimant.fake { claimed } else { 0 };
    }

    /// Serves what is due and books it.
    fn pay(&mut self, t: u32, index: usize, rule: &RuleModel, due: Due) {
        if due.all == 0 {
            return;
        }
        let unit_cost = rule.cost.at(self.price);
        let settled = self.state.treasury.serve(index, rule, self.model.budget.as_ref(), due.all, unit_cost);
        let hunters_paid = if due.to_hunters == 0 || settled.paid == 0 {
            0
        } else {
            let mut stream = self.key.stream(Purpose::Claims, t, (index as u32) << 16 | 0xffff);
            crate::rng::hypergeometric(&mut stream, due.all, due.to_hunters, settled.paid)
        };
        self.book(t, index, due.all, settled.paid, settled.broken, settled.cost);
        self.state.totals.hunter_cost += unit_cost.times(hunters_paid);
        self.overspent(t, settled.overspend);
    }

    /// Money beyond budget or stock; the first marks the day of exhaustion.
    pub(super) fn overspent(&mut self, t: u32, overspend: Money) {
        if overspend > Money::ZERO {
            self.state.totals.overspend += overspend;
            self.exhausted(t);
        }
    }

    /// Books promises and money under a rule.
    pub(super) fn book(&mut self, t: u32, index: usize, due: u64, paid: u64, broken: u64, cost: Money) {
        let totals = &mut self.state.totals;
        totals.rewards_due += due;
        totals.rewards_paid += paid;
        totals.broken_promises += broken;
        totals.reward_cost += cost;
        let counts = &mut self.outcome.rules[index];
        counts.due += due;
        counts.paid += paid;
        counts.broken += broken;
        counts.cost += cost;
        let cell = &mut self.outcome.ledger[self.layout.day_of(t) * self.layout.lines.len() + index];
        cell.due += due;
        cell.paid += paid;
        cell.broken += broken;
        cell.cost += cost;
    }

    pub(super) fn close_offers(&mut self, t: u32) {
        let model = self.model;
        if model.budget.is_none() && model.rules.iter().all(|rule| rule.stock.is_none()) {
            return;
        }
        let price = self.price;
        let unit_cost = |index: usize| model.rules[index].cost.at(price);
        let exhaustion = self.state.treasury.close_offers(model.budget.as_ref(), &model.rules, unit_cost);
        if exhaustion.happened {
            self.exhausted(t);
        }
        if exhaustion.ends_campaign {
            self.out_of_means = true;
        }
        if exhaustion.offers_changed {
            self.renew_drives();
        }
    }

    fn exhausted(&mut self, t: u32) {
        let day = f64::from(t + 1) * self.model.step_days;
        self.state.totals.exhausted_day.get_or_insert(day);
    }
}

/// Keeps each with this chance; certain ones take no number from the stream.
fn kept(stream: &mut Stream, count: u64, chance: f64) -> u64 {
    if chance >= 1.0 { count } else { binomial(stream, count, chance) }
}

/// Who claims.
#[derive(Clone, Copy)]
struct Claimant {
    refused: f64,
    fake: bool,
    lane: u32,
}

impl Claimant {
    fn of(model: &Model, segment: usize) -> Claimant {
        let kind = &model.segments[segment];
        let refused = if kind.fake { kind.detect } else { 0.0 };
        Claimant { refused, fake: kind.fake, lane: segment as u32 }
    }

    fn upline(model: &Model, segment: usize, origin: usize) -> Claimant {
        Claimant {
            refused: model.origins.refused[origin],
            fake: model.origins.fake[origin],
            lane: (segment * model.origins.count + origin) as u32,
        }
    }
}

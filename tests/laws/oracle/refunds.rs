//! Money that goes back to who has paid.

use super::promises::{Promise, State};
use super::{Campaign, dice};
use kfactor::scenario::{Refund, Reward};
use rand::RngExt;

/// When somebody gets his money back: so many steps after he paid, and in which step that is.
#[derive(Clone, Copy)]
pub struct Return {
    pub after: f64,
    pub step: u32,
}

impl Campaign<'_> {
    /// Whether and when somebody gets his money back who pays at this moment, in steps.
    pub(super) fn returns(&mut self, refund: Option<&Refund>, paid: f64) -> Option<Return> {
        let refund = refund?;
        let chance = self.world.value(&refund.chance);
        let within = refund.within_days / self.world.step_days();
        let after = within * self.rng.random::<f64>();
        let after = if self.world.cycles { after.floor() } else { after };
        dice::chance(&mut self.rng, chance).then_some(Return { after, step: (paid + after) as u32 })
    }

    /// Whether that is within the campaign.
    pub(super) fn is_back(&self, returns: Option<Return>) -> bool {
        returns.is_some_and(|returns| returns.step < self.world.steps())
    }

    /// How long a reward is held, in steps.
    pub(super) fn held(&self, rule: &Reward) -> f64 {
        let days = rule.hold_days.unwrap_or(0.0).max(rule.if_stays_days.unwrap_or(0.0));
        match self.world.cycles {
            true => f64::from(self.world.whole_steps(days)),
            false => days / self.world.step_days(),
        }
    }

    /// Whether the money goes back before the promise falls due.
    pub(super) fn returns_before(&self, promise: &Promise) -> bool {
        let held = self.held(&self.world.scenario.incentive[promise.rule]);
        promise.returns.is_some_and(|returns| returns.after < held)
    }

    /// What is bought and goes back in step `t`: what had not fallen due for it is void.
    pub(super) fn void_what_returns(&mut self, t: u32) {
        for id in 0..self.promises.len() {
            let promise = &self.promises[id];
            let now = promise.returns.is_some_and(|returns| returns.step == t);
            if now && promise.state == State::Open && self.returns_before(promise) {
                self.fall(id, State::Void);
            }
        }
    }

    /// Of what has been paid for it a part comes back.
    pub(super) fn recover(&mut self, t: u32) {
        for id in 0..self.promises.len() {
            let promise = &self.promises[id];
            let over = promise.returns.is_some_and(|returns| returns.step <= t);
            if over && promise.state == State::Paid && !promise.lost {
                let part = self.world.value(&self.world.scenario.incentive[promise.rule].recovered);
                let money = (part * self.cost(promise)).round();
                self.ledger.cost -= money;
                self.tally.recovered += money;
                self.tally.rewards_lost += self.cost(promise).round() - money;
                self.promises[id].lost = true;
            }
        }
    }
}

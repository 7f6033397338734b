//! What rewards cost, and what happens when money or goods run out.

use super::world::World;
use kfactor::scenario::{Trigger, WhenExhausted};
use kfactor::units::Money;

/// An event that a rule rewards.
pub struct Claim {
    pub rule: usize,
    pub claimant: usize,
    pub invitee_segment: Option<usize>,
}

#[derive(Clone)]
struct RuleState {
    on_offer: bool,
    stock: Option<u64>,
}

pub struct Ledger {
    rules: Vec<RuleState>,
    /// Money left; below zero when overdrawn.
    left: Option<Money>,
    budget_rule: WhenExhausted,
    pub due: u64,
    pub paid: u64,
    pub broken: u64,
    pub cost: Money,
    pub overspend: Money,
    pub to_hunters: Money,
    pub exhausted: Option<u32>,
}

impl Ledger {
    pub fn new(world: &World) -> Ledger {
        let incentive = world.scenario.incentive.iter();
        let rules = incentive
            .map(|rule| RuleState {
                on_offer: true,
                stock: rule.stock.as_ref().map(|q| world.value(q).round() as u64),
            })
            .collect();
        let budget = world.scenario.budget.as_ref();
        Ledger {
            rules,
            left: budget.map(|b| world.money(&b.limit)),
            budget_rule: budget.map_or(WhenExhausted::StopRewards, |b| b.when_exhausted),
            due: 0,
            paid: 0,
            broken: 0,
            cost: Money::ZERO,
            overspend: Money::ZERO,
            to_hunters: Money::ZERO,
            exhausted: None,
        }
    }

    pub fn on_offer(&self) -> Vec<bool> {
        self.rules.iter().map(|rule| rule.on_offer).collect()
    }

    /// Pays what is due by rule (each entry: whether a bonus hunter asks).
    pub fn settle(&mut self, world: &World, t: u32, price: Money, due: &[Vec<bool>]) {
        let overspend = self.overspend;
        for (r, claims) in due.iter().enumerate() {
            let rule = &world.scenario.incentive[r];
            let cost = world.unit_cost(rule, price);
            self.due += claims.len() as u64;
            let paid = if matches!(rule.when, Trigger::Pool(_)) {
                let pools = u64::from(!claims.is_empty());
                let paid = self.pay(r, pools, cost, rule.when_exhausted);
                let fakes = claims.iter().filter(|fake| **fake).count() as i128;
                self.to_hunters += Money(cost.times(paid).0 * fakes / claims.len().max(1) as i128);
                paid * claims.len() as u64
            } else {
                let paid = self.pay(r, claims.len() as u64, cost, rule.when_exhausted);
                let fakes = claims.iter().take(paid as usize).filter(|fake| **fake).count();
                self.to_hunters += cost.times(fakes as u64);
                paid
            };
            self.paid += paid;
            self.broken += claims.len() as u64 - paid;
        }
        if self.overspend > overspend {
            self.exhausted.get_or_insert(t);
        }
    }

    /// Pays as many of `n` as money and goods allow.
    fn pay(&mut self, r: usize, n: u64, cost: Money, stock_rule: WhenExhausted) -> u64 {
        let mut payable = n;
        let stock = self.rules[r].stock.unwrap_or(u64::MAX);
        if stock_rule != WhenExhausted::Overdraw {
            payable = payable.min(stock);
        }
        if let Some(left) = self.left
            && self.budget_rule != WhenExhausted::Overdraw
            && cost > Money::ZERO
        {
            payable = payable.min((left.0 / cost.0) as u64);
        }
        let spent = cost.times(payable);
        let beyond_stock = cost.times(payable.saturating_sub(stock));
        let left = self.left.map_or(spent, |left| left.max(Money::ZERO));
        let above_limit = (spent - left).max(Money::ZERO);
        self.overspend += beyond_stock.max(above_limit);
        self.cost += spent;
        self.rules[r].stock = self.rules[r].stock.map(|stock| stock.saturating_sub(payable));
        self.left = self.left.map(|left| left - spent);
        payable
    }

    /// Takes off offer what can no longer be given; `true` when that ends the campaign.
    pub fn withdraw(&mut self, world: &World, t: u32, price: Money) -> bool {
        let mut ends = false;
        for (rule, state) in world.scenario.incentive.iter().zip(&mut self.rules) {
            let cost = world.unit_cost(rule, price);
            let no_goods = state.stock == Some(0) && rule.when_exhausted != WhenExhausted::Overdraw;
            let no_money = self.left.is_some_and(|left| left < cost)
                && self.budget_rule != WhenExhausted::Overdraw
                && cost > Money::ZERO;
            if !state.on_offer || !(no_goods || no_money) {
                continue;
            }
            state.on_offer = false;
            self.exhausted.get_or_insert(t);
            ends |= no_goods && rule.when_exhausted == WhenExhausted::EndCampaign;
            ends |= no_money && self.budget_rule == WhenExhausted::EndCampaign;
        }
        ends
    }
}

//! The offers: which rewards stand, how people behave under them, and what money and goods are left for them.

use crate::engine::now::Step;
use crate::engine::record::Record;
use crate::model::{Behaviour, Model, RuleModel, UnitCost};
use crate::terms::{Demand, Settlement, Treasury};
use crate::units::Money;

/// Rewards on offer.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Offers {
    treasury: Treasury,
    /// The behaviour under the offers of now, where they are not those of the start any more.
    behaviour: Behaviour,
    have_changed: bool,
    /// Money or goods ran out, and the rules say that this ends the campaign.
    out_of_means: bool,
    /// When in the step at hand the last of something goes, if it does.
    last_goes: Option<f64>,
}

impl Offers {
    /// Everything is on offer again.
    pub fn begin(&mut self, model: &Model) {
        self.treasury.refill(model.budget.as_ref(), &model.rules);
        self.have_changed = false;
        self.out_of_means = false;
        self.last_goes = None;
    }

    /// The last piece or money of a rule goes at this moment of the step.
    pub fn goes(&mut self, moment: f64) {
        self.last_goes = Some(self.last_goes.map_or(moment, |before| before.min(moment)));
    }

    /// The part of the goods that are due under a rule that is there, whether or not the company pays on.
    pub fn goods_there(&self, rule: usize, due: u64) -> f64 {
        self.treasury.goods(rule).map_or(1.0, |goods| (goods as f64 / due as f64).min(1.0))
    }

    /// The part of the money that is due that is there, whether or not the company pays on.
    pub fn money_there(&self, due: Money) -> f64 {
        let left = self.treasury.budget_left().filter(|left| *left < due);
        left.map_or(1.0, |left| left.minor().max(0.0) / due.minor())
    }

    /// The behaviour under the offers of now.
    #[inline]
    pub fn behaviour<'a>(&'a self, model: &'a Model) -> &'a Behaviour {
        if self.have_changed { &self.behaviour } else { model.behaviour() }
    }

    /// Whether the rule is on offer in a step.
    pub fn stand(&self, at: Step<'_>, rule: usize) -> bool {
        self.treasury.offers(rule) && at.model.rules[rule].is_on(at.t)
    }

    /// The rules on offer in a step, as bits, that pay whoever orders.
    pub fn to_buyers(&self, at: Step<'_>) -> u64 {
        let rules = 0..at.model.rules.len();
        let stand = |rule: &usize| at.model.order_rules.to_buyers >> rule & 1 == 1 && self.stand(at, *rule);
        rules.filter(stand).fold(0, |bits, rule| bits | 1 << rule)
    }

    /// Whether money or goods ran out where this ends the campaign.
    #[inline]
    pub fn are_out_of_means(&self) -> bool {
        self.out_of_means
    }

    /// Money left for rewards; `None` without a budget.
    #[inline]
    pub fn budget_left(&self) -> Option<Money> {
        self.treasury.budget_left()
    }

    /// On how many days the money of the day was used up.
    pub fn days_spent(&self) -> u64 {
        self.treasury.days_spent()
    }

    /// Money that is left for rewards and not set aside; `None` where it does not run out.
    pub fn free_money(&self, model: &Model) -> Option<Money> {
        self.treasury.free_money(model.budget.as_ref())
    }

    /// Money that is left for what is earned today under a rule; `None` where its days are not limited.
    pub fn money_of_today(&self, rule: &RuleModel) -> Option<Money> {
        self.treasury.money_of_today(rule)
    }

    /// The same for what acceptances and first shares earn.
    pub fn money_of_deeds(&self, rule: &RuleModel) -> Option<Money> {
        self.treasury.money_of_deeds(rule)
    }

    /// Orders have earned rewards that cost so much.
    pub fn take_of_today(&mut self, cost: Money) {
        self.treasury.take_of_today(cost);
    }

    /// Goods of a rule that are left and not set aside; `None` where they do not run out.
    pub fn free_goods(&self, model: &Model, rule: usize) -> Option<u64> {
        self.treasury.free_goods(rule, &model.rules[rule])
    }

    /// Whether the last piece, or the last money, of a rule may go within a step, so that promises made after it are taken back.
    pub fn may_take_back(&self, model: &Model, rule: usize) -> bool {
        let RuleModel { cost, reserve, .. } = &model.rules[rule];
        let costs = *cost != UnitCost::Fixed(Money::ZERO);
        let limited = self.free_goods(model, rule).is_some() || (costs && self.free_money(model).is_some());
        limited && !reserve && !model.in_cycles
    }

    /// How many rewards of a rule are set aside.
    pub fn held(&self, rule: usize) -> u64 {
        self.treasury.held(rule)
    }

    /// How many of the `wanted` rewards a rule promises, at `unit_cost` each.
    pub fn promise(&mut self, model: &Model, rule: usize, wanted: u64, unit_cost: Money) -> u64 {
        self.treasury.promise(rule, &model.rules[rule], model.budget.as_ref(), wanted, unit_cost)
    }

    /// Gives back what was set aside for promises of a rule.
    pub fn release(&mut self, model: &Model, rule: usize, count: u64, unit_cost: Money) {
        self.treasury.release(rule, &model.rules[rule], count, unit_cost);
    }

    /// Serves what is due under a rule.
    pub fn serve(&mut self, model: &Model, rule: usize, due: Demand) -> Settlement {
        self.treasury.serve(rule, &model.rules[rule], model.budget.as_ref(), due)
    }

    /// Takes off offer what cannot be paid any more, and puts on offer again what can, while the price is `price`; the next step
    /// may be the first of other terms, and where the step `is_over` of another day.
    pub fn close(&mut self, at: Step<'_>, is_over: bool, price: Money, record: &mut Record<'_>) {
        let Model { budget, rules, .. } = at.model;
        let next = at.t + 1;
        let cost = |rule: usize| rules[rule].unit_cost(price);
        self.treasury.look_at_today(at.t, rules, cost);
        if is_over && at.model.days.is_some_and(|days| days.begins(next)) {
            self.treasury.begin_day(budget.as_ref());
        }
        let mut have_changed = rules.iter().any(|rule| rule.is_on(at.t) != rule.is_on(next));
        if at.model.has_limited_offers() {
            let exhaustion = self.treasury.close_offers(next, budget.as_ref(), rules, cost);
            let moment = self.last_goes.take().filter(|_| !at.model.in_cycles);
            if exhaustion.happened {
                record.exhausted(at, moment.unwrap_or(1.0));
            }
            self.out_of_means |= exhaustion.ends_campaign;
            have_changed |= exhaustion.offers_changed;
        }
        if have_changed {
            self.behaviour.renew(at.model, |rule| self.treasury.offers(rule) && rules[rule].is_on(next));
            self.have_changed = true;
        }
    }
}

//! The company's purse: budget and stocks, hard facts that end offers and break promises.

use crate::model::{BudgetModel, RuleModel};
use crate::scenario::WhenExhausted;
use crate::units::Money;

/// What is left of budget and stocks, and which rules are still on offer.
#[derive(Clone, Debug, Default)]
pub struct Treasury {
    budget_left: Option<Money>,
    stocks: Vec<Option<u64>>,
    offered: Vec<bool>,
}

/// What became of the rewards that were due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// Rewards paid.
    pub paid: u64,
    /// Promises that neither money nor goods covered.
    pub broken: u64,
    /// Money paid.
    pub cost: Money,
    /// The part of it beyond budget or stock.
    pub overspend: Money,
}

/// What an exhausted budget or stock does to the campaign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exhaustion {
    /// Something ran out in this step.
    pub happened: bool,
    /// The campaign ends by its own rules.
    pub ends_campaign: bool,
    /// Which rules are on offer has changed.
    pub offers_changed: bool,
}

impl Treasury {
    /// Fills purse and stocks for a new campaign.
    pub fn refill(&mut self, budget: Option<&BudgetModel>, rules: &[RuleModel]) {
        self.budget_left = budget.map(|budget| budget.limit);
        self.stocks.clear();
        self.stocks.extend(rules.iter().map(|rule| rule.stock));
        self.offered.clear();
        self.offered.resize(rules.len(), true);
    }

    /// Whether the rule is on offer.
    #[must_use]
    pub fn offers(&self, rule: usize) -> bool {
        self.offered[rule]
    }

    /// Money left for rewards; `None` without a budget; negative when overdrawn.
    #[must_use]
    pub fn budget_left(&self) -> Option<Money> {
        self.budget_left
    }

    /// Serves `due` rewards of a rule at `unit_cost` each: as many as goods and money cover are paid; the rest are
    /// broken promises, or overspend where the company pays on.
    pub fn serve(
        &mut self,
        index: usize,
        rule: &RuleModel,
        budget: Option<&BudgetModel>,
        due: u64,
        unit_cost: Money,
    ) -> Settlement {
        let overdraws_stock = rule.when_exhausted == WhenExhausted::Overdraw;
        let overdraws_budget = budget.is_some_and(|budget| budget.when_exhausted == WhenExhausted::Overdraw);
        let in_stock = self.stocks[index].unwrap_or(u64::MAX);
        let affordable = match self.budget_left {
            Some(left) if !overdraws_budget && unit_cost > Money::ZERO => {
                u64::try_from((left.0.max(0) / unit_cost.0).min(i128::from(u64::MAX))).unwrap_or(u64::MAX)
            }
            _ => u64::MAX,
        };
        let goods = if overdraws_stock { due } else { due.min(in_stock) };
        let paid = goods.min(affordable);
        let cost = unit_cost.times(paid);
        let beyond_stock = unit_cost.times(paid.saturating_sub(in_stock));
        let beyond_budget =
            self.budget_left.map_or(Money::ZERO, |left| cost - Money(left.0.clamp(0, cost.0)));
        if let Some(stock) = &mut self.stocks[index] {
            *stock = stock.saturating_sub(paid);
        }
        if let Some(left) = &mut self.budget_left {
            *left -= cost;
        }
        Settlement { paid, broken: due - paid, cost, overspend: beyond_stock.max(beyond_budget) }
    }

    /// At the end of a step: rules that can no longer be paid go off offer from the next step on. `unit_costs` are the
    /// costs of one more reward by rule.
    pub fn close_offers(
        &mut self,
        budget: Option<&BudgetModel>,
        rules: &[RuleModel],
        unit_costs: impl Fn(usize) -> Money,
    ) -> Exhaustion {
        let mut exhaustion = Exhaustion::default();
        for (index, rule) in rules.iter().enumerate() {
            if !self.offered[index] {
                continue;
            }
            if self.stocks[index] == Some(0) {
                self.close(index, rule.when_exhausted, &mut exhaustion);
            }
            if let (Some(left), Some(budget)) = (self.budget_left, budget)
                && left < unit_costs(index)
            {
                self.close(index, budget.when_exhausted, &mut exhaustion);
            }
        }
        exhaustion
    }

    fn close(&mut self, index: usize, when_exhausted: WhenExhausted, exhaustion: &mut Exhaustion) {
        exhaustion.happened |= when_exhausted != WhenExhausted::Overdraw;
        match when_exhausted {
            // Nothing runs out for a company that pays on; what it overspends is counted when it does.
            WhenExhausted::Overdraw => {}
            WhenExhausted::StopRewards => {
                exhaustion.offers_changed |= self.offered[index];
                self.offered[index] = false;
            }
            WhenExhausted::EndCampaign => exhaustion.ends_campaign = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::rule as any_rule;
    use super::*;

    fn rule(stock: Option<u64>, when_exhausted: WhenExhausted) -> RuleModel {
        RuleModel { stock, when_exhausted, ..any_rule() }
    }

    fn treasury(budget: Option<&BudgetModel>, rules: &[RuleModel]) -> Treasury {
        let mut treasury = Treasury::default();
        treasury.refill(budget, rules);
        treasury
    }

    #[test]
    fn what_stock_does_not_cover_is_broken() {
        let rules = [rule(Some(3), WhenExhausted::StopRewards)];
        let mut treasury = treasury(None, &rules);
        let settlement = treasury.serve(0, &rules[0], None, 5, Money(500));
        assert_eq!(settlement, Settlement { paid: 3, broken: 2, cost: Money(1500), overspend: Money(0) });
        let exhaustion = treasury.close_offers(None, &rules, |_| Money(500));
        assert!(exhaustion.happened && exhaustion.offers_changed && !treasury.offers(0));
    }

    #[test]
    fn a_budget_pays_whole_rewards_only() {
        let rules = [rule(None, WhenExhausted::StopRewards)];
        let budget = BudgetModel { limit: Money(1200), when_exhausted: WhenExhausted::EndCampaign };
        let mut treasury = treasury(Some(&budget), &rules);
        let settlement = treasury.serve(0, &rules[0], Some(&budget), 5, Money(500));
        assert_eq!((settlement.paid, settlement.broken), (2, 3));
        assert_eq!(treasury.budget_left(), Some(Money(200)));
        assert!(treasury.close_offers(Some(&budget), &rules, |_| Money(500)).ends_campaign);
    }

    #[test]
    fn an_overdrawn_budget_counts_the_overspend() {
        let rules = [rule(None, WhenExhausted::StopRewards)];
        let budget = BudgetModel { limit: Money(1200), when_exhausted: WhenExhausted::Overdraw };
        let mut treasury = treasury(Some(&budget), &rules);
        let first = treasury.serve(0, &rules[0], Some(&budget), 5, Money(500));
        assert_eq!((first.paid, first.overspend), (5, Money(1300)));
        let second = treasury.serve(0, &rules[0], Some(&budget), 1, Money(500));
        assert_eq!(second.overspend, Money(500));
        assert!(treasury.offers(0));
    }

    #[test]
    fn goods_bought_after_are_overspend() {
        let rules = [rule(Some(3), WhenExhausted::Overdraw)];
        let mut treasury = treasury(None, &rules);
        let settlement = treasury.serve(0, &rules[0], None, 5, Money(500));
        assert_eq!((settlement.paid, settlement.overspend), (5, Money(1000)));
    }
}

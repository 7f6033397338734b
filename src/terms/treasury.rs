//! The company's purse: budget and stocks, what of them is set aside, and which rules can still promise something.

use crate::model::{BudgetModel, RuleModel};
use crate::scenario::WhenExhausted;
use crate::units::Money;

/// What is left of budget and stocks, and which rules are still on offer.
#[derive(Clone, Debug, Default)]
pub struct Treasury {
    budget_left: Option<Money>,
    /// The part of it that is set aside for promises.
    money_held: Money,
    /// What is left of the money for what is earned today; none where days are not limited.
    today_left: Option<Money>,
    /// Whether it does not cover one more reward of some rule any more, and on how many days before that was so.
    today_is_spent: bool,
    days_spent: u64,
    shelves: Vec<Shelf>,
    /// By rule.
    offers: Vec<Offer>,
}

/// The goods of one reward.
#[derive(Clone, Copy, Debug, Default)]
struct Shelf {
    /// What is left; none where they never run out.
    stock: Option<u64>,
    /// Rewards set aside, in goods or money.
    held: u64,
}

/// How a rule is offered.
#[derive(Clone, Copy, Debug)]
struct Offer {
    /// Where its goods stand.
    shelf: usize,
    /// Whether it is on offer, if its dates allow it.
    stands: bool,
}

/// Rewards of one rule that are due together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// How many.
    pub count: u64,
    /// What they cost together.
    pub worth: Money,
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
    /// There is nothing left for one more reward of some rule.
    pub happened: bool,
    /// The campaign ends by its own rules.
    pub ends_campaign: bool,
    /// Which rules are on offer has changed.
    pub offers_changed: bool,
}

impl Demand {
    /// So many at the same cost.
    #[must_use]
    pub fn of(count: u64, unit_cost: Money) -> Demand {
        Demand { count, worth: unit_cost.times(count) }
    }

    /// What some of them cost: their part, to a whole minor unit below.
    #[must_use]
    pub fn cost_of(self, some: u64) -> Money {
        if some == self.count { self.worth } else { self.worth.part(some, self.count) }
    }

    /// How many of them so much money pays for.
    fn affordable(self, money: Money) -> u64 {
        if self.worth <= money.max(Money::ZERO) {
            return self.count;
        }
        let each = (money.0.max(0) + 1).saturating_mul(i128::from(self.count)) - 1;
        u64::try_from(each / self.worth.0).map_or(self.count, |many| many.min(self.count))
    }
}

impl Treasury {
    /// Fills purse and stocks for a new campaign.
    pub fn refill(&mut self, budget: Option<&BudgetModel>, rules: &[RuleModel]) {
        self.budget_left = budget.map(|budget| budget.limit);
        self.money_held = Money::ZERO;
        self.begin_day(budget);
        self.days_spent = 0;
        self.shelves.clear();
        self.offers.clear();
        for rule in rules {
            self.shelves.resize(self.shelves.len().max(rule.reward + 1), Shelf::default());
            self.shelves[rule.reward] = Shelf { stock: rule.stock, held: 0 };
            self.offers.push(Offer { shelf: rule.reward, stands: true });
        }
    }

    /// Another day begins, with money of its own.
    pub fn begin_day(&mut self, budget: Option<&BudgetModel>) {
        self.today_left = budget.and_then(|budget| budget.per_day);
        self.days_spent += u64::from(std::mem::take(&mut self.today_is_spent));
    }

    /// Notes at the end of step `t` whether the money of the day is used up. `unit_costs` are the costs of one more reward by rule.
    pub fn look_at_today(&mut self, t: u32, rules: &[RuleModel], unit_costs: impl Fn(usize) -> Money) {
        if self.today_left.is_some() {
            let lacks = |(index, rule): (usize, &RuleModel)| {
                rule.is_on(t) && self.money_of_today(rule).is_some_and(|left| left < unit_costs(index))
            };
            self.today_is_spent |= rules.iter().enumerate().any(lacks);
        }
    }

    /// On how many days so far the money of the day was used up.
    #[must_use]
    pub fn days_spent(&self) -> u64 {
        self.days_spent + u64::from(self.today_is_spent)
    }

    /// What is left of the money for what is earned today under this rule; `None` where its days are not limited.
    #[must_use]
    pub fn money_of_today(&self, rule: &RuleModel) -> Option<Money> {
        self.today_left.filter(|_| !rule.is_final())
    }

    /// The same for what acceptances and first shares earn; orders earn what is left when they come.
    #[must_use]
    pub fn money_of_deeds(&self, rule: &RuleModel) -> Option<Money> {
        self.money_of_today(rule).filter(|_| rule.on_orders.is_none())
    }

    /// Orders have earned rewards that cost so much.
    pub fn take_of_today(&mut self, cost: Money) {
        if let Some(left) = &mut self.today_left {
            *left -= cost;
        }
    }

    fn shelf(&mut self, index: usize) -> &mut Shelf {
        &mut self.shelves[self.offers[index].shelf]
    }

    /// Whether the rule is on offer, if its dates allow it.
    #[must_use]
    pub fn offers(&self, rule: usize) -> bool {
        self.offers[rule].stands
    }

    /// Money left for rewards; `None` without a budget; negative when overdrawn.
    #[must_use]
    pub fn budget_left(&self) -> Option<Money> {
        self.budget_left
    }

    /// Goods of a rule that are left, set aside or not; `None` where there is no end of them.
    #[must_use]
    pub fn goods(&self, index: usize) -> Option<u64> {
        self.shelves[self.offers[index].shelf].stock
    }

    /// The money that may be spent and is not set aside; `None` where money does not run out.
    #[must_use]
    pub fn free_money(&self, budget: Option<&BudgetModel>) -> Option<Money> {
        let left = self.budget_left.filter(|_| budget.is_some_and(|budget| budget.when_exhausted.runs_out()));
        left.map(|left| left - self.money_held)
    }

    /// The goods of a rule that are not set aside; `None` where they do not run out.
    #[must_use]
    pub fn free_goods(&self, index: usize, rule: &RuleModel) -> Option<u64> {
        let Shelf { stock, held } = self.shelves[self.offers[index].shelf];
        stock.filter(|_| rule.when_exhausted.runs_out()).map(|stock| stock.saturating_sub(held))
    }

    /// How many of `wanted` rewards at `unit_cost` each a rule may promise. What a rule that keeps a reserve promises is set
    /// aside; all others promise what they are asked for, as far as the money of the day goes.
    pub fn promise(
        &mut self,
        index: usize,
        rule: &RuleModel,
        budget: Option<&BudgetModel>,
        wanted: u64,
        unit_cost: Money,
    ) -> u64 {
        let demand = Demand::of(wanted, unit_cost);
        let mut promised = wanted;
        let today = self.money_of_deeds(rule);
        if let Some(left) = today {
            promised = demand.affordable(left);
        }
        if rule.reserve {
            let goods = self.free_goods(index, rule).unwrap_or(wanted);
            let money = self.free_money(budget).map_or(wanted, |money| demand.affordable(money));
            promised = promised.min(goods).min(money);
            self.shelf(index).held += promised;
            self.money_held += unit_cost.times(promised);
        }
        if today.is_some() {
            self.take_of_today(unit_cost.times(promised));
        }
        promised
    }

    /// Gives back what was set aside for promises of a rule.
    pub fn release(&mut self, index: usize, rule: &RuleModel, count: u64, unit_cost: Money) {
        if rule.reserve {
            self.shelf(index).held -= count;
            self.money_held -= unit_cost.times(count);
        }
    }

    /// How many rewards of a rule are set aside.
    #[must_use]
    pub fn held(&self, index: usize) -> u64 {
        self.shelves[self.offers[index].shelf].held
    }

    /// Serves what is due under a rule: as many as goods and money cover are paid; the rest are broken promises, or
    /// overspend where the company pays on. What was set aside for them has been given back.
    pub fn serve(
        &mut self,
        index: usize,
        rule: &RuleModel,
        budget: Option<&BudgetModel>,
        due: Demand,
    ) -> Settlement {
        let goods = self.free_goods(index, rule).unwrap_or(due.count);
        let affordable = self.free_money(budget).map_or(due.count, |money| due.affordable(money));
        let paid = due.count.min(goods).min(affordable);
        let cost = due.cost_of(paid);
        let in_stock = self.goods(index).unwrap_or(paid).min(paid);
        let beyond_stock = cost - due.cost_of(in_stock);
        let beyond_budget =
            self.budget_left.map_or(Money::ZERO, |left| cost - Money(left.0.clamp(0, cost.0)));
        if let Some(stock) = &mut self.shelf(index).stock {
            *stock -= in_stock;
        }
        if let Some(left) = &mut self.budget_left {
            *left -= cost;
        }
        Settlement { paid, broken: due.count - paid, cost, overspend: beyond_stock.max(beyond_budget) }
    }

    /// At the end of a step: rules that cannot pay one more are off offer from step `next` on, until they can again.
    /// Final prizes stay. `unit_costs` are the costs of one more reward by rule.
    pub fn close_offers(
        &mut self,
        next: u32,
        budget: Option<&BudgetModel>,
        rules: &[RuleModel],
        unit_costs: impl Fn(usize) -> Money,
    ) -> Exhaustion {
        let mut exhaustion = Exhaustion::default();
        // What a final prize in reserve needs is there.
        let watched = |rule: &RuleModel| !(rule.is_final() && rule.reserve) && rule.is_on(next);
        for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| watched(rule)) {
            let Offer { shelf, stands: stood } = self.offers[index];
            let Shelf { stock, held } = self.shelves[shelf];
            let no_goods = stock.is_some_and(|stock| stock <= held).then_some(rule.when_exhausted);
            let no_money = budget.zip(self.budget_left).and_then(|(budget, left)| {
                let unit_cost = unit_costs(index);
                let covers = unit_cost == Money::ZERO || left - self.money_held >= unit_cost;
                (!covers).then_some(budget.when_exhausted)
            });
            let lacking = || [no_goods, no_money].into_iter().flatten();
            let unpaid_today = self.money_of_deeds(rule).is_some_and(|left| left < unit_costs(index));
            let stands = lacking().all(|when| when != WhenExhausted::StopRewards) && !unpaid_today;
            let offers = rule.is_final() || stands;
            exhaustion.happened |= lacking().next().is_some();
            exhaustion.ends_campaign |= lacking().any(|when| when == WhenExhausted::EndCampaign);
            exhaustion.offers_changed |= offers != stood;
            self.offers[index].stands = offers;
        }
        exhaustion
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

    const FIVE: Demand = Demand { count: 5, worth: Money(2500) };

    #[test]
    fn what_stock_does_not_cover_is_broken() {
        let rules = [rule(Some(3), WhenExhausted::StopRewards)];
        let mut treasury = treasury(None, &rules);
        let settlement = treasury.serve(0, &rules[0], None, FIVE);
        assert_eq!(settlement, Settlement { paid: 3, broken: 2, cost: Money(1500), overspend: Money(0) });
        let exhaustion = treasury.close_offers(1, None, &rules, |_| Money(500));
        assert!(exhaustion.happened && exhaustion.offers_changed && !treasury.offers(0));
    }

    #[test]
    fn a_budget_pays_whole_rewards_only() {
        let rules = [rule(None, WhenExhausted::StopRewards)];
        let budget =
            BudgetModel { per_day: None, limit: Money(1200), when_exhausted: WhenExhausted::EndCampaign };
        let mut treasury = treasury(Some(&budget), &rules);
        let settlement = treasury.serve(0, &rules[0], Some(&budget), FIVE);
        assert_eq!((settlement.paid, settlement.broken), (2, 3));
        assert_eq!(treasury.budget_left(), Some(Money(200)));
        assert!(treasury.close_offers(1, Some(&budget), &rules, |_| Money(500)).ends_campaign);
    }

    #[test]
    fn an_overdrawn_budget_counts_the_overspend() {
        let rules = [rule(None, WhenExhausted::StopRewards)];
        let budget =
            BudgetModel { per_day: None, limit: Money(1200), when_exhausted: WhenExhausted::Overdraw };
        let mut treasury = treasury(Some(&budget), &rules);
        let first = treasury.serve(0, &rules[0], Some(&budget), FIVE);
        assert_eq!((first.paid, first.overspend), (5, Money(1300)));
        let second = treasury.serve(0, &rules[0], Some(&budget), Demand::of(1, Money(500)));
        assert_eq!(second.overspend, Money(500));
        assert!(treasury.close_offers(1, Some(&budget), &rules, |_| Money(500)).happened);
        assert!(treasury.offers(0));
    }

    #[test]
    fn goods_bought_after_are_overspend() {
        let rules = [rule(Some(3), WhenExhausted::Overdraw)];
        let mut treasury = treasury(None, &rules);
        let settlement = treasury.serve(0, &rules[0], None, FIVE);
        assert_eq!((settlement.paid, settlement.overspend), (5, Money(1000)));
    }

    /// Of 1,200 three rewards of 300 are held; another rule may spend the rest, until a promise is gone.
    #[test]
    fn what_is_held_is_not_there_for_others() {
        let held = RuleModel { reserve: true, ..rule(Some(3), WhenExhausted::StopRewards) };
        let rules = [held, RuleModel { reward: 1, ..rule(None, WhenExhausted::StopRewards) }];
        let budget =
            BudgetModel { per_day: None, limit: Money(1200), when_exhausted: WhenExhausted::StopRewards };
        let mut treasury = treasury(Some(&budget), &rules);
        assert_eq!(treasury.promise(0, &rules[0], Some(&budget), 5, Money(300)), 3);
        assert_eq!(treasury.promise(1, &rules[1], Some(&budget), 5, Money(300)), 5);
        assert_eq!(treasury.serve(1, &rules[1], Some(&budget), Demand::of(5, Money(300))).paid, 1);
        let costs = |_| Money(300);
        assert!(treasury.close_offers(1, Some(&budget), &rules, costs).offers_changed);
        assert_eq!([treasury.offers(0), treasury.offers(1)], [false, false]);
        treasury.release(0, &rules[0], 1, Money(300));
        assert!(treasury.close_offers(1, Some(&budget), &rules, costs).offers_changed);
        assert_eq!([treasury.offers(0), treasury.offers(1)], [true, true]);
    }

    #[test]
    fn some_of_unequal_rewards_are_paid_at_their_mean() {
        let rules = [rule(None, WhenExhausted::StopRewards)];
        let budget =
            BudgetModel { per_day: None, limit: Money(100), when_exhausted: WhenExhausted::StopRewards };
        let mut treasury = treasury(Some(&budget), &rules);
        let due = Demand { count: 4, worth: Money(150) };
        let settlement = treasury.serve(0, &rules[0], Some(&budget), due);
        assert_eq!((settlement.paid, settlement.broken, settlement.cost), (2, 2, Money(75)));
    }

    /// What today's money does not cover is not promised; what is void later is not given back; tomorrow there is as much again.
    #[test]
    fn a_day_has_money_of_its_own() {
        let rules = [rule(None, WhenExhausted::StopRewards), rule(None, WhenExhausted::Overdraw)];
        let (limit, per_day) = (Money(100_000), Some(Money(1700)));
        let budget = BudgetModel { limit, per_day, when_exhausted: WhenExhausted::StopRewards };
        let mut treasury = treasury(Some(&budget), &rules);
        let mut promise =
            |rule: usize, wanted| treasury.promise(rule, &rules[rule], Some(&budget), wanted, Money(500));
        assert_eq!([promise(0, 2), promise(1, 5), promise(0, 1)], [2, 1, 0]);
        let exhaustion = treasury.close_offers(1, Some(&budget), &rules, |_| Money(500));
        assert!(!exhaustion.happened && exhaustion.offers_changed && !treasury.offers(0));
        let look = |treasury: &mut Treasury, t| treasury.look_at_today(t, &rules, |_| Money(500));
        look(&mut treasury, 0);
        look(&mut treasury, 1);
        treasury.begin_day(Some(&budget));
        look(&mut treasury, 2);
        assert_eq!(treasury.days_spent(), 1, "a day counts once, and the next one when its money is gone");
        assert!(treasury.close_offers(2, Some(&budget), &rules, |_| Money(500)).offers_changed);
        assert!(treasury.offers(0));
    }

    /// A reward of two terms has one stock; the second stands from its date on, as long as something is left.
    #[test]
    fn terms_of_one_reward_share_its_stock() {
        let first = RuleModel { dates: 0..3, ..rule(Some(7), WhenExhausted::StopRewards) };
        let rules = [first.clone(), RuleModel { dates: 3..9, ..first }];
        let mut treasury = treasury(None, &rules);
        assert_eq!(treasury.serve(0, &rules[0], None, FIVE).paid, 5);
        assert!(!treasury.close_offers(3, None, &rules, |_| Money(500)).happened);
        assert_eq!(treasury.serve(1, &rules[1], None, FIVE).paid, 2);
        assert!(treasury.close_offers(4, None, &rules, |_| Money(500)).offers_changed);
        assert_eq!([treasury.offers(0), treasury.offers(1)], [true, false]);
        assert!(!treasury.close_offers(9, None, &rules, |_| Money(500)).happened);
    }
}

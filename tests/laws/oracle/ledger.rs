//! Money and goods: what is left, what is held, what is paid.

use super::earning::is_of_orders;
use super::world::World;
use kfactor::scenario::{Reward, Trigger, WhenExhausted};
use kfactor::units::Money;

/// Rounding of numbers that are not whole minor units.
const GRAIN: f64 = 1e-6;

/// What becomes of one rule's goods.
struct Account {
    /// Pieces left; without one there is no end of them.
    stock: Option<u64>,
    stock_rule: WhenExhausted,
    reserve: bool,
    prize: bool,
    /// Pieces held in reserve, and the money for them.
    held: u64,
    held_money: f64,
    /// What a prize costs.
    unit: f64,
}

/// Money in minor units.
pub struct Ledger {
    accounts: Vec<Account>,
    /// Money left; below zero when overdrawn.
    pub left: Option<f64>,
    budget_rule: WhenExhausted,
    /// Money left for what is earned today; without it there is no end of it.
    pub today: Option<f64>,
    today_is_spent: bool,
    /// Days whose money was used up.
    pub days_spent: u64,
    pub cost: f64,
    pub overspend: f64,
    pub to_hunters: f64,
    /// When the last of something went first, in steps.
    pub exhausted: Option<f64>,
    /// When in the present step it goes.
    goes: f64,
}

impl Ledger {
    pub fn new(world: &World) -> Ledger {
        let account = |rule: &Reward| Account {
            stock: rule.stock.as_ref().map(|q| world.value(q).round() as u64),
            stock_rule: rule.when_exhausted,
            reserve: rule.reserve,
            prize: is_prize(rule.when),
            held: 0,
            held_money: 0.0,
            unit: world.cost_of_one(rule, world.price(0), 0),
        };
        let budget = world.scenario.budget.as_ref();
        let mut ledger = Ledger {
            accounts: world.scenario.incentive.iter().map(account).collect(),
            left: budget.map(|b| world.money(&b.limit).minor()),
            budget_rule: budget.map_or(WhenExhausted::StopRewards, |b| b.when_exhausted),
            today: None,
            today_is_spent: false,
            days_spent: 0,
            cost: 0.0,
            overspend: 0.0,
            to_hunters: 0.0,
            exhausted: None,
            goes: f64::INFINITY,
        };
        for (r, rule) in world.scenario.incentive.iter().enumerate().filter(|(_, rule)| rule.reserve) {
            let prizes = match rule.when {
                Trigger::Rank(k) | Trigger::Lottery(k) => k,
                Trigger::Pool(_) => 1,
                _ => 0,
            };
            (0..prizes).for_each(|_| _ = ledger.hold(r, ledger.accounts[r].unit));
        }
        ledger
    }

    /// Pieces of rule `r` that nobody holds; `None` without an end.
    pub fn free_pieces(&self, r: usize) -> Option<u64> {
        let Account { stock, stock_rule, held, .. } = self.accounts[r];
        stock.filter(|_| stock_rule != WhenExhausted::Overdraw).map(|stock| stock - held)
    }

    /// Money that nobody holds; `None` without an end.
    pub fn free_money(&self) -> Option<f64> {
        let left = self.left.filter(|_| self.budget_rule != WhenExhausted::Overdraw);
        left.map(|left| left - self.accounts.iter().map(|account| account.held_money).sum::<f64>())
    }

    /// Whether goods and money are there for one more of rule `r` at this cost.
    fn covers(&self, r: usize, cost: f64) -> bool {
        self.free_pieces(r).is_none_or(|pieces| pieces > 0)
            && (cost <= 0.0 || self.free_money().is_none_or(|money| cost <= money + GRAIN))
    }

    /// Another day begins.
    pub fn begin_day(&mut self, world: &World) {
        let per_day = world.scenario.budget.as_ref().and_then(|budget| budget.per_day.as_ref());
        self.today = per_day.map(|per_day| world.money(per_day).minor());
        self.today_is_spent = false;
    }

    /// A step is over: a day whose money does not cover one more of some rule is spent.
    pub fn look_at_today(&mut self, world: &World, price: Money) {
        let mut rules = world.scenario.incentive.iter().filter(|rule| !is_prize(rule.when));
        let lacks = |rule: &Reward| {
            world.is_dated_for(rule, world.now)
                && !self.covers_today(world.cost_of_one(rule, price, world.now))
        };
        if rules.any(lacks) && !std::mem::replace(&mut self.today_is_spent, true) {
            self.days_spent += 1;
        }
    }

    /// Whether today's money covers one more of this cost.
    pub fn covers_today(&self, cost: f64) -> bool {
        cost <= 0.0 || self.today.is_none_or(|left| cost <= left + GRAIN)
    }

    /// Holds one piece of rule `r` and its cost, if they are there.
    pub fn hold(&mut self, r: usize, cost: f64) -> bool {
        let there = self.covers(r, cost);
        if there {
            self.accounts[r].held += 1;
            self.accounts[r].held_money += cost;
        }
        there
    }

    /// Gives one of this cost back.
    pub fn let_go(&mut self, r: usize, cost: f64) {
        self.accounts[r].held -= 1;
        self.accounts[r].held_money -= cost;
    }

    /// Sets what rule `r` holds for those who have won: no more than it held for who might; how many that is.
    pub fn hold_for(&mut self, r: usize, winners: u64) -> u64 {
        let account = &mut self.accounts[r];
        account.held = winners.min(account.held);
        account.held_money = account.held as f64 * account.unit;
        account.held
    }

    /// Whether rule `r` holds what it promises.
    pub fn reserves(&self, r: usize) -> bool {
        self.accounts[r].reserve
    }

    /// Which rules may promise: a prize always, another while one more of it is there.
    pub fn on_offer(&self, world: &World, price: Money) -> Vec<bool> {
        let rules = world.scenario.incentive.iter().enumerate();
        rules
            .map(|(r, rule)| {
                let cost = world.cost_of_one(rule, price, world.now);
                // Orders earn what is left of the day's money when they come.
                let covered = || self.covers(r, cost) && (is_of_orders(rule) || self.covers_today(cost));
                is_prize(rule.when) || (world.is_dated_for(rule, world.now) && covered())
            })
            .collect()
    }

    /// When the last piece of rule `r` goes in a step in which so many fall due, as a part of the step.
    pub fn last_piece(&self, r: usize, due: usize) -> f64 {
        self.free_pieces(r).map_or(1.0, |pieces| part(pieces as f64, due as f64))
    }

    /// When money goes in a step in which so much falls due.
    pub fn last_money(&self, due: f64) -> f64 {
        self.free_money().map_or(1.0, |money| part(money, due))
    }

    /// Pays the first of these promises of rule `r`, one after the other, as far as money and goods are there; how many.
    pub fn pay(&mut self, r: usize, costs: &[f64]) -> usize {
        if self.accounts[r].reserve {
            self.accounts[r].held -= costs.len() as u64;
            self.accounts[r].held_money -= costs.iter().sum::<f64>();
        }
        let pieces = self.free_pieces(r).map_or(costs.len(), |pieces| costs.len().min(pieces as usize));
        let money = self.free_money().unwrap_or(f64::INFINITY);
        let (mut paid, mut spent) = (0, 0.0);
        while paid < pieces && spent + costs[paid] <= money + GRAIN {
            spent += costs[paid];
            paid += 1;
        }
        self.spend(r, &costs[..paid]);
        paid
    }

    fn spend(&mut self, r: usize, costs: &[f64]) {
        let stock = &mut self.accounts[r].stock;
        let there = stock.map_or(costs.len(), |stock| costs.len().min(stock as usize));
        *stock = stock.map(|stock| stock - there as u64);
        let spent = costs.iter().sum::<f64>().round();
        let beyond_stock = costs[there..].iter().sum::<f64>();
        let beyond_limit = self.left.map_or(0.0, |left| (spent - left.max(0.0)).max(0.0));
        self.overspend += beyond_stock.max(beyond_limit);
        self.cost += spent;
        self.left = self.left.map(|left| left - spent);
    }

    /// The last of something goes at this moment of the step.
    pub fn goes(&mut self, moment: f64) {
        self.goes = self.goes.min(moment);
    }

    /// The part that is there of what falls due under rule `r`, pieces that cost `worth`, of all rules `worth_of_all`; whether or
    /// not the company pays on.
    pub fn part_there(&self, r: usize, due: usize, worth: f64, worth_of_all: f64) -> f64 {
        let goods = self.accounts[r].stock.map_or(1.0, |stock| stock as f64 / due as f64);
        let money = self.left.filter(|_| worth > 0.0 && !self.accounts[r].reserve);
        let money = money.map_or(1.0, |left| left.max(0.0) / worth_of_all);
        goods.min(money).min(1.0)
    }

    /// Notes what is gone; `true` when that ends the campaign.
    pub fn close(&mut self, world: &World, t: u32, price: Money) -> bool {
        let moment = if world.cycles || self.goes.is_infinite() { 1.0 } else { self.goes };
        self.goes = f64::INFINITY;
        let mut ends = false;
        for (account, rule) in self.accounts.iter().zip(&world.scenario.incentive) {
            // What a prize in reserve needs is there.
            if (account.prize && account.reserve) || !world.is_dated_for(rule, t + 1) {
                continue;
            }
            let held = if account.stock_rule == WhenExhausted::Overdraw { 0 } else { account.held };
            let cost = world.cost_of_one(rule, price, t + 1);
            let no_goods = account.stock.is_some_and(|stock| stock <= held);
            let money = self.free_money().or(self.left);
            let no_money = cost > 0.0 && money.is_some_and(|money| money + GRAIN < cost);
            if no_goods || no_money {
                self.exhausted.get_or_insert(f64::from(t) + moment);
            }
            ends |= no_goods && account.stock_rule == WhenExhausted::EndCampaign;
            ends |= no_money && self.budget_rule == WhenExhausted::EndCampaign;
        }
        ends
    }
}

fn part(there: f64, wanted: f64) -> f64 {
    if wanted > there + GRAIN { there / wanted } else { 1.0 }
}

/// Whether it is won at the end.
pub fn is_prize(when: Trigger) -> bool {
    matches!(when, Trigger::Rank(_) | Trigger::Lottery(_) | Trigger::Pool(_))
}

//! Promises: each is an object that hangs on one invitee, or on nobody.

use super::earning::is_of_orders;
use super::friends::Part;
use super::ledger::is_prize;
use super::people::Answer;
use super::refunds::Return;
use super::world::{GRID, World};
use super::{Campaign, Start, dice};
use kfactor::scenario::{Recipient, Reward, Trigger};
use kfactor::units::Money;
use rand::RngExt;
use rand::seq::SliceRandom;

/// What became of a promise.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    /// No promise yet: each order of the invitee makes one.
    Standing,
    Refused,
    Void,
    Unclaimed,
    Paid,
    Broken,
    /// The last piece had gone before.
    NeverMade,
}

pub struct Promise {
    pub rule: usize,
    /// The segment of who was promised it.
    pub to: usize,
    /// On whom it hangs.
    pub invitee: Option<usize>,
    /// The step of the deed, and its moment where it is known: who shares as he comes in a wave.
    pub made: u32,
    pub moment: Option<f64>,
    /// The same for others, where offers change in the step.
    pub within: Option<f64>,
    /// The step in which it falls due; of what hangs on somebody who is still to come it is not known yet.
    pub due: Option<u32>,
    /// The price of the next buyer when it was made.
    pub price: Money,
    pub state: State,
    /// When what was bought is paid back, in steps, and whether it has been.
    pub returns: Option<Return>,
    pub lost: bool,
}

impl Promise {
    /// Whether it is one for orders that have not come.
    pub fn waits_for_orders(&self, rule: &Reward) -> bool {
        is_of_orders(rule) && self.due.is_none()
    }

    /// Whether it waits for orders of who has joined.
    pub fn waits(&self) -> bool {
        self.due.is_none() && matches!(self.state, State::Open | State::Standing)
    }

    /// One that hangs on nobody.
    pub fn due_at_once(rule: usize, to: usize, price: Money, t: u32) -> Promise {
        Promise {
            rule,
            to,
            invitee: None,
            made: t,
            moment: None,
            within: None,
            due: Some(t),
            price,
            state: State::Open,
            returns: None,
            lost: false,
        }
    }
}

/// What earns rewards: an acceptance or a first share.
pub struct Deed {
    pub invitee: Option<usize>,
    pub moment: Option<f64>,
    pub within: Option<f64>,
    /// The segment of who did it.
    pub by: usize,
    /// Rule, and the segment of who is to get it, in the order of the file.
    pub earned: Vec<(usize, usize)>,
}

impl Campaign<'_> {
    /// What the first share of this member earns him.
    pub(super) fn first_share(&self, id: usize, start: &Start) -> Vec<(usize, usize)> {
        let rules = self.rules(start, Recipient::Inviter, |when| when == Trigger::Share);
        rules.into_iter().map(|rule| (rule, self.members[id].segment)).collect()
    }

    /// What an acceptance earns the inviter, whose `j` has just grown, his own inviter and the invitee.
    pub(super) fn credit(&mut self, start: &Start, inviter: usize, invitee: usize) -> Vec<(usize, usize)> {
        let mut earned = Vec::new();
        for rule in 0..self.world.scenario.incentive.len() {
            if self.earns(inviter, rule) && start.on_offer[rule] {
                earned.push((rule, self.members[inviter].segment));
            }
        }
        let asks = |when| matches!(when, Trigger::Join | Trigger::Buy | Trigger::Spent(_) | Trigger::Order);
        let at_joining = |to| self.rules(start, to, asks).into_iter();
        for rule in at_joining(Recipient::Upline) {
            let level = self.world.scenario.incentive[rule].level.unwrap_or(2);
            // The first level is who has invited.
            let above = (1..level).try_fold(inviter, |id, _| self.members[id].origin.inviter());
            let above = above.filter(|_| self.world.parts[rule].friends.contains(&self.members[inviter].j));
            earned.extend(above.map(|id| (rule, self.members[id].segment)));
        }
        earned.extend(at_joining(Recipient::Invitee).map(|rule| (rule, invitee)));
        earned.sort_unstable();
        earned
    }

    /// Whether the inviter earns something by this rule with the last invitation credited. What counts for its cap counts also while
    /// money or goods have run out.
    fn earns(&mut self, inviter: usize, place: usize) -> bool {
        let rule = &self.world.scenario.incentive[place];
        let Part { of, friends } = self.world.parts[place].clone();
        let member = &mut self.members[inviter];
        if !friends.contains(&member.j) {
            return false;
        }
        let reached = match rule.when {
            Trigger::Join => true,
            Trigger::Invites(n) => member.j == n,
            Trigger::Every(n) => member.j.is_multiple_of(n),
            // Promised now; what its cap counts are orders.
            Trigger::Buy | Trigger::Spent(_) | Trigger::Order => {
                return rule.to == Recipient::Inviter && self.world.is_dated_for(rule, self.world.now);
            }
            _ => false,
        };
        if rule.to != Recipient::Inviter || !reached || !self.world.is_dated_for(rule, self.world.now) {
            return false;
        }
        member.got.resize(self.world.scenario.incentive.len(), [0; 2]);
        let got = &mut member.got[of];
        let is_earned = World::is_within_cap(rule, *got);
        *got = got.map(|times| times + u32::from(is_earned));
        is_earned
    }

    /// The deeds of a round make promises, in any order; a rule in reserve promises no more than it can hold.
    pub(super) fn promise(&mut self, t: u32, start: &Start, mut deeds: Vec<Deed>) {
        deeds.shuffle(&mut self.rng);
        for deed in deeds {
            for (rule, to) in deed.earned {
                self.earned[rule] += 1;
                let cost = self.world.cost_of_one(&self.world.scenario.incentive[rule], start.price, t);
                let of_orders = is_of_orders(&self.world.scenario.incentive[rule]);
                let is_claim = of_orders || self.ledger.covers_today(cost);
                if self.ledger.reserves(rule) {
                    let holds = is_claim && self.ledger.hold(rule, cost);
                    let held = &mut self.held[rule];
                    *held = [held[0] + 1, held[1] + u32::from(holds)];
                    self.earned_by[rule] = self.earned_by[rule].min(deed.by);
                    if !holds {
                        continue;
                    }
                }
                if !is_claim {
                    continue;
                }
                if !of_orders {
                    self.ledger.today = self.ledger.today.map(|left| left - cost);
                }
                let Deed { invitee, moment, within, .. } = deed;
                if let Some(invitee) = invitee {
                    self.invitees[invitee].promises.push(self.promises.len());
                }
                let price = start.price;
                let of = &self.world.scenario.incentive[rule];
                let each = of.when == Trigger::Order;
                let later = self.falls_later(of, moment);
                self.promises.push(Promise {
                    state: if each { State::Standing } else { State::Open },
                    invitee,
                    moment,
                    within,
                    due: invitee.is_none().then_some(t + later),
                    ..Promise::due_at_once(rule, to, price, t)
                });
            }
        }
    }

    /// Where a rule could not hold all of it, when in the step the last of it went.
    pub(super) fn note_what_was_held(&mut self) {
        for rule in 0..self.held.len() {
            let [wanted, held] = self.held[rule];
            if held < wanted {
                let moment = self.moment_of(self.earned_by[rule], f64::from(held) / f64::from(wanted));
                self.ledger.goes(moment);
            }
        }
    }

    /// The invitee has joined: what hangs on him falls due, now or when he has stayed.
    pub(super) fn joined(&mut self, invitee: usize, t: u32, paid: f64, returns: Option<Return>) {
        self.invitees[invitee].answer = Answer::Joined { paid };
        let fake = self.world.segment(self.invitees[invitee].segment).fake;
        for id in self.invitees[invitee].promises.clone() {
            if is_of_orders(&self.world.scenario.incentive[self.promises[id].rule]) {
                // Hunters never order.
                if fake {
                    self.fall(id, State::Void);
                }
                continue;
            }
            let rule = &self.world.scenario.incentive[self.promises[id].rule];
            let later = self.falls_later(rule, None);
            let promise = &mut self.promises[id];
            promise.due = Some(t.saturating_add(later));
            promise.returns = returns.filter(|_| rule.when == Trigger::Join);
        }
    }

    /// So many steps later falls due what is earned at this moment of a step, or at any.
    pub(super) fn falls_later(&mut self, rule: &Reward, moment: Option<f64>) -> u32 {
        let held = self.held(rule);
        if self.world.cycles || held == 0.0 {
            return held as u32;
        }
        (moment.unwrap_or_else(|| self.rng.random()) + held + GRID) as u32
    }

    /// What hangs on this invitee and is open is void.
    pub(super) fn void(&mut self, invitee: usize) {
        for id in self.invitees[invitee].promises.clone() {
            if matches!(self.promises[id].state, State::Open | State::Standing) {
                self.fall(id, State::Void);
            }
        }
    }

    /// An open promise comes to nothing; what is held for it is given back.
    pub(super) fn fall(&mut self, id: usize, state: State) {
        let stood = self.promises[id].state == State::Standing;
        self.promises[id].state = if stood { State::NeverMade } else { state };
        let rule = self.promises[id].rule;
        // What is held for prizes is settled with all of them.
        if self.ledger.reserves(rule) && !is_prize(self.world.scenario.incentive[rule].when) {
            self.ledger.let_go(rule, self.cost(&self.promises[id]));
        }
    }

    /// Whether a promise that falls due is refused, void or unclaimed.
    pub(super) fn gates(&mut self, id: usize) -> Option<State> {
        let Promise { rule, to, invitee, .. } = self.promises[id];
        let (rule, claimant) = (&self.world.scenario.incentive[rule], self.world.segment(to));
        if claimant.fake && dice::chance(&mut self.rng, self.world.value(&claimant.detect)) {
            return Some(State::Refused);
        }
        if let (Some(days), Some(invitee)) = (rule.if_stays_days, invitee) {
            let stays = self.world.stays(self.invitees[invitee].segment, days);
            if !dice::chance(&mut self.rng, stays) {
                return Some(State::Void);
            }
        }
        (!dice::chance(&mut self.rng, self.world.value(&rule.redeem))).then_some(State::Unclaimed)
    }

    /// What a promise costs: a percentage is of what the invitee has paid; of nobody, and of who is not here yet, it is of
    /// the price of the next buyer.
    pub(super) fn cost(&self, promise: &Promise) -> f64 {
        let rule = &self.world.scenario.incentive[promise.rule];
        if promise.waits_for_orders(rule) {
            return self.world.cost_of_one(rule, promise.price, promise.made);
        }
        if is_of_orders(rule) {
            return self.world.cost(rule, promise.price.minor(), promise.made);
        }
        let price = match promise.invitee.map(|invitee| self.invitees[invitee].answer) {
            None => promise.price.minor(),
            Some(Answer::Joined { paid }) => paid,
            Some(_) => self.world.price(self.payers).minor(),
        };
        self.world.cost(&self.world.scenario.incentive[promise.rule], price, promise.made)
    }

    /// The end: what is open and passes the gates is owed, or will be when its invitee has joined.
    pub(super) fn owe(&mut self) {
        let mut owed = vec![Vec::new(); self.world.scenario.incentive.len()];
        for id in 0..self.promises.len() {
            let of = &self.world.scenario.incentive[self.promises[id].rule];
            let waits = is_of_orders(of) && self.promises[id].due.is_none();
            if self.promises[id].state != State::Open || waits || self.returns_before(&self.promises[id]) {
                continue;
            }
            let is_gone = self.gates(id).is_some();
            let promise = &self.promises[id];
            let (rule, cost) = (promise.rule, self.cost(promise));
            let answer = promise.invitee.map(|invitee| self.invitees[invitee].answer);
            match answer {
                _ if is_gone && matches!(answer, Some(Answer::Coming)) => {}
                _ if is_gone && self.ledger.reserves(rule) => self.ledger.let_go(rule, cost),
                _ if is_gone => {}
                Some(Answer::Coming) => self.tally.owed_on_the_way += cost,
                _ => owed[rule].push(cost),
            }
        }
        self.tally.owed = owed.iter().flatten().sum();
        // What would become of it if it fell due now.
        let spent = self.ledger.cost;
        for (rule, costs) in owed.iter().enumerate() {
            self.tally.uncovered += costs.len() - self.ledger.pay(rule, costs);
        }
        self.ledger.cost = spent;
    }
}

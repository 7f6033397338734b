//! The end of a step: what has fallen due is served, in the order of the file.

use super::ledger::is_prize;
use super::promises::{Promise, State};
use super::{Campaign, Start, people};
use kfactor::metrics::StopReason;
use kfactor::scenario::{Recipient, Trigger};
use rand::RngExt;
use rand::seq::SliceRandom;

impl Campaign<'_> {
    /// Serves what falls due in step `t`; what was promised in it after the last piece had gone is not promised.
    pub(super) fn serve(&mut self, t: u32, start: &Start, prizes: bool) {
        if prizes && t + 1 == self.world.steps() {
            self.prizes(t, start);
        }
        self.void_what_returns(t);
        let due = self.due_in(t, prizes);
        let last = self.last_pieces(&due);
        self.note_last_pieces(&due);
        self.note_what_was_held();
        // Prizes come last.
        let is_prize = |rule: &usize| is_prize(self.world.scenario.incentive[*rule].when);
        let (prizes, others): (Vec<usize>, Vec<usize>) = (0..due.len()).partition(is_prize);
        for rule in others.into_iter().chain(prizes) {
            self.pay(rule, &due[rule]);
        }
        if !self.world.cycles {
            self.unmake(t, &last);
        }
        self.recover(t);
    }

    /// The campaign ends with money or goods where that is the rule.
    pub(super) fn close_by_budget(&mut self, t: u32) {
        if self.ledger.close(&self.world, t, self.world.price(self.payers)) {
            self.closed.get_or_insert(StopReason::Budget);
        }
    }

    /// Promises of rank, lottery and pool.
    fn prizes(&mut self, t: u32, start: &Start) {
        for rule in self.rules(start, Recipient::Inviter, is_prize) {
            let mut winners = match self.world.scenario.incentive[rule].when {
                Trigger::Rank(k) => people::top(&self.members, k, &mut self.rng),
                Trigger::Lottery(k) => people::lottery(&self.members, k, &mut self.rng),
                Trigger::Pool(n) => people::reached(&self.members, n),
                _ => Vec::new(),
            };
            if self.ledger.reserves(rule) {
                let wanted = self.pieces(rule, winners.len());
                let held = self.ledger.hold_for(rule, wanted as u64) as usize;
                if held < wanted {
                    winners.truncate(held);
                }
            }
            for winner in winners {
                let to = self.members[winner].segment;
                self.promises.push(Promise::due_at_once(rule, to, start.price, t));
            }
        }
    }

    /// How many pieces so many people get: all who share a pool one.
    fn pieces(&self, rule: usize, people: usize) -> usize {
        match self.world.scenario.incentive[rule].when {
            Trigger::Pool(_) => people.min(1),
            _ => people,
        }
    }

    /// What falls due in step `t` and passes the gates, by rule, in any order.
    fn due_in(&mut self, t: u32, prizes: bool) -> Vec<Vec<usize>> {
        let falls = |promise: &Promise| {
            promise.state == State::Open && promise.due == Some(t) && !self.returns_before(promise)
        };
        let mut falling: Vec<usize> =
            (0..self.promises.len()).filter(|&id| falls(&self.promises[id])).collect();
        falling.shuffle(&mut self.rng);
        let mut due = vec![Vec::new(); self.world.scenario.incentive.len()];
        for id in falling {
            match self.gates(id) {
                Some(state) => self.fall(id, state),
                None => due[self.promises[id].rule].push(id),
            }
        }
        // What was promised on earlier terms comes first.
        let term = |id: &usize| {
            let Promise { rule, made, .. } = self.promises[*id];
            self.world.term(&self.world.scenario.incentive[rule], made)
        };
        due.iter_mut().for_each(|due| due.sort_by_key(term));
        for (rule, due) in due.iter().enumerate() {
            let prize = prizes && is_prize(self.world.scenario.incentive[rule].when);
            if prize && self.ledger.reserves(rule) && t + 1 == self.world.steps() {
                self.ledger.hold_for(rule, self.pieces(rule, due.len()) as u64);
            }
        }
        due
    }

    /// What the pieces that are due cost.
    fn costs(&self, rule: usize, due: &[usize]) -> Vec<f64> {
        let pieces = &due[..self.pieces(rule, due.len())];
        pieces.iter().map(|&id| self.cost(&self.promises[id])).collect()
    }

    /// When in the step the last piece of each rule goes, as a part of it; 1 where it does not go, or is held.
    fn last_pieces(&self, due: &[Vec<usize>]) -> Vec<f64> {
        let costs: Vec<Vec<f64>> = due.iter().enumerate().map(|(rule, due)| self.costs(rule, due)).collect();
        let prize = |rule: usize| is_prize(self.world.scenario.incentive[rule].when);
        let of_money = |rule: &usize| !self.ledger.reserves(*rule) && !prize(*rule);
        let due_of_money: f64 = (0..due.len()).filter(of_money).flat_map(|rule| &costs[rule]).sum();
        let money = self.ledger.last_money(due_of_money);
        let last = |(rule, costs): (usize, &Vec<f64>)| {
            if self.ledger.reserves(rule) {
                return 1.0;
            }
            let is_free = self.world.cost(&self.world.scenario.incentive[rule], 1.0, self.world.now) <= 0.0;
            self.ledger.last_piece(rule, costs.len()).min(if is_free { 1.0 } else { money })
        };
        costs.iter().enumerate().map(last).collect()
    }

    /// Notes when the last of something goes, whether or not the company pays on; of what is due before prizes.
    fn note_last_pieces(&mut self, due: &[Vec<usize>]) {
        let prize = |rule: usize| is_prize(self.world.scenario.incentive[rule].when);
        let worth: Vec<f64> = (0..due.len()).map(|rule| self.costs(rule, &due[rule]).iter().sum()).collect();
        let of_money = |rule: &usize| !self.ledger.reserves(*rule) && !prize(*rule);
        let worth_of_all: f64 = (0..due.len()).filter(of_money).map(|rule| worth[rule]).sum();
        for rule in (0..due.len()).filter(|rule| !due[*rule].is_empty()) {
            if !is_prize(self.world.scenario.incentive[rule].when) {
                let part = self.ledger.part_there(rule, due[rule].len(), worth[rule], worth_of_all);
                let shares = self.world.scenario.incentive[rule].when == Trigger::Share;
                let sharer = due[rule].iter().map(|id| self.promises[*id].to).min().expect("one is due");
                self.ledger.goes(if shares { self.moment_of(sharer, part) } else { part });
            }
        }
    }

    /// Pays the first of these; the others are broken promises.
    fn pay(&mut self, rule: usize, due: &[usize]) {
        let costs = self.costs(rule, due);
        let paid = self.ledger.pay(rule, &costs);
        let shared = matches!(self.world.scenario.incentive[rule].when, Trigger::Pool(_));
        for (place, &id) in due.iter().enumerate() {
            let is_paid = if shared { paid > 0 } else { place < paid };
            self.promises[id].state = if is_paid { State::Paid } else { State::Broken };
            if is_paid && self.world.segment(self.promises[id].to).fake {
                self.ledger.to_hunters += if shared { costs[0] / due.len() as f64 } else { costs[place] };
            }
        }
    }

    /// Of the promises of step `t` those stand that were made before the last piece of their rule had gone. Of those due in
    /// it the ones that were paid were.
    fn unmake(&mut self, t: u32, last: &[f64]) {
        for promise in self.promises.iter_mut().filter(|promise| promise.made == t) {
            let (last, prize) =
                (last[promise.rule], is_prize(self.world.scenario.incentive[promise.rule].when));
            if prize || last >= 1.0 || promise.state == State::Paid {
                continue;
            }
            let moment = match promise.moment {
                None if promise.state == State::Broken => 1.0,
                moment => moment.or(promise.within).unwrap_or_else(|| self.rng.random()),
            };
            if moment >= last {
                promise.state = State::NeverMade;
            }
        }
    }
}

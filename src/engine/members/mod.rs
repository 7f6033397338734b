//! Members one by one. Everybody who has accepted is a row; what he does comes from random numbers of his own, so that he
//! does it alike in every design in which it comes to that, whoever else takes part. A member is looked at when something
//! happens to him and not in between.
//!
//! This is the model without the shortcuts of counts: who is reached twice, who is credited, and whose stay decides over a
//! reward is known. What is counted, owed, paid or let in is decided outside, by the same points as for
//! [cells](super::cohort).

mod acceptance;
mod agenda;
mod by_reach;
mod caps;
mod cascade;
mod clocks;
mod contacts;
mod crowd;
mod groups;
mod leaving;
mod life;
mod neighbours;
mod newcomers;
mod pace;
mod people;
mod reach;
mod reminding;
mod round;
mod sharing;
mod surroundings;
mod waits;

pub(super) use cascade::Cascade;
pub(super) use round::Round;

use super::customers::{Customers, OrderClaims, promised_orders};
use super::free::Free;
use super::joined::Joined;
use super::lull::Lull;
use super::market::Market;
use super::now::{Now, Step, Way};
use super::on_the_way::Sent;
use super::population::{Guest, Joiners, Outlook, Population};
use super::purchases::Purchases;
use super::record::Tally;
use super::reminding::Reminding;
use super::sold::Sold;
use crate::metrics::Trees;
use crate::model::{Model, RuleModel, Since};
use crate::network::Network;
use crate::rng::ReplicateKey;
use crate::terms::{Credit, Events, Standing};
use agenda::Agenda;
use by_reach::ByReach;
use caps::Caps;
use clocks::Clocks;
use crowd::Crowd;
use groups::Groups;
use pace::Paces;
use people::{Mark, NOBODY, People};
use std::sync::Arc;
use surroundings::Surroundings;
use waits::Waits;

/// All members, and the invitees on the way.
#[derive(Clone, Debug, Default)]
pub(super) struct Members {
    people: People,
    crowd: Crowd,
    /// Who knows whom, where contacts are not drawn from everybody.
    network: Option<Arc<Network>>,
    surroundings: Surroundings,
    paces: Paces,
    /// Waits for an occasion that are remembered.
    waits: Waits,
    groups: Groups,
    caps: Caps,
    /// By which neighbours are named.
    clocks: Clocks,
    /// Who joins, by step.
    joining: Agenda,
    /// Who has his next occasion, by step.
    occasions: Agenda,
    /// Who leaves, by step.
    leaving: Agenda,
    /// Those who may have an occasion in this step, by segment.
    pending: Vec<Pending>,
    /// Members who wait for an occasion.
    waiting: u64,
    /// Genuine members who have left since it was asked.
    left: u64,
    /// People on the way, and the genuine ones among them.
    on_the_way: u64,
    genuine_on_the_way: u64,
    /// Those whose answer has just been due.
    came: Vec<u32>,
    /// Those whose time has just come; a buffer.
    now: Vec<u32>,
    /// Who reaches most people, where seeds are chosen by that.
    by_reach: ByReach,
    /// The invitees of this round, where rewards hang on them.
    sent: Vec<Sent>,
    /// Whether a genuine person who was invited has brought somebody.
    chain_goes_on: bool,
    /// Final standing so far, where a rule asks for it.
    standing: Standing,
    keeps_standing: bool,
}

/// Members of one segment who may have an occasion in this step.
#[derive(Clone, Debug, Default)]
struct Pending {
    /// Those who were there before.
    old: Vec<u32>,
    /// Those who came, or shared, in this step.
    new: Vec<u32>,
    /// Seeds who share at the moment at which they come, with their waves.
    waves: Vec<(u32, u32)>,
}

impl Pending {
    fn clear(&mut self) {
        self.old.clear();
        self.new.clear();
        self.waves.clear();
    }
}

impl Members {
    /// Who has joined, in the order in which they accepted.
    pub fn joined(&self) -> Vec<Joined> {
        self.people.joined()
    }
}

impl Population for Members {
    type Round = Round;

    fn begin(&mut self, model: &Model, key: &ReplicateKey) {
        self.crowd.begin(model);
        self.network = model.mixing.as_ref().map(|mixing| mixing.network(key));
        self.surroundings.begin(model, self.network.as_deref());
        self.by_reach.begin(model, self.network.as_ref());
        self.people.clear();
        self.paces.begin(model);
        self.waits.begin(model);
        self.groups.begin(model);
        self.caps.begin(model);
        self.clocks.begin(model.segments.iter().map(|segment| segment.channels.len()).max().unwrap_or(1));
        for agenda in [&mut self.joining, &mut self.occasions, &mut self.leaving] {
            agenda.begin(model.steps);
        }
        self.pending.resize(model.segments.len(), Pending::default());
        self.pending.iter_mut().for_each(Pending::clear);
        (self.waiting, self.left, self.on_the_way, self.genuine_on_the_way) = (0, 0, 0, 0);
        self.came.clear();
        self.sent.clear();
        self.chain_goes_on = false;
        self.keeps_standing = model.rules.iter().any(RuleModel::is_final);
        self.standing.clear();
        self.standing.resize(model.segments.len(), Vec::new());
    }

    fn begin_day(&mut self, model: &Model) {
        self.people.begin_day();
        self.caps.begin_day();
        self.people.count_anew(|counted| model.progress.counted_next_day(counted));
    }

    fn left_of(&self, segment: usize) -> Option<u64> {
        self.crowd.left_of(segment)
    }

    fn join(&mut self, at: Step<'_>, segment: usize, way: Way, count: u64) {
        self.come_unasked(at, segment, way, count);
    }

    fn answers_expected(&self, at: Step<'_>) -> u64 {
        self.joining.count(at.t)
    }

    fn answers_due(&mut self, at: Step<'_>) -> u64 {
        self.joining.take(at.t, &mut self.came);
        self.came.len() as u64
    }

    fn admit(&mut self, at: Step<'_>, admitted: u64, joined: impl FnMut(Joiners)) {
        self.let_in(at, admitted as usize, joined);
    }

    fn remind(&mut self, now: Now<'_>, place: usize, round: &mut Round, sent: impl FnMut(Reminding)) {
        self.send_reminders(now, place, round, sent);
    }

    fn occasions(&mut self, now: Now<'_>, round: &mut Round) -> bool {
        self.take_occasions(now, round)
    }

    fn outlook(&self, now: Now<'_>, round: &Round, segment: usize) -> Outlook {
        self.outlook_of(now, round, segment)
    }

    fn decisions(&mut self, now: Now<'_>, round: &mut Round, tally: &mut [Tally], events: &mut [Events]) {
        self.decide(now, round, tally, events);
    }

    fn reach(&mut self, now: Now<'_>, round: &mut Round) {
        self.reach_contacts(now, round);
    }

    fn acceptance(
        &mut self,
        now: Now<'_>,
        market: &mut Market,
        round: &mut Round,
        tally: &mut [Tally],
        events: &mut [Events],
    ) {
        self.accept(now, market, round, tally, events);
    }

    fn again(&mut self, now: Now<'_>, round: &mut Round) {
        self.wait_again(now, round);
    }

    fn sent(&self) -> &[Sent] {
        &self.sent
    }

    fn wave(&self, round: &Round, segment: usize) -> Option<u32> {
        round.waves.get(segment).copied().flatten()
    }

    fn credits<'a>(&'a self, round: &'a Round, segment: usize) -> impl Iterator<Item = Credit> {
        round.credits_of(segment).iter().copied()
    }

    fn guests(&self, inviter: usize, kind: usize) -> Option<Vec<Guest>> {
        Some(self.at_the_door(inviter, kind))
    }

    fn stays(&self, at: Step<'_>, guest: u32, steps: f64) -> bool {
        let hunts = at.model.segments[self.people.segment(guest)].fake;
        let until = self.people.since[guest as usize] + steps;
        if hunts { steps <= 0.0 } else { self.is_there_until(at, guest, until) }
    }

    fn leave(&mut self, at: Step<'_>) {
        self.take_leave(at, at.t, |segment, class| &at.stint(segment, class, Since::Before).leaving);
    }

    fn left(&mut self) -> u64 {
        std::mem::take(&mut self.left)
    }

    fn leave_in(&mut self, at: Step<'_>, lull: &Lull) {
        self.take_leave(at, lull.until, |segment, class| lull.chance(segment, class));
    }

    fn buy(&mut self, at: Step<'_>, segment: usize, mean: f64) -> Purchases {
        self.groups.buy(at, segment, mean)
    }

    fn order(&mut self, at: Step<'_>, segment: usize, claims: &mut OrderClaims) -> Sold {
        self.groups.order(at, segment, claims)
    }

    fn customers(&mut self, segment: usize) -> Vec<&mut Customers> {
        self.groups.customers(segment)
    }

    fn earn_by_orders(&mut self, rule: usize, row: u32, wanted: u64) -> u64 {
        match self.people.inviter[row as usize] {
            NOBODY => 0,
            inviter => self.caps.earn(rule, inviter, wanted),
        }
    }

    fn promised_orders(&self, model: &Model) -> Vec<u64> {
        promised_orders(self.groups.all_customers(), model)
    }

    fn delete_induced(&mut self, at: Step<'_>) -> u64 {
        for row in 0..self.people.count() as u32 {
            if self.people.inviter[row as usize] != NOBODY && self.people.is(row, Mark::Joined) {
                self.people.mark(row, Mark::Deleted);
                if !self.people.is(row, Mark::Gone) {
                    self.people.leaves[row as usize] = f64::from(at.t);
                    self.go(row);
                }
            }
        }
        self.groups.delete_others(at.model)
    }

    fn stop_waiting(&mut self) {
        self.people.unmark_all(Mark::Waits);
        self.waiting = 0;
    }

    fn waits(&self) -> bool {
        self.waiting > 0
    }

    fn is_on_the_way(&self) -> bool {
        self.on_the_way > 0
    }

    fn on_the_way(&self, _: &Model) -> u64 {
        self.genuine_on_the_way
    }

    fn chain_goes_on(&self) -> bool {
        self.chain_goes_on
    }

    fn trees(&self) -> Option<Trees> {
        Some(Trees::of(&self.people.inviters()))
    }

    fn standing(&self) -> &[Vec<u64>] {
        &self.standing
    }

    fn present(&self, segment: usize) -> u64 {
        self.groups.present(segment)
    }

    fn free(&self) -> &Free {
        &self.groups.free
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Outcome, State};
    use crate::metrics::Layout;
    use crate::model::Model;
    use crate::rng::ReplicateKey;
    use crate::scenario::Scenario;
    use std::cell::Cell;

    /// A campaign stops wherever it is asked to, and it is asked more than so many times.
    pub(super) fn may_be_left_anywhere(text: &str, many: u32) {
        let scenario = Scenario::from_yaml(text).unwrap();
        let (model, layout) = (Model::compile(&scenario, &[]), Layout::new(&scenario.shape()));
        let asked = Cell::new(0);
        let simulate = |until: u32| {
            asked.set(0);
            let is_left = || {
                asked.set(asked.get() + 1);
                asked.get() > until
            };
            let (mut state, mut outcome) = (State::default(), Outcome::new(&layout));
            let key = ReplicateKey::new(1, 0);
            let ended = Engine::Agent.simulate(&model, &layout, &key, &mut state, &mut outcome, &is_left);
            (ended, asked.get())
        };
        let (ended, times) = simulate(u32::MAX);
        assert!(ended && times > many, "{times}");
        for until in (0..times).step_by(3) {
            assert_eq!(simulate(until), (false, until + 1), "nobody asks again who knows");
        }
    }

    /// It is asked within a round and while many come.
    #[test]
    fn a_campaign_of_many_may_be_left_anywhere() {
        let text = "{ name: x, days: 9, step: 1d, seeds: 9_000, share: 0.5, contacts: 20, join: 0.5, churn: 0.2, \
                    market: 60_000, anyway: 0.3, inflow: 5_000 }";
        may_be_left_anywhere(text, 40);
    }
}

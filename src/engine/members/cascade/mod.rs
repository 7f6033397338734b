//! Members of a network who share in every step until they are done, where no chance ever changes: [`Model::shares_evenly`].
//!
//! Somebody's life is drawn when he joins: how long he stays, how often he shares, and which of his neighbours he names in which of his
//! shares. What is named is kept by step, and nobody is looked at again but those who are named. Everything is drawn by the numbers by
//! which [members](super::Members) are followed from share to share, so that it is the same campaign to the last bit; a test holds the one
//! against the other.

mod accepting;
mod joining;
mod leaving;
mod naming;
mod rows;
mod sharers;
#[cfg(test)]
mod tests;

use super::agenda::Agenda;
use super::by_reach::ByReach;
use super::crowd::Crowd;
use super::groups::Groups;
use super::pace::Paces;
use super::round::Round;
use crate::engine::customers::{Customers, OrderClaims, promised_orders};
use crate::engine::free::Free;
use crate::engine::joined::Joined;
use crate::engine::lull::Lull;
use crate::engine::market::Market;
use crate::engine::now::{Now, Step, Way};
use crate::engine::on_the_way::Sent;
use crate::engine::population::{Joiners, Outlook, Population};
use crate::engine::purchases::Purchases;
use crate::engine::record::Tally;
use crate::engine::sold::Sold;
use crate::metrics::Trees;
use crate::model::{Model, Since};
use crate::network::Network;
use crate::rng::ReplicateKey;
use crate::terms::{Credit, Events};
use leaving::Leavers;
use naming::{Named, Names};
use rows::Rows;
use sharers::Sharers;
use std::sync::Arc;

/// All members, the invitees on the way, and whom they will name.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Cascade {
    rows: Rows,
    crowd: Crowd,
    network: Option<Arc<Network>>,
    by_reach: ByReach,
    paces: Paces,
    groups: Groups,
    sharers: Sharers,
    names: Names,
    /// Those who have joined in this step and have not begun to share.
    begun: Vec<Begun>,
    /// Those who are named in this round, and room to put them in order; buffers.
    named: Vec<Named>,
    spare: Vec<Named>,
    /// Who joins, by step, and who leaves.
    joining: Agenda,
    leavers: Leavers,
    /// Genuine members who have left since it was asked.
    left: u64,
    on_the_way: u64,
    /// Those whose answer has just been due.
    came: Vec<u32>,
    /// Whether a genuine person who was invited has brought somebody.
    chain_goes_on: bool,
}

/// Somebody who has joined, and the step from which on he is not there any more, as far as it is known.
#[derive(Clone, Copy, Debug)]
struct Begun {
    row: u32,
    leaves: u32,
}

impl Cascade {
    /// Who has joined, in the order in which they accepted.
    pub fn joined(&self) -> Vec<Joined> {
        self.rows.joined()
    }
}

impl Population for Cascade {
    type Round = Round;

    fn begin(&mut self, model: &Model, key: &ReplicateKey) {
        self.crowd.begin(model);
        self.network = model.mixing.as_ref().map(|mixing| mixing.network(key));
        self.by_reach.begin(model, self.network.as_ref());
        self.paces.begin(model);
        self.groups.begin(model);
        self.rows.clear();
        self.sharers.begin(model.steps);
        self.names.begin(model.steps);
        self.joining.begin(model.steps);
        self.leavers.begin(model);
        self.begun.clear();
        self.came.clear();
        (self.left, self.on_the_way, self.chain_goes_on) = (0, 0, false);
    }

    fn left_of(&self, segment: usize) -> Option<u64> {
        self.crowd.left_of(segment)
    }

    fn join(&mut self, at: Step<'_>, _: usize, way: Way, count: u64) {
        self.come_unasked(at, way, count);
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

    /// There is one round in a step.
    fn occasions(&mut self, now: Now<'_>, round: &mut Round) -> bool {
        round.clear(now.at.model.channels.len());
        if now.at.round > 0 {
            return false;
        }
        self.sharers.begin_step(now.at.t);
        if now.open {
            self.begin_sharing(now);
        }
        now.open && self.sharers.are_there()
    }

    /// Nothing may go within a cycle.
    fn outlook(&self, _: Now<'_>, _: &Round, _: usize) -> Outlook {
        Outlook::default()
    }

    fn decisions(&mut self, _: Now<'_>, _: &mut Round, tally: &mut [Tally], events: &mut [Events]) {
        let (sharing, first) = (self.sharers.now, self.sharers.first);
        tally[0].shares += sharing.members;
        tally[0].sharers += first;
        events[0].first_shares += first;
    }

    fn reach(&mut self, now: Now<'_>, round: &mut Round) {
        self.find_named(now, &mut round.contacts[0]);
    }

    fn acceptance(
        &mut self,
        now: Now<'_>,
        market: &mut Market,
        round: &mut Round,
        tally: &mut [Tally],
        events: &mut [Events],
    ) {
        self.accept(now, market, &mut round.contacts, tally, events);
    }

    fn again(&mut self, _: Now<'_>, _: &mut Round) {}

    fn sent(&self) -> &[Sent] {
        &[]
    }

    fn wave(&self, _: &Round, _: usize) -> Option<u32> {
        None
    }

    fn credits<'a>(&'a self, _: &'a Round, _: usize) -> impl Iterator<Item = Credit> {
        std::iter::empty()
    }

    fn leave(&mut self, at: Step<'_>) {
        self.take_leave(at, at.t, |class| &at.stint(0, class, Since::Before).leaving);
    }

    fn left(&mut self) -> u64 {
        std::mem::take(&mut self.left)
    }

    fn leave_in(&mut self, at: Step<'_>, lull: &Lull) {
        self.take_leave(at, lull.until, |class| lull.chance(0, class));
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

    fn promised_orders(&self, model: &Model) -> Vec<u64> {
        promised_orders(self.groups.all_customers(), model)
    }

    /// Nobody bans them.
    fn delete_induced(&mut self, _: Step<'_>) -> u64 {
        0
    }

    fn stop_waiting(&mut self) {
        self.begun.clear();
        self.sharers.stop();
    }

    fn waits(&self) -> bool {
        !self.begun.is_empty() || self.sharers.go_on()
    }

    fn is_on_the_way(&self) -> bool {
        self.on_the_way > 0
    }

    fn on_the_way(&self, _: &Model) -> u64 {
        self.on_the_way
    }

    fn chain_goes_on(&self) -> bool {
        self.chain_goes_on
    }

    fn trees(&self) -> Option<Trees> {
        Some(Trees::of(&self.rows.inviters()))
    }

    fn standing(&self) -> &[Vec<u64>] {
        &[]
    }

    fn present(&self, segment: usize) -> u64 {
        self.groups.present(segment)
    }

    fn free(&self) -> &Free {
        &self.groups.free
    }
}

//! Members of a network who share in every step until they are done, where no chance ever changes: [`Model::shares_evenly`].
//!
//! Somebody's life is drawn when he joins: how long he stays, how often he shares, and which of his neighbours he names in which of his
//! shares. What is named is kept by step, and nobody is looked at again but those who are named. Everything is drawn by the numbers by
//! which [members](super::Members) are followed from share to share, so that it is the same campaign to the last bit; a test holds the one
//! against the other.

mod accepting;
mod joining;
mod leavers;
mod leaving;
mod names;
mod naming;
mod rows;
mod sharers;

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
use leavers::Leavers;
use names::{Named, Names};
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

#[cfg(test)]
mod tests {
    use crate::engine::members::tests::may_be_left_anywhere;
    use crate::engine::{Engine, Joined, Outcome, State};
    use crate::metrics::Layout;
    use crate::model::Model;
    use crate::rng::ReplicateKey;
    use crate::scenario::Scenario;

    /// What came of a campaign, to the last bit.
    type Course = (Vec<u64>, Vec<u64>, Vec<u64>, Vec<Joined>);

    fn courses(text: &str, replicates: u64, is_refused: bool) -> Vec<Course> {
        let scenario = Scenario::from_yaml(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
        let drawn: Vec<f64> = scenario.inputs.iter().map(|input| input.law.median()).collect();
        let (model, layout) = (Model::compile(&scenario, &drawn), Layout::new(&scenario.shape()));
        assert!(model.shares_evenly(), "{text}");
        let mut state = State { follows_every_share: is_refused, ..State::default() };
        let one = |replicate| {
            let (key, mut outcome) = (ReplicateKey::new(3, replicate), Outcome::new(&layout));
            assert!(Engine::Agent.simulate(&model, &layout, &key, &mut state, &mut outcome, &|| false));
            let bits = |numbers: &[f64]| numbers.iter().map(|x| x.to_bits()).collect();
            (bits(&outcome.metrics), bits(&outcome.timeline), outcome.joins.to_vec(), state.joined())
        };
        (0..replicates).map(one).collect()
    }

    #[test]
    fn it_is_the_same_campaign() {
        let courses_of = [
            "share: { content: 1, again: 1 }\njoin: 0.02\nchurn: 0.05",
            "share: { content: 0.7, again: 0.8 }\njoin: 0.1\nretention: { 1d: 0.8, 7d: 0.5, 30d: 0.3 }",
            "share: { content: 0.4, again: 0.9 }\njoin: 1\nchurn: 0.2",
            "share: 1\njoin: 0.3",
            "share: { content: 1, again: 1 }\nfunnel: { open: 0.5, join: 0.4 }\nanyway: 0.3\nchurn: 0.1\n\
             price: 3\nbuys: { per_day: 0.1, margin: 5 }",
            "share: { content: 0.8, again: 0.9 }\njoin: 0.2\nchurn: 0.3\ninflow: 2\n\
             seeds: [{ count: 9 }, { count: 5, at: 6d, by: degree }]",
            "share: { content: 1, again: 1 }\njoin: 0.05\nchurn: 0.1\n\
             events: [{ at: 3d, for: 5d, churn: 4 }]",
            "share: 0\njoin: 0.5",
        ];
        let networks = ["barabasi_albert, nodes: 700, m: 3", "erdos_renyi, nodes: 60, mean: 4"];
        for (course, network) in courses_of.iter().flat_map(|course| networks.map(|law| (course, law))) {
            let seeds = if course.contains("seeds") { "" } else { "seeds: 12\n" };
            let text = format!(
                "name: x\ndays: 25\nstep: 1d\ndelay: none\n{seeds}network: {{ generate: {network} }}\n{course}\n"
            );
            let [kept, refused] = [false, true].map(|is_refused| courses(&text, 60, is_refused));
            assert_eq!(kept, refused, "{text}");
        }
    }

    /// It is asked where many begin to share at once, too.
    #[test]
    fn it_may_be_left_anywhere() {
        let text = "{ name: x, days: 12, step: 1d, delay: none, seeds: 9_000, share: { content: 1, again: 1 }, join: 0.05, \
                    churn: 0.1, network: { generate: erdos_renyi, nodes: 60_000, mean: 9 } }";
        assert!(Model::compile(&Scenario::from_yaml(text).unwrap(), &[]).shares_evenly());
        may_be_left_anywhere(text, 20);
    }
}

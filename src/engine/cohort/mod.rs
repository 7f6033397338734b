//! Members by cells: those in the same state are exchangeable, so only their number per state is kept.
//!
//! Every event of a step is one draw of a binomial, Poisson or related law, whose sums stay in the family; the cost
//! of a campaign does not depend on how many people take part. Without a market the distribution is exactly
//! that of the model. With a market it is exact for Poisson and negative binomial contacts (each person not yet won
//! is hit by independent Poisson streams of invitations). What remains approximate there: which inviter gets the
//! credit when Poisson and fixed contacts win the same person in one step, the shape of the law of very many fixed
//! contacts (mean and variance are exact), and the spread of the number of contacts who say yes twice. With or without a
//! market: the shape of the law of what very many sharers bring together whom no rule tells apart (three moments are exact).

mod beyond;
mod class;
mod compartment;
mod credit;
mod done;
mod free_law;
mod pending;
mod reminding;
mod round;
mod sharing;
mod spread;

pub(super) use round::Round;

use super::chain::{Chain, Marks, Point};
use super::customers::{Arrival, Customers, OrderClaims, promised_orders};
use super::free::Free;
use super::lull::Lull;
use super::market::Market;
use super::newcomers::{Newcomers, come_anyway};
use super::now::{Now, Step, Way};
use super::on_the_way::{OnTheWay, Sent};
use super::population::{Joiners, Outlook, Population};
use super::purchases::Purchases;
use super::record::Tally;
use super::reminding::Reminding;
use super::sold::Sold;
use crate::model::{Model, RuleModel, Since};
use crate::rng::{Chance, Purpose, ReplicateKey, lane, multivariate_hypergeometric};
use crate::terms::{Credit, Events, Standing};
use class::Class;
use compartment::Compartments;
use pending::{Cell, Pending, Stay};
use spread::Crowd;

/// All members, by segment and class of staying, and the invitees on the way.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    segments: Vec<Vec<Class>>,
    free: Free,
    /// Those of them, by segment, who may have an occasion within the step at hand and are in no cell.
    pending: Vec<Pending>,
    /// Whether those who were there before the step have had their first chance of an occasion, by segment.
    old_have_had_theirs: Vec<bool>,
    /// Genuine members who have left since it was asked.
    left: u64,
    compartments: Compartments,
    /// By segment and origin.
    on_the_way: OnTheWay,
    /// Whether acceptances are distinguished by who invited.
    credits_individuals: bool,
    /// What counters may show, by which invitations stand in a state of progress.
    counts: usize,
    /// Final standing so far, where a rule asks for it.
    standing: Standing,
    keeps_standing: bool,
    chain: Chain,
    /// How acceptances fall on sharers; a buffer.
    crowd: Crowd,
}

impl Cells {
    /// `count` people become members: waiting, no invitation credited yet. Newcomers may act in the step in which they come,
    /// and leave in it.
    fn settle(&mut self, at: Step<'_>, segment: usize, origin: usize, way: Way, count: u64) {
        let newcomers = Newcomers::new(segment, way, self.compartments.origins, origin);
        let is_free = Free::is(at.model, segment, way);
        if is_free {
            self.free.joined(at, segment, way, count);
        }
        for (class, count) in newcomers.by_class(at, count) {
            let leaving = newcomers.leaving(at, class, count);
            let staying = count - leaving;
            let arrival = Arrival { row: None, segment, class, way, staying, leaving };
            if is_free {
                self.free.admit(at, arrival, || newcomers.orders_of(at, class));
            } else {
                self.segments[segment][class].admit(at, arrival, || newcomers.orders_of(at, class));
            }
            let stay = Stay { since: way.since(), ..Stay::BEFORE };
            let compartment = self.compartments.of_kind(origin, false);
            let fake = at.model.segments[segment].fake;
            let cell = |stay: Stay, count: u64| Cell {
                class,
                compartment,
                progress: 0,
                stay,
                count,
                invited: self.chain.mark(way.is_invited(), fake, count),
            };
            let cells = [cell(stay, staying), cell(Stay { leaves: true, ..stay }, leaving)];
            if at.model.in_cycles {
                self.settle_waiting(segment, &cells[0]);
                continue;
            }
            self.left += if fake { 0 } else { leaving };
            cells.iter().for_each(|cell| self.pending[segment].add(cell));
        }
    }

    /// Members of a class leave with this chance; `waited` is called for those who were waiting.
    fn leave_class(
        &mut self,
        at: Step<'_>,
        (segment, class): (usize, usize),
        chance: &Chance,
        marks: &mut Marks,
        mut waited: impl FnMut(&mut Pending, Cell),
    ) {
        if chance.p() == 0.0 {
            return;
        }
        let (people, pending) = (&mut self.segments[segment][class], &mut self.pending[segment]);
        let part = &at.model.segments[segment];
        let (mut stream, level) = at.stream(Purpose::Leaving, lane::of_class(segment, class)).with_level();
        let free = self.free.leave(at, segment, class, chance);
        let others = people.others.leave(&mut stream, level, chance, part.sales.are_any());
        if part.sells_apart() {
            let mut stream = at.stream(Purpose::Customers, lane::of_class(segment, class));
            people.customers.leave(&mut stream, others);
        }
        // Nobody of the hunters has luck of his own, seeds or not.
        let sides_differ = self.compartments.deletes_induced && !part.fake;
        people.leave(&mut stream, [free, others], sides_differ, marks, |taken| {
            waited(pending, taken.cell(class, Stay::BEFORE));
        });
        self.left += if part.fake { 0 } else { free + others };
    }

    /// Whether a class has no members.
    #[inline]
    fn is_empty(&self, segment: usize, class: usize) -> bool {
        self.segments[segment][class].others.present == 0 && self.free.present(segment, class) == 0
    }

    /// Segment and class of all members.
    fn all_classes(model: &Model) -> impl Iterator<Item = (usize, usize)> {
        let segments = model.segments.iter().enumerate();
        segments.flat_map(|(segment, part)| (0..part.classes.len()).map(move |class| (segment, class)))
    }
}

impl Population for Cells {
    type Round = Round;

    fn begin(&mut self, model: &Model, _key: &ReplicateKey) {
        self.compartments = Compartments::of(model);
        self.segments.resize(model.segments.len(), Vec::new());
        for (classes, segment) in self.segments.iter_mut().zip(&model.segments) {
            classes.resize(segment.classes.len(), Class::default());
            classes.iter_mut().for_each(|class| class.clear(self.compartments, model.progress.states()));
        }
        self.pending.resize(model.segments.len(), Pending::default());
        self.pending.iter_mut().for_each(Pending::clear);
        self.old_have_had_theirs.clear();
        self.old_have_had_theirs.resize(model.segments.len(), false);
        self.left = 0;
        self.chain = Chain::default();
        self.free.begin(model);
        self.on_the_way.clear(model);
        self.credits_individuals = model.credits_individuals();
        self.counts = model.progress.counts();
        self.keeps_standing = model.rules.iter().any(RuleModel::is_final);
        self.standing.clear();
        self.standing.resize(model.segments.len(), Vec::new());
    }

    fn begin_day(&mut self, model: &Model) {
        for class in self.segments.iter_mut().flatten() {
            class.move_on(|progress| model.progress.next_day(progress));
        }
    }

    fn join(&mut self, at: Step<'_>, segment: usize, way: Way, count: u64) {
        self.settle(at, segment, 0, way, count);
    }

    fn answers_expected(&self, at: Step<'_>) -> u64 {
        self.on_the_way.due(at.t)
    }

    fn answers_due(&mut self, at: Step<'_>) -> u64 {
        self.on_the_way.arrive(at.t)
    }

    fn admit(&mut self, at: Step<'_>, admitted: u64, mut joined: impl FnMut(Joiners)) {
        let came = std::mem::take(&mut self.on_the_way.arriving);
        let some = (admitted < came.iter().sum()).then(|| {
            let mut some = vec![0; came.len()];
            let mut stream = at.stream(Purpose::Admission, lane::ONLY);
            multivariate_hypergeometric(&mut stream, &came, admitted, &mut some);
            some
        });
        let admitted = some.as_ref().unwrap_or(&came);
        let origins = self.compartments.origins;
        for (place, (&came, &count)) in
            came.iter().zip(admitted).enumerate().filter(|(_, (came, _))| **came > 0)
        {
            let (segment, origin) = (place / origins, place % origins);
            let anyway = come_anyway(at, segment, (origins, origin), count);
            joined(Joiners { segment, came, admitted: count, anyway });
            for (way, count) in [(Way::Invited, count - anyway), (Way::Anyway, anyway)] {
                if count > 0 {
                    self.settle(at, segment, origin, way, count);
                }
            }
        }
        self.on_the_way.arriving = came;
    }

    fn remind(&mut self, now: Now<'_>, place: usize, round: &mut Round, sent: impl FnMut(Reminding)) {
        self.send_reminders(now, place, round, sent);
    }

    fn occasions(&mut self, now: Now<'_>, round: &mut Round) -> bool {
        round.clear();
        if now.at.round == 0 {
            self.old_have_had_theirs.fill(false);
        }
        if now.open {
            return self.take_occasions(now, round);
        }
        for segment in 0..self.segments.len() {
            self.pending[segment].take(None, &mut round.acting);
            for cell in std::mem::take(&mut round.acting) {
                self.settle_waiting(segment, &cell);
            }
        }
        false
    }

    fn outlook(&self, now: Now<'_>, round: &Round, segment: usize) -> Outlook {
        let mut outlook = Outlook::default();
        let mut sharers = 0.0;
        for cell in &round.cells[round.cells_of(segment)] {
            let shared = self.compartments.has_shared(cell.compartment);
            let sharing = cell.count as f64 * now.sharing(segment, shared, cell.progress);
            sharers += sharing;
            outlook.first_shares += if shared { 0.0 } else { sharing };
        }
        (outlook.accepted, outlook.at_once) = now.expected(segment, sharers);
        outlook
    }

    fn decisions(&mut self, now: Now<'_>, round: &mut Round, tally: &mut [Tally], events: &mut [Events]) {
        for segment in 0..self.segments.len() {
            self.decide(now, segment, round);
            self.count_sharers(segment, round, &mut tally[segment], &mut events[segment]);
        }
    }

    fn reach(&mut self, now: Now<'_>, round: &mut Round) {
        round.reach(now);
    }

    fn acceptance(
        &mut self,
        now: Now<'_>,
        market: &mut Market,
        round: &mut Round,
        tally: &mut [Tally],
        events: &mut [Events],
    ) {
        self.on_the_way.begin_round();
        if round.cells.iter().all(|cell| cell.count == 0) {
            return;
        }
        market.accept(now, &mut round.reached, tally);
        for reached in &round.reached {
            events[reached.segment].accepted += reached.accepted;
        }
        if self.credits_individuals {
            self.credit_inviters(now, round);
        } else if !self.chain.goes_on() {
            self.look_for_chain(now, round);
        }
        self.send_invitees(now, round);
    }

    fn again(&mut self, now: Now<'_>, round: &mut Round) {
        for segment in 0..self.segments.len() {
            self.wait_again(now, segment, round);
        }
    }

    fn sent(&self) -> &[Sent] {
        self.on_the_way.sent()
    }

    fn wave(&self, round: &Round, segment: usize) -> Option<u32> {
        round.waves.get(segment).copied().flatten()
    }

    fn credits<'a>(&'a self, round: &'a Round, segment: usize) -> impl Iterator<Item = Credit> {
        round.credits_of(segment).iter().map(move |credited| {
            let cell = &round.cells[credited.cell];
            let (before, counted) = match self.counts {
                1 => (cell.progress, 0),
                counts => (cell.progress / counts, cell.progress % counts),
            };
            Credit {
                origin: self.compartments.origin(cell.compartment),
                before,
                counted,
                gained: credited.gained,
                count: credited.count,
            }
        })
    }

    fn leave(&mut self, at: Step<'_>) {
        for (segment, class) in Cells::all_classes(at.model) {
            if self.is_empty(segment, class) {
                continue;
            }
            let stint = at.stint(segment, class, Since::Before);
            let may_still_share = !at.model.in_cycles && stint.more(true, 0).is_some();
            let mut marks = self.chain.marks(at, Point::Leaving, segment);
            self.leave_class(at, (segment, class), &stint.leaving, &mut marks, |pending, cell| {
                if may_still_share {
                    pending.add(&Cell { stay: Stay { leaves: true, ..cell.stay }, ..cell });
                }
            });
        }
    }

    fn left(&mut self) -> u64 {
        std::mem::take(&mut self.left)
    }

    fn leave_in(&mut self, at: Step<'_>, lull: &Lull) {
        for (segment, class) in Cells::all_classes(at.model) {
            if self.is_empty(segment, class) {
                continue;
            }
            let chance = lull.chance(segment, class);
            self.leave_class(at, (segment, class), chance, &mut Marks::unasked(), |_, _| {});
        }
    }

    fn buy(&mut self, at: Step<'_>, segment: usize, mean: f64) -> Purchases {
        let mut stream = at.stream(Purpose::Value, lane::of_segment(segment));
        let classes = self.segments[segment].iter_mut();
        let others = classes.map(|class| class.others.buy(&mut stream, mean));
        others.fold(self.free.buy(at, segment, mean), Purchases::and)
    }

    fn order(&mut self, at: Step<'_>, segment: usize, claims: &mut OrderClaims) -> Sold {
        let free = self.free.order(at, segment, claims);
        let others = self.segments[segment].iter_mut().enumerate();
        others
            .map(|(class, people)| people.customers.order_as(at, (segment, class), false, claims))
            .fold(free, Sold::and)
    }

    fn customers(&mut self, segment: usize) -> Vec<&mut Customers> {
        let others = self.segments[segment].iter_mut().map(|class| &mut class.customers);
        self.free.customers(segment).chain(others).collect()
    }

    fn promised_orders(&self, model: &Model) -> Vec<u64> {
        let others = self.segments.iter().flatten().map(|class| &class.customers);
        promised_orders(self.free.all_customers().chain(others), model)
    }

    fn delete_induced(&mut self, at: Step<'_>) -> u64 {
        let mut all = 0;
        let compartments = self.compartments;
        for (segment, classes) in self.segments.iter_mut().enumerate() {
            self.pending[segment].delete(|compartment| compartments.is_induced(compartment));
            let deleted: u64 = classes.iter_mut().map(Class::delete_induced).sum();
            all += if at.model.segments[segment].fake { 0 } else { deleted };
        }
        all
    }

    fn stop_waiting(&mut self) {
        self.segments.iter_mut().flatten().for_each(Class::stop_waiting);
    }

    fn waits(&self) -> bool {
        self.segments.iter().flatten().any(|class| class.waiting > 0)
    }

    fn is_on_the_way(&self) -> bool {
        self.on_the_way.total > 0
    }

    fn on_the_way(&self, model: &Model) -> u64 {
        self.on_the_way.genuine(model)
    }

    fn chain_goes_on(&self) -> bool {
        self.chain.goes_on()
    }

    fn standing(&self) -> &[Vec<u64>] {
        &self.standing
    }

    fn present(&self, segment: usize) -> u64 {
        let classes = self.segments[segment].iter().enumerate();
        classes.map(|(class, people)| people.others.present + self.free.present(segment, class)).sum()
    }

    fn free(&self) -> &Free {
        &self.free
    }
}

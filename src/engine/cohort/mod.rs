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
mod free_law;
mod pending;
mod round;
mod sharing;
mod spread;

pub(super) use round::Round;

use super::market::Market;
use super::now::{Now, Step, Way};
use super::on_the_way::{OnTheWay, Sent};
use super::population::{Population, Purchases};
use super::record::Tally;
use crate::model::{MOST_CLASSES, Model, RuleModel, Since};
use crate::rng::{Chance, Purpose, ReplicateKey, Stream, lane, multivariate_hypergeometric, split};
use crate::terms::{Credit, Events, Standing};
use class::Class;
use compartment::Compartments;
use pending::{Cell, Pending, Stay};
use spread::Crowd;

/// All members, by segment and class of staying, and the invitees on the way.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    segments: Vec<Vec<Class>>,
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
    /// Final standing so far, where a rule asks for it.
    standing: Standing,
    keeps_standing: bool,
    /// How acceptances fall on sharers; a buffer.
    crowd: Crowd,
}

impl Cells {
    /// Members (with a stream and a class each) of all segments.
    fn classes(&mut self) -> impl Iterator<Item = (usize, usize, &mut Class)> {
        self.segments.iter_mut().enumerate().flat_map(|(segment, classes)| {
            classes.iter_mut().enumerate().map(move |(index, class)| (segment, index, class))
        })
    }

    /// `count` people become members: waiting, no invitation credited yet.
    fn settle(&mut self, at: Step<'_>, segment: usize, origin: usize, way: Way, count: u64) {
        let classes = &at.model.segments[segment].classes;
        let joiners = lane::of_joiners(segment, self.compartments.origins, origin, way.number());
        let mut counts = [0; MOST_CLASSES];
        let counts = &mut counts[..classes.len()];
        counts[0] = count;
        if classes.len() > 1 {
            let weights: [f64; MOST_CLASSES] =
                std::array::from_fn(|i| classes.get(i).map_or(0.0, |c| c.weight));
            split(&mut at.stream(Purpose::Class, joiners), count, &weights[..counts.len()], counts);
        }
        for (class, count) in counts.iter().copied().enumerate().filter(|(_, count)| *count > 0) {
            let cell = Cell {
                class,
                compartment: self.compartments.of_kind(origin, false),
                progress: 0,
                stay: Stay { since: way.since(), ..Stay::BEFORE },
                count,
            };
            let are_seeds = matches!(way, Way::Seed(_));
            if at.model.in_cycles {
                self.segments[segment][class].admit(count, are_seeds);
                self.settle_waiting(segment, cell, count);
            } else {
                self.come_within_step(at, segment, cell, are_seeds, lane::of_newcomers(joiners, class));
            }
        }
    }

    /// Newcomers may act in the step in which they come, and leave in it.
    fn come_within_step(&mut self, at: Step<'_>, segment: usize, cell: Cell, are_seeds: bool, lane: u32) {
        let stint = at.stint(segment, cell.class, cell.stay.since);
        let leaving = stint.leaving.draw(&mut at.stream(Purpose::Leaving, lane), cell.count);
        self.left += if at.model.segments[segment].fake { 0 } else { leaving };
        let staying = cell.count - leaving;
        self.segments[segment][cell.class].admit(staying, are_seeds);
        self.pending[segment].add(Cell { count: staying, ..cell });
        self.pending[segment].add(Cell { count: leaving, stay: Stay { leaves: true, ..cell.stay }, ..cell });
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
        self.on_the_way.clear(model);
        self.credits_individuals = model.credits_individuals();
        self.keeps_standing = model.rules.iter().any(RuleModel::is_final);
        self.standing.clear();
        self.standing.resize(model.segments.len(), Vec::new());
    }

    fn join(&mut self, at: Step<'_>, segment: usize, way: Way, count: u64) {
        self.settle(at, segment, 0, way, count);
    }

    fn answers_due(&mut self, at: Step<'_>) -> u64 {
        self.on_the_way.arrive(at.t)
    }

    fn admit(&mut self, at: Step<'_>, admitted: u64, mut joined: impl FnMut(usize, u64, u64)) {
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
            joined(segment, came, count);
            if count > 0 {
                self.settle(at, segment, origin, Way::Invited, count);
            }
        }
        self.on_the_way.arriving = came;
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
                self.settle_waiting(segment, cell, cell.count);
            }
        }
        false
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
        if round.reached.is_empty() {
            return;
        }
        market.accept(now, &mut round.reached, tally);
        for reached in &round.reached {
            events[reached.segment].accepted += reached.accepted;
        }
        if self.credits_individuals {
            self.credit_inviters(now, round);
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
            Credit {
                origin: self.compartments.origin(cell.compartment),
                before: cell.progress,
                gained: credited.gained,
                count: credited.count,
            }
        })
    }

    fn leave(&mut self, at: Step<'_>) {
        for (segment, classes) in self.segments.iter_mut().enumerate() {
            let part = &at.model.segments[segment];
            for (class, people) in classes.iter_mut().enumerate() {
                let stint = at.stint(segment, class, Since::Before);
                let lane = lane::of_class(segment, class);
                let (mut stream, level) = at.stream(Purpose::Leaving, lane).with_level();
                let stay = Stay { leaves: true, ..Stay::BEFORE };
                let may_still_share = !at.model.in_cycles && stint.more(true, 0).is_some();
                let pending = &mut self.pending[segment];
                let waited = |compartment, progress, count| {
                    if may_still_share {
                        pending.add(Cell { class, compartment, progress, stay, count });
                    }
                };
                let left = people.leave((&mut stream, level), &stint.leaving, part.buys.is_some(), waited);
                self.left += if part.fake { 0 } else { left };
            }
        }
    }

    fn left(&mut self) -> u64 {
        std::mem::take(&mut self.left)
    }

    fn leave_until(&mut self, at: Step<'_>, until: u32) {
        let steps = f64::from(until + 1 - at.t);
        let mut all = 0;
        for (segment, index, class) in self.classes() {
            let part = &at.model.segments[segment];
            let gone = part.classes[index].leaving_within(steps);
            let lane = lane::of_class(segment, index);
            let (mut stream, level) = at.stream(Purpose::Leaving, lane).with_level();
            let left = class.leave((&mut stream, level), &Chance::new(gone), false, |_, _, _| {});
            all += if part.fake { 0 } else { left };
        }
        self.left += all;
    }

    fn buy(&mut self, _: Step<'_>, segment: usize, mean: f64, stream: &mut Stream) -> Purchases {
        self.segments[segment].iter_mut().fold(Purchases { first: 0, repeated: 0 }, |all, class| {
            let ends = [std::mem::replace(&mut class.before, class.present), class.present];
            let bought = Purchases::draw(stream, ends, &mut class.never_bought, mean);
            Purchases { first: all.first + bought.first, repeated: all.repeated + bought.repeated }
        })
    }

    fn delete_induced(&mut self, at: Step<'_>) -> u64 {
        let mut all = 0;
        let compartments = self.compartments;
        for (segment, classes) in self.segments.iter_mut().enumerate() {
            let mut pending = vec![0; classes.len()];
            let induced = |compartment| compartments.is_induced(compartment);
            self.pending[segment].delete(induced, |class, count| pending[class] += count);
            for (index, (class, in_no_cell)) in classes.iter_mut().zip(pending).enumerate() {
                let lane = lane::of_deleted(segment, index);
                let deleted = class.delete_induced(&mut at.stream(Purpose::Platform, lane), in_no_cell);
                all += if at.model.segments[segment].fake { 0 } else { deleted };
            }
        }
        all
    }

    fn stop_waiting(&mut self) {
        self.classes().for_each(|(_, _, class)| class.stop_waiting());
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

    fn standing(&self) -> &[Vec<u64>] {
        &self.standing
    }

    fn present(&self, segment: usize) -> u64 {
        self.segments[segment].iter().map(|class| class.present).sum()
    }

    fn seeds_present(&self, model: &Model) -> f64 {
        let genuine = self.segments.iter().zip(&model.segments).filter(|(_, segment)| !segment.fake);
        genuine.flat_map(|(classes, _)| classes).map(|class| class.seeds).sum()
    }
}

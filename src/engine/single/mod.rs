//! Members who are all alike: one segment, one class of staying, one law of contacts, and no reward that looks at whose
//! event it is. One number per state then, and nothing to loop over.
//!
//! Streams and laws are those of [cells](super::cohort), so that a campaign takes the same course in both
//! (`tests/common_luck.rs`); only the time differs (a third; where nothing happens but growth a fifth).

pub(super) mod growth;
mod luck;

use super::chain::{Chain, Marks, Point};
use super::customers::{Arrival, Customers, OrderClaims};
use super::free::{Free, Group};
use super::lull::Lull;
use super::market::{Market, Reached};
use super::newcomers::come_anyway;
use super::now::{Now, Step, Way};
use super::on_the_way::{OnTheWay, Sent};
use super::population::{Joiners, Outlook, Population};
use super::purchases::Purchases;
use super::record::{Record, Tally};
use super::sold::Sold;
use super::thin::{draw_marked, number, waiting_among};
use crate::model::{Model, Since};
use crate::rng::{Chance, Level, Purpose, ReplicateKey, Stream, binomial, lane};
use crate::terms::{Credit, Events};
use luck::{Draw, Luck, OfStep};

/// All members, and the invitees on the way.
#[derive(Clone, Debug)]
pub(super) struct Single {
    people: People,
    free: Free,
    on_the_way: OnTheWay,
    /// Invitees whose answer has just been due.
    came: u64,
    /// The numbers that decide this step and some of the next.
    luck: Luck,
    /// Members who have left since it was asked.
    left: u64,
    chain: Chain,
    /// Whether somebody may still come whom the campaign does not bring.
    more_may_come: bool,
}

/// Members by number. Numbers of one kind do not stand side by side: a pair of them would be read at once after each was
/// written by itself, for which the processor waits.
#[derive(Clone, Copy, Debug, Default)]
struct People {
    /// All of them but the free ones.
    others: Group,
    /// Those of the waiting who have not shared before.
    fresh: f64,
    /// Those who wait for an occasion.
    waiting: u64,
    /// Those of them who were invited, as long as that is [followed](super::chain).
    invited: u64,
}

/// Members who have an occasion (point 5), then those of them who share (point 6).
#[derive(Clone, Copy, Debug, Default)]
struct Sharers {
    count: u64,
    /// Those of them who had not shared before.
    fresh: f64,
    /// Those of them who were invited, as long as that is [followed](super::chain).
    invited: u64,
}

/// So many of the members who are present leave.
#[derive(Clone, Copy, Debug, Default)]
struct Leavers {
    present: u64,
    free: u64,
    others: u64,
}

/// Who shares in a round, and what they reach.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Round {
    sharers: Sharers,
    /// What they reach (point 7) and how many accept (point 8).
    reached: Reached,
}

impl Single {
    pub fn new(model: &Model, key: &ReplicateKey) -> Single {
        Single {
            people: People::default(),
            free: Free::default(),
            on_the_way: OnTheWay::default(),
            came: 0,
            luck: Luck::begin(model, key),
            left: 0,
            chain: Chain::default(),
            more_may_come: true,
        }
    }
}

impl Single {
    /// Whether somebody who was invited has brought somebody.
    fn look_for_chain(&mut self, now: Now<'_>, round: &Round) {
        let mut marks = self.chain.marks(now.at, Point::Acceptance, 0);
        let law = now.at.model.channels[0].contacts[0].law;
        self.chain.look(
            &mut marks,
            law,
            [round.sharers.count, round.sharers.invited],
            round.reached.accepted,
        );
    }

    #[inline]
    fn settle(&mut self, at: Step<'_>, way: Way, count: u64) {
        if matches!(way, Way::Invited | Way::Bought) {
            self.people.others.admit(count);
        } else {
            self.free.joined(at, 0, way, count);
            let arrival = Arrival { row: None, segment: 0, class: 0, way, staying: count, leaving: 0 };
            self.free.admit(at, arrival, || at.stream(Purpose::Customers, lane::of_free(0, 0)));
        }
        self.people.wait(count);
        self.people.invited += self.chain.mark(way.is_invited(), false, count);
    }
}

// Always inlined: in the step of a campaign, and where growth takes many steps in one go.
impl People {
    /// Members wait for their first occasion.
    #[inline(always)]
    fn wait(&mut self, count: u64) {
        self.waiting += count;
        self.fresh += number(count);
    }

    /// Point 5: who of those that wait has an occasion.
    #[inline(always)]
    fn take_occasions(
        &mut self,
        at: Step<'_>,
        Draw { level, stream }: &mut Draw,
        marks: &mut Marks,
    ) -> Sharers {
        match at.stint(0, 0, Since::Before).more(false, 0) {
            Some(chance) if self.waiting > 0 => {
                self.give_occasions(stream, chance.quantile(*level, self.waiting), marks)
            }
            Some(_) | None => Sharers::default(),
        }
    }

    /// So many of those that wait have an occasion.
    #[inline(always)]
    fn give_occasions(&mut self, stream: &mut Stream, count: u64, marks: &mut Marks) -> Sharers {
        let fresh = draw_marked(stream, self.waiting, &mut self.fresh, count);
        let invited = marks.take(&mut self.invited, self.waiting, count);
        self.waiting -= count;
        Sharers { count, fresh, invited }
    }

    /// Point 9: who of those that shared waits again.
    #[inline(always)]
    fn wait_again(&mut self, at: Step<'_>, mut sharers: Sharers, marks: &mut Marks) {
        let staying = match at.model.segments[0].again {
            0.0 => 0,
            1.0 => sharers.count,
            _ if sharers.count == 0 => 0,
            again => {
                let mut stream = at.stream(Purpose::Again, lane::of_segment(0));
                sharers.count - binomial(&mut stream, sharers.count, 1.0 - again)
            }
        };
        if staying > 0 {
            self.waiting += staying;
            self.invited += marks.take(&mut sharers.invited, sharers.count, staying);
        }
    }

    /// Point 3: how many of these and of the free members leave with this chance.
    #[inline(always)]
    fn leaving(&self, free: &Group, [of_free, of_others]: [Level; 2], chance: &Chance) -> Leavers {
        let leaving = |level: Level, present: u64| match present {
            0 => 0,
            _ => chance.quantile(level, present),
        };
        Leavers {
            present: self.others.present + free.present,
            free: leaving(of_free, free.present),
            others: leaving(of_others, self.others.present),
        }
    }

    /// Who of those that leave waited, and had not shared before, is drawn: leaving looks at neither.
    #[inline(always)]
    fn wait_no_more(&mut self, stream: &mut Stream, marks: &mut Marks, leavers: Leavers) {
        let waiting = waiting_among(stream, leavers.present - self.waiting, self.waiting, leavers.all());
        draw_marked(stream, self.waiting, &mut self.fresh, waiting);
        marks.take(&mut self.invited, self.waiting, waiting);
        self.waiting -= waiting;
    }
}

impl Leavers {
    #[inline]
    fn all(self) -> u64 {
        self.free + self.others
    }
}

impl Sharers {
    /// Point 6: who has an occasion and does not share is done.
    #[inline(always)]
    fn decide(&mut self, now: Now<'_>, chain: Chain, tally: &mut Tally) {
        let chance = now.sharing(0, false, 0);
        if chance < 1.0 {
            let mut stream = now.at.stream(Purpose::Decision, lane::of_deciders(0, 0));
            let declining = binomial(&mut stream, self.count, 1.0 - chance);
            draw_marked(&mut stream, self.count, &mut self.fresh, declining);
            let mut marks = chain.marks(now.at, Point::Decisions, 0);
            marks.take(&mut self.invited, self.count, declining);
            self.count -= declining;
        }
        if self.count > 0 {
            tally.shares += self.count;
            tally.fresh_sharers += self.fresh;
        }
    }
}

impl Population for Single {
    type Round = Round;

    fn begin(&mut self, model: &Model, key: &ReplicateKey) {
        self.people = People::default();
        self.free.begin(model);
        self.more_may_come = model.more_free_may_come();
        self.on_the_way.clear(model);
        self.luck = Luck::begin(model, key);
        self.left = 0;
        self.chain = Chain::default();
    }

    fn join(&mut self, at: Step<'_>, _: usize, way: Way, count: u64) {
        self.settle(at, way, count);
    }

    fn answers_expected(&self, at: Step<'_>) -> u64 {
        self.on_the_way.due(at.t)
    }

    #[inline]
    fn answers_due(&mut self, at: Step<'_>) -> u64 {
        self.came = self.on_the_way.arrive_at_one_place(at.t);
        self.came
    }

    #[inline]
    fn admit(&mut self, at: Step<'_>, admitted: u64, mut joined: impl FnMut(Joiners)) {
        let anyway = come_anyway(at, 0, (1, 0), admitted);
        joined(Joiners { segment: 0, came: self.came, admitted, anyway });
        self.settle(at, Way::Invited, admitted - anyway);
        self.settle(at, Way::Anyway, anyway);
    }

    #[inline]
    fn occasions(&mut self, now: Now<'_>, round: &mut Round) -> bool {
        if !now.open || now.at.round > 0 {
            return false;
        }
        let mut marks = self.chain.marks(now.at, Point::Occasions, 0);
        let draw = &mut self.luck.of(now.at.t).occasion;
        round.sharers = self.people.take_occasions(now.at, draw, &mut marks);
        round.sharers.count > 0
    }

    /// Never asked: members alike live in cycles.
    fn outlook(&self, _: Now<'_>, _: &Round, _: usize) -> Outlook {
        Outlook::default()
    }

    #[inline]
    fn decisions(&mut self, now: Now<'_>, round: &mut Round, tally: &mut [Tally], _: &mut [Events]) {
        round.sharers.decide(now, self.chain, &mut tally[0]);
    }

    #[inline]
    fn reach(&mut self, now: Now<'_>, round: &mut Round) {
        if round.sharers.count > 0 {
            round.reached = Reached::by(now, 0, 0, round.sharers.count);
        }
    }

    #[inline]
    fn acceptance(
        &mut self,
        now: Now<'_>,
        market: &mut Market,
        round: &mut Round,
        tally: &mut [Tally],
        events: &mut [Events],
    ) {
        self.on_the_way.begin_round();
        if round.sharers.count == 0 {
            return;
        }
        let level = self.luck.of(now.at.t).accept;
        market.accept_one(now, &mut round.reached, level, tally);
        let accepted = round.reached.accepted;
        if accepted > 0 {
            events[0].accepted += accepted;
            self.look_for_chain(now, round);
            self.on_the_way.send(now, 0, None, 0, 0, accepted);
        }
    }

    #[inline]
    fn again(&mut self, now: Now<'_>, round: &mut Round) {
        let mut marks = self.chain.marks(now.at, Point::Again, 0);
        self.people.wait_again(now.at, round.sharers, &mut marks);
    }

    fn sent(&self) -> &[Sent] {
        self.on_the_way.sent()
    }

    fn wave(&self, _: &Round, _: usize) -> Option<u32> {
        None
    }

    #[inline]
    fn credits<'a>(&'a self, _: &'a Round, _: usize) -> impl Iterator<Item = Credit> {
        std::iter::empty()
    }

    #[inline]
    fn leave(&mut self, at: Step<'_>) {
        let Single { people, free, luck, left, chain, more_may_come, .. } = self;
        let free = free.group(0, 0);
        let chance = &at.stint(0, 0, Since::Before).leaving;
        let OfStep { leaving, free_leaving, .. } = luck.of(at.t);
        let leavers = people.leaving(free, [*free_leaving, leaving.level], chance);
        let keeps_buyers = at.model.has_purchases;
        people.others.lose(&mut leaving.stream, leavers.others, keeps_buyers);
        if leavers.free > 0 {
            let (mut stream, _) = at.stream(Purpose::Leaving, lane::of_free(0, 0)).with_level();
            free.lose(&mut stream, leavers.free, keeps_buyers);
        }
        people.wait_no_more(&mut leaving.stream, &mut chain.marks(at, Point::Leaving, 0), leavers);
        *left += leavers.all();
        luck.draw_ahead(at.model, at.key, at.t, *more_may_come || free.present > 0);
    }

    #[inline]
    fn left(&mut self) -> u64 {
        std::mem::take(&mut self.left)
    }

    fn leave_in(&mut self, at: Step<'_>, lull: &Lull) {
        let draw = |lane| Draw::of(at.stream(Purpose::Leaving, lane));
        let [of_free, mut of_others] = [lane::of_free(0, 0), lane::of_class(0, 0)].map(draw);
        let (people, free) = (&mut self.people, self.free.group(0, 0));
        let leavers = people.leaving(free, [of_free.level, of_others.level], lull.chance(0, 0));
        people.others.present -= leavers.others;
        free.present -= leavers.free;
        people.wait_no_more(&mut of_others.stream, &mut Marks::unasked(), leavers);
        self.left += leavers.all();
    }

    fn buy(&mut self, at: Step<'_>, _: usize, mean: f64) -> Purchases {
        let mut stream = at.stream(Purpose::Value, lane::of_segment(0));
        self.free.buy(at, 0, mean).and(self.people.others.buy(&mut stream, mean))
    }

    /// Nothing: a model that looks at who buys distinguishes members.
    fn order(&mut self, _: Step<'_>, _: usize, _: &mut OrderClaims) -> Sold {
        Sold::default()
    }

    fn customers(&mut self, _: usize) -> Vec<&mut Customers> {
        Vec::new()
    }

    fn promised_orders(&self, model: &Model) -> Vec<u64> {
        vec![0; model.rules.len()]
    }

    /// Nobody: a model whose platform deletes who was invited distinguishes members.
    fn delete_induced(&mut self, _: Step<'_>) -> u64 {
        0
    }

    fn stop_waiting(&mut self) {
        self.people.waiting = 0;
        self.people.fresh = 0.0;
        self.people.invited = 0;
    }

    #[inline]
    fn waits(&self) -> bool {
        self.people.waiting > 0
    }

    #[inline]
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
        &[]
    }

    fn grow<'a>(
        &mut self,
        from: Step<'a>,
        until: u32,
        market: &mut Market,
        record: &mut Record<'a>,
    ) -> Option<u32> {
        Some(self.grow_alone(from, until, market, record))
    }

    fn present(&self, _: usize) -> u64 {
        self.people.others.present + self.free.present(0, 0)
    }

    fn free(&self) -> &Free {
        &self.free
    }
}

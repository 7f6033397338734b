//! Members who are all alike: one segment, one class of staying, one law of contacts, and no reward that looks at whose
//! event it is. One number per state then, and nothing to loop over.
//!
//! Streams and laws are those of [cells](super::cohort), so that a campaign takes the same course in both
//! (`tests/common_luck.rs`); only the time differs (a third).

mod luck;

use super::chain::{Chain, Marks, Point};
use super::free::{Free, Group};
use super::market::{Market, Reached};
use super::newcomers::come_anyway;
use super::now::{Now, Step, Way};
use super::on_the_way::{OnTheWay, Sent};
use super::population::{Joiners, Outlook, Population};
use super::purchases::Purchases;
use super::record::Tally;
use super::thin::{draw_marked, number, waiting_among};
use crate::model::{Model, Since};
use crate::rng::{Chance, Purpose, ReplicateKey, Stream, binomial, lane};
use crate::terms::{Credit, Events};
use luck::{Draw, Luck};

/// All members, and the invitees on the way.
#[derive(Clone, Debug)]
pub(super) struct Single {
    people: People,
    free: Free,
    on_the_way: OnTheWay,
    /// Invitees whose answer has just been due.
    came: u64,
    /// The numbers that decide this step and the next.
    luck: [Luck; 2],
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

/// Who shares in a round, and what they reach.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Round {
    /// Members who have an occasion (point 5), then those of them who share (point 6).
    sharers: u64,
    /// Those of them who had not shared before.
    fresh: f64,
    /// Those of them who were invited, as long as that is [followed](super::chain).
    invited: u64,
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
        let law = now.at.model.segments[0].contacts[0].law;
        self.chain.look(&mut marks, law, [round.sharers, round.invited], round.reached.accepted);
    }

    #[inline]
    fn settle(&mut self, at: Step<'_>, way: Way, count: u64) {
        if matches!(way, Way::Invited | Way::Bought) {
            self.people.others.admit(count);
        } else {
            self.free.joined(way, count);
            self.free.admit(at, 0, 0, way, count, count);
        }
        self.people.waiting += count;
        self.people.fresh += number(count);
        self.people.invited += self.chain.mark(way.is_invited(), false, count);
    }
}

impl People {
    /// These and the free members leave with this chance; how many did.
    #[inline]
    fn leave(
        &mut self,
        free: &mut Group,
        [of_free, of_others]: [&mut Draw; 2],
        chance: &Chance,
        keeps_buyers: bool,
        marks: &mut Marks,
    ) -> u64 {
        let present = self.others.present + free.present;
        if present == 0 || chance.p() == 0.0 {
            return 0;
        }
        let mut left = self.others.leave(&mut of_others.stream, of_others.level, chance, keeps_buyers);
        if free.present > 0 {
            left += free.leave(&mut of_free.stream, of_free.level, chance, keeps_buyers);
        }
        self.wait_no_more(&mut of_others.stream, marks, present, left);
        left
    }

    /// Of so many people so many have left. Who of them waited, and had not shared before, is drawn: leaving looks at
    /// neither.
    #[inline]
    fn wait_no_more(&mut self, stream: &mut Stream, marks: &mut Marks, present: u64, left: u64) {
        let waiting = waiting_among(stream, present - self.waiting, self.waiting, left);
        draw_marked(stream, self.waiting, &mut self.fresh, waiting);
        marks.take(&mut self.invited, self.waiting, waiting);
        self.waiting -= waiting;
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
        let people = &mut self.people;
        if !now.open || people.waiting == 0 || now.at.round > 0 {
            return false;
        }
        let Some(chance) = now.at.stint(0, 0, Since::Before).more(false, 0) else { return false };
        let Draw { level, stream } = &mut self.luck[now.at.t as usize % 2].occasion;
        round.sharers = chance.quantile(*level, people.waiting);
        round.fresh = draw_marked(stream, people.waiting, &mut people.fresh, round.sharers);
        let mut marks = self.chain.marks(now.at, Point::Occasions, 0);
        round.invited = marks.take(&mut people.invited, people.waiting, round.sharers);
        people.waiting -= round.sharers;
        round.sharers > 0
    }

    /// Never asked: members alike live in cycles.
    fn outlook(&self, _: Now<'_>, _: &Round, _: usize) -> Outlook {
        Outlook::default()
    }

    #[inline]
    fn decisions(&mut self, now: Now<'_>, round: &mut Round, tally: &mut [Tally], _: &mut [Events]) {
        let chance = now.sharing(0, false, 0);
        if chance < 1.0 {
            let mut stream = now.at.stream(Purpose::Decision, lane::of_deciders(0, 0));
            let declining = binomial(&mut stream, round.sharers, 1.0 - chance);
            draw_marked(&mut stream, round.sharers, &mut round.fresh, declining);
            let mut marks = self.chain.marks(now.at, Point::Decisions, 0);
            marks.take(&mut round.invited, round.sharers, declining);
            round.sharers -= declining;
        }
        if round.sharers > 0 {
            tally[0].shares += round.sharers;
            tally[0].fresh_sharers += round.fresh;
        }
    }

    #[inline]
    fn reach(&mut self, now: Now<'_>, round: &mut Round) {
        if round.sharers > 0 {
            round.reached = Reached::by(now, 0, 0, round.sharers);
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
        if round.sharers == 0 {
            return;
        }
        let level = self.luck[now.at.t as usize % 2].accept.level;
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
        let sharers = round.sharers;
        let staying = match now.at.model.segments[0].again {
            0.0 => 0,
            1.0 => sharers,
            _ if sharers == 0 => 0,
            again => {
                let mut stream = now.at.stream(Purpose::Again, lane::of_segment(0));
                sharers - binomial(&mut stream, sharers, 1.0 - again)
            }
        };
        if staying > 0 {
            self.people.waiting += staying;
            let mut marks = self.chain.marks(now.at, Point::Again, 0);
            self.people.invited += marks.take(&mut round.invited, sharers, staying);
        }
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
        let (luck, free) = (&mut luck[at.t as usize % 2], free.group(0, 0));
        let draws = [&mut luck.free_leaving, &mut luck.leaving];
        let chance = &at.stint(0, 0, Since::Before).leaving;
        let mut marks = chain.marks(at, Point::Leaving, 0);
        *left += people.leave(free, draws, chance, at.model.has_purchases, &mut marks);
        luck.renew(at.model, at.key, at.t + 2, *more_may_come || free.present > 0);
    }

    #[inline]
    fn left(&mut self) -> u64 {
        std::mem::take(&mut self.left)
    }

    fn leave_until(&mut self, at: Step<'_>, until: u32) {
        let draw = |lane| Draw::of(at.stream(Purpose::Leaving, lane));
        let draws = [&mut draw(lane::of_free(0, 0)), &mut draw(lane::of_class(0, 0))];
        let chance = at.leaving_until(0, 0, until);
        let group = self.free.group(0, 0);
        self.left += self.people.leave(group, draws, &chance, false, &mut Marks::unasked());
    }

    fn buy(&mut self, at: Step<'_>, _: usize, mean: f64) -> Purchases {
        let mut stream = at.stream(Purpose::Value, lane::of_segment(0));
        self.free.buy(at, 0, mean).and(self.people.others.buy(&mut stream, mean))
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

    fn present(&self, _: usize) -> u64 {
        self.people.others.present + self.free.present(0, 0)
    }

    fn free(&self) -> &Free {
        &self.free
    }
}

//! Members who are all alike: one segment, one class of staying, one law of contacts, and no reward that looks at whose
//! event it is. One number per state then, and nothing to loop over.
//!
//! Streams and laws are those of [cells](super::cohort), so that a campaign takes the same course in both
//! (`tests/common_luck.rs`); only the time differs (a third).

mod luck;

use super::market::{Market, Reached};
use super::now::{Now, Step, Way};
use super::on_the_way::{OnTheWay, Sent};
use super::population::{Population, Purchases};
use super::record::Tally;
use super::thin::{draw_marked, number, part_of_alike, waiting_among};
use crate::model::{Model, Since};
use crate::rng::{Chance, Level, Purpose, ReplicateKey, Stream, binomial, lane};
use crate::terms::{Credit, Events};
use luck::{Draw, Luck};

/// All members, and the invitees on the way.
#[derive(Clone, Debug)]
pub(super) struct Single {
    people: People,
    on_the_way: OnTheWay,
    /// Invitees whose answer has just been due.
    came: u64,
    /// The numbers that decide this step and the next.
    luck: [Luck; 2],
    /// Members who have left since it was asked.
    left: u64,
}

/// Members by number. Numbers of one kind do not stand side by side: a pair of them would be read at once after each was
/// written by itself, for which the processor waits.
#[derive(Clone, Copy, Debug, Default)]
struct People {
    /// All of them.
    present: u64,
    /// Those of the waiting who have not shared before.
    fresh: f64,
    /// Those who wait for an occasion.
    waiting: u64,
    /// Those who are seeds.
    seeds: f64,
    /// Members at the end of the step before.
    before: u64,
    /// Those who have never bought; kept only where purchases make buyers.
    never_bought: u64,
}

/// Who shares in a round, and what they reach.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Round {
    /// Members who have an occasion (point 5), then those of them who share (point 6).
    sharers: u64,
    /// Those of them who had not shared before.
    fresh: f64,
    /// What they reach (point 7) and how many accept (point 8).
    reached: Reached,
}

impl Single {
    pub fn new(model: &Model, key: &ReplicateKey) -> Single {
        Single {
            people: People::default(),
            on_the_way: OnTheWay::default(),
            came: 0,
            luck: Luck::begin(model, key),
            left: 0,
        }
    }
}

impl People {
    #[inline]
    fn join(&mut self, count: u64, are_seeds: bool) {
        self.present += count;
        self.waiting += count;
        self.fresh += number(count);
        self.never_bought += count;
        self.seeds += if are_seeds { number(count) } else { 0.0 };
    }

    /// Members leave with this chance; how many did. Who of them waited, had not shared before, was a seed, had never
    /// bought, is drawn: leaving looks at none of it.
    #[inline]
    fn leave(&mut self, stream: &mut Stream, level: Level, chance: &Chance, keeps_buyers: bool) -> u64 {
        if self.present == 0 || chance.p() == 0.0 {
            return 0;
        }
        let left = chance.quantile(level, self.present);
        let waiting = waiting_among(stream, self.present - self.waiting, self.waiting, left);
        draw_marked(stream, self.waiting, &mut self.fresh, waiting);
        self.waiting -= waiting;
        draw_marked(stream, self.present, &mut self.seeds, left);
        if keeps_buyers {
            self.never_bought -= part_of_alike(stream, self.present, self.never_bought, left);
        }
        self.present -= left;
        left
    }
}

impl Population for Single {
    type Round = Round;

    fn begin(&mut self, model: &Model, key: &ReplicateKey) {
        self.people = People::default();
        self.on_the_way.clear(model);
        self.luck = Luck::begin(model, key);
        self.left = 0;
    }

    fn join(&mut self, _: Step<'_>, _: usize, way: Way, count: u64) {
        self.people.join(count, matches!(way, Way::Seed(_)));
    }

    #[inline]
    fn answers_due(&mut self, at: Step<'_>) -> u64 {
        self.came = self.on_the_way.arrive_at_one_place(at.t);
        self.came
    }

    #[inline]
    fn admit(&mut self, _: Step<'_>, admitted: u64, mut joined: impl FnMut(usize, u64, u64)) {
        joined(0, self.came, admitted);
        self.people.join(admitted, false);
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
        people.waiting -= round.sharers;
        round.sharers > 0
    }

    #[inline]
    fn decisions(&mut self, now: Now<'_>, round: &mut Round, tally: &mut [Tally], _: &mut [Events]) {
        let chance = now.sharing(0, false, 0);
        if chance < 1.0 {
            let mut stream = now.at.stream(Purpose::Decision, lane::of_deciders(0, 0));
            let declining = binomial(&mut stream, round.sharers, 1.0 - chance);
            draw_marked(&mut stream, round.sharers, &mut round.fresh, declining);
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
            self.on_the_way.send(now, 0, None, 0, 0, accepted);
        }
    }

    #[inline]
    fn again(&mut self, now: Now<'_>, round: &mut Round) {
        let sharers = round.sharers;
        self.people.waiting += match now.at.model.segments[0].again {
            0.0 => 0,
            1.0 => sharers,
            _ if sharers == 0 => 0,
            again => {
                let mut stream = now.at.stream(Purpose::Again, lane::of_segment(0));
                sharers - binomial(&mut stream, sharers, 1.0 - again)
            }
        };
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
        let chance = &at.stint(0, 0, Since::Before).leaving;
        let luck = &mut self.luck[at.t as usize % 2];
        let Draw { level, stream } = &mut luck.leaving;
        self.left += self.people.leave(stream, *level, chance, at.model.has_purchases);
        luck.renew(at.model, at.key, at.t + 2);
    }

    #[inline]
    fn left(&mut self) -> u64 {
        std::mem::take(&mut self.left)
    }

    fn leave_until(&mut self, at: Step<'_>, until: u32) {
        let gone = at.model.segments[0].classes[0].leaving_within(f64::from(until + 1 - at.t));
        let (mut stream, level) = at.stream(Purpose::Leaving, lane::of_class(0, 0)).with_level();
        self.left += self.people.leave(&mut stream, level, &Chance::new(gone), false);
    }

    fn buy(&mut self, _: Step<'_>, _: usize, mean: f64, stream: &mut Stream) -> Purchases {
        let people = &mut self.people;
        let ends = [std::mem::replace(&mut people.before, people.present), people.present];
        Purchases::draw(stream, ends, &mut people.never_bought, mean)
    }

    /// Nobody: a model whose platform deletes who was invited distinguishes members.
    fn delete_induced(&mut self, _: Step<'_>) -> u64 {
        0
    }

    fn stop_waiting(&mut self) {
        self.people.waiting = 0;
        self.people.fresh = 0.0;
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

    fn standing(&self) -> &[Vec<u64>] {
        &[]
    }

    fn present(&self, _: usize) -> u64 {
        self.people.present
    }

    fn seeds_present(&self, _: &Model) -> f64 {
        self.people.seeds
    }
}

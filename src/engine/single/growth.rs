//! Growth and nothing else, many steps in one go, of some campaigns side by side: nobody comes but by invitation, and nothing
//! is bought, promised, limited or forbidden. Of a step points 1, 3, 5 to 9 and 12 are left then, in the order of
//! [`step`](crate::engine::step) and with the same numbers. The order is fused by hand here: to ask at every point what else
//! there may be, and to put every number back in its place, takes longer than all draws together. And while one campaign
//! waits for a number that hangs on the last, the processor has work to do for the others.

use super::luck::Luck;
use super::{Leavers, People, Sharers, Single};
use crate::engine::chain::Marks;
use crate::engine::free::Group;
use crate::engine::market::{Hit, Market, Reached};
use crate::engine::now::{Now, Step};
use crate::engine::record::Record;
use crate::engine::record::growing::Growing;
use crate::model::Since;
use crate::rng::{Level, binomials_at};

/// So many steps at most: then it is asked again whether somebody still waits for the campaign.
const STRETCH: u32 = 64;

/// A campaign that only grows. It is not asked any more who was invited.
#[derive(Debug)]
pub(in crate::engine) struct Lane<'a, 'b> {
    at: Step<'b>,
    single: &'a mut Single,
    market: &'a mut Market,
    counts: Growing<'a, 'b>,
    people: People,
    free: Group,
    /// Invitees whose answer is due.
    came: u64,
}

/// Goes on, from a step that is the same for all, to step `until`, or until a stretch or one of the campaigns is over.
pub(in crate::engine) fn grow<const LANES: usize>(lanes: &mut [Lane<'_, '_>; LANES], until: u32) {
    let Step { model, t, .. } = lanes[0].at;
    let hit_evenly = Market::is_hit_evenly(model);
    for t in t..until.min(t.saturating_add(STRETCH)) {
        lanes.iter_mut().for_each(Lane::let_in);
        let mut sharers = occasions(lanes, t);
        // How many leave does not hang on who shares.
        let leavers = leave(lanes, t);
        let mut reached = [Reached::default(); LANES];
        for ((reached, sharers), lane) in reached.iter_mut().zip(&mut sharers).zip(lanes.iter_mut()) {
            *reached = lane.decide_and_reach(sharers);
        }
        let levels = each(lanes, |lane| lane.luck().of(t).accept);
        if hit_evenly {
            let mut hits = [Hit::default(); LANES];
            let (mut people, mut chances) = ([0; LANES], [0.0; LANES]);
            for (at, hit) in hits.iter_mut().enumerate() {
                *hit = lanes[at].market.hit_by(&reached[at]);
                (people[at], chances[at]) = (hit.people, hit.chance);
            }
            let won = binomials_at(&levels, &people, &chances);
            for (lane, reached) in reached.iter_mut().enumerate() {
                lanes[lane].win(reached, hits[lane], won[lane]);
            }
        } else {
            for (lane, reached) in reached.iter_mut().enumerate() {
                lanes[lane].accept(reached, levels[lane]);
            }
        }
        for ((lane, sharers), leavers) in lanes.iter_mut().zip(sharers).zip(leavers) {
            lane.end_step(sharers, leavers);
        }
        if lanes.iter().any(Lane::is_over) {
            break;
        }
    }
}

/// Point 5.
#[inline(always)]
fn occasions<const LANES: usize>(lanes: &mut [Lane<'_, '_>; LANES], t: u32) -> [Sharers; LANES] {
    let Some(chance) = lanes[0].at.stint(0, 0, Since::Before).more(false, 0) else {
        return [Sharers::default(); LANES];
    };
    let levels = each(lanes, |lane| lane.luck().of(t).occasion.level);
    let counts = chance.quantiles(&levels, &each(lanes, |lane| lane.people.waiting));
    let mut sharers = [Sharers::default(); LANES];
    for ((sharers, lane), count) in sharers.iter_mut().zip(lanes.iter_mut()).zip(counts) {
        *sharers = lane.give_occasions(count);
    }
    sharers
}

/// Point 3, but for who it is that leaves.
#[inline(always)]
fn leave<const LANES: usize>(lanes: &mut [Lane<'_, '_>; LANES], t: u32) -> [Leavers; LANES] {
    let chance = &lanes[0].at.stint(0, 0, Since::Before).leaving;
    let levels = each(lanes, |lane| lane.luck().of(t).leaving.level);
    let others = chance.quantiles(&levels, &each(lanes, |lane| lane.people.others.present));
    let levels = each(lanes, |lane| lane.luck().of(t).free_leaving);
    let free = chance.quantiles(&levels, &each(lanes, |lane| lane.free.present));
    let mut leavers = [Leavers::default(); LANES];
    for (at, (leavers, lane)) in leavers.iter_mut().zip(lanes.iter_mut()).enumerate() {
        *leavers = lane.leave(free[at], others[at]);
    }
    leavers
}

/// Something of each campaign; in place, since what [`std::array::from_fn`] makes is moved once more.
#[inline(always)]
fn each<T: Copy, const LANES: usize>(
    lanes: &mut [Lane<'_, '_>; LANES],
    of: impl Fn(&mut Lane<'_, '_>) -> T,
) -> [T; LANES] {
    let mut all = [of(&mut lanes[0]); LANES];
    for (one, lane) in all.iter_mut().zip(lanes.iter_mut()).skip(1) {
        *one = of(lane);
    }
    all
}

impl Single {
    /// Goes on alone, to step `until` at most; the first step not done.
    pub(super) fn grow_alone<'b>(
        &mut self,
        from: Step<'b>,
        until: u32,
        market: &mut Market,
        record: &mut Record<'b>,
    ) -> u32 {
        let mut alone = [Lane::new(from, self, market, record)];
        grow(&mut alone, until);
        let [lane] = alone;
        lane.end()
    }
}

impl<'a, 'b> Lane<'a, 'b> {
    /// A campaign from this step on.
    pub fn new(
        at: Step<'b>,
        single: &'a mut Single,
        market: &'a mut Market,
        record: &'a mut Record<'b>,
    ) -> Lane<'a, 'b> {
        let counts = record.growing(single.free.new_users());
        let (people, free) = (single.people, *single.free.group(0, 0));
        let came = single.on_the_way.arrive_at_one_place(at.t);
        Lane { at, single, market, counts, people, free, came }
    }

    /// Puts every number back in its place; the first step not done.
    pub fn end(self) -> u32 {
        let Lane { at, single, counts, people, free, came, .. } = self;
        counts.end();
        *single.free.group(0, 0) = free;
        single.people = people;
        single.on_the_way.expect(at.t, came);
        at.t
    }

    /// Whether nobody can come any more, or nobody is left to be won.
    pub fn is_over(&self) -> bool {
        self.market.is_empty() || (self.came == 0 && self.people.waiting == 0)
    }

    #[inline(always)]
    fn luck(&mut self) -> &mut Luck {
        &mut self.single.luck
    }

    #[inline(always)]
    fn now(&self) -> Now<'b> {
        Now { at: self.at, behaviour: self.at.model.behaviour(), open: true, waves_shut_from: None }
    }

    /// Point 1.
    #[inline(always)]
    fn let_in(&mut self) {
        if self.came > 0 {
            self.counts.joined(self.at, self.came);
            self.people.others.admit(self.came);
            self.people.wait(self.came);
            self.came = 0;
        }
    }

    #[inline(always)]
    fn give_occasions(&mut self, count: u64) -> Sharers {
        let stream = &mut self.single.luck.of(self.at.t).occasion.stream;
        self.people.give_occasions(stream, count, &mut Marks::unasked())
    }

    #[inline(always)]
    fn leave(&mut self, free: u64, others: u64) -> Leavers {
        let present = self.people.others.present + self.free.present;
        self.people.others.present -= others;
        self.free.present -= free;
        Leavers { present, free, others }
    }

    /// Points 6 and 7.
    #[inline(always)]
    fn decide_and_reach(&mut self, sharers: &mut Sharers) -> Reached {
        if sharers.count > 0 {
            sharers.decide(self.now(), self.single.chain, &mut self.counts.tally);
        }
        if sharers.count > 0 { Reached::by(self.now(), 0, 0, sharers.count) } else { Reached::default() }
    }

    /// Point 8, where it is known how many are won.
    #[inline(always)]
    fn win(&mut self, reached: &mut Reached, hit: Hit, won: u64) {
        let now = self.now();
        self.market.win(now, reached, hit, won, std::slice::from_mut(&mut self.counts.tally));
        self.came = won;
    }

    /// Point 8.
    #[inline(always)]
    fn accept(&mut self, reached: &mut Reached, level: Level) {
        let now = self.now();
        if reached.sharers > 0 {
            let tally = std::slice::from_mut(&mut self.counts.tally);
            self.market.accept_one(now, reached, level, tally);
            self.came = reached.accepted;
        }
    }

    /// Point 9; who of those that waited leaves; point 12.
    #[inline(always)]
    fn end_step(&mut self, sharers: Sharers, leavers: Leavers) {
        let Step { model, key, t, .. } = self.at;
        let mut marks = Marks::unasked();
        if sharers.count > 0 {
            self.people.wait_again(self.at, sharers, &mut marks);
        }
        let stream = &mut self.single.luck.of(t).leaving.stream;
        self.people.wait_no_more(stream, &mut marks, leavers);
        self.counts.end_of_step(self.at, leavers.all());
        self.single.luck.draw_ahead(model, key, t, self.free.present > 0);
        self.at.t += 1;
    }
}

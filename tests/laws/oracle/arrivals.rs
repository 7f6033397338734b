//! Step 1: who comes in, and who is turned away.

use super::people::{Answer, Coming, Member, Origin};
use super::{Campaign, Start, dice};
use kfactor::metrics::StopReason;
use kfactor::units::Money;
use rand::RngExt;
use rand::seq::SliceRandom;

impl Campaign<'_> {
    /// Seeds, organic joiners and answers of this step, as far as there is room; how many came in.
    pub(super) fn arrivals(&mut self, t: u32, start: &Start) -> u64 {
        let mut queue: Vec<Coming> = Vec::new();
        let segments = self.world.scenario.segments.len();
        for segment in 0..segments {
            for (moment, count) in self.world.seeds_due(segment, t) {
                let seed = || Coming { segment, origin: Origin::Seed, moment: Some(moment), invitee: None };
                queue.extend((0..count).map(|_| seed()));
            }
        }
        for segment in 0..segments {
            let mean = self.world.value(&self.world.segment(segment).inflow) * self.world.step_days();
            for _ in 0..dice::poisson(&mut self.rng, mean) {
                if self.market.as_mut().is_none_or(|market| market.take_any(&mut self.rng)) {
                    queue.push(Coming { segment, origin: Origin::Organic, moment: None, invitee: None });
                }
            }
        }
        self.answers_of(t, &mut queue);
        self.let_in(queue, t, start)
    }

    /// Those whose answer falls in this step, in any order.
    pub(super) fn answers_of(&mut self, t: u32, queue: &mut Vec<Coming>) {
        self.on_the_way.shuffle(&mut self.rng);
        let (now, later): (Vec<usize>, _) =
            self.on_the_way.drain(..).partition(|&invitee| self.invitees[invitee].joins == t);
        self.on_the_way = later;
        queue.extend(now.into_iter().map(|invitee| Coming {
            segment: self.invitees[invitee].segment,
            origin: Origin::Invited(self.invitees[invitee].inviter),
            moment: None,
            invitee: Some(invitee),
        }));
    }

    /// The first of them, as many as there is room for; how many that is.
    pub(super) fn let_in(&mut self, queue: Vec<Coming>, t: u32, start: &Start) -> u64 {
        let room = self.room(t).min(queue.len() as u64);
        self.tally.turned_away += queue.len() as u64 - room;
        let (inside, outside) = queue.split_at(room as usize);
        for coming in inside {
            self.admit(coming, t, start);
        }
        self.charge(inside, t);
        for invitee in outside.iter().filter_map(|coming| coming.invitee) {
            self.invitees[invitee].answer = Answer::TurnedAway;
            self.void(invitee);
        }
        self.admitted += room;
        self.this_hour.1 += room;
        if self.total().is_some_and(|total| self.admitted >= total) {
            self.closed.get_or_insert(StopReason::Capacity);
        }
        room
    }

    fn total(&self) -> Option<u64> {
        self.world.scenario.capacity.total.as_ref().map(|q| self.world.value(q).round() as u64)
    }

    fn room(&mut self, t: u32) -> u64 {
        let in_all = self.total().map_or(u64::MAX, |total| total - self.admitted);
        let now = self.world.scenario.capacity.per_hour.as_ref().map_or(u64::MAX, |per_hour| {
            let (hour, length) = self.hour(t);
            if self.this_hour.0 != hour {
                self.this_hour = (hour, 0);
            }
            let r = self.world.value(per_hour) * length;
            let until = |hours: u64| (hours as f64 * r + 1e-9).floor() as u64;
            until(hour + 1) - until(hour) - self.this_hour.1
        });
        in_all.min(now)
    }

    /// The hour of the clock in which step `t` begins; the step, where it is longer. And how many hours that is.
    fn hour(&self, t: u32) -> (u64, f64) {
        let clock = &self.world.scenario.clock;
        if clock.step_minutes > 60 {
            return (u64::from(t), f64::from(clock.step_minutes) / 60.0);
        }
        let begin = clock.start.map_or(0, |start| u64::from(start.minute_of_day));
        ((begin + u64::from(t) * u64::from(clock.step_minutes)) / 60, 1.0)
    }

    fn admit(&mut self, coming: &Coming, t: u32, start: &Start) {
        let segment = coming.segment;
        let weights: Vec<f64> = self.world.classes[segment].iter().map(|(weight, _)| *weight).collect();
        let class = dice::pick(&mut self.rng, &weights);
        let id = self.members.len();
        self.members.push(Member::new(coming, class, t));
        let moment = coming.moment.unwrap_or_else(|| self.rng.random());
        self.lives(id, 1.0 - moment, start);
        self.tally.seeds_admitted += u64::from(matches!(coming.origin, Origin::Seed));
    }

    /// Everybody but a seed pays, buyer by buyer, segment by segment.
    fn charge(&mut self, inside: &[Coming], t: u32) {
        for segment in 0..self.world.scenario.segments.len() {
            let pays = |c: &&Coming| c.segment == segment && !matches!(c.origin, Origin::Seed);
            let buyers: Vec<&Coming> = inside.iter().filter(pays).collect();
            let prices = (0..buyers.len() as u64).map(|n| self.world.price(self.payers + n));
            let sum: Money = prices.sum();
            self.tally.revenue += sum;
            self.payers += buyers.len() as u64;
            let mean = sum.minor() / buyers.len().max(1) as f64;
            for invitee in buyers.into_iter().filter_map(|buyer| buyer.invitee) {
                self.joined(invitee, t, mean);
            }
        }
    }
}

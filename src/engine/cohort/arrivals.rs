//! Stage 1: seeds, organic joiners and invitees become members, as far as there is room.

use super::state::{Campaign, JoinBatch};
use super::thin::number;
use crate::metrics::OtherLine;
use crate::rng::{Purpose, binomial, multivariate_hypergeometric, poisson};
use crate::rules::admitted_by_hour;

/// How somebody came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Seed,
    Organic,
    Invited,
}

impl Campaign<'_> {
    /// Seeds due now, inflow and invitees whose answer is due become members; who finds no room is turned away.
    pub fn arrivals(&mut self, t: u32) {
        self.members_at_start = self.members;
        self.joined_now = 0;
        self.price = self.model.price_after(self.payers);
        let mut room = self.room(t);
        if self.seed_waves_to_come > 0 {
            self.seed_arrivals(t, &mut room);
        }
        if self.model.has_inflow {
            self.organic_arrivals(t, &mut room);
        }
        if self.state.on_the_way.arrive(t) {
            self.invited_arrivals(t, &mut room);
        }
    }

    fn room(&self, t: u32) -> u64 {
        let in_all = self.model.capacity_total.map_or(u64::MAX, |total| total.saturating_sub(self.joined));
        let by_hour = self.model.capacity_per_step.map_or(u64::MAX, |rate| admitted_by_hour(rate, t));
        in_all.min(by_hour)
    }

    /// Lets in as many as there is room for.
    fn admit(&mut self, arriving: u64, room: &mut u64) -> u64 {
        let admitted = arriving.min(*room);
        self.state.totals.turned_away += arriving - admitted;
        *room -= admitted;
        admitted
    }

    fn seed_arrivals(&mut self, t: u32, room: &mut u64) {
        let model = self.model;
        for (segment, part) in model.segments.iter().enumerate() {
            while let Some(&(step, count)) = part.seeds.get(self.next_seed[segment])
                && step <= t
            {
                self.next_seed[segment] += 1;
                self.seed_waves_to_come -= 1;
                let admitted = self.admit(count, room);
                self.join(t, segment, 0, admitted, Way::Seed);
            }
        }
    }

    fn organic_arrivals(&mut self, t: u32, room: &mut u64) {
        for (segment, model) in self.model.segments.iter().enumerate() {
            if model.inflow_per_step <= 0.0 {
                continue;
            }
            let mut stream = self.key.stream(Purpose::Arrivals, t, segment as u32);
            let mut arriving = poisson(&mut stream, model.inflow_per_step);
            let free = self.susceptible.as_mut().unwrap_or(&mut self.untold);
            arriving = arriving.min(*free);
            *free -= arriving;
            let admitted = self.admit(arriving, room);
            self.join(t, segment, 0, admitted, Way::Organic);
        }
    }

    fn invited_arrivals(&mut self, t: u32, room: &mut u64) {
        let all = self.state.on_the_way.arriving.iter().sum();
        let admitted = self.admit(all, room);
        if admitted < all {
            let mut stream = self.key.stream(Purpose::Admission, t, 0);
            let arriving = &mut self.state.on_the_way.arriving;
            let among = arriving.clone();
            multivariate_hypergeometric(&mut stream, &among, admitted, arriving);
        }
        let origins = self.model.origins.count;
        for segment in 0..self.model.segments.len() {
            for origin in 0..origins {
                let count = self.state.on_the_way.arriving[segment * origins + origin];
                self.join(t, segment, origin, count, Way::Invited);
            }
        }
    }

    /// `count` people become members: waiting, no invitation credited yet.
    #[inline]
    fn join(&mut self, t: u32, segment: usize, origin: usize, count: u64, way: Way) {
        if count == 0 {
            return;
        }
        self.joined_now += count;
        self.joined += count;
        self.count_joiners(t, segment, count, way);
        if self.churn_varies && !self.model.segments[segment].fake {
            self.state.joins_by_step.push(JoinBatch { step: t, segment, count });
        }
        let model = self.model;
        let classes = &model.segments[segment].classes;
        let first = if classes.len() == 1 {
            count
        } else {
            let lane = (segment * self.model.origins.count + origin) as u32 * 3 + way as u32;
            binomial(&mut self.key.stream(Purpose::Class, t, lane), count, classes[0].weight)
        };
        for (class, joining) in [first, count - first].into_iter().enumerate().take(classes.len()) {
            if joining > 0 {
                self.settle_in(segment, class, origin, joining, way);
            }
        }
    }

    fn settle_in(&mut self, segment: usize, class: usize, origin: usize, count: u64, way: Way) {
        let people = &mut self.state.people[segment].classes[class];
        people.join(origin, count);
        people.never_bought += count;
        if way == Way::Seed {
            people.seeds += number(count);
        }
    }

    fn count_joiners(&mut self, t: u32, segment: usize, count: u64, way: Way) {
        let fake = self.model.segments[segment].fake;
        let part = &mut self.state.counted[segment];
        let totals = &mut self.state.totals;
        let (own, overall) = match way {
            Way::Seed => (&mut part.seeds, &mut totals.seeds),
            Way::Organic => (&mut part.organic, &mut totals.organic),
            Way::Invited => (&mut part.referred, &mut totals.referred),
        };
        if fake {
            part.fake += count;
            totals.fake += count;
        } else {
            *own += count;
            *overall += count;
            self.members += count;
        }
        if way == Way::Seed {
            self.book_other(t, OtherLine::PerSeed, self.model.costs.per_seed.times(count));
        } else if let Some(price) = &self.model.price {
            totals.revenue += price.revenue(self.payers, self.payers + count);
            self.payers += count;
            totals.buyers += if fake { 0 } else { count };
        }
        if way == Way::Invited {
            self.state.claims.joined_by_invitation(segment, count);
        }
    }
}

//! A step of time: occasions and leaving compete within it, and who answers at once acts in it. Rounds until nobody has
//! anything left to do.

use super::ledger::Claim;
use super::{Campaign, Start, dice};

/// A member who may have another occasion, and the part of the step up to his last one.
struct Waiting {
    id: usize,
    since: f64,
}

impl Campaign<'_> {
    pub(super) fn step_of_time(&mut self, t: u32) {
        let start = self.start(t);
        let before: Vec<usize> = self.present().collect();
        for &id in &before {
            self.lives(id, 1.0, &start);
        }
        let mut claims = Vec::new();
        let arrived = self.arrivals(t, &start, &mut claims);
        let struck = self.trial(t, arrived);
        let open = if start.sharing && !struck { self.open_part(t) } else { 0.0 };
        self.rounds(t, &start, open, claims);
        self.after_sharing(t, &start);
        self.end_of_lives(&start);
        self.purchases(&before);
        self.close(t);
    }

    /// Draws whether member `id`, who is there for so much of the step, leaves in it, and when.
    pub(super) fn lives(&mut self, id: usize, part: f64, start: &Start) {
        let member = &mut self.members[id];
        let leave = self.world.classes[member.segment][member.class].1;
        let hazard = -(1.0 - leave).ln() * self.world.step_days() * start.churn;
        let life = if hazard > 0.0 { dice::exponential(&mut self.rng) / hazard } else { f64::INFINITY };
        member.leaves = life < part;
        member.there = part.min(life);
    }

    fn rounds(&mut self, t: u32, start: &Start, open: f64, mut claims: Vec<Claim>) {
        let waits = |id: &usize| self.members[*id].waiting;
        let mut waiting: Vec<Waiting> =
            self.present().filter(waits).map(|id| Waiting { id, since: 0.0 }).collect();
        while !waiting.is_empty() {
            let (mut answers, mut later) = (Vec::new(), Vec::new());
            for member in waiting {
                let Some(since) = self.occasion(&member, start, open) else { continue };
                self.act(member.id, t, start, &mut answers, &mut claims);
                if self.members[member.id].waiting {
                    later.push(Waiting { id: member.id, since });
                }
            }
            self.acceptance(start, answers, &mut claims);
            let newcomers = self.members.len();
            let mut queue = Vec::new();
            self.answers_of(t, &mut queue);
            self.alarm += self.let_in(queue, t, start, &mut claims);
            later.extend((newcomers..self.members.len()).map(|id| Waiting { id, since: 0.0 }));
            self.settle(t, start, std::mem::take(&mut claims));
            waiting = later;
        }
        self.settle(t, start, claims);
    }

    /// The place in the step of his next occasion, if he has one before he leaves and before the step ends.
    fn occasion(&mut self, member: &Waiting, start: &Start, open: f64) -> Option<f64> {
        let Waiting { id, since } = *member;
        let Some(after) = self.world.after(self.members[id].segment) else {
            // The only one, at the moment of joining.
            self.members[id].waiting = false;
            let is_open = match self.members[id].moment {
                Some(moment) => moment >= 1.0 - open,
                None => dice::chance(&mut self.rng, open),
            };
            return is_open.then_some(since);
        };
        let expected = self.world.step_days() / after * start.weight * open;
        let next = since + dice::exponential(&mut self.rng) / expected;
        (next <= self.members[id].there).then_some(next)
    }

    /// The end of the step for those whose life ends within it; bonus hunters never see the next one.
    fn end_of_lives(&mut self, start: &Start) {
        self.tally.churn_factor.push(start.churn);
        for member in self.members.iter_mut().filter(|m| m.present) {
            if member.leaves || self.world.segment(member.segment).fake {
                member.present = false;
            }
        }
    }

    /// Everybody buys for the mean of the two ends of the step; `before` were there at the first.
    fn purchases(&mut self, before: &[usize]) {
        let mut ends = vec![0.0; self.members.len()];
        before.iter().for_each(|id| ends[*id] += 0.5);
        self.present().for_each(|id| ends[id] += 0.5);
        for (id, part) in ends.into_iter().enumerate() {
            let segment = self.world.segment(self.members[id].segment);
            let Some(buys) = segment.buys.as_ref().filter(|_| !segment.fake) else {
                continue;
            };
            let mean = self.world.value(&buys.per_day) * self.world.step_days() * part;
            let purchases = dice::poisson(&mut self.rng, mean);
            self.members[id].bought |= purchases > 0;
            self.tally.margins += self.world.money(&buys.margin).times(purchases);
        }
    }
}

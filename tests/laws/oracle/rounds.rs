//! A step of time: occasions and leaving compete within it, and who answers at once acts in it. Rounds until nobody has
//! anything left to do.

use super::entrance::is_watched;
use super::people::Member;
use super::world::GRID;
use super::{Campaign, Start, dice};
use kfactor::scenario::{Delay, Wait};

/// A member who may have another occasion, and the part of the step up to his last one.
struct Waiting {
    id: usize,
    since: f64,
}

impl Campaign<'_> {
    pub(super) fn step_of_time(&mut self, t: u32) {
        let start = self.start(t);
        self.remind(t, &start);
        let before: Vec<usize> = self.present().collect();
        for &id in &before {
            self.lives(id, 1.0, &start);
        }
        self.doubles_live(&start);
        self.rounds(t, &start);
        self.end_of_lives(&start);
        self.purchases(t, &before, &start);
        self.after_sharing(t, &start);
        self.close(t);
    }

    /// Draws whether member `id`, who is there for so much of the step, leaves in it, and when.
    pub(super) fn lives(&mut self, id: usize, part: f64, start: &Start) {
        let member = &mut self.members[id];
        let leave = self.world.classes[member.segment][member.class].1;
        let hazard = -(1.0 - leave).ln() * self.world.step_days() * start.churn;
        let luck = dice::exponential(&mut self.rng);
        let life = if hazard > 0.0 { luck / hazard } else { f64::INFINITY };
        (member.luck, member.part) = (Some(luck), part);
        member.leaves = life < part;
        member.there = part.min(life);
    }

    /// Who comes, the platform, and rounds of sharing. Where not all may find room those share first who were there before.
    fn rounds(&mut self, t: u32, start: &Start) {
        let waits = |id: &usize| self.members[*id].waiting;
        let mut waiting: Vec<Waiting> =
            self.present().filter(waits).map(|id| Waiting { id, since: 0.0 }).collect();
        let asked_before = self.invitees.len();
        let queue = self.queue_up(t);
        let answers = self.answers_known(t);
        let waves: Vec<f64> = queue.here.iter().filter_map(|coming| coming.moment).collect();
        let others = queue.here.len() - waves.len() + answers;
        let sights = self.door.expected(&self.world, t, waves, others);
        let before = self.look(Some(&sights));
        let newcomers = self.members.len();
        let capacity = &self.world.scenario.capacity;
        if capacity.total.is_some() || capacity.per_hour.is_some() || is_watched(&self.world) {
            self.platform(t, &before, &sights);
            self.arriving = queue.here.len() + answers;
            waiting = self.round(waiting, t, start);
            self.arriving = 0;
            self.arrivals(queue, asked_before, t, start);
        } else {
            self.arrivals(queue, asked_before, t, start);
            self.platform(t, &before, &sights);
            // Whom it has deleted.
            waiting.retain(|member| self.members[member.id].present);
        }
        waiting.extend(self.who_came(newcomers));
        while !waiting.is_empty() {
            waiting = self.round(waiting, t, start);
            let newcomers = self.members.len();
            let mut queue = Vec::new();
            self.answers_of(t, &mut queue);
            self.let_in(queue, Vec::new(), t, start, true);
            waiting.extend(self.who_came(newcomers));
        }
    }

    /// Those who are there from member `first` on.
    fn who_came(&self, first: usize) -> Vec<Waiting> {
        let there = (first..self.members.len()).filter(|id| self.members[*id].present);
        there.map(|id| Waiting { id, since: 0.0 }).collect()
    }

    /// Everybody who waits has an occasion, if he has one; who of them waits on.
    fn round(&mut self, mut waiting: Vec<Waiting>, t: u32, start: &Start) -> Vec<Waiting> {
        let open = start.sharing && self.is_open(t);
        let mut later = self.after_a_wave(&mut waiting, t);
        let a_wave_acts = waiting.iter().any(|member| self.moment_of_the_wave(member.id, t).is_some());
        let mut acting = Vec::new();
        for member in waiting {
            if open && self.is_open_to(member.id, t) {
                acting.extend(self.occasion(&member, start).map(|since| Waiting { since, ..member }));
            }
        }
        if self.stretches.is_none() && !a_wave_acts && !acting.is_empty() {
            let ids: Vec<usize> = acting.iter().map(|member| member.id).collect();
            self.stretches = Some(self.foresee(t, start, &ids, self.arriving));
        }
        let (mut answers, mut deeds) = (Vec::new(), Vec::new());
        for member in acting {
            self.act((member.id, member.since), t, start, &mut answers, &mut deeds);
            if self.members[member.id].waiting {
                later.push(member);
            }
        }
        self.acceptance(start, answers, &mut deeds);
        self.promise(t, start, deeds);
        later
    }

    /// Waves that share as they come do so one after the other, before all others of their segment, who are taken out.
    fn after_a_wave(&self, waiting: &mut Vec<Waiting>, t: u32) -> Vec<Waiting> {
        let moment = |member: &Waiting| self.moment_of_the_wave(member.id, t);
        let first_of = |segment: usize| {
            let of_it = waiting.iter().filter(|member| self.members[member.id].segment == segment);
            of_it.filter_map(moment).min_by(f64::total_cmp)
        };
        let first: Vec<Option<f64>> = (0..self.world.scenario.segments.len()).map(first_of).collect();
        let acts = |member: &Waiting| {
            let first = first[self.members[member.id].segment];
            first.is_none() || moment(member) == first
        };
        let (now, later) = waiting.drain(..).partition(acts);
        *waiting = now;
        later
    }

    /// The moment of step `t` at which this member shares, where he comes in a wave or has been reminded.
    pub(super) fn moment_of_the_wave(&self, id: usize, t: u32) -> Option<f64> {
        if self.reminding {
            return (!self.world.cycles).then_some(0.0);
        }
        let Member { segment, moment, joined, .. } = self.members[id];
        moment.filter(|_| joined == t && self.world.wait(segment).is_none())
    }

    /// The place in the step of his next occasion, if he has one before he leaves and before the step ends.
    fn occasion(&mut self, member: &Waiting, start: &Start) -> Option<f64> {
        let Waiting { id, since } = *member;
        let Some(wait) = self.world.wait(self.members[id].segment) else {
            // The only one, at the moment of joining, or as soon as the platform lets people share.
            return Some(since);
        };
        let clock = self.world.step_days() * start.weight;
        let days = match wait {
            // However long he has waited.
            Wait::Mean(mean) => self.world.value(mean) * dice::exponential(&mut self.rng),
            Wait::Law(law) => self.left_of_wait(id, law),
            other => panic!("the oracle does not know {other:?}"),
        };
        let next = since + days / clock;
        if next <= self.members[id].there {
            return Some(next);
        }
        self.members[id].left = Some(days - (self.members[id].part - since) * clock);
        None
    }

    /// How many days of the clock a member still waits; one who begins to wait draws them. A wait that ends with a step ends with the
    /// beginning of the next one.
    fn left_of_wait(&mut self, id: usize, law: &Delay) -> f64 {
        let known = self.members[id].left;
        known.unwrap_or_else(|| dice::delay_days(&mut self.rng, law, &self.world.drawn) + GRID)
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
}

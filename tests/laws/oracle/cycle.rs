//! A step that is a cycle: whom it wins brings others in the next one.

use super::{Campaign, Start, dice};
use kfactor::units::{per_step, per_step_of_wait};
use rand::RngExt;

impl Campaign<'_> {
    pub(super) fn step_of_cycle(&mut self, t: u32) {
        let start = self.start(t);
        self.remind(t, &start);
        let before: Vec<usize> = self.present().collect();
        let queue = self.queue_up(t);
        self.arrivals(queue, self.invitees.len(), t, &start);
        if start.sharing && self.is_open(t) {
            self.sharing(t, &start);
        }
        self.after_sharing(t, &start);
        self.leaving(&start);
        self.platform_after_cycle(t);
        self.purchases(t, &before, &start);
        if self.orders_matter() {
            self.serve(t, &start, true);
            self.close_by_budget(t);
        }
        self.close(t);
    }

    /// Occasion, decision, reach, acceptance, again.
    fn sharing(&mut self, t: u32, start: &Start) {
        let (mut answers, mut deeds) = (Vec::new(), Vec::new());
        for id in self.present().collect::<Vec<_>>() {
            let chance = self.chance_of_occasion(self.members[id].segment, start);
            if self.members[id].waiting && dice::chance(&mut self.rng, chance) {
                self.act((id, 0.0), t, start, &mut answers, &mut deeds);
            }
        }
        self.acceptance(start, answers, &mut deeds);
        self.promise(t, start, deeds);
    }

    fn chance_of_occasion(&self, segment: usize, start: &Start) -> f64 {
        let chance = |after| per_step_of_wait(after / start.weight, self.world.step_days());
        self.world.mean_wait(segment).map_or(1.0, chance)
    }

    fn leaving(&mut self, start: &Start) {
        self.tally.churn_factor.push(start.churn);
        for member in self.members.iter_mut().filter(|m| m.present) {
            let leave = per_step(self.world.classes[member.segment][member.class].1, self.world.step_days());
            let leave = (leave * start.churn).min(1.0);
            let luck: f64 = self.rng.random();
            member.luck = Some(luck);
            if self.world.segment(member.segment).fake || luck < leave {
                member.present = false;
            }
        }
        self.doubles_live(start);
    }
}

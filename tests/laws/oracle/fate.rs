//! Steps 9 to 11: leaving, value, platform.

use super::people::Origin;
use super::{Campaign, Start, dice};
use kfactor::metrics::StopReason;

impl Campaign<'_> {
    pub(super) fn leaving(&mut self, t: u32, start: &Start) {
        let overload = self.world.scenario.community.as_ref().map_or(1.0, |community| {
            let Some(carers) = community.carers else {
                return 1.0;
            };
            let most = carers as f64 * self.world.value(&community.members_per_carer);
            if start.members as f64 > most { self.world.value(&community.overload) } else { 1.0 }
        });
        let factor = self.world.event_factor(t, |e| &e.churn) * overload;
        self.tally.churn_factor.push(factor);
        for member in self.members.iter_mut().filter(|m| m.present) {
            let leave = (self.world.classes[member.segment][member.class].1 * factor).min(1.0);
            if self.world.segment(member.segment).fake || dice::chance(&mut self.rng, leave) {
                member.present = false;
            }
        }
    }

    pub(super) fn value(&mut self) {
        for member in self.members.iter_mut().filter(|m| m.present) {
            let segment = self.world.segment(member.segment);
            let Some(buys) = segment.buys.as_ref().filter(|_| !segment.fake) else {
                continue;
            };
            let p = kfactor::units::per_step(self.world.value(&buys.per_day), self.world.step_days());
            if dice::chance(&mut self.rng, p) {
                member.bought = true;
                self.tally.margins += self.world.money(&buys.margin);
            }
        }
    }

    pub(super) fn platform(&mut self, t: u32, joined: u64) {
        let Some(ban) = &self.world.scenario.ban else {
            return;
        };
        let struck_for_good = self.tally.first_ban.is_some() && ban.pause_days.is_none();
        let p = 1.0 - (-self.world.value(&ban.per_participant) * joined as f64).exp();
        if struck_for_good || !dice::chance(&mut self.rng, p) {
            return;
        }
        self.tally.first_ban.get_or_insert(t);
        match ban.pause_days {
            Some(days) => {
                let pause = (days / self.world.step_days() - 1e-9).ceil() as u32;
                self.open_from = t + 1 + pause;
            }
            None => {
                self.closed.get_or_insert(StopReason::Banned);
            }
        }
        if ban.delete_induced {
            for member in self.members.iter_mut().filter(|m| matches!(m.origin, Origin::Invited(_))) {
                member.present = false;
            }
        }
    }
}

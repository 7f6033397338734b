//! The platform strikes, and what that does.

use super::people::Origin;
use super::{Campaign, dice};
use kfactor::metrics::StopReason;

impl Campaign<'_> {
    /// Before the sharing of a step of time: on whom the platform has not looked at yet, half of who has just arrived
    /// among them.
    pub(super) fn trial(&mut self, t: u32, arrived: u64) -> bool {
        let halves = (0..arrived).filter(|_| dice::chance(&mut self.rng, 0.5)).count() as u64;
        let looked_at = self.alarm + halves;
        self.alarm = arrived - halves;
        let begin = f64::from(t) * self.world.step_days();
        if begin < self.shut_until || !self.strikes(t, looked_at) {
            return false;
        }
        if let Some(days) = self.world.scenario.ban.as_ref().and_then(|ban| ban.pause_days) {
            self.shut_until = begin + days;
            return false;
        }
        true
    }

    /// The part of step `t` for which the platform lets people share.
    pub(super) fn open_part(&self, t: u32) -> f64 {
        let end = f64::from(t + 1) * self.world.step_days();
        ((end - self.shut_until) / self.world.step_days()).clamp(0.0, 1.0)
    }

    /// Whether the platform strikes because of so many people.
    pub(super) fn strikes(&mut self, t: u32, people: u64) -> bool {
        let Some(ban) = &self.world.scenario.ban else {
            return false;
        };
        let struck_for_good = self.tally.first_ban.is_some() && ban.pause_days.is_none();
        let p = 1.0 - (-self.world.value(&ban.per_participant) * people as f64).exp();
        if struck_for_good || !dice::chance(&mut self.rng, p) {
            return false;
        }
        self.tally.first_ban.get_or_insert(t);
        if ban.pause_days.is_none() {
            self.closed.get_or_insert(StopReason::Banned);
        }
        if ban.delete_induced {
            for member in self.members.iter_mut().filter(|m| matches!(m.origin, Origin::Invited(_))) {
                member.present = false;
            }
        }
        true
    }
}

//! The platform strikes, and what that does.

use super::people::{Answer, Origin};
use super::{Campaign, dice};
use kfactor::metrics::StopReason;
use rand::RngExt;

impl Campaign<'_> {
    /// The platform looks at whom it has not looked at yet, but leaves so much of who arrived in step `t` for later; where it
    /// strikes, nobody shares from step `from` on. It does not look during a pause.
    pub(super) fn platform(&mut self, t: u32, from: u32, arrived: u64, left_for_later: f64) {
        let later = left_for_later * arrived as f64;
        let looked_at = self.alarm + arrived as f64 - later;
        self.alarm = later;
        if self.is_open(t) && self.closed_before.is_none() {
            self.perhaps_strike(t, from, looked_at);
        }
    }

    /// Whether the platform lets people share in step `t`.
    pub(super) fn is_open(&self, t: u32) -> bool {
        t >= self.open_from
    }

    fn perhaps_strike(&mut self, t: u32, from: u32, people: f64) {
        let Some(ban) = &self.world.scenario.ban else {
            return;
        };
        let p = 1.0 - (-self.world.value(&ban.per_participant) * people).exp();
        if !dice::chance(&mut self.rng, p) {
            return;
        }
        self.tally.first_ban.get_or_insert(t);
        self.open_from = ban.pause_days.map_or(u32::MAX, |days| {
            // A pause of two steps and a half lasts two steps or three.
            let pause = days / self.world.step_days() + self.rng.random::<f64>();
            from.saturating_add((pause - 1e-9).floor() as u32)
        });
        if ban.delete_induced {
            for member in self.members.iter_mut().filter(|m| matches!(m.origin, Origin::Invited(_))) {
                member.present = false;
            }
            for invitee in 0..self.invitees.len() {
                if matches!(self.invitees[invitee].answer, Answer::Joined { .. }) {
                    self.void(invitee);
                }
            }
        }
    }

    /// A platform that has struck for good has closed the campaign, if nothing else has.
    pub(super) fn close_for_good(&mut self) {
        if self.open_from == u32::MAX {
            self.closed.get_or_insert(StopReason::Banned);
        }
    }
}

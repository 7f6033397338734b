//! The platform strikes, and what that does.

use super::people::{Answer, Member, Origin};
use super::{Campaign, dice};
use kfactor::metrics::StopReason;
use rand::RngExt;

impl Campaign<'_> {
    /// The end of a cycle: the platform looks at the people who `joined` in it, and nobody shares from the next one on.
    pub(super) fn platform_after_cycle(&mut self, t: u32, joined: u64) {
        self.alarm += joined as f64;
        let looked_at = std::mem::take(&mut self.alarm);
        if self.looks(t) && self.is_struck(looked_at) {
            self.strike(t + 1, f64::from(t + 1));
        }
    }

    /// Before the sharing of step `t`: the platform looks at whom it has not looked at yet, then at the people of the `waves`
    /// one by one, as they come at these moments. It leaves half of the `others` for later who come in the step. In a pause it
    /// does not look.
    pub(super) fn platform(&mut self, t: u32, waves: Vec<f64>, others: f64) {
        let within = 0.5 * others;
        let before = std::mem::replace(&mut self.alarm, within);
        (self.shut_to_waves, self.spared) = (f64::INFINITY, None);
        if !self.looks(t) {
            return;
        }
        if self.is_struck(before + within) {
            // Who is there for a long part of the step is the likelier to have alarmed it in it.
            let [one, other]: [f64; 2] = self.rng.random();
            let moment = if dice::chance(&mut self.rng, before / (before + within)) {
                one.max(other) - 1.0
            } else {
                one.min(other)
            };
            self.strike(t, f64::from(t) + moment);
            return;
        }
        for moment in waves {
            if self.is_struck(1.0) {
                let spares = dice::chance(&mut self.rng, moment);
                (self.shut_to_waves, self.spared) = (moment, spares.then_some(t));
                self.strike(t + u32::from(spares), f64::from(t) + moment);
                return;
            }
        }
    }

    /// Whether the platform lets people share in step `t`.
    pub(super) fn is_open(&self, t: u32) -> bool {
        t >= self.open_from || self.spared == Some(t)
    }

    /// Whether it lets this member share who has come in step `t`, if it lets anybody.
    pub(super) fn is_open_to(&self, id: usize, t: u32) -> bool {
        let Member { joined, moment, .. } = self.members[id];
        joined != t || moment.is_none_or(|moment| moment < self.shut_to_waves)
    }

    fn looks(&self, t: u32) -> bool {
        self.is_open(t) && self.closed_before.is_none()
    }

    fn is_struck(&mut self, people: f64) -> bool {
        let Some(ban) = &self.world.scenario.ban else { return false };
        let p = 1.0 - (-self.world.value(&ban.per_participant) * people).exp();
        dice::chance(&mut self.rng, p)
    }

    /// The platform strikes, so many steps after the start: nobody shares from step `from` on.
    fn strike(&mut self, from: u32, steps: f64) {
        let Some(ban) = &self.world.scenario.ban else { return };
        self.tally.first_ban.get_or_insert(steps);
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

//! The platform strikes, and what that does.

use super::people::{Answer, Member, Origin};
use super::{Campaign, dice};
use kfactor::metrics::StopReason;
use kfactor::scenario::{Ban, Hits};
use rand::RngExt;

/// Whom the platform sees of a step, for a ban, in all or through one account: of the waves how many at which moment, and how
/// many others.
#[derive(Clone, Default)]
pub struct Sight {
    pub waves: Vec<(f64, f64)>,
    pub others: f64,
}

impl Campaign<'_> {
    /// The end of a cycle: the platform looks at the people who joined in it, and nobody shares from the next one on.
    pub(super) fn platform_after_cycle(&mut self, t: u32) {
        let before = self.look(None);
        if !self.looks(t) {
            return;
        }
        let scenario = self.world.scenario;
        for (ban, before) in scenario.ban.iter().zip(before) {
            match ban.hits {
                Hits::Campaign if self.is_struck(ban, before[0]) => {
                    self.strike(t + 1, f64::from(t + 1), ban);
                }
                Hits::Campaign => {}
                Hits::Account => {
                    for account in self.door.entrance(&self.world).live(t) {
                        if self.is_struck(ban, before[account]) {
                            self.strike_account(account, f64::from(t + 1), t + 1, f64::from(t + 1), ban);
                        }
                    }
                }
            }
        }
    }

    /// Before the sharing of step `t`: for each ban the platform looks at whom it has not looked at yet, who came `before`, then at
    /// the people of the waves one by one, as they come. It leaves half of the others for later who come in the step. In a pause it
    /// does not look.
    pub(super) fn platform(&mut self, t: u32, before: &[Vec<f64>], sights: &[Vec<Sight>]) {
        (self.shut_to_waves, self.spared, self.struck) = (f64::INFINITY, None, None);
        if !self.looks(t) {
            return;
        }
        let scenario = self.world.scenario;
        for ((ban, before), sights) in scenario.ban.iter().zip(before).zip(sights) {
            match ban.hits {
                Hits::Campaign => self.look_at_campaign(t, ban, before[0], &sights[0]),
                Hits::Account => self.look_at_accounts(t, ban, before, sights),
            }
        }
    }

    /// Those who alarm it and whom it has not looked at so far; now it has, and at so many of those who are about to come.
    pub(super) fn look(&mut self, sights: Option<&[Vec<Sight>]>) -> Vec<Vec<f64>> {
        let entrance = self.door.entrance(&self.world);
        let mut before = entrance.counted.clone();
        for (ban, before) in before.iter_mut().enumerate() {
            for (unit, before) in before.iter_mut().enumerate() {
                let counted = *before;
                *before -= entrance.looked_at[ban][unit];
                let coming = sights.map_or(0.0, |sights| {
                    let Sight { waves, others } = &sights[ban][unit];
                    waves.iter().map(|(_, people)| people).sum::<f64>() + 0.5 * others
                });
                entrance.looked_at[ban][unit] = counted + coming;
            }
        }
        before
    }

    fn look_at_campaign(&mut self, t: u32, ban: &Ban, before: f64, sight: &Sight) {
        let within = 0.5 * sight.others;
        if self.is_struck(ban, before + within) {
            let moment = self.any_moment(before, within);
            (self.spared, self.struck) = (None, Some(t));
            self.strike(t, f64::from(t) + moment, ban);
            return;
        }
        for &(moment, people) in &sight.waves {
            if self.is_struck(ban, people) {
                self.strike_at_wave(t, moment, ban);
                return;
            }
        }
    }

    fn strike_at_wave(&mut self, t: u32, moment: f64, ban: &Ban) {
        let spares = dice::chance(&mut self.rng, moment);
        self.shut_to_waves = self.shut_to_waves.min(moment);
        self.spared = spares.then_some(t).filter(|_| self.struck.is_none() || self.spared.is_some());
        self.struck = Some(t);
        self.strike(t + u32::from(spares), f64::from(t) + moment, ban);
    }

    /// Who is there for a long part of the step is the likelier to have alarmed it in it.
    fn any_moment(&mut self, before: f64, within: f64) -> f64 {
        let before = before.max(0.0);
        let [one, other]: [f64; 2] = self.rng.random();
        if dice::chance(&mut self.rng, before / (before + within)) {
            one.max(other) - 1.0
        } else {
            one.min(other)
        }
    }

    fn look_at_accounts(&mut self, t: u32, ban: &Ban, before: &[f64], sights: &[Sight]) {
        for account in self.door.entrance(&self.world).live(t) {
            let within = 0.5 * sights[account].others;
            if self.is_struck(ban, before[account] + within) {
                let moment = self.any_moment(before[account], within);
                self.strike_account(account, f64::from(t) - 1.0, t, f64::from(t) + moment, ban);
                continue;
            }
            for &(moment, people) in &sights[account].waves {
                if self.is_struck(ban, people) {
                    let time = f64::from(t) + moment;
                    let from = t + u32::from(dice::chance(&mut self.rng, moment));
                    self.strike_account(account, time, from, time, ban);
                    break;
                }
            }
        }
    }

    /// An account is struck `after` a time; the campaign with the last one, at `steps`.
    fn strike_account(&mut self, account: usize, after: f64, from: u32, steps: f64, ban: &Ban) {
        self.tally.accounts_struck += 1;
        self.struck(steps);
        let until = self.end_of_pause(from, ban);
        let until = if until == u32::MAX { f64::INFINITY } else { f64::from(until) };
        if self.door.entrance(&self.world).strike(account, after, until) {
            let for_good = Ban { pause_days: None, ..ban.clone() };
            self.strike(from, steps, &for_good);
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

    fn is_struck(&mut self, ban: &Ban, people: f64) -> bool {
        let p = 1.0 - (-self.world.value(&ban.per_participant) * people.max(0.0)).exp();
        dice::chance(&mut self.rng, p)
    }

    /// The first step after a pause that begins with this one.
    fn end_of_pause(&mut self, from: u32, ban: &Ban) -> u32 {
        ban.pause_days.map_or(u32::MAX, |days| {
            // A pause of two steps and a half lasts two steps or three.
            let pause = days / self.world.step_days() + self.rng.random::<f64>();
            from.saturating_add((pause - 1e-9).floor() as u32)
        })
    }

    /// The platform strikes so many steps after the start, whatever it strikes.
    fn struck(&mut self, steps: f64) {
        let first = &mut self.tally.first_ban;
        *first = Some(first.map_or(steps, |first| first.min(steps)));
    }

    /// The platform strikes, so many steps after the start: nobody shares from step `from` on.
    fn strike(&mut self, from: u32, steps: f64, ban: &Ban) {
        self.struck(steps);
        self.open_from = self.open_from.max(self.end_of_pause(from, ban));
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

//! Reminders: as a step begins, one after the other, everybody for himself.

use super::twin::Double;
use super::world::GRID;
use super::{Campaign, Start, dice};
use kfactor::scenario::{Reminded, Reminder};

impl Campaign<'_> {
    /// What is sent as step `t` begins, unless the platform has shut the campaign or it is closed.
    pub(super) fn remind(&mut self, t: u32, start: &Start) {
        self.reminding = true;
        for place in
            0..self.world.scenario.segments.iter().map(|kind| kind.reminders.len()).max().unwrap_or(0)
        {
            self.send(t, start, place, start.sharing && self.is_open(t));
        }
        self.reminding = false;
    }

    /// The reminders at this place of the lists of all segments.
    fn send(&mut self, t: u32, start: &Start, place: usize, open: bool) {
        let segments = self.world.scenario.segments.len();
        let (mut answers, mut deeds) = (Vec::new(), Vec::new());
        let mut lost = Vec::new();
        let mut members = vec![[0, 0]; segments];
        let is_sent = |campaign: &Self, reminder: &Reminder| {
            campaign.is_sent(reminder, t) && (open || reminder.regular)
        };
        for id in self.present().collect::<Vec<_>>() {
            let segment = self.members[id].segment;
            members[segment][0] += 1;
            let reminders = &self.world.segment(segment).reminders;
            let Some(reminder) = reminders.get(place).filter(|reminder| is_sent(self, reminder)) else {
                continue;
            };
            if !self.is_meant(id, reminder.to) {
                continue;
            }
            self.tally.reminded += 1;
            if open && dice::chance(&mut self.rng, self.world.value(&reminder.opens)) {
                self.act((id, 0.0), t, start, &mut answers, &mut deeds);
            }
            if dice::chance(&mut self.rng, self.world.value(&reminder.churn)) {
                members[segment][1] += 1;
                lost.push(id);
            }
        }
        self.send_to_doubles(t, place, &lost);
        lost.into_iter().for_each(|id| self.members[id].present = false);
        let parts = members.into_iter().map(|[all, lost]| 1.0 - f64::from(lost) / f64::from(all.max(1)));
        self.tally.stayed_reminded.push((t as usize, parts.collect()));
        self.acceptance(start, answers, &mut deeds);
        self.promise(t, start, deeds);
    }

    /// What is regular is sent where nothing is done, too: who leaves here leaves there, and who is not here as he will.
    fn send_to_doubles(&mut self, t: u32, place: usize, lost: &[usize]) {
        for double in 0..self.twin.people.len() {
            let Double { segment, of, present, .. } = self.twin.people[double];
            let reminder = self.world.segment(segment).reminders.get(place);
            let Some(reminder) = reminder.filter(|reminder| reminder.regular && self.is_sent(reminder, t))
            else {
                continue;
            };
            if present {
                let here = of.filter(|id| self.members[*id].present);
                let leaves = match here {
                    Some(id) => lost.contains(&id),
                    None => dice::chance(&mut self.rng, self.world.value(&reminder.churn)),
                };
                let double = &mut self.twin.people[double];
                (double.present, double.has_left) = (!leaves, leaves);
            }
        }
    }

    /// Whether somebody may still leave because of what is sent in any case after step `t`.
    pub(super) fn goes_on_reminding(&self, t: u32) -> bool {
        let mut later = t + 1..self.world.steps();
        let kinds = (0..self.world.scenario.segments.len()).map(|g| self.world.segment(g));
        let drives_away = |of: &&Reminder| of.regular && self.world.value(&of.churn) > 0.0;
        let regular: Vec<&Reminder> = kinds.flat_map(|kind| &kind.reminders).filter(drives_away).collect();
        later.any(|t| regular.iter().any(|reminder| self.is_sent(reminder, t)))
    }

    fn is_meant(&self, id: usize, to: Reminded) -> bool {
        let member = &self.members[id];
        match to {
            Reminded::All => true,
            Reminded::Waiting => member.waiting,
            Reminded::Done => !member.waiting,
            Reminded::Never => !member.shared,
            other => panic!("the oracle does not know {other:?}"),
        }
    }

    fn is_sent(&self, reminder: &Reminder, t: u32) -> bool {
        let since = f64::from(t) * self.world.step_days() - reminder.at_days;
        match reminder.every_days {
            _ if since < -GRID => false,
            Some(every) => (since / every - (since / every).round()).abs() < GRID,
            None => since < GRID,
        }
    }

    /// Whether somebody who is there may still be woken after step `t`.
    pub(super) fn somebody_may_be_woken(&self, t: u32) -> bool {
        let of = |g: usize| {
            let mut later = t + 1..self.world.steps();
            let wakes =
                |reminder: &Reminder, t: u32| reminder.to != Reminded::Waiting && self.is_sent(reminder, t);
            let reminders = &self.world.segment(g).reminders;
            later.any(|t| reminders.iter().any(|reminder| wakes(reminder, t)))
        };
        (0..self.world.scenario.segments.len())
            .any(|g| self.members.iter().any(|member| member.present && member.segment == g) && of(g))
    }
}

//! The gate: who is let in, whether members may share, and what closes the campaign.

use super::entrance::{Alarming, Entrance};
use crate::engine::coming::{Coming, Seen};
use crate::engine::door::{Comers, first_come};
use crate::engine::now::Step;
use crate::metrics::{Barrier, StopReason, TurnedAway};
use crate::model::Model;
use crate::rng::{Purpose, lane};
use crate::terms::{Ends, Shut, cause_of_closing, room, window};

/// What alarms the platform when it looks, for one of its bans.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Sight {
    /// People of before the step.
    pub before: f64,
    /// Of those who come in it at moments of their own.
    pub within: f64,
    /// Waves, in the order in which they come.
    pub waves: Vec<Seen>,
}

/// Admissions, and the closing of the campaign.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Gate {
    /// Joins in all, bonus hunters included.
    joined: u64,
    /// Those of them before the step.
    joined_before: u64,
    /// Those of them whom the platform has looked at.
    looked_at: f64,
    /// How many more may join in this step.
    room: u64,
    /// The window over which a limit per hour is counted, and the joins before it.
    window: u32,
    joined_before_window: u64,
    /// What lets people in by the clock, where anything does.
    entrance: Option<Box<Entrance>>,
    /// The platform has shut the campaign for good.
    banned_for_good: bool,
    /// The platform has shut the campaign from this step on, before that one.
    shut_from: u32,
    shut_until: u32,
    /// In the step at hand it has shut it to waves of seeds that come from this moment on.
    waves_shut_from: Option<f64>,
    /// Why nobody shares any more.
    closed: Option<StopReason>,
}

impl Gate {
    /// Before the first step.
    pub fn begin(model: &Model) -> Gate {
        Gate {
            entrance: model.entrance.as_ref().map(|entrance| Box::new(Entrance::new(entrance, &model.bans))),
            ..Gate::default()
        }
    }

    /// The same where nothing is done: no platform is alarmed.
    pub fn of_twin(model: &Model) -> Gate {
        let entrance = model.entrance.as_ref().filter(|entrance| entrance.limits_room());
        Gate { entrance: entrance.map(|entrance| Box::new(Entrance::new(entrance, &[]))), ..Gate::default() }
    }

    /// How many have been let in.
    #[inline]
    pub fn joined(&self) -> u64 {
        self.joined
    }

    /// Opens for a step.
    #[inline]
    pub fn begin_step(&mut self, at: Step<'_>) {
        self.joined_before = self.joined;
        let window = window(at.model, at.t);
        if window != self.window {
            (self.window, self.joined_before_window) = (window, self.joined);
        }
        let within = self.joined - self.joined_before_window;
        self.room = room(at.model, self.joined, within, at.t);
        self.waves_shut_from = None;
        if let Some(entrance) = &mut self.entrance {
            entrance.begin_step(at.t);
        }
    }

    /// Lets in those of so many `comers` who come first, as far as there is room: how many of each; nothing where all find some.
    #[inline]
    pub fn let_in(
        &mut self,
        at: Step<'_>,
        all: u64,
        comers: impl FnOnce() -> Vec<Comers>,
        turned_away: &mut TurnedAway,
    ) -> Option<Vec<u64>> {
        let stream = || at.stream(Purpose::Admission, lane::DOOR);
        let Some((entrance, model)) = self.entrance.as_mut().zip(at.model.entrance.as_ref()) else {
            let admitted = all.min(self.room);
            self.admit(admitted);
            turned_away.count(Barrier::Capacity, all - admitted);
            return (admitted < all).then(|| first_come(&mut stream(), &comers(), admitted));
        };
        let admitted =
            entrance.let_in((model, at.t), self.room as f64, &comers(), &mut stream(), turned_away);
        let admitted: Vec<u64> = admitted.into_iter().map(|count| count as u64).collect();
        self.admit(admitted.iter().sum());
        Some(admitted)
    }

    /// Lets in as many as there is room for of those who come when all others of the step have come; how many.
    #[inline]
    pub fn let_in_late(&mut self, at: Step<'_>, people: u64, turned_away: &mut TurnedAway) -> u64 {
        let admitted = match self.entrance.as_mut().zip(at.model.entrance.as_ref()) {
            None => {
                let admitted = people.min(self.room);
                turned_away.count(Barrier::Capacity, people - admitted);
                admitted
            }
            Some((entrance, model)) => entrance.let_in_late((model, at.t), self.room, people, turned_away),
        };
        self.admit(admitted);
        admitted
    }

    fn admit(&mut self, people: u64) {
        self.room -= people;
        self.joined += people;
    }

    /// The platform looks: by ban, at whom. Before the sharing of a step a part of those who come in it at moments of their own,
    /// as far as they are known, is `left_for_later`.
    pub fn look(&mut self, at: Step<'_>, coming: &Coming, left_for_later: f64) -> Vec<Sight> {
        let Some((entrance, model)) = self.entrance.as_mut().zip(at.model.entrance.as_ref()) else {
            let room = self.room.saturating_add(self.joined_in_step());
            let (waves, others) = coming.expected(at.model, room);
            let sight = self.look_at_all(waves, (1.0 - left_for_later) * others);
            return vec![sight; at.model.bans.len()];
        };
        let comers = coming.comers(at.model, coming.answers);
        let waves = coming.seeds.len();
        let alarming = entrance.expected((model, at.t), self.room as f64, &comers, waves);
        let within = |alarming: &Alarming| (1.0 - left_for_later) * alarming.others;
        let looked_at = |alarming: &Alarming| alarming.waves.iter().sum::<f64>() + within(alarming);
        let before = entrance.look(alarming.iter().map(looked_at));
        let sight = |(before, alarming): (f64, &Alarming)| Sight {
            before: before.max(0.0),
            within: (before + within(alarming)).max(0.0) - before.max(0.0),
            waves: coming.seen(at.model, &alarming.waves),
        };
        before.into_iter().zip(&alarming).map(sight).collect()
    }

    /// At the end of a cycle it looks at all who have come since it looked last.
    pub fn look_back(&mut self, at: Step<'_>) -> Vec<Sight> {
        let sight = |before: f64| Sight { before, within: 0.0, waves: Vec::new() };
        match &mut self.entrance {
            Some(entrance) => {
                entrance.look(at.model.bans.iter().map(|_| 0.0)).into_iter().map(sight).collect()
            }
            None => {
                let joined = self.joined as f64 - self.looked_at;
                self.looked_at = self.joined as f64;
                vec![sight(joined); at.model.bans.len()]
            }
        }
    }

    fn look_at_all(&mut self, waves: Vec<Seen>, within: f64) -> Sight {
        let before = self.joined_before as f64 - self.looked_at;
        let seeds: f64 = waves.iter().map(|wave| wave.people).sum();
        self.looked_at = self.joined_before as f64 + seeds + within;
        Sight { before, within, waves }
    }

    /// Accounts that live.
    pub fn live_accounts(&self) -> u64 {
        self.entrance.as_ref().map_or(0, |entrance| entrance.live_accounts())
    }

    /// An account is struck after this moment of the step; whether none will ever live again.
    pub fn strike_account(&mut self, moment: f64, shut: Shut) -> bool {
        self.entrance.as_mut().is_some_and(|entrance| {
            entrance.strike_account(moment, shut);
            entrance.accounts_are_gone()
        })
    }

    /// How many may still join in all, where that is limited.
    pub fn room_in_all(&self, model: &Model) -> Option<u64> {
        model.capacity_total.map(|total| total.saturating_sub(self.joined))
    }

    /// Joins of this step.
    pub fn joined_in_step(&self) -> u64 {
        self.joined - self.joined_before
    }

    /// Whether members may share in step `t`.
    #[inline]
    pub fn is_open(&self, t: u32) -> bool {
        self.closed.is_none() && !(self.shut_from..self.shut_until).contains(&t)
    }

    /// The moment of the step from which on waves of seeds cannot share in it.
    #[inline]
    pub fn waves_shut_from(&self) -> Option<f64> {
        self.waves_shut_from
    }

    /// Waves of seeds that come from this moment of the step on cannot share in it.
    pub fn shut_to_waves(&mut self, moment: f64) {
        self.waves_shut_from = Some(self.waves_shut_from.map_or(moment, |before| before.min(moment)));
    }

    /// The platform has struck: nobody shares from step `from` on. Where it has already in this step, the earlier and the longer
    /// of both counts.
    pub fn shut(&mut self, at: Step<'_>, from: u32, shut: Shut) {
        let until = match shut {
            Shut::Until(step) => step,
            Shut::ForGood => u32::MAX,
        };
        let also = self.shut_until > at.t;
        self.shut_from = if also { self.shut_from.min(from) } else { from };
        self.shut_until = if also { self.shut_until.max(until) } else { until };
        self.banned_for_good |= shut == Shut::ForGood;
    }

    /// Why nobody shares any more, if so.
    #[inline]
    pub fn closed(&self) -> Option<StopReason> {
        self.closed
    }

    /// Closes the campaign if something ends it.
    #[inline]
    pub fn close(&mut self, model: &Model, market_empty: bool, out_of_means: bool) {
        if self.closed.is_none() {
            let full = model.capacity_total.is_some_and(|total| self.joined >= total);
            let ends = Ends { full, market_empty, out_of_means, banned: self.banned_for_good };
            self.closed = cause_of_closing(ends);
        }
    }
}

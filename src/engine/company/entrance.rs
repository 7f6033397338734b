//! The entrance: accounts that take so many people in an hour and in a day, and the code of the open group. Who comes passes them
//! at his moment, and alarms the platform.

use crate::engine::door::{Came, Comers, Evenly, Lot, Queue, When};
use crate::metrics::{Barrier, TurnedAway};
use crate::model;
use crate::model::{BanModel, Stretch};
use crate::scenario::Hits;
use crate::terms::{Accounts, Alarm, Code, Shut};

/// The accounts and the code of a campaign.
#[derive(Clone, Debug)]
pub(super) struct Entrance {
    accounts: Option<Accounts>,
    code: Option<Code>,
    /// By ban, what alarms the platform: in all, or in each account.
    alarms: Vec<(Hits, Alarm)>,
    /// Accounts that are struck in the step, and after which moment.
    falling: Vec<(f64, Shut)>,
}

/// What alarms the platform in a step, by when it comes: the waves, in their order, and all others.
#[derive(Clone, Debug, Default)]
pub(super) struct Alarming {
    pub waves: Vec<f64>,
    pub others: f64,
}

/// Up to when in the step how many find room, and what turns the others away.
struct Opening {
    until: f64,
    room: f64,
    barrier: Barrier,
}

/// Less than anybody, where people are counted in parts.
const NOBODY: f64 = 1e-6;
/// Two moments of a step closer together than this are the same.
const SAME: f64 = 1e-9;

impl Entrance {
    /// Before anybody has come.
    pub fn new(model: &model::Entrance, bans: &[BanModel]) -> Entrance {
        Entrance {
            accounts: model.accounts.map(Accounts::new),
            code: model.code.map(Code::new),
            alarms: bans.iter().map(|ban| (ban.hits, Alarm::new(ban.above_per_hour))).collect(),
            falling: Vec::new(),
        }
    }

    /// Step `t` begins.
    pub fn begin_step(&mut self, t: u32) {
        self.fall(f64::INFINITY);
        if let Some(accounts) = &mut self.accounts {
            accounts.begin_step(t);
        }
    }

    /// Those who come in step `t`, one after the other, as far as there is room; so many `places` there are beside. How many of
    /// each found some.
    pub fn let_in<L: Lot>(
        &mut self,
        (model, t): (&model::Entrance, u32),
        places: f64,
        comers: &[Comers],
        lot: &mut L,
        turned_away: &mut TurnedAway,
    ) -> Vec<f64> {
        let falls = self.falling.iter().map(|(moment, _)| moment + SAME).collect();
        let stretches = cut(model.stretches(t), falls);
        self.pass((stretches, t), places, comers, lot, turned_away, |_, _| ())
    }

    /// What alarms the platform of so many `comers` in step `t`, by ban, if they come evenly; the first of them are so many waves.
    pub fn expected(
        &self,
        (model, t): (&model::Entrance, u32),
        places: f64,
        comers: &[Comers],
        waves: usize,
    ) -> Vec<Alarming> {
        let mut entrance = self.clone();
        let moments = comers[..waves].iter().filter_map(|comers| comers.when.moment());
        let stretches =
            cut(model.stretches(t), moments.flat_map(|moment| [moment, moment + 2.0 * SAME]).collect());
        let counted = |entrance: &Entrance| -> Vec<f64> {
            entrance.alarms.iter().map(|(_, alarm)| alarm.counted()).collect()
        };
        let nothing = Alarming { waves: vec![0.0; waves], others: 0.0 };
        let (mut before, mut alarming) = (counted(self), vec![nothing; self.alarms.len()]);
        let turned_away = &mut TurnedAway::default();
        entrance.pass((stretches, t), places, comers, &mut Evenly, turned_away, |entrance, came| {
            let now = counted(entrance);
            let of_waves: f64 = came.counts[..waves].iter().sum();
            for ((alarming, now), before) in alarming.iter_mut().zip(&now).zip(&before) {
                for (wave, count) in alarming.waves.iter_mut().zip(&came.counts) {
                    *wave += if of_waves > 0.0 { (now - before) * count / of_waves } else { 0.0 };
                }
                alarming.others += if of_waves > 0.0 { 0.0 } else { now - before };
            }
            before = now;
        });
        alarming
    }

    /// Those who come in these stretches of step `t`; `seen` is told of all who found room together.
    fn pass<L: Lot>(
        &mut self,
        (stretches, t): (Vec<Stretch>, u32),
        places: f64,
        comers: &[Comers],
        lot: &mut L,
        turned_away: &mut TurnedAway,
        mut seen: impl FnMut(&Entrance, &Came),
    ) -> Vec<f64> {
        let comers: Vec<Comers> = comers.iter().map(|comers| among_people(*comers, &stretches)).collect();
        let mut queue = Queue::new(&comers, lot);
        let (mut admitted, mut places) = (vec![0.0; comers.len()], places);
        for stretch in stretches {
            let [mut now, end] = stretch.clock;
            self.turn_to(stretch.hour);
            self.fall(now);
            while now < end && !queue.is_over() {
                let Opening { until, room, barrier } = self.opening(t, [now, end], places);
                let before = stretch.people_before(until);
                if room < NOBODY {
                    turned_away.count(barrier, queue.come(f64::INFINITY, before, false).all() as u64);
                    now = until;
                    continue;
                }
                let came = queue.come(room, before, self.code.is_some());
                now =
                    if came.until < before { stretch.moment_of(came.until).clamp(now, until) } else { until };
                self.take(came.all(), f64::from(t) + now);
                places -= came.all();
                admitted.iter_mut().zip(&came.counts).for_each(|(sum, count)| *sum += count);
                seen(self, &came);
            }
        }
        admitted
    }

    /// At the end of step `t` so many more come, for whom there are so many places beside; how many find room.
    pub fn let_in_late(
        &mut self,
        (model, t): (&model::Entrance, u32),
        places: u64,
        people: u64,
        turned_away: &mut TurnedAway,
    ) -> u64 {
        if let Some(last) = model.stretches(t).last() {
            self.turn_to(last.hour);
        }
        self.fall(1.0);
        let Opening { room, barrier, .. } = self.opening(t, [1.0, 2.0], places as f64);
        let admitted = people.min((room + NOBODY) as u64);
        self.take(admitted as f64, f64::from(t) + 1.0);
        turned_away.count(barrier, people - admitted);
        admitted
    }

    /// Accounts that live, those that fall in the step left out.
    pub fn live_accounts(&self) -> u64 {
        let falling = self.falling.len() as u64;
        self.accounts.as_ref().map_or(0, |accounts| accounts.live() - falling)
    }

    /// An account is struck after this moment of the step; before all of it where that is below 0.
    pub fn strike_account(&mut self, moment: f64, shut: Shut) {
        self.falling.push((moment, shut));
    }

    /// Whether no account will ever live again.
    pub fn accounts_are_gone(&self) -> bool {
        let falling = self.falling.len() as u64;
        self.accounts.as_ref().is_some_and(|accounts| accounts.are_only(falling))
            && self.falling.iter().all(|(_, shut)| *shut == Shut::ForGood)
    }

    /// By ban, those who alarm the platform and whom it has not looked at; it does now, and at so many of those who are about to
    /// come.
    pub fn look(&mut self, at_coming: impl Iterator<Item = f64>) -> Vec<f64> {
        self.alarms.iter_mut().zip(at_coming).map(|((_, alarm), coming)| alarm.look(coming)).collect()
    }

    /// Accounts that are struck before this moment are gone.
    fn fall(&mut self, moment: f64) {
        let Some(accounts) = &mut self.accounts else { return };
        self.falling.retain(|(struck, shut)| {
            if *struck < moment {
                accounts.strike(*shut);
            }
            *struck >= moment
        });
    }

    fn turn_to(&mut self, hour: u32) {
        if let Some(accounts) = &mut self.accounts {
            accounts.turn_to(hour);
        }
        self.alarms.iter_mut().for_each(|(_, alarm)| alarm.turn_to(hour));
    }

    /// What there is from this moment of the step on, at most until another.
    fn opening(&mut self, t: u32, [now, end]: [f64; 2], places: f64) -> Opening {
        let mut opening = Opening { until: end, room: places, barrier: Barrier::Capacity };
        if let Some(accounts) = &self.accounts {
            opening.narrow(accounts.room(), Barrier::Accounts);
        }
        if let Some(code) = &mut self.code {
            let entry = code.at(f64::from(t) + now);
            opening.narrow(entry.room, Barrier::Code);
            opening.until = end.min(entry.until - f64::from(t));
        }
        opening
    }

    fn take(&mut self, people: f64, time: f64) {
        let live = self.accounts.as_ref().map_or(1, Accounts::live).max(1);
        for (hits, alarm) in &mut self.alarms {
            match hits {
                Hits::Campaign => alarm.take(people),
                Hits::Account => alarm.take(people / live as f64),
            }
        }
        if let Some(accounts) = &mut self.accounts {
            accounts.take(people);
        }
        if let Some(code) = &mut self.code {
            code.take(people, time);
        }
    }
}

impl Opening {
    fn narrow(&mut self, room: f64, barrier: Barrier) {
        if room < self.room {
            (self.room, self.barrier) = (room, barrier);
        }
    }
}

/// Stretches, cut at these moments.
fn cut(stretches: impl Iterator<Item = Stretch>, mut moments: Vec<f64>) -> Vec<Stretch> {
    moments.sort_by(f64::total_cmp);
    let mut parts = Vec::new();
    for mut rest in stretches {
        for moment in &moments {
            if rest.clock[0] < *moment && *moment < rest.clock[1] {
                let [before, after] = rest.cut(*moment);
                parts.push(before);
                rest = after;
            }
        }
        parts.push(rest);
    }
    parts
}

/// The same people; where they come at a moment of the clock, at that part of those who come at moments of their own.
fn among_people(comers: Comers, stretches: &[Stretch]) -> Comers {
    let Some(moment) = comers.when.moment() else { return comers };
    let around = stretches.iter().find(|stretch| moment + 0.5 * SAME < stretch.clock[1]);
    let when = around.map_or(moment, |stretch| stretch.people_before(moment.max(stretch.clock[0])));
    Comers { when: When::At(when), ..comers }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half of all come in the first quarter of a step, the others after it. A moment cuts the stretch it lies in, and nothing at an end.
    #[test]
    fn stretches_are_cut_at_moments_within_them() {
        let stretch = |clock: [f64; 2], people: [f64; 2]| Stretch { hour: 7, clock, people };
        let step = [stretch([0.0, 0.25], [0.0, 0.5]), stretch([0.25, 1.0], [0.5, 1.0])];
        let parts = cut(step.into_iter(), vec![0.75, 0.0, 0.125, 0.25, 0.5, 1.0]);
        let clocks: Vec<_> = parts.iter().map(|part| part.clock).collect();
        assert_eq!(clocks, [[0.0, 0.125], [0.125, 0.25], [0.25, 0.5], [0.5, 0.75], [0.75, 1.0]]);
        let people: Vec<_> = parts.iter().map(|part| part.people[1]).collect();
        for (found, known) in people.iter().zip([0.25, 0.5, 2.0 / 3.0, 5.0 / 6.0, 1.0]) {
            assert!((found - known).abs() < 1e-12, "{people:?}");
        }
    }
}

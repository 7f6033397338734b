//! Accounts and codes: who stands before them at which moment.

use super::world::World;

/// What turned somebody away.
#[derive(Clone, Copy)]
pub enum Cause {
    Places,
    Accounts,
    Code,
}

/// An account, by the hour and the day that it counts.
#[derive(Clone, Copy)]
struct Account {
    hour: (u64, f64),
    day: (u64, f64),
}

/// A code: when it begins, in steps since the start, and how many may still enter by it.
#[derive(Clone, Copy)]
struct Code {
    begins: f64,
    left: f64,
}

#[derive(Clone, Default)]
pub struct Entrance {
    accounts: Option<Vec<Account>>,
    code: Option<Code>,
}

/// Moments closer together than this are the same.
const GRID: f64 = 1e-9;

impl Entrance {
    /// At this moment of step `t` somebody comes, or a part of him; how much of him finds room.
    pub fn take(&mut self, world: &World, t: u32, moment: f64, part: f64) -> Result<f64, Cause> {
        let through_account = self.room_of_accounts(world, t, moment).min(part);
        if through_account < GRID {
            return Err(Cause::Accounts);
        }
        let by_code = self.room_of_code(world, f64::from(t) + moment).min(through_account);
        if by_code < GRID {
            return Err(Cause::Code);
        }
        self.enter(world, f64::from(t) + moment, by_code);
        Ok(by_code)
    }

    /// What the account takes that comes next.
    fn room_of_accounts(&mut self, world: &World, t: u32, moment: f64) -> f64 {
        let Some(given) = &world.scenario.accounts else { return f64::INFINITY };
        let fresh = Account { hour: (0, 0.0), day: (0, 0.0) };
        let accounts = self.accounts.get_or_insert_with(|| vec![fresh; given.count as usize]);
        let hour = hour(world, t, moment);
        for account in accounts.iter_mut() {
            if account.hour.0 != hour {
                account.hour = (hour, 0.0);
            }
            if account.day.0 != hour / 24 {
                account.day = (hour / 24, 0.0);
            }
        }
        let limit = |limit: &Option<_>| limit.as_ref().map_or(f64::INFINITY, |limit| world.value(limit));
        let [per_hour, per_day] = [limit(&given.per_hour), limit(&given.per_day)];
        let room = |account: &Account| (per_hour - account.hour.1).min(per_day - account.day.1);
        let is_full = |account: &Account| room(account) < GRID;
        // The first of those that have room: with the fewest of the hour, then of the day.
        let place = |it: &Account| (is_full(it), it.hour.1, it.day.1);
        accounts.sort_by(|a, b| place(a).partial_cmp(&place(b)).expect("numbers"));
        room(&accounts[0])
    }

    fn room_of_code(&mut self, world: &World, time: f64) -> f64 {
        let Some((max, good_for, renew)) = code(world) else { return f64::INFINITY };
        let code = self.code.get_or_insert(Code { begins: 0.0, left: max });
        while code.begins + good_for <= time + GRID {
            *code = Code { begins: code.begins + good_for + renew, left: max };
        }
        if time + GRID < code.begins { 0.0 } else { code.left }
    }

    fn enter(&mut self, world: &World, time: f64, part: f64) {
        if let Some(next) = self.accounts.as_mut().and_then(|accounts| accounts.first_mut()) {
            next.hour.1 += part;
            next.day.1 += part;
        }
        if let Some((now, (max, _, renew))) = self.code.as_mut().zip(code(world)) {
            now.left -= part;
            if now.left < GRID {
                *now = Code { begins: time + renew, left: max };
            }
        }
    }
}

/// How many enter by a code, for how many steps it is good, and how many there are to the next.
fn code(world: &World) -> Option<(f64, f64, f64)> {
    let community = world.scenario.community.as_ref()?;
    let code = community.code.as_ref()?;
    let max = code.max.or(community.group_size).map_or(f64::INFINITY, |max| max as f64);
    let good_for = code.for_days.map_or(f64::INFINITY, |days| days / world.step_days());
    Some((max, good_for, code.renew_days / world.step_days()))
}

/// Whether anything counts who comes at which moment.
pub fn is_watched(world: &World) -> bool {
    world.scenario.accounts.is_some() || code(world).is_some()
}

/// The hour of the clock at a moment of step `t`, counted from the midnight before the start; at its end the last one.
fn hour(world: &World, t: u32, moment: f64) -> u64 {
    let clock = &world.scenario.clock;
    let start = clock.start.map_or(0.0, |start| f64::from(start.minute_of_day));
    let minutes = (f64::from(t) + moment) * f64::from(clock.step_minutes);
    let nudge = if moment < 1.0 { GRID } else { -GRID };
    ((start + minutes) / 60.0 + nudge).floor() as u64
}

/// The moment of step `t` before which this part comes of those who come in it at moments of their own: as the hours have it.
pub fn moment_of_part(world: &World, t: u32, part: f64) -> f64 {
    let clock = &world.scenario.clock;
    let start = clock.start.map_or(0, |start| u64::from(start.minute_of_day));
    let begin = start + u64::from(t) * u64::from(clock.step_minutes);
    let weight = |minute: u64| world.hours[((begin + minute) / 60 % 24) as usize];
    let minutes = u64::from(clock.step_minutes);
    let mut left = part * (0..minutes).map(weight).sum::<f64>();
    for minute in 0..minutes {
        if left < weight(minute) {
            return (minute as f64 + left / weight(minute)) / minutes as f64;
        }
        left -= weight(minute);
    }
    1.0 - GRID
}

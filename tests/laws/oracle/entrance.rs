//! Accounts and codes: who stands before them at which moment, and whom he alarms.

use super::world::World;
use kfactor::scenario::Hits;

/// What turned somebody away.
#[derive(Clone, Copy)]
pub enum Cause {
    Places,
    Accounts,
    Code,
}

/// An account, by the hour and the day that it counts.
#[derive(Clone, Copy, Default)]
struct Account {
    hour: (u64, f64),
    day: (u64, f64),
    /// From after when until when it is struck, in steps since the start.
    out: Option<(f64, f64)>,
}

/// A code: when it begins, in steps since the start, and how many may still enter by it.
#[derive(Clone, Copy)]
struct Code {
    begins: f64,
    left: f64,
}

/// Who has passed so far.
#[derive(Clone)]
pub struct Entrance {
    accounts: Vec<Account>,
    code: Option<Code>,
    /// People of the hour.
    hour: (u64, f64),
    /// By ban, those who alarm the platform and those of them whom it has looked at: in all, or by account.
    pub counted: Vec<Vec<f64>>,
    pub looked_at: Vec<Vec<f64>>,
}

/// Moments closer together than this are the same.
const GRID: f64 = 1e-9;

impl Entrance {
    pub fn new(world: &World) -> Entrance {
        let accounts = world.scenario.accounts.as_ref().map_or(0, |accounts| accounts.count as usize);
        let units = |hits: Hits| if hits == Hits::Account { accounts } else { 1 };
        let nobody: Vec<Vec<f64>> = world.scenario.ban.iter().map(|ban| vec![0.0; units(ban.hits)]).collect();
        Entrance {
            accounts: vec![Account::default(); accounts],
            code: None,
            hour: (0, 0.0),
            counted: nobody.clone(),
            looked_at: nobody,
        }
    }

    /// At this moment of step `t` somebody comes, or a part of him; how much of him finds room.
    pub fn take(&mut self, world: &World, t: u32, moment: f64, part: f64) -> Result<f64, Cause> {
        let time = f64::from(t) + moment.min(1.0 - GRID);
        let next = self.next_account(world, t, moment, time);
        let through_account = match next {
            _ if world.scenario.accounts.is_none() => part,
            None => return Err(Cause::Accounts),
            Some((_, room)) => room.min(part),
        };
        let by_code = self.room_of_code(world, time).min(through_account);
        if by_code < GRID {
            return Err(Cause::Code);
        }
        self.enter(world, hour(world, t, moment), next.map(|(account, _)| account), time, by_code);
        Ok(by_code)
    }

    /// The account that comes next of those that live and have room, and how much: the one with the fewest people of the hour, then
    /// of the day.
    fn next_account(&mut self, world: &World, t: u32, moment: f64, time: f64) -> Option<(usize, f64)> {
        let given = world.scenario.accounts.as_ref()?;
        let hour = hour(world, t, moment);
        for account in &mut self.accounts {
            if account.hour.0 != hour {
                account.hour = (hour, 0.0);
            }
            if account.day.0 != hour / 24 {
                account.day = (hour / 24, 0.0);
            }
        }
        self.come_back(time);
        let limit = |limit: &Option<_>| limit.as_ref().map_or(f64::INFINITY, |limit| world.value(limit));
        let [per_hour, per_day] = [limit(&given.per_hour), limit(&given.per_day)];
        let room = |it: &Account| (per_hour - it.hour.1).min(per_day - it.day.1);
        let lives = |it: &Account| it.out.is_none_or(|(after, until)| time <= after + GRID || time >= until);
        let open = self.accounts.iter().enumerate().filter(|(_, it)| lives(it) && room(it) >= GRID);
        let place = |it: &Account| [it.hour.1, it.day.1];
        let next = open.min_by(|a, b| place(a.1).partial_cmp(&place(b.1)).expect("numbers"))?;
        Some((next.0, room(next.1)))
    }

    /// Those whose time is over are back, and stand as the others do.
    fn come_back(&mut self, time: f64) {
        let other = (0..self.accounts.len()).find(|account| self.accounts[*account].out.is_none());
        for account in 0..self.accounts.len() {
            if self.accounts[account].out.is_some_and(|(_, until)| time >= until) {
                let fresh = Account { hour: (0, 0.0), day: (0, 0.0), out: None };
                self.accounts[account] = other.map_or(fresh, |other| self.accounts[other]);
                for (counted, looked_at) in self.counted.iter().zip(&mut self.looked_at) {
                    if let Some(other) = other.filter(|_| counted.len() > 1) {
                        looked_at[account] = counted[account] - counted[other] + looked_at[other];
                    }
                }
            }
        }
    }

    /// The accounts that live when step `t` begins.
    pub fn live(&mut self, t: u32) -> Vec<usize> {
        self.come_back(f64::from(t));
        (0..self.accounts.len()).filter(|account| self.accounts[*account].out.is_none()).collect()
    }

    /// An account is struck after one time until another; whether none will ever live again.
    pub fn strike(&mut self, account: usize, after: f64, until: f64) -> bool {
        self.accounts[account].out = Some((after, until));
        self.accounts.iter().all(|account| account.out.is_some_and(|(_, until)| until == f64::INFINITY))
    }

    fn room_of_code(&mut self, world: &World, time: f64) -> f64 {
        let Some((max, good_for, renew)) = code(world) else { return f64::INFINITY };
        let code = self.code.get_or_insert(Code { begins: 0.0, left: max });
        while code.begins + good_for <= time + GRID {
            *code = Code { begins: code.begins + good_for + renew, left: max };
        }
        if time + GRID < code.begins { 0.0 } else { code.left }
    }

    fn enter(&mut self, world: &World, hour: u64, account: Option<usize>, time: f64, part: f64) {
        if self.hour.0 != hour {
            self.hour = (hour, 0.0);
        }
        for (ban, counted) in world.scenario.ban.iter().zip(&mut self.counted) {
            let above = ban.above_per_hour.as_ref().map_or(0.0, |above| world.value(above));
            let beyond = |people: f64| (people + part - above).max(0.0) - (people - above).max(0.0);
            match (ban.hits, account) {
                (Hits::Account, Some(account)) => counted[account] += beyond(self.accounts[account].hour.1),
                _ => counted[0] += beyond(self.hour.1),
            }
        }
        self.hour.1 += part;
        if let Some(account) = account {
            self.accounts[account].hour.1 += part;
            self.accounts[account].day.1 += part;
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
    let counts = world.scenario.ban.iter().any(|ban| ban.above_per_hour.is_some());
    world.scenario.accounts.is_some() || code(world).is_some() || counts
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

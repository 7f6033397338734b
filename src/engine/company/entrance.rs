//! The entrance: accounts that take so many people in an hour and in a day, and the code of the open group. Who comes passes them
//! at his moment.

use crate::engine::door::{Came, Comers, Lot, Queue, When};
use crate::metrics::{Barrier, TurnedAway};
use crate::model;
use crate::model::Stretch;
use crate::terms::{Accounts, Code};

/// The accounts and the code of a campaign.
#[derive(Clone, Debug)]
pub(super) struct Entrance {
    accounts: Option<Accounts>,
    code: Option<Code>,
}

/// Up to when in the step how many find room, and what turns the others away.
struct Opening {
    until: f64,
    room: f64,
    barrier: Barrier,
}

/// Less than anybody, where people are counted in parts.
const NOBODY: f64 = 1e-6;

impl Entrance {
    /// Before anybody has come.
    pub fn new(model: &model::Entrance) -> Entrance {
        Entrance { accounts: model.accounts.map(Accounts::new), code: model.code.map(Code::new) }
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
        let stretches: Vec<Stretch> = model.stretches(t).collect();
        let comers: Vec<Comers> = comers.iter().map(|comers| among_people(*comers, &stretches)).collect();
        let mut queue = Queue::new(&comers, lot);
        let (mut admitted, mut places) = (vec![0.0; comers.len()], places);
        for stretch in stretches {
            self.turn_to(stretch.hour);
            let [mut now, end] = stretch.clock;
            while now < end && !queue.is_over() {
                let Opening { until, room, barrier } = self.opening(t, [now, end], places);
                let before = stretch.people_before(until);
                if room < NOBODY {
                    turned_away.count(barrier, queue.come(f64::INFINITY, before, false).all() as u64);
                    now = until;
                    continue;
                }
                let came: Came = queue.come(room, before, self.code.is_some());
                now =
                    if came.until < before { stretch.moment_of(came.until).clamp(now, until) } else { until };
                self.take(came.all(), f64::from(t) + now);
                places -= came.all();
                admitted.iter_mut().zip(came.counts).for_each(|(sum, count)| *sum += count);
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
        let Opening { room, barrier, .. } = self.opening(t, [1.0, 2.0], places as f64);
        let admitted = people.min((room + NOBODY) as u64);
        self.take(admitted as f64, f64::from(t) + 1.0);
        turned_away.count(barrier, people - admitted);
        admitted
    }

    fn turn_to(&mut self, hour: u32) {
        if let Some(accounts) = &mut self.accounts {
            accounts.turn_to(hour);
        }
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

/// Two moments of a step closer together than this are the same.
const SAME: f64 = 1e-9;

/// The same people; where they come at a moment of the clock, at that part of those who come at moments of their own.
fn among_people(comers: Comers, stretches: &[Stretch]) -> Comers {
    let When::At(moment) = comers.when else { return comers };
    let around = stretches.iter().find(|stretch| moment + SAME < stretch.clock[1]);
    let when = around.map_or(moment, |stretch| stretch.people_before(moment.max(stretch.clock[0])));
    Comers { when: When::At(when), ..comers }
}

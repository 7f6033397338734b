//! The door: how many may still come in.

use super::world::World;

/// Who has come in so far.
#[derive(Default)]
pub struct Door {
    /// People admitted; bonus hunters included.
    pub admitted: u64,
    /// The last hour in which somebody could be admitted, and how many were.
    this_hour: (u64, u64),
}

impl Door {
    /// Lets in so many of those who come in step `t`, as there is room for.
    pub fn let_in(&mut self, world: &World, t: u32, coming: u64) -> u64 {
        let room = self.room(world, t).min(coming);
        self.admitted += room;
        self.this_hour.1 += room;
        room
    }

    /// Whether nobody will ever be let in again.
    pub fn is_shut(&self, world: &World) -> bool {
        total(world).is_some_and(|total| self.admitted >= total)
    }

    /// How many would be let in now.
    pub fn room(&mut self, world: &World, t: u32) -> u64 {
        let in_all = total(world).map_or(u64::MAX, |total| total - self.admitted);
        let now = world.scenario.capacity.per_hour.as_ref().map_or(u64::MAX, |per_hour| {
            let (hour, length) = hour(world, t);
            if self.this_hour.0 != hour {
                self.this_hour = (hour, 0);
            }
            let r = world.value(per_hour) * length;
            let until = |hours: u64| (hours as f64 * r + 1e-9).floor() as u64;
            until(hour + 1) - until(hour) - self.this_hour.1
        });
        in_all.min(now)
    }
}

fn total(world: &World) -> Option<u64> {
    world.scenario.capacity.total.as_ref().map(|q| world.value(q).round() as u64)
}

/// The hour of the clock in which step `t` begins; the step, where it is longer. And how many hours that is.
fn hour(world: &World, t: u32) -> (u64, f64) {
    let clock = &world.scenario.clock;
    if clock.step_minutes > 60 {
        return (u64::from(t), f64::from(clock.step_minutes) / 60.0);
    }
    let begin = clock.start.map_or(0, |start| u64::from(start.minute_of_day));
    ((begin + u64::from(t) * u64::from(clock.step_minutes)) / 60, 1.0)
}

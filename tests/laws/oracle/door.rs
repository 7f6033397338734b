//! The door: how many may still come in, and who of those who come one after the other.

use super::entrance::{Cause, Entrance, is_watched, moment_of_part};
use super::platform::Sight;
use super::world::World;

/// Who has come in so far.
#[derive(Clone, Default)]
pub struct Door {
    /// People admitted; bonus hunters included.
    pub admitted: u64,
    /// The last hour in which somebody could be admitted, and how many were.
    this_hour: (u64, u64),
    entrance: Option<Entrance>,
    /// People turned away: for want of places, by accounts, by codes.
    pub turned_away: [u64; 3],
}

impl Door {
    /// Which of those find room who come in step `t` one after the other, at these moments.
    pub fn let_in(&mut self, world: &World, t: u32, moments: &[f64]) -> Vec<bool> {
        let mut passes = |moment: &f64| {
            let passed = match self.room(world, t) {
                0 => Err(Cause::Places),
                _ => self.entrance(world).take(world, t, *moment, 1.0),
            };
            match passed {
                Ok(_) => {
                    self.admitted += 1;
                    self.this_hour.1 += 1;
                }
                Err(cause) => self.turned_away[cause as usize] += 1,
            }
            passed.is_ok()
        };
        moments.iter().map(&mut passes).collect()
    }

    /// As far as it is known at the beginning of step `t`: whom the platform sees of the waves, which come at these moments, and of
    /// so many others, if they come evenly; by ban, in all or by account.
    pub fn expected(&mut self, world: &World, t: u32, mut waves: Vec<f64>, others: usize) -> Vec<Vec<Sight>> {
        waves.sort_unstable_by(f64::total_cmp);
        let room = self.room(world, t) as usize;
        if !is_watched(world) {
            waves.truncate(room);
            let others = others.min(room - waves.len()) as f64;
            let sight = Sight { waves: waves.into_iter().map(|moment| (moment, 1.0)).collect(), others };
            return vec![vec![sight]; world.scenario.ban.len()];
        }
        let mut entrance = self.entrance(world).clone();
        let unseen = |units: &Vec<f64>| vec![Sight::default(); units.len()];
        let mut sights: Vec<Vec<Sight>> = entrance.counted.iter().map(unseen).collect();
        let mut places = room as f64;
        for (moment, part, in_a_wave) in evenly(world, t, &waves, others) {
            let before = entrance.counted.clone();
            places -= entrance.take(world, t, moment, part.min(places)).unwrap_or(0.0);
            let now = entrance.counted.iter().flatten().zip(before.iter().flatten());
            for (sight, (now, before)) in sights.iter_mut().flatten().zip(now) {
                match in_a_wave {
                    true => sight.waves.push((moment, now - before)),
                    false => sight.others += now - before,
                }
            }
        }
        sights
    }

    /// Accounts, codes and who passed them.
    pub fn entrance(&mut self, world: &World) -> &mut Entrance {
        self.entrance.get_or_insert_with(|| Entrance::new(world))
    }

    /// Whether nobody will ever be let in again.
    pub fn is_shut(&self, world: &World) -> bool {
        total(world).is_some_and(|total| self.admitted >= total)
    }

    /// How many would be let in now, for what places there are.
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

/// Parts into which those are cut who come evenly.
const SLICES: u32 = 50;

/// Who comes in step `t` at which moment, in parts where it is at any; and whether in a wave. Nobody where no platform looks.
fn evenly(world: &World, t: u32, waves: &[f64], others: usize) -> Vec<(f64, f64, bool)> {
    if world.scenario.ban.is_empty() {
        return Vec::new();
    }
    let part = others as f64 / f64::from(SLICES);
    let slice = |k: u32| (moment_of_part(world, t, (f64::from(k) + 0.5) / f64::from(SLICES)), part, false);
    let slices = (0..SLICES).filter(|_| others > 0).map(slice);
    let mut all: Vec<(f64, f64, bool)> = waves.iter().map(|moment| (*moment, 1.0, true)).collect();
    all.extend(slices);
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all
}

fn total(world: &World) -> Option<u64> {
    world.scenario.capacity.total.as_ref().map(|q| world.value(q).round() as u64)
}

/// The hour of the campaign in which step `t` begins; the step, where it is longer. And how many hours that is.
fn hour(world: &World, t: u32) -> (u64, f64) {
    let clock = &world.scenario.clock;
    if clock.step_minutes > 60 {
        return (u64::from(t), f64::from(clock.step_minutes) / 60.0);
    }
    (u64::from(t) * u64::from(clock.step_minutes) / 60, 1.0)
}

//! Waits for an occasion by a law that remembers how long they have lasted. They run on the clock of hours and weekdays, and stand
//! still while the platform has shut the campaign. A member is looked at when his wait may be over; how long it has stood still
//! meanwhile is known then.

use super::pace::Pace;
use crate::model::Model;

/// Waits that are remembered.
#[derive(Clone, Debug, Default)]
pub(super) struct Waits {
    /// The clock, in days by step; none where no wait is remembered.
    clock: Option<Pace>,
    /// What the clock has gone while the campaign was shut.
    stood: f64,
    /// The step at hand, and whether the campaign is known to be shut in it.
    step: u32,
    is_shut: bool,
    /// By row, what the clock of the open campaign shows when the wait is over.
    over: Vec<f64>,
    /// Those that have begun in this step.
    begun: Vec<Begun>,
}

/// A wait that has begun in this step.
#[derive(Clone, Copy, Debug)]
struct Begun {
    row: u32,
    /// When, in steps.
    since: f64,
    /// Whether with the coming of a wave of seeds.
    of_wave: bool,
}

/// A wait that is over as a step ends is over as the next one begins, whatever rounding makes of it; in days.
const GRAIN: f64 = 1e-9;

/// Shorter waits are as long as this, in steps: more occasions are not told apart.
const SHORTEST: f64 = 1.0 / 150.0;

impl Waits {
    /// Nobody waits yet.
    pub fn begin(&mut self, model: &Model) {
        let remembers = model.segments.iter().any(|segment| segment.wait.is_some());
        self.clock = remembers.then(|| Pace::of_clock(model));
        (self.stood, self.step, self.is_shut) = (0.0, 0, false);
        self.over.clear();
        self.begun.clear();
    }

    fn come_to(&mut self, t: u32) {
        if self.step != t {
            (self.step, self.is_shut) = (t, false);
            self.begun.clear();
        }
    }

    /// Somebody waits since then, in step `t`, for so many days; when that is over, in steps, if nothing holds it up.
    pub fn add(&mut self, t: u32, row: u32, (since, of_wave): (f64, bool), days: f64) -> f64 {
        self.come_to(t);
        let Some(clock) = &self.clock else { return f64::INFINITY };
        if self.over.len() <= row as usize {
            self.over.resize(row as usize + 1, f64::INFINITY);
        }
        let from = if self.is_shut { f64::from(t + 1) } else { since };
        let [now, soonest] = [from, from + SHORTEST].map(|time| clock.met_by(time) - self.stood);
        self.over[row as usize] = (now + days).max(soonest);
        self.begun.push(Begun { row, since, of_wave });
        self.end(row)
    }

    /// When somebody's wait is over, in steps, if nothing holds it up any more.
    pub fn end(&self, row: u32) -> f64 {
        let Some(clock) = &self.clock else { return f64::INFINITY };
        clock.reach(0.0, self.over[row as usize] + self.stood + GRAIN)
    }

    /// The campaign is shut in step `t`: all waits stand still in it, those that have begun in it from their beginning on.
    pub fn stand_still(&mut self, t: u32) {
        self.come_to(t);
        let Some(clock) = self.clock.as_ref().filter(|_| !self.is_shut) else { return };
        let [begin, end] = [t, t + 1].map(|t| clock.met_by(f64::from(t)));
        for Begun { row, since, .. } in self.begun.drain(..) {
            self.over[row as usize] -= clock.met_by(since) - begin;
        }
        self.stood += end - begin;
        self.is_shut = true;
    }

    /// The campaign is shut in step `t` to seeds who have come at this time of it or later: they stand still in it.
    pub fn hold_waves(&mut self, t: u32, from: f64) {
        self.come_to(t);
        let Some(clock) = &self.clock else { return };
        let end = clock.met_by(f64::from(t + 1));
        for held in self.begun.extract_if(.., |begun| begun.of_wave && begun.since >= from) {
            self.over[held.row as usize] += end - clock.met_by(held.since);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half a day of clock in the first step, none in the second, and so on.
    fn waits() -> Waits {
        let met = vec![0.0, 0.5, 0.5, 1.0, 2.0];
        Waits { clock: Some(Pace::Varying { met, afterwards: 1.0 }), ..Waits::default() }
    }

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-6
    }

    #[test]
    fn a_wait_runs_on_the_clock_and_stands_still_while_the_campaign_is_shut() {
        let mut waits = waits();
        assert!(near(waits.add(0, 3, (0.5, false), 0.5), 2.5));
        waits.stand_still(2);
        waits.stand_still(2);
        assert!(near(waits.end(3), 3.25), "half a day later");
        assert!(near(waits.add(2, 4, (2.5, false), 0.5), 3.5), "begun while it was shut");
    }

    #[test]
    fn who_begins_to_wait_in_a_step_that_turns_out_to_be_shut_waits_from_its_end_on() {
        let mut waits = waits();
        waits.add(0, 0, (0.5, false), 0.5);
        waits.add(0, 1, (0.5, true), 0.75);
        waits.stand_still(0);
        assert!(near(waits.end(0), 3.0) && near(waits.end(1), 3.25));
    }

    #[test]
    fn seeds_who_come_after_a_strike_wait_from_the_end_of_the_step_on() {
        let mut waits = waits();
        for (row, since, of_wave) in [(0, 0.2, true), (1, 0.5, true), (2, 0.5, false)] {
            waits.add(0, row, (since, of_wave), 0.5);
        }
        waits.hold_waves(0, 0.4);
        waits.hold_waves(0, 0.4);
        assert!(near(waits.end(0), 2.2) && near(waits.end(1), 3.0) && near(waits.end(2), 2.5));
    }

    #[test]
    fn a_wait_of_whole_steps_is_over_as_one_begins() {
        let mut waits = Waits { clock: Some(Pace::Steady(1.0 / 24.0)), ..Waits::default() };
        for days in 1..60 {
            let time = waits.add(0, 0, (0.0, false), f64::from(days));
            assert_eq!(time.floor(), 24.0 * f64::from(days));
        }
        assert!(waits.add(7, 0, (7.5, false), 1e-9) > 7.506, "there is time between two occasions");
    }
}

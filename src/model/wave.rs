//! Seeds, who come in waves.

use super::Pick;
use crate::scenario::{Scenario, SeedWave, Segment};
use crate::units::whole_people;

/// People who are addressed at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Wave {
    /// The step in which they come.
    pub step: u32,
    /// The moment within it, from 0 to 1.
    pub moment: f64,
    /// How many.
    pub count: u64,
    /// Chance of each to read it and become a seed.
    pub reached: f64,
    /// On a network, who is told.
    pub pick: Pick,
    /// Which wave of the scenario it is.
    pub(super) index: usize,
}

impl Wave {
    /// How many seeds it has on average, if nobody is there yet.
    #[must_use]
    pub fn expected(&self) -> f64 {
        self.count as f64 * self.reached
    }
}

/// The waves within the horizon; in cycles a wave is as good as any other of its step.
pub(super) fn waves(scenario: &Scenario, segment: &Segment, drawn: &[f64]) -> Vec<Wave> {
    let clock = scenario.clock;
    let wave = |(index, wave): (usize, &SeedWave)| {
        let step = clock.step_at(wave.at_days);
        let moment = (wave.at_days / clock.step_days() - f64::from(step)).clamp(0.0, 1.0);
        let moment = if moment < 1e-9 || scenario.is_in_cycles() { 0.0 } else { moment };
        let reached = wave.reached.value(drawn);
        Wave {
            step,
            moment,
            count: whole_people(wave.count.value(drawn)),
            reached,
            pick: Pick::compile(&wave.pick),
            index,
        }
    };
    let mut waves: Vec<Wave> =
        segment.seeds.iter().enumerate().map(wave).filter(|wave| wave.step < clock.steps).collect();
    waves.sort_by(|a, b| a.step.cmp(&b.step).then(a.moment.total_cmp(&b.moment)));
    waves
}

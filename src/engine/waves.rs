//! Seeds: the waves that are still to come, and who of those that are told becomes a seed. The same for a campaign and its
//! twin.

use super::market::Market;
use super::now::{Step, Way};
use super::residents::Residents;
use crate::model::{Model, Wave};
use crate::rng::{Purpose, binomial, lane};

/// People of a wave who read it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub segment: usize,
    pub wave: u32,
    pub people: u64,
}

impl Reading {
    /// The way in which they become members.
    pub fn way(&self) -> Way {
        Way::Seed(self.wave)
    }

    /// The moment of the step at which they come.
    pub fn moment(&self, model: &Model) -> f64 {
        self.way().moment(model, self.segment).unwrap_or(0.0)
    }
}

/// The waves of seeds that have not come yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Waves {
    /// The next one, by segment.
    next: Vec<usize>,
    to_come: usize,
}

impl Waves {
    /// All waves of this model are to come.
    pub fn begin(&mut self, model: &Model) {
        self.next.clear();
        self.next.resize(model.segments.len(), 0);
        self.to_come = model.segments.iter().map(|segment| segment.seeds.len()).sum();
    }

    /// Whether all have come.
    #[inline]
    pub fn are_over(&self) -> bool {
        self.to_come == 0
    }

    /// Those who are told in this step and read it; `addressed` takes who is told at which moment of the step, segment by segment.
    pub fn reading(&mut self, at: Step<'_>, mut addressed: impl FnMut(usize, f64, u64)) -> Vec<Reading> {
        let mut reading = Vec::new();
        for segment in 0..at.model.segments.len() {
            while let Some((wave, told)) = self.due(at.model, segment, at.t) {
                addressed(segment, told.moment, told.count);
                let mut stream = at.stream(Purpose::Arrivals, lane::of_wave(segment, wave as usize));
                let people = binomial(&mut stream, told.count, told.reached);
                reading.push(Reading { segment, wave, people });
            }
        }
        reading
    }

    /// The next wave of a segment that is due by step `t`: its number, and who is addressed.
    fn due<'a>(&mut self, model: &'a Model, segment: usize, t: u32) -> Option<(u32, &'a Wave)> {
        let next = &mut self.next[segment];
        let wave = model.segments[segment].seeds.get(*next).filter(|wave| wave.step <= t)?;
        let number = *next as u32;
        *next += 1;
        self.to_come -= 1;
        Some((number, wave))
    }
}

/// Who of those that read it come as seeds: who has not joined before. How many of each wave.
pub(super) fn seeds_of(
    at: Step<'_>,
    reading: &[Reading],
    market: &mut Market,
    residents: &mut Residents,
) -> Vec<u64> {
    let come = |reading: &Reading| {
        let mut stream = at.stream(Purpose::Admission, lane::of_wave(reading.segment, reading.wave as usize));
        residents.address(&mut stream, reading.segment, reading.people, market)
    };
    reading.iter().map(come).collect()
}

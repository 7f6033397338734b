//! What a campaign brings while somebody moves its numbers: an answer at once, of as many replicates as there is time for, then
//! finer ones as long as the hand rests. All on the same luck and in steps of one length, so that nothing moves but by the
//! numbers.

use super::following::{self, Asked, Refusal};
use super::run::{Question, RunReport};
use super::theory::step;
use crate::ensemble::{Observer, Silent};
use crate::scenario::Valid;
use std::slice;
use std::time::{Duration, Instant};

/// More replicates are never simulated.
pub const FINEST: u64 = 10_000;
/// So many times as many replicates as before, as long as the hand rests.
const FINER: u64 = 6;
/// The first answer is simulated within this time.
const AT_ONCE: Duration = Duration::from_millis(90);
/// Replicates by which the time of one is measured.
const TRIAL: u64 = 32;
/// So many are simulated however long they take.
const FEWEST: u64 = 4;

/// How designs are looked at: the step and the number of replicates are chosen at the numbers of the file and stay while these
/// move.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    step_minutes: u32,
    /// Replicates of the first answer.
    pub first: u64,
}

impl Pace {
    /// The pace at which changes of this scenario are answered.
    ///
    /// # Errors
    /// Why its members cannot be followed.
    pub fn of(file: &Valid) -> Result<Pace, Refusal> {
        let file = step::chosen(file);
        let pace = Pace { step_minutes: file.clock.step_minutes, first: FEWEST };
        // The first time, memory is not there yet.
        pace.look(&file, FEWEST, &Silent)?;
        let took = |replicates: u64| {
            let begin = Instant::now();
            pace.look(&file, replicates, &Silent).map(|_| begin.elapsed().as_secs_f64())
        };
        if took(FEWEST)? > AT_ONCE.as_secs_f64() / 2.0 {
            return Ok(pace);
        }
        let (few, more) = (took(TRIAL)?, took(4 * TRIAL)?);
        let each = (more - few).max(0.0) / (3 * TRIAL) as f64;
        let left = (AT_ONCE.as_secs_f64() - (few - each * TRIAL as f64).max(0.0)).max(0.0);
        let first = if each > 0.0 { (left / each) as u64 } else { FINEST };
        // Blocks of 64 keep both threads busy to the end.
        let first = if first > 128 { first / 128 * 128 } else { first.max(FEWEST) };
        Ok(Pace { first: first.min(FINEST / FINER), ..pace })
    }

    /// How many replicates the answer after one of so many has; none after the finest.
    #[must_use]
    pub fn finer_than(replicates: u64) -> Option<u64> {
        (replicates < FINEST).then(|| replicates.saturating_mul(FINER).min(FINEST))
    }

    /// What this design brings, by so many replicates, or as many as the observer lets.
    ///
    /// # Errors
    /// Why its members cannot be followed.
    pub fn look(
        &self,
        design: &Valid,
        replicates: u64,
        observer: &dyn Observer,
    ) -> Result<RunReport, Refusal> {
        let design = self.prepared(design)?;
        Ok(Question::new(&design).replicates(replicates).alone().observed(observer).answer())
    }

    /// The same with everything that a run tells beside it.
    ///
    /// # Errors
    /// Why its members cannot be followed.
    pub fn whole(&self, design: &Valid, observer: &dyn Observer) -> Result<RunReport, Refusal> {
        let design = self.prepared(design)?;
        Ok(Question::new(&design).replicates(FINEST).observed(observer).answer())
    }

    fn prepared(&self, design: &Valid) -> Result<Valid, Refusal> {
        let design = step::chosen_as(design, Some(self.step_minutes));
        let mut designs = following::chosen(slice::from_ref(&design).to_vec(), Asked::Auto, false)?;
        Ok(designs.pop().unwrap_or(design))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Metric;
    use crate::scenario::Scenario;

    fn scenario() -> Valid {
        Scenario::from_yaml("{ name: x, days: 7, seeds: 50, share: 0.3, contacts: 10, join: 5%, churn: 10% }")
            .unwrap()
    }

    #[test]
    fn answers_become_finer_until_the_finest() {
        let pace = Pace::of(&scenario()).unwrap();
        assert!((FEWEST..=FINEST).contains(&pace.first), "{pace:?}");
        let all: Vec<u64> = std::iter::successors(Some(pace.first), |last| Pace::finer_than(*last)).collect();
        assert_eq!(all.last(), Some(&FINEST));
        assert!(all.is_sorted());
    }

    #[test]
    fn a_look_is_a_run_without_what_stands_beside_it() {
        let (scenario, pace) = (scenario(), Pace::of(&scenario()).unwrap());
        let look = pace.look(&scenario, 100, &Silent).unwrap();
        let run = Question::new(&scenario).replicates(100).answer();
        assert_eq!(look.metric(&Metric::AddedUsers), run.metric(&Metric::AddedUsers));
        assert!(look.advice.is_empty());
    }

    /// The step is that of the file, also where another design would take another.
    #[test]
    fn the_step_stays() {
        let (scenario, pace) = (scenario(), Pace::of(&scenario()).unwrap());
        let other = scenario.changed(|scenario| scenario.segments[0].funnel[0].pass = 0.9.into()).unwrap();
        let step = |design: &Valid| pace.look(design, 32, &Silent).unwrap().scenario.clock.step_minutes;
        assert_eq!(step(&scenario), step(&other));
    }
}

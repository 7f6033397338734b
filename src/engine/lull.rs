//! A lull: steps in which nothing happens but that members leave, which they do in one go.

use super::now::Step;
use crate::rng::Chance;

/// From a step to another, between which no chance to leave changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Lull {
    /// The last of its steps.
    pub until: u32,
    /// Chance to leave within it, by segment and class; the same in all of so many steps, one of which mostly follows another.
    chances: Vec<Vec<Chance>>,
    steps: u32,
}

impl Lull {
    /// There has been none yet in the campaign that begins.
    pub fn begin(&mut self) {
        self.steps = 0;
    }

    /// From the step at hand to step `until`.
    pub fn last(&mut self, at: Step<'_>, until: u32) {
        self.until = until;
        let steps = until + 1 - at.t;
        if self.steps == steps {
            return;
        }
        self.steps = steps;
        let segments = &at.model.segments;
        self.chances.resize(segments.len(), Vec::new());
        for (chances, segment) in self.chances.iter_mut().zip(segments) {
            chances.clear();
            let leaving = segment.classes.iter().map(|class| class.leaving_within(f64::from(steps)));
            chances.extend(leaving.map(Chance::new));
        }
    }

    /// Chance of a member of a class to leave within it.
    pub fn chance(&self, segment: usize, class: usize) -> &Chance {
        &self.chances[segment][class]
    }
}

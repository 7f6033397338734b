//! What is asked of theory: a scenario is all that it needs.

use super::step;
use super::{TheoryReport, levers, theory};
use crate::scenario::Valid;

/// What does a scenario amount to on paper?
#[derive(Clone, Copy, Debug)]
#[must_use = "a question is answered by `answer`"]
pub struct Question<'a> {
    scenario: &'a Valid,
}

impl<'a> Question<'a> {
    /// What does this campaign amount to?
    pub fn new(scenario: &'a Valid) -> Question<'a> {
        Question { scenario }
    }

    /// Computes the theory and its levers.
    #[must_use]
    pub fn answer(&self) -> TheoryReport {
        let scenario = step::chosen(self.scenario);
        TheoryReport {
            theory: theory(&scenario),
            levers: levers(&scenario),
            step_error: step::error_of(&scenario, step::is_named(&scenario)),
            scenario: scenario.into_inner(),
        }
    }
}

//! The answer of a check: statement by statement what was found.

use crate::metrics::{Need, Unit};
use crate::scenario::Expectation;
use crate::stats::interval::Interval;
use crate::study::notes::Note;
use serde::Serialize;

/// What became of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// The bound lies within the confidence interval of the estimate.
    Inconclusive,
}

/// Why nothing was estimated for a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmeasured {
    /// No campaign of the scenario can have the number: it has not got what the number needs.
    Lacks(Need),
    /// Theory does not tell it of this scenario.
    BeyondTheory,
    /// Luck decides over it, because it decides whether the campaign gets going at all: theory does not tell it.
    LeftToLuck,
    /// The campaign adds nobody, so that there is no cost per head.
    AddsNobody,
    /// An observer stopped the check before its first replicate.
    Interrupted,
}

/// A statement and what was found about it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The statement.
    pub expectation: Expectation,
    /// Unit of the estimate and the bound.
    pub unit: Unit,
    /// Whether it holds.
    pub verdict: Verdict,
    /// Why nothing was estimated, where nothing was.
    pub unmeasured: Option<Unmeasured>,
    /// Replicates behind the numbers; 0 for what is computed by theory.
    pub replicates: u64,
    /// In how many of them the number was defined.
    pub defined: u64,
    /// The estimate; `NaN` when it is not defined.
    pub estimate: f64,
    /// Its Monte Carlo standard error; `NaN` when it is not known.
    pub mcse: f64,
    /// The confidence interval that decided, or left open.
    pub interval: Interval,
}

impl Finding {
    /// How far the estimate is on the right side of the bound; negative on the wrong side.
    #[must_use]
    pub fn margin(&self) -> f64 {
        let above = self.estimate - self.expectation.bound;
        if self.expectation.relation.wants_less() { -above } else { above }
    }
}

/// What was found about a scenario.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckReport {
    /// Replicates simulated.
    pub replicates: u64,
    /// The statements, in the order of the file.
    pub findings: Vec<Finding>,
    /// Whether an observer stopped it.
    pub interrupted: bool,
    /// What is to be known of how the scenario was understood. No statement fails by it.
    pub notes: Vec<Note>,
    /// How far the step puts the expected course off, as a part of it, where that is worth telling.
    pub step_error: Option<f64>,
}

impl CheckReport {
    /// Those notes by which something may be wrong.
    pub fn careful(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(|note| note.is_careful())
    }

    /// How many statements have this verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|finding| finding.verdict == verdict).count()
    }
}

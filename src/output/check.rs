//! What `kfactor check` found: for people, for programs, for pull requests.

mod text;

pub use text::text;

use crate::scenario::{Origin, Scenario, Source};
use crate::study::check::{CheckReport, ERROR, Finding, Verdict};

/// A scenario that was checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its text and path.
    pub source: Source,
    /// The scenario.
    pub scenario: Scenario,
    /// Seed used.
    pub seed: u64,
    /// What was found.
    pub report: CheckReport,
}

impl Checked {
    /// Line and column of a statement in the file, both from 1; none for what was not written there.
    #[must_use]
    pub fn line_column(&self, finding: &Finding) -> Option<(usize, usize)> {
        let place = finding.expectation.place.as_ref().filter(|place| place.origin == Origin::File)?;
        Some(self.source.line_column(place.bytes.start))
    }
}

/// How sure a verdict is.
const CONFIDENCE: f64 = 1.0 - ERROR;

/// How many statements have which verdict: pass, fail, inconclusive.
fn counts(checked: &[Checked]) -> [usize; 3] {
    [Verdict::Pass, Verdict::Fail, Verdict::Inconclusive]
        .map(|verdict| checked.iter().map(|checked| checked.report.count(verdict)).sum())
}

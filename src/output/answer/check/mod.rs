//! What `kfactor check` found: for people, for programs, for pull requests.

mod broken;
mod drift;
mod files;
mod github;
mod json;
mod junit;
mod markdown;
mod message;
mod report;
mod text;

pub use broken::Broken;
pub use github::github;
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;
pub use report::page;
pub use text::text;

use crate::problem::Origin;
use crate::scenario::Valid;
use crate::study::baseline::Drift;
use crate::study::check::{CheckReport, ERROR, Finding, Verdict};
use crate::yaml::Source;

/// Everything that was found.
#[derive(Clone, Debug)]
pub struct Session {
    /// The scenarios, in the order in which they were asked for.
    pub checked: Vec<Checked>,
    /// The files that could not be checked.
    pub broken: Vec<Broken>,
    /// Scenarios of the baseline whose files are no more, by their paths seen from its folder.
    pub vanished: Vec<String>,
    /// What they were compared with, if anything.
    pub baseline: Option<BaselineFile>,
    /// Whether what could not be settled is a failure, and what is in only one of baseline and folder.
    pub strict: bool,
    /// Whether drift is a failure; not when the baseline is replaced.
    pub drift_fails: bool,
    /// Whether it was stopped before everything was settled.
    pub interrupted: bool,
    /// Whether people are shown only what is not well.
    pub only_failures: bool,
}

/// Where a baseline came from.
#[derive(Clone, Debug)]
pub struct BaselineFile {
    /// Its path as the user gave it.
    pub path: String,
    /// Version of the program that made it.
    pub version: String,
    /// Version of its random streams.
    pub streams: u32,
}

/// A scenario that was checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its text and path.
    pub source: Source,
    /// The scenario.
    pub scenario: Valid,
    /// Seed used.
    pub seed: u64,
    /// What was found.
    pub report: CheckReport,
    /// How its numbers differ from the baseline; none when it is not in it, or there is none.
    pub drift: Option<Drift>,
    /// Whether the comparison with the baseline was stopped before its end.
    pub cut_short: bool,
}

/// How a scenario stands to the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Every number is the same.
    Identical,
    /// Numbers differ, but no more than by chance.
    WithinChance,
    /// Something moved.
    Moved,
    /// The baseline does not know it.
    New,
    /// The comparison was stopped before its end.
    Open,
}

impl Checked {
    /// Line and column of a statement in the file, both from 1; none for what was not written there.
    #[must_use]
    pub fn line_column(&self, finding: &Finding) -> Option<(usize, usize)> {
        let place = finding.expectation.place.as_ref().filter(|place| place.origin == Origin::File)?;
        Some(self.source.line_column(place.bytes.start))
    }

    /// How it stands to a baseline.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match &self.drift {
            _ if self.cut_short => Standing::Open,
            None => Standing::New,
            Some(drift) if drift.is_identical() => Standing::Identical,
            Some(drift) if drift.has_moved() => Standing::Moved,
            Some(_) => Standing::WithinChance,
        }
    }
}

impl Session {
    /// How many statements have which verdict: pass, fail, inconclusive.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        [Verdict::Pass, Verdict::Fail, Verdict::Inconclusive]
            .map(|verdict| self.checked.iter().map(|checked| checked.report.count(verdict)).sum())
    }

    /// Whether a statement is open whose number was not defined in any replicate, or one whose number was in some.
    fn any_open(&self, undefined: bool) -> bool {
        let mut findings = self.checked.iter().flat_map(|checked| &checked.report.findings);
        findings.any(|of| of.verdict == Verdict::Inconclusive && (of.defined == 0) == undefined)
    }

    /// Whether a statement or a comparison failed, or a file could not be checked.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        let [_, fail, inconclusive] = self.counts();
        let drifted = self.checked.iter().any(|checked| self.is_failure(checked));
        let told = fail > 0 || (self.strict && inconclusive > 0) || drifted;
        told || !self.broken.is_empty() || self.is_vanishing_a_failure()
    }

    /// Whether it is a failure that scenarios are in the baseline alone.
    fn is_vanishing_a_failure(&self) -> bool {
        self.strict && self.drift_fails && !self.vanished.is_empty()
    }

    /// Whether there is nothing of this scenario to look at.
    fn is_well(&self, checked: &Checked) -> bool {
        let settled = checked.report.findings.iter().all(|finding| finding.verdict == Verdict::Pass);
        let same = self.baseline.is_none() || checked.standing() == Standing::Identical;
        settled && same && checked.report.careful().next().is_none()
    }

    /// The scenarios that people are shown.
    fn shown(&self) -> impl Iterator<Item = &Checked> {
        self.checked.iter().filter(|checked| !self.only_failures || !self.is_well(checked))
    }

    /// The statements of a scenario that people are shown.
    fn findings<'a>(&self, checked: &'a Checked) -> Vec<&'a Finding> {
        let is_shown = |finding: &&Finding| !self.only_failures || finding.verdict != Verdict::Pass;
        checked.report.findings.iter().filter(is_shown).collect()
    }

    /// Whether how this scenario stands to the baseline is a failure.
    fn is_failure(&self, checked: &Checked) -> bool {
        if self.baseline.is_none() || !self.drift_fails {
            return false;
        }
        match checked.standing() {
            Standing::Identical | Standing::Open => false,
            Standing::Moved => true,
            Standing::WithinChance | Standing::New => self.strict,
        }
    }
}

/// How sure a verdict is.
const CONFIDENCE: f64 = 1.0 - ERROR;

#[cfg(test)]
mod tests;

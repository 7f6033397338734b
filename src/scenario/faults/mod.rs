//! What is wrong with a scenario: numbers outside of what is possible (`as_read`), and contradictions between them. Both
//! are looked for in the scenario itself, so that one built in Rust is checked like one from a file, where the reader has
//! seen to the first.

mod as_read;
mod bait;
mod known;
mod people;
mod world;

use super::{Invalid, Scenario, Valid};
use crate::problem::{Findings, Problem};

impl Scenario {
    /// The scenario as engines take it, if nothing is wrong with it.
    ///
    /// # Errors
    /// Everything that is wrong with it; the problems have paths, but no places.
    pub fn validate(self) -> Result<Valid, Invalid> {
        let Findings(mut findings) = as_read(&self);
        findings.extend(contradictions(&self).0);
        if findings.is_empty() {
            return Ok(Valid::trusted(self));
        }
        Err(Invalid(findings.into_iter().map(|(path, kind)| Problem { place: None, path, kind }).collect()))
    }
}

/// Everything that contradicts something else.
pub(crate) fn contradictions(scenario: &Scenario) -> Findings {
    let mut findings = Findings::default();
    people::check(scenario, &mut findings);
    bait::check(scenario, &mut findings);
    world::check(scenario, &mut findings);
    findings
}

/// What the reader sees to where a scenario comes from a file.
fn as_read(scenario: &Scenario) -> Findings {
    let mut findings = Findings::default();
    as_read::check(scenario, &mut findings);
    findings
}

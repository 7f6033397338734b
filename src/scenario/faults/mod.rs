//! What is wrong with a scenario: numbers outside of what is possible (`as_read`), and contradictions between them. Both
//! are looked for in the scenario itself, so that one built in Rust is checked like one from a file, where the reader has
//! seen to the first.

mod as_read;
mod bait;
mod known;
mod network;
mod people;
mod reaching;
mod unearned;
mod world;

use super::{Invalid, Number, Scenario, Valid};
use crate::network::Network;
use crate::problem::{Findings, Problem, ProblemKind};
use std::sync::Arc;

impl Scenario {
    /// The scenario as engines take it, if nothing is wrong with it.
    ///
    /// # Errors
    /// Everything that is wrong with it; the problems have paths, but no places.
    pub fn validate(self) -> Result<Valid, Invalid> {
        let mut findings = as_read(&self);
        let network = if findings.0.is_empty() { self.standing(&mut findings) } else { None };
        findings.0.extend(contradictions(&self, network.as_deref()).0);
        let Findings(findings) = findings;
        if findings.is_empty() {
            return Ok(Valid::trusted(self, network));
        }
        Err(Invalid(findings.into_iter().map(|(path, kind)| Problem { place: None, path, kind }).collect()))
    }
}

impl Valid {
    /// Whether a number could be this one as well: nothing is wrong with the scenario then.
    #[must_use]
    pub fn may_have(&self, number: &Number, value: f64) -> bool {
        let mut other = Scenario::clone(self);
        let network = self.ground().map(|ground| &*ground.network);
        number.set(&mut other, value).is_ok() && contradictions(&other, network).0.is_empty()
    }
}

impl Scenario {
    /// The network that people stand on, if there is one and nothing is wrong with it.
    pub(crate) fn standing(&self, findings: &mut Findings) -> Option<Arc<Network>> {
        let before = findings.0.len();
        network::law(self, findings);
        if findings.0.len() > before {
            return None;
        }
        self.stand().unwrap_or_else(|(path, problem)| {
            findings.push(path, ProblemKind::File(problem));
            None
        })
    }
}

/// Everything that contradicts something else; on a network, where there is one.
pub(crate) fn contradictions(scenario: &Scenario, network: Option<&Network>) -> Findings {
    let mut findings = Findings::default();
    network::check(scenario, network, &mut findings);
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

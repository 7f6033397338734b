//! Contradictions between the values of a scenario. They are looked for in the valid form, so that a
//! scenario built in Rust is checked like one from a file.

mod as_read;
mod bait;
mod people;
mod world;

use super::{Invalid, Quantity, Scenario, Valid};
use crate::problem::{Findings, Path, Problem, ProblemKind};

impl Scenario {
    /// Checks a scenario that was built in Rust as one from a file is checked.
    ///
    /// # Errors
    /// Everything that is wrong with it; the problems have paths, but no places.
    pub fn validate(self) -> Result<Valid, Invalid> {
        let Findings(mut findings) = as_read(&self);
        findings.extend(check(&self).0);
        if findings.is_empty() {
            return Ok(Valid::trusted(self));
        }
        Err(Invalid(findings.into_iter().map(|(path, kind)| Problem { place: None, path, kind }).collect()))
    }
}

/// Everything that contradicts something else.
pub(crate) fn check(scenario: &Scenario) -> Findings {
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

/// The number, if it is known.
fn known(quantity: &Quantity) -> Option<f64> {
    match quantity {
        Quantity::Known(number) => Some(*number),
        Quantity::Uncertain(_) => None,
    }
}

fn is_zero(quantity: &Quantity) -> bool {
    known(quantity) == Some(0.0)
}

fn all_zero<'a>(weights: impl IntoIterator<Item = &'a Quantity>) -> bool {
    let mut weights = weights.into_iter().peekable();
    weights.peek().is_some() && weights.all(is_zero)
}

/// Whether two known numbers stand in this order.
fn exceeds(larger: &Quantity, smaller: &Quantity) -> bool {
    known(larger).zip(known(smaller)).is_some_and(|(larger, smaller)| larger > smaller)
}

/// The most segments, parts of a mixture or rewards: the random streams of a campaign are numbered by them.
const MOST: usize = 64;

/// Not more items than the engine numbers.
fn few(items: usize, path: &Path, findings: &mut Findings) {
    findings.when(items > MOST, path, ProblemKind::TooMany { limit: MOST });
}

/// A moment must lie before the end.
fn before_the_end(at_days: f64, days: f64, path: &Path, findings: &mut Findings) {
    findings.when(at_days >= days, path, ProblemKind::AfterTheEnd { days });
}

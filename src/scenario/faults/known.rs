//! What the checks ask again and again: is a number known, is it nought, are there too many.

use crate::problem::{Findings, Path, ProblemKind};
use crate::scenario::Quantity;

/// The number, if it is known.
pub(super) fn known(quantity: &Quantity) -> Option<f64> {
    match quantity {
        Quantity::Known(number) => Some(*number),
        Quantity::Uncertain(_) => None,
    }
}

pub(super) fn is_zero(quantity: &Quantity) -> bool {
    known(quantity) == Some(0.0)
}

pub(super) fn all_zero<'a>(weights: impl IntoIterator<Item = &'a Quantity>) -> bool {
    let mut weights = weights.into_iter().peekable();
    weights.peek().is_some() && weights.all(is_zero)
}

/// Whether two known numbers stand in this order.
pub(super) fn exceeds(larger: &Quantity, smaller: &Quantity) -> bool {
    known(larger).zip(known(smaller)).is_some_and(|(larger, smaller)| larger > smaller)
}

/// The most segments, parts of a mixture or rewards: the random streams of a campaign are numbered by them.
const MOST: usize = 64;

/// Not more items than the engine numbers.
pub(super) fn few(items: usize, path: &Path, findings: &mut Findings) {
    findings.when(items > MOST, path, ProblemKind::TooMany { limit: MOST });
}

/// A moment must lie before the end.
pub(super) fn before_the_end(at_days: f64, days: f64, path: &Path, findings: &mut Findings) {
    findings.when(at_days >= days, path, ProblemKind::AfterTheEnd { days });
}

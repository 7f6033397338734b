//! Problems in the order of the text.

use crate::problem::{Problem, ProblemKind, StatementFault};

/// By place; what has none comes first, since it concerns the whole.
pub(super) fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.place.as_ref().map(|place| (place.origin, place.bytes.start)));
    // What stands behind an alias is read once for every use of it.
    problems.dedup_by(|a, b| a.place.is_some() && a.place == b.place && a.kind == b.kind);
    list_keys_once(&mut problems);
    problems
}

/// The long list of the keys or names that a place knows comes with the first problem that needs it.
fn list_keys_once(problems: &mut [Problem]) {
    let mut told: Vec<Vec<String>> = Vec::new();
    for problem in problems {
        let known = match &mut problem.kind {
            ProblemKind::UnknownKey { nearest: None, known, .. }
            | ProblemKind::Statement {
                fault: StatementFault::UnknownName { nearest: None, known, .. },
                ..
            } => known,
            _ => continue,
        };
        if told.contains(known) {
            known.clear();
        } else {
            told.push(known.clone());
        }
    }
}

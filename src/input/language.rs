//! In which language a scenario is written.

use super::set::Override;
use super::standard::{Change, standard_names, standardise};
use super::tree::tree;
use crate::problem::Problem;
use crate::yaml::{Marked, Node, Source};

/// Whether some of the keys are written in Chinese.
#[must_use]
pub fn is_in_chinese(source: &Source, overrides: &[Override]) -> bool {
    if source.text().is_ascii() && overrides.iter().all(|change| change.text().is_ascii()) {
        return false;
    }
    let marked = Marked::of(source.text());
    let found = changes(source, None).or_else(|_| changes(source, marked.as_ref())).unwrap_or_default();
    let is_chinese = |change: &Change| matches!(change, Change::Name { written, .. } if !written.is_ascii());
    let typed = |change: &Override| {
        let path = change.text().split('=').next().unwrap_or("");
        let parts: Vec<&str> = path.split('.').map(str::trim).collect();
        standard_names(parts.iter().copied()).iter().ne(parts.iter())
    };
    found.iter().any(is_chinese) || overrides.iter().any(typed)
}

/// What is written otherwise than in the standard form.
fn changes(source: &Source, marked: Option<&Marked>) -> Result<Vec<Change>, Vec<Problem>> {
    standardised(source, marked).map(|(changes, _)| changes)
}

/// The same, and the tree in the standard form.
pub(super) fn standardised(
    source: &Source,
    marked: Option<&Marked>,
) -> Result<(Vec<Change>, Node), Vec<Problem>> {
    tree(source, marked).map(|(mut root, _)| (standardise(&mut root).changes, root))
}

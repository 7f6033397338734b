//! How the numbers of a replicate are laid into columns.

use super::block::NextRow;
use crate::engine::Outcome;
use crate::metrics::{Columns, LedgerMetric, RuleMetric, SegmentMetric};

/// Writes an outcome into a row.
pub(super) fn write(columns: &Columns, outcome: &Outcome, minor_per_major: f64, row: &mut NextRow<'_>) {
    row.put(columns.metrics.start, outcome.metrics.iter().copied());
    row.put(columns.timeline.start, outcome.timeline.iter().copied());
    for (columns, segment) in columns.segments.iter().zip(&outcome.segments) {
        let counts = SegmentMetric::ALL.into_iter().map(|metric| metric.value(segment));
        row.put(columns.start, counts.chain(segment.stages.iter().map(|people| *people as f64)));
    }
    for (columns, rule) in columns.rules.iter().zip(&outcome.rules) {
        row.put(columns.start, RuleMetric::ALL.into_iter().map(|metric| metric.value(rule, minor_per_major)));
    }
    for (cell, begin) in outcome.ledger.iter().zip(columns.cells()) {
        row.put(begin, LedgerMetric::ALL.into_iter().map(|metric| metric.value(cell, minor_per_major)));
    }
}

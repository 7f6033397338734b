//! How the numbers of a replicate are laid into columns.

use crate::engine::Outcome;
use crate::metrics::{Columns, LedgerMetric, RuleMetric, SegmentMetric};

/// Writes an outcome with `put(column, value)`.
pub(super) fn write(
    columns: &Columns,
    outcome: &Outcome,
    minor_per_major: f64,
    mut put: impl FnMut(usize, f64),
) {
    let metrics = outcome.metrics.iter().chain(&outcome.timeline);
    for (column, value) in metrics.enumerate() {
        put(column, *value);
    }
    for (columns, segment) in columns.segments.iter().zip(&outcome.segments) {
        let counts = SegmentMetric::ALL.into_iter().map(|metric| metric.value(segment));
        let stages = segment.stages.iter().map(|people| *people as f64);
        for (column, value) in columns.clone().zip(counts.chain(stages)) {
            put(column, value);
        }
    }
    for (columns, rule) in columns.rules.iter().zip(&outcome.rules) {
        for (column, metric) in columns.clone().zip(RuleMetric::ALL) {
            put(column, metric.value(rule, minor_per_major));
        }
    }
    for (cell, begin) in outcome.ledger.iter().zip(columns.cells()) {
        for (column, metric) in (begin..).zip(LedgerMetric::ALL) {
            put(column, metric.value(cell, minor_per_major));
        }
    }
}

//! How the numbers of replicates are laid into columns.

use super::block::NextRows;
use crate::engine::Course;
use crate::metrics::{Columns, LedgerMetric, RuleMetric, SegmentMetric};

/// Writes outcomes into as many rows.
pub(super) fn write(columns: &Columns, courses: &[Course], minor_per_major: f64, rows: &mut NextRows<'_>) {
    rows.put_all(columns.metrics.start, |row| &courses[row].outcome.metrics);
    rows.put_all(columns.timeline.start, |row| &courses[row].outcome.timeline);
    for (row, Course { outcome, .. }) in courses.iter().enumerate() {
        for (columns, segment) in columns.segments.iter().zip(&outcome.segments) {
            let counts = SegmentMetric::ALL.into_iter().map(|metric| metric.value(segment));
            rows.put(row, columns.start, counts);
        }
        for (columns, funnel) in columns.funnels.iter().zip(&outcome.funnels) {
            rows.put(row, columns.start, funnel.numbers());
        }
        for (columns, rule) in columns.rules.iter().zip(&outcome.rules) {
            let numbers = RuleMetric::ALL.into_iter().map(|metric| metric.value(rule, minor_per_major));
            rows.put(row, columns.start, numbers);
        }
        for (cell, begin) in outcome.ledger.iter().zip(columns.cells()) {
            let numbers = LedgerMetric::ALL.into_iter().map(|metric| metric.value(cell, minor_per_major));
            rows.put(row, begin, numbers);
        }
    }
}

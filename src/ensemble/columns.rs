//! All numbers of a replicate in one row of columns.

use crate::engine::{Layout, Outcome, RULE_METRICS, SEGMENT_METRICS};
use std::ops::Range;

/// Where the numbers of an [`Outcome`] stand in a row.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The metrics of `runs.csv`.
    pub metrics: Range<usize>,
    /// Timeline, point by point.
    pub timeline: Range<usize>,
    /// By segment: [`SEGMENT_METRICS`], then its funnel stages before the last.
    pub segments: Vec<Range<usize>>,
    /// By rule: [`RULE_METRICS`].
    pub rules: Vec<Range<usize>>,
    /// Ledger, day by day and line by line: due, paid, broken, cost.
    pub ledger: Range<usize>,
}

/// What kind of aggregate a column needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Mean, spread and quantiles.
    Distribution,
    /// Mean and spread.
    Mean,
}

/// Columns of a ledger cell: due, paid, broken, cost.
pub const LEDGER_WIDTH: usize = 4;

impl Columns {
    /// The columns of this layout with so many rules.
    #[must_use]
    pub fn new(layout: &Layout, rules: usize) -> Columns {
        let mut end = 0;
        let mut next = |width: usize| {
            end += width;
            end - width..end
        };
        Columns {
            metrics: next(layout.metrics.len()),
            timeline: next(layout.points.len() * layout.series.len()),
            segments: layout
                .stage_of
                .iter()
                .map(|stages| next(SEGMENT_METRICS.len() + stages.len()))
                .collect(),
            rules: (0..rules).map(|_| next(RULE_METRICS.len())).collect(),
            ledger: next(layout.days * layout.lines.len() * LEDGER_WIDTH),
        }
    }

    /// Number of columns.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ledger.end
    }

    /// What kind of aggregate this column needs.
    #[must_use]
    pub fn place(&self, column: usize) -> Place {
        if column < self.ledger.start { Place::Distribution } else { Place::Mean }
    }

    /// Writes an outcome with `put(column, value)`.
    pub(super) fn write(&self, outcome: &Outcome, minor_per_major: f64, mut put: impl FnMut(usize, f64)) {
        let metrics = outcome.metrics.iter().chain(&outcome.timeline);
        for (column, value) in metrics.enumerate() {
            put(column, *value);
        }
        for (columns, segment) in self.segments.iter().zip(&outcome.segments) {
            let counts = segment.counts.iter().chain(&segment.stages);
            for (column, count) in columns.clone().zip(counts) {
                put(column, *count as f64);
            }
        }
        for (columns, rule) in self.rules.iter().zip(&outcome.rules) {
            for (column, value) in columns.clone().zip(rule.values(minor_per_major)) {
                put(column, value);
            }
        }
        for (cell, begin) in outcome.ledger.iter().zip(self.ledger.clone().step_by(LEDGER_WIDTH)) {
            let money = cell.cost.0 as f64 / minor_per_major;
            let values = [cell.due as f64, cell.paid as f64, cell.broken as f64, money];
            for (column, value) in (begin..).zip(values) {
                put(column, value);
            }
        }
    }
}

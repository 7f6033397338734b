//! Where all numbers of a replicate stand in one row of columns.

use super::{Layout, LedgerMetric, RuleMetric, SegmentMetric};
use std::ops::Range;

/// The columns of a row.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The metrics of `runs.csv`.
    pub metrics: Range<usize>,
    /// Timeline, point by point.
    pub timeline: Range<usize>,
    /// By segment: every [`SegmentMetric`].
    pub segments: Vec<Range<usize>>,
    /// By way of sharing: contacts reached, people at each stage before the last, acceptances.
    pub funnels: Vec<Range<usize>>,
    /// By rule: every [`RuleMetric`].
    pub rules: Vec<Range<usize>>,
    /// Ledger, day by day and line by line: every [`LedgerMetric`].
    pub ledger: Range<usize>,
}

impl Columns {
    /// The columns of this layout.
    #[must_use]
    pub fn new(layout: &Layout) -> Columns {
        let mut end = 0;
        let mut next = |width: usize| {
            end += width;
            end - width..end
        };
        let stages = layout.stage_of.iter().map(Vec::len);
        let segments = 0..layout.segments;
        Columns {
            metrics: next(layout.metrics.len()),
            timeline: next(layout.points.len() * layout.series.len()),
            segments: segments.map(|_| next(SegmentMetric::ALL.len())).collect(),
            funnels: stages.map(|stages| next(stages + 2)).collect(),
            rules: (0..layout.rules).map(|_| next(RuleMetric::ALL.len())).collect(),
            ledger: next(layout.days * layout.lines.len() * LedgerMetric::ALL.len()),
        }
    }

    /// Number of columns.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ledger.end
    }

    /// Where the cells of the ledger begin, day by day and line by line.
    pub fn cells(&self) -> impl Iterator<Item = usize> {
        self.ledger.clone().step_by(LedgerMetric::ALL.len())
    }
}

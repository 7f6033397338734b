//! What one replicate yields.

use crate::metrics::{FunnelCounts, Layout, LedgerCell, RuleCounts, SegmentCounts, StopReason};

/// The numbers of one replicate, in the order of its [`Layout`]. Buffers are reused from replicate to replicate.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// One number per metric; `NaN` where undefined.
    pub metrics: Vec<f64>,
    /// Why the campaign stopped growing.
    pub stop: StopReason,
    /// `timeline[point · series + quantity]`.
    pub timeline: Vec<f64>,
    /// Genuine people who joined, by step: [`Layout::joins`](crate::metrics::Joins) says where each number stands.
    pub joins: Vec<u64>,
    /// By segment.
    pub segments: Vec<SegmentCounts>,
    /// By way of sharing.
    pub funnels: Vec<FunnelCounts>,
    /// By rule.
    pub rules: Vec<RuleCounts>,
    /// `ledger[day · lines + line]`.
    pub ledger: Vec<LedgerCell>,
}

impl Outcome {
    /// An outcome of this shape with nothing in it.
    #[must_use]
    pub fn new(layout: &Layout) -> Outcome {
        let empty =
            |stages: &Vec<usize>| FunnelCounts { stages: vec![0; stages.len()], ..FunnelCounts::default() };
        Outcome {
            metrics: vec![f64::NAN; layout.metrics.len()],
            stop: StopReason::Horizon,
            timeline: vec![f64::NAN; layout.points.len() * layout.series.len()],
            joins: vec![0; layout.joins.count()],
            segments: vec![SegmentCounts::default(); layout.segments],
            funnels: layout.stage_of.iter().map(empty).collect(),
            rules: Vec::new(),
            ledger: vec![LedgerCell::default(); layout.days * layout.lines.len()],
        }
    }
}

//! What is recorded of a replicate, where it stands, and what becomes of it.

use super::aggregate::Aggregate;
use super::plan::{EXACT, Keeping, TELLING};
use crate::metrics::{Columns, Layout, Metric, Risk, RiskReader};
use crate::scenario::Valid;
use std::ops::Range;

/// The metrics that make headlines: how much of their spread is luck is reported, and on which input they hang. None is a
/// ratio, whose spread is made by the campaigns with next to nobody.
pub const HEADLINES: [Metric; 4] =
    [Metric::AddedUsers, Metric::MembersEnd, Metric::Cost, Metric::AddedProfit];

/// What is recorded of a replicate.
#[derive(Clone, Debug)]
pub(super) struct Recorded {
    /// What an engine yields.
    pub layout: Layout,
    /// Where it stands in a block.
    pub columns: Columns,
    /// Where the drawn inputs stand behind it.
    pub inputs: Range<usize>,
    /// Of every cost per head its column, that of the money and that of the heads.
    pub ratios: Vec<RatioColumns>,
    /// The columns kept of a replicate, inputs last: all, and of headlines.
    kept: [Vec<usize>; 2],
    risks: RiskReader,
    possible: Vec<Risk>,
}

/// Where a cost per head and its parts stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct RatioColumns {
    pub quotient: usize,
    pub money: usize,
    pub heads: usize,
}

/// The costs per head of a layout. The columns of metrics are the first of a row.
fn ratios(layout: &Layout) -> Vec<RatioColumns> {
    let of = |(quotient, metric): (usize, &Metric)| {
        let [money, heads] = metric.per_head()?;
        Some(RatioColumns { quotient, money: layout.metric(money)?, heads: layout.metric(heads)? })
    };
    layout.metrics.iter().enumerate().filter_map(of).collect()
}

impl Recorded {
    pub fn new(scenario: &Valid) -> Recorded {
        let shape = scenario.shape();
        let layout = Layout::new(&shape);
        let columns = Columns::new(&layout);
        let inputs = columns.count()..columns.count() + scenario.inputs.len();
        let headlines = HEADLINES.iter().filter_map(|metric| layout.metric(metric));
        Recorded {
            kept: [
                columns.metrics.clone().chain(inputs.clone()).collect(),
                headlines.chain(inputs.clone()).collect(),
            ],
            risks: RiskReader::new(&shape, |metric| layout.metric(metric)),
            possible: Risk::ALL.into_iter().filter(|risk| risk.is_possible(&shape)).collect(),
            ratios: ratios(&layout),
            layout,
            columns,
            inputs,
        }
    }

    /// Nothing yet, of every column but the inputs.
    pub fn aggregates(&self) -> Vec<Aggregate> {
        let of = |column: usize| {
            if column < self.columns.ledger.start { Aggregate::distribution() } else { Aggregate::mean() }
        };
        (0..self.columns.count()).map(of).collect()
    }

    /// The columns that are kept of a replicate.
    pub fn kept(&self, keeping: Keeping) -> &[usize] {
        match keeping {
            Keeping::Rows => &self.kept[0],
            Keeping::Headlines => &self.kept[1],
        }
    }

    /// Replicates from here on are not kept.
    pub fn kept_below(&self, keeping: Keeping) -> u64 {
        match keeping {
            Keeping::Rows => EXACT,
            Keeping::Headlines => TELLING,
        }
    }

    /// The risks that the scenario allows.
    pub fn possible(&self) -> &[Risk] {
        &self.possible
    }

    /// Counts the risks that came true in the replicate with these metrics.
    pub fn count_risks(&self, metrics: &[f64], counts: &mut [u64]) {
        for risk in &self.possible {
            counts[*risk as usize] += u64::from(self.risks.happened(*risk, metrics));
        }
    }
}

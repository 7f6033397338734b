//! What some replicates of a plan amount to: a plain value that does not depend on how they were cut or in which order
//! they came. Parts of one plan can be merged, and written and read back.

mod bytes;
mod read;
mod write;

#[cfg(test)]
pub(super) use write::{HASH, sealed};

use super::aggregate::Aggregate;
use super::block::add;
use super::covered::Covered;
use super::kept::KeptRows;
use super::plan::{Fingerprint, Plan};
use super::queue::Done;
use super::recorded::Recorded;
use crate::metrics::{Risk, StopReason};
use crate::stats::ExactSum;
use rayon::prelude::*;

/// What some replicates of a plan amount to. Under [`Part::merge`] the parts of a plan are a commutative monoid, to the
/// bit.
#[derive(Clone, Debug)]
pub struct Part {
    pub(super) plan: Fingerprint,
    pub(super) covered: Covered,
    /// Replicates by stop reason, as in [`StopReason::ALL`].
    pub(super) stops: [u64; StopReason::ALL.len()],
    /// Replicates in which each risk came true, as in [`Risk::ALL`].
    pub(super) risks: [u64; Risk::ALL.len()],
    /// Genuine people who joined, by step, in all replicates.
    pub(super) joins: Vec<u64>,
    /// By column.
    pub(super) aggregates: Vec<Aggregate>,
    /// By cost per head: the sum of money times heads.
    pub(super) products: Vec<ExactSum>,
    /// Single replicates, as many as the plan keeps.
    pub(super) kept: KeptRows,
}

/// Why a part is none, or does not belong to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// These bytes are no part.
    NotAPart,
    /// They are one of another version of the format.
    OtherVersion(u32),
    /// They end too early.
    Truncated,
    /// They were changed, or never were what a part is written as.
    Damaged,
    /// It belongs to another plan.
    Foreign,
    /// This replicate is in both.
    Overlapping(u64),
    /// Replicates between others are missing.
    Incomplete,
}

impl Part {
    /// The part of this plan in which no replicate is.
    pub(super) fn empty(plan: Fingerprint, recorded: &Recorded) -> Part {
        Part {
            plan,
            covered: Covered::default(),
            stops: [0; StopReason::ALL.len()],
            risks: [0; Risk::ALL.len()],
            joins: vec![0; recorded.layout.joins.count()],
            aggregates: recorded.aggregates(),
            products: vec![ExactSum::default(); recorded.ratios.len()],
            kept: KeptRows::default(),
        }
    }

    /// How many replicates are in it.
    #[must_use]
    pub fn replicates(&self) -> u64 {
        self.covered.count()
    }

    /// The plan that it belongs to.
    #[must_use]
    pub fn plan(&self) -> Fingerprint {
        self.plan
    }

    /// Takes in what `other` holds.
    ///
    /// # Errors
    /// It is of another plan, or holds replicates that are here already; then nothing is taken in.
    pub fn merge(&mut self, other: Part) -> Result<(), Refusal> {
        if self.plan != other.plan || self.widths() != other.widths() {
            return Err(Refusal::Foreign);
        }
        let mut covered = self.covered.clone();
        for range in other.covered.ranges() {
            covered.add(range.clone()).map_err(Refusal::Overlapping)?;
        }
        self.covered = covered;
        add(&mut self.stops, &other.stops);
        add(&mut self.risks, &other.risks);
        add(&mut self.joins, &other.joins);
        self.aggregates.par_iter_mut().zip(&other.aggregates).for_each(|(ours, theirs)| ours.merge(theirs));
        self.products.iter_mut().zip(&other.products).for_each(|(ours, theirs)| ours.merge(theirs));
        self.kept.merge(other.kept);
        Ok(())
    }

    /// How many of everything is kept.
    fn widths(&self) -> [usize; 3] {
        [self.aggregates.len(), self.products.len(), self.joins.len()]
    }

    /// Takes blocks of its plan in, of which none is here yet.
    pub(super) fn absorb(&mut self, plan: &Plan, recorded: &Recorded, round: &[Done]) {
        self.aggregates.par_iter_mut().enumerate().for_each(|(column, aggregate)| {
            round.iter().for_each(|done| aggregate.record_all(done.block.column(column)));
        });
        self.products.par_iter_mut().zip(&recorded.ratios).for_each(|(products, ratio)| {
            for Done { block, .. } in round {
                let pairs = block.column(ratio.money).iter().zip(block.column(ratio.heads));
                pairs.for_each(|(money, heads)| products.add_product(*money, *heads));
            }
        });
        let (keeping, mut row) = (plan.keeping(), Vec::new());
        let kept_below = recorded.kept_below(keeping);
        for Done { task, block } in round {
            // A block that comes twice would be a fault of the loop.
            let added = self.covered.add(task.first..task.first + block.len());
            debug_assert!(added.is_ok(), "{added:?}");
            add(&mut self.joins, &block.joins);
            block.stops.iter().for_each(|stop| self.stops[*stop as usize] += 1);
            for replicate in 0..block.stops.len() {
                block.read(replicate, recorded.columns.metrics.clone(), &mut row);
                recorded.count_risks(&row, &mut self.risks);
            }
            // Blocks begin at multiples of their size, which divides the limit.
            if task.first < kept_below && block.len() > 0 {
                let end = kept_below.min(plan.replicates);
                self.kept.append(task.first, block, recorded.kept(keeping), end);
            }
        }
    }

    /// Whether its columns are those of this plan, and all is kept that the plan keeps.
    pub(super) fn is_of(&self, plan: &Plan, recorded: &Recorded) -> bool {
        let (keeping, columns) = (plan.keeping(), recorded.aggregates());
        let same = |(a, b): (&Aggregate, &Aggregate)| a.tally().is_some() == b.tally().is_some();
        let kept: u64 = self.kept.stretches.iter().map(|stretch| stretch.stops.len() as u64).sum();
        let width = recorded.kept(keeping).len();
        self.widths() == [columns.len(), recorded.ratios.len(), recorded.layout.joins.count()]
            && self.aggregates.iter().zip(&columns).all(same)
            && self.kept.stretches.iter().all(|stretch| stretch.columns.len() == width)
            && kept == self.replicates().min(recorded.kept_below(keeping))
    }
}

/// Equal parts are written as equal bytes, and only they.
impl PartialEq for Part {
    fn eq(&self, other: &Part) -> bool {
        self.to_bytes() == other.to_bytes()
    }
}

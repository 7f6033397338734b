//! What many replicates of a scenario amount to, to be read by whoever reports it.

use super::aggregate::Aggregate;
use super::part::{Part, Refusal};
use super::plan::{Fingerprint, Keeping, Plan, TELLING};
use super::recorded::{RatioColumns, Recorded};
use super::row::{Row, RowSink};
use crate::metrics::{Columns, Layout, Metric, Risk, StopReason};
use crate::scenario::Valid;
use crate::stats::{Ratio, Summary, Tally};
use std::io;

/// What the first replicates of a plan amount to.
#[derive(Clone, Debug)]
pub struct Ensemble {
    /// What was planned.
    pub plan: Plan,
    /// Whether the precision asked for was reached.
    pub precise: bool,
    /// Whether an observer stopped it.
    pub interrupted: bool,
    pub(super) recorded: Recorded,
    pub(super) part: Part,
}

impl Ensemble {
    /// Of a part that holds the first replicates of this plan without a gap.
    ///
    /// # Errors
    /// The part is of another plan, or replicates are missing between others.
    pub fn of(scenario: &Valid, plan: &Plan, part: Part) -> Result<Ensemble, Refusal> {
        let recorded = Recorded::new(scenario);
        if part.plan() != plan.fingerprint(scenario) {
            return Err(Refusal::Foreign);
        }
        if !part.covered.starts_at_first() || part.replicates() > plan.replicates {
            return Err(Refusal::Incomplete);
        }
        if !part.is_of(plan, &recorded) {
            return Err(Refusal::Damaged);
        }
        let mut ensemble = Ensemble { plan: *plan, precise: false, interrupted: false, recorded, part };
        ensemble.precise = ensemble.is_precise();
        ensemble.interrupted = !ensemble.precise && ensemble.replicates() < plan.replicates;
        Ok(ensemble)
    }

    /// One in which no replicate is yet.
    pub(super) fn empty(recorded: Recorded, plan: &Plan, fingerprint: Fingerprint) -> Ensemble {
        let part = Part::empty(fingerprint, &recorded);
        Ensemble { plan: *plan, precise: false, interrupted: false, recorded, part }
    }

    /// The part that it is.
    #[must_use]
    pub fn into_part(self) -> Part {
        self.part
    }

    /// What a replicate yields.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.recorded.layout
    }

    /// Where its numbers stand.
    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.recorded.columns
    }

    /// Replicates done.
    #[must_use]
    pub fn replicates(&self) -> u64 {
        self.part.replicates()
    }

    /// Replicates by stop reason.
    pub fn stops(&self) -> impl Iterator<Item = (StopReason, u64)> {
        StopReason::ALL.into_iter().zip(self.part.stops)
    }

    /// Replicates in which each risk that the scenario allows came true.
    pub fn risks(&self) -> impl Iterator<Item = (Risk, u64)> {
        self.recorded.possible().iter().map(|risk| (*risk, self.part.risks[*risk as usize]))
    }

    /// Genuine people who joined, by step, in all replicates, as [`Layout::joins`](crate::metrics::Joins) orders them.
    #[must_use]
    pub fn joins(&self) -> &[u64] {
        &self.part.joins
    }

    /// The summary of a column.
    #[must_use]
    pub fn summary(&self, column: usize) -> Summary {
        let summary = match self.exact_values(column) {
            Some(values) => Summary::of(values),
            None => self.part.aggregates.get(column).map_or(Summary::EMPTY, Aggregate::summary),
        };
        self.ratio(column).map_or(summary, |ratio| summary.with_ratio(&ratio))
    }

    /// What a column is the ratio of, if it is a cost per head.
    fn ratio(&self, column: usize) -> Option<Ratio<'_>> {
        let place = self.recorded.ratios.iter().position(|ratio| ratio.quotient == column)?;
        let RatioColumns { money, heads, .. } = self.recorded.ratios[place];
        let [money, heads] = [money, heads].map(|column| self.part.aggregates.get(column));
        Some(Ratio::new(money?.moments(), heads?.moments(), self.part.products.get(place)?))
    }

    /// All values of a metric by replicate, where they were kept.
    #[must_use]
    pub fn exact_values(&self, column: usize) -> Option<&[f64]> {
        self.kept(column).filter(|values| values.len() as u64 == self.replicates())
    }

    /// Counts of a column's values in fine bins.
    #[must_use]
    pub fn tally(&self, column: usize) -> Option<&Tally> {
        self.part.aggregates.get(column)?.tally()
    }

    /// The values of a metric in the first [`TELLING`] replicates, or as many as there are; none where they were not
    /// kept.
    #[must_use]
    pub fn first_values(&self, column: usize) -> Option<&[f64]> {
        self.kept(column).map(|values| &values[..values.len().min(TELLING as usize)])
    }

    /// The values drawn for the scenario's inputs in the same replicates, input by input.
    pub fn first_inputs(&self) -> impl Iterator<Item = &[f64]> {
        self.recorded.inputs.clone().filter_map(|column| self.first_values(column))
    }

    fn kept(&self, column: usize) -> Option<&[f64]> {
        let place = self.recorded.kept(self.plan.keeping()).iter().position(|kept| *kept == column)?;
        self.part.kept.first_stretch()?.columns.get(place).map(Vec::as_slice)
    }

    /// Shows all rows in replicate order, where they were kept. Returns whether they were.
    ///
    /// # Errors
    /// Whatever `sink` returns.
    pub fn rows(&self, sink: RowSink<'_>) -> io::Result<bool> {
        let kept = self.part.kept.first_stretch().filter(|kept| kept.end() == self.replicates());
        let Some(kept) = kept.filter(|_| self.plan.keeping() == Keeping::Rows) else { return Ok(false) };
        for (at, stop) in kept.stops.iter().enumerate() {
            let row: Vec<f64> = kept.columns.iter().map(|column| column[at]).collect();
            let (metrics, inputs) = row.split_at(self.columns().metrics.len());
            sink(&Row { replicate: at as u64, metrics, inputs, stop: *stop })?;
        }
        Ok(true)
    }

    /// Whether this is a look at which the standard error of the mean number of added users is as small as asked.
    pub(super) fn is_precise(&self) -> bool {
        let Some(part) = self.plan.until.filter(|_| self.plan.looks_at(self.replicates())) else {
            return false;
        };
        let tally = self.layout().metric(&Metric::AddedUsers).and_then(|column| self.tally(column));
        tally.is_some_and(|tally| {
            let moments = tally.moments();
            moments.mean() > 0.0 && moments.standard_error() <= part * moments.mean()
        })
    }
}

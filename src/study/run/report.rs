//! The answer of a run: plain numbers, of which nothing here says how they were found or how they are shown.

use super::against::Against;
use super::inputs::{self, InputShare};
use super::remark::Remark;
use super::risk::Chance;
use super::tree::Tree;
use super::tried::Tried;
use crate::engine::Engine;
use crate::metrics::{Line, Metric, Risk, RuleMetric, SegmentMetric, Series, StopReason, TimePoint, Unit};
use crate::problem::Path;
use crate::scenario::Scenario;
use crate::stats::{Summary, VarianceSplit};
use crate::study::theory::Theory;
use serde::Serialize;

/// The answer of `kfactor run`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RunReport {
    /// The scenario with every default filled in.
    pub scenario: Scenario,
    /// The keys of the numbers that its file says although they would be so without it.
    #[serde(skip)]
    pub said: Vec<Path>,
    /// The engine.
    pub engine: Engine,
    /// Seed used.
    pub seed: u64,
    /// Replicates done.
    pub replicates: u64,
    /// Replicates asked for (the most, with `--until`).
    pub requested: u64,
    /// Why no more replicates were done.
    pub ended: Ended,
    /// Every metric, in the order of the columns of `runs.csv` (`replicate` and `stop_reason` aside).
    pub metrics: Vec<(Metric, Summary)>,
    /// Replicates by stop reason, in the order of [`StopReason::ALL`]; reasons that never came are left out.
    pub stop_reasons: Vec<(StopReason, u64)>,
    /// How things went over time.
    pub timeline: Timeline,
    /// The same metrics by segment.
    pub segments: Vec<SegmentReport>,
    /// Rewards by rule, in the order of the file.
    pub rules: Vec<RuleReport>,
    /// Money by rule and day.
    pub ledger: Vec<LedgerRow>,
    /// Distribution of `cost` over replicates.
    pub cost_histogram: Option<Histogram>,
    /// Distribution of `cac` over replicates where it is defined.
    pub cac_histogram: Option<Histogram>,
    /// Distribution of `added_profit` over replicates, where there is income.
    pub profit_histogram: Option<Histogram>,
    /// Chances that a marketer asks for.
    pub risks: Vec<(Risk, Chance)>,
    /// How much of the variance of headline metrics lies *between* values of the uncertain inputs, and how much is luck
    /// *within* a campaign of given inputs. Empty where every input is known, and with few replicates.
    pub variance_splits: Vec<(Metric, VarianceSplit)>,
    /// What knowing each uncertain input exactly would take from the variance of headline metrics, largest share first.
    /// Empty where every input is known, and with few replicates.
    pub inputs: Vec<(Metric, Vec<InputShare>)>,
    /// What the scenario amounts to on paper, at the medians of uncertain inputs.
    pub theory: Theory,
    /// Retention points that the two-class law could not meet: (segment, largest misfit in points of share).
    pub retention_misfits: Vec<(String, f64)>,
    /// How far the expected course is off because of the length of the step, where that is worth telling.
    pub step_error: Option<f64>,
    /// What the bait adds to the campaign without it, where that was asked for.
    pub against: Option<Against>,
    /// The largest tree of invitations of a typical campaign, where it is known who invited whom.
    pub tree: Option<Tree>,
    /// What is remarkable, most important first.
    pub remarks: Vec<Remark>,
    /// What was tried against what is remarked, and helped. Empty with few replicates.
    pub advice: Vec<Tried>,
}

impl RunReport {
    /// What is owed at the end, on average, where it is at least a hundredth of what the campaign costs.
    #[must_use]
    pub fn owed(&self) -> Option<f64> {
        let mean = |metric: &Metric| self.metric(metric).map(|summary| summary.mean);
        let (owed, cost) = mean(&Metric::Owed).zip(mean(&Metric::CostWithOwed))?;
        (owed > 0.0 && owed >= 0.01 * cost).then_some(owed)
    }

    /// The summary of this metric, if the scenario has it.
    #[must_use]
    pub fn metric(&self, metric: &Metric) -> Option<&Summary> {
        self.metrics.iter().find(|(known, _)| known == metric).map(|(_, summary)| summary)
    }

    /// How the variance of this metric is made up, where inputs are uncertain.
    #[must_use]
    pub fn variance_split(&self, metric: &Metric) -> Option<VarianceSplit> {
        self.variance_splits.iter().find(|(known, _)| known == metric).map(|(_, split)| *split)
    }

    /// The input on which this metric hangs most, where several are uncertain and one of them clearly leads.
    #[must_use]
    pub fn hangs_on(&self, metric: &Metric) -> Option<&InputShare> {
        let (_, shares) = self.inputs.iter().find(|(known, _)| known == metric)?;
        inputs::leader(shares)
    }

    /// The chance of this risk, if the scenario has it.
    #[must_use]
    pub fn risk(&self, risk: Risk) -> Option<Chance> {
        self.risks.iter().find(|(r, _)| *r == risk).map(|(_, chance)| *chance)
    }
}

/// Why the ensemble ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// All replicates that were asked for.
    Complete,
    /// The precision asked for (`--until`) was reached.
    Precise,
    /// `--until` was asked for and not reached within the replicates allowed.
    Imprecise,
    /// Interrupted by the user; what is finished is reported.
    Interrupted,
}

/// Quantities over time, at common points.
#[derive(Clone, Debug, Serialize)]
pub struct Timeline {
    /// The points: at the end of these steps.
    pub points: Vec<TimePoint>,
    /// One per quantity.
    pub series: Vec<TimeSeries>,
    /// K over time, at every point: whom one genuine member brings in all, as all campaigns together say it of those who are
    /// of the age to bring somebody then; `None` where in a campaign there is less than one.
    pub k: Vec<Option<f64>>,
}

impl Timeline {
    /// The values of this quantity.
    #[must_use]
    pub fn series(&self, series: Series) -> Option<&TimeSeries> {
        self.series.iter().find(|known| known.series == series)
    }

    /// The day from which on K over time is below 1 to the end; `None` where it is not in the end, or nowhere defined.
    #[must_use]
    pub fn shrinks_from(&self) -> Option<f64> {
        let defined = self.points.iter().zip(&self.k).filter_map(|(point, k)| Some((point.day, (*k)?)));
        defined.rev().take_while(|(_, k)| *k < 1.0).last().map(|(day, _)| day)
    }
}

/// One quantity over time.
#[derive(Clone, Debug, Serialize)]
pub struct TimeSeries {
    /// Which.
    pub series: Series,
    /// One summary per point.
    pub values: Vec<Summary>,
}

/// A segment's part.
#[derive(Clone, Debug, Serialize)]
pub struct SegmentReport {
    /// Name of the segment.
    pub segment: String,
    /// Every metric of a segment.
    pub metrics: Vec<(SegmentMetric, Summary)>,
    /// The funnels of the people whom this segment's members invite, one for each way of sharing.
    pub funnels: Vec<FunnelReport>,
}

/// How far the people came who were reached by one way of sharing.
#[derive(Clone, Debug, Serialize)]
pub struct FunnelReport {
    /// Name of the channel, where there are any.
    pub channel: Option<String>,
    /// `exposures` first, then every stage (the last is `join`, the accepted).
    pub stages: Vec<(String, Summary)>,
}

/// What became of a reward rule.
#[derive(Clone, Debug, Serialize)]
pub struct RuleReport {
    /// Name of the rule.
    pub rule: String,
    /// Every metric of a rule.
    pub metrics: Vec<(RuleMetric, Summary)>,
}

/// Money of one line of the ledger on one day: means over replicates.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LedgerRow {
    /// Day, from 1 (the first 24 hours).
    pub day: u32,
    /// The line: a rule or another cost.
    pub line: Line,
    /// Mean number due.
    pub due: f64,
    /// Mean number paid.
    pub paid: f64,
    /// Mean number of promises broken.
    pub broken: f64,
    /// Mean cost, in major units.
    pub cost: f64,
    /// Its Monte Carlo standard error.
    pub cost_mcse: f64,
}

/// Counts in equal bins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Histogram {
    /// Unit of the values.
    pub unit: Unit,
    /// Left edge of the first bin.
    pub start: f64,
    /// Width of a bin (above 0).
    pub width: f64,
    /// Values per bin.
    pub counts: Vec<u64>,
    /// Values below the first and above the last bin (tails beyond 0.5 % are cut).
    pub outside: [u64; 2],
}

impl Histogram {
    /// All values, those beyond the ends in the outermost bins.
    #[must_use]
    pub fn with_outside(&self) -> Vec<u64> {
        let mut counts = self.counts.clone();
        if let Some(first) = counts.first_mut() {
            *first += self.outside[0];
        }
        if let Some(last) = counts.last_mut() {
            *last += self.outside[1];
        }
        counts
    }
}

//! One point of a sweep: the metrics of a run, and a few more that curves are drawn of.

use crate::metrics::{Better, Layout, Metric, Risk, Unit};
use crate::model::Model;
use crate::scenario::{Scenario, Valid};
use crate::stats::{RatioSums, Summary};
use crate::study::compare::{Measure, saved};
use crate::study::theory::viral_coefficient;
use rayon::prelude::*;
use std::borrow::Cow;

/// What a point is measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PointMetric {
    /// A metric of a run.
    Run(Metric),
    /// Members who reached the mark of the one `invites` rule, whatever the mark; only with exactly one mark.
    Completions,
    /// Whether the budget or a stock was used up (1) or not (0), so that its mean is the share of such campaigns; only
    /// with a budget or a stock.
    Exhausted,
    /// What the added users would have cost elsewhere, less what they cost; only where a scenario says what a user costs elsewhere.
    Saving,
    /// The viral coefficient by theory; the same in every campaign.
    KTheory,
}

impl PointMetric {
    /// The name in files.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            PointMetric::Run(metric) => metric.name(),
            PointMetric::Completions => "completions".into(),
            PointMetric::Exhausted => Risk::Exhausted.name().into(),
            PointMetric::Saving => Measure::Saving.name(),
            PointMetric::KTheory => "k_theory".into(),
        }
    }

    /// Whether more of it, or less, is better.
    #[must_use]
    pub fn has_better_side(&self) -> bool {
        match self {
            PointMetric::Run(_) | PointMetric::Saving => self.better().is_some(),
            PointMetric::Completions | PointMetric::KTheory => true,
            PointMetric::Exhausted => false,
        }
    }

    /// Which side that is, for what designs are chosen by.
    #[must_use]
    pub fn better(&self) -> Option<Better> {
        match self {
            PointMetric::Run(metric) => metric.better(),
            PointMetric::Saving => Some(Measure::Saving.better()),
            PointMetric::Completions | PointMetric::Exhausted | PointMetric::KTheory => None,
        }
    }

    /// Unit.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self {
            PointMetric::Run(metric) => metric.unit(),
            PointMetric::Completions => Unit::Count,
            PointMetric::Exhausted => Unit::Share,
            PointMetric::Saving => Measure::Saving.unit(),
            PointMetric::KTheory => Unit::Ratio,
        }
    }
}

/// The metrics of a point, and what they came to.
#[derive(Clone, Debug)]
pub struct Point {
    metrics: Vec<PointMetric>,
    summaries: Vec<Summary>,
}

impl Point {
    /// Of the replicates of a design: `values[metric]` in the order of its layout.
    pub(super) fn of(design: &Valid, layout: &Layout, values: &[Vec<f64>]) -> Point {
        let metrics = layout.metrics.par_iter().zip(values);
        let mut summaries: Vec<Summary> =
            metrics.map(|(metric, own)| summarised(metric, own, layout, values)).collect();
        let replicates = values.first().map_or(0, Vec::len);
        let extra = extra(design, layout).into_iter().map(|(_, extra)| match extra {
            Extra::Copy(metric) => summaries[metric],
            Extra::Exhausted(day) => {
                let flags: Vec<f64> =
                    values[day].iter().map(|day| f64::from(u8::from(day.is_finite()))).collect();
                Summary::of(&flags)
            }
            Extra::Saving { benchmark, users, cost } => {
                let saved = values[users]
                    .iter()
                    .zip(&values[cost])
                    .map(|(users, cost)| saved(benchmark, *users, *cost));
                Summary::of(&saved.collect::<Vec<_>>())
            }
            Extra::Theory => constant(viral_coefficient(&Model::typical(design)), replicates as u64),
        });
        let extra: Vec<Summary> = extra.collect();
        summaries.extend(extra);
        Point { metrics: self::metrics(design, layout), summaries }
    }

    /// A point from summaries that were kept; none when they are not as many as `metrics`.
    #[must_use]
    pub fn from_kept(metrics: Vec<PointMetric>, summaries: Vec<Summary>) -> Option<Point> {
        (metrics.len() == summaries.len()).then_some(Point { metrics, summaries })
    }

    /// Whether every number is the same, to the last digit.
    pub(super) fn is_same(&self, other: &Point) -> bool {
        let bits = |summary: &Summary| {
            let Summary { n, infinite, mean, sd, mcse, min, max, quantiles } = *summary;
            ([n, infinite], [mean, sd, mcse, min, max].map(f64::to_bits), quantiles.map(f64::to_bits))
        };
        self.metrics == other.metrics && self.summaries.iter().map(bits).eq(other.summaries.iter().map(bits))
    }

    /// The summaries in the order of [`metrics`].
    #[must_use]
    pub fn summaries(&self) -> &[Summary] {
        &self.summaries
    }

    /// Every metric with its summary.
    pub fn iter(&self) -> impl Iterator<Item = (&PointMetric, &Summary)> {
        self.metrics.iter().zip(&self.summaries)
    }

    /// The summary of this metric of a run, if the point has it.
    #[must_use]
    pub fn metric(&self, metric: &Metric) -> Option<&Summary> {
        self.iter()
            .find(|(known, _)| matches!(known, PointMetric::Run(known) if known == metric))
            .map(summary)
    }

    /// The summary of what the point is measured by, if it is by this.
    #[must_use]
    pub fn value(&self, metric: &PointMetric) -> Option<&Summary> {
        self.iter().find(|(known, _)| *known == metric).map(summary)
    }
}

fn summary<'a>((_, summary): (&PointMetric, &'a Summary)) -> &'a Summary {
    summary
}

/// What a point of this design is measured by: the metrics of a run, then those that only a sweep has.
#[must_use]
pub fn metrics(design: &Scenario, layout: &Layout) -> Vec<PointMetric> {
    let extra = extra(design, layout).into_iter().map(|(metric, _)| metric);
    layout.metrics.iter().cloned().map(PointMetric::Run).chain(extra).collect()
}

/// Where a metric that only a sweep has comes from.
enum Extra {
    Copy(usize),
    Exhausted(usize),
    /// From the columns of added users and of their cost.
    Saving {
        benchmark: f64,
        users: usize,
        cost: usize,
    },
    Theory,
}

fn extra(design: &Scenario, layout: &Layout) -> Vec<(PointMetric, Extra)> {
    let column = |metric: &Metric| layout.metric(metric);
    let completions = match layout.tiers[..] {
        [mark] => column(&Metric::Reached(mark)).map(Extra::Copy),
        _ => None,
    };
    let exhausted = column(&Metric::ExhaustedDay).filter(|_| design.shape().is_limited());
    let exhausted = exhausted.map(Extra::Exhausted);
    let completions = completions.map(|extra| (PointMetric::Completions, extra));
    let exhausted = exhausted.map(|extra| (PointMetric::Exhausted, extra));
    let saving = design.shape().benchmark.zip(column(&Metric::AddedUsers)).zip(column(&Metric::CostWithOwed));
    let saving = saving.map(|((benchmark, users), cost)| Extra::Saving { benchmark, users, cost });
    let saving = saving.map(|extra| (PointMetric::Saving, extra));
    completions
        .into_iter()
        .chain(exhausted)
        .chain(saving)
        .chain([(PointMetric::KTheory, Extra::Theory)])
        .collect()
}

/// The summary of a metric: of a cost per head with the ratio of means, from the columns of its parts.
fn summarised(metric: &Metric, own: &[f64], layout: &Layout, values: &[Vec<f64>]) -> Summary {
    let summary = Summary::of(own);
    let part = |part: &Metric| layout.metric(part).and_then(|place| values.get(place));
    let parts = metric.per_head().and_then(|[money, heads]| part(money).zip(part(heads)));
    parts.map_or(summary, |(money, heads)| summary.with_ratio(&RatioSums::of(money, heads).ratio()))
}

fn constant(value: f64, n: u64) -> Summary {
    Summary { n, infinite: 0, mean: value, sd: 0.0, mcse: 0.0, min: value, max: value, quantiles: [value; 5] }
}

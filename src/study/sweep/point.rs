//! One point of a sweep: the metrics of a run, and a few more that curves are drawn of.

use crate::engine::{Layout, Metric, Unit};
use crate::model::Model;
use crate::scenario::{Scenario, Valid};
use crate::stats::Summary;
use crate::study::theory::viral_coefficient;
use rayon::prelude::*;

/// Members who reached the mark of the one `invites` rule, whatever the mark; only with exactly one mark.
pub const COMPLETIONS: &str = "completions";
/// Whether the budget or a stock was used up (1) or not (0), so that its mean is the share of such campaigns; only with
/// a budget or a stock.
pub const EXHAUSTED: &str = "exhausted";
/// The viral coefficient by theory; the same in every campaign.
pub const K_THEORY: &str = "k_theory";

/// The metrics of a point, and what they came to.
#[derive(Clone, Debug)]
pub struct Point {
    metrics: Vec<Metric>,
    summaries: Vec<Summary>,
}

impl Point {
    /// Of the replicates of a design: `values[metric]` in the order of its layout.
    pub(super) fn of(design: &Valid, layout: &Layout, values: &[Vec<f64>]) -> Point {
        let mut summaries: Vec<Summary> = values.par_iter().map(|values| Summary::of(values)).collect();
        let replicates = values.first().map_or(0, Vec::len);
        let extra = extra(design, layout).into_iter().map(|(_, extra)| match extra {
            Extra::Copy(metric) => summaries[metric],
            Extra::Exhausted { day, overspend } => {
                let happened =
                    |(day, over): (&f64, &f64)| f64::from(u8::from(day.is_finite() || *over > 0.0));
                let flags: Vec<f64> = values[day].iter().zip(&values[overspend]).map(happened).collect();
                Summary::of(&flags)
            }
            Extra::Theory => constant(viral_coefficient(&Model::typical(design)), replicates as u64),
        });
        let extra: Vec<Summary> = extra.collect();
        summaries.extend(extra);
        Point { metrics: metrics(design, layout), summaries }
    }

    /// A point from summaries that were kept; none when they are not as many as `metrics`.
    #[must_use]
    pub fn from_kept(metrics: Vec<Metric>, summaries: Vec<Summary>) -> Option<Point> {
        (metrics.len() == summaries.len()).then_some(Point { metrics, summaries })
    }

    /// The summaries in the order of [`metrics`].
    #[must_use]
    pub fn summaries(&self) -> &[Summary] {
        &self.summaries
    }

    /// Every metric with its summary.
    pub fn iter(&self) -> impl Iterator<Item = (&Metric, &Summary)> {
        self.metrics.iter().zip(&self.summaries)
    }

    /// The summary of the metric of this name, if the point has it.
    #[must_use]
    pub fn metric(&self, name: &str) -> Option<&Summary> {
        self.iter().find(|(metric, _)| metric.name == name).map(|(_, summary)| summary)
    }
}

/// What a point of this design is measured by: the metrics of a run, then those that only a sweep has.
#[must_use]
pub fn metrics(design: &Scenario, layout: &Layout) -> Vec<Metric> {
    let extra = extra(design, layout).into_iter().map(|(metric, _)| metric);
    layout.metrics.iter().cloned().chain(extra).collect()
}

/// Where a metric that only a sweep has comes from.
enum Extra {
    Copy(usize),
    Exhausted { day: usize, overspend: usize },
    Theory,
}

fn extra(design: &Scenario, layout: &Layout) -> Vec<(Metric, Extra)> {
    let metric = |name: &str, unit: Unit| Metric { name: name.to_owned(), unit };
    let completions = match layout.tiers[..] {
        [mark] => layout.metric(&format!("reached_{mark}")).map(Extra::Copy),
        _ => None,
    };
    let is_limited = design.budget.is_some() || design.incentive.iter().any(|reward| reward.stock.is_some());
    let exhausted = layout.metric("exhausted_day").zip(layout.metric("overspend")).filter(|_| is_limited);
    let exhausted = exhausted.map(|(day, overspend)| Extra::Exhausted { day, overspend });
    let completions = completions.map(|extra| (metric(COMPLETIONS, Unit::Count), extra));
    let exhausted = exhausted.map(|extra| (metric(EXHAUSTED, Unit::Share), extra));
    completions.into_iter().chain(exhausted).chain([(metric(K_THEORY, Unit::Ratio), Extra::Theory)]).collect()
}

fn constant(value: f64, n: u64) -> Summary {
    Summary { n, mean: value, sd: 0.0, mcse: 0.0, min: value, max: value, quantiles: [value; 5] }
}
